/** The decision points of the core, by name: the one list that policies, phases, own parts, models, checks and docs are driven by. */
import type { DecisionPoint } from '../core/out.ts';
import type { CarrierContext, CarrierOption } from './carrier-choice.ts';
import type { DelayContext, DelayOption } from './delay-response.ts';
import type { DockSlotContext, DockSlotOption } from './dock-slot.ts';
import type { ExceptionContext, ExceptionOption } from './exception.ts';
import type { Policy } from './gate.ts';
import type { AnyPoint, PointDescription } from './point.ts';
import { CARRIER } from './points/carrier.ts';
import { DELAY_RESPONSE } from './points/delay-response.ts';
import { DOCK_SLOT } from './points/dock-slot.ts';
import { EXCEPTION } from './points/exception.ts';
import { REPLENISHMENT } from './points/replenishment.ts';
import { SOURCING } from './points/sourcing.ts';
import { WORKLOAD } from './points/workload.ts';
import type { ReplenishmentContext, ReplenishmentOption } from './replenishment.ts';
import type { SourcingContext, SourcingOption } from './sourcing.ts';
import type { WorkloadContext, WorkloadOption } from './workload.ts';

/** Context and option of each. */
interface PointTypes {
  readonly sourcing: readonly [SourcingContext, SourcingOption];
  readonly carrier: readonly [CarrierContext, CarrierOption];
  readonly 'delay-response': readonly [DelayContext, DelayOption];
  readonly 'dock-slot': readonly [DockSlotContext, DockSlotOption];
  readonly replenishment: readonly [ReplenishmentContext, ReplenishmentOption];
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
  sourcing: SOURCING,
  carrier: CARRIER,
  'delay-response': DELAY_RESPONSE,
  'dock-slot': DOCK_SLOT,
  replenishment: REPLENISHMENT,
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
