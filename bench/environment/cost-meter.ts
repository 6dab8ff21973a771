/**
 * What a run has cost so far, as far as its decisions move it: landed cost (docs/landed-cost.md) told as it arises, order by order and load by
 * load, for whoever learns while the run goes on.
 *
 * 1. It moves with the business events: freight when a load has left, and again when its bill is paid otherwise; goods when they are lost;
 *    the penalty when an order is done late.
 * 2. `settle` at the end makes it the sum of these pots to the last minor unit: rounding, orders that are still open, returns and customs.
 * 3. Money that passes with time or with messages alone (stock, machines, platform, people's tasks, the dock) is in no figure here.
 */
import { freightOf } from '#reports/kpis/outbound/freight-kpis';
import { type LandedCostPrices, landedCosts, type Pot } from '#reports/kpis/outbound/landed-cost';
import { OutboundOutcomes } from '#reports/kpis/outbound/outcomes/outcomes';
import { CONDITION, ORDER_FLAG } from '#reports/kpis/outbound/outcomes/tables';
import type { BusinessWatcher } from '#scenarios/host/signals';

const HOUR_MS = 3_600_000;

/** Pots that decisions move. */
export const DECIDED_POTS: readonly Pot[] = [
  'freight',
  'expedite',
  'customs',
  'claimCredits',
  'goodsLost',
  'handling',
  'labour',
  'latePenalty',
  'returns',
];

const SHIPMENT_EVENTS: ReadonlySet<string> = new Set([
  'shipmentLoaded',
  'warehouseCharged',
  'labourSpent',
  'goodsIssueValued',
  'shipmentDelivered',
  'claimAnswered',
]);
const LOAD_EVENTS: ReadonlySet<string> = new Set([
  'loadBooked',
  'loadDeparted',
  'expediteAnswered',
  'loadLost',
  'freightPaid',
]);
/** After which nothing more is paid for a load. */
const LOAD_ENDS: ReadonlySet<string> = new Set(['loadLost', 'freightPaid']);

/** What an order or a load came to. */
export interface Settled {
  readonly entityType: 'order' | 'load';
  readonly entityKey: number;
  /** Minor units. */
  readonly costMinor: number;
  /** Past the promise, ms, < 0 = before it; null = nothing has arrived. */
  readonly lateMs: number | null;
}

export class CostMeter implements BusinessWatcher {
  readonly name = 'cost-meter';
  readonly outcomes = new OutboundOutcomes();
  private readonly prices: LandedCostPrices;
  private readonly onSettled: (settled: Settled) => void;
  private total = 0;
  /** By row. */
  private ofShipment: number[] = [];
  private ofLoad: number[] = [];
  private gramsOfLoad: number[] = [];

  constructor(prices: LandedCostPrices, onSettled: (settled: Settled) => void) {
    this.prices = prices;
    this.onSettled = onSettled;
  }

  /** Minor units. */
  get totalMinor(): number {
    return this.total;
  }

  business(
    time: number,
    event: string,
    owner: string,
    entityType: string,
    key: number,
    n: number,
    a: number,
    b: number,
  ): void {
    this.outcomes.business(time, event, owner, entityType, key, n, a, b);
    if (entityType === 'shipment') this.foldShipment(event, key);
    else if (entityType === 'load') this.foldLoad(event, key);
    else if (entityType === 'order' && event === 'orderDone') this.foldOrder(key);
  }

  /** What an order or a load has come to so far, done or not; null = nothing is known of it. */
  soFar(entityType: string, key: number): Settled | null {
    const { outcomes } = this;
    if (entityType === 'order') {
      const row = outcomes.rowOf.get(key);
      return row < 0 ? null : this.settledOrder(key, row);
    }
    const row = entityType === 'load' ? outcomes.loadRow(key) : -1;
    return row < 0 ? null : this.settledLoad(key, row);
  }

  /** The end of the run. @param endAt epoch ms */
  settle(endAt: number): void {
    const { pots } = landedCosts(this.outcomes, this.prices, endAt);
    this.total = DECIDED_POTS.reduce((sum, pot) => sum + pots[pot], 0);
  }

  save(): unknown {
    const { outcomes, total, ofShipment, ofLoad, gramsOfLoad } = this;
    return {
      outcomes: outcomes.save(),
      total,
      ofShipment: [...ofShipment],
      ofLoad: [...ofLoad],
      gramsOfLoad: [...gramsOfLoad],
    };
  }

  load(state: unknown): void {
    const saved = state as Saved;
    this.outcomes.load(saved.outcomes);
    this.total = saved.total;
    this.ofShipment = [...saved.ofShipment];
    this.ofLoad = [...saved.ofLoad];
    this.gramsOfLoad = [...saved.gramsOfLoad];
  }

  private foldShipment(event: string, key: number): void {
    if (!SHIPMENT_EVENTS.has(event)) return;
    const { outcomes } = this;
    const row = outcomes.shipmentRow(key, false);
    if (row < 0) return;
    if (event === 'shipmentLoaded') {
      const load = outcomes.shipments.load[row]!;
      if (load >= 0) add(this.gramsOfLoad, load, outcomes.shipments.weightGrams[row]!);
    } else this.move(this.ofShipment, row, this.shipmentMinor(row));
  }

  private foldLoad(event: string, key: number): void {
    if (!LOAD_EVENTS.has(event)) return;
    const row = this.outcomes.loadRow(key);
    if (row < 0) return;
    this.move(this.ofLoad, row, freightOf(this.outcomes, row));
    if (LOAD_ENDS.has(event)) this.onSettled(this.settledLoad(key, row));
  }

  private foldOrder(key: number): void {
    const row = this.outcomes.rowOf.get(key);
    if (row < 0) return;
    this.total += this.penaltyMinor(row);
    this.onSettled(this.settledOrder(key, row));
  }

  /** Of a row, which has been counted with what it came to before. */
  private move(list: number[], row: number, minor: number): void {
    const before = list[row] ?? 0;
    if (minor === before) return;
    this.total += minor - before;
    add(list, row, minor - before);
  }

  private shipmentMinor(row: number): number {
    const { shipments, claims, claimOf } = this.outcomes;
    const condition = shipments.condition[row]!;
    const arrived = shipments.deliveredAt[row]! >= 0;
    const claim = claimOf.get(row);
    const gone = arrived && (condition === CONDITION.damaged || condition === CONDITION.lost);
    const labour = Math.round((shipments.workMs[row]! / HOUR_MS) * this.prices.labourPerHourMinor);
    return (
      shipments.handlingMinor[row]! +
      labour +
      (gone ? shipments.valueMinor[row]! : 0) -
      (claim === undefined ? 0 : claims.creditedMinor[claim]!)
    );
  }

  /** Of an order that is done. */
  private penaltyMinor(row: number): number {
    const late = this.lateSeconds(row);
    if (late !== null && late <= 0) return 0;
    const { orders } = this.outcomes;
    const wanted = orders.shippedUnits[row]! + orders.cancelledUnits[row]! - orders.withdrawnUnits[row]!;
    const refused = (orders.flags[row]! & (ORDER_FLAG.rejected | ORDER_FLAG.barred)) !== 0;
    if (wanted <= 0 || (refused && late === null)) return 0;
    return Math.round(orders.valueMinor[row]! * this.prices.latePenaltyShare);
  }

  /** Of the last that arrived; null = nothing left, or something is still on the road. */
  private lateSeconds(row: number): number | null {
    const { orders, shipments } = this.outcomes;
    let latest = -1;
    for (let at = orders.lastShipment[row]!; at >= 0; at = shipments.before[at]!) {
      if (shipments.issuedAt[at]! < 0) continue;
      if (shipments.deliveredAt[at]! < 0) return null;
      latest = Math.max(latest, shipments.deliveredAt[at]!);
    }
    return latest < 0 ? null : latest - orders.promisedAt[row]!;
  }

  private settledOrder(entityKey: number, row: number): Settled {
    const { orders, shipments } = this.outcomes;
    let minor = orders.doneAt[row]! < 0 ? 0 : this.penaltyMinor(row);
    for (let at = orders.lastShipment[row]!; at >= 0; at = shipments.before[at]!) {
      minor += this.ofShipment[at] ?? 0;
      const load = shipments.load[at]!;
      const grams = load < 0 ? 0 : (this.gramsOfLoad[load] ?? 0);
      if (grams > 0) minor += ((this.ofLoad[load] ?? 0) * shipments.weightGrams[at]!) / grams;
    }
    return {
      entityType: 'order',
      entityKey,
      costMinor: Math.round(minor),
      lateMs: inMs(this.lateSeconds(row)),
    };
  }

  private settledLoad(entityKey: number, row: number): Settled {
    const { loads, shipments, orders } = this.outcomes;
    const deliveredAt = loads.deliveredAt[row]!;
    const promisedAt = orders.promisedAt[shipments.order[loads.shipment[row]!]!]!;
    const late = deliveredAt < 0 ? null : deliveredAt - promisedAt;
    return { entityType: 'load', entityKey, costMinor: this.ofLoad[row] ?? 0, lateMs: inMs(late) };
  }
}

interface Saved {
  readonly outcomes: unknown;
  readonly total: number;
  readonly ofShipment: readonly number[];
  readonly ofLoad: readonly number[];
  readonly gramsOfLoad: readonly number[];
}

/** A list has no holes. */
function add(list: number[], row: number, value: number): void {
  while (list.length <= row) list.push(0);
  list[row]! += value;
}

function inMs(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1000;
}
