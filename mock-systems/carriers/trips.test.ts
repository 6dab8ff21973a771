/**
 * The end of a trip: delivery in each condition and its proof, a load that is lost, speed that is paid for. Cases on a
 * profile in which nothing is left to chance but what the case is of; shares counted over many orders, within four standard
 * errors.
 */
import { describe, expect, test } from 'vitest';
import { MILESTONE } from '#orchestrator/contracts/carriers';
import { CONDITION } from '#orchestrator/contracts/erp';
import { Random } from '#sim/random/random';
import { DAY_MS } from '#sim/shifts/civil';
import { CarrierBehaviours } from './behaviours.ts';
import { carrierBench, PLAIN, START } from './carrier-bench.fixture.ts';
import { BAD, NORMAL_MARKET } from './profiles.ts';
import { conditionOf } from './trip-plan.ts';
import { ORDERS, PICKUP, reports, standardErrors, withDelivery, withReporting } from './trips.fixture.ts';

const HOUR_MS = 3_600_000;

describe('delivery', () => {
  test('the proof says of each shipment what became of it, and each is written down', () => {
    const profile = withDelivery({ lostShare: 0.2, damagedShare: 0.3, refusedShare: 0.3 });
    const { depart, kernel, of, log } = carrierBench({ profile, seed: 4 });
    const shipments = Array.from({ length: 60 }, (_, i) => 8 * (i + 10) + (i % 3));
    depart(80, { shipments });
    kernel.run();
    const [pod] = of('podReceived');
    expect(pod).toMatchObject({ a: START + 6 * DAY_MS, b: 0, at: START + 7 * DAY_MS });
    expect(pod!.body.shipments.map(({ shipment }) => shipment)).toEqual(shipments);
    expect(new Set(pod!.body.shipments.map(({ condition }) => condition)).size).toBe(4);
    const written = log.filter(({ event }) => event === 'shipmentDelivered');
    expect(written.map(({ key, b }) => ({ shipment: key, condition: b }))).toEqual(pod!.body.shipments);
  });

  test('conditions have their shares, and belong to the shipment, not to the load', () => {
    const behaviours = new CarrierBehaviours(new Random(9), NORMAL_MARKET, (order) => order);
    const profile = behaviours.compile(BAD);
    const all = Array.from({ length: ORDERS }, (_, order) => conditionOf(behaviours, profile, order * 8));
    const share = (condition: number): number => all.filter((each) => each === condition).length / ORDERS;
    expect(standardErrors(share(CONDITION.lost), BAD.delivery.lostShare)).toBeLessThan(4);
    expect(standardErrors(share(CONDITION.damaged), BAD.delivery.damagedShare)).toBeLessThan(4);
    expect(standardErrors(share(CONDITION.refused), BAD.delivery.refusedShare)).toBeLessThan(4);
  });

  test('a load that is wholly lost: last seen on the way, then declared lost; no proof, no bill', () => {
    const bench = carrierBench({ profile: withDelivery({ lostShare: 1 }) });
    bench.depart(80);
    bench.kernel.run();
    expect(reports(bench)).toEqual([
      [MILESTONE.pickedUp, 'CP', 2, 2, 6],
      [MILESTONE.departed, 'AF', 2.02, 2.02, 6],
      [MILESTONE.inTransit, 'X6', 3.32, 3.32, 6],
      [MILESTONE.lost, 'OO', 11, 11, null],
    ]);
    expect(bench.of('podReceived')).toEqual([]);
    expect(bench.of('freightBilled')).toEqual([]);
    expect(bench.log.find(({ event }) => event === 'loadLost')).toMatchObject({ n: 1, a: 0, b: 2 });
    expect(bench.carrier.ledger).toMatchObject({ losses: 1, deliveries: 0, bills: 0 });
  });

  test("all refused: told as refused, in the carrier's code for it", () => {
    const bench = carrierBench({ profile: withDelivery({ refusedShare: 1 }) });
    bench.depart(80);
    bench.kernel.run();
    expect(reports(bench).at(-1)).toEqual([MILESTONE.refused, 'A7', 6, 6, null]);
    expect(bench.of('podReceived')[0]!.body.shipments).toEqual([
      { shipment: 80, condition: CONDITION.refused },
    ]);
  });

  test('names of the reports: departure with its place, delivery with its place', () => {
    const { depart, kernel, log } = carrierBench({ no: 3 });
    depart(80);
    kernel.run();
    expect(log.filter(({ event }) => event.startsWith('load'))).toEqual([
      { event: 'loadDeparted', entity: 'load', key: 80, n: 1, a: 3, b: 1, at: START + PICKUP },
      { event: 'loadDelivered', entity: 'load', key: 80, n: 1, a: 3, b: 2, at: START + 6 * DAY_MS },
    ]);
  });

  test('a transit of no days is delivered the same day', () => {
    const { depart, kernel, log } = carrierBench();
    depart(80, { transitDays: 0 });
    kernel.run();
    expect(log.find(({ event }) => event === 'loadDelivered')!.at).toBe(START + PICKUP + 6 * HOUR_MS);
  });
});

describe('expediting', () => {
  test('shortens what is left, says so once for all, and is billed', () => {
    const bench = carrierBench();
    bench.depart(80);
    bench.until(4 * DAY_MS);
    for (let i = 0; i < 3; i++) {
      bench.tell('requestExpedite', 80, 7000, 0, null);
      bench.until(4 * DAY_MS + i);
    }
    bench.kernel.run();
    const arrives = START + 5 * DAY_MS;
    expect(bench.of('expediteAnswered').map(({ a, b }) => [a, b])).toEqual([
      [1, arrives],
      [1, arrives],
      [1, arrives],
    ]);
    expect(bench.log.find(({ event }) => event === 'loadDelivered')!.at).toBe(arrives);
    expect(reports(bench).slice(3)).toEqual([
      [MILESTONE.inTransit, 'X6', 4.34, 4.34, 5],
      [MILESTONE.arrivedAtDelivery, 'X1', 4.94, 4.94, 5],
      [MILESTONE.delivered, 'D1', 5, 5, null],
    ]);
    expect(bench.of('freightBilled')[0]!.body.charges).toContainEqual({ code: 'EXP', amountMinor: 7000 });
    expect(bench.carrier.ledger).toMatchObject({ expedites: 1, deliveries: 1 });
  });

  test('a report of what happened before, still on its way, is not lost', () => {
    const bench = carrierBench({ profile: withReporting({ lagMs: { kind: 'constant', value: DAY_MS } }) });
    bench.depart(80);
    bench.until(3.5 * DAY_MS);
    bench.tell('requestExpedite', 80, 7000, 0, null);
    bench.kernel.run();
    expect(bench.of('milestoneReported').map(({ a }) => a)).toEqual([2, 3, 4, 4, 10, 12]);
  });

  test('refused: nothing changes but the answer', () => {
    const profile = { ...PLAIN, expedite: { ...PLAIN.expedite, acceptedShare: 0 } };
    const bench = carrierBench({ profile });
    bench.depart(80);
    bench.until(4 * DAY_MS);
    bench.tell('requestExpedite', 80, 7000, 0, null);
    bench.kernel.run();
    expect(bench.of('expediteAnswered').map(({ a, b }) => [a, b])).toEqual([[0, START + 6 * DAY_MS]]);
    expect(bench.of('freightBilled')[0]!.a).toBe(100_000);
  });

  test('after delivery it is too late, and of a lost load no use', () => {
    const delivered = carrierBench();
    delivered.depart(80);
    delivered.until(6 * DAY_MS);
    delivered.tell('requestExpedite', 80, 7000, 0, null);
    delivered.kernel.run();
    expect(delivered.of('expediteAnswered').map(({ a }) => a)).toEqual([0]);
    expect(delivered.of('freightBilled')[0]!.a).toBe(100_000);
    const lost = carrierBench({ profile: withDelivery({ lostShare: 1 }) });
    lost.depart(80);
    lost.until(4 * DAY_MS);
    lost.tell('requestExpedite', 80, 7000, 0, null);
    lost.kernel.run();
    expect(lost.of('expediteAnswered').map(({ a }) => a)).toEqual([0]);
  });
});
