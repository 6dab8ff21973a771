/** What the Brunel data says and does not say, counted: sentences that a run prints beside its results. */

import type { FreightRate, ListedOrder, Plant } from './data-set.ts';
import { RecordedRates } from './recorded-rates.ts';

const DAY_MS = 86_400_000;

export interface BrunelCounts {
  readonly orders: readonly ListedOrder[];
  readonly rowsRead: number;
  readonly rejects: number;
  readonly plants: readonly Plant[];
  readonly rates: readonly FreightRate[];
  /** Rows of the order list that were shipped late. */
  readonly lateRows: number;
  /** Plants that make products and have no port. */
  readonly withoutPort: readonly string[];
  /** Plants that make nothing, as sentences. */
  readonly withoutProducts: readonly string[];
}

export function brunelFacts(counts: BrunelCounts): string[] {
  const { orders, rowsRead, rejects, plants, lateRows, withoutPort, withoutProducts } = counts;
  const days = new Set(orders.map((order) => Math.floor(order.releaseAt / DAY_MS))).size;
  const capacity = plants.reduce((sum, plant) => sum + plant.dailyCapacity, 0);
  const tied = plants.filter(({ customers }) => customers !== null).length;
  return [
    `${rowsRead} rows read = ${rowsRead - rejects} orders + ${rejects} rejects`,
    `${orders.length} orders on ${days} day${days === 1 ? '' : 's'}: no arrival process in the data`,
    `${orders.length} orders meet capacities of ${capacity} a day in all`,
    ...busiest(orders, plants),
    ...recordedChoices(counts),
    `${tied} plants may serve listed customers only; the others serve all`,
    ...withoutPort.map((name) => `${name} makes products and has no port: nothing can ship from there`),
    ...withoutProducts,
    ...(lateRows > 0
      ? [`${lateRows} rows say that they were shipped late; when they were delivered is not in the data`]
      : []),
  ];
}

function busiest(orders: readonly ListedOrder[], plants: readonly Plant[]): string[] {
  const perPlant = new Map<number, number>();
  for (const { recorded } of orders) perPlant.set(recorded.plant, (perPlant.get(recorded.plant) ?? 0) + 1);
  const [no, most] = [...perPlant].reduce((x, y) => (y[1] > x[1] ? y : x), [-1, 0]);
  const plant = plants[no];
  if (plant === undefined) return [];
  return [`${plant.name} can ship ${plant.dailyCapacity} a day; the order list puts ${most} orders there`];
}

function recordedChoices({ orders, rates }: BrunelCounts): string[] {
  const table = new RecordedRates(rates);
  let customerArranged = 0;
  let noRate = 0;
  let several = 0;
  let noMode = 0;
  for (const order of orders) {
    const { recorded } = order;
    if (recorded.mode === null) noMode += 1;
    const lines = recorded.customerArranged ? [] : table.pricing(recorded, order);
    if (recorded.customerArranged) customerArranged += 1;
    else if (lines.length === 0) noRate += 1;
    else if (new Set(lines.map((line) => `${line.minimumChargeMinor}/${line.ratePerKgMinor}`)).size > 1)
      several += 1;
  }
  return [
    `${customerArranged + noRate} recorded choices have no rate: ${customerArranged} arranged by the customer, ${noRate} not in the rate table`,
    ...(several > 0
      ? [`${several} recorded choices fit several lines of the rate table: the first is taken`]
      : []),
    ...(noMode > 0
      ? [`${noMode} recorded choices have no known mode: they take exactly the days of the list, never late`]
      : []),
  ];
}
