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
import { CONDITION } from '#reports/kpis/outbound/outcomes/tables';
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
    if (entityType === 'shipment') this.shipment(event, key);
    else if (entityType === 'load') this.load(event, key);
    else if (entityType === 'order' && event === 'orderDone') this.order(key);
  }

  /** What an order or a load has come to so far, done or not; null = nothing is known of it. */
  soFar(entityType: string, key: number): Settled | null {
    const row = entityType === 'order' ? this.outcomes.rowOf.get(key) : -1;
    if (row >= 0) return this.ofOrder(key, row);
    return entityType === 'load' && this.outcomes.rowOf.get(Math.floor(key / SHIPMENTS_OF_ORDER)) >= 0
      ? this.settledLoad(key, this.outcomes.loadRow(key))
      : null;
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

  load_(): void {}

  private shipment(event: string, key: number): void {
    const { outcomes } = this;
    const row = outcomes.shipmentRow(key, false);
    if (row < 0) return;
    if (event === 'shipmentLoaded') {
      const load = outcomes.shipments.load[row]!;
      if (load >= 0)
        this.gramsOfLoad[load] = (this.gramsOfLoad[load] ?? 0) + outcomes.shipments.weightGrams[row]!;
    } else if (SHIPMENT_EVENTS.has(event)) this.move(this.ofShipment, row, this.shipmentMinor(row));
  }

  private load(event: string, key: number): void {
    if (!LOAD_EVENTS.has(event)) return;
    const row = this.outcomes.loadRow(key);
    if (row < 0) return;
    this.move(this.ofLoad, row, freightOf(this.outcomes, row));
    if (LOAD_ENDS.has(event)) this.onSettled(this.settledLoad(key, row));
  }
}
