/** The decision points of the core, by name: the one list that policies, phases, own parts, models, checks and docs are driven by. */
import type { DecisionPoint } from '../core/out.ts';
import type { CarrierContext, CarrierOption } from './carrier-choice.ts';
import type { DelayPredictionContext, DelayPredictionOption } from './delay-prediction.ts';
import type { DelayContext, DelayOption } from './delay-response.ts';
import type { DockSlotContext, DockSlotOption } from './dock-slot.ts';
import type { ExceptionContext, ExceptionOption } from './exception.ts';
import type { Policy } from './gate.ts';
import type { InvoiceContext, InvoiceOption } from './invoice-anomaly.ts';
import type { OrderPriorityContext, OrderPriorityOption } from './order-priority.ts';
import type { AnyPoint, PointDescription } from './point.ts';
import { CARRIER } from './points/carrier.ts';
import { DELAY_PREDICTION } from './points/delay-prediction.ts';
import { DELAY_RESPONSE } from './points/delay-response.ts';
import { DOCK_SLOT } from './points/dock-slot.ts';
import { EXCEPTION } from './points/exception.ts';
import { INVOICE_ANOMALY } from './points/invoice-anomaly.ts';
import { ORDER_PRIORITY } from './points/order-priority.ts';
import { REPLENISHMENT } from './points/replenishment.ts';
import { SOURCING } from './points/sourcing.ts';
import { WAVE_SEQUENCE } from './points/wave-sequence.ts';
import { WORKLOAD } from './points/workload.ts';
import type { ReplenishmentContext, ReplenishmentOption } from './replenishment.ts';
import type { SourcingContext, SourcingOption } from './sourcing.ts';
import type { WaveSequenceContext, WaveSequenceOption } from './wave-sequence.ts';
import type { WorkloadContext, WorkloadOption } from './workload.ts';

/** Context and option of each. */
interface PointTypes {
  readonly 'order-priority': readonly [OrderPriorityContext, OrderPriorityOption];
  readonly sourcing: readonly [SourcingContext, SourcingOption];
  readonly carrier: readonly [CarrierContext, CarrierOption];
  readonly 'delay-prediction': readonly [DelayPredictionContext, DelayPredictionOption];
  readonly 'delay-response': readonly [DelayContext, DelayOption];
  readonly 'invoice-anomaly': readonly [InvoiceContext, InvoiceOption];
  readonly 'dock-slot': readonly [DockSlotContext, DockSlotOption];
  readonly replenishment: readonly [ReplenishmentContext, ReplenishmentOption];
  readonly 'wave-sequence': readonly [WaveSequenceContext, WaveSequenceOption];
  readonly workload: readonly [WorkloadContext, WorkloadOption];
  readonly exception: readonly [ExceptionContext, ExceptionOption];
}

export type ContextOf<Point extends DecisionPoint> = PointTypes[Point][0];
export type OptionOf<Point extends DecisionPoint> = PointTypes[Point][1];
export type PolicyOf<Point extends DecisionPoint> = Policy<ContextOf<Point>, OptionOf<Point>>;

/** Something of each point. */
export type ByPoint<Value> = Readonly<Record<DecisionPoint, Value>>;
/** A policy for each. */
export type PolicySet = { readonly [Point in DecisionPoint]: PolicyOf<Point> };
/** Names of policies, by point. */
export type PolicyNames = Partial<ByPoint<string>>;

export const POINTS: {
  readonly [Point in DecisionPoint]: PointDescription<ContextOf<Point>, OptionOf<Point>>;
} = {
  'order-priority': ORDER_PRIORITY,
  sourcing: SOURCING,
  carrier: CARRIER,
  'delay-prediction': DELAY_PREDICTION,
  'delay-response': DELAY_RESPONSE,
  'invoice-anomaly': INVOICE_ANOMALY,
  'dock-slot': DOCK_SLOT,
  replenishment: REPLENISHMENT,
  'wave-sequence': WAVE_SEQUENCE,
  workload: WORKLOAD,
  exception: EXCEPTION,
};

/** Where it does not matter which one it is; in the order of the list. */
export const POINT_LIST: readonly AnyPoint[] = Object.values(POINTS);

export const DECISION_POINTS = Object.keys(POINTS) as readonly DecisionPoint[];

/** Names of the rules of thumb of a point. */
export function thumbNames(point: DecisionPoint): readonly string[] {
  return POINTS[point].policies.map(({ name }) => name);
}

/** Something for each point. */
export function byPoint<Value>(of: (point: DecisionPoint) => Value): ByPoint<Value> {
  return Object.fromEntries(DECISION_POINTS.map((point) => [point, of(point)])) as Record<
    DecisionPoint,
    Value
  >;
}
