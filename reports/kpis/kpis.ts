/**
 * KPIs of outbound orders, from their outcomes. One definition each, used by tables, `run.json` and reports.
 *
 * 1. A share without a denominator, and a quantile of nothing, is null: never 0, never NaN.
 * 2. On time = delivered no later than promised. An order past its promise that was not delivered counts as late, also
 *    where no plan was found: a policy must not look punctual by declining.
 * 3. Costs cover planned orders; freight covers those with a price.
 */
import type { OrderOutcomes } from './order-outcomes.ts';

export type KpiUnit = 'orders' | 'units' | 'money' | 'share' | 'ms';

/** What each KPI is, with its unit and formula; the keys are the names everywhere. */
export const KPI_CATALOGUE = {
  orders: { unit: 'orders', title: 'Orders released' },
  planned: { unit: 'orders', title: 'Feasible: a plan was found' },
  unplannable: { unit: 'orders', title: 'Infeasible: no plan was found' },
  unpriced: { unit: 'orders', title: 'Planned without a freight price' },
  overCapacity: { unit: 'orders', title: 'Put off a day or more by warehouse capacity' },
  shipped: { unit: 'orders', title: 'Shipped' },
  delivered: { unit: 'orders', title: 'Delivered' },
  open: { unit: 'orders', title: 'Neither delivered nor infeasible at the end' },
  units: { unit: 'units', title: 'Units of planned orders' },
  freightCost: { unit: 'money', title: 'Freight cost, rated' },
  warehouseCost: { unit: 'money', title: 'Warehouse cost' },
  costPerOrder: { unit: 'money', title: 'Freight and warehouse cost per priced order' },
  billedOverRated: { unit: 'share', title: 'Freight billed over rated, of rated' },
  onTimeShare: { unit: 'share', title: 'On time: delivered by the promise, of orders delivered or past it' },
  orderToShipP50: { unit: 'ms', title: 'Order to ship, median' },
  orderToShipP95: { unit: 'ms', title: 'Order to ship, 95th percentile' },
  orderToDeliveryP50: { unit: 'ms', title: 'Order to delivery, median' },
  orderToDeliveryP95: { unit: 'ms', title: 'Order to delivery, 95th percentile' },
} as const satisfies Record<string, { readonly unit: KpiUnit; readonly title: string }>;

export type KpiName = keyof typeof KPI_CATALOGUE;
export type Kpis = Readonly<Record<KpiName, number | null>>;

/** What two policies are compared by on the orders that both can price: totals and shares, no counts. */
export const COMPARED_KPIS: readonly KpiName[] = [
  'freightCost',
  'warehouseCost',
  'costPerOrder',
  'onTimeShare',
  'orderToShipP50',
  'orderToShipP95',
  'orderToDeliveryP50',
  'orderToDeliveryP95',
];

/** Chooses rows; undefined = all. */
export type RowFilter = (row: number) => boolean;

/**
 * KPIs over the rows that pass.
 * @param endAt instant at which the run ended, epoch ms
 */
export function computeKpis(outcomes: OrderOutcomes, endAt: number, filter: RowFilter = () => true): Kpis {
  const toShip: number[] = [];
  const toDelivery: number[] = [];
  let orders = 0;
  let planned = 0;
  let unplannable = 0;
  let unpriced = 0;
  let overCapacity = 0;
  let units = 0;
  let freight = 0;
  let warehouse = 0;
  let pricedCost = 0;
  let pricedOrders = 0;
  let billed = 0;
  let billedRated = 0;
  let onTime = 0;
  let due = 0;
  for (let row = 0; row < outcomes.size; row++) {
    if (!filter(row)) continue;
    orders += 1;
    const delivered = outcomes.deliveredAt[row]!;
    const promised = outcomes.promisedAt[row]!;
    if (delivered >= 0 || promised < endAt) due += 1;
    if (delivered >= 0 && delivered <= promised) onTime += 1;
    if (outcomes.unplannable[row]! > 0) unplannable += 1;
    if (outcomes.plannedAt[row]! < 0) continue;
    planned += 1;
    units += outcomes.units[row]!;
    if (outcomes.overCapacityDays[row]! > 0) overCapacity += 1;
    const rated = outcomes.freightMinor[row]!;
    const handled = Math.max(0, outcomes.warehouseMinor[row]!);
    warehouse += handled;
    if (rated < 0) unpriced += 1;
    else {
      freight += rated;
      pricedCost += rated + handled;
      pricedOrders += 1;
      if (outcomes.billedMinor[row]! >= 0) {
        billed += outcomes.billedMinor[row]!;
        billedRated += rated;
      }
    }
    const released = outcomes.releasedAt[row]!;
    if (outcomes.shippedAt[row]! >= 0) toShip.push(outcomes.shippedAt[row]! - released);
    if (delivered >= 0) toDelivery.push(delivered - released);
  }
  const ship = quantiles(toShip);
  const delivery = quantiles(toDelivery);
  return {
    orders,
    planned,
    unplannable,
    unpriced,
    overCapacity,
    shipped: toShip.length,
    delivered: toDelivery.length,
    open: orders - unplannable - toDelivery.length,
    units,
    // Nothing is known of what was never priced.
    freightCost: planned > 0 && pricedOrders === 0 ? null : freight,
    warehouseCost: warehouse,
    costPerOrder: ratio(pricedCost, pricedOrders),
    billedOverRated: billedRated === 0 ? null : (billed - billedRated) / billedRated,
    onTimeShare: ratio(onTime, due),
    orderToShipP50: ship(0.5),
    orderToShipP95: ship(0.95),
    orderToDeliveryP50: delivery(0.5),
    orderToDeliveryP95: delivery(0.95),
  };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Nearest-rank quantiles: the smallest value with at least that share at or below it. */
function quantiles(values: number[]): (share: number) => number | null {
  const sorted = Float64Array.from(values).sort();
  return (share) => (sorted.length === 0 ? null : sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!);
}

/** One group of a breakdown. */
export interface KpiGroup {
  readonly no: number;
  readonly name: string;
  readonly kpis: Kpis;
}

/** KPIs by plant or by carrier, planned orders only; groups without orders are left out; by number. */
export function kpisBy(
  outcomes: OrderOutcomes,
  endAt: number,
  column: 'plant' | 'carrier',
  names: readonly string[],
  filter: RowFilter = () => true,
): KpiGroup[] {
  const present = new Set<number>();
  for (let row = 0; row < outcomes.size; row++) if (filter(row)) present.add(outcomes[column][row]!);
  present.delete(-1);
  return [...present]
    .sort((a, b) => a - b)
    .map((no) => ({
      no,
      name: names[no] ?? String(no),
      kpis: computeKpis(outcomes, endAt, (row) => filter(row) && outcomes[column][row] === no),
    }));
}

/** Orders that every one of these outcomes planned with a price: the set on which policies can be compared. */
export function pricedByAll(all: readonly OrderOutcomes[]): Set<number> {
  const common = new Set<number>();
  const [first, ...others] = all;
  if (first === undefined) return common;
  for (let row = 0; row < first.size; row++) {
    const order = first.order[row]!;
    const priced = (outcomes: OrderOutcomes): boolean => {
      const at = outcomes.row(order);
      return at >= 0 && outcomes.freightMinor[at]! >= 0;
    };
    if (priced(first) && others.every(priced)) common.add(order);
  }
  return common;
}
