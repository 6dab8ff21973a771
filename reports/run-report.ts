/**
 * What a run says about itself: the object in `run.json`, printed by `--json`, and the ground of every report.
 *
 * 1. No wall time, host name or path in it: the same run gives the same bytes.
 * 2. `arms[0]` is the baseline. Every arm ran the same world with the same keys.
 * 3. Money is integer minor units of `currency`; times are ms; instants are epoch ms, UTC.
 */
import type { KpiGroup, KpiName, Kpis } from './kpis/kpis.ts';
import { RUN_REPORT_VERSION, type RunEndReason } from './run-head.ts';

export { RUN_REPORT_VERSION, type RunEndReason };

export interface ArmReport {
  readonly policy: string;
  readonly summary: string;
  /** SHA-256 of the model file, 16 digits; absent for a rule of thumb. */
  readonly modelDigest?: string;
  readonly digest: string;
  readonly businessDigest: string;
  readonly outcomeDigest: string;
  /** Kernel events and actor steps. */
  readonly events: number;
  readonly steps: number;
  /** Virtual instant at which the arm stopped. */
  readonly endedAt: number;
  readonly end: RunEndReason;
  /** The invariant that did not hold, with place and figures; null = all held. */
  readonly violation: string | null;
  readonly kpis: Kpis;
  /** KPIs over the orders that every arm planned with a price; null with a single arm. */
  readonly compared: Kpis | null;
  readonly byCarrier: readonly KpiGroup[];
  readonly byPlant: readonly KpiGroup[];
  /** What is still open at the end. */
  readonly open: {
    readonly orders: number;
    readonly shipments: number;
    readonly freightInvoices: number;
    readonly exceptionCases: number;
  };
  readonly platform: { readonly waitedMsMean: number; readonly waitedMsMax: number };
}

export interface ThresholdReport {
  readonly kpi: KpiName;
  readonly policy: string;
  readonly bound: string;
  readonly value: number | null;
  readonly passed: boolean;
}

export interface RunReport {
  readonly format: typeof RUN_REPORT_VERSION;
  readonly end: RunEndReason;
  readonly scenario: {
    readonly name: string;
    readonly title: string;
    readonly story: string;
    /** Digest of the resolved scenario and of every data file it reads. */
    readonly digest: string;
  };
  readonly seed: string | number;
  /** Command that reproduces the run. */
  readonly reproduce: string;
  readonly versions: { readonly dray: string; readonly node: string; readonly v8: string };
  /** Over all arms. */
  readonly digest: string;
  readonly businessDigest: string;
  readonly outcomeDigest: string;
  readonly events: number;
  readonly orders: number;
  readonly currency: string;
  readonly startAt: number;
  readonly endAt: number;
  /** KPIs by policy. */
  readonly kpis: Readonly<Record<string, Kpis>>;
  readonly arms: readonly ArmReport[];
  /** Orders that every arm planned with a price; null with a single arm. */
  readonly comparedOrders: number | null;
  readonly thresholds: readonly ThresholdReport[];
  readonly input: {
    readonly rowsRead: number;
    readonly orders: number;
    readonly rejects: number;
    /** Orders that `maxOrders` or `exclude` leave out. */
    readonly leftOut: number;
    /** Counted facts about the input, as sentences. */
    readonly facts: readonly string[];
  };
  /** Parameters without a source, and what the data does not say. */
  readonly assumptions: readonly string[];
}
