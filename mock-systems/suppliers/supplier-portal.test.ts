/**
 * What suppliers promise, ship and say, and when their trucks come: each behaviour by itself, at a share of 1; then all of them
 * together, in copies and repeats.
 */
import { describe, expect, test } from 'vitest';
import { receiptKey } from '#orchestrator/contracts/receipt-key';
import { DAY_MS, HOUR_MS, LIVELY, PLAIN, PortalBench, plainBut, START } from './supplier.fixture.ts';

const PO = 7;
const FIRST = receiptKey(PO, 0);
const SECOND = receiptKey(PO, 1);

describe('a purchase order', () => {
  test('is confirmed in full, with when it will leave: not before it is wanted', () => {
    const bench = new PortalBench(PLAIN).order(PO, [20, 5], START + 10 * DAY_MS).until(2 * HOUR_MS);
    const leavesAt = START + 10 * DAY_MS - 4 * HOUR_MS;
    expect(bench.said).toEqual([
      { kind: 'purchaseOrderConfirmed', key: PO, a: 0, b: leavesAt, body: { units: [20, 5] }, at: HOUR_MS },
    ]);
    expect(bench.log).toEqual([`SUPPLIER.purchaseOrderConfirmed purchaseOrder ${PO}#1(25,${leavesAt})`]);
  });

  test('leaves with the next truck once it is ready', () => {
    const departures = [START + DAY_MS, START + 2 * DAY_MS, START + 3 * DAY_MS];
    const bench = new PortalBench(PLAIN, { departures }).order(PO, [20]).run();
    expect(bench.of('purchaseOrderConfirmed')[0]!.b).toBe(START + 2 * DAY_MS);
    expect(bench.trucks.map(({ receipt, at }) => [receipt, at])).toEqual([[FIRST, 2 * DAY_MS + 4 * HOUR_MS]]);
  });

  test('leaves with the last truck that is there when it is wanted, if it is ready by then', () => {
    const departures = [1, 2, 3, 4].map((day) => START + day * DAY_MS);
    const due = START + 4 * DAY_MS;
    const bench = new PortalBench(PLAIN, { departures }).order(PO, [20], due).run();
    expect(bench.of('purchaseOrderConfirmed')[0]!.b).toBe(START + 3 * DAY_MS);
    const soon = new PortalBench(PLAIN, { departures }).order(PO, [20], START + DAY_MS).run();
    expect(soon.of('purchaseOrderConfirmed')[0]!.b).toBe(START + 2 * DAY_MS);
  });

  test('that nobody answers stays so until it is sent again', () => {
    const bench = new PortalBench(plainBut('confirmation', { silentShare: 1 })).order(PO, [20]).run();
    expect(bench.said).toEqual([]);
    const sometimes = new PortalBench(plainBut('confirmation', { silentShare: 0.5 }));
    for (let day = 0; day < 20; day++) sometimes.order(PO, [20]).until((day + 1) * DAY_MS);
    expect(sometimes.log.filter((each) => each.includes('Confirmed'))).toHaveLength(1);
  });

  test('may be confirmed with less, and what is declined never leaves', () => {
    const short = new PortalBench(plainBut('confirmation', { shortShare: 1 })).order(PO, [20, 5]).run();
    expect(short.of('purchaseOrderConfirmed')[0]!.body).toEqual({ units: [10, 2] });
    expect(short.trucks[0]!.units).toEqual([10, 2]);
    const declined = new PortalBench(plainBut('confirmation', { declinedShare: 1 })).order(PO, [20]).run();
    expect(declined.said.map(({ kind }) => kind)).toEqual(['purchaseOrderDeclined']);
    expect(declined.trucks).toEqual([]);
  });

  test('of which nothing could be confirmed is declined', () => {
    const bench = new PortalBench(plainBut('confirmation', { shortShare: 1 })).order(PO, [1, 1]).run();
    expect(bench.said.map(({ kind }) => kind)).toEqual(['purchaseOrderDeclined']);
  });

  test('sent again gets the answer it got, and is shipped once', () => {
    const bench = new PortalBench(PLAIN)
      .order(PO, [20])
      .order(PO, [20])
      .until(2 * HOUR_MS)
      .order(PO, [20])
      .run();
    expect(bench.of('purchaseOrderConfirmed').map(({ at }) => at)).toEqual([HOUR_MS, 2 * HOUR_MS]);
    expect(bench.log.filter((each) => each.includes('Confirmed'))).toHaveLength(1);
    expect(bench.trucks).toHaveLength(1);
  });
});

describe('a delivery', () => {
  test('is announced with what is on it, and is the last', () => {
    const bench = new PortalBench(PLAIN).order(PO, [20, 5]).run();
    const eta = START + HOUR_MS + DAY_MS + 4 * HOUR_MS;
    expect(bench.of('shipmentNoticed')).toEqual([
      {
        kind: 'shipmentNoticed',
        key: FIRST,
        a: 0,
        b: eta,
        body: { units: [20, 5], handlingUnits: 3, last: true },
        at: HOUR_MS + DAY_MS,
      },
    ]);
    expect(bench.trucks).toEqual([
      {
        receipt: FIRST,
        node: 0,
        products: [0, 1],
        units: [20, 5],
        damaged: [0, 0],
        handlingUnits: 3,
        at: eta - START,
      },
    ]);
  });

  test('may be one of several, of which only the last says so, and nothing gets lost between them', () => {
    const bench = new PortalBench(plainBut('delivery', { splitShare: 1, splitInto: 3 }))
      .order(PO, [20, 2])
      .run();
    expect(bench.trucks.map(({ units }) => units)).toEqual([
      [6, 0],
      [7, 1],
      [7, 1],
    ]);
    expect(bench.of('shipmentNoticed').map(({ body }) => (body as { last: boolean }).last)).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('is split into no more deliveries than there are units for', () => {
    const bench = new PortalBench(plainBut('delivery', { splitShare: 1, splitInto: 7 }))
      .order(PO, [2, 1])
      .run();
    expect(bench.trucks.map(({ units }) => units)).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  test('short of what was confirmed may be followed by the rest', () => {
    const goods = plainBut('goods', { shortShare: 1 });
    expect(
      new PortalBench(goods)
        .order(PO, [20])
        .run()
        .trucks.map(({ units }) => units),
    ).toEqual([[10]]);
    const follows = { ...goods, delivery: { ...goods.delivery, restFollowsShare: 1 } };
    const bench = new PortalBench(follows).order(PO, [20]).run();
    expect(bench.trucks.map(({ units }) => units)).toEqual([[10], [5], [3], [1], [1]]);
    expect(bench.of('shipmentNoticed').map(({ body }) => (body as { last: boolean }).last)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  test('may have more on it, or damaged goods, and its notice says the units that are there', () => {
    const over = new PortalBench(plainBut('goods', { overShare: 1, damagedShare: 1 })).order(PO, [20]).run();
    expect(over.trucks[0]).toMatchObject({ units: [30], damaged: [3] });
    expect(over.of('shipmentNoticed')[0]!.body).toMatchObject({ units: [30] });
  });

  test('may be announced wrongly, and late', () => {
    const bench = new PortalBench(plainBut('notice', { inaccurateShare: 1, lateShare: 1 }))
      .order(PO, [20])
      .run();
    expect(bench.of('shipmentNoticed')).toMatchObject([{ at: HOUR_MS + 2 * DAY_MS, body: { units: [10] } }]);
    expect(bench.trucks[0]!.units).toEqual([20]);
  });

  test('without a notice is announced when somebody asks, once it has left', () => {
    const bench = new PortalBench(plainBut('notice', { missingShare: 1 })).order(PO, [20]);
    bench
      .until(DAY_MS)
      .askForNotice(PO, 1)
      .until(2 * DAY_MS);
    expect(bench.of('shipmentNoticed')).toEqual([]);
    bench.askForNotice(PO, 2).askForNotice(PO, 3).run();
    expect(bench.of('shipmentNoticed').map(({ key, at }) => [key, at])).toEqual([
      [FIRST, 2 * DAY_MS + HOUR_MS],
    ]);
    const silent = plainBut('notice', { missingShare: 1, askedSilentShare: 1 });
    const never = new PortalBench(silent)
      .order(PO, [20])
      .until(2 * DAY_MS)
      .askForNotice(PO, 1)
      .run();
    expect(never.of('shipmentNoticed')).toEqual([]);
  });
});

describe('a truck', () => {
  const leftAt = HOUR_MS + DAY_MS;
  const arrivals = (bench: PortalBench): number[] => bench.run().trucks.map(({ at }) => at);

  test('comes for its slot, or as planned where that is later', () => {
    const later = new PortalBench(PLAIN)
      .order(PO, [20])
      .until(leftAt)
      .appointment(FIRST, 3 * DAY_MS);
    expect(arrivals(later)).toEqual([3 * DAY_MS]);
    const sooner = new PortalBench(PLAIN)
      .order(PO, [20])
      .until(leftAt)
      .appointment(FIRST, leftAt + HOUR_MS);
    expect(arrivals(sooner)).toEqual([leftAt + 4 * HOUR_MS]);
    const moved = new PortalBench(PLAIN).order(PO, [20]).until(leftAt);
    moved.appointment(FIRST, 3 * DAY_MS).appointment(FIRST, 2 * DAY_MS);
    expect(arrivals(moved)).toEqual([2 * DAY_MS]);
  });

  test('that has come comes no second time for a slot it is told of later', () => {
    const bench = new PortalBench(PLAIN)
      .order(PO, [20])
      .until(3 * DAY_MS)
      .appointment(FIRST, 5 * DAY_MS);
    expect(arrivals(bench)).toEqual([leftAt + 4 * HOUR_MS]);
  });

  test('is early or late against its slot', () => {
    const late = new PortalBench(plainBut('truck', { lateShare: 1 })).order(PO, [20]).until(leftAt);
    expect(arrivals(late.appointment(FIRST, 3 * DAY_MS))).toEqual([3 * DAY_MS + 3 * HOUR_MS]);
    expect(late.of('arrivalDelayed')).toEqual([]);
    const early = new PortalBench(plainBut('truck', { earlyShare: 1 })).order(PO, [20]).until(leftAt);
    expect(arrivals(early.appointment(FIRST, 3 * DAY_MS))).toEqual([3 * DAY_MS - HOUR_MS]);
  });

  test('announces a delay half-way, and is not late twice: also for a slot after it', () => {
    const bench = new PortalBench(plainBut('truck', { lateShare: 1, delayNoticeShare: 1 })).order(PO, [20]);
    bench.until(leftAt + 2 * HOUR_MS);
    const eta = START + leftAt + 7 * HOUR_MS;
    expect(bench.of('arrivalDelayed')).toMatchObject([{ key: FIRST, b: eta, at: leftAt + 2 * HOUR_MS }]);
    bench.appointment(FIRST, leftAt + 8 * HOUR_MS);
    expect(arrivals(bench)).toEqual([leftAt + 8 * HOUR_MS]);
  });

  test('whose notice is not out announces no delay: the notice says it', () => {
    const profile = plainBut('truck', { lateShare: 1, delayNoticeShare: 1 });
    const notice = { ...PLAIN.notice, lagMs: { kind: 'constant', value: 3 * HOUR_MS } as const };
    const bench = new PortalBench({ ...profile, notice }).order(PO, [20]).run();
    expect(bench.of('arrivalDelayed')).toEqual([]);
    expect(bench.of('shipmentNoticed')[0]!.b).toBe(START + leftAt + 7 * HOUR_MS);
  });

  test('may never come, and its units are lost to everybody', () => {
    const bench = new PortalBench(plainBut('truck', { neverShare: 1 })).order(PO, [20]).run();
    expect(bench.trucks).toEqual([]);
    expect(bench.of('shipmentNoticed')).toHaveLength(1);
    expect(bench.portal.ledger).toMatchObject({ departed: 1, arrived: 0, lost: 1, lostUnits: 20 });
  });
});

describe('what is cancelled', () => {
  const split = plainBut('delivery', { splitShare: 1, splitInto: 2 });

  test('does not leave, and what has left comes', () => {
    const bench = new PortalBench(split)
      .order(PO, [20])
      .until(2 * DAY_MS)
      .cancel(PO)
      .run();
    expect(bench.of('remainderCancelled').map(({ b }) => b)).toEqual([1]);
    expect(bench.trucks.map(({ receipt }) => receipt)).toEqual([FIRST]);
    expect(
      bench
        .cancel(PO)
        .of('remainderCancelled')
        .map(({ b }) => b),
    ).toEqual([1, 1]);
  });

  test('makes a delivery that is announced after it the last one', () => {
    const notice = { ...PLAIN.notice, missingShare: 1 };
    const bench = new PortalBench({ ...split, notice })
      .order(PO, [20])
      .until(2 * DAY_MS)
      .cancel(PO);
    bench.askForNotice(PO).run();
    expect(bench.of('shipmentNoticed')).toMatchObject([{ key: FIRST, body: { last: true } }]);
    expect(bench.said.some(({ key }) => key === SECOND)).toBe(false);
  });

  test('before it is answered, or before it has come at all, is declined', () => {
    const early = new PortalBench(PLAIN).order(PO, [20]).cancel(PO).run();
    expect(early.said.map(({ kind, b }) => [kind, b])).toEqual([
      ['remainderCancelled', 0],
      ['purchaseOrderDeclined', 0],
    ]);
    const overtaken = new PortalBench(PLAIN).cancel(PO).order(PO, [20]).run();
    expect(overtaken.said.map(({ kind }) => kind)).toEqual(['remainderCancelled', 'purchaseOrderDeclined']);
    expect(overtaken.trucks).toEqual([]);
  });
});

describe('of all behaviours together', () => {
  const ORDERS = 60;
  const play = (bench: PortalBench, from = 1, times = 1): PortalBench => {
    for (let key = from; key <= ORDERS; key++) {
      bench.until(key * 6 * HOUR_MS);
      for (let i = 0; i < times; i++) {
        bench.order(key, [40, 3, 17]);
        if (key > 8)
          bench.askForNotice(key - 8, 1).appointment(receiptKey(key - 8, 0), (key + 1) * 6 * HOUR_MS);
        if (key > 20 && key % 5 === 0) bench.cancel(key - 20);
      }
    }
    return bench.run();
  };

  test('a copy goes on as the original does', () => {
    const straight = play(new PortalBench(LIVELY));
    for (const stop of [15, 40]) {
      const source = new PortalBench(LIVELY);
      for (let key = 1; key <= stop; key++) {
        source.until(key * 6 * HOUR_MS).order(key, [40, 3, 17]);
        if (key > 8)
          source.askForNotice(key - 8, 1).appointment(receiptKey(key - 8, 0), (key + 1) * 6 * HOUR_MS);
        if (key > 20 && key % 5 === 0) source.cancel(key - 20);
      }
      const snapshot = source.kernel.snapshot();
      const copy = new PortalBench(LIVELY);
      copy.kernel.restore(snapshot);
      copy.numberFrom(10_000);
      play(copy, stop + 1);
      expect([...source.log, ...copy.log]).toEqual(straight.log);
      expect(copy.portal.ledger).toEqual(straight.portal.ledger);
      source.run();
      expect(copy.trucks.length).toBeGreaterThan(0);
    }
  });

  test('every command said twice: the same business events, each once', () => {
    const once = play(
      new PortalBench({ ...LIVELY, confirmation: { ...LIVELY.confirmation, silentShare: 0 } }),
    );
    const twice = play(
      new PortalBench({ ...LIVELY, confirmation: { ...LIVELY.confirmation, silentShare: 0 } }),
      1,
      2,
    );
    expect(twice.log).toEqual(once.log);
    const names = once.log.map((each) => each.slice(0, each.indexOf('(')));
    expect(new Set(names).size).toBe(names.length);
    expect(once.log.length).toBeGreaterThan(150);
  });

  test('the luck of an order does not depend on the others', () => {
    const all = play(new PortalBench(LIVELY));
    const ofOrder = (log: readonly string[]): string[] =>
      log.filter((each) => /(purchaseOrder 31|receipt (24[89]|25[0-5]))#/.test(each));
    const alone = new PortalBench(LIVELY).until(31 * 6 * HOUR_MS).order(31, [40, 3, 17]);
    alone
      .until(39 * 6 * HOUR_MS)
      .askForNotice(31, 1)
      .appointment(248, 40 * 6 * HOUR_MS);
    expect(ofOrder(alone.run().log)).toEqual(ofOrder(all.log));
    expect(ofOrder(all.log).length).toBeGreaterThan(1);
  });

  test('what is over is forgotten after its time', () => {
    const bench = new PortalBench({ ...PLAIN }, { rememberMs: 5 * DAY_MS });
    for (let key = 1; key <= 200; key++) bench.order(key, [10]).until(key * DAY_MS);
    expect(bench.portal.remembered).toBeLessThanOrEqual(9);
  });

  test('shares that can not be are refused with their place', () => {
    expect(() => new PortalBench(plainBut('truck', { neverShare: 0.6, lateShare: 0.5 }))).toThrow(
      /supplier plain: truck: never \+ late \+ early must be from 0 to 1, got 1.1/,
    );
    expect(() => new PortalBench(plainBut('delivery', { splitInto: 8 }))).toThrow(
      /splitInto must be a whole number from 2 to 7/,
    );
  });
});
