/**
 * What the pictures of a report are drawn from: `aggregates.json`, beside `run.json`.
 *
 * 1. Its size is bounded by the kinds of events, the places and the time slots there are, never by the number of orders.
 * 2. Of a run from before a part came in, that part is absent: the report shows the others and names it.
 * 3. As in `run.json` there is no wall time, host name or path: the same run gives the same bytes.
 */
import type { NetworkFlows } from './network/network-flows.ts';
import type { OverTime } from './over-time/over-time.ts';
import type { PlatformOverTime } from './platform-hours.ts';
import type { ProcessMap } from './process-map/process-map.ts';

export const AGGREGATES_FORMAT = 2;

export interface ArmAggregates {
  /** Which arm of `run.json`. */
  readonly policy: string;
  /** What followed what in the life of orders. */
  readonly processMap?: ProcessMap;
  /** What went from where to where, and how late. */
  readonly network?: NetworkFlows;
  /** Queues, work in process, people, messages and faults, slot by slot. */
  readonly overTime?: OverTime;
  /** The orchestrator itself, hour by hour; absent = not an hour went by while orders came in. */
  readonly platform?: PlatformOverTime;
}

export interface RunAggregates {
  readonly format: typeof AGGREGATES_FORMAT;
  readonly arms: readonly ArmAggregates[];
}
