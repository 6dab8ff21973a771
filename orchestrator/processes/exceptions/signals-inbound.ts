/** By what each exception of inbound, and of the picture of stock, is noticed, and when it is over. */
import type { StockCounted } from '../../contracts/wms.ts';
import * as types from '../../core/actor-types.ts';
import type { DockAppointmentState } from '../inbound/dock-appointment-state.ts';
import type { InboundReceiptState } from '../inbound/inbound-receipt-state.ts';
import type { PurchaseOrderState } from '../inbound/purchase-order-state.ts';
import type { Waiting } from '../inbound/waiting.ts';
import type { StockViewState } from '../outbound/stock-view.ts';
import { EXCEPTION } from './classes.ts';
import type { Watch } from './watch.ts';

const answered = ({ openTask }: Waiting): boolean => openTask === 0;

const INBOUND_RECEIPT: Watch<InboundReceiptState> = {
  type: types.INBOUND_RECEIPT,
  rules: [
    {
      exception: EXCEPTION.discrepancy,
      signals: [
        ['event', 'receiptDiscrepant'],
        ['task', 'discrepancy'],
      ],
      over: ({ status }) => status !== 'judging' && status !== 'counted',
    },
    {
      exception: EXCEPTION.receivingStuck,
      signals: [
        ['task', 'notCounted'],
        ['task', 'notPutAway'],
      ],
      over: answered,
    },
  ],
};

const DOCK_APPOINTMENT: Watch<DockAppointmentState> = {
  type: types.DOCK_APPOINTMENT,
  rules: [
    {
      exception: EXCEPTION.noSlot,
      signals: [
        ['task', 'noSlot'],
        ['task', 'slotUnanswered'],
      ],
      over: answered,
    },
    // The truck is there: it waits for a door, and nobody looks for another slot.
    { exception: EXCEPTION.missedSlot, signals: [['event', 'appointmentMissed']], over: () => true },
  ],
};

const PURCHASE_ORDER: Watch<PurchaseOrderState> = {
  type: types.PURCHASE_ORDER,
  rules: [
    {
      exception: EXCEPTION.supplierSilent,
      signals: [
        ['task', 'noNotice'],
        ['task', 'orderUnanswered'],
        ['task', 'shortDelivery'],
        ['task', 'cancellationUnanswered'],
      ],
      over: answered,
    },
  ],
};

export const INBOUND_WATCHES: readonly Watch[] = [INBOUND_RECEIPT, DOCK_APPOINTMENT, PURCHASE_ORDER];

/**
 * Less is counted than the core's picture says, and more than a share of it is missing. The picture has then been put right: the case
 * stands for what was missing. More than expected is no exception: goods come in without the picture being told.
 */
export function stockWatch(driftShare: number): Watch<StockViewState> {
  return {
    type: types.STOCK_VIEW,
    rules: [
      {
        exception: EXCEPTION.stockDrift,
        signals: [],
        shows: (view, input) =>
          input.kind === 'stockCounted' && drifted(view, input as StockCounted, driftShare),
        over: () => true,
      },
    ],
  };
}

function drifted(
  { available, toldBy }: StockViewState,
  { b: feed, body }: StockCounted,
  driftShare: number,
): boolean {
  let known = 0;
  let missing = 0;
  for (const { product, available: counted } of body.entries) {
    const pictured = available[product] ?? -1;
    if (pictured < 0 || toldBy[product]! >= feed) continue;
    known += pictured;
    missing += Math.max(0, pictured - counted);
  }
  return missing > known * driftShare;
}
