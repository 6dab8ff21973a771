/**
 * An order's money: postings to the ledger with a running total, and beside them the pots of its landed cost that are its own.
 *
 * 1. Of a load that others share, an order's part is by gross weight as it left, to the minor unit (largest remainder), as in the
 *    landed cost; each posting is divided so, the pots as a whole.
 * 2. The running total is of accounts of cost alone: what is owed and what is paid are not cost a second time.
 */

import { SHIPMENTS_OF_ORDER } from '../decision-log/outcomes/order-outcome.ts';
import { type LandedCostPrices, landedCosts, type Pot } from '../kpis/outbound/landed-cost.ts';
import { splitByWeight } from '../kpis/outbound/largest-remainder.ts';
import { OutboundOutcomes } from '../kpis/outbound/outcomes/outcomes.ts';
import type { CaseMoney, CasePosting, CasePot } from './case-view.ts';
import type { Entries } from './entries.ts';
import { aboutOrder, type BusinessRow, businessRow } from './find-events.ts';
import type { Found } from './find-parts.ts';
import { type Keys, keysAmong } from './scan/keys.ts';
import { BY_ENTITY, TableCells } from './table-cells.ts';

/** Accounts of cost, or of less income. Source: `POSTINGS` of orchestrator/core/out.ts, which reports may not import; a test holds them together. */
export const COST_ACCOUNTS: ReadonlySet<string> = new Set([
  'freight-expense',
  'customs-fees',
  'claims-recovered',
  'sales-returns',
  'goodwill',
  'sales',
]);

/** Pots that are made of what happened to one order and its loads, without prices of the scenario. */
const OWN_POTS: readonly Pot[] = ['freight', 'expedite', 'customs', 'claimCredits', 'goodsLost', 'handling'];

/** Nothing that has a price of its own. */
const NO_PRICES: LandedCostPrices = {
  labourPerHourMinor: 0,
  machinesPerDayMinor: 0,
  stockPerYearShare: 0,
  latePenaltyShare: 0,
  taskPerMinuteMinor: 0,
  taskMinutes: 0,
  returnPerShipmentMinor: 0,
  workerPerDayMinor: 0,
  thousandMessagesMinor: 0,
  workers: 0,
  messages: 0,
  periodMs: 0,
};

const BILLS: Readonly<Record<string, 1 | -1>> = {
  customerBilled: 1,
  deliveryCredited: -1,
  creditNoteIssued: -1,
  billCredited: -1,
};

/** Gross weights of what left with a load. */
export interface LoadWeights {
  readonly shipments: readonly number[];
  readonly grams: readonly number[];
}

/** @param currency of the run, as it names it itself */
export function findMoney(
  dir: string,
  business: TableCells,
  found: Found,
  events: readonly BusinessRow[],
  currency: string,
  endAt: number,
  entries: Entries,
): { readonly money: CaseMoney; readonly weights: ReadonlyMap<number, LoadWeights> } {
  const around = foldAround(business, found);
  const postings = findPostings(dir, found, around.weights, entries);
  const billedMinor = events.reduce((sum, { event, a }) => sum + (BILLS[event] ?? 0) * a, 0);
  const money = { currency, postings, pots: potsOf(found, around.outcomes, postings, endAt), billedMinor };
  return { money, weights: around.weights };
}

/** The order, its loads, and what travelled with it. */
function foldAround(business: TableCells, { parts, aboard, routed }: Found) {
  const orders = new Set([parts.order]);
  for (const load of parts.loads) orders.add(Math.floor(load / SHIPMENTS_OF_ORDER));
  for (const shipments of [...aboard.values(), ...routed.values()])
    for (const shipment of shipments) orders.add(Math.floor(shipment / SHIPMENTS_OF_ORDER));
  const outcomes = new OutboundOutcomes();
  const grams = new Map<number, number>();
  const shipmentKeys = keysAmong(new Set([...orders].flatMap(shipmentsOf)));
  const keysOf = (type: string): Keys | null => {
    if (type === 'order') return keysAmong(orders);
    return type === 'shipment' ? shipmentKeys : parts.keysOf(type);
  };
  business.look([{ pair: BY_ENTITY, keysOf }], (cells) => {
    const type = cells.text('entityType');
    const key = cells.number('entityKey');
    const isAround =
      type === 'order'
        ? orders.has(key)
        : type === 'shipment'
          ? orders.has(Math.floor(key / SHIPMENTS_OF_ORDER))
          : parts.has(type, key);
    if (!isAround) return;
    const { time, event, owner, n, a, b } = businessRow(cells);
    if (event === 'shipmentPacked') grams.set(key, b);
    outcomes.business(time, event, owner, type, key, n, a, b);
  });
  const weights = new Map<number, LoadWeights>();
  for (const [load, shipments] of aboard)
    weights.set(load, { shipments, grams: shipments.map((shipment) => grams.get(shipment) ?? 0) });
  return { outcomes, weights };
}

function shipmentsOf(order: number): number[] {
  return Array.from({ length: SHIPMENTS_OF_ORDER }, (_, n) => order * SHIPMENTS_OF_ORDER + n);
}

function findPostings(
  dir: string,
  { parts }: Found,
  weights: ReadonlyMap<number, LoadWeights>,
  entries: Entries,
): CasePosting[] {
  const postings: CasePosting[] = [];
  let costMinor = 0;
  const table = new TableCells(dir, 'ledger', null);
  table.look(aboutOrder(parts), (cells) => {
    const type = cells.text('entityType');
    const key = cells.number('entityKey');
    if (!parts.has(type, key)) return;
    const [debit, credit] = [cells.text('debit'), cells.text('credit')];
    const amountMinor = cells.number('amountMinor');
    const load = parts.isOfLoad(type) ? (weights.get(key) ?? null) : null;
    const ownMinor = load === null ? amountMinor : ownPart(amountMinor, load, parts.order);
    costMinor += (COST_ACCOUNTS.has(debit) ? ownMinor : 0) - (COST_ACCOUNTS.has(credit) ? ownMinor : 0);
    const at = cells.number('now');
    const posting = cells.text('reference');
    postings.push({
      at,
      posting,
      about: `${type} ${key}`,
      debit,
      credit,
      amountMinor,
      ownMinor,
      costMinor,
    });
    entries.add({
      at,
      kind: 'posting',
      system: 'ledger',
      aboutType: type,
      aboutKey: key,
      name: posting,
      detail: postingWords(postings.at(-1)!, cells.text('currency')),
      table: 'ledger',
      row: cells.no,
    });
  });
  entries.trouble(table.trouble);
  return postings;
}

function postingWords({ amountMinor, ownMinor, debit, credit }: CasePosting, currency: string): string {
  const own = ownMinor === amountMinor ? '' : `, of it this order's ${(ownMinor / 100).toFixed(2)}`;
  return `${(amountMinor / 100).toFixed(2)} ${currency}, ${debit} to ${credit}${own}`;
}

function ownPart(minor: number, { shipments, grams }: LoadWeights, order: number): number {
  const parts = splitByWeight(minor, grams);
  return shipments.reduce(
    (sum, shipment, i) => sum + (Math.floor(shipment / SHIPMENTS_OF_ORDER) === order ? parts[i]! : 0),
    0,
  );
}

function potsOf(
  { parts }: Found,
  outcomes: OutboundOutcomes,
  postings: readonly CasePosting[],
  endAt: number,
): CasePot[] {
  const row = outcomes.rowOf.get(parts.order);
  if (row < 0) return [];
  const { byOrder } = landedCosts(outcomes, NO_PRICES, endAt);
  const posted = (accounts: readonly string[]): number =>
    postings.reduce(
      (sum, { debit, credit, ownMinor }) =>
        sum + (accounts.includes(debit) ? ownMinor : 0) - (accounts.includes(credit) ? ownMinor : 0),
      0,
    );
  const landed = (pot: Pot): number => byOrder[pot][row]!;
  const freight = { pot: 'freight' as const, landedMinor: landed('freight') + landed('expedite') };
  const shown: CasePot[] = [
    parts.routes.size > 0
      ? {
          ...freight,
          ledgerMinor: null,
          why: 'what the own fleet drives is charged to the order, and not posted',
        }
      : compared(freight.pot, freight.landedMinor, posted(['freight-expense'])),
    compared('customs', landed('customs'), posted(['customs-fees'])),
    compared('claimCredits', landed('claimCredits'), posted(['claims-recovered'])),
  ];
  for (const pot of OWN_POTS.slice(4))
    shown.push({ pot, landedMinor: landed(pot), ledgerMinor: null, why: null });
  return shown.filter(
    ({ pot, landedMinor, ledgerMinor }) => pot === 'freight' || landedMinor !== 0 || (ledgerMinor ?? 0) !== 0,
  );
}

/** Each posting of a shared load is divided to the minor unit, so that sums of parts may be one or two off. */
const ROUNDING_MINOR = 3;

function compared(pot: Pot, landedMinor: number, ledgerMinor: number): CasePot {
  const off = Math.abs(landedMinor - ledgerMinor);
  if (off === 0) return { pot, landedMinor, ledgerMinor, why: null };
  const why =
    off <= ROUNDING_MINOR
      ? 'each posting is divided by itself'
      : pot === 'freight'
        ? 'the ledger accrues at the booking; the landed cost counts a load that has left and is not lost'
        : 'the ledger is posted when it is known, the landed cost when it happens';
  return { pot, landedMinor, ledgerMinor, why };
}
