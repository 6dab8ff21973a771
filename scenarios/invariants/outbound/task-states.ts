/** Whether a task of the core still waits for an answer, by the state of the actor that gave it. */
import * as types from '#orchestrator/core/actor-types';
import type { CaseNotes } from '#orchestrator/processes/exceptions/watched';
import { TASKS_MAX } from '#orchestrator/processes/outbound/load/load-state';
import { AT_WAREHOUSE, type ShipmentState } from '#orchestrator/processes/outbound/shipment/shipment-state';
import { looksOn } from '#orchestrator/processes/outbound/shipment/shipment-work';

/** @param no number of the task, not that of its escalation */
type Waits = (state: never, no: number) => boolean;

interface Named {
  readonly openTask: number;
}

/** Its status says so, too: not the number alone. */
const namedIn =
  (...statuses: readonly string[]): Waits =>
  ({ openTask, status }: Named & { readonly status: string }, no) =>
    openTask === no && statuses.includes(status);
const named: Waits = ({ openTask }: Named, no) => openTask === no;

/** The actors of the core that give tasks. */
const WAITS: ReadonlyMap<number, Waits> = new Map<number, Waits>([
  [types.ORDER, named],
  [types.SHIPMENT, namedIn('awaiting-licence', 'reconciling', ...AT_WAREHOUSE)],
  // Its own, not that of the actor whose exception it is.
  [types.CASE, namedIn('with-role', 'with-next-role')],
  [types.QUALITY_CASE, namedIn('open', 'arrived', 'late', 'lost')],
  [types.COMPLAINT_CASE, namedIn('with-person')],
  [types.RETURN_ORDER, namedIn('with-person')],
  [types.LOAD, named],
  [types.PLANNED_LOADS, named],
  [types.WAVE_PLAN, named],
  [types.FREIGHT_INVOICE, named],
  [types.CLAIM, namedIn('chased')],
  [types.CUSTOMS_ENTRY, named],
  [types.EXCEPTION_CASE, namedIn('open')],
  [types.REFUSAL_REVIEW, namedIn('open')],
  [types.OUTBOUND_MESSAGE, namedIn('dead')],
  [types.PURCHASE_ORDER, named],
  [types.INBOUND_RECEIPT, named],
  [types.DOCK_APPOINTMENT, named],
  [types.REPLENISHMENT, named],
  [types.ROUTE, named],
]);

/** Whether the house answers for how its tasks go on; a user's own actor gives tasks as it likes. */
export function givesByRule(type: number): boolean {
  return WAITS.has(type);
}

/** @param state undefined = the actor has finished */
export function waitsForAnswer(type: number, state: unknown, no: number): boolean {
  return state !== undefined && WAITS.get(type)!(state as never, no);
}

/**
 * Whether an answer given now closes it. One given for the last time may change nothing, nor need what is said of a dead letter: then
 * it stays open, by rule.
 */
export function takesAnswer(type: number, state: unknown, no: number): boolean {
  if (type === types.OUTBOUND_MESSAGE || !waitsForAnswer(type, state, no)) return false;
  if (type === types.SHIPMENT) return !looksOn(state as ShipmentState);
  const { rounds = 0 } = state as { readonly rounds?: number };
  return type === types.CASE || rounds < TASKS_MAX;
}

/** A case has not said yet who answers a task of the actor. */
export function holdsBack(state: unknown): boolean {
  return ((state as Partial<CaseNotes> | undefined)?.casesAsked ?? 0) > 0;
}
