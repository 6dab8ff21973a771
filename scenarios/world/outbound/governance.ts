/** The sections on governance and on feature faults -> what a run goes by. */
import { OFF, type Stage } from '#orchestrator/decisions/governance/mode-plan';
import type { DRIFTING } from '#orchestrator/decisions/governance/monitor';
import type { Limit } from '#orchestrator/decisions/governance/sample-window';
import { pointNamed } from '#orchestrator/decisions/point-words';
import type { GovernanceSection, MonitorSection } from '../../schema/outbound/governance.ts';
import type { AnyOutboundScenario } from '../../schema/outbound/scenario.ts';
import { durationMs } from '../../schema/units.ts';
import type {
  FeatureFault,
  GovernanceSettings,
  MonitorPlan,
  ScheduledOrder,
} from '../governance-settings.ts';

/** Looks, and standard errors. Source: assumption; two each keep a figure at its limit from being found beyond it by chance. */
const TIMES = 2;
const SIGMAS = 2;
/** Of the window; and no error of a mean is known of one. */
const SAMPLES_SHARE = 0.2;
const SAMPLES_MIN = 2;

type Sections = Pick<AnyOutboundScenario, 'governance' | 'featureFaults' | 'start'>;

/** Nothing where models are trusted as they are said to be. */
export function governanceOf({ governance, featureFaults, start }: Sections): {
  readonly governance?: GovernanceSettings;
  readonly featureFaults?: readonly FeatureFault[];
} {
  const startAt = Date.parse(start);
  return {
    ...(governance === undefined ? {} : { governance: settingsOf(governance, startAt) }),
    ...(featureFaults === undefined
      ? {}
      : {
          featureFaults: featureFaults.map(({ point, column, from, until, times }) => ({
            point: pointNamed(point)!,
            column,
            times,
            fromAt: startAt + durationMs(from),
            untilAt: until === undefined ? Infinity : startAt + durationMs(until),
          })),
        }),
  };
}

function settingsOf(section: GovernanceSection, startAt: number): GovernanceSettings {
  const { models, plan, checkEvery, monitors = [] } = section;
  return {
    models: models ?? null,
    stages: plan === undefined ? null : [OFF, ...plan.map(stageOf)],
    checkEveryMs: durationMs(checkEvery),
    monitors: monitors.map(monitorOf),
    orders: ordersOf(section, startAt),
  };
}

function stageOf({ mode, share, after, answers }: NonNullable<GovernanceSection['plan']>[number]): Stage {
  const afterMs = after === undefined ? 0 : durationMs(after);
  return { mode, share: share ?? 0, afterMs, answersMin: answers ?? 0 };
}

function ordersOf({ orders = [], kill }: GovernanceSection, startAt: number): ScheduledOrder[] {
  const all = [...orders, ...(kill === undefined ? [] : [{ do: 'kill' as const, ...kill }])];
  return all.map(({ at, ...order }) => ({ at: startAt + durationMs(at), order })).sort((x, y) => x.at - y.at);
}

export function monitorOf(section: MonitorSection): MonitorPlan {
  const { of, window, times } = section;
  const common = { of, window, response: section.response };
  if ('reference' in section) {
    const { reference, columns, atMost } = section;
    const limit: Limit = { most: atMost, kind: 'mean', samplesMin: window, sigmas: 0 };
    return { ...common, limit, referenceRows: reference, columns: columns ?? [], times: times ?? 1 };
  }
  const { min, sigmas } = section;
  const limit: Limit = {
    ...limitOf(section),
    samplesMin: Math.max(SAMPLES_MIN, min ?? Math.ceil(window * SAMPLES_SHARE)),
    sigmas: sigmas ?? SIGMAS,
  };
  return { ...common, limit, referenceRows: 0, columns: [], times: times ?? TIMES };
}

function limitOf(
  section: Exclude<MonitorSection, { of: (typeof DRIFTING)[number] }>,
): Pick<Limit, 'most' | 'kind'> {
  switch (section.of) {
    case 'committed':
    case 'billed':
      return { kind: 'ratio', most: section.overBaseline };
    case 'latency':
      return { kind: 'mean', most: durationMs(section.atMost) };
    case 'fallbacks':
      return { kind: 'mean', most: section.atMost };
    default:
      return section.overBaseline === undefined
        ? { kind: 'mean', most: section.atMost! }
        : { kind: 'above', most: section.overBaseline };
  }
}
