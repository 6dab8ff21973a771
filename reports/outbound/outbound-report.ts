/**
 * What a run of outbound fulfilment says about itself: the object in `run.json`, printed by `--json`.
 *
 * 1. No wall time, host name or path in it: the same run gives the same bytes.
 * 2. `arms[0]` is the baseline. Every arm ran the same world with the same keys.
 * 3. Money is integer minor units of `currency`; times are ms; instants are epoch ms, UTC.
 */
import type { OutboundKpi, OutboundKpis } from '../kpis/outbound/catalogue.ts';
import type { Pot } from '../kpis/outbound/landed-cost.ts';
import type { PairedCosts } from '../kpis/outbound/paired.ts';
import type { PartHead, RUN_REPORT_VERSION, RunEndReason, ScenarioHead, Versions } from '../run-head.ts';
import type { ArmDetails, OpenTaskReport } from './arm-details.ts';
import type { GovernanceReport } from './governance-report.ts';
import type { LearnedReport } from './learned-words.ts';

export interface OutboundGroupReport {
  readonly no: number;
  readonly name: string;
  readonly kpis: OutboundKpis;
}

/** Whether the orchestrator itself kept up. Shares are of all workers' time; 0 where there is no limit. */
export interface OutboundPlatformReport {
  /** How long an input waited for a worker or for its actor. */
  readonly waitedMsMean: number;
  readonly waitedMsMax: number;
  /** From the start to when the last order may come. */
  readonly busyShare: number;
  /** In the busiest hour of it. */
  readonly busyShareMax: number;
  /** Hours of it in which no worker was free. */
  readonly fullHours: number;
  /** Inputs that waited, the most of all full hours. */
  readonly backlogMax: number;
  /** While orders came in. */
  readonly days: readonly PlatformDay[];
}

/** The platform on one day. */
export interface PlatformDay {
  /** Midnight UTC, epoch ms. */
  readonly dayAt: number;
  /** Of the inputs stepped on it. */
  readonly waitedMsMean: number;
  readonly busyShare: number;
  /** The most of its full hours. */
  readonly backlogMax: number;
}

export interface OutboundArmReport extends ArmDetails {
  readonly policy: string;
  readonly summary: string;
  /** SHA-256 of the model file, 16 digits; absent for a rule of thumb. */
  readonly modelDigest?: string;
  readonly carrierPolicy: string;
  readonly delayPolicy: string;
  /** Of the other decision points that somebody is asked about, by what they are about; absent = there are none. */
  readonly otherPolicies?: Readonly<Record<string, string>>;
  readonly digest: string;
  readonly businessDigest: string;
  readonly outcomeDigest: string;
  /** Of the chain of its decisions: by which rule it is made, and its last hash; absent = it was not recorded, or by an older Dray. */
  readonly audit?: { readonly format: number; readonly head: string };
  readonly events: number;
  readonly steps: number;
  readonly messages: number;
  readonly endedAt: number;
  readonly end: RunEndReason;
  readonly violation: string | null;
  readonly kpis: OutboundKpis;
  /** Pots of the landed cost, minor units; claim credits are negative. */
  readonly pots: Readonly<Record<Pot, number>>;
  /** Against the baseline, order by order; null = it is the baseline. */
  readonly paired: PairedCosts | null;
  readonly byNode: readonly OutboundGroupReport[];
  readonly byCarrier: readonly OutboundGroupReport[];
  readonly open: Readonly<Record<string, number>>;
  /** Tasks that nobody has answered, by kind; absent = a report of a time that did not say. */
  readonly openTasks?: readonly OpenTaskReport[];
  /** Faults that happened, by kind. */
  readonly faults: Readonly<Record<string, number>>;
  readonly platform: OutboundPlatformReport;
  /** Of the arm's model, where one is governed or shown something wrong; absent = there is none. */
  readonly governance?: GovernanceReport;
  /** Of policies that learn; absent = none does. */
  readonly learned?: readonly LearnedReport[];
}

export interface OutboundThresholdReport {
  readonly kpi: OutboundKpi;
  readonly policy: string;
  readonly bound: string;
  readonly value: number | null;
  readonly passed: boolean;
}

/** How big the world is that was run. */
export interface WorldFacts {
  readonly nodes: number;
  readonly carriers: number;
  readonly customers: number;
  readonly products: number;
  /** Of the platform; 0 = without limit. */
  readonly workers: number;
  /** When the last order may come. */
  readonly ordersUntil: number;
}

/** What was read of an order list. rowsRead = orders + rejects + leftOut. */
export interface InputReport {
  readonly rowsRead: number;
  readonly orders: number;
  /** Rows that are no orders: rejects.csv says where and why. */
  readonly rejects: number;
  /** Orders that the scenario or the command line leaves out. */
  readonly leftOut: number;
  /** What the data says and does not say, as sentences. */
  readonly facts: readonly string[];
}

/** A column that models were shown wrongly for a while. */
export interface FeatureFaultHead {
  readonly point: string;
  readonly column: string;
  readonly fromAt: number;
  /** null = to the end. */
  readonly untilAt: number | null;
  readonly times: number;
}

/** As it is written in a scenario. */
interface PlausibleRange {
  readonly path: string;
  readonly low: string;
  readonly high: string;
}

export interface OutboundRunReport {
  readonly format: typeof RUN_REPORT_VERSION;
  readonly process: 'outbound';
  readonly end: RunEndReason;
  readonly scenario: ScenarioHead;
  readonly seed: string | number;
  /** The command that gives this run again. */
  readonly reproduce: string;
  readonly versions: Versions;
  /** Over all arms. */
  readonly digest: string;
  readonly businessDigest: string;
  readonly outcomeDigest: string;
  readonly events: number;
  readonly currency: string;
  readonly startAt: number;
  readonly endAt: number;
  readonly orders: number;
  readonly world: WorldFacts;
  /** null where orders are made. */
  readonly input: InputReport | null;
  readonly kpis: Readonly<Record<string, OutboundKpis>>;
  readonly arms: readonly OutboundArmReport[];
  /** Policies that were to run after the one that ended the run; absent = none. */
  readonly notRun?: readonly string[];
  readonly thresholds: readonly OutboundThresholdReport[];
  readonly warnings: readonly string[];
  /** Parameters without a source, as sentences. */
  readonly assumptions: readonly string[];
  /** Ranges in which the scenario says that inputs might lie: `dray sensitivity` swings them; absent = it says none. */
  readonly plausible?: readonly PlausibleRange[];
  /** What models were shown wrongly; absent = nothing. */
  readonly featureFaults?: readonly FeatureFaultHead[];
  /** Parts of the user's own; absent = there are none. */
  readonly parts?: readonly PartHead[];
}
