/**
 * ERP by itself: what it says and writes down, exact amounts, and that repeats change nothing. The core's side is played by
 * the test; a run that was copied half-way must end as the one that was not.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONDITION, HOLD, type SalesOrder } from '#orchestrator/contracts/erp';
import { Random } from '#sim/random/random';
import { CALM, CALM_ERP } from './calm-erp.fixture.ts';
import { demand } from './demand.fixture.ts';
import { ErpSystem } from './erp-system.ts';
import { OrderGenerator } from './order-generator.ts';
import { OrderList, type OrderSource } from './order-source.ts';
import type { CustomerClass, ErpOrder, ErpSettings } from './settings.ts';
import {
  DAY_MS,
  endsOfCopies,
  HOUR_MS,
  MONDAY,
  type SystemBench,
  systemBench,
} from './system-bench.fixture.ts';

function settings(changes: Partial<ErpSettings> = {}): ErpSettings {
  return {
    ...CALM_ERP,
    classOf: [0, 0, 0],
    creditDecisionMs: { kind: 'uniform', min: HOUR_MS, max: 9 * HOUR_MS },
    changeAfterMs: { kind: 'constant', value: 2 * HOUR_MS },
    changeFactor: { kind: 'uniform', min: 0, max: 2 },
    cancelAfterMs: { kind: 'constant', value: 3 * HOUR_MS },
    masterDataAnswerMs: { kind: 'constant', value: 5 * HOUR_MS },
    billingDelayMs: { kind: 'uniform', min: 1, max: DAY_MS },
    stock: [{ node: 4, product: 7, units: 100 }],
    ...changes,
  };
}

function order(no: number, changes: Partial<SalesOrder> = {}): ErpOrder {
  const sales: SalesOrder = {
    customer: no % 3,
    destination: 11,
    lines: [
      { product: 7, units: 10, unitWeightGrams: 250, unitPriceMinor: 1999 },
      { product: 8, units: 3, unitWeightGrams: 40, unitPriceMinor: 5 },
    ],
    shipComplete: false,
    priority: 1,
    promisedAt: MONDAY + 3 * DAY_MS,
    instructed: null,
    ...changes,
  };
  return { no, drawKey: no, releaseAt: MONDAY + no * 1000, sales };
}

const orders = (count: number): ErpOrder[] => Array.from({ length: count }, (_, i) => order(i + 1));

function erp(
  changes: Partial<ErpSettings> = {},
  source: OrderSource = new OrderList(orders(1)),
): SystemBench<ErpSystem> {
  return systemBench((context) => new ErpSystem(context, new Random(1), settings(changes), source));
}

/** Started, and run so far. */
function started(bench: SystemBench<ErpSystem>, afterMs = HOUR_MS): SystemBench<ErpSystem> {
  bench.mock.start();
  bench.kernel.run({ until: MONDAY + afterMs });
  return bench;
}

const withClass = (changes: Partial<CustomerClass>): Partial<ErpSettings> => ({
  classes: [{ ...CALM, ...changes }],
});

const events = (bench: SystemBench<ErpSystem>, name: string): string[] =>
  bench.log.filter((line) => line.startsWith(`ERP.${name} `));

describe('release', () => {
  test('each order at its instant, with its sums, once', () => {
    const bench = started(erp({}, new OrderList(orders(3))));
    expect(bench.said()).toEqual([1, 2, 3].map((no) => ['salesOrderReleased', no, HOLD.none, 0]));
    expect(bench.sentAfterMs).toEqual([1000, 2000, 3000]);
    expect(bench.sent[0]!.body).toEqual(order(1).sales);
    const promisedAt = MONDAY + 3 * DAY_MS;
    expect(bench.log.slice(0, 2)).toEqual([
      'ERP.orderReleased order 1#1(13,2620)',
      `ERP.orderPromised order 1#1(${promisedAt},1)`,
    ]);
    expect(events(bench, 'orderValued')[0]).toBe('ERP.orderValued order 1#1(20005,2)');
    expect(bench.log).toHaveLength(9);
  });

  test('writes down the day that was asked for, where one was, and tells nobody', () => {
    const requestedAt = MONDAY + 2 * DAY_MS;
    const bench = started(erp({}, new OrderList([{ ...order(1), requestedAt }, order(2)])));
    expect(events(bench, 'orderRequested')).toEqual([
      `ERP.orderRequested order 1#1(${requestedAt},${order(1).sales.promisedAt})`,
    ]);
    expect(bench.sent[0]!.body).toEqual(order(1).sales);
  });

  test('takes orders from their source one by one', () => {
    const list = new OrderList(orders(3));
    const bench = erp({}, list);
    expect(list.save()).toBe(0);
    started(bench, 2000);
    expect(list.save()).toBe(3);
    expect(bench.said()).toHaveLength(2);
  });
});

describe('the book of lines', () => {
  const delivered = (
    bench: SystemBench<ErpSystem>,
    n: number,
    at: number,
    condition: number,
    units: readonly number[],
  ) => bench.tell('reportDelivery', 8 + n, at, condition, { lines: [0, 1], units });
  /** Order 1 wants 10 and 3 units, promised in three days. @param said before it is done */
  const judged = (said: (bench: SystemBench<ErpSystem>) => void, changes: Partial<ErpSettings> = {}) => {
    const bench = started(erp({ lineBook: true, ...changes }), 4 * HOUR_MS);
    said(bench);
    bench.tell('reportOrderDone', 1, 13, 0, null);
    bench.tell('reportOrderDone', 1, 13, 0, null);
    return events(bench, 'orderLinesJudged');
  };
  const PROMISED = MONDAY + 3 * DAY_MS;

  test('counts lines of which all was there by the promise, over all shipments', () => {
    const whole = judged((bench) => {
      delivered(bench, 0, PROMISED, CONDITION.good, [6, 3]);
      delivered(bench, 1, PROMISED, CONDITION.damaged, [4, 0]);
      // A repeat is the same delivery.
      delivered(bench, 1, PROMISED, CONDITION.damaged, [4, 0]);
    });
    expect(whole).toEqual(['ERP.orderLinesJudged order 1#1(2,2)']);
    const part = judged((bench) => {
      delivered(bench, 0, PROMISED, CONDITION.good, [9, 3]);
      delivered(bench, 1, PROMISED + 1, CONDITION.good, [1, 0]);
      delivered(bench, 2, PROMISED, CONDITION.lost, [1, 0]);
    });
    expect(part).toEqual(['ERP.orderLinesJudged order 1#1(1,2)']);
  });

  test('goes by a change that is made, and not by one that came too late', () => {
    const changes = {
      ...withClass({ changeShare: 1 }),
      changeFactor: { kind: 'constant', value: 0 },
    } as const;
    const changed = (made: number) =>
      judged((bench) => {
        const [, , line] = bench.said('orderChanged')[0]!;
        bench.tell('answerChange', 1, made, line, null);
        // The other line alone.
        delivered(bench, 0, PROMISED, CONDITION.good, line === 0 ? [0, 3] : [10, 0]);
      }, changes);
    expect(changed(1)).toEqual(['ERP.orderLinesJudged order 1#1(1,1)']);
    expect(changed(0)).toEqual(['ERP.orderLinesJudged order 1#1(1,2)']);
  });

  test('is not kept unless asked for, and says nothing of an order that its customer has cancelled', () => {
    const all = (bench: SystemBench<ErpSystem>) => delivered(bench, 0, PROMISED, CONDITION.good, [10, 3]);
    expect(judged(all, { lineBook: false })).toEqual([]);
    expect(judged(all, withClass({ cancelShare: 1 }))).toEqual([]);
  });
});

describe('credit', () => {
  const held = withClass({ holdShare: 0.3, rejectShare: 0.4 });
  const decided = ['holdReleased', 'orderRejected'];

  test('a share is held, and each held order is released or rejected once, after its time', () => {
    const bench = started(erp(held, new OrderList(orders(2000))), 2 * DAY_MS);
    const holds = bench.said('salesOrderReleased').filter(([, , hold]) => hold === HOLD.credit);
    expect(Math.abs(holds.length / 2000 - 0.3)).toBeLessThan(0.041);
    expect(events(bench, 'orderHeld')).toHaveLength(holds.length);
    const ends = bench.said(...decided);
    expect(ends.map(([, no]) => no).sort((x, y) => x - y)).toEqual(holds.map(([, no]) => no));
    expect(decided.flatMap((name) => events(bench, name))).toHaveLength(holds.length);
    expect(Math.abs(bench.said('orderRejected').length / holds.length - 0.4)).toBeLessThan(0.08);
    bench.sent.forEach(({ kind, key }, i) => {
      if (!decided.includes(kind)) return;
      const waited = bench.sentAfterMs[i]! - key * 1000;
      expect(waited >= HOUR_MS && waited <= 9 * HOUR_MS).toBe(true);
    });
    expect(bench.mock.openOrders).toBe(2000 - bench.said('orderRejected').length);
  });

  test('no order has other luck for another that is left out', () => {
    const luckOf = (source: OrderSource): Map<number, unknown> => {
      const bench = started(erp(held, source), 2 * DAY_MS);
      const ends = bench.sent.map(
        ({ kind, key }, i) => [key, `${kind} ${bench.sentAfterMs[i]! - key * 1000}`] as const,
      );
      return new Map(ends);
    };
    const some = luckOf(new OrderList(orders(200).filter(({ no }) => no % 3 !== 0)));
    const every = luckOf(new OrderList(orders(200)));
    for (const [no, luck] of some) expect(luck).toBe(every.get(no));
  });

  test('a held order that the customer cancels, or the core is done with, is not decided any more', () => {
    const late = { creditDecisionMs: { kind: 'constant', value: 4 * HOUR_MS } } as const;
    const cancelled = started(erp({ ...withClass({ holdShare: 1, cancelShare: 1 }), ...late }), DAY_MS);
    expect(cancelled.said().map(([kind]) => kind)).toEqual(['salesOrderReleased', 'orderCancelled']);
    const done = started(erp({ ...withClass({ holdShare: 1 }), ...late }));
    done.tell('reportOrderDone', 1, 0, 13, null);
    done.kernel.run();
    expect(done.said()).toHaveLength(1);
  });
});

describe('the customer', () => {
  test('changes one line to another number of units, and cancels', () => {
    const bench = started(
      erp(withClass({ changeShare: 1, cancelShare: 1 }), new OrderList(orders(50))),
      DAY_MS,
    );
    const changes = bench.said('orderChanged');
    expect(changes).toHaveLength(50);
    for (const [, , line, units] of changes) {
      expect(units >= 0 && Number.isInteger(units)).toBe(true);
      expect(units).not.toBe(order(1).sales.lines[line]!.units);
    }
    expect(new Set(changes.map(([, , line]) => line))).toEqual(new Set([0, 1]));
    const [, no, line, units] = changes[0]!;
    expect(events(bench, 'orderChanged')[0]).toBe(`ERP.orderChanged order ${no}#1(${line},${units})`);
    expect(bench.said('orderCancelled')).toHaveLength(50);
  });

  test('changes nothing after cancelling, and neither once the order is done', () => {
    const early = { cancelAfterMs: { kind: 'constant', value: HOUR_MS } } as const;
    const bench = started(erp({ ...withClass({ changeShare: 1, cancelShare: 1 }), ...early }), DAY_MS);
    expect(bench.said('orderChanged')).toEqual([]);
    const done = started(erp(withClass({ changeShare: 1, cancelShare: 1 })));
    done.tell('reportOrderDone', 1, 13, 0, null);
    done.kernel.run();
    expect(done.said()).toHaveLength(1);
  });
});

describe('master data', () => {
  test('lines lack their weight by share; the true weights come after a time, and again when asked again', () => {
    const bench = started(erp({ missingWeightShare: 0.25 }, new OrderList(orders(1000))));
    const lines = bench.sent.flatMap(({ body }) => (body as SalesOrder).lines);
    const missing = lines.filter(({ unitWeightGrams }) => unitWeightGrams === null).length;
    expect(Math.abs(missing / 2000 - 0.25)).toBeLessThan(0.039);
    const both = bench.sent.filter(({ body }) =>
      (body as SalesOrder).lines.every((line) => line.unitWeightGrams === null),
    );
    expect(Math.abs(both.length / 1000 - 0.0625)).toBeLessThan(0.031);
    const i = bench.sent.findIndex(({ body }) => (body as SalesOrder).lines[0]!.unitWeightGrams === null);
    const { key } = bench.sent[i]!;
    const knows = (bench.sent[i]!.body as SalesOrder).lines[1]!.unitWeightGrams === null ? 0 : 120;
    expect(events(bench, 'orderReleased')[i]).toContain(`(13,${knows})`);
    for (let k = 0; k < 2; k++) bench.tell('requestMasterData', key, 0, 0, null);
    bench.kernel.run();
    expect(bench.said('masterDataProvided')).toEqual([['masterDataProvided', key, 0, 0]]);
    expect(bench.sentAfterMs.at(-1)).toBe(6 * HOUR_MS);
    bench.tell('requestMasterData', key, 0, 0, null);
    expect(bench.said('masterDataProvided')).toHaveLength(2);
    expect(bench.sent.at(-1)!.body).toEqual({ unitWeightGrams: [250, 40] });
  });
});

describe('goods issue', () => {
  test('is posted once a shipment, against a picture that may go below nothing', () => {
    const bench = started(erp());
    for (let i = 0; i < 2; i++) bench.tell('reportGoodsIssue', 8, 4, 9, { lines: [0, 1], units: [7, 2] });
    bench.tell('reportGoodsIssue', 9, 4, 1, { lines: [1], units: [1] });
    expect(bench.mock.pictureOf(4, 7)).toBe(93);
    expect(bench.mock.pictureOf(4, 8)).toBe(-3);
    expect(bench.mock.pictureOf(3, 7)).toBe(0);
    expect(events(bench, 'goodsIssuePosted')).toEqual([
      'ERP.goodsIssuePosted shipment 8#1(4,9)',
      'ERP.goodsIssuePosted shipment 9#1(4,1)',
    ]);
    expect(events(bench, 'goodsIssueValued')).toEqual([
      'ERP.goodsIssueValued shipment 8#1(14003,4)',
      'ERP.goodsIssueValued shipment 9#1(5,4)',
    ]);
  });

  test('a line that the order does not have is named', () => {
    const bench = started(erp());
    expect(() => bench.tell('reportGoodsIssue', 8, 4, 9, { lines: [2], units: [7] })).toThrow(
      'shipment 8 names line 2; its order has 2 lines',
    );
  });
});

describe('billing', () => {
  const issue = (bench: SystemBench<ErpSystem>, shipment: number): void =>
    bench.tell('reportGoodsIssue', shipment, 4, 1, { lines: [0], units: [1] });

  test('waits for the goods issue to be posted, where the report of that comes last', () => {
    const bench = started(erp());
    bench.tell('reportDelivery', 8, 5, 0, { lines: [0], units: [1] });
    bench.tell('reportOrderDone', 1, 1, 12, null);
    bench.kernel.run();
    expect(events(bench, 'customerBilled')).toEqual([]);
    expect(bench.mock.openOrders).toBe(1);
    issue(bench, 8);
    bench.kernel.run();
    issue(bench, 8);
    bench.kernel.run();
    expect(events(bench, 'customerBilled')).toEqual(['ERP.customerBilled shipment 8#1(1999,1)']);
    expect(bench.mock.openOrders).toBe(0);
  });

  test('bills what arrived good, by line, exactly, once, and says so again', () => {
    const bench = started(erp());
    issue(bench, 9);
    const report = (): void => bench.tell('reportDelivery', 9, 5, 0, { lines: [1, 0], units: [3, 7] });
    report();
    report();
    bench.kernel.run();
    const minor = 3 * 5 + 7 * 1999;
    expect(bench.said('customerBilled')).toEqual([['customerBilled', 9, minor, 0]]);
    report();
    bench.kernel.run();
    expect(bench.said('customerBilled')).toHaveLength(2);
    expect(events(bench, 'customerBilled')).toEqual([`ERP.customerBilled shipment 9#1(${minor},1)`]);
    const delay = bench.sentAfterMs[1]! - HOUR_MS;
    expect(delay >= 1 && delay <= DAY_MS).toBe(true);
  });

  test('bills too high where that is drawn, and writes down by how much before the bill', () => {
    const wrongBills = {
      priceShare: 0,
      priceFactor: { kind: 'constant', value: 1 },
      quantityShare: 0,
      quantityUnits: 1,
      freightShare: 1,
      freightMinor: 700,
      twiceShare: 0,
    } as const;
    const bench = started(erp({ wrongBills }));
    issue(bench, 8);
    bench.tell('reportDelivery', 8, 5, 0, { lines: [0], units: [1] });
    bench.kernel.run();
    expect(bench.log.filter((line) => line.includes('bill') || line.includes('Bill'))).toEqual([
      'ERP.billMistaken shipment 8#1(700,2)',
      'ERP.customerBilled shipment 8#1(2699,1)',
    ]);
    expect(bench.said('customerBilled')).toEqual([['customerBilled', 8, 2_699, 0]]);
  });

  test.each([1, 2, 3])(
    'never bills what did not arrive in good condition (%d), whatever is said later',
    (b) => {
      const bench = started(erp());
      issue(bench, 8);
      bench.tell('reportDelivery', 8, 5, b, { lines: [0], units: [7] });
      bench.tell('reportDelivery', 8, 5, 0, { lines: [0], units: [7] });
      bench.kernel.run();
      expect(bench.said('customerBilled')).toEqual([]);
    },
  );

  test('an order is forgotten when it is done and billed, whichever comes last', () => {
    const bench = started(erp({}, new OrderList(orders(2))));
    for (const no of [1, 2]) issue(bench, no * 8);
    for (const no of [1, 2]) bench.tell('reportDelivery', no * 8, 5, 0, { lines: [0], units: [1] });
    bench.tell('reportOrderDone', 1, 1, 12, null);
    expect(bench.mock.openOrders).toBe(2);
    bench.kernel.run();
    expect(bench.mock.openOrders).toBe(1);
    bench.tell('reportOrderDone', 2, 1, 12, null);
    expect(bench.mock.openOrders).toBe(0);
    const said = bench.sent.length;
    bench.tell('reportDelivery', 8, 5, 0, { lines: [0], units: [1] });
    bench.tell('requestMasterData', 1, 0, 0, null);
    bench.kernel.run();
    expect(bench.sent).toHaveLength(said);
  });
});

describe('freight', () => {
  test('is paid once, on terms; asked again afterwards, ERP says that it has paid, and what', () => {
    const bench = erp();
    for (let i = 0; i < 2; i++) bench.tell('payInvoice', 16, 12_345, 3, null);
    bench.kernel.run();
    expect(bench.said()).toEqual([['invoicePaid', 16, 12_345, 3]]);
    expect(bench.sentAfterMs).toEqual([30 * DAY_MS]);
    bench.tell('payInvoice', 16, 99, 3, null);
    bench.kernel.run();
    expect(bench.said()).toEqual(new Array(2).fill(['invoicePaid', 16, 12_345, 3]));
    expect(bench.log).toEqual(['ERP.freightPaid load 16#1(12345,3)']);
  });

  test('what was paid is known for as long as stated, and then forgotten', () => {
    const bench = erp();
    const payOn = (load: number, day: number): void => {
      bench.kernel.run({ until: MONDAY + day * DAY_MS });
      bench.tell('payInvoice', load, 1, 0, null);
    };
    payOn(8, 0);
    payOn(16, 58);
    // Paid on day 30 and 88; kept for 60 days, known for 60 more at most.
    payOn(8, 89);
    expect(bench.log).toHaveLength(2);
    payOn(24, 120);
    payOn(32, 200);
    payOn(8, 235);
    bench.kernel.run();
    expect(bench.log.filter((line) => line.includes(' 8#'))).toHaveLength(2);
  });
});

describe('in batches', () => {
  test('what is said waits for the next file, in order; what happens is written down when it happens', () => {
    const bench = started(
      erp({ ...withClass({ changeShare: 1 }), batchEveryMs: 6 * HOUR_MS }, new OrderList(orders(3))),
      DAY_MS,
    );
    expect(bench.said().map(([kind, no]) => [kind, no])).toEqual([
      ['salesOrderReleased', 1],
      ['salesOrderReleased', 2],
      ['salesOrderReleased', 3],
      ['orderChanged', 1],
      ['orderChanged', 2],
      ['orderChanged', 3],
    ]);
    expect(new Set(bench.sentAfterMs)).toEqual(new Set([6 * HOUR_MS]));
    expect(bench.log[0]).toBe('ERP.orderReleased order 1#1(13,2620)');
    bench.tell('payInvoice', 8, 1, 0, null);
    bench.kernel.run();
    expect(bench.sentAfterMs.at(-1)).toBe(31 * DAY_MS + 6 * HOUR_MS);
  });
});

type Command = (bench: SystemBench<ErpSystem>) => void;

/** Of two orders with three shipments each. */
const command: fc.Arbitrary<Command> = fc
  .record({
    which: fc.integer({ min: 0, max: 5 }),
    no: fc.integer({ min: 1, max: 2 }),
    n: fc.integer({ min: 0, max: 2 }),
    condition: fc.constantFrom(0, 0, 0, 1),
  })
  .map(({ which, no, n, condition }) => (bench) => {
    const shipment = no * 8 + n;
    const body = { lines: [0, 1], units: [n + 1, 1] };
    if (which === 0) bench.tell('requestMasterData', no, 0, 0, null);
    else if (which === 1) bench.tell('reportGoodsIssue', shipment, 4, 2, body);
    else if (which === 2) bench.tell('reportDelivery', shipment, 5, condition, body);
    else if (which === 3) bench.tell('payInvoice', shipment, 100 + n, 1, null);
    else if (which === 4) bench.tell('reportBackorder', no, 0, 1, null);
    else bench.tell('reportOrderDone', no, 1, 1, null);
  });

const steps = fc.array(fc.tuple(command, fc.integer({ min: 0, max: 8 * HOUR_MS })), { maxLength: 30 });

/** The steps, each some time after the other and each said so often. */
function play(bench: SystemBench<ErpSystem>, list: readonly [Command, number][], times = 1): void {
  for (const [say, afterMs] of list) {
    for (let i = 0; i < times; i++) say(bench);
    bench.kernel.run({ until: bench.kernel.now + afterMs });
  }
}

test('whatever the core says, saying everything three times writes down the same', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const [once, thrice] = [1, 3].map((times) => {
        const bench = started(erp({}, new OrderList(orders(2))));
        play(bench, list, times);
        bench.kernel.run();
        return bench;
      });
      expect(thrice!.log).toEqual(once!.log);
      expect(thrice!.mock.pictureOf(4, 7)).toBe(once!.mock.pictureOf(4, 7));
      expect(thrice!.mock.openOrders).toBe(once!.mock.openOrders);
    }),
  );
});

test('a run copied half-way ends as the one that was not copied', () => {
  const lively = {
    classes: [{ holdShare: 0.3, rejectShare: 0.3, changeShare: 0.3, cancelShare: 0.3 }],
    missingWeightShare: 0.2,
    batchEveryMs: HOUR_MS,
  };
  const twoLines = demand({ endAt: MONDAY + 2 * DAY_MS, linesPerOrder: { kind: 'constant', value: 2 } });
  const make = (): SystemBench<ErpSystem> => erp(lively, new OrderGenerator(twoLines, new Random(5)));
  fc.assert(
    fc.property(steps, steps, (before, after) => {
      const { whole, copies } = endsOfCopies(
        make,
        (bench) => play(started(bench, 10 * HOUR_MS), before),
        (bench) => play(bench, after),
      );
      for (const { mock, ...copy } of copies) {
        expect(copy).toEqual({ digest: whole.digest, sent: whole.sent, log: whole.log });
        for (let product = 0; product < 12; product++)
          expect(mock.pictureOf(4, product)).toBe(whole.mock.pictureOf(4, product));
      }
    }),
    { numRuns: 30 },
  );
});
