/**
 * A policy of your own: what `import ... from 'dray/policy'` gives. `docs/guides/own-parts.md` shows how to use it, `docs/decisions.md`
 * lists what is decided, and what a policy is given for it.
 *
 * A policy is a pure function: it answers from what it is given, changes nothing of it, and remembers nothing. One that learns is handed
 * what it knows: that is the run's, and so a run can be repeated and branched.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import type { ContextOf, OptionOf } from '#orchestrator/decisions/points';
import type { View } from '#orchestrator/decisions/view';
import { type Marked, marked } from './part.ts';
import type { Told } from './told.ts';

export type { CarrierContext, CarrierOption } from '#orchestrator/decisions/carrier-choice';
export {
  arrivalAtPace,
  type DelayPredictionContext,
  type DelayPredictionOption,
} from '#orchestrator/decisions/delay-prediction';
export type { DelayContext, DelayOption } from '#orchestrator/decisions/delay-response';
export type { DockSlotContext, DockSlotOption } from '#orchestrator/decisions/dock-slot';
export type { ExceptionContext, ExceptionOption } from '#orchestrator/decisions/exception';
export type { InvoiceContext, InvoiceOption } from '#orchestrator/decisions/invoice-anomaly';
export type { OrderPriorityContext, OrderPriorityOption } from '#orchestrator/decisions/order-priority';
export type { ReplenishmentContext, ReplenishmentOption } from '#orchestrator/decisions/replenishment';
export { coverage, type SourcingContext, type SourcingOption } from '#orchestrator/decisions/sourcing';
export type { View } from '#orchestrator/decisions/view';
export type { WaveSequenceContext, WaveSequenceOption } from '#orchestrator/decisions/wave-sequence';
export { type WorkloadContext, type WorkloadOption, waitingIn } from '#orchestrator/decisions/workload';
export type { OutcomeOf, Told } from './told.ts';
export type { ContextOf, DecisionPoint, OptionOf };
/** As it was called when only `sourcing` had views. */
export type SourcingView = View;

/** What answers one decision point; `point` says which, and so what `recommend` is given. `Knows`: what it learns, plain data. */
export interface PolicyDefinition<Point extends DecisionPoint = DecisionPoint, Knows = void> {
  readonly point: Point;
  /** Small letters, digits and hyphens. */
  readonly name: string;
  /** What it does, in a line. */
  readonly summary: string;
  /** What one answer costs, minor units of the scenario's currency (cents), may be a fraction: part of landed cost. Absent = nothing. */
  readonly costPerDecisionMinor?: number;
  /**
   * @param options those that no hard rule forbids, at least one
   * @param views pictures of known age that come with the question, none at most points: `coverage(context, view)` counts what a node's
   *   stock view shows of an order, `waitingIn(view)` the lines that wait in a wave plan,
   *   `arrivalAtPace(context, views)` says when a load would be there at its pace
   * @param knows of a policy that learns: `initial`, or what `learn` answered last in this run
   * @returns index into `options`, or -1 for none of them
   */
  recommend(
    context: ContextOf<Point>,
    options: readonly OptionOf<Point>[],
    views: readonly View[],
    knows: Knows,
  ): number;
  /** What it knows when a run begins: plain data. */
  readonly initial?: Knows;
  /**
   * Told what came of a decision of its own, once, when it is known in the run: hours or weeks after.
   * @returns what it knows from then on: a new value, of what it knew and what it is told alone. Small: it is copied each time
   */
  learn?(knows: Knows, told: Told<Point>): Knows;
}

export type OwnPolicyPart<Point extends DecisionPoint = DecisionPoint, Knows = void> = PolicyDefinition<
  Point,
  Knows
> &
  Marked<'policy'>;

/**
 * Makes a policy of its definition: the default export of its file.
 * @param definition `name` in small letters, digits and hyphens; `summary` says in a line what it does, and stands in reports;
 *   `initial` and `learn` together, or neither
 */
export function definePolicy<Point extends DecisionPoint, Knows = void>(
  definition: PolicyDefinition<Point, Knows>,
): OwnPolicyPart<Point, Knows> {
  return marked('policy', definition);
}
