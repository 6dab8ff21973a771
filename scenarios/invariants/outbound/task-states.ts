/** Whether a task of the core still waits for an answer, by the state of the actor that gave it. */
import * as types from '#orchestrator/core/actor-types';
import type { CaseState } from '#orchestrator/processes/exceptions/case-state';
import type { OrderState } from '#orchestrator/processes/outbound/order/order-state';
import type { ShipmentState } from '#orchestrator/processes/outbound/shipment/shipment-state';
import type { QualityCaseState } from '#orchestrator/processes/outbound/tracking/quality-case-state';

/** @param no number of the task, not that of its escalation */
type Waits = (state: never, no: number) => boolean;

const named: Waits = ({ openTask }: { readonly openTask: number }, no) => openTask === no;
const withPerson: Waits = ({ status }: { readonly status: string }) => status === 'with-person';

/** The actors of the core that give tasks. */
const WAITS: ReadonlyMap<number, Waits> = new Map<number, Waits>([
  [
    types.ORDER,
    ({ taskStage, tasks }: OrderState, no) => taskStage > 0 && no === (taskStage === 2 ? tasks - 1 : tasks),
  ],
  [
    types.SHIPMENT,
    ({ status, openTask }: ShipmentState, no) =>
      openTask === no && (status === 'awaiting-licence' || status === 'reconciling'),
  ],
  // Its own, not that of the actor whose exception it is.
  [
    types.CASE,
    ({ status, tasks, task }: CaseState, no) =>
      task === null &&
      ((status === 'with-role' && no === tasks) || (status === 'with-next-role' && no === tasks - 1)),
  ],
  [types.QUALITY_CASE, ({ decided }: QualityCaseState) => decided < 0],
  [types.COMPLAINT_CASE, withPerson],
  [types.RETURN_ORDER, withPerson],
  [types.LOAD, named],
  [types.PLANNED_LOADS, named],
  [types.WAVE_PLAN, named],
  [types.FREIGHT_INVOICE, named],
  [types.CLAIM, named],
  [types.CUSTOMS_ENTRY, named],
  [types.EXCEPTION_CASE, named],
  [types.REFUSAL_REVIEW, named],
  [types.OUTBOUND_MESSAGE, named],
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
