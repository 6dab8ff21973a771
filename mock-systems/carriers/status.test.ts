/**
 * Asked for the status of a load, a carrier says where it is, or sends its proof again. Cases on a profile in which nothing
 * is left to chance but what the case is of.
 */
import { describe, expect, test } from 'vitest';
import { MILESTONE, UNREAD } from '#orchestrator/contracts/carriers';
import { CONDITION } from '#orchestrator/contracts/erp';
import { DAY_MS } from '#sim/shifts/civil';
import { carrierBench, START, tenderOf } from './carrier-bench.fixture.ts';
import { PICKUP, reports, withDelivery, withReporting } from './trips.fixture.ts';

describe('status', () => {
  test('the last milestone that was due is said, though its report was missing, and written down once', () => {
    const bench = carrierBench({ profile: withReporting({ missingShare: 1 }) });
    bench.depart(80);
    bench.until(4 * DAY_MS);
    for (let i = 0; i < 2; i++) bench.tell('requestStatus', 80, 1, 0, null);
    bench.kernel.run();
    expect(reports(bench)).toEqual([
      [MILESTONE.inTransit, 'X6', 3.32, 4, 6],
      [MILESTONE.inTransit, 'X6', 3.32, 4, 6],
    ]);
    expect(bench.events().filter((event) => event === 'milestone')).toHaveLength(1);
  });

  test('before departure: the truck, if it is there', () => {
    const { tell, until, of, sent } = carrierBench();
    tell('requestStatus', 80, 1, 0, null);
    tell('offerTender', 80, 1, 0, tenderOf());
    until(DAY_MS);
    tell('dispatchTruck', 80, 1, 0, { pickupAt: START + PICKUP });
    tell('requestStatus', 80, 1, 0, null);
    until(1.5 * DAY_MS);
    expect(sent.map(({ kind }) => kind)).toEqual(['tenderAccepted']);
    until(PICKUP);
    tell('requestStatus', 80, 2, 0, null);
    until(PICKUP + 1);
    expect(of('truckArrived')).toHaveLength(2);
  });

  test('a proof of delivery that went missing is found when somebody asks', () => {
    const bench = carrierBench({ profile: withDelivery({ podMissingShare: 1 }) });
    bench.depart(80);
    bench.kernel.run();
    expect(bench.of('podReceived')).toEqual([]);
    bench.tell('requestStatus', 80, 1, 0, null);
    bench.kernel.run();
    expect(bench.of('podReceived').map(({ a }) => a)).toEqual([START + 6 * DAY_MS]);
  });

  test('a proof may be missing, whatever the profile says', () => {
    const bench = carrierBench({ proofs: { unreadShare: 0, missingShare: 1 } });
    bench.depart(80);
    bench.kernel.run();
    expect(bench.of('podReceived')).toEqual([]);
  });

  test('a copy of a proof that nobody can read says so of each shipment, and each copy is drawn by itself', () => {
    const bench = carrierBench({ proofs: { unreadShare: 0.5, missingShare: 0 } });
    bench.depart(80);
    bench.kernel.run();
    for (let asked = 1; asked <= 40; asked++) bench.tell('requestStatus', 80, asked, 0, null);
    bench.kernel.run();
    const copies = bench.of('podReceived').map(({ body }) => body.shipments[0]!.condition);
    expect(copies).toHaveLength(41);
    expect(new Set(copies)).toEqual(new Set([CONDITION.good, UNREAD]));
    const unread = copies.filter((condition) => condition === UNREAD).length;
    expect(Math.abs(unread - 20)).toBeLessThan(12);
  });

  test('a loss is told again', () => {
    const bench = carrierBench({ profile: withDelivery({ lostShare: 1 }) });
    bench.depart(80);
    bench.kernel.run();
    bench.tell('requestStatus', 80, 1, 0, null);
    bench.kernel.run();
    expect(bench.of('milestoneReported').filter(({ a }) => a === MILESTONE.lost)).toHaveLength(2);
    expect(bench.carrier.ledger.losses).toBe(1);
  });

  test('silence has its share, and who keeps asking is answered at last', () => {
    const bench = carrierBench({ profile: withReporting({ statusSilentShare: 0.5, missingShare: 1 }) });
    for (let order = 1; order <= 40; order++)
      bench.depart(order * 8, { pickupAt: START + 2 * DAY_MS + order * 20 * 60_000 });
    bench.until(4 * DAY_MS);
    for (let order = 1; order <= 40; order++) bench.tell('requestStatus', order * 8, 1, 0, null);
    bench.until(4.5 * DAY_MS);
    const first = new Set(bench.of('milestoneReported').map(({ key }) => key)).size;
    // 20 +- 10.
    expect(Math.abs(first - 20)).toBeLessThan(10);
    for (let day = 5; day < 20; day++) {
      for (let order = 1; order <= 40; order++) bench.tell('requestStatus', order * 8, 1, 0, null);
      bench.until(day * DAY_MS);
    }
    expect(new Set(bench.of('milestoneReported').map(({ key }) => key)).size).toBe(40);
  });
});
