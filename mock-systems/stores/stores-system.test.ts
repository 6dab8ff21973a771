/** Stores: what is not there is not sold, books drift from shelves until they are counted, and few people receive within windows. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ShelfReport } from '#orchestrator/contracts/stores';
import { FIRST, HOUR_MS, storesBench } from './stores.fixture.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

describe('at the tills', () => {
  test('no more is sold than stands there; the rest is lost, in units and in money', () => {
    const bench = storesBench({}, { startUnits: [5, 0] });
    bench.stores.start();
    bench.until(12);
    const [sold] = bench.of('shelfSold');
    const [lost] = bench.of('salesLost');
    expect(sold).toMatchObject({ n: 1, a: 5, b: 500 });
    expect(lost!.a).toBeGreaterThan(5);
    // In the first hour one of two products stood there; what was left for the second hour is in what was sold.
    expect(bench.of('shelfAvailable')[0]).toMatchObject({ b: 4 });
    expect(bench.of('shelfClosed')[0]).toMatchObject({ a: 0, b: 0 });
  });

  test('a fuller shelf sells no less, of the same demand', () => {
    const soldFrom = (units: number): number => {
      const bench = storesBench({}, { startUnits: [units, units] });
      bench.stores.start();
      bench.until(40);
      return sum(bench.of('shelfSold').map(({ a }) => a));
    };
    const sold = [1, 5, 10, 30, 200].map(soldFrom);
    expect(sold).toEqual(sold.toSorted((x, y) => x - y));
    expect(soldFrom(200)).toBe(soldFrom(300));
  });

  test('units are conserved, whatever is on the shelf and disappears', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        (units, share) => {
          const bench = storesBench({ shrinkageShare: share }, { startUnits: [units, units] }, units);
          bench.stores.start();
          bench.kernel.run();
          const left = bench.stores.shelves.totalOf(0).units;
          const out = sum([...bench.of('shelfSold'), ...bench.of('shelfShrunk')].map(({ a }) => a));
          expect(left + out).toBe(2 * units);
          expect(bench.stores.ledger.soldUnits + bench.stores.ledger.shrunkUnits).toBe(out);
        },
      ),
    );
  });

  test('books are reported group by group at the start and at every closing, with what the day has sold', () => {
    const bench = storesBench();
    bench.stores.start();
    bench.until(40);
    expect(bench.heard('shelfReported').map(({ key, b }) => [key, b])).toEqual([
      [0, 1],
      [1, 1],
      [0, 2],
      [1, 2],
      [0, 3],
      [1, 3],
    ]);
    const closing = bench.heard('shelfReported').slice(2, 4);
    const sold = closing.map(({ body }) => (body as ShelfReport).sold[0]!);
    expect(sum(sold)).toBe(bench.of('shelfSold')[0]!.a);
    expect(closing.map(({ body }) => (body as ShelfReport).onHand[0])).toEqual([15 - sold[0]!, 3 - sold[1]!]);
  });

  test('what disappears stays in the books until it is counted', () => {
    const run = (countDays: number | null) => {
      const bench = storesBench({ shrinkageShare: 1, countDays }, { startUnits: [200, 200] });
      bench.stores.start();
      bench.until(40);
      const { shelves } = bench.stores;
      return {
        gone: sum(bench.of('shelfShrunk').map(({ a }) => a)),
        off: shelves.bookedAt(0, 0) + shelves.bookedAt(0, 1) - shelves.totalOf(0).units,
        bench,
      };
    };
    const never = run(null);
    expect(never.gone).toBeGreaterThan(0);
    expect(never.off).toBe(never.gone);
    const daily = run(1);
    expect(daily.off).toBe(0);
    expect(sum(daily.bench.of('shelfCounted').map(({ a }) => a))).toBe(daily.gone);
  });
});

describe('at the back door', () => {
  test('a delivery outside of a window waits for it, and is on the shelf when it has been received', () => {
    const bench = storesBench();
    bench.until(4);
    bench.deliver(FIRST, [0], [12]);
    bench.until(20);
    // From six on: half an hour, and two cases of a minute each.
    const at = 6 * HOUR_MS + HOUR_MS / 2 + 2 * 60_000;
    expect(bench.of('deliveryTaken')).toMatchObject([{ key: FIRST * 8, a: 0, b: HOUR_MS / 2 + 2 * 60_000 }]);
    expect(bench.of('transferReceived')).toEqual([
      { event: 'transferReceived', key: FIRST * 8, n: 1, a: 12, b: 0, at },
    ]);
    expect(bench.heard('transferReceived')).toMatchObject([
      { key: 0, a: FIRST, b: 0, body: { products: [0], units: [12] } },
    ]);
    expect(bench.stores.shelves.unitsAt(0, 0)).toBe(27);
  });

  test('one person receives one delivery after the other, two receive both at once', () => {
    const run = (receivers: number): number[] => {
      const bench = storesBench({}, { receivers });
      bench.until(6.5);
      bench.deliver(FIRST, [0], [6]);
      bench.deliver(FIRST + 2, [1], [3]);
      bench.until(20);
      return bench.of('transferReceived').map(({ at }) => at - 6.5 * HOUR_MS);
    };
    const each = HOUR_MS / 2 + 60_000;
    expect(run(1)).toEqual([each, 2 * each]);
    expect(run(2)).toEqual([each, each]);
  });

  test('what would begin after the window waits for the next; after the last window nobody waits', () => {
    const bench = storesBench();
    bench.until(9);
    bench.deliver(FIRST, [0], [6]);
    bench.until(40);
    expect(bench.of('transferReceived')[0]!.at).toBe(30 * HOUR_MS + HOUR_MS / 2 + 60_000);
    bench.deliver(FIRST + 4, [0], [6]);
    bench.until(60);
    expect(bench.of('transferReceived')[1]!.at).toBe(40 * HOUR_MS + HOUR_MS / 2 + 60_000);
  });

  test('damaged and refused goods never reach the shelf, lost ones nobody sees', () => {
    const bench = storesBench();
    bench.until(6);
    bench.deliver(FIRST, [0], [6], 1);
    bench.deliver(FIRST + 1, [0], [6], 2);
    bench.deliver(FIRST + 2, [0], [6], 3);
    bench.until(20);
    expect(bench.of('deliveryRefused').map(({ key }) => key)).toEqual([FIRST * 8, (FIRST + 1) * 8]);
    expect(bench.of('transferReceived')).toEqual([]);
    expect(bench.stores.shelves.unitsAt(0, 0)).toBe(15);
  });
});

describe('asked again', () => {
  test('it tells its books, and every receipt of a transfer', () => {
    const bench = storesBench();
    bench.stores.start();
    bench.until(6);
    bench.deliver(FIRST, [0], [6]);
    bench.deliver(FIRST, [1], [3], 0, 1);
    bench.until(8);
    bench.said.length = 0;
    bench.tell('askForReceipts', 0, FIRST, null);
    bench.tell('askForReceipts', 0, FIRST + 8, null);
    bench.tell('requestShelf', 1, 1, null);
    expect(bench.said).toMatchObject([
      { kind: 'transferReceived', a: FIRST, b: 0, body: { products: [0], units: [6] } },
      { kind: 'transferReceived', a: FIRST, b: 1, body: { products: [1], units: [3] } },
      { kind: 'shelfReported', key: 1, b: 2, body: { onHand: [6], sold: [0] } },
    ]);
    expect(bench.of('transferReceived')).toHaveLength(2);
  });
});

test('a copy goes on as the original does', () => {
  const settings = [{ shrinkageShare: 0.2, countDays: 2 }, { startUnits: [30, 9] }] as const;
  const original = storesBench(...settings);
  original.stores.start();
  original.until(5);
  original.deliver(FIRST, [0], [6]);
  original.until(9.5);
  const copy = storesBench(...settings);
  copy.kernel.restore(original.kernel.snapshot());
  original.kernel.run();
  copy.kernel.run();
  expect(copy.kernel.digest.hex()).toBe(original.kernel.digest.hex());
  expect(copy.stores.ledger).toEqual(original.stores.ledger);
  expect(copy.stores.shelves.totalOf(0)).toEqual(original.stores.shelves.totalOf(0));
  expect(original.stores.ledger.receivedUnits).toBe(6);
});
