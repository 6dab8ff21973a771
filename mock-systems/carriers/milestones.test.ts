/**
 * Milestones as a carrier reports them, late, missing, repeated, out of order and in codes that nobody knows. Cases on a
 * profile in which nothing is left to chance but what the case is of; shares counted over many orders, within four standard
 * errors.
 */
import { describe, expect, test } from 'vitest';
import { MILESTONE } from '#orchestrator/contracts/carriers';
import { Random } from '#sim/random/random';
import { DAY_MS } from '#sim/shifts/civil';
import { CarrierBehaviours } from './behaviours.ts';
import { carrierBench, PLAIN, START } from './carrier-bench.fixture.ts';
import { BAD, NORMAL_MARKET } from './profiles.ts';
import type { CarrierProfile } from './settings.ts';
import { REPORT_FAULT, reportFault } from './trip-plan.ts';
import { loadOf, ORDERS, reports, standardErrors, withReporting } from './trips.fixture.ts';

const HOUR_MS = 3_600_000;

const LATE: CarrierProfile = {
  ...withReporting({ delayNoticeShare: 1 }),
  transit: { ...PLAIN.transit, lateShare: 1, lateDays: { kind: 'constant', value: 2 } },
};

describe('milestones', () => {
  test('in order, with the codes of the carrier and its estimate', () => {
    const bench = carrierBench();
    bench.depart(80);
    bench.kernel.run();
    expect(reports(bench)).toEqual([
      [MILESTONE.pickedUp, 'CP', 2, 2, 6],
      [MILESTONE.departed, 'AF', 2.02, 2.02, 6],
      [MILESTONE.inTransit, 'X6', 3.32, 3.32, 6],
      [MILESTONE.inTransit, 'X6', 4.68, 4.68, 6],
      [MILESTONE.arrivedAtDelivery, 'X1', 5.88, 5.88, 6],
      [MILESTONE.delivered, 'D1', 6, 6, null],
    ]);
    expect(bench.log.filter(({ event }) => event === 'milestone').map(({ n }) => n)).toEqual([
      2,
      3,
      4,
      4 + 16,
      10,
      12,
    ]);
  });

  test('a late load: the delay is announced before it was due, with the new estimate from then on', () => {
    const bench = carrierBench({ profile: LATE });
    bench.depart(80);
    bench.kernel.run();
    expect(reports(bench)).toEqual([
      [MILESTONE.pickedUp, 'CP', 2, 2, 6],
      [MILESTONE.departed, 'AF', 2.03, 2.03, 6],
      [MILESTONE.inTransit, 'X6', 3.98, 3.98, 6],
      [MILESTONE.delayed, 'SD', 4.4, 4.4, 8],
      [MILESTONE.inTransit, 'X6', 6.02, 6.02, 8],
      [MILESTONE.arrivedAtDelivery, 'X1', 7.82, 7.82, 8],
      [MILESTONE.delivered, 'D1', 8, 8, null],
    ]);
  });

  test('who announces no delay goes on with the old estimate, and with none once it has passed', () => {
    const bench = carrierBench({
      profile: { ...LATE, reporting: { ...LATE.reporting, delayNoticeShare: 0 } },
    });
    bench.depart(80);
    bench.kernel.run();
    expect(reports(bench).map(([milestone, , , , estimate]) => [milestone, estimate])).toEqual([
      [MILESTONE.pickedUp, 6],
      [MILESTONE.departed, 6],
      [MILESTONE.inTransit, 6],
      [MILESTONE.inTransit, null],
      [MILESTONE.arrivedAtDelivery, 8],
      [MILESTONE.delivered, null],
    ]);
  });

  test('a report comes its lag after the instant it tells of', () => {
    const bench = carrierBench({ profile: withReporting({ lagMs: { kind: 'constant', value: HOUR_MS } }) });
    bench.depart(80);
    bench.kernel.run();
    expect(bench.of('milestoneReported').every(({ at, body }) => at - body.occurredAt === HOUR_MS)).toBe(
      true,
    );
    for (const { a, b, at } of bench.log.filter(({ event }) => event === 'milestone'))
      expect([b, b - a]).toEqual([at, HOUR_MS]);
  });

  test('all missing: the load still arrives, and no milestone is written down', () => {
    const bench = carrierBench({ profile: withReporting({ missingShare: 1 }) });
    bench.depart(80);
    bench.kernel.run();
    expect(bench.of('milestoneReported')).toEqual([]);
    expect(bench.events()).not.toContain('milestone');
    expect(bench.of('podReceived')).toHaveLength(1);
  });

  test('all repeated: said twice, written down once', () => {
    const bench = carrierBench({ profile: withReporting({ repeatedShare: 1 }) });
    bench.depart(80);
    bench.kernel.run();
    expect(bench.of('milestoneReported')).toHaveLength(12);
    expect(bench.events().filter((event) => event === 'milestone')).toHaveLength(6);
  });

  test('out of order: each is said after the one that follows it', () => {
    const bench = carrierBench({ profile: withReporting({ outOfOrderShare: 0.5 }), seed: 3 });
    for (let order = 1; order <= 20; order++)
      bench.depart(order * 8, { pickupAt: START + (order + 1) * DAY_MS });
    bench.kernel.run();
    const behind = bench
      .of('milestoneReported')
      .filter(({ key, body }, i, all) =>
        all.slice(0, i).some((before) => before.key === key && before.body.occurredAt > body.occurredAt),
      );
    // Half of the five that have a follower, in 20 loads: 50 +- 15.
    expect(Math.abs(behind.length - 50)).toBeLessThan(15);
  });

  test('an unknown code is a milestone of 0, in a word of the list, and the truth is written down', () => {
    const bench = carrierBench({ profile: withReporting({ unknownCodeShare: 1 }) });
    bench.depart(80);
    bench.kernel.run();
    for (const { a, body } of bench.of('milestoneReported')) {
      expect(a).toBe(MILESTONE.unknown);
      expect(PLAIN.reporting.unknownCodes).toContain(body.rawCode);
    }
    expect(bench.log.filter(({ event }) => event === 'milestone').map(({ n }) => n)).toContain(
      MILESTONE.delivered,
    );
  });

  test('faults of reports have their shares', () => {
    const behaviours = new CarrierBehaviours(new Random(9), NORMAL_MARKET, (order) => order);
    const profile = behaviours.compile(BAD);
    const faults: number[] = [];
    for (let order = 0; order < ORDERS; order++)
      faults.push(reportFault(behaviours, profile, loadOf(order), order % 6));
    const { missingShare, repeatedShare, outOfOrderShare, unknownCodeShare } = BAD.reporting;
    const share = (fault: number): number => faults.filter((each) => each === fault).length / ORDERS;
    expect(standardErrors(share(REPORT_FAULT.missing), missingShare)).toBeLessThan(4);
    expect(standardErrors(share(REPORT_FAULT.repeated), repeatedShare)).toBeLessThan(4);
    expect(standardErrors(share(REPORT_FAULT.outOfOrder), outOfOrderShare)).toBeLessThan(4);
    expect(standardErrors(share(REPORT_FAULT.unknownCode), unknownCodeShare)).toBeLessThan(4);
  });
});
