/** What came of a load: whether the first carrier asked took it, when it arrived, what its freight cost. */
import type { AskedRows, Collected, OnSettled, OutcomeColumn, OutcomeOf } from './outcome.ts';
import { RowsByKey, type SavedRows } from './rows-by-key.ts';

const LATE: OutcomeColumn = {
  name: 'lateMs',
  unit: 'ms',
  doc: 'delivered after the promise; 0 = in time, null = not delivered',
  better: 'less',
};
const FREIGHT: OutcomeColumn = {
  name: 'freightMinor',
  unit: 'minor units',
  doc: 'freight paid for the load',
  better: 'less',
};

const promisedAtOf = (context: Readonly<Record<string, unknown>>): number => Number(context.promisedAt);

export const CARRIER_OUTCOME: OutcomeOf = {
  summary: 'the load: whether the carrier asked first took it, freight, lateness',
  columns: [
    {
      name: 'accepted',
      unit: '0 or 1',
      doc: 'the first tender after the decision was accepted; null = there was none',
      better: 'more',
    },
    FREIGHT,
    LATE,
  ],
  reward: 'freightMinor',
  told: 1,
  reads: (context) => [promisedAtOf(context)],
  collect: (asked, onSettled) =>
    new LoadOutcomes(asked, onSettled, ({ accepted, freightMinor, lateMs }) => [
      accepted,
      freightMinor,
      lateMs,
    ]),
};

export const DELAY_OUTCOME: OutcomeOf = {
  summary: 'the load: lateness after all, what was paid over its freight',
  columns: [
    LATE,
    {
      name: 'extraMinor',
      unit: 'minor units',
      doc: 'paid over the freight that was agreed, at least 0',
      better: 'less',
    },
  ],
  reward: 'lateMs',
  told: 2,
  reads: (context) => [promisedAtOf(context), Number(context.freightMinor)],
  collect: (asked, onSettled) =>
    new LoadOutcomes(asked, onSettled, ({ lateMs, freightMinor }, row) => [
      lateMs,
      Math.max(0, freightMinor - asked.told(row, 1)),
    ]),
};

export const PREDICTION_OUTCOME: OutcomeOf = {
  summary: 'the load: whether it was late, and whether that was said',
  columns: [
    { name: 'correct', unit: '0 or 1', doc: 'what was said came true', better: 'more' },
    { name: 'late', unit: '0 or 1', doc: 'label: it was delivered after the promise', better: null },
    LATE,
  ],
  reward: 'correct',
  told: 2,
  reads: (context, chosen) => {
    const says = chosen()?.says;
    return [promisedAtOf(context), says === undefined ? Number.NaN : Number(says === 'late')];
  },
  collect: (asked, onSettled) =>
    new LoadOutcomes(
      asked,
      onSettled,
      ({ lateMs }, row) => {
        const late = Number.isNaN(lateMs) ? Number.NaN : Number(lateMs > 0);
        const said = asked.told(row, 1);
        return [Number.isNaN(late) || Number.isNaN(said) ? Number.NaN : Number(late === said), late, lateMs];
      },
      'delivery',
    ),
};

export const INVOICE_OUTCOME: OutcomeOf = {
  summary: 'the freight bill: what was paid in the end',
  columns: [
    { ...FREIGHT, name: 'paidMinor', doc: 'paid for the load in the end' },
    {
      name: 'overMinor',
      unit: 'minor units',
      doc: 'paid over what was agreed; below 0: less',
      better: 'less',
    },
  ],
  reward: 'paidMinor',
  told: 1,
  reads: (context) => [Number(context.agreedMinor)],
  collect: (asked, onSettled) =>
    new LoadOutcomes(asked, onSettled, ({ freightMinor }, row) => [
      freightMinor,
      freightMinor - asked.told(row, 0),
    ]),
};

interface Load {
  deliveredAt: number;
  freightMinor: number;
  settledAt: number;
}

/** Of a row; NaN = not known. */
interface LoadFigures {
  readonly accepted: number;
  readonly freightMinor: number;
  readonly lateMs: number;
}

class LoadOutcomes implements Collected {
  private readonly asked: AskedRows;
  private readonly onSettled: OnSettled;
  private readonly figures: (of: LoadFigures, row: number) => readonly number[];
  private readonly settledBy: 'delivery' | 'payment';
  private readonly rows = new RowsByKey();
  private readonly loads = new Map<number, Load>();
  /** Of a row: attempt of the first tender after the decision; -1 = none yet. */
  private tenders: number[] = [];
  /** Of a row. */
  private accepted: number[] = [];

  readonly listeners: Collected['listeners'] = {
    tenderOffered: (time, key, n) => this.tendered(time, key, n),
    tenderAccepted: (_time, key, n) => this.answered(key, n, 1),
    tenderRejected: (_time, key, n) => this.answered(key, n, 0),
    tenderCountered: (_time, key, n) => this.answered(key, n, 0),
    tenderExpired: (_time, key, n) => this.answered(key, n, 0),
    loadDelivered: (time, key) => this.change('delivery', key, { deliveredAt: time }),
    loadLost: (time, key) => this.change('payment', key, { settledAt: time }),
    freightPaid: (time, key, _n, freightMinor) =>
      this.change('payment', key, { freightMinor, settledAt: time }),
  };

  constructor(
    asked: AskedRows,
    onSettled: OnSettled,
    figures: (of: LoadFigures, row: number) => readonly number[],
    settledBy: 'delivery' | 'payment' = 'payment',
  ) {
    this.asked = asked;
    this.onSettled = onSettled;
    this.figures = figures;
    this.settledBy = settledBy;
  }

  add(row: number): void {
    const key = this.asked.keys[row]!;
    this.rows.add(key, row);
    this.tenders[row] = -1;
    this.accepted[row] = Number.NaN;
    if (!this.loads.has(key))
      this.loads.set(key, { deliveredAt: Number.NaN, freightMinor: Number.NaN, settledAt: Number.NaN });
  }

  drop(row: number): void {
    const key = this.asked.keys[row]!;
    if (this.rows.drop(key, row)) this.loads.delete(key);
  }

  valuesOf(row: number): readonly number[] {
    const { deliveredAt, freightMinor } = this.loads.get(this.asked.keys[row]!)!;
    const lateMs = Math.max(0, deliveredAt - this.asked.told(row, 0));
    return this.figures({ accepted: this.accepted[row]!, freightMinor, lateMs }, row);
  }

  knownAt(row: number): number {
    const { deliveredAt, settledAt } = this.loads.get(this.asked.keys[row]!)!;
    return this.settledBy === 'delivery' ? deliveredAt : settledAt;
  }

  save(): Saved {
    return {
      rows: this.rows.save(),
      loads: [...this.loads].map(([key, load]) => [key, { ...load }] as const),
      tenders: this.tenders.slice(),
      accepted: this.accepted.slice(),
    };
  }

  load(saved: unknown): void {
    const { rows, loads, tenders, accepted } = saved as Saved;
    this.rows.load(rows);
    this.loads.clear();
    for (const [key, load] of loads) this.loads.set(key, { ...load });
    this.tenders = tenders.slice();
    this.accepted = accepted.slice();
  }

  private change(by: 'delivery' | 'payment', key: number, figures: Partial<Load>): void {
    const load = this.loads.get(key);
    if (load === undefined) return;
    Object.assign(load, figures);
    if (by === this.settledBy) for (const row of this.rows.of(key)) this.onSettled(row);
  }

  private tendered(time: number, key: number, n: number): void {
    const { now, attempts } = this.asked;
    const last = this.rows.lastOf(key, (row) => now[row]! <= time);
    if (last < 0 || this.tenders[last]! >= 0) return;
    // A shadow was asked the same: what came of it is on its row as well.
    for (const row of this.rows.of(key)) if (attempts[row] === attempts[last]) this.tenders[row] = n;
  }

  private answered(key: number, n: number, accepted: number): void {
    for (const row of this.rows.of(key))
      if (this.tenders[row] === n && Number.isNaN(this.accepted[row])) this.accepted[row] = accepted;
  }
}

interface Saved {
  readonly rows: SavedRows;
  readonly loads: readonly (readonly [key: number, load: Load])[];
  readonly tenders: readonly number[];
  readonly accepted: readonly number[];
}
