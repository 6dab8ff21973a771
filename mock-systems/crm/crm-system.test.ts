/** CRM: what customers want, complain of and send back follows what really came, is said again until it is answered, and is forgotten. */
import { describe, expect, test } from 'vitest';
import { COMPLAINT, orderComplaint, shipmentComplaint } from '#orchestrator/contracts/complaint-key';
import { RESOLUTION, RETURN_REASON, SURE } from '#orchestrator/contracts/crm';
import { CONDITION } from '#orchestrator/contracts/erp';
import { shipmentKey } from '#orchestrator/contracts/shipment-key';
import { CrmBench, DAY_MS, HOUR_MS, PLAIN, PROMISED, plainBut, returning, START } from './crm.fixture.ts';

const NO = 5;
const SHIPMENT = shipmentKey(NO, 0);
const LATE = orderComplaint(NO, COMPLAINT.late);

describe('a customer who waits', () => {
  test('may need it sooner', () => {
    const bench = new CrmBench(plainBut('urgency', { share: 1 })).order(NO).until(2 * DAY_MS);
    expect(bench.said).toEqual([
      { kind: 'urgencyChanged', key: NO, a: 0, b: START + 2 * DAY_MS, body: null, at: DAY_MS },
    ]);
    expect(bench.log).toEqual([`CRM.urgencyChanged order ${NO}#1(0,${START + 2 * DAY_MS})`]);
  });

  test('may ask when it comes, and complains of no answer', () => {
    const asking = plainBut('question', { share: 1 });
    const bench = new CrmBench(asking).order(NO).until(5 * DAY_MS);
    expect(bench.of('promiseAsked').map(({ a, at }) => [a, at])).toEqual([[1, 4 * DAY_MS]]);
    expect(bench.of('complaintRaised').map(({ key, at }) => [key, at])).toEqual([
      [orderComplaint(NO, COMPLAINT.noAnswer), 4 * DAY_MS + 6 * HOUR_MS],
    ]);
    const answered = new CrmBench(asking).order(NO).until(4 * DAY_MS);
    const body = { question: 1 };
    answered.tell('answerPromise', NO, PROMISED, SURE.promised, body).tell('answerPromise', NO, 1, 1, body);
    expect(answered.until(5 * DAY_MS).of('complaintRaised')).toEqual([]);
    expect(answered.crm.ledger.promisesAnswered).toBe(1);
  });

  test.each([
    ['has got all of it', (bench: CrmBench) => bench.brings(SHIPMENT, [10])],
    ['has cancelled', (bench: CrmBench) => bench.happens('orderCancelled', NO)],
    ['was refused credit', (bench: CrmBench) => bench.happens('orderRejected', NO)],
    [
      'has changed it and got some',
      (bench: CrmBench) => bench.happens('orderChanged', NO).brings(SHIPMENT, [4]),
    ],
  ])('and %s wants nothing any more', (_what, act) => {
    const all = { ...plainBut('urgency', { share: 1 }), question: { ...PLAIN.question, share: 1 } };
    const bench = new CrmBench(all).order(NO).until(HOUR_MS);
    expect(act(bench).run().said).toEqual([]);
  });
});

describe('a complaint', () => {
  test('of lateness is about what has not come, and is said again until it is answered', () => {
    const bench = new CrmBench(PLAIN).order(NO).until(5 * DAY_MS + 4 * HOUR_MS);
    expect(bench.said).toMatchObject([
      { kind: 'complaintRaised', key: LATE, a: COMPLAINT.late, b: 1, at: 5 * DAY_MS + 3 * HOUR_MS },
    ]);
    expect(
      new CrmBench(PLAIN)
        .order(NO)
        .run()
        .said.map(({ b }) => b),
    ).toEqual([1, 2, 3]);
    bench.tell('answerComplaint', LATE, RESOLUTION.credited, 400).run();
    expect(bench.said).toHaveLength(1);
    bench.tell('answerComplaint', LATE, RESOLUTION.credited, 400);
    expect(bench.crm.ledger).toMatchObject({
      complaints: 1,
      complaintsSaid: 1,
      complaintsAnswered: 1,
      goodwillMinor: 400,
    });
  });

  test('of what is short comes where part of it has', () => {
    const bench = new CrmBench(PLAIN).order(NO).until(HOUR_MS).brings(SHIPMENT, [4]).run();
    expect(bench.said.map(({ key, b, at }) => [key, b, at])[0]).toEqual([
      orderComplaint(NO, COMPLAINT.short),
      1,
      6 * DAY_MS + 3 * HOUR_MS,
    ]);
    const whole = new CrmBench(PLAIN)
      .order(NO)
      .until(HOUR_MS)
      .brings(SHIPMENT, [4])
      .brings(SHIPMENT + 1, [6]);
    expect(whole.run().said).toEqual([]);
  });

  test('of damage is about the box, whatever the others were', () => {
    const bench = new CrmBench(PLAIN).order(NO).until(HOUR_MS);
    bench
      .brings(SHIPMENT, [4])
      .brings(SHIPMENT + 1, [6], CONDITION.damaged)
      .run();
    expect(new Set(bench.said.map(({ key }) => key))).toEqual(
      new Set([shipmentComplaint(SHIPMENT + 1, COMPLAINT.damaged)]),
    );
  });

  test('of a lost box is one of lateness: nobody sees it', () => {
    const bench = new CrmBench(PLAIN).order(NO).until(HOUR_MS).brings(SHIPMENT, [10], CONDITION.lost);
    expect(bench.doorstep.onTheWay).toBe(0);
    expect(bench.run().said[0]).toMatchObject({ key: LATE });
  });

  test('of wrong goods is drawn', () => {
    const bench = new CrmBench(plainBut('complaint', { wrongShare: 1 })).order(NO).until(HOUR_MS);
    expect(bench.brings(SHIPMENT, [10]).run().said[0]).toMatchObject({
      key: shipmentComplaint(SHIPMENT, COMPLAINT.wrong),
    });
  });
});

describe('a customer who is promised another day', () => {
  const WEEK = PROMISED + 7 * DAY_MS;
  const said = (bench: CrmBench, kind: string) => bench.of(kind).map(({ key, b, at }) => [key, b, at]);

  test('asks and complains by that day, once', () => {
    const asking = plainBut('question', { share: 1, patienceMs: 30 * DAY_MS });
    const later = new CrmBench(asking).order(NO).until(DAY_MS).repromised(NO, WEEK).run();
    expect(later.of('promiseAsked').map(({ at }) => at)).toEqual([11 * DAY_MS]);
    expect(said(later, 'complaintRaised')[0]).toEqual([LATE, 1, 12 * DAY_MS + 3 * HOUR_MS]);
    const sooner = new CrmBench(PLAIN)
      .order(NO)
      .until(DAY_MS)
      .repromised(NO, PROMISED - 3 * DAY_MS)
      .run();
    expect(said(sooner, 'complaintRaised')).toEqual([
      [LATE, 1, 2 * DAY_MS + 3 * HOUR_MS],
      [LATE, 2, 3 * DAY_MS + 3 * HOUR_MS],
      [LATE, 3, 4 * DAY_MS + 3 * HOUR_MS],
    ]);
  });

  test('and gets all of it before that misses nothing', () => {
    const bench = new CrmBench(PLAIN).order(NO).until(DAY_MS).repromised(NO, WEEK);
    expect(
      bench
        .until(10 * DAY_MS)
        .brings(SHIPMENT, [10])
        .run().said,
    ).toEqual([]);
  });

  test('is remembered as long after that day as another after his', () => {
    const patient = { ...returning(), complaint: { ...PLAIN.complaint, lateShare: 0 } };
    const bench = new CrmBench(patient, { lookEveryMs: DAY_MS, looksMax: 2 });
    bench.order(NO).until(DAY_MS).repromised(NO, WEEK);
    bench.until(13 * DAY_MS + HOUR_MS).brings(SHIPMENT, [10]);
    expect(bench.until(20 * DAY_MS).of('returnRequested')).toHaveLength(1);
  });

  test('is not one of whom nothing is known', () => {
    expect(new CrmBench(PLAIN).repromised(NO, WEEK).run().said).toEqual([]);
  });
});

describe('a return', () => {
  const came = (bench: CrmBench, units = [6, 4]): CrmBench =>
    bench
      .order(NO)
      .until(HOUR_MS)
      .brings(SHIPMENT, units)
      .until(4 * DAY_MS);

  test('is asked for, and posted when it is authorised', () => {
    const bench = came(new CrmBench(returning()));
    expect(bench.of('returnRequested')).toEqual([
      {
        kind: 'returnRequested',
        key: SHIPMENT,
        a: RETURN_REASON.unwanted,
        b: 0,
        body: { units: [6, 4] },
        at: 3 * DAY_MS + HOUR_MS,
      },
    ]);
    bench.tell('answerReturn', SHIPMENT, 1, SHIPMENT).tell('answerReturn', SHIPMENT, 1, SHIPMENT).run();
    expect(bench.parcels).toEqual([
      {
        key: SHIPMENT,
        node: 2,
        products: [0, 1],
        units: [6, 4],
        worn: [0, 0],
        strangeUnits: 0,
        at: 7 * DAY_MS,
      },
    ]);
    bench.tell('reportReturnDone', SHIPMENT, 900, 10).tell('reportReturnDone', SHIPMENT, 900, 10);
    expect(bench.crm.ledger).toMatchObject({ returnsSent: 1, unitsSent: 10 });
  });

  test('that is refused stays where it is', () => {
    const bench = came(new CrmBench(returning())).tell('answerReturn', SHIPMENT, 0, 2).run();
    expect(bench.parcels).toEqual([]);
    expect(bench.crm.ledger).toMatchObject({ returnsRefused: 1, returnsSent: 0 });
  });

  test('is of part of it, or of a unit more than came, of which no more than came is posted', () => {
    expect(came(new CrmBench(returning({ partShare: 1 }))).of('returnRequested')[0]!.body).toEqual({
      units: [3, 2],
    });
    const more = came(new CrmBench(returning({ tooManyShare: 1 })));
    expect(more.of('returnRequested')[0]!.body).toEqual({ units: [7, 4] });
    expect(more.tell('answerReturn', SHIPMENT, 1, SHIPMENT).run().parcels[0]!.units).toEqual([6, 4]);
  });

  test('may never be posted, hold something else, or be worn', () => {
    const sent = (profile: ReturnType<typeof returning>) =>
      came(new CrmBench(profile)).tell('answerReturn', SHIPMENT, 1, SHIPMENT).run().parcels;
    expect(sent(returning({ neverShare: 1 }))).toEqual([]);
    expect(sent(returning({ strangeShare: 1 }))).toMatchObject([{ units: [6, 4], strangeUnits: 1 }]);
    expect(sent(returning({ wornShare: 1 }))).toMatchObject([{ units: [6, 4], worn: [3, 2] }]);
  });

  test('given up by the core before it was posted is not posted', () => {
    const bench = came(new CrmBench(returning())).tell('answerReturn', SHIPMENT, 1, SHIPMENT);
    expect(bench.tell('reportReturnDone', SHIPMENT, 0, 0).run().parcels).toEqual([]);
  });

  test('is not thought of for what came damaged, or was refused', () => {
    for (const condition of [CONDITION.damaged, CONDITION.refused]) {
      const bench = new CrmBench(returning()).order(NO).until(HOUR_MS).brings(SHIPMENT, [10], condition);
      expect(bench.run().of('returnRequested')).toEqual([]);
    }
  });
});

test('an order whose promise has passed when it is placed is late at once', () => {
  const bench = new CrmBench(PLAIN)
    .until(9 * DAY_MS)
    .order(NO)
    .run();
  expect(bench.said[0]).toMatchObject({ key: LATE, at: 9 * DAY_MS + 2 * HOUR_MS });
});

describe('of all behaviours together', () => {
  const LIVELY = {
    ...returning({ share: 0.5, partShare: 0.5, neverShare: 0.2, wornShare: 0.3 }),
    urgency: { ...PLAIN.urgency, share: 0.3 },
    question: { ...PLAIN.question, share: 0.4 },
    complaint: { ...PLAIN.complaint, lateShare: 0.6, shortShare: 0.5, damagedShare: 0.7, wrongShare: 0.1 },
  };
  const play = (bench: CrmBench, from = 1, to = 60): CrmBench => {
    for (let no = from; no <= to; no++) {
      bench.until(no * 6 * HOUR_MS).order(no, 10, START + no * 6 * HOUR_MS + 5 * DAY_MS);
      if (no > 8 && no % 5 !== 0)
        bench.brings(
          shipmentKey(no - 8, 0),
          [no % 3 === 0 ? 6 : 10],
          no % 7 === 0 ? CONDITION.damaged : CONDITION.good,
        );
    }
    return bench;
  };

  test('a copy goes on as the original does', () => {
    const straight = play(new CrmBench(LIVELY)).run();
    for (const stop of [12, 30, 50]) {
      const source = play(new CrmBench(LIVELY), 1, stop);
      const copy = new CrmBench(LIVELY);
      copy.kernel.restore(structuredClone(source.kernel.snapshot()));
      const before = source.log.length;
      play(copy, stop + 1).run();
      expect([...source.log.slice(0, before), ...copy.log]).toEqual(straight.log);
      expect(copy.crm.ledger).toEqual(straight.crm.ledger);
    }
  });

  test('the luck of an order does not depend on the others', () => {
    const all = play(new CrmBench(LIVELY)).run();
    const alone = new CrmBench(LIVELY).until(31 * 6 * HOUR_MS);
    alone.order(31, 10, START + 31 * 6 * HOUR_MS + 5 * DAY_MS).until(39 * 6 * HOUR_MS);
    alone.brings(shipmentKey(31, 0), [6], CONDITION.good).run();
    const ofOrder = (log: readonly string[]): string[] =>
      log.filter((each) => /(order 31|return 248|complaint (198[4-9]|199[01]))#/.test(each));
    expect(ofOrder(alone.log)).toEqual(ofOrder(all.log));
    expect(ofOrder(all.log).length).toBeGreaterThan(0);
  });

  test('what is over is forgotten; what never is, in the end as well', () => {
    const bench = play(new CrmBench(LIVELY));
    expect(bench.crm.remembered).toBeGreaterThan(20);
    expect(bench.run().crm.remembered).toBe(0);
    expect(bench.kernel.now).toBeLessThan(START + 120 * DAY_MS);
  });

  test('shares that can not be are refused with their place', () => {
    expect(() => new CrmBench(returning({ neverShare: 0.6, strangeShare: 0.5 }))).toThrow(
      /customers plain: returns: never \+ strange must be from 0 to 1, got 1.1/,
    );
    expect(() => new CrmBench(returning({ reasonWeights: [0, 0, 0, 0] }))).toThrow(/four weights, not all 0/);
    expect(() => new CrmBench(plainBut('complaint', { timesMax: 0 }))).toThrow(/timesMax at least 1/);
  });
});
