/**
 * The shipments that WMS knows: at work, and for a stated time after they left or were released.
 *
 * 1. Lists of a shipment are never changed, only replaced: a snapshot and a message sent may share them.
 * 2. What is finished is forgotten in the order in which it finished, when something else finishes: no event is spent on it.
 */
import { SHIPMENTS_MAX, sourcingOf } from '#orchestrator/contracts/shipment-key';
import { wideNumbers } from '#orchestrator/contracts/wide-numbers';
import { LentRecords, type SavedRecords } from '#sim/lent-records';

/** Where a shipment stands. Steps of work are the indices of their stations. */
export const PHASE = {
  picking: 0,
  packing: 1,
  staging: 2,
  /** Reserved; waits for its wave. */
  reserved: 4,
  staged: 5,
  issued: 6,
  /** Cancelled, or nothing was there: no units of it are held. */
  released: 7,
} as const;
export type Phase = (typeof PHASE)[keyof typeof PHASE];

/** No load, no event. */
export const NONE = -1;

const NO_NUMBERS: readonly number[] = [];

export interface Shipment {
  readonly node: number;
  /** By line. */
  readonly products: readonly number[];
  /** By line, as answered; less once it is reduced. */
  reserved: readonly number[];
  readonly missing: number;
  phase: Phase;
  /** By line: what is held now, or was shipped. */
  units: readonly number[];
  /** (line, lot, units) of all that is held. */
  picks: readonly number[];
  picked: boolean;
  /** The number of its last reduction. */
  reduction: number;
  /** Units missed when it was picked. */
  shortUnits: number;
  handlingUnits: number;
  grossWeightGrams: number;
  /** Load whose truck it is for. */
  load: number;
  /** Work begun on it so far, ms. */
  workMs: number;
  /** A worker has it. */
  atWork: boolean;
  /** End of the work under way. */
  event: number;
  /** How often its goods were reserved, left and came back, counted where it is done. */
  reservations: number;
  issues: number;
  returns: number;
  /** What left beyond it is booked. */
  overPosted: boolean;
}

export interface ShipmentsState {
  readonly known: SavedRecords<Shipment>;
  readonly finished: readonly number[];
  readonly finishedAt: readonly number[];
}

export { orderOf } from '#orchestrator/contracts/shipment-key';
/** The attempt that the draws of a shipment are indexed by. */
export { sourcingOf as attemptOf };

/** Index of the draws of a line: the product, and the attempt. */
export function lineIndex(product: number, shipment: number): number {
  return product * SHIPMENTS_MAX + sourcingOf(shipment);
}

export function sum(units: readonly number[]): number {
  let all = 0;
  for (let i = 0; i < units.length; i++) all += units[i]!;
  return all;
}

const wideShipment = wideNumbers<Shipment>();

export class Shipments {
  private readonly rememberMs: number;
  private readonly known = new LentRecords<Shipment>((shipment) => ({ ...shipment }));
  private finished: number[] = [];
  private finishedAt: number[] = [];
  private head = 0;

  constructor(rememberMs: number) {
    this.rememberMs = rememberMs;
  }

  get(key: number): Shipment | undefined {
    return this.known.get(key);
  }

  add(
    key: number,
    node: number,
    products: readonly number[],
    reserved: readonly number[],
    missing: number,
    picks: readonly number[],
  ): Shipment {
    const before = this.known.get(key);
    const shipment = wideShipment({
      node,
      products,
      reserved,
      missing,
      phase: PHASE.reserved,
      units: reserved,
      picks,
      picked: false,
      reduction: 0,
      shortUnits: 0,
      handlingUnits: 0,
      grossWeightGrams: 0,
      load: NONE,
      workMs: 0,
      atWork: false,
      event: NONE,
      reservations: before?.reservations ?? 0,
      issues: before?.issues ?? 0,
      returns: before?.returns ?? 0,
      overPosted: before?.overPosted ?? false,
    });
    this.known.set(key, shipment);
    return shipment;
  }

  /** Nothing is held of it any more. */
  finish(
    key: number,
    shipment: Shipment,
    phase: typeof PHASE.issued | typeof PHASE.released,
    now: number,
  ): void {
    shipment.phase = phase;
    shipment.picks = NO_NUMBERS;
    this.finished.push(key);
    this.finishedAt.push(now);
    this.forget(now - this.rememberMs);
  }

  get size(): number {
    return this.known.size;
  }

  forEach(visit: (shipment: Readonly<Shipment>, key: number) => void): void {
    this.known.forEach(visit);
  }

  save(): ShipmentsState {
    return {
      known: this.known.save(),
      finished: this.finished.slice(this.head),
      finishedAt: this.finishedAt.slice(this.head),
    };
  }

  load(saved: ShipmentsState): void {
    this.known.load(saved.known);
    this.finished = saved.finished.slice();
    this.finishedAt = saved.finishedAt.slice();
    this.head = 0;
  }

  private forget(before: number): void {
    while (this.head < this.finished.length && this.finishedAt[this.head]! < before) {
      this.known.delete(this.finished[this.head]!);
      this.head += 1;
    }
    if (this.head < 1024 || 2 * this.head < this.finished.length) return;
    this.finished = this.finished.slice(this.head);
    this.finishedAt = this.finishedAt.slice(this.head);
    this.head = 0;
  }
}
