/** From the oversight of a twin to what a run says of its model: see `GovernanceReport`. */
import type { GovernanceReport, ModeReport, MonitorReport } from '#reports/outbound/governance-report';
import type { OversightReport } from '#scenarios/twin/deciders/governance/oversight';

/**
 * @param fromAt start of the run
 * @param untilAt to which time in a mode is counted
 */
export function governanceReport(seen: OversightReport, fromAt: number, untilAt: number): GovernanceReport {
  const { model, point, governor, notes, tally, wrongFrom, rollout } = seen;
  const usual = { n: 0, at: fromAt, from: rollout.mode, to: rollout.mode, share: rollout.canaryShare };
  const modes: readonly ModeReport[] =
    governor === null ? [{ ...usual, cause: 'start', by: 'arm', reason: 'nobody governs it' }] : notes;
  const after = (at: number | undefined): number | null =>
    at === undefined || wrongFrom === null ? null : at - wrongFrom;
  const since = (is: (mode: ModeReport) => boolean): number | null =>
    wrongFrom === null ? null : after(modes.find((mode) => mode.at >= wrongFrom && is(mode))?.at);
  return {
    model,
    point,
    governed: governor !== null,
    notes: governor?.noted ?? 0,
    modes: modes.map(({ at, from, to, share, cause, by, reason }) => ({
      at,
      from,
      to,
      share,
      cause,
      by,
      reason,
    })),
    modeMs: timeInModes(modes, untilAt),
    monitors: governor === null ? [] : monitorsOf(governor),
    ...tally,
    wrongFrom,
    noticedAfterMs: since(({ cause }) => cause === 'monitor' || cause === 'warning'),
    stoppedAfterMs: after(stoppedAt(modes, wrongFrom)),
  };
}

/** From when on it decides nothing any more, what is shown wrongly at least; undefined = it may to the end. */
function stoppedAt(
  modes: readonly Pick<ModeReport, 'at' | 'to'>[],
  wrongFrom: number | null,
): number | undefined {
  const last = modes.findLastIndex(({ to }) => to === 'canary' || to === 'active');
  const at = modes[last + 1]?.at;
  return at === undefined ? undefined : Math.max(at, wrongFrom ?? at);
}

function timeInModes(modes: readonly ModeReport[], untilAt: number): Record<string, number> {
  const ms: Record<string, number> = { off: 0, shadow: 0, canary: 0, active: 0 };
  modes.forEach(({ at, to }, i) => {
    const endsAt = Math.min(untilAt, modes[i + 1]?.at ?? untilAt);
    ms[to]! += Math.max(0, endsAt - at);
  });
  return ms;
}

function monitorsOf(governor: NonNullable<OversightReport['governor']>): MonitorReport[] {
  return governor.stands().map(({ settings, value, samples, standing }) => ({
    name: settings.of,
    limit: settings.limit.most,
    overBaseline: settings.limit.kind !== 'mean',
    value,
    samples,
    standing,
    response: settings.response,
  }));
}
