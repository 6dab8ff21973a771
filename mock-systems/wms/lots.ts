/**
 * Lots of stock by cell (node x product): a few a cell, in the order in which they are to leave: first expired, first
 * received.
 *
 * 1. Of each lot: in = available + reserved + shipped + lost, none negative.
 * 2. A lot with nothing available or reserved is forgotten and its place used again; so a place is valid as long as units of
 *    it are reserved.
 * 3. All state is in three arrays: a copy costs what the lots there are now cost.
 */
import { refilled } from '#sim/refilled';

const NO = 0;
const EXPIRES = 1;
const IN = 2;
const AVAILABLE = 3;
const RESERVED = 4;
const SHIPPED = 5;
const LOST = 6;
const NEXT = 7;
const FIELDS = 8;
const NONE = -1;
const PLACES_FIRST = 64;

export interface LotsState {
  readonly heads: Int32Array;
  /** Lots that a cell has had. */
  readonly numbers: Int32Array;
  readonly records: Float64Array;
  readonly used: number;
  readonly free: number;
}

/** One lot, for tests and messages. */
export interface LotView {
  readonly no: number;
  readonly expiresAt: number;
  readonly in: number;
  readonly available: number;
  readonly reserved: number;
  readonly shipped: number;
  readonly lost: number;
}

export class Lots {
  private heads: Int32Array;
  private numbers: Int32Array;
  private records = new Float64Array(PLACES_FIRST * FIELDS);
  private used = 0;
  private free = NONE;

  constructor(cells: number) {
    this.heads = new Int32Array(cells).fill(NONE);
    this.numbers = new Int32Array(cells);
  }

  /** A new lot of this cell. O(lots of the cell). */
  add(cell: number, units: number, expiresAt: number): void {
    const place = this.place();
    const { records } = this;
    const at = place * FIELDS;
    this.numbers[cell]! += 1;
    records.fill(0, at, at + FIELDS);
    records[at + NO] = this.numbers[cell]!;
    records[at + EXPIRES] = expiresAt;
    records[at + IN] = units;
    records[at + AVAILABLE] = units;
    this.link(cell, place, expiresAt);
  }

  /** Units that belong to no receipt (found, come back): they join the youngest lot, if it has not expired by `now`, or are one. */
  join(cell: number, units: number, expiresAt: number, now: number): void {
    const { records } = this;
    let youngest = NONE;
    for (let place = this.heads[cell]!; place !== NONE; place = records[place * FIELDS + NEXT]!) {
      if (youngest === NONE || records[place * FIELDS + NO]! > records[youngest * FIELDS + NO]!)
        youngest = place;
    }
    if (youngest === NONE || records[youngest * FIELDS + EXPIRES]! <= now) {
      this.add(cell, units, expiresAt);
      return;
    }
    records[youngest * FIELDS + IN]! += units;
    records[youngest * FIELDS + AVAILABLE]! += units;
  }

  /**
   * Reserves units that are available and have not expired by `now`, oldest first; writes (line, place, units) of each lot into
   * `picks`.
   */
  reserve(cell: number, units: number, now: number, line: number, picks: number[]): void {
    const { records } = this;
    let left = units;
    for (let place = this.heads[cell]!; left > 0; place = records[place * FIELDS + NEXT]!) {
      const at = place * FIELDS;
      if (records[at + EXPIRES]! <= now) continue;
      const taken = Math.min(left, records[at + AVAILABLE]!);
      if (taken === 0) continue;
      records[at + AVAILABLE]! -= taken;
      records[at + RESERVED]! += taken;
      picks.push(line, place, taken);
      left -= taken;
    }
  }

  release(place: number, units: number): void {
    this.records[place * FIELDS + RESERVED]! -= units;
    this.records[place * FIELDS + AVAILABLE]! += units;
  }

  ship(cell: number, place: number, units: number): void {
    this.records[place * FIELDS + RESERVED]! -= units;
    this.records[place * FIELDS + SHIPPED]! += units;
    this.forgetEmpty(cell, place);
  }

  /** Reserved units that are not there. */
  lose(cell: number, place: number, units: number): void {
    this.records[place * FIELDS + RESERVED]! -= units;
    this.records[place * FIELDS + LOST]! += units;
    this.forgetEmpty(cell, place);
  }

  /** Available units that are not there, oldest first. */
  miss(cell: number, units: number): void {
    const { records } = this;
    let left = units;
    let place = this.heads[cell]!;
    while (left > 0) {
      const at = place * FIELDS;
      const next = records[at + NEXT]!;
      const taken = Math.min(left, records[at + AVAILABLE]!);
      records[at + AVAILABLE]! -= taken;
      records[at + LOST]! += taken;
      left -= taken;
      this.forgetEmpty(cell, place);
      place = next;
    }
  }

  /** Available units of lots that have expired by `now`. */
  expired(cell: number, now: number): number {
    const { records } = this;
    let units = 0;
    let place = this.heads[cell]!;
    while (place !== NONE && records[place * FIELDS + EXPIRES]! <= now) {
      units += records[place * FIELDS + AVAILABLE]!;
      place = records[place * FIELDS + NEXT]!;
    }
    return units;
  }

  /** In the order in which they leave. */
  of(cell: number): LotView[] {
    const { records } = this;
    const lots: LotView[] = [];
    for (let place = this.heads[cell]!; place !== NONE; place = records[place * FIELDS + NEXT]!) {
      const at = place * FIELDS;
      lots.push({
        no: records[at + NO]!,
        expiresAt: records[at + EXPIRES]!,
        in: records[at + IN]!,
        available: records[at + AVAILABLE]!,
        reserved: records[at + RESERVED]!,
        shipped: records[at + SHIPPED]!,
        lost: records[at + LOST]!,
      });
    }
    return lots;
  }

  save(): LotsState {
    const { heads, numbers, records, used, free } = this;
    return {
      heads: heads.slice(),
      numbers: numbers.slice(),
      records: records.slice(0, used * FIELDS),
      used,
      free,
    };
  }

  load(saved: LotsState): void {
    this.heads = refilled(this.heads, saved.heads);
    this.numbers = refilled(this.numbers, saved.numbers);
    if (this.records.length < saved.records.length) this.records = saved.records.slice();
    else this.records.set(saved.records);
    this.used = saved.used;
    this.free = saved.free;
  }

  private place(): number {
    if (this.free !== NONE) {
      const place = this.free;
      this.free = this.records[place * FIELDS + NEXT]!;
      return place;
    }
    if (this.used * FIELDS === this.records.length) {
      const grown = new Float64Array(2 * this.records.length);
      grown.set(this.records);
      this.records = grown;
    }
    this.used += 1;
    return this.used - 1;
  }

  /** Behind those that expire no later: they were received before. */
  private link(cell: number, place: number, expiresAt: number): void {
    const { records } = this;
    let before = NONE;
    let after = this.heads[cell]!;
    while (after !== NONE && records[after * FIELDS + EXPIRES]! <= expiresAt) {
      before = after;
      after = records[after * FIELDS + NEXT]!;
    }
    records[place * FIELDS + NEXT] = after;
    if (before === NONE) this.heads[cell] = place;
    else records[before * FIELDS + NEXT] = place;
  }

  private forgetEmpty(cell: number, place: number): void {
    const { records } = this;
    const at = place * FIELDS;
    if (records[at + AVAILABLE]! > 0 || records[at + RESERVED]! > 0) return;
    const next = records[at + NEXT]!;
    if (this.heads[cell] === place) this.heads[cell] = next;
    else {
      let before = this.heads[cell]!;
      while (records[before * FIELDS + NEXT]! !== place) before = records[before * FIELDS + NEXT]!;
      records[before * FIELDS + NEXT] = next;
    }
    records[at + NEXT] = this.free;
    this.free = place;
  }
}
