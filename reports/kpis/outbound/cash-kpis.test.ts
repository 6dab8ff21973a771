/** Days of cash tied up: of two bills, two invoices and a stock worked out by hand. */
import { describe, expect, test } from 'vitest';
import { cashKpis } from './cash-kpis.ts';
import { FACTS, type Happening, issued, outcomesOf, released } from './story.fixture.ts';

const DAY_MS = 86_400_000;
/** Customers 1 pay after 30 days, the others say nothing; supplier 0 is paid after 45 days, supplier 1 after 10. */
const TERMS = {
  ...FACTS,
  paysAfterMs: (customer: number) => (customer === 1 ? 30 * DAY_MS : null),
  paidAfterMs: (supplier: number) => [45 * DAY_MS, 10 * DAY_MS][supplier] ?? null,
};

const STORY: readonly Happening[] = [
  ...released(1, 0, { customer: 1, promise: 72, units: 10 }, 30_000, 1),
  ...released(2, 0, { customer: 1, promise: 72, units: 10 }, 10_000, 1),
  ...released(3, 0, { customer: 2, promise: 72, units: 10 }, 10_000, 1),
  ...issued(8, 8, 0, [1, 2, 3, 24], { units: 10, grams: 1, valueMinor: 30_000 }),
  ...issued(16, 16, 0, [1, 2, 3, 24], { units: 10, grams: 1, valueMinor: 10_000 }),
  ...issued(24, 24, 0, [1, 2, 3, 24], { units: 10, grams: 1, valueMinor: 10_000 }),
  // Two days and six days after goods issue; of a class without terms.
  [72, 'customerBilled', 'shipment', 8, 1, 30_000, 1],
  [168, 'customerBilled', 'shipment', 16, 1, 10_000, 1],
  [72, 'customerBilled', 'shipment', 24, 1, 10_000, 2],
  [0, 'purchaseOrderReleased', 'purchaseOrder', 1, 1, 30, 0],
  [24, 'receiptCounted', 'receipt', 8, 1, 18, 0],
  [48, 'supplierInvoiced', 'receipt', 8, 1, 1_000, 0],
  [24, 'receiptCounted', 'receipt', 9, 1, 18, 0],
  [72, 'supplierInvoiced', 'receipt', 9, 1, 3_000, 1],
  // Not invoiced, and invoiced by nobody known.
  [24, 'receiptCounted', 'receipt', 10, 1, 18, 0],
  [24, 'receiptCounted', 'receipt', 11, 1, 18, 0],
  [30, 'supplierInvoiced', 'receipt', 11, 1, 9_000, 2],
];

describe('cash to cash', () => {
  test('is days of stock and of bills, less days of invoices', () => {
    const kpis = cashKpis(outcomesOf(STORY), TERMS);
    // 10,000.00 for a day, then 9,500.00 for another; 500.00 left in the two.
    expect(kpis.inventoryDays).toBeCloseTo((975_000 * 2) / 50_000, 9);
    // 300.00 after 2 + 30 days, 100.00 after 6 + 30.
    expect(kpis.receivableDays).toBeCloseTo((3 * 32 + 36) / 4, 9);
    // 10.00 after 1 + 45 days, 30.00 after 2 + 10.
    expect(kpis.payableDays).toBeCloseTo((46 + 3 * 12) / 4, 9);
    expect(kpis.cashToCash).toBeCloseTo(39 + 33 - 20.5, 9);
  });

  test('is null where terms are not known, and where there is no stock', () => {
    expect(cashKpis(outcomesOf(STORY), FACTS)).toMatchObject({
      receivableDays: null,
      payableDays: null,
      cashToCash: null,
    });
    expect(cashKpis(outcomesOf(STORY, null), TERMS)).toMatchObject({ inventoryDays: null, cashToCash: null });
    expect(cashKpis(outcomesOf(STORY.slice(0, -8)), TERMS)).toMatchObject({
      payableDays: null,
      cashToCash: null,
    });
  });
});
