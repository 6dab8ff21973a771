/**
 * Orders at ERP: released with their sums, held for credit, changed and cancelled by the customer, and given the weights that they lack. The
 * core's side is played by the test.
 */
import { describe, expect, test } from 'vitest';
import { HOLD, type SalesOrder } from '#orchestrator/contracts/erp';
import { erp, events, order, orders, started, withClass } from './erp-bench.fixture.ts';
import { OrderList, type OrderSource } from './order-source.ts';
import { DAY_MS, HOUR_MS, MONDAY } from './system-bench.fixture.ts';

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
