/** Customers who change an order more than once and otherwise than by the units of one line. The core's side is played by the test. */
import { describe, expect, test } from 'vitest';
import { CHANGE_REFUSAL, CONDITION } from '#orchestrator/contracts/erp';
import { Random } from '#sim/random/random';
import { type ChangeWishSettings, WISHES } from './change-settings.ts';
import { ChangeWishes } from './change-wishes.ts';
import { type ErpBench, erp, events, orders, started, withClass } from './erp-bench.fixture.ts';
import { OrderList } from './order-source.ts';
import type { ErpOrder } from './settings.ts';
import { DAY_MS, HOUR_MS, MONDAY } from './system-bench.fixture.ts';

const WEEKDAYS = [true, true, true, true, true, false, false];
/** Orders go to place 11: of its country are 12 and 13. */
const NEAR: number[][] = Array.from({ length: 14 }, (_, place) => (place === 11 ? [12, 13] : []));
const CHANGES: ChangeWishSettings = {
  customers: 3,
  shares: { more: 0, less: 0, date: 0, place: 0 },
  againShare: 0,
  most: 3,
  afterMs: { kind: 'constant', value: HOUR_MS },
  moreFactor: { kind: 'uniform', min: 1, max: 3 },
  lessFactor: { kind: 'uniform', min: 0, max: 1 },
  dateDays: { kind: 'constant', value: 2 },
  soonerShare: 0,
  days: { zone: 'UTC', deliveryWeekdays: WEEKDAYS, deliveryDayEndMs: 0 },
  placesNear: NEAR,
};
const PROMISED = MONDAY + 3 * DAY_MS;

function bench(changes: Partial<ChangeWishSettings>, all: readonly ErpOrder[] = orders(1)): ErpBench {
  return started(erp({ changes: { ...CHANGES, ...changes }, lineBook: true }, new OrderList(all)), DAY_MS);
}
const only = (wish: keyof ChangeWishSettings['shares'], share = 1): ChangeWishSettings['shares'] => ({
  ...CHANGES.shares,
  [wish]: share,
});
const KINDS = ['orderChanged', 'deliveryDateChanged', 'shipToChanged'] as const;

describe('of each kind', () => {
  test('more and less of a line are by what was ordered, at least one unit', () => {
    for (const [wish, sign] of [
      ['more', 1],
      ['less', -1],
    ] as const) {
      const said = bench({ shares: only(wish) }, orders(60)).said('orderChanged');
      expect(said).toHaveLength(60);
      for (const [, , line, units] of said) {
        expect(Math.sign(units - [10, 3][line]!)).toBe(sign);
        expect(units).toBeGreaterThanOrEqual(0);
      }
    }
  });

  test('another day is the end of a delivery day, later or sooner, and never one that is over', () => {
    // Monday and three days is Thursday; two days on it is Saturday: the end of Monday.
    expect(bench({ shares: only('date') }).said('deliveryDateChanged')).toEqual([
      ['deliveryDateChanged', 1, MONDAY + 7 * DAY_MS, 1],
    ]);
    expect(bench({ shares: only('date'), soonerShare: 1 }).said('deliveryDateChanged')).toEqual([
      ['deliveryDateChanged', 1, MONDAY + DAY_MS, 1],
    ]);
    const over = { shares: only('date'), soonerShare: 1, dateDays: { kind: 'constant', value: 3 } } as const;
    expect(bench(over).said(...KINDS)).toEqual([]);
  });

  test('another day is another one: by a day at least, and not asked for where that is the day promised', () => {
    const days = (value: number, soonerShare: number, promisedAt = PROMISED) =>
      bench({ shares: only('date'), dateDays: { kind: 'constant', value }, soonerShare }, [
        ...orders(1).map((each) => ({ ...each, sales: { ...each.sales, promisedAt } })),
      ]).said('deliveryDateChanged');
    expect(days(0, 0)).toEqual([['deliveryDateChanged', 1, PROMISED + DAY_MS, 1]]);
    expect(days(0.4, 1)).toEqual([['deliveryDateChanged', 1, PROMISED - DAY_MS, 1]]);
    // Before the Monday there is no other day that week.
    expect(days(1, 1, MONDAY + 7 * DAY_MS)).toEqual([]);
  });

  test('another place is one of other customers in its country', () => {
    const said = bench({ shares: only('place') }, orders(40)).said('shipToChanged');
    expect(new Set(said.map(([, , place]) => place))).toEqual(new Set([12, 13]));
    expect(bench({ shares: only('place'), placesNear: [] }).said(...KINDS)).toEqual([]);
  });

  test('of the share that is said', () => {
    const said = bench({ shares: only('less', 0.25) }, orders(800)).said('orderChanged');
    expect(Math.abs(said.length / 800 - 0.25)).toBeLessThan(0.06);
  });
});

describe('several of one order', () => {
  test('are numbered as they are asked for, up to the most of each kind', () => {
    const both = bench({ shares: { ...only('less'), place: 1 }, againShare: 1, most: 2 });
    const asked = both.sent.filter(({ kind }) => KINDS.some((each) => each === kind));
    expect(
      asked.map(({ kind, b, body }) => [
        kind,
        kind === 'orderChanged' ? (body as { change: number }).change : b,
      ]),
    ).toEqual([
      ['orderChanged', 1],
      ['shipToChanged', 2],
      ['orderChanged', 3],
      ['shipToChanged', 4],
    ]);
    expect(events(both, 'shipToChanged')).toHaveLength(2);
    expect(events(both, 'orderChanged')[1]).toMatch(/^ERP.orderChanged order 1#3/);
  });

  test('come beside the one change of the class, and end with the order or its cancellation', () => {
    const early = { changeAfterMs: { kind: 'constant', value: 30 * 60_000 } } as const;
    const settings = {
      changes: { ...CHANGES, shares: only('more') },
      ...withClass({ changeShare: 1 }),
      ...early,
    };
    const after = started(erp(settings), DAY_MS);
    expect(after.said('orderChanged')).toHaveLength(2);
    const done = started(erp(settings), HOUR_MS / 2);
    done.tell('reportOrderDone', 1, 13, 0, null);
    done.kernel.run();
    expect(done.said('orderChanged')).toHaveLength(0);
    const calledOff = { ...settings, ...withClass({ cancelShare: 1 }), cancelAfterMs: early.changeAfterMs };
    expect(started(erp(calledOff), DAY_MS).said('orderChanged')).toEqual([]);
  });
});

describe('nobody changes', () => {
  test('what a history says all of, and what a store orders', () => {
    const fate = { held: null, changed: null, cancelledAfterMs: null, weightsMissing: [] };
    expect(
      bench(
        { shares: only('more') },
        orders(1).map((each) => ({ ...each, fate })),
      ).said(...KINDS),
    ).toEqual([]);
    expect(bench({ shares: only('more'), customers: 1 }).said(...KINDS)).toEqual([]);
  });
});

describe('the answer', () => {
  const made = (of: ErpBench, change: number): void => of.tell('answerChange', 1, 1, change, { reason: 0 });

  test('that another day is made is a promise, once', () => {
    const dated = bench({ shares: only('date') });
    expect(events(dated, 'orderRepromised')).toEqual([]);
    made(dated, 1);
    made(dated, 1);
    made(dated, 7);
    expect(events(dated, 'orderRepromised')).toEqual([
      `ERP.orderRepromised order 1#1(${MONDAY + 7 * DAY_MS},1)`,
    ]);
    // It counts in the book of lines.
    dated.tell('reportGoodsIssue', 8, 4, 13, { lines: [0, 1], units: [10, 3] });
    dated.tell('reportDelivery', 8, PROMISED + HOUR_MS, CONDITION.good, { lines: [0, 1], units: [10, 3] });
    dated.tell('reportOrderDone', 1, 13, 0, null);
    expect(events(dated, 'orderLinesJudged')).toEqual(['ERP.orderLinesJudged order 1#1(2,2)']);
  });

  test('that it is too late changes nothing', () => {
    const dated = bench({ shares: only('date') });
    dated.tell('answerChange', 1, 0, 1, { reason: CHANGE_REFUSAL.withLoad });
    made(dated, 1);
    expect(events(dated, 'orderRepromised')).toEqual([]);
  });
});

test('which changes come, when and of what is keyed by the order, the kind and which time', () => {
  const settings = { ...CHANGES, shares: { more: 0.5, less: 0.5, date: 0.5, place: 0.5 }, againShare: 0.5 };
  const drawn = (only: readonly number[]): Map<string, unknown> => {
    const wishes = new ChangeWishes(new Random(4), settings);
    const all = new Map<string, unknown>();
    for (const key of only)
      for (const wish of WISHES)
        for (const time of [1, 2, 3])
          all.set(`${key} ${wish} ${time}`, [
            wishes.comes(key, wish, time),
            wishes.afterMs(key, wish, time),
            wishes.line(key, wish, time, 5),
            wish === 'more' || wish === 'less' ? wishes.units(key, wish, time, 20) : 0,
            wishes.date(key, time, PROMISED),
            wishes.place(key, time, 11),
          ]);
    return all;
  };
  const some = drawn([3, 1]);
  const more = drawn([1, 2, 3]);
  for (const [name, draw] of some) expect(more.get(name)).toEqual(draw);
});
