/**
 * KPIs of cash that is tied up: in stock, in bills that customers have not paid, less what suppliers have not been paid.
 *
 * 1. Nobody pays for goods in a run: what is billed counts as paid when its terms have passed. Null where no terms are known.
 * 2. Days of stock are of values at sales prices, days of bills are weighted by value: each is days, whatever a unit is valued at.
 */
import type { CashKpi } from './catalogue/cash-catalogue.ts';
import type { OutboundFacts } from './facts.ts';
import { ratio } from './measures.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';

const DAY_MS = 86_400_000;

export function cashKpis(outcomes: OutboundOutcomes, facts: OutboundFacts): Record<CashKpi, number | null> {
  const inventoryDays = inventory(outcomes, facts.endAt);
  const receivableDays = receivables(outcomes, facts);
  const payableDays = payables(outcomes, facts);
  const known = inventoryDays !== null && receivableDays !== null && payableDays !== null;
  return {
    inventoryDays,
    receivableDays,
    payableDays,
    cashToCash: known ? inventoryDays + receivableDays - payableDays : null,
  };
}

function inventory({ stock }: OutboundOutcomes, endAt: number): number | null {
  const mean = stock?.meanMinor(endAt) ?? null;
  if (stock === null || mean === null || mean <= 0) return null;
  return ratio(mean * (stock.periodMs(endAt) / DAY_MS), stock.issuedMinor);
}

function receivables({ shipments, orders }: OutboundOutcomes, { paysAfterMs }: OutboundFacts): number | null {
  if (paysAfterMs === undefined) return null;
  let minorDays = 0;
  let minor = 0;
  for (let row = 0; row < shipments.size; row++) {
    const billedAt = shipments.billedAt[row]!;
    const termsMs = billedAt < 0 ? null : paysAfterMs(orders.customer[shipments.order[row]!]!);
    if (termsMs === null) continue;
    const valueMinor = shipments.valueMinor[row]!;
    minorDays += (valueMinor * ((billedAt - shipments.issuedAt[row]!) * 1000 + termsMs)) / DAY_MS;
    minor += valueMinor;
  }
  return ratio(minorDays, minor);
}

function payables({ receiptBooks }: OutboundOutcomes, { paidAfterMs }: OutboundFacts): number | null {
  const { receipts } = receiptBooks;
  if (paidAfterMs === undefined) return null;
  let minorDays = 0;
  let minor = 0;
  for (let row = 0; row < receipts.size; row++) {
    const invoicedAt = receipts.invoicedAt[row]!;
    const countedAt = receipts.countedAt[row]!;
    const termsMs = invoicedAt < 0 || countedAt < 0 ? null : paidAfterMs(receipts.supplier[row]!);
    if (termsMs === null) continue;
    const invoicedMinor = receipts.invoicedMinor[row]!;
    minorDays += (invoicedMinor * ((invoicedAt - countedAt) * 1000 + termsMs)) / DAY_MS;
    minor += invoicedMinor;
  }
  return ratio(minorDays, minor);
}
