/**
 * Landed cost: what an order costs when everything is counted, pot by pot, and each pot divided among the orders. Terms, units,
 * allocation and what is left out: docs/landed-cost.md, with a worked example.
 *
 * 1. Each pot is a whole number of minor units, and so is each order's part of it; the parts add up to the pot.
 * 2. Nothing is counted twice: what was paid for going faster is in `expedite` and not in `freight`; measured labour is in
 *    `receiving` and `labour`, machines with a price of their own in `machines`, the node's charge a unit covers the rest.
 */
import { expediteOf, freightOf } from './freight-kpis.ts';
import { splitByWeight } from './largest-remainder.ts';
import { isLate, type OrderView, orderView } from './order-view.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { CONDITION, SHIPMENT_FLAG } from './outcomes/tables.ts';
import { addRouteFreight } from './route-kpis.ts';
import { touchCosts } from './touch-costs.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;

/** Pots, in the order in which they are shown. */
export const POTS = [
  'freight',
  'expedite',
  'customs',
  'claimCredits',
  'goodsLost',
  'handling',
  'receiving',
  'labour',
  'machines',
  'holding',
  'latePenalty',
  'returns',
  'tasks',
  'it',
] as const;
export type Pot = (typeof POTS)[number];

/** Prices, minor units. The scenario's `costs`, with what it runs on. */
export interface LandedCostPrices {
  readonly labourPerHourMinor: number;
  /** All robots and conveyors of all nodes, a day. */
  readonly machinesPerDayMinor: number;
  readonly stockPerYearShare: number;
  readonly latePenaltyShare: number;
  /** Of the value of units not there by the promise; absent = nobody charges for them. */
  readonly otifChargeShare?: number;
  readonly taskPerMinuteMinor: number;
  readonly taskMinutes: number;
  readonly returnPerShipmentMinor: number;
  readonly workerPerDayMinor: number;
  readonly thousandMessagesMinor: number;
  /** Workers of the platform. */
  readonly workers: number;
  /** Messages between the core and its partners, all of the run. */
  readonly messages: number;
  /** What answers to decisions cost, all of the run; absent = nobody declares it. */
  readonly decisionsMinor?: number;
  /** Length of the period for which platform workers and machines are paid, ms. Stock has its own: `StockFacts`. */
  readonly periodMs: number;
}

export interface LandedCosts {
  /** Sums, minor units; claim credits are negative. */
  readonly pots: Readonly<Record<Pot, number>>;
  readonly totalMinor: number;
  /** By row of the order table. */
  readonly byOrder: Readonly<Record<Pot, Float64Array>>;
  readonly totalByOrder: Float64Array;
  /** The part of `latePenalty` that is charged for units; absent = nobody charges for them. */
  readonly otifChargesByOrder?: Float64Array;
}

/**
 * @param endAt instant at which the run ends, epoch ms
 * O(orders + shipments + loads), and sorting.
 */
export function landedCosts(
  outcomes: OutboundOutcomes,
  prices: LandedCostPrices,
  endAt: number,
): LandedCosts {
  const view = orderView(outcomes, endAt);
  const charges = otifCharges(outcomes, view, prices);
  const byOrder: Record<Pot, Float64Array> = {
    ...ofLoads(outcomes),
    ...ofShipments(outcomes),
    returns: returns(outcomes, prices),
    customs: customs(outcomes),
    receiving: receiving(outcomes, prices),
    ...ofStations(outcomes, prices),
    holding: holding(outcomes, prices, endAt),
    latePenalty: latePenalty(outcomes, view, prices, charges),
    tasks: tasks(outcomes, prices),
    it: it(outcomes, prices),
  };
  const totalByOrder = new Float64Array(outcomes.orders.size);
  const pots = {} as Record<Pot, number>;
  let totalMinor = 0;
  for (const pot of POTS) {
    let minor = 0;
    const parts = byOrder[pot];
    for (let row = 0; row < parts.length; row++) {
      minor += parts[row]!;
      totalByOrder[row]! += parts[row]!;
    }
    pots[pot] = minor;
    totalMinor += minor;
  }
  return {
    pots,
    totalMinor,
    byOrder,
    totalByOrder,
    ...(charges === null ? {} : { otifChargesByOrder: charges }),
  };
}

/** Freight and expediting: by the gross weight of the shipments on each load. */
function ofLoads(outcomes: OutboundOutcomes) {
  const { loads, orders, shipments } = outcomes;
  const freight = new Float64Array(orders.size);
  const expedite = new Float64Array(orders.size);
  const aboard = shipmentsByLoad(outcomes);
  for (let load = 0; load < loads.size; load++) {
    const faster = expediteOf(outcomes, load);
    const rest = freightOf(outcomes, load) - faster;
    if (rest === 0 && faster === 0) continue;
    const rows = aboard.of(load);
    const grams = rows.map((row) => shipments.weightGrams[row]!);
    give(freight, outcomes, rows, splitByWeight(rest, grams));
    give(expedite, outcomes, rows, splitByWeight(faster, grams));
  }
  addRouteFreight(outcomes, freight);
  return { freight, expedite };
}

/** What customs charges for looking: as freight. */
function customs(outcomes: OutboundOutcomes): Float64Array {
  const { clearances } = outcomes.clearanceBooks;
  const minor = new Float64Array(outcomes.orders.size);
  if (clearances.size === 0) return minor;
  const aboard = shipmentsByLoad(outcomes);
  for (let row = 0; row < clearances.size; row++) {
    const feesMinor = clearances.feesMinor[row]!;
    const load = feesMinor === 0 ? -1 : outcomes.loadRow(clearances.load[row]!);
    if (load < 0) continue;
    const rows = aboard.of(load);
    const grams = rows.map((each) => outcomes.shipments.weightGrams[each]!);
    give(minor, outcomes, rows, splitByWeight(feesMinor, grams));
  }
  return minor;
}

function give(
  to: Float64Array,
  { shipments }: OutboundOutcomes,
  rows: ArrayLike<number>,
  parts: ArrayLike<number>,
): void {
  for (let i = 0; i < rows.length; i++) to[shipments.order[rows[i]!]!]! += parts[i]!;
}

interface Aboard {
  /** Rows of the shipments that left with a load; of one that nothing left with, its smallest. */
  of(load: number): Int32Array;
}

function shipmentsByLoad({ shipments, loads }: OutboundOutcomes): Aboard {
  const starts = new Int32Array(loads.size + 1);
  for (let row = 0; row < shipments.size; row++) {
    const load = shipments.load[row]!;
    if (load >= 0) starts[load + 1]! += 1;
  }
  for (let load = 0; load < loads.size; load++) starts[load + 1]! += starts[load]!;
  const rows = new Int32Array(starts[loads.size]!);
  const next = starts.slice();
  for (let row = 0; row < shipments.size; row++) {
    const load = shipments.load[row]!;
    if (load < 0) continue;
    rows[next[load]!] = row;
    next[load]! += 1;
  }
  return {
    of: (load) => {
      const from = starts[load]!;
      const to = starts[load + 1]!;
      return from === to ? Int32Array.of(loads.shipment[load]!) : rows.subarray(from, to);
    },
  };
}

/** What belongs to one shipment: handling, goods that are gone, and what carriers credit for them. */
function ofShipments(outcomes: OutboundOutcomes) {
  const { shipments, claims, orders } = outcomes;
  const handling = new Float64Array(orders.size);
  const goodsLost = new Float64Array(orders.size);
  const claimCredits = new Float64Array(orders.size);
  for (let row = 0; row < shipments.size; row++) {
    const order = shipments.order[row]!;
    handling[order]! += shipments.handlingMinor[row]!;
    const condition = shipments.condition[row]!;
    const gone =
      shipments.deliveredAt[row]! >= 0 && (condition === CONDITION.damaged || condition === CONDITION.lost);
    // Claimed for though it arrived well: quality has refused it.
    const refused = condition === CONDITION.good && outcomes.claimOf.has(row);
    if (gone || refused) goodsLost[order]! += shipments.valueMinor[row]!;
  }
  for (let row = 0; row < claims.size; row++) {
    if (claims.answeredAt[row]! < 0 || claims.creditedMinor[row] === 0) continue;
    claimCredits[shipments.order[claims.shipment[row]!]!]! -= claims.creditedMinor[row]!;
  }
  return { handling, goodsLost, claimCredits };
}

/** What was refused at the door or sent back by its customer: so much a shipment, and the work at the returns bench. */
function returns(
  { shipments, orders, careBooks }: OutboundOutcomes,
  { returnPerShipmentMinor, labourPerHourMinor }: LandedCostPrices,
): Float64Array {
  const minor = new Float64Array(orders.size);
  for (let row = 0; row < shipments.size; row++)
    if ((shipments.flags[row]! & SHIPMENT_FLAG.returned) !== 0)
      minor[shipments.order[row]!]! += returnPerShipmentMinor;
  const sent = careBooks.returns;
  for (let row = 0; row < sent.size; row++) {
    if (sent.arrivedAt[row]! < 0) continue;
    minor[sent.order[row]!]! +=
      returnPerShipmentMinor + Math.round((sent.workMs[row]! / HOUR_MS) * labourPerHourMinor);
  }
  return minor;
}

/** Work at the dock on what came, by the units that left for each order: whose they will be nobody knows then. */
function receiving(
  { orders, shipments, receiptBooks: { receipts } }: OutboundOutcomes,
  { labourPerHourMinor }: LandedCostPrices,
): Float64Array {
  const units = new Float64Array(orders.size);
  let sumMs = 0;
  for (let row = 0; row < receipts.size; row++) sumMs += Math.max(0, receipts.workMs[row]!);
  if (sumMs === 0 || orders.size === 0) return units;
  for (let row = 0; row < shipments.size; row++)
    if (shipments.issuedAt[row]! >= 0) units[shipments.order[row]!]! += shipments.units[row]!;
  return splitByWeight(Math.round((sumMs / HOUR_MS) * labourPerHourMinor), units);
}

/** Work at stations and the machines that stand there, by the time spent on each order. */
function ofStations(
  { orders, shipments }: OutboundOutcomes,
  { labourPerHourMinor, machinesPerDayMinor, periodMs }: LandedCostPrices,
) {
  const workMs = new Float64Array(orders.size);
  let sumMs = 0;
  for (let row = 0; row < shipments.size; row++) {
    workMs[shipments.order[row]!]! += shipments.workMs[row]!;
    sumMs += shipments.workMs[row]!;
  }
  const machinesMinor = orders.size === 0 ? 0 : Math.round((periodMs / DAY_MS) * machinesPerDayMinor);
  return {
    labour: splitByWeight(Math.round((sumMs / HOUR_MS) * labourPerHourMinor), workMs),
    machines: splitByWeight(machinesMinor, workMs),
  };
}

/** The stock held in the period, by the value that left for each order. */
function holding(
  outcomes: OutboundOutcomes,
  { stockPerYearShare }: LandedCostPrices,
  endAt: number,
): Float64Array {
  const { orders, shipments, stock } = outcomes;
  const mean = stock?.meanMinor(endAt) ?? null;
  const value = new Float64Array(orders.size);
  if (stock === null || mean === null || orders.size === 0) return value;
  for (let row = 0; row < shipments.size; row++) value[shipments.order[row]!]! += shipments.valueMinor[row]!;
  const years = stock.periodMs(endAt) / YEAR_MS;
  return splitByWeight(Math.max(0, Math.round(mean * stockPerYearShare * years)), value);
}

function latePenalty(
  outcomes: OutboundOutcomes,
  view: OrderView,
  { latePenaltyShare }: LandedCostPrices,
  charges: Float64Array | null,
): Float64Array {
  const { orders } = outcomes;
  const penalty = charges === null ? new Float64Array(orders.size) : charges.slice();
  for (let row = 0; row < orders.size; row++) {
    if (isLate(outcomes, view, row)) penalty[row]! += Math.round(orders.valueMinor[row]! * latePenaltyShare);
  }
  return penalty;
}

/** By order: units judged that are still wanted and were not there by the promise, at the mean value of a unit of it; null = nobody charges. */
function otifCharges(
  { orders }: OutboundOutcomes,
  { judged, netOrdered, punctualUnits }: OrderView,
  { otifChargeShare }: LandedCostPrices,
): Float64Array | null {
  if (otifChargeShare === undefined) return null;
  const charges = new Float64Array(orders.size);
  for (let row = 0; row < orders.size; row++) {
    const failing = judged[row] === 0 ? 0 : Math.max(0, netOrdered[row]! - punctualUnits[row]!);
    if (failing === 0 || orders.units[row]! <= 0) continue;
    charges[row] = Math.round((orders.valueMinor[row]! * failing * otifChargeShare) / orders.units[row]!);
  }
  return charges;
}

/**
 * A task of an order or shipment is its order's, one of a load its orders' by weight, any other everybody's alike. Where touch time
 * is measured it is that which counts, else so many minutes a task.
 */
function tasks(outcomes: OutboundOutcomes, prices: LandedCostPrices): Float64Array {
  const { orders, shipments, loads, otherTasks } = outcomes;
  const taskMinor = Math.round(prices.taskMinutes * prices.taskPerMinuteMinor);
  const touch = touchCosts(outcomes, prices.taskPerMinuteMinor);
  const otherMinor = otherTasks * taskMinor + touch.otherMinor;
  const minor = splitByWeight(orders.size === 0 ? 0 : otherMinor, new Uint8Array(orders.size));
  for (let row = 0; row < orders.size; row++)
    minor[row]! += orders.tasks[row]! * taskMinor + touch.orders[row]!;
  for (let row = 0; row < shipments.size; row++)
    minor[shipments.order[row]!]! += shipments.tasks[row]! * taskMinor + touch.shipments[row]!;
  const aboard = shipmentsByLoad(outcomes);
  for (let load = 0; load < loads.size; load++) {
    const loadMinor = loads.tasks[load]! * taskMinor + touch.loads[load]!;
    if (loadMinor === 0) continue;
    const rows = aboard.of(load);
    const grams = rows.map((row) => shipments.weightGrams[row]!);
    give(minor, outcomes, rows, splitByWeight(loadMinor, grams));
  }
  return minor;
}

/** Everybody's alike: an order costs its messages, its decisions and its part of the workers, whatever it is worth. */
function it({ orders }: OutboundOutcomes, prices: LandedCostPrices): Float64Array {
  const {
    workers,
    periodMs,
    workerPerDayMinor,
    messages,
    thousandMessagesMinor,
    decisionsMinor = 0,
  } = prices;
  const minor = Math.round(
    workers * (periodMs / DAY_MS) * workerPerDayMinor +
      (messages / 1000) * thousandMessagesMinor +
      decisionsMinor,
  );
  return splitByWeight(orders.size === 0 ? 0 : minor, new Uint8Array(orders.size));
}
