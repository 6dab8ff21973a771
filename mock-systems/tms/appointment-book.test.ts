/** TMS's book of appointments: the slot asked for or the next that is free, doors, requests that overtake each other, copies of a run. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { runs } from '#testing/properties/properties';
import { DAY_MS, HOUR_MS, MONDAY, type SystemBench, systemBench } from '../erp/system-bench.fixture.ts';
import type { AppointmentSettings } from './settings.ts';
import { market } from './tms.fixture.ts';
import { TmsSystem } from './tms-system.ts';

/** Node 0 has one door from 8 to 11 on two days, then always; node 1 two doors, always. Slots of an hour. */
const APPOINTMENTS: AppointmentSettings = {
  slotMs: HOUR_MS,
  aheadMs: 2 * DAY_MS,
  answerMs: { kind: 'constant', value: 60_000 },
  docks: [
    { doors: 1, open: [8, 11, 32, 35, 100].map((hour) => MONDAY + hour * HOUR_MS) },
    { doors: 2, open: [] },
  ],
};

type Bench = SystemBench<TmsSystem>;

function book(changes: Partial<AppointmentSettings> = {}): Bench {
  return systemBench(
    (context) =>
      new TmsSystem(
        context,
        new Random(1),
        market({ appointments: { ...APPOINTMENTS, ...changes } }),
        (order) => order,
      ),
  );
}

const at = (hour: number): number => MONDAY + hour * HOUR_MS;
const request = (bench: Bench, load: number, hour: number, no = 1, node = 0): void =>
  bench.tell('requestAppointment', load, no, 3, { node, fromAt: at(hour), leftMs: HOUR_MS });
const cancel = (bench: Bench, load: number, no = 1): void =>
  bench.tell('cancelAppointment', load, no, 3, null);
const until = (bench: Bench, hour: number): unknown => bench.kernel.run({ until: at(hour) });

describe('a request', () => {
  test('is given the slot that it asks for, in a while; what is written is told', () => {
    const bench = book();
    request(bench, 24, 9);
    expect(bench.sent).toEqual([]);
    until(bench, 1);
    expect(bench.said()).toEqual([['appointmentConfirmed', 24, 1, 0]]);
    expect(bench.sent[0]!.body).toEqual({ fromAt: at(9), untilAt: at(10) });
    expect(bench.log).toEqual([`TMS.pickupSlotConfirmed load 24#1(${at(9)},0)`]);
    expect(bench.mock.expectedIn(0, at(9))).toBe(1);
  });

  test('is offered the next that is free: at another hour, on another day, when the docks are open', () => {
    const bench = book();
    for (const load of [8, 16, 24, 32]) request(bench, load, 9);
    until(bench, 1);
    expect(bench.sent.map(({ body }) => (body as { fromAt: number }).fromAt)).toEqual([
      at(9),
      at(10),
      at(32),
      at(33),
    ]);
    request(bench, 40, 9, 1, 1);
    until(bench, 2);
    expect(bench.sent.at(-1)!.body).toMatchObject({ fromAt: at(9) });
  });

  test('for an hour that is over by then is given one to come', () => {
    const bench = book();
    until(bench, 9.5);
    request(bench, 24, 8);
    until(bench, 10);
    expect(bench.sent[0]!.body).toMatchObject({ fromAt: at(10) });
  });

  test('is refused where nothing is free as far as the book is open; asked anew a day later it is not', () => {
    const bench = book({ aheadMs: 10 * HOUR_MS });
    for (const load of [8, 16, 24, 32]) request(bench, load, 8);
    until(bench, 1);
    expect(bench.said().at(-1)).toEqual(['appointmentRefused', 32, 1, 0]);
    expect(bench.log.at(-1)).toBe(`TMS.pickupSlotRefused load 32#1(${at(8)},0)`);
    until(bench, 24);
    request(bench, 32, 8, 2);
    until(bench, 25);
    expect(bench.said().at(-1)).toEqual(['appointmentConfirmed', 32, 2, 0]);
    expect(bench.mock.sideEffects).toMatchObject({ appointments: 4, appointmentsRefused: 1 });
  });
});

describe('the same request', () => {
  test('before it is answered changes nothing; after that it is answered as it was', () => {
    const bench = book();
    request(bench, 24, 9);
    request(bench, 24, 9);
    until(bench, 1);
    request(bench, 24, 10);
    expect(bench.sent.map(({ body }) => body)).toEqual([
      { fromAt: at(9), untilAt: at(10) },
      { fromAt: at(9), untilAt: at(10) },
    ]);
    expect(bench.log).toHaveLength(1);
    expect(bench.mock.sideEffects.appointments).toBe(1);
  });

  test('that was refused is refused again, though something has become free', () => {
    const bench = book({ aheadMs: 9 * HOUR_MS });
    for (const load of [8, 16, 24]) request(bench, load, 8);
    until(bench, 1);
    cancel(bench, 8);
    request(bench, 24, 8);
    expect(bench.said().slice(-1)).toEqual([['appointmentRefused', 24, 1, 0]]);
  });
});

describe('a slot is given back', () => {
  test('by a later request, which may have the same', () => {
    const bench = book();
    request(bench, 24, 9);
    until(bench, 1);
    request(bench, 24, 9, 2);
    until(bench, 2);
    expect(bench.log).toEqual([
      `TMS.pickupSlotConfirmed load 24#1(${at(9)},0)`,
      `TMS.pickupSlotReleased load 24#1(${at(9)},0)`,
      `TMS.pickupSlotConfirmed load 24#2(${at(9)},0)`,
    ]);
    expect(bench.mock.expectedIn(0, at(9))).toBe(1);
  });

  test('by a cancellation, also where that overtakes the request; later requests are heard', () => {
    const bench = book();
    request(bench, 8, 9);
    until(bench, 1);
    cancel(bench, 8);
    expect(bench.mock.expectedIn(0, at(9))).toBe(0);
    cancel(bench, 16, 1);
    request(bench, 16, 9, 1);
    request(bench, 24, 9);
    cancel(bench, 24);
    until(bench, 2);
    expect(bench.said()).toEqual([['appointmentConfirmed', 8, 1, 0]]);
    request(bench, 16, 9, 2);
    until(bench, 3);
    expect(bench.said().at(-1)).toEqual(['appointmentConfirmed', 16, 2, 0]);
  });

  test('and an earlier request that comes late is not answered', () => {
    const bench = book();
    request(bench, 24, 9, 2);
    request(bench, 24, 8, 1);
    cancel(bench, 24, 1);
    until(bench, 1);
    expect(bench.said()).toEqual([['appointmentConfirmed', 24, 2, 0]]);
  });
});

test('a load is forgotten long after its slot, not before', () => {
  const bench = book();
  request(bench, 24, 33);
  until(bench, 24 * 11);
  request(bench, 24, 33);
  expect(bench.said()).toHaveLength(2);
  until(bench, 24 * 30);
  request(bench, 24, 24 * 30, 1);
  until(bench, 24 * 30 + 1);
  expect(bench.sent.at(-1)!.body).toMatchObject({ fromAt: at(24 * 30 + 1) });
});

test('no slot ever takes more trucks than doors, and a copy goes on as the run does', () => {
  const word = fc.record({
    load: fc.integer({ min: 1, max: 6 }),
    no: fc.integer({ min: 1, max: 4 }),
    node: fc.nat({ max: 1 }),
    cancels: fc.boolean(),
    hour: fc.integer({ min: 0, max: 40 }),
    minutes: fc.integer({ min: 0, max: 300 }),
  });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 16 }), fc.nat({ max: 16 }), (words, cut) => {
      const bench = book();
      const copy = book();
      const play = (played: Bench, some: typeof words): void => {
        for (const { load, no, node, cancels, hour, minutes } of some) {
          if (cancels) cancel(played, load, no);
          else request(played, load, hour, no, node);
          played.kernel.run({ until: played.kernel.now + minutes * 60_000 });
        }
      };
      play(bench, words.slice(0, cut));
      play(copy, words.slice(0, cut));
      copy.kernel.restore(bench.kernel.snapshot());
      play(bench, words.slice(cut));
      play(copy, words.slice(cut));
      bench.kernel.run({ until: bench.kernel.now + HOUR_MS });
      copy.kernel.run({ until: copy.kernel.now + HOUR_MS });
      expect(copy.log).toEqual(bench.log);
      const trucks = new Map<string, number>();
      for (const line of bench.log) {
        const [, event, slotAt, node] = /\.(\w+) load \d+#\d+\((\d+),(\d+)\)/.exec(line)!;
        const slot = `${node} ${slotAt}`;
        if (event === 'pickupSlotConfirmed') trucks.set(slot, (trucks.get(slot) ?? 0) + 1);
        if (event === 'pickupSlotReleased') trucks.set(slot, trucks.get(slot)! - 1);
        const most = node === '0' ? 1 : 2;
        for (const [of, number] of trucks)
          if (of.startsWith(`${node} `)) expect(number).toBeLessThanOrEqual(most);
      }
    }),
    { numRuns: runs(100) },
  );
});
