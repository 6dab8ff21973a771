/**
 * Two ERPs by themselves: what the freeze keeps back, what the cut-over carries over, and that whatever was under way for a moved order is
 * done once, by the one that has it. The test plays the core.
 */
import { describe, expect, test } from 'vitest';
import { CORE_SENDER, type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { CONDITION } from '#orchestrator/contracts/erp';
import { ERP, NEXT_ERP } from '#orchestrator/contracts/partners';
import { shipmentKey } from '#orchestrator/contracts/shipment-key';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { trapRxErrors } from '#sim/rx/error-trap';
import { CALM_ERP, SALES } from './calm-erp.fixture.ts';
import { ErpMigration } from './erp-migration.ts';
import { ErpSystem } from './erp-system.ts';
import type { ErpMigrationSettings } from './migration-settings.ts';
import { OrderList } from './order-source.ts';
import { PLAIN_CONDUCT } from './profile.ts';
import { ERP_PROFILES } from './profiles.ts';
import type { ErpOrder, ErpSettings } from './settings.ts';
import { DAY_MS, HOUR_MS, MONDAY } from './system-bench.fixture.ts';

const FREEZE = MONDAY + 10 * HOUR_MS;
const CUT_OVER = MONDAY + 20 * HOUR_MS;
const PLAN: ErpMigrationSettings = {
  freezeFrom: FREEZE,
  cutOverAt: CUT_OVER,
  backlog: 'moved',
  doubledShare: 0,
  productsMissingShare: 0,
  customersMissingShare: 0,
  repairMs: { kind: 'constant', value: DAY_MS },
};

const SETTINGS: ErpSettings = {
  ...CALM_ERP,
  changeAfterMs: { kind: 'constant', value: 2 * HOUR_MS },
  cancelAfterMs: { kind: 'constant', value: 3 * HOUR_MS },
  stock: [{ node: 0, product: 7, units: 100 }],
  conduct: { ...PLAIN_CONDUCT, forms: ERP_PROFILES['business-central'].forms },
  refresh: { everyMs: null, nodes: 1, products: 8 },
};

/** Orders released after so many hours, numbered from 1. */
const orders = (hours: readonly number[]): ErpOrder[] =>
  hours.map((hour, i) => ({
    no: i + 1,
    drawKey: i + 1,
    releaseAt: MONDAY + hour * HOUR_MS,
    sales: SALES,
  }));

class Pair {
  readonly kernel = new Kernel({ start: MONDAY });
  readonly log: string[] = [];
  /** `hours after the start, partner, kind key` of what both have said. */
  readonly said: string[] = [];
  readonly from: ErpSystem;
  readonly to: ErpSystem;
  readonly migration: ErpMigration<ErpSystem>;
  private counter = 0;

  constructor(
    hours: readonly number[],
    plan: Partial<ErpMigrationSettings> = {},
    changes: Partial<ErpSettings> = {},
  ) {
    trapRxErrors(this.kernel);
    const business = (event: string, _owner: string, _type: string, key: number, n: number): void => {
      this.log.push(`${event} ${key}#${n}`);
    };
    const context = { kernel: this.kernel, log: { business } };
    const settings = { ...SETTINGS, ...changes };
    const source = new OrderList(orders(hours));
    const random = new Random(1);
    this.from = new ErpSystem(context, random, settings, source);
    const next = {
      ...settings,
      stock: [],
      conduct: { ...PLAIN_CONDUCT, forms: ERP_PROFILES['sap-s4'].forms },
    };
    const identity = { partner: NEXT_ERP, name: 'NEXT-ERP', prefix: 'nextErp' };
    this.to = new ErpSystem(context, random, next, source, identity);
    this.migration = new ErpMigration(context, random, { ...PLAN, ...plan }, this.from, this.to);
    for (const erp of [this.from, this.to]) {
      erp.join(this.migration);
      erp.output.subscribe(({ kind, key, fromKey }: Envelope) => {
        const hour = (this.kernel.now - MONDAY) / HOUR_MS;
        this.said.push(`${hour} ${fromKey === ERP ? 'old' : 'new'} ${kind} ${key}`);
      });
    }
    this.migration.start();
    this.from.start();
  }

  until(hour: number): void {
    this.kernel.run({ until: MONDAY + hour * HOUR_MS });
  }

  tell(erp: ErpSystem, kind: string, key: number, a: number, b: number, body: unknown): void {
    this.counter += 1;
    erp.take(envelope(kind, 8, key, PARTNER, erp.partner, CORE_SENDER, this.counter, key, a, b, body));
  }

  /** Goods of an order's first shipment leave, or arrive. */
  issue(erp: ErpSystem, order: number): void {
    this.tell(erp, 'reportGoodsIssue', shipmentKey(order, 0), 0, 10, { lines: [0], units: [10] });
  }

  deliver(erp: ErpSystem, order: number): void {
    const body = { lines: [0], units: [10] };
    this.tell(erp, 'reportDelivery', shipmentKey(order, 0), this.kernel.now, CONDITION.good, body);
  }

  count(event: string): number {
    return this.log.filter((line) => line.startsWith(`${event} `)).length;
  }
}

describe('in the freeze', () => {
  test('nothing is released: the new ERP releases it at the cut-over, and what comes later in its time', () => {
    const pair = new Pair([1, 12, 13, 25], { backlog: 'finished-in-old' });
    pair.kernel.run();
    expect(pair.said).toEqual([
      '1 old salesOrderReleased 1',
      '20 new salesOrderReleased 2',
      '20 new salesOrderReleased 3',
      '25 new salesOrderReleased 4',
    ]);
  });

  test.each([
    ['holdReleased', { holdShare: 1 }],
    ['orderRejected', { holdShare: 1, rejectShare: 1 }],
    ['orderChanged', { changeShare: 1 }],
    ['orderCancelled', { cancelShare: 1 }],
  ])('%s waits for the cut-over, and is said by whoever has the order then', (kind, luck) => {
    const changes = { classes: [{ ...SETTINGS.classes[0]!, ...luck }] };
    const moved = new Pair([9], {}, changes);
    moved.kernel.run();
    expect(moved.said.slice(1)).toEqual(['20 new orderTakenOver 1', `20 new ${kind} 1`]);
    const kept = new Pair([9], { backlog: 'finished-in-old' }, changes);
    kept.kernel.run();
    expect(kept.said.slice(1)).toEqual([`20 old ${kind} 1`]);
  });
});

describe('at the cut-over', () => {
  test('open orders are moved, said once, and have a document in the new ERP', () => {
    const pair = new Pair([1, 2]);
    pair.until(21);
    expect([pair.from.openOrders, pair.to.openOrders]).toEqual([0, 2]);
    expect(pair.said.slice(2)).toEqual(['20 new orderTakenOver 1', '20 new orderTakenOver 2']);
    expect(pair.count('orderMoved')).toBe(2);
    expect(pair.count('orderReleased')).toBe(2);
    // One in each ERP, and that of the old one closed.
    expect(pair.count('salesDocumentChanged')).toBe(6);
  });

  test('a share of the moved is said again as if it were new', () => {
    const pair = new Pair([1], { doubledShare: 1 });
    pair.until(21);
    expect(pair.said.slice(1)).toEqual(['20 new orderTakenOver 1', '20 new salesOrderReleased 1']);
    expect([pair.count('orderReleased'), pair.migration.ledger.doubled]).toEqual([1, 1]);
  });

  test('there is one picture of stock, whoever posts', () => {
    const pair = new Pair([1, 2], { backlog: 'finished-in-old' });
    pair.until(3);
    pair.issue(pair.from, 1);
    expect(pair.to.pictureOf(0, 7)).toBe(90);
    pair.until(21);
    pair.issue(pair.from, 2);
    expect([pair.from.pictureOf(0, 7), pair.to.pictureOf(0, 7)]).toEqual([80, 80]);
  });
});

describe('after the cut-over', () => {
  test('what the old ERP is told of a moved order the new one does, once, and it is counted', () => {
    const pair = new Pair([1]);
    pair.until(21);
    pair.issue(pair.from, 1);
    pair.issue(pair.to, 1);
    pair.deliver(pair.from, 1);
    pair.deliver(pair.to, 1);
    pair.until(24);
    pair.tell(pair.from, 'reportOrderDone', 1, 10, 0, null);
    pair.kernel.run();
    expect(pair.said.slice(2)).toEqual(['23 new customerBilled 8']);
    expect([pair.from.sideEffects.invoices, pair.to.sideEffects.invoices]).toEqual([0, 1]);
    expect(pair.count('goodsIssuePosted')).toBe(1);
    expect(pair.migration.ledger.forwarded).toBe(3);
    expect([pair.from.openOrders, pair.to.openOrders]).toEqual([0, 0]);
  });

  test('an invoice that the old ERP had planned is posted by the new one', () => {
    const pair = new Pair([1]);
    pair.until(19);
    pair.issue(pair.from, 1);
    pair.deliver(pair.from, 1);
    pair.kernel.run();
    expect(pair.said.at(-1)).toBe('21 new customerBilled 8');
    expect([pair.from.sideEffects.postings, pair.to.sideEffects.invoices]).toEqual([1, 1]);
  });

  test('a product that did not come over has no weight, and a customer no invoice, until they are mended', () => {
    const pair = new Pair([21], { productsMissingShare: 1, customersMissingShare: 1 });
    pair.until(22);
    pair.tell(pair.to, 'requestMasterData', 1, 0, 0, null);
    pair.issue(pair.to, 1);
    pair.deliver(pair.to, 1);
    pair.kernel.run();
    expect(pair.said.slice(1).sort()).toEqual(['44 new customerBilled 8', '44 new masterDataProvided 1']);
  });
});

test('a run that was copied in the freeze ends as the one that was not', () => {
  const ends = (copyAt: number | null): unknown => {
    let pair = new Pair([1, 9, 12, 25], { doubledShare: 0.5 });
    if (copyAt !== null) {
      pair.until(copyAt);
      const other = new Pair([1, 9, 12, 25], { doubledShare: 0.5 });
      other.kernel.restore(pair.kernel.snapshot());
      pair = other;
    }
    pair.kernel.run();
    return [pair.kernel.digest.hex(), pair.migration.ledger, pair.to.openOrders];
  };
  const whole = ends(null);
  for (const hour of [5, 15, 22]) expect(ends(hour)).toEqual(whole);
});
