/** Bodies of what is said in inbound, replenishment, care and returns. */
import { z } from 'zod';
import type { CrmToCore } from '../../contracts/crm.ts';
import type { PurchasingToCore } from '../../contracts/purchasing.ts';
import type { ReceivingToCore } from '../../contracts/receiving.ts';
import type { ReplenishmentToCore } from '../../contracts/replenishment.ts';
import type { CreditsToCore, ReturnsToCore } from '../../contracts/returns.ts';
import type { StoresToCore } from '../../contracts/stores.ts';
import type { SupplierToCore } from '../../contracts/suppliers.ts';
import {
  amount,
  type BodiesOf,
  byLine,
  count,
  counts,
  instant,
  listOf,
  no,
  nothing,
  productUnits,
} from './shapes.ts';

const units = z.int().min(1);

export const PURCHASING_BODIES: BodiesOf<PurchasingToCore> = {
  purchaseOrderReleased: z.object({
    supplier: no,
    node: no,
    lines: listOf(z.object({ product: no, units, unitCostMinor: amount })).min(1),
    dueAt: instant,
  }),
};

export const SUPPLIER_BODIES: BodiesOf<SupplierToCore> = {
  purchaseOrderConfirmed: byLine,
  purchaseOrderDeclined: nothing,
  shipmentNoticed: z.object({ units: counts, handlingUnits: count, last: z.boolean() }),
  arrivalDelayed: nothing,
  remainderCancelled: nothing,
};

export const RECEIVING_BODIES: BodiesOf<ReceivingToCore> = {
  slotsOffered: z.object({ slots: listOf(z.object({ door: no, from: instant, until: instant })) }),
  slotBooked: z.object({ door: no }),
  slotRefused: nothing,
  truckAtGate: nothing,
  receiptCounted: z.object({ units: counts, damaged: counts }),
  receiptPutAway: nothing,
};

export const REPLENISHMENT_BODIES: BodiesOf<ReplenishmentToCore> = {
  transferReleased: nothing,
  transferIssued: productUnits,
  transferDelivered: nothing,
  transferClosed: nothing,
};

export const STORES_BODIES: BodiesOf<StoresToCore> = {
  // By the books, which may be wrong.
  shelfReported: z.object({ onHand: listOf(z.int()), sold: listOf(z.int()) }),
  transferReceived: productUnits,
};

export const CRM_BODIES: BodiesOf<CrmToCore> = {
  urgencyChanged: nothing,
  promiseAsked: nothing,
  complaintRaised: z.object({ reason: z.int() }).nullable(),
  returnRequested: byLine,
};

export const RETURNS_BODIES: BodiesOf<ReturnsToCore | CreditsToCore> = {
  returnArrived: nothing,
  returnReceived: z.object({ good: counts, scrapped: counts, strangeUnits: count }),
  creditNoteIssued: nothing,
  creditGranted: nothing,
};
