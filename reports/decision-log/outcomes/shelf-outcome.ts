/**
 * What came of a replenishment: what the store sold and could not sell in the week after.
 *
 * 1. Of the whole store: its days are told for all groups of products together.
 */
import type { AskedRows, Collected, OutcomeOf } from './outcome.ts';

const DAY_MS = 86_400_000;
/** Source: assumption; the time from one review to the next but one, at most. */
const WINDOW_MS = 7 * DAY_MS;

export const SHELF_OUTCOME: OutcomeOf = {
  summary: 'the store in the seven days after: on-shelf availability, sales lost',
  columns: [
    {
      name: 'salesLostMinor',
      unit: 'minor units',
      doc: 'value of what the store could have sold',
      better: 'less',
    },
    {
      name: 'onShelfShare',
      unit: 'share',
      doc: 'hours of products that were in stock / hours of products',
      better: 'more',
    },
  ],
  reward: 'salesLostMinor',
  told: 1,
  reads: (context) => [Number(context.store)],
  collect: (asked) => new ShelfOutcomes(asked),
};

class ShelfOutcomes implements Collected {
  private readonly asked: AskedRows;
  private readonly byStore = new Map<number, number[]>();
  /** By store: first row whose window is not over yet. */
  private readonly openFrom = new Map<number, number>();
  private readonly lostMinor: Float64Array;
  private readonly inStock: Float64Array;
  private readonly hours: Float64Array;
  private readonly known: Float64Array;

  readonly listeners: Collected['listeners'] = {
    salesLost: (time, store, _n, _units, value) => {
      for (const row of this.openIn(store, time)) this.lostMinor[row]! += value;
    },
    shelfAvailable: (time, store, _n, inStock, hours) => {
      for (const row of this.openIn(store, time)) {
        this.inStock[row]! += inStock;
        this.hours[row]! += hours;
      }
    },
    shelfClosed: (time, store) => {
      // A week that the run did not reach the end of is not known.
      for (const row of this.openIn(store, time))
        if (time >= this.asked.now[row]! + WINDOW_MS - DAY_MS) this.known[row] = time;
    },
  };

  constructor(asked: AskedRows) {
    this.asked = asked;
    const { size } = asked;
    [this.lostMinor, this.inStock, this.hours] = [0, 1, 2].map(() => new Float64Array(size)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    this.known = new Float64Array(size).fill(Number.NaN);
    for (let row = 0; row < size; row++) {
      const store = asked.told(row, 0);
      const rows = this.byStore.get(store);
      if (rows === undefined) this.byStore.set(store, [row]);
      else rows.push(row);
    }
    // A model's answer is on record later than it was asked.
    for (const rows of this.byStore.values()) rows.sort((one, other) => asked.now[one]! - asked.now[other]!);
  }

  valuesOf(row: number): readonly number[] {
    if (Number.isNaN(this.known[row])) return [Number.NaN, Number.NaN];
    return [this.lostMinor[row]!, this.inStock[row]! / this.hours[row]!];
  }

  knownAt(row: number): number {
    return this.known[row]!;
  }

  /** Rows of a store whose week an instant is in. */
  private *openIn(store: number, time: number): Generator<number> {
    const rows = this.byStore.get(store);
    if (rows === undefined) return;
    const { now } = this.asked;
    let first = this.openFrom.get(store) ?? 0;
    while (first < rows.length && now[rows[first]!]! + WINDOW_MS < time) first += 1;
    this.openFrom.set(store, first);
    for (let i = first; i < rows.length && now[rows[i]!]! <= time; i++) yield rows[i]!;
  }
}
