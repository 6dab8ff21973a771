/**
 * What a bound needs to know of one run: of each order that left, what it cost, and the least that sending as much of it could have cost in this
 * replication, whoever had decided.
 *
 * 1. Prices of capacity are made of the demand alone, so that both runs of a pair have the same.
 * 2. With a warm-up, rows are of orders released after it, and what costs the same whatever is decided is their part of it.
 * 3. Every cost of docs/landed-cost.md is counted, bounded from below, or at least 0: see docs/hindsight.md.
 */
import type { ErpOrder } from '#mock-systems/erp/settings';
import { landedCosts } from '#reports/kpis/outbound/landed-cost';
import type { OutboundOutcomes } from '#reports/kpis/outbound/outcomes/outcomes';
import { comparableCosts } from '#reports/kpis/outbound/paired';
import { ordersFrom } from '#reports/kpis/outbound/warm-up';
import { sourceOf } from '#scenarios/twin/landscape';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { Random } from '#sim/random/random';
import { DAY_MS } from '#sim/shifts/civil';
import type { OutboundArm } from '../experiments/outbound-arms.ts';
import { pricesOf } from '../experiments/outbound-report-of-run.ts';
import { type AssignmentBound, boundAssignment, cheapestAt } from './assignment.ts';
import { highsSolver } from './highs-solver.ts';
import { whyUnknown } from './known-worlds.ts';
import { NodeDays } from './node-days.ts';
import { type OrderRow, packRows } from './order-rows.ts';
import { type Sent, WaysOfOrders } from './order-ways.ts';

/** Plain data: it comes from another process, and is kept in a file. */
export type HindsightFacts = { readonly unknown: string } | KnownFacts;

export interface KnownFacts {
  readonly unknown: null;
  /** What costs the same whatever is decided, minor units. */
  readonly constantMinor: number;
  /** Capacities at their prices; 0 where none is short. */
  readonly capacityMinor: number;
  readonly by: AssignmentBound['by'];
  /** What the best assignment found costs more than the bound, as a share of the bound. */
  readonly gap: number;
  /** Orders that left: see `unpackRows`. */
  readonly rows: string;
}

/** Freight and labour: a part of each may be so many minor units below what it would be by itself. */
const ROUNDED_POTS = 2;

interface FinishedRun {
  readonly world: OutboundWorld;
  readonly seed: string | number;
  readonly arm: OutboundArm;
}

export async function hindsightOf(run: FinishedRun): Promise<HindsightFacts> {
  const { world, seed, arm } = run;
  const unknown = whyUnknown(world);
  if (unknown !== null) return { unknown };
  const random = new Random(seed);
  const orders = ordersOf(world, random);
  const lastPromise = orders.reduce((latest, { sales }) => Math.max(latest, sales.promisedAt), world.startAt);
  const days = new NodeDays(world, lastPromise);
  const ways = new WaysOfOrders(world, random, days, { settles: arm.end === 'empty' });
  const capacity = await capacityBound(orders, ways, days);
  const rows = rowsOf(run, new Map(orders.map((order) => [order.no, order])), ways, capacity.prices);
  return {
    unknown: null,
    constantMinor: constantMinor(world, arm),
    capacityMinor: capacity.prices.reduce((sum, price, i) => sum + price * days.capacities[i]!, 0),
    by: capacity.by,
    gap: capacity.bound <= 0 ? 0 : (capacity.found - capacity.bound) / capacity.bound,
    rows: packRows(rows),
  };
}

function ordersOf({ demand }: OutboundWorld, random: Random): ErpOrder[] {
  const source = sourceOf(demand, random);
  const orders: ErpOrder[] = [];
  for (let order = source.next(); order !== null; order = source.next()) orders.push(order);
  return orders;
}

/** As if everything that is ordered were sent: what a unit of each capacity is worth then. */
function capacityBound(
  orders: readonly ErpOrder[],
  ways: WaysOfOrders,
  { capacities }: NodeDays,
): Promise<AssignmentBound> {
  if (capacities.length === 0) return Promise.resolve({ prices: [], bound: 0, found: 0, by: 'choice' });
  const of = orders.map((order) => ways.waysOf(order, wanted(order)).any).filter(({ length }) => length > 0);
  return boundAssignment({ ways: of, capacities }, highsSolver());
}

function wanted({ sales: { lines } }: ErpOrder): Sent {
  let [units, weightGrams, valueMinor] = [0, 0, 0];
  for (const line of lines) {
    units += line.units;
    weightGrams += line.units * line.unitWeightGrams!;
    valueMinor += Math.round(line.units * line.unitPriceMinor);
  }
  const goodsMinor = valueMinor;
  return { units, weightGrams: Math.round(weightGrams), valueMinor, goodsMinor, all: true, once: true };
}

function rowsOf(
  { world, arm }: FinishedRun,
  orderOf: ReadonlyMap<number, ErpOrder>,
  ways: WaysOfOrders,
  prices: readonly number[],
): OrderRow[] {
  const { outcomes, endedAt } = arm;
  const counted = countedIn(world, outcomes);
  const costs = landedCosts(outcomes, pricesOf(world, arm), endedAt);
  const comparable = comparableCosts(outcomes, costs, endedAt);
  const rows: OrderRow[] = [];
  const free = prices.map(() => 0);
  // Parts of pots are rounded, and add up only where all of them are counted.
  const roundedMinor = world.warmUpMs === undefined ? 0 : ROUNDED_POTS;
  for (let row = 0; row < outcomes.orders.size; row++) {
    const order = orderOf.get(outcomes.orders.no[row]!);
    const sent = sentOf(outcomes, row);
    if (order === undefined || sent === null || !counted(row)) continue;
    const { any, priced } = ways.waysOf(order, sent);
    const compared = comparable.minor[row]!;
    const [leastMinor, leastPricedMinor] = [floorAt(any, free), floorAt(priced, free)];
    rows.push({
      no: order.no,
      leastMinor: leastMinor - roundedMinor,
      leastPricedMinor: leastPricedMinor - roundedMinor,
      capacityMinor: floorAt(any, prices) - leastMinor,
      capacityPricedMinor: floorAt(priced, prices) - leastPricedMinor,
      comparedMinor: Number.isNaN(compared) ? null : compared,
    });
  }
  return rows;
}

function floorAt(ways: Parameters<typeof cheapestAt>[0], prices: readonly number[]): number {
  return ways.length === 0 ? 0 : Math.floor(cheapestAt(ways, prices));
}

/** What left of an order; null = nothing did. */
function sentOf({ orders, shipments }: OutboundOutcomes, row: number): Sent | null {
  let [units, weightGrams, goodsMinor, count, last] = [0, 0, 0, 0, -1];
  for (let at = orders.lastShipment[row]!; at >= 0; at = shipments.before[at]!) {
    count += 1;
    if (shipments.issuedAt[at]! < 0) continue;
    units += shipments.units[at]!;
    weightGrams += shipments.weightGrams[at]!;
    goodsMinor += shipments.valueMinor[at]!;
    last = at;
  }
  if (last < 0) return null;
  const valueMinor = orders.valueMinor[row]!;
  const once = count === 1 && shipments.n[last] === 0;
  return { units, weightGrams, valueMinor, goodsMinor, all: units === orders.units[row]!, once };
}

/** Rows of the orders that KPIs count. */
function countedIn(
  { startAt, warmUpMs }: OutboundWorld,
  outcomes: OutboundOutcomes,
): (row: number) => boolean {
  return warmUpMs === undefined ? () => true : ordersFrom(outcomes, startAt + warmUpMs).order;
}

/** Workers of the platform, and machines: paid by the day. */
function constantMinor(world: OutboundWorld, arm: OutboundArm): number {
  const { workers, workerPerDayMinor, machinesPerDayMinor, periodMs } = pricesOf(world, arm);
  const days = periodMs / DAY_MS;
  const platformMinor = Math.floor(workers * days * workerPerDayMinor);
  if (world.warmUpMs !== undefined) return partAfterWarmUp(world, arm, platformMinor);
  return platformMinor + Math.floor(days * machinesPerDayMinor);
}

/** The platform is divided among all orders alike, to a minor unit each; machines by work, of which those that count may have had none. */
function partAfterWarmUp(world: OutboundWorld, { outcomes }: OutboundArm, platformMinor: number): number {
  const { size } = outcomes.orders;
  if (size === 0) return 0;
  const counted = countedIn(world, outcomes);
  let orders = 0;
  for (let row = 0; row < size; row++) if (counted(row)) orders += 1;
  return orders * Math.floor(platformMinor / size);
}
