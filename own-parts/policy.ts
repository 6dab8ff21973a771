/**
 * A policy of your own: what `import ... from 'dray/policy'` gives. `docs/guides/own-parts.md` shows how to use it, `docs/decisions.md`
 * lists what is decided, and what a policy is given for it.
 *
 * A policy is a pure function: it answers from what it is given, changes nothing of it, and remembers nothing.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import type { ContextOf, OptionOf } from '#orchestrator/decisions/points';
import type { View } from '#orchestrator/decisions/view';
import { type Marked, marked } from './part.ts';

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
export type { ContextOf, DecisionPoint, OptionOf };
/** As it was called when only `sourcing` had views. */
export type SourcingView = View;

/** What answers one decision point; `point` says which, and so what `recommend` is given. */
export interface PolicyDefinition<Point extends DecisionPoint = DecisionPoint> {
  readonly point: Point;
  /** Small letters, digits and hyphens. */
  readonly name: string;
  /** What it does, in a line. */
  readonly summary: string;
  /**
   * @param options those that no hard rule forbids, at least one
   * @param views pictures of known age that come with the question, none at most points: `coverage(context, view)` counts what a node's
   *   stock view shows of an order, `waitingIn(view)` the lines that wait in a wave plan,
   *   `arrivalAtPace(context, views)` says when a load would be there at its pace
   * @returns index into `options`, or -1 for none of them
   */
  recommend(context: ContextOf<Point>, options: readonly OptionOf<Point>[], views: readonly View[]): number;
}

export type OwnPolicyPart<Point extends DecisionPoint = DecisionPoint> = PolicyDefinition<Point> &
  Marked<'policy'>;

/**
 * Makes a policy of its definition: the default export of its file.
 * @param definition `name` in small letters, digits and hyphens; `summary` says in a line what it does, and stands in reports
 */
export function definePolicy<Point extends DecisionPoint>(
  definition: PolicyDefinition<Point>,
): OwnPolicyPart<Point> {
  return marked('policy', definition);
}
