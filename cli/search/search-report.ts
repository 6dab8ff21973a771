/** What a search has found, as JSON keeps it and as a reader sees it. */
import type { Failure } from '#bench/search/failures';
import type { KindShare } from '#bench/search/kind-shares';
import type { WhichFaults } from '#testing/search/variation';

export interface SearchReport {
  readonly format: 1;
  readonly process: 'search';
  readonly scenario: string;
  readonly seed: number;
  readonly runs: number;
  readonly complete: boolean;
  readonly twice: boolean;
  readonly orders: number;
  readonly faults: WhichFaults;
  /** Kinds of fault that the scenario has a place for. */
  readonly kinds: readonly string[];
  readonly failures: readonly (Failure & {
    /** Commands that show it again, and the one that makes it small. */
    readonly again: readonly string[];
    /** Its scenario; null where none could be written. */
    readonly file: string | null;
  })[];
  /** Runs that broke another invariant than the one asked for. */
  readonly others: number;
  readonly events: number;
  /** All runs' time in the twin, ms. */
  readonly simulatedMs: number;
  /** null where nobody watched. */
  readonly probes: ProbeReport | null;
  readonly kindShares: readonly KindShare[] | null;
  readonly reproduce: string;
}

export interface ProbeReport {
  readonly watched: number;
  readonly reached: readonly { readonly probe: string; readonly runs: number }[];
  readonly missed: readonly { readonly probe: string; readonly about: string }[];
}

/** How fast it went: of this time, on this machine, and so no part of what is kept. */
export interface SearchSpeed {
  readonly eventsPerLaneSecond: number;
  readonly simulatedPerReal: number;
  readonly runsPerSecond: number;
}

const YEAR_MS = 365 * 86_400_000;
const MESSAGE_MAX = 160;

export function renderSearch(report: SearchReport, speed: SearchSpeed | null): string {
  return [headOf(report, speed), failuresText(report), probesText(report), kindsText(report)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function headOf(
  { scenario, runs, seed, twice, kinds, faults, orders, events, simulatedMs, complete }: SearchReport,
  speed: SearchSpeed | null,
): string {
  const seeds = runs === 0 ? 'none' : `seeds ${seed} to ${seed + runs - 1}`;
  const lines = [
    `search     ${scenario}: ${runs} runs of at most ${orders} orders, ${seeds}${twice ? ', each in two processes' : ''}${complete ? '' : ' (interrupted)'}`,
    `faults     ${kinds.length} kinds have a place in it${faults === 'swarm' ? '' : `; ${faults.join(', ') || 'none'} in each run`}`,
    `events     ${events}; ${(simulatedMs / YEAR_MS).toFixed(1)} years simulated`,
  ];
  if (speed !== null)
    lines.push(
      `speed      ${Math.round(speed.eventsPerLaneSecond)} events a second of a process, ${Math.round(speed.simulatedPerReal)} times as fast as real time; ${speed.runsPerSecond.toFixed(1)} runs a second in all`,
    );
  return lines.join('\n');
}

function failuresText({ failures, others, runs }: SearchReport): string {
  const stopped = `${others} ${others === 1 ? 'run' : 'runs'} stopped at another invariant than the one asked for, and ${others === 1 ? 'says' : 'say'} nothing of it`;
  const aside = others === 0 ? '' : `\n${stopped}`;
  const all = `${runs} ${runs === 1 ? 'run' : 'runs'}`;
  if (failures.length === 0)
    return others === 0
      ? `found      nothing: every invariant held in ${all}`
      : `found      nothing of what was asked for in ${all}; ${stopped}`;
  const list = failures.map(({ invariant, place, count, seed, finding, again }) =>
    [
      `${String(count).padStart(6)} x  ${invariant}  (${place})`,
      `          seed ${seed}: ${shortened(finding.message)}`,
      ...again.map((command) => `          ${command}`),
    ].join('\n'),
  );
  const what = failures.length === 1 ? '1 failure' : `${failures.length} distinct failures`;
  return `found      ${what}\n${list.join('\n')}${aside}`;
}

function shortened(message: string): string {
  const line = message.replace(/^invariant [a-z-]+ violated: /, '').split('\n', 1)[0]!;
  return line.length <= MESSAGE_MAX ? line : `${line.slice(0, MESSAGE_MAX - 3)}...`;
}

function probesText({ probes, runs }: SearchReport): string {
  if (probes === null) return '';
  const { watched, reached, missed } = probes;
  const rare = reached.map(({ probe, runs: count }) => `  ${probe.padEnd(40)} ${String(count).padStart(6)}`);
  const never = missed.map(({ probe, about }) => `  ${probe.padEnd(40)}  ${about}`);
  return [
    `probes     ${reached.length} of ${watched} reached in ${runs} runs; in how many`,
    ...rare,
    ...(missed.length === 0 ? [] : ['not reached', ...never]),
  ].join('\n');
}

/** Where probes were asked for: without them a page shows it. */
function kindsText({ probes, kindShares }: SearchReport): string {
  if (probes === null || kindShares === null) return '';
  const rows = kindShares.map(({ kind, runs, happened, sampled, changed }) => {
    const share = happened === null ? '-' : `${Math.round((100 * happened) / runs)} %`;
    const trace = sampled === 0 ? '-' : `${changed} of ${sampled}`;
    return `  ${kind.padEnd(26)} ${String(runs).padStart(7)} ${share.padStart(9)} ${trace.padStart(14)}`;
  });
  return ['kinds of fault                  in     happened  changed the trace', ...rows].join('\n');
}
