/**
 * On the road: pickup and detention, transit, milestones and their faults, delivery and proof, status, expediting. Cases on a
 * profile in which nothing is left to chance; shares counted over many orders, within four standard errors.
 */
import { describe, expect, test } from 'vitest';
import { APPOINTMENT_MS, MILESTONE, UNREAD } from '#orchestrator/contracts/carriers';
import { NO_DETENTION } from '#orchestrator/contracts/detention';
import { CONDITION } from '#orchestrator/contracts/erp';
import { Random } from '#sim/random/random';
import { DAY_MS } from '#sim/shifts/civil';
import { CarrierBehaviours } from './behaviours.ts';
import { type CarrierBench, carrierBench, PLAIN, START, tenderOf } from './carrier-bench.fixture.ts';
import { type CarrierLoad, offeredLoad } from './carrier-load.ts';
import { AIR, BAD, CARRIER_PROFILES, LTL, NORMAL_MARKET, OCEAN, PARCEL, TRUCKLOAD } from './profiles.ts';
import type { CarrierProfile } from './settings.ts';
import { conditionOf, planTrip, REPORT_FAULT, reportFault } from './trip-plan.ts';

const HOUR_MS = 3_600_000;
const PICKUP = 2 * DAY_MS;
const ORDERS = 10_000;

function expectShare(found: number, expected: number, count = ORDERS): void {
  expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / count));
}

const withDelivery = (fields: Partial<CarrierProfile['delivery']>): CarrierProfile => ({
  ...PLAIN,
  delivery: { ...PLAIN.delivery, ...fields },
});
const withReporting = (fields: Partial<CarrierProfile['reporting']>): CarrierProfile => ({
  ...PLAIN,
  reporting: { ...PLAIN.reporting, ...fields },
});
const LATE: CarrierProfile = {
  ...withReporting({ delayNoticeShare: 1 }),
  transit: { ...PLAIN.transit, lateShare: 1, lateDays: { kind: 'constant', value: 2 } },
};

/** Days from the start, of each report: milestone, raw code, when it happened, when it was said, estimate. */
function reports({ of }: CarrierBench): unknown[][] {
  const days = (at: number): number => Math.round(((at - START) / DAY_MS) * 100) / 100;
  return of('milestoneReported').map(({ a, body, at }) => [
    a,
    body.rawCode,
    days(body.occurredAt),
    days(at),
    body.estimatedAt === null ? null : days(body.estimatedAt),
  ]);
}

describe('pickup', () => {
  test('the truck comes when it was called for, once, and is told again to who calls again', () => {
    const { tell, until, of, carrier } = carrierBench();
    tell('offerTender', 80, 1, 0, tenderOf());
    until(DAY_MS);
    for (let i = 0; i < 2; i++) tell('dispatchTruck', 80, 1, 0, { pickupAt: START + PICKUP });
    until(3 * DAY_MS);
    expect(of('truckArrived').map(({ at }) => at - START)).toEqual([PICKUP]);
    tell('dispatchTruck', 80, 1, 0, { pickupAt: START + PICKUP });
    expect(of('truckArrived')).toHaveLength(2);
    expect(carrier.ledger.trucks).toBe(1);
  });

  test('a late truck is late by its distribution', () => {
    const profile = {
      ...PLAIN,
      pickup: { ...PLAIN.pickup, lateShare: 1, lateMs: { kind: 'constant', value: HOUR_MS } as const },
    };
    const { tell, until, of } = carrierBench({ profile });
    tell('offerTender', 80, 1, 0, tenderOf());
    until(DAY_MS);
    tell('dispatchTruck', 80, 1, 0, { pickupAt: START + PICKUP });
    until(3 * DAY_MS);
    expect(of('truckArrived').map(({ at }) => at - START)).toEqual([PICKUP + HOUR_MS]);
  });

  test.each([
    [2 * HOUR_MS, 0],
    [2 * HOUR_MS + 1, 6000],
    [5 * HOUR_MS, 18_000],
  ])('a truck that stood %d ms is charged %d: each hour begun beyond two', (standMs, detentionMinor) => {
    const { depart, kernel, of, carrier } = carrierBench();
    depart(80, {}, standMs);
    kernel.run();
    const [bill] = of('freightBilled');
    expect(bill!.a).toBe(100_000 + detentionMinor);
    expect(bill!.body.charges.filter(({ code }) => code === 'DTL')).toEqual(
      detentionMinor === 0 ? [] : [{ code: 'DTL', amountMinor: detentionMinor }],
    );
    expect(carrier.ledger.detentionMinor).toBe(detentionMinor);
  });

  test('a truck that stands is charged for as was tendered, whatever the carrier has in its own tariff', () => {
    const { depart, kernel, of } = carrierBench();
    depart(80, { detention: { freeTimeMs: HOUR_MS, perHourMinor: 2_500 } }, 3 * HOUR_MS);
    depart(88, { detention: NO_DETENTION, pickupAt: START + 3 * DAY_MS }, 5 * HOUR_MS);
    kernel.run();
    expect(of('freightBilled').map(({ key, a }) => [key, a])).toEqual([
      [80, 105_000],
      [88, 100_000],
    ]);
  });

  test.each([
    [APPOINTMENT_MS, 18_000],
    [APPOINTMENT_MS + 1, 0],
  ])(
    'a truck that came %d ms late and stood five hours is charged %d: a missed appointment is its own cost',
    (lateMs, minor) => {
      const deviationMs = { kind: 'constant', value: lateMs } as const;
      const profile = { ...PLAIN, pickup: { ...PLAIN.pickup, deviationMs } };
      const { tell, until, kernel, carrier } = carrierBench({ profile });
      tell('offerTender', 80, 1, 0, tenderOf());
      until(DAY_MS);
      tell('dispatchTruck', 80, 1, 0, { pickupAt: START + PICKUP });
      until(PICKUP + lateMs + 5 * HOUR_MS);
      tell('releaseTruck', 80, 1, 0, { shipments: [80], takenOverFrom: -1 });
      kernel.run();
      expect(carrier.ledger.detentionMinor).toBe(minor);
    },
  );

  test('a truck that came early waits at its own cost until pickup', () => {
    const profile = {
      ...PLAIN,
      pickup: { ...PLAIN.pickup, deviationMs: { kind: 'constant', value: -5 * HOUR_MS } as const },
    };
    const { tell, until, kernel, of } = carrierBench({ profile });
    tell('offerTender', 80, 1, 0, tenderOf());
    until(DAY_MS);
    tell('dispatchTruck', 80, 1, 0, { pickupAt: START + PICKUP });
    until(PICKUP + HOUR_MS);
    expect(of('truckArrived').map(({ at }) => at - START)).toEqual([PICKUP - 5 * HOUR_MS]);
    tell('releaseTruck', 80, 1, 0, { shipments: [80], takenOverFrom: -1 });
    kernel.run();
    expect(of('freightBilled')[0]!.a).toBe(100_000);
  });

  test('a truck departs once, and not before it is there', () => {
    const { tell, until, events } = carrierBench();
    tell('offerTender', 80, 1, 0, tenderOf());
    until(DAY_MS);
    tell('dispatchTruck', 80, 1, 0, { pickupAt: START + PICKUP });
    tell('releaseTruck', 80, 1, 0, { shipments: [80], takenOverFrom: -1 });
    expect(events()).not.toContain('loadDeparted');
    until(PICKUP);
    for (let i = 0; i < 2; i++) tell('releaseTruck', 80, 1, 0, { shipments: [80], takenOverFrom: -1 });
    until(30 * DAY_MS);
    expect(events().filter((event) => event === 'loadDeparted' || event === 'loadDelivered')).toEqual([
      'loadDeparted',
      'loadDelivered',
    ]);
  });
});

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
    expectShare(share(REPORT_FAULT.missing), missingShare);
    expectShare(share(REPORT_FAULT.repeated), repeatedShare);
    expectShare(share(REPORT_FAULT.outOfOrder), outOfOrderShare);
    expectShare(share(REPORT_FAULT.unknownCode), unknownCodeShare);
  });
});

function loadOf(order: number, transitDays = 4): CarrierLoad {
  return offeredLoad(1, 1, tenderOf({ transitDays, shipments: [order * 8] }), order, 1);
}

describe('transit', () => {
  const behaviours = new CarrierBehaviours(new Random(9), NORMAL_MARKET, (order) => order);
  const daysOff = (profile: CarrierProfile): number[] => {
    const compiled = behaviours.compile({ ...profile, delivery: PLAIN.delivery });
    return Array.from({ length: ORDERS }, (_, order) => {
      const load = loadOf(order);
      planTrip(behaviours, compiled, load, START);
      return (load.deliveredAt - load.plannedAt) / DAY_MS;
    });
  };

  test.each(Object.values(CARRIER_PROFILES).map((profile) => [profile.name, profile] as const))(
    '%s is late and early as often as its profile says, and never beats half of the table',
    (_name, profile) => {
      const off = daysOff(profile);
      expectShare(off.filter((days) => days > 0).length / ORDERS, profile.transit.lateShare);
      expectShare(off.filter((days) => days < 0).length / ORDERS, profile.transit.earlyShare);
      expect(Math.min(...off)).toBeGreaterThanOrEqual(-2);
    },
  );

  test('an order that is late with a good carrier is late with a worse one', () => {
    const good = daysOff(PARCEL);
    const worse = daysOff(LTL);
    const worst = daysOff(BAD);
    expect(good.every((days, i) => days <= 0 || worse[i]! > 0)).toBe(true);
    expect(worse.every((days, i) => days <= 0 || worst[i]! > 0)).toBe(true);
  });

  test('mean lateness of the late is the published one: LTL 1.87 d, ocean 4.9 d', () => {
    const meanLate = (profile: CarrierProfile): number => {
      const late = daysOff(profile).filter((days) => days > 0);
      return late.reduce((sum, days) => sum + days, 0) / late.length;
    };
    expect(meanLate(LTL)).toBeCloseTo(1.87, 0);
    expect(Math.abs(meanLate(OCEAN) - 4.9)).toBeLessThan(0.3);
    expect(meanLate(AIR)).toBeGreaterThan(meanLate(TRUCKLOAD));
  });

  test('a carrier of several modes is as punctual as its mode; another mode is as its transit says', () => {
    const late = { ...PLAIN.transit, lateShare: 1, lateDays: { kind: 'constant', value: 3 } as const };
    const compiled = behaviours.compile({ ...PLAIN, transitOf: { AIR: late } });
    const off = ['AIR', 'GROUND'].map((mode) => {
      const load = offeredLoad(1, 1, tenderOf({ mode, shipments: [80] }), 10, 1);
      planTrip(behaviours, compiled, load, START);
      return (load.deliveredAt - load.plannedAt) / DAY_MS;
    });
    expect(off).toEqual([3, 0]);
  });

  test('luck is the order key, whatever the number of the order', () => {
    const at = (order: number, keyOf: (order: number) => number): number => {
      const bench = carrierBench({ profile: { ...PLAIN, transit: BAD.transit }, keyOf });
      bench.depart(order * 8);
      bench.kernel.run();
      return bench.log.find(({ event }) => event === 'loadDelivered')!.at;
    };
    expect(at(70, () => 5)).toBe(at(5, (order) => order));
    expect(new Set([1, 2, 3, 4, 5, 6, 7, 8].map((order) => at(order, (each) => each))).size).toBeGreaterThan(
      2,
    );
  });
});

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
    expectShare(share(CONDITION.lost), BAD.delivery.lostShare);
    expectShare(share(CONDITION.damaged), BAD.delivery.damagedShare);
    expectShare(share(CONDITION.refused), BAD.delivery.refusedShare);
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
