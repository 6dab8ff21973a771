/** A load that is held under way: once, on the way only; fetched by another or driven on, and late by as long as it stood. */
import { describe, expect, test } from 'vitest';
import { CONDITION } from '#orchestrator/contracts/erp';
import { type CarrierBench, carrierBench, PLAIN, START, tenderOf } from './carrier-bench.fixture.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PICKUP = 2 * DAY_MS;
const KEY = 80;

/** On the road from two days on, at the door two days later; `hours` into the way. */
function onTheWay(hours: number, profile = PLAIN): CarrierBench {
  const bench = carrierBench({ profile });
  bench.depart(KEY, {});
  bench.until(PICKUP + hours * HOUR_MS);
  return bench;
}

const hold = (bench: CarrierBench, attempt = 1): void => bench.tell('requestHold', KEY, attempt, 0, null);
const answers = (bench: CarrierBench) => bench.of('holdAnswered').map(({ a, body }) => [a, body.earnedMinor]);
const deliveredAt = (bench: CarrierBench): number =>
  bench.log.find(({ event }) => event === 'loadDelivered')!.at - START;

const straight = deliveredAt(
  (() => {
    const bench = onTheWay(1);
    bench.kernel.run();
    return bench;
  })(),
);

describe('a hold', () => {
  test('is granted on the way, once, and earns its share of the way; asked again, the same is said again', () => {
    const bench = onTheWay((straight - PICKUP) / HOUR_MS / 2);
    hold(bench);
    bench.until(straight - 1);
    hold(bench);
    bench.until(straight + 30 * DAY_MS);
    const { offeredMinor } = tenderOf();
    expect(answers(bench)).toEqual([
      [1, offeredMinor / 2],
      [1, offeredMinor / 2],
    ]);
    expect(bench.events().filter((event) => event === 'loadHeld')).toHaveLength(1);
    // It stands: nothing arrives, and nothing is billed.
    expect(bench.events()).not.toContain('loadDelivered');
    expect(bench.of('freightBilled')).toEqual([]);
  });

  test.each([
    ['by a carrier that never does it', { ...PLAIN, hold: { ...PLAIN.hold, acceptedShare: 0 } }, 5],
    ['of what is at the door', PLAIN, (straight - PICKUP) / HOUR_MS - 0.1],
    ['of what is delivered', PLAIN, (straight - PICKUP) / HOUR_MS + 1],
  ] as const)('is refused %s, and it goes its way', (_name, profile, hours) => {
    const bench = onTheWay(hours, profile);
    hold(bench);
    bench.kernel.run();
    expect(answers(bench).map(([granted]) => granted)).toEqual([0]);
    expect(deliveredAt(bench)).toBe(straight);
  });

  test('of another attempt, or of a load that nobody knows, is not answered', () => {
    const bench = onTheWay(5);
    hold(bench, 2);
    bench.tell('requestHold', 88, 1, 0, null);
    bench.kernel.run();
    expect(bench.of('holdAnswered')).toEqual([]);
  });
});

describe('what is held', () => {
  const held = (): CarrierBench => {
    const bench = onTheWay(5);
    hold(bench);
    bench.until(PICKUP + 6 * HOUR_MS);
    return bench;
  };

  test('driven on comes later by as long as it stood, is proven and billed as agreed, once', () => {
    const bench = held();
    const since = bench.log.find(({ event }) => event === 'loadHeld')!.at - START;
    bench.until(since + 20 * HOUR_MS);
    for (let i = 0; i < 2; i++) bench.tell('driveOn', KEY, 1, 0, null);
    bench.kernel.run();
    expect(deliveredAt(bench)).toBe(straight + 20 * HOUR_MS);
    expect(bench.of('podReceived')).toHaveLength(1);
    expect(bench.of('freightBilled').map(({ a }) => a)).toEqual([tenderOf().offeredMinor]);
    const shown = (of: CarrierBench) => of.of('milestoneReported').map(({ a }) => a);
    const other = onTheWay(1);
    other.kernel.run();
    expect(shown(bench)).toEqual(shown(other));
  });

  test('handed over is not delivered and not billed by it; the same word again changes nothing', () => {
    const bench = held();
    for (let i = 0; i < 2; i++) bench.tell('handOver', KEY, 1, 5, null);
    bench.tell('driveOn', KEY, 1, 0, null);
    bench.kernel.run();
    expect(bench.events().filter((event) => event === 'loadHandedOver')).toHaveLength(1);
    expect(bench.events()).not.toContain('loadDelivered');
    expect(bench.of('freightBilled')).toEqual([]);
  });

  test('not yet decided when it should drive on: it is not held', () => {
    const slow = {
      ...PLAIN,
      hold: { ...PLAIN.hold, answerMs: { kind: 'constant', value: HOUR_MS } as const },
    };
    const bench = onTheWay(5, slow);
    hold(bench);
    bench.tell('driveOn', KEY, 1, 0, null);
    bench.kernel.run();
    expect(bench.events()).not.toContain('loadHeld');
    expect(deliveredAt(bench)).toBe(straight);
  });
});

test("fetched at another carrier's terminal it is taken over, not departed again, and costs no detention", () => {
  const bench = carrierBench();
  const { tell } = bench;
  tell('offerTender', KEY, 2, 0, tenderOf({ shipments: [KEY] }));
  bench.until(PICKUP - 1);
  tell('dispatchTruck', KEY, 2, 0, { pickupAt: START + PICKUP });
  bench.until(PICKUP + 20 * HOUR_MS);
  tell('releaseTruck', KEY, 2, 0, { shipments: [KEY], takenOverFrom: 3 });
  bench.kernel.run();
  expect(bench.log.find(({ event }) => event === 'loadTakenOver')).toMatchObject({ n: 1, a: 0, b: 3 });
  expect(bench.events()).not.toContain('loadDeparted');
  expect(bench.events()).not.toContain('truckDetained');
  expect(bench.log.find(({ event }) => event === 'shipmentDelivered')).toMatchObject({ b: CONDITION.good });
  expect(bench.of('freightBilled').map(({ a }) => a)).toEqual([tenderOf().offeredMinor]);
});

test('a bill that is asked for comes again under its number; before it is made, and after a loss, there is none', () => {
  const bench = onTheWay(5);
  bench.tell('requestBill', KEY, 1, 0, null);
  bench.kernel.run();
  expect(bench.of('freightBilled')).toHaveLength(1);
  bench.tell('requestBill', KEY, 2, 0, null);
  bench.tell('requestBill', 88, 1, 0, null);
  bench.kernel.run();
  const [first, again, ...others] = bench.of('freightBilled');
  expect(others).toEqual([]);
  expect([again!.a, again!.body]).toEqual([first!.a, first!.body]);
  expect(bench.events().filter((event) => event === 'freightBilled')).toHaveLength(1);
});
