/** Settings and inputs for tests of inbound: two suppliers, one of them exact. */
import { input, TEST_NOW } from '#testing/core/given';
import type { InboundLimits, InboundSettings } from '../../model/inbound.ts';
import { DELIVERY_LAST, type PurchaseOrderInput } from './inputs.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

const LIMITS: InboundLimits = {
  statusRequestsMax: 1,
  answerGraceMs: 4 * HOUR,
  slotTriesMax: 2,
  slotRetryMs: 8 * HOUR,
  arrivalBufferMs: 2 * HOUR,
  neverCameMs: 10 * DAY,
  countGraceMs: 2 * DAY,
  putAwayGraceMs: DAY,
  damageTolerance: 0.02,
  overTolerance: 0.05,
  shortCloseShare: 0.1,
  taskEscalationMs: 12 * HOUR,
};

export function inboundSettings(limits: Partial<InboundLimits> = {}): InboundSettings {
  return {
    suppliers: [
      { confirmGraceMs: DAY, noticeGraceMs: 2 * DAY, countTolerance: 0.05 },
      { confirmGraceMs: DAY, noticeGraceMs: 2 * DAY, countTolerance: 0 },
    ],
    limits: { ...LIMITS, ...limits },
  };
}

export const ORDERED = [
  { product: 3, units: 100, unitCostMinor: 250 },
  { product: 5, units: 20, unitCostMinor: 900 },
] as const;

export const DUE_AT = TEST_NOW + 20 * DAY;
/** When the supplier promises to ship. */
export const SHIP_AT = TEST_NOW + 10 * DAY;

/** 100 units of product 3 and 20 of product 5, from supplier 0 to node 1. */
export const released: PurchaseOrderInput = input('purchaseOrderReleased', {
  supplier: 0,
  node: 1,
  lines: ORDERED,
  dueAt: DUE_AT,
});

export const rang = (timer: number) => input('timer', null, timer);
export const answered = (answer: number, no: number) => input('taskAnswered', null, answer, no);

export const confirmed = (units: readonly number[] = [100, 20]): PurchaseOrderInput =>
  input('purchaseOrderConfirmed', { units }, 0, SHIP_AT);
export const declined: PurchaseOrderInput = input('purchaseOrderDeclined', null, 0);
export const noticed = (n: number, units: readonly number[], last = false): PurchaseOrderInput =>
  input('deliveryNoticed', { units }, n, last ? DELIVERY_LAST.last : DELIVERY_LAST.more);
export const heardOf = (n: number): PurchaseOrderInput =>
  input('deliveryNoticed', { units: [] }, n, DELIVERY_LAST.notNoticed);
export const cancelled = (shipped: number): PurchaseOrderInput =>
  input('remainderCancelled', null, 0, shipped);
