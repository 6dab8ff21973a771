/**
 * The kernel as a library: what `import ... from 'dray/sim'` gives. `docs/guides/kernel.md` shows how to use it.
 *
 * RxJS in virtual time is an entry of its own, `dray/sim/rx`, so that models without streams don't load it.
 */
export { AssertionError } from './assert.ts';
export type { OrderedDigest } from './digest.ts';
export {
  type Component,
  EventError,
  type EventHandle,
  type EventHandler,
  type EventObserver,
  type HandlerNo,
  Kernel,
  type KernelSnapshot,
  type RunEnd,
  type RunOptions,
  type SimTime,
} from './kernel.ts';
export { type PacedOptions, type PacedReport, runPaced, type WallClock } from './paced.ts';
export {
  type Activity,
  Ask,
  type Hold,
  hold,
  type Pending,
  type Waiter,
  type Yieldable,
} from './process/ask.ts';
export { allOf, anyOf, TIMED_OUT, until, type Winner, within } from './process/combine.ts';
export { Interrupt, Preempted } from './process/interrupt.ts';
export type { Process, ProcessState } from './process/process.ts';
export { ProcessError } from './process/processes.ts';
export type { Signal } from './process/signal.ts';
export { compile, type Distribution, type MixtureComponent } from './random/distributions.ts';
export type { Draws, Numbers } from './random/draws.ts';
export { exp, log, log1p, pow } from './random/math.ts';
export { type ArrivalOptions, type ArrivalState, Arrivals, type PiecewiseRate } from './random/nhpp.ts';
export { Random, type RandomStream } from './random/random.ts';
export { DistributionError, type Sampler } from './random/sampler.ts';
export {
  type ReplicateOptions,
  type ReplicateResult,
  type Replication,
  type ResultName,
  replicate,
} from './replications/replicate.ts';
export type { HalfWidth } from './replications/width-targets.ts';
export { type Batch, type Batcher, type BatcherOptions, unbatch } from './resources/batcher.ts';
export type { Outcome, RequestOptions } from './resources/claim.ts';
export type { Container, ContainerOptions } from './resources/container.ts';
export type { Conveyor, ConveyorOptions } from './resources/conveyor.ts';
export type { BreakdownOptions, ShiftOptions } from './resources/downtime.ts';
export type { LevelWatcher } from './resources/line.ts';
export type { LevelMonitor, ResourceMonitor } from './resources/monitor.ts';
export type { Member, MemberOptions, Pool, PoolRequest } from './resources/pool.ts';
export type { QueueRule } from './resources/request.ts';
export type { DownMode, Resource, ResourceOptions, ResourceWatcher } from './resources/resource.ts';
export type { Store, StoreOptions } from './resources/store.ts';
export type { DayPlanOptions, SameHours, Weekday, WeekHours } from './shifts/day-plan.ts';
export type { OpenHours } from './shifts/open-hours.ts';
export { PeriodicCalendar, type PeriodicCalendarOptions } from './shifts/periodic-calendar.ts';
export { type TimeZone, timeZone } from './shifts/time-zone.ts';
export { WorkingCalendar, type WorkingCalendarOptions } from './shifts/working-calendar.ts';
export { Simulation, type SimulationOptions, type SourceOptions } from './simulation.ts';
export { BatchMeans } from './stats/batch-means.ts';
export { type ConfidenceInterval, confidenceInterval } from './stats/confidence.ts';
export { Histogram, type HistogramBins } from './stats/histogram.ts';
export { mser5, type WarmUp } from './stats/mser.ts';
export { Quantiles, type QuantilesOptions } from './stats/quantiles.ts';
export { Series } from './stats/series.ts';
export { studentProbability, studentQuantile } from './stats/student.ts';
export { Tally } from './stats/tally.ts';
export { TimeWeighted } from './stats/time-weighted.ts';
