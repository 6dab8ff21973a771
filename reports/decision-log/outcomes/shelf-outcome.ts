/**
 * What came of a replenishment: what the store sold and could not sell in the week after.
 *
 * 1. Of the whole store: its days are told for all groups of products together.
 */
import type { AskedRows, Collected, OnSettled, OutcomeOf } from './outcome.ts';
import { RowsByKey, type SavedRows } from './rows-by-key.ts';

const DAY_MS = 86_400_000;
/** From one closing to the next, where clocks go forward. */
const DAY_MS_MIN = 23 * 3_600_000;
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
  collect: (asked, onSettled) => new ShelfOutcomes(asked, onSettled),
};

class ShelfOutcomes implements Collected {
  private readonly asked: AskedRows;
  private readonly onSettled: OnSettled;
  /** By store. */
  private readonly rows = new RowsByKey();
  /** By store: first of its rows whose window is not over yet. */
  private readonly openFrom = new Map<number, number>();
  /** Of a row. */
  private figures: Figures = { lostMinor: [], inStock: [], hours: [], known: [] };

  readonly listeners: Collected['listeners'] = {
    salesLost: (time, store, _n, _units, value) => {
      for (const row of this.openIn(store, time)) this.figures.lostMinor[row]! += value;
    },
    shelfAvailable: (time, store, _n, inStock, hours) => {
      for (const row of this.openIn(store, time)) {
        this.figures.inStock[row]! += inStock;
        this.figures.hours[row]! += hours;
      }
    },
    shelfClosed: (time, store) => {
      // A week that the run did not reach the end of is not known.
      for (const row of this.openIn(store, time)) {
        const over = this.asked.now[row]! + WINDOW_MS;
        if (time < over - DAY_MS) continue;
        this.figures.known[row] = time;
        if (time + DAY_MS_MIN > over) this.onSettled(row);
      }
    },
  };

  constructor(asked: AskedRows, onSettled: OnSettled) {
    this.asked = asked;
    this.onSettled = onSettled;
  }

  add(row: number): void {
    this.rows.add(this.asked.told(row, 0), row);
    const { lostMinor, inStock, hours, known } = this.figures;
    lostMinor[row] = inStock[row] = hours[row] = 0;
    known[row] = Number.NaN;
  }

  drop(row: number): void {
    const store = this.asked.told(row, 0);
    const first = this.openFrom.get(store) ?? 0;
    if (this.rows.of(store).indexOf(row) < first) this.openFrom.set(store, first - 1);
    this.rows.drop(store, row);
  }

  valuesOf(row: number): readonly number[] {
    const { lostMinor, inStock, hours, known } = this.figures;
    if (Number.isNaN(known[row])) return [Number.NaN, Number.NaN];
    return [lostMinor[row]!, inStock[row]! / hours[row]!];
  }

  knownAt(row: number): number {
    return this.figures.known[row]!;
  }

  save(): Saved {
    return { rows: this.rows.save(), openFrom: [...this.openFrom], figures: copyOf(this.figures) };
  }

  load(saved: unknown): void {
    const { rows, openFrom, figures } = saved as Saved;
    this.rows.load(rows);
    this.openFrom.clear();
    for (const [store, first] of openFrom) this.openFrom.set(store, first);
    this.figures = copyOf(figures);
  }

  /** Rows of a store whose week an instant is in; of those whose week is over nothing more will come. */
  private *openIn(store: number, time: number): Generator<number> {
    const rows = this.rows.of(store);
    const { now } = this.asked;
    let first = this.openFrom.get(store) ?? 0;
    for (; first < rows.length && now[rows[first]!]! + WINDOW_MS < time; first++)
      this.onSettled(rows[first]!);
    this.openFrom.set(store, first);
    for (let i = first; i < rows.length && now[rows[i]!]! <= time; i++) yield rows[i]!;
  }
}

interface Figures {
  readonly lostMinor: number[];
  readonly inStock: number[];
  readonly hours: number[];
  /** Epoch ms; NaN = not yet. */
  readonly known: number[];
}

interface Saved {
  readonly rows: SavedRows;
  readonly openFrom: readonly (readonly [store: number, first: number])[];
  readonly figures: Figures;
}

function copyOf({ lostMinor, inStock, hours, known }: Figures): Figures {
  return {
    lostMinor: lostMinor.slice(),
    inStock: inStock.slice(),
    hours: hours.slice(),
    known: known.slice(),
  };
}
