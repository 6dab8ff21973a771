/**
 * Invoices at ERP: goods issue posted and valued once, what arrived good billed to the cent, freight paid on terms and once. The core's side
 * is played by the test.
 */
import { describe, expect, test } from 'vitest';
import { CONDITION } from '#orchestrator/contracts/erp';
import { type ErpBench, erp, events, orders, started } from './erp-bench.fixture.ts';
import { OrderList } from './order-source.ts';
import { DAY_MS, HOUR_MS, MONDAY } from './system-bench.fixture.ts';

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
  const issue = (bench: ErpBench, shipment: number): void =>
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

  test('an order that is done is kept until what left of it is posted, where nothing is billed', () => {
    const bench = started(erp());
    bench.tell('reportOrderDone', 1, 2, 11, null);
    bench.tell('reportDelivery', 8, 5, CONDITION.damaged, { lines: [0], units: [1] });
    issue(bench, 8);
    expect(bench.mock.openOrders).toBe(1);
    issue(bench, 9);
    expect(bench.mock.openOrders).toBe(1);
    bench.tell('reportDelivery', 9, 5, CONDITION.lost, { lines: [0], units: [1] });
    bench.kernel.run();
    expect(events(bench, 'goodsIssuePosted')).toHaveLength(2);
    expect(events(bench, 'customerBilled')).toEqual([]);
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
