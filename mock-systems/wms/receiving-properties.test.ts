/**
 * Whatever is booked, cancelled and released, and whenever trucks come: no door has two trucks, no slot two owners, each truck is
 * unloaded once or turned away, and every unit is accounted for. Judged by the events alone.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DockBench } from './receiving.fixture.ts';
import { HOUR_MS, START, station } from './wms.fixture.ts';

const RECEIPTS = 8;

const step = fc.record({
  what: fc.constantFrom('book', 'book', 'cancel', 'truck', 'truck', 'release', 'sendBack', 'wait'),
  receipt: fc.integer({ min: 1, max: RECEIPTS }).map((n) => 8 * n),
  slot: fc.nat(12),
  door: fc.nat(1),
  minutes: fc.nat(90),
  units: fc.tuple(fc.nat(20), fc.nat(20)),
});

type Event = readonly [name: string, receipt: number, n: number, a: number, b: number];

function eventsOf({ log }: DockBench): Event[] {
  return log.flatMap((each) => {
    const found = /WMS\.(\w+) receipt (\d+)#(\d+)\((-?\d+),(-?\d+)\)$/.exec(each);
    if (found === null) return [];
    const [, name, receipt, n, a, b] = found;
    return [[name!, Number(receipt), Number(n), Number(a), Number(b)] as const];
  });
}

/** What is wrong with doors and slots; null = nothing. */
function overbooked(events: readonly Event[]): string | null {
  const doors = new Map<number, number>();
  const slots = new Map<number, string>();
  for (const [name, receipt, , a, b] of events) {
    const slot = `${a} ${b}`;
    if (name === 'truckDocked') {
      if (doors.has(a)) return `door ${a} has receipts ${doors.get(a)} and ${receipt}`;
      doors.set(a, receipt);
    } else if (name === 'receiptCounted') {
      for (const [door, at] of doors) if (at === receipt) doors.delete(door);
      slots.delete(receipt);
    } else if (name === 'slotReleased') slots.delete(receipt);
    else if (name === 'slotBooked') {
      for (const [other, had] of slots)
        if (other !== receipt && had === slot && !doorsHold(doors, other)) return `slot ${slot} twice`;
      slots.set(receipt, slot);
    }
  }
  return null;
}

/** Its truck is at a door, if at another than that of its slot: the slot is anybody's. */
function doorsHold(doors: ReadonlyMap<number, number>, receipt: number): boolean {
  return [...doors.values()].includes(receipt);
}

test('doors and slots are never taken twice, trucks are dealt with once, and units are conserved', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), fc.boolean(), (steps, closes) => {
      const open = closes
        ? ([
            [START, START + 6 * HOUR_MS],
            [START + 24 * HOUR_MS, Infinity],
          ] as const)
        : [];
      const bench = new DockBench({
        doors: 2,
        unload: station(1, 40),
        putAway: station(1, 25),
        open,
        countWrongShare: 0.2,
      });
      const came = new Set<number>();
      let minute = 0;
      for (const { what, receipt, slot, door, minutes, units } of steps) {
        if (what === 'book') bench.book(receipt, slot * 60, door, units);
        else if (what === 'cancel') bench.cancel(receipt);
        else if (what === 'release') bench.release(receipt, 1);
        else if (what === 'sendBack') bench.release(receipt, 0);
        else if (what === 'truck' && !came.has(receipt)) {
          came.add(receipt);
          bench.truck(receipt, minute, [units[0] + 1, units[1]], [units[0] % 2, 0]);
        } else {
          minute += minutes;
          bench.until(minute);
        }
        expect(overbooked(eventsOf(bench))).toBeNull();
      }
      bench.until(100 * 60);
      for (const receipt of came) bench.release(receipt, 1);
      bench.until(200 * 60);
      const events = eventsOf(bench);
      expect(overbooked(events)).toBeNull();
      const ended = events.filter(([name]) =>
        ['receiptPutAway', 'goodsSentBack', 'truckTurnedAway'].includes(name),
      );
      expect(ended.map(([, receipt]) => receipt).sort((x, y) => x - y)).toEqual(
        [...came].sort((x, y) => x - y),
      );
      const { arrivedUnits, miscountedUnits, openUnits, ...gone } = bench.wms.receiving!.ledger;
      const { putAwayUnits, damagedUnits, sentBackUnits, turnedAwayUnits } = gone;
      expect(openUnits).toBe(0);
      expect(arrivedUnits + miscountedUnits).toBe(
        putAwayUnits + damagedUnits + sentBackUnits + turnedAwayUnits,
      );
      expect(bench.wms.stockOf(0, 0) + bench.wms.stockOf(0, 1)).toBe(200 + putAwayUnits);
    }),
  );
});
