/** What came of a dock appointment: how long the truck waited, how late it was at the dock. */
import type { AskedRows, Collected, OutcomeOf } from './outcome.ts';

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
  collect: (asked) => new DockOutcomes(asked),
};

interface Truck {
  gateAt: number;
  dockedAt: number;
  missed: number;
}

class DockOutcomes implements Collected {
  private readonly asked: AskedRows;
  private readonly trucks = new Map<number, Truck>();

  readonly listeners: Collected['listeners'] = {
    truckAtGate: (time, key) => this.change(key, { gateAt: time }),
    truckDocked: (time, key) => this.change(key, { dockedAt: time }),
    appointmentMissed: (_time, key) => this.change(key, { missed: 1 }),
    truckTurnedAway: (_time, key) => this.change(key, { missed: 1 }),
  };

  constructor(asked: AskedRows) {
    this.asked = asked;
    for (let row = 0; row < asked.size; row++)
      this.trucks.set(asked.keys[row]!, { gateAt: Number.NaN, dockedAt: Number.NaN, missed: 0 });
  }

  valuesOf(row: number): readonly number[] {
    const { gateAt, dockedAt, missed } = this.trucks.get(this.asked.keys[row]!)!;
    return [dockedAt - gateAt, Math.max(0, dockedAt - this.asked.told(row, 0)), missed];
  }

  knownAt(row: number): number {
    return this.trucks.get(this.asked.keys[row]!)!.dockedAt;
  }

  private change(key: number, figures: Partial<Truck>): void {
    const truck = this.trucks.get(key);
    if (truck !== undefined) Object.assign(truck, figures);
  }
}
