/** What came of a dock appointment: how long the truck waited, how late it was at the dock. */
import type { AskedRows, Collected, OnSettled, OutcomeOf } from './outcome.ts';
import { RowsByKey, type SavedRows } from './rows-by-key.ts';

export const DOCK_OUTCOME: OutcomeOf = {
  summary: 'the delivery: how long its truck waited at the gate, how late it was at the dock',
  columns: [
    { name: 'waitMs', unit: 'ms', doc: 'from the gate to the dock', better: 'less' },
    { name: 'lateMs', unit: 'ms', doc: 'at the dock after it was due; 0 = in time', better: 'less' },
    {
      name: 'missed',
      unit: '0 or 1',
      doc: 'the appointment was missed, or the truck turned away',
      better: 'less',
    },
  ],
  reward: 'waitMs',
  told: 1,
  reads: (context) => [Number(context.dueAt)],
  collect: (asked, onSettled) => new DockOutcomes(asked, onSettled),
};

interface Truck {
  gateAt: number;
  dockedAt: number;
  missed: number;
}

class DockOutcomes implements Collected {
  private readonly asked: AskedRows;
  private readonly onSettled: OnSettled;
  private readonly rows = new RowsByKey();
  private readonly trucks = new Map<number, Truck>();

  readonly listeners: Collected['listeners'] = {
    truckAtGate: (time, key) => this.change(key, { gateAt: time }),
    truckDocked: (time, key) => {
      this.change(key, { dockedAt: time });
      for (const row of this.rows.of(key)) this.onSettled(row);
    },
    appointmentMissed: (_time, key) => this.change(key, { missed: 1 }),
    truckTurnedAway: (_time, key) => this.change(key, { missed: 1 }),
  };

  constructor(asked: AskedRows, onSettled: OnSettled) {
    this.asked = asked;
    this.onSettled = onSettled;
  }

  add(row: number): void {
    const key = this.asked.keys[row]!;
    this.rows.add(key, row);
    if (!this.trucks.has(key)) this.trucks.set(key, { gateAt: Number.NaN, dockedAt: Number.NaN, missed: 0 });
  }

  drop(row: number): void {
    const key = this.asked.keys[row]!;
    if (this.rows.drop(key, row)) this.trucks.delete(key);
  }

  valuesOf(row: number): readonly number[] {
    const { gateAt, dockedAt, missed } = this.trucks.get(this.asked.keys[row]!)!;
    return [dockedAt - gateAt, Math.max(0, dockedAt - this.asked.told(row, 0)), missed];
  }

  knownAt(row: number): number {
    return this.trucks.get(this.asked.keys[row]!)!.dockedAt;
  }

  save(): Saved {
    return {
      rows: this.rows.save(),
      trucks: [...this.trucks].map(([key, truck]) => [key, { ...truck }] as const),
    };
  }

  load(saved: unknown): void {
    const { rows, trucks } = saved as Saved;
    this.rows.load(rows);
    this.trucks.clear();
    for (const [key, truck] of trucks) this.trucks.set(key, { ...truck });
  }

  private change(key: number, figures: Partial<Truck>): void {
    const truck = this.trucks.get(key);
    if (truck !== undefined) Object.assign(truck, figures);
  }
}

interface Saved {
  readonly rows: SavedRows;
  readonly trucks: readonly (readonly [key: number, truck: Truck])[];
}
