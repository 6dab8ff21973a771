/**
 * Procurement by itself: what is bought when, what is committed, accrued and closed, and that repeats change nothing. Stock is moved
 * by the test, in the place of sales.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PurchaseOrder } from '#orchestrator/contracts/purchasing';
import { PURCHASE_END } from '#orchestrator/contracts/purchasing';
import { receiptKey } from '#orchestrator/contracts/receipt-key';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { linesInto } from '../bench.fixture.ts';
import { Procurement } from './procurement.ts';
import type { ProcurementPlan, ProcurementSettings } from './procurement-settings.ts';
import { StockPicture } from './stock-picture.ts';

const DAY_MS = 86_400_000;
const START = 0;

const plan = (node: number, supplier: number, products: readonly number[]): ProcurementPlan => ({
  node,
  supplier,
  firstReviewAt: START,
  reviewMs: DAY_MS,
  leadTimeMs: 4 * DAY_MS,
  products: products.map((product) => ({
    product,
    reorderUnits: 40,
    targetUnits: 100,
    unitCostMinor: 10 + product,
  })),
});

const SETTINGS: ProcurementSettings = {
  nodes: 2,
  suppliers: 3,
  products: 4,
  plans: [plan(0, 1, [0, 2]), plan(1, 2, [1])],
  until: 30 * DAY_MS,
  invoiceAfterMs: { kind: 'constant', value: 2 * DAY_MS },
  periodEnds: [],
  rememberMs: 60 * DAY_MS,
};

class BuyingBench {
  readonly kernel = new Kernel({ start: START });
  readonly log: string[] = [];
  readonly orders: (PurchaseOrder & { readonly key: number })[] = [];
  readonly picture: StockPicture;
  readonly procurement: Procurement;

  constructor(settings: Partial<ProcurementSettings> = {}, stock = 100) {
    this.picture = new StockPicture([0, 2].map((product) => ({ node: 0, product, units: stock })));
    this.picture.move(1, 1, stock);
    this.procurement = new Procurement(
      this.kernel,
      linesInto(this.log),
      new Random(1),
      { ...SETTINGS, ...settings },
      this.picture,
      (key, order) => this.orders.push({ ...order, key }),
    );
    this.kernel.component('buying', {
      save: () => [this.procurement.save(), this.picture.save()],
      load: (saved) => {
        const [own, picture] = saved as [ReturnType<Procurement['save']>, ReturnType<StockPicture['save']>];
        this.procurement.load(own);
        this.picture.load(picture);
      },
    });
  }

  started(): this {
    this.procurement.start();
    return this;
  }

  /** Up to the end of day n, from 0. */
  day(n: number): this {
    this.kernel.run({ until: START + n * DAY_MS + DAY_MS / 2 });
    return this;
  }

  sell(node: number, product: number, units: number): this {
    this.picture.move(node, product, -units);
    return this;
  }

  confirm(key: number, units: readonly number[]): this {
    this.procurement.takeConfirmation({ key, body: { units } } as never);
    return this;
  }

  receive(receipt: number, node: number, units: readonly number[]): this {
    this.procurement.postReceipt({ key: receipt, a: node, b: 0, body: { units, damaged: [] } } as never);
    return this;
  }

  done(key: number, end: number = PURCHASE_END.received): this {
    this.procurement.takeEnd({ key, a: end, b: 0 } as never);
    return this;
  }

  bought(): (readonly [key: number, units: readonly number[]])[] {
    return this.orders.map(({ key, lines }) => [key, lines.map(({ units }) => units)]);
  }
}

describe('a review', () => {
  test('buys what is at or below its reorder level up to its target, as one order a supplier', () => {
    const bench = new BuyingBench().started().day(0);
    expect(bench.orders).toEqual([]);
    bench.sell(0, 0, 60).sell(0, 2, 70).sell(1, 1, 59).day(1);
    expect(bench.orders).toEqual([
      {
        key: 1 * 2 * 3 + 0 * 3 + 1 + 1,
        supplier: 1,
        node: 0,
        lines: [
          { product: 0, units: 60, unitCostMinor: 10 },
          { product: 2, units: 70, unitCostMinor: 12 },
        ],
        dueAt: 5 * DAY_MS,
      },
    ]);
    expect(bench.log).toEqual([
      `ERP.purchaseOrderReleased purchaseOrder 8#1(130,${5 * DAY_MS})`,
      'ERP.purchaseCommitted purchaseOrder 8#1(1440,1)',
    ]);
  });

  test('counts what is on order, and goes by a picture that may be wrong, below zero too', () => {
    const bench = new BuyingBench().started().sell(0, 0, 160).day(1).day(2);
    expect(bench.bought()).toEqual([[2, [160]]]);
    bench.sell(0, 0, 70).day(3);
    expect(bench.bought()).toEqual([
      [2, [160]],
      [20, [70]],
    ]);
  });

  test('numbers an order by review, node and supplier: what others buy changes no number', () => {
    const one = new BuyingBench().started().sell(1, 1, 90).day(3);
    const both = new BuyingBench().started().sell(0, 0, 90).sell(1, 1, 90).day(3);
    expect(both.orders.filter(({ node }) => node === 1)).toEqual(one.orders);
  });

  test('comes no more after the end of planning', () => {
    const bench = new BuyingBench({ until: 2 * DAY_MS }).started().day(2).sell(0, 0, 90).day(10);
    expect(bench.orders).toEqual([]);
  });
});

describe('a commitment', () => {
  const KEY = 2;

  const opened = (): BuyingBench => new BuyingBench().sell(0, 0, 60).sell(0, 2, 70).started().day(0);

  test('is used by what is received, which is accrued until it is invoiced', () => {
    const bench = opened().receive(receiptKey(KEY, 0), 0, [60, 0]);
    const { procurement } = bench;
    expect([procurement.committedMinor, procurement.accruedMinor]).toEqual([840, 600]);
    expect(bench.picture.unitsAt(0, 0)).toBe(100);
    bench.day(3);
    expect(procurement.accruedMinor).toBe(0);
    expect(bench.log.slice(-3)).toEqual([
      'ERP.goodsReceiptPosted receipt 16#1(0,60)',
      'ERP.goodsReceiptValued receipt 16#1(600,600)',
      'ERP.supplierInvoiced receipt 16#1(600,1)',
    ]);
  });

  test('is freed by a confirmation of less, once, and at the end', () => {
    const bench = opened().confirm(KEY, [50, 70]).confirm(KEY, [1, 1]);
    expect(bench.procurement.committedMinor).toBe(1340);
    bench.receive(receiptKey(KEY, 0), 0, [50, 60]).done(KEY, PURCHASE_END.receivedShort).done(KEY);
    expect(bench.log.filter((each) => each.includes('Freed'))).toEqual([
      'ERP.commitmentFreed purchaseOrder 2#1(100,1)',
      'ERP.commitmentFreed purchaseOrder 2#2(120,1)',
    ]);
    expect(bench.procurement.committedMinor).toBe(0);
    expect(bench.procurement.openOrders()).toEqual([]);
  });

  test('that is freed is bought again at the next review', () => {
    const bench = opened().done(KEY, PURCHASE_END.declined).day(1);
    expect(bench.bought()).toEqual([
      [2, [60, 70]],
      [8, [60, 70]],
    ]);
  });

  test('is not used by more than was ordered, which is accrued all the same', () => {
    const bench = opened().receive(receiptKey(KEY, 0), 0, [65, 70]);
    expect(bench.log.at(-1)).toBe('ERP.goodsReceiptValued receipt 16#1(1490,1440)');
    expect([bench.procurement.committedMinor, bench.procurement.accruedMinor]).toEqual([0, 1490]);
  });

  test('counts a confirmation that comes after the goods for what is still to come', () => {
    const bench = opened().receive(receiptKey(KEY, 0), 0, [50, 0]).confirm(KEY, [55, 70]);
    expect(bench.procurement.committedMinor).toBe(5 * 10 + 70 * 12);
  });

  test('posts each receipt once, and rejected goods move nothing', () => {
    const bench = opened().receive(receiptKey(KEY, 0), 0, [0, 0]).receive(receiptKey(KEY, 1), 0, [60, 70]);
    bench.receive(receiptKey(KEY, 1), 0, [60, 70]).receive(receiptKey(99, 0), 0, [60, 70]);
    expect(bench.picture.unitsAt(0, 0)).toBe(100);
    expect(bench.procurement.ledger).toMatchObject({ receipts: 2, receivedUnits: 130, receivedMinor: 1440 });
  });

  test('is on the books of a period with what was received and not invoiced', () => {
    const bench = new BuyingBench({ periodEnds: [DAY_MS, 9 * DAY_MS] })
      .sell(0, 0, 60)
      .sell(0, 2, 70)
      .started();
    bench.day(0).receive(receiptKey(KEY, 0), 0, [60, 0]).day(20);
    expect(bench.log.filter((each) => each.includes('periodClosed'))).toEqual([
      'ERP.periodClosed period 1#1(840,600)',
      'ERP.periodClosed period 2#1(840,0)',
    ]);
  });
});

test('whatever comes in whatever order, each order is accounted for to the minor unit, and on order is what is open', () => {
  const step = fc.record({
    what: fc.constantFrom('confirm', 'receive', 'done'),
    order: fc.nat(3),
    n: fc.nat(3),
    units: fc.tuple(fc.nat(120), fc.nat(120)),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const bench = new BuyingBench().sell(0, 0, 60).sell(0, 2, 70).started();
      for (const [i, { what, order, n, units }] of steps.entries()) {
        bench.day(i);
        const key = (order * 2 + 0) * 3 + 1 + 1;
        if (what === 'confirm') bench.confirm(key, units);
        else if (what === 'receive') bench.receive(receiptKey(key, n), 0, units);
        else bench.done(key);
        bench.sell(0, 0, 20);
      }
      const { ledger, committedMinor, accruedMinor } = bench.procurement;
      expect(ledger.orderedMinor).toBe(ledger.usedMinor + ledger.freedMinor + committedMinor);
      expect(ledger.receivedMinor).toBe(ledger.invoicedMinor + accruedMinor);
      for (const { key } of bench.orders) bench.done(key);
      expect(bench.procurement.committedMinor).toBe(0);
      expect(bench.procurement.openOrders()).toEqual([]);
    }),
  );
});

test('a copy goes on as the original does', () => {
  const play = (bench: BuyingBench, from: number, to: number): BuyingBench => {
    for (let day = from; day < to; day++) {
      bench.sell(0, 0, 17).sell(0, 2, 9).sell(1, 1, 30).day(day);
      const last = bench.orders.at(-1);
      if (last === undefined) continue;
      bench.confirm(last.key, [50, 50]).receive(receiptKey(last.key, 0), last.node, [20, 20]);
      if (day % 3 === 0) bench.done(last.key);
    }
    return bench;
  };
  const settings = { periodEnds: [7 * DAY_MS, 14 * DAY_MS] };
  const straight = play(new BuyingBench(settings).started(), 0, 25).day(60);
  const source = play(new BuyingBench(settings).started(), 0, 9);
  const copy = new BuyingBench(settings);
  copy.kernel.restore(source.kernel.snapshot());
  copy.orders.push(source.orders.at(-1)!);
  play(copy, 9, 25).day(60);
  expect([...source.log, ...copy.log]).toEqual(straight.log);
  expect(copy.procurement.ledger).toEqual(straight.procurement.ledger);
});

test('orders that are done are forgotten after their time', () => {
  const bench = new BuyingBench({ rememberMs: 3 * DAY_MS }).started();
  for (let day = 0; day < 30; day++) {
    bench.sell(0, 0, 60).day(day);
    for (const { key } of bench.orders) bench.receive(receiptKey(key, 0), 0, [60]).done(key);
  }
  expect(bench.orders.length).toBeGreaterThan(20);
  expect(bench.procurement.remembered).toBeLessThanOrEqual(6);
});

test('a product that a node would buy from two suppliers is refused', () => {
  expect(() => new BuyingBench({ plans: [plan(0, 0, [1]), plan(0, 1, [1])] })).toThrow(
    /product 1 of this node is in two plans/,
  );
});
