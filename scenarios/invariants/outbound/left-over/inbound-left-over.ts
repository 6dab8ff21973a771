/**
 * What is left of inbound when nothing more can happen.
 *
 * 1. settles: each purchase order, receipt and appointment is finished, or stands behind a task that nobody has answered: its own,
 *    that of another of the same purchase order, or that of a dead letter about it.
 * 2. nothing-left-over: no goods are at a gate, a door or on the dock, and nothing is committed, but of these.
 */
import { purchaseOrderOf } from '#orchestrator/contracts/receipt-key';
import { DOCK_APPOINTMENT, INBOUND_RECEIPT, PURCHASE_ORDER } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { OUTBOUND_MESSAGE } from '#orchestrator/middleware/inputs';
import type { OutboundMessageState } from '#orchestrator/middleware/outbound-message-state';
import { type CoreStates, type PartnerSystems, violated } from '../part.ts';

/** How many are named in a message. */
const NAMED_MAX = 5;

const ABOUT_ORDERS: ReadonlySet<string> = new Set([
  'sendPurchaseOrder',
  'askForNotice',
  'cancelRemainder',
  'reportConfirmation',
  'reportPurchaseOrderDone',
]);
const ABOUT_RECEIPTS: ReadonlySet<string> = new Set([
  'requestSlots',
  'bookSlot',
  'cancelSlot',
  'releaseReceipt',
  'confirmAppointment',
  'postGoodsReceipt',
]);

/** A message of inbound, whose key is no order's, shipment's or load's. */
export function isInbound(kind: string): boolean {
  return ABOUT_ORDERS.has(kind) || ABOUT_RECEIPTS.has(kind);
}

/** Purchase orders that stand behind a person, and what of theirs does. O(what is open). */
export function purchasesBehindTasks(core: CoreStates): ReadonlySet<number> {
  const behind = new Set<number>();
  const waits = (type: number, orderOf: (key: number) => number): void => {
    for (const key of core.living(type as ActorTypeNo)) {
      const { openTask } = core.state<{ readonly openTask: number }>(type as ActorTypeNo, key)!;
      if (openTask > 0) behind.add(orderOf(key));
    }
  };
  waits(PURCHASE_ORDER, (key) => key);
  waits(INBOUND_RECEIPT, purchaseOrderOf);
  waits(DOCK_APPOINTMENT, purchaseOrderOf);
  for (const letter of core.living(OUTBOUND_MESSAGE as ActorTypeNo)) {
    const { status, message } = core.state<OutboundMessageState>(OUTBOUND_MESSAGE as ActorTypeNo, letter)!;
    if (status !== 'dead' || message === null) continue;
    if (ABOUT_ORDERS.has(message.kind)) behind.add(message.key);
    if (ABOUT_RECEIPTS.has(message.kind)) behind.add(purchaseOrderOf(message.key));
  }
  return behind;
}

/** Throws `InvariantViolation`. */
export function checkInboundLeft(
  core: CoreStates,
  systems: PartnerSystems | null,
  behind: ReadonlySet<number>,
): void {
  const left = (type: number, what: string, orderOf: (key: number) => number): void => {
    const keys = core.living(type as ActorTypeNo).filter((key) => !behind.has(orderOf(key)));
    if (keys.length === 0) return;
    const named = keys.slice(0, NAMED_MAX).map((key) => `${key} (${statusOf(core, type, key)})`);
    violated(
      'settles',
      `nothing more can happen, and ${keys.length} ${what} wait for no person: ${named.join(', ')}`,
    );
  };
  left(DOCK_APPOINTMENT, 'dock appointments', purchaseOrderOf);
  left(INBOUND_RECEIPT, 'inbound receipts', purchaseOrderOf);
  left(PURCHASE_ORDER, 'purchase orders', (key) => key);
  if (systems === null) return;
  const { erp, wms } = systems;
  const here = (wms.receiving?.open() ?? []).filter((receipt) => !behind.has(purchaseOrderOf(receipt)));
  if (here.length > 0)
    violated(
      'nothing-left-over',
      `goods of ${here.length} receipts are at the dock at the end, and nobody puts them away: ${here.slice(0, NAMED_MAX)}`,
    );
  const committed = (erp.procurement?.openOrders() ?? []).filter((order) => !behind.has(order));
  if (committed.length > 0)
    violated(
      'nothing-left-over',
      `${committed.length} purchase orders are committed at the end, and nobody will free them: ${committed.slice(0, NAMED_MAX)}`,
    );
}

function statusOf(core: CoreStates, type: number, key: number): string {
  return core.state<{ readonly status: string }>(type as ActorTypeNo, key)!.status;
}
