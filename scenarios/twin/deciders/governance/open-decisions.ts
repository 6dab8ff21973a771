/**
 * Decisions of which not all outcomes are heard of yet, and what the core hears of each.
 *
 * 1. Only events of the core are heard: what a partner has done is not known before it has said so.
 * 2. A decision is dropped when all is known of it, or when it is forgotten: memory is that of what is open.
 * 3. Plain data; a copy shares nothing with what it was taken of.
 */
import { SHIPMENTS_MAX } from '#orchestrator/processes/outbound/inputs';

export type DecidedBy = 'model' | 'baseline';

interface OpenDecision {
  readonly key: number;
  readonly ofOrder: boolean;
  readonly by: DecidedBy;
  /** Stage of the model, as its governor counts them. */
  readonly under: number;
  readonly at: number;
  /** What the option of the baseline was to cost, minor units; null = not known. */
  readonly quoteMinor: number | null;
  offers: number;
  troubled: boolean;
  /** How it went is known but for lateness. */
  closed: boolean;
  lateKnown: boolean;
}

/** Told of each outcome once. */
export type Heard = (
  of: 'late' | 'troubled' | 'billed',
  by: DecidedBy,
  under: number,
  value: number,
  base: number,
) => void;

export type SavedDecisions = readonly (readonly [order: number, open: readonly Readonly<OpenDecision>[]])[];

/** Source: assumption; bills come within weeks, and a late one says little of what a model does now. */
const FORGOTTEN_AFTER_MS = 60 * 86_400_000;

const TROUBLE: ReadonlySet<string> = new Set([
  ...['tenderExpired', 'truckNoShow', 'loadAtRisk', 'freightDisputed', 'loadRefusedByRule'],
  ...['orderAtRisk', 'lineBackordered'],
]);
/** After which no bill is matched any more. */
const LOAD_ENDS: ReadonlySet<string> = new Set([
  ...['loadGivenUp', 'loadGivenUpAsLost', 'freightWrittenOff'],
]);

export class OpenDecisions {
  private readonly heard: Heard;
  private byOrder = new Map<number, OpenDecision[]>();

  constructor(heard: Heard) {
    this.heard = heard;
  }

  /** Of a load, or of an order. Decided again, the last decision counts. */
  add(entityType: string, key: number, made: Pick<OpenDecision, 'by' | 'under' | 'at' | 'quoteMinor'>): void {
    const order = orderOf(entityType, key);
    const others = (this.byOrder.get(order) ?? []).filter((each) => each.key !== key);
    const ofOrder = entityType === 'order';
    const open = { key, ofOrder, ...made, offers: 0, troubled: false, closed: false, lateKnown: false };
    this.byOrder.set(order, [...others, open]);
  }

  /** A business event of the core. */
  event(event: string, entityType: string, key: number, a: number): void {
    if (entityType === 'order') this.ofOrder(event, key);
    else if (entityType === 'load' || entityType === 'freight-invoice') this.ofLoad(event, key, a);
  }

  /** Drops what is too old to say anything. */
  forget(now: number): void {
    for (const [order, open] of this.byOrder) {
      const left = open.filter(({ at }) => now - at < FORGOTTEN_AFTER_MS);
      if (left.length === 0) this.byOrder.delete(order);
      else if (left.length < open.length) this.byOrder.set(order, left);
    }
  }

  get size(): number {
    return this.byOrder.size;
  }

  clear(): void {
    this.byOrder.clear();
  }

  save(): SavedDecisions {
    return [...this.byOrder].map(([order, open]) => [order, open.map((each) => ({ ...each }))]);
  }

  load(saved: SavedDecisions): void {
    this.byOrder = new Map(saved.map(([order, open]) => [order, open.map((each) => ({ ...each }))]));
  }

  private ofOrder(event: string, order: number): void {
    const late = event === 'promiseMissed';
    const done = event === 'orderDone';
    if (!late && !done && !TROUBLE.has(event)) return;
    const open = this.byOrder.get(order);
    if (open === undefined) return;
    for (const each of open) {
      if (late || done) this.lateness(each, late);
      // Of a load its own events tell.
      if (!each.ofOrder) continue;
      if (done) this.close(each);
      else this.trouble(each);
    }
    this.drop(order, open);
  }

  private ofLoad(event: string, key: number, a: number): void {
    if (event === 'loadCancelled') this.leave(key);
    const matched = event === 'freightMatched';
    const offered = event === 'tenderOffered';
    const ended = matched || LOAD_ENDS.has(event);
    if (!ended && !offered && !TROUBLE.has(event)) return;
    const order = orderOf('load', key);
    const open = this.byOrder.get(order);
    const each = open?.find((one) => one.key === key);
    if (open === undefined || each === undefined) return;
    if (offered) each.offers += 1;
    // The second offer: whoever was asked first has not taken it.
    if (offered ? each.offers > 1 : !matched) this.trouble(each);
    if (matched && each.quoteMinor !== null && !each.closed)
      this.heard('billed', each.by, each.under, a, each.quoteMinor);
    if (ended) this.close(each);
    this.drop(order, open);
  }

  /** There is nothing left that it was decided for. */
  private leave(load: number): void {
    const order = orderOf('load', load);
    const left = this.byOrder.get(order)?.filter(({ key }) => key !== load) ?? [];
    if (left.length === 0) this.byOrder.delete(order);
    else this.byOrder.set(order, left);
  }

  private lateness(each: OpenDecision, late: boolean): void {
    if (each.lateKnown) return;
    each.lateKnown = true;
    this.heard('late', each.by, each.under, late ? 1 : 0, 1);
  }

  private trouble(each: OpenDecision): void {
    if (each.troubled || each.closed) return;
    each.troubled = true;
    this.heard('troubled', each.by, each.under, 1, 1);
  }

  private close(each: OpenDecision): void {
    if (each.closed) return;
    if (!each.troubled) this.heard('troubled', each.by, each.under, 0, 1);
    each.closed = true;
  }

  private drop(order: number, open: readonly OpenDecision[]): void {
    const left = open.filter(({ closed, lateKnown }) => !(closed && lateKnown));
    if (left.length === 0) this.byOrder.delete(order);
    else if (left.length < open.length) this.byOrder.set(order, left);
  }
}

/** Of a load: of its smallest shipment. */
function orderOf(entityType: string, key: number): number {
  return entityType === 'load' ? Math.floor(key / SHIPMENTS_MAX) : key;
}
