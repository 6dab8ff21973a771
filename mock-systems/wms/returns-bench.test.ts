/** The returns bench: parcels wait for whoever is there, what is good is stock again, and nothing is taken in twice or lost. */
import { describe, expect, test } from 'vitest';
import type { GradedUnits } from '#orchestrator/contracts/returns';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { linesInto } from '../bench.fixture.ts';
import type { ReturnParcel } from '../return-parcels.ts';
import { ReturnsBench } from './returns-bench.ts';
import type { StationSettings, WmsSettings } from './settings.ts';
import { Stock } from './stock.ts';

/** 2026-01-05T00:00:00Z, a Monday. */
const START = 1_767_571_200_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const ONE_PERSON: StationSettings = {
  workers: 1,
  msPerLine: { kind: 'constant', value: 5 * MINUTE_MS },
  msPerShipment: { kind: 'constant', value: 10 * MINUTE_MS },
  msPerHandlingUnit: null,
  shifts: [0, 1, 2].map(
    (day) => [START + day * DAY_MS + 8 * HOUR_MS, START + day * DAY_MS + 9 * HOUR_MS] as const,
  ),
  breakdowns: null,
};

const parcel = (key: number, changes: Partial<ReturnParcel> = {}): ReturnParcel => ({
  key,
  node: 0,
  products: [0, 1],
  units: [4, 2],
  worn: [1, 0],
  strangeUnits: 0,
  ...changes,
});

class Bench {
  readonly kernel = new Kernel({ start: START });
  readonly log: string[] = [];
  readonly arrived: number[] = [];
  readonly told: (readonly [key: number, goods: GradedUnits, good: number, scrapped: number, at: number])[] =
    [];
  readonly stock: Stock;
  readonly bench: ReturnsBench;

  /** @param returns null = it has no bench */
  constructor(returns: StationSettings | null = ONE_PERSON) {
    const lots = [0, 1].map((product) => ({ product, units: 100, expiresAt: null }));
    const node = {
      stock: { lots, replenishment: [], counts: null },
      ...(returns === null ? {} : { returns }),
    };
    const products = [0, 1].map(() => ({ unitWeightGrams: 100, shelfLifeMs: null }));
    const settings = { startAt: START, products, nodes: [node] } as unknown as WmsSettings;
    this.stock = new Stock(settings);
    this.bench = new ReturnsBench(
      this.kernel,
      linesInto(this.log),
      new Random(1),
      settings,
      this.stock,
      (order) => order,
      {
        arrived: (key) => this.arrived.push(key),
        graded: (key, goods, good, scrapped) =>
          this.told.push([key, goods, good, scrapped, this.kernel.now - START]),
      },
    );
    this.kernel.component('bench', {
      save: () => [this.bench.save(), this.stock.save()],
      load: (saved) => {
        const [bench, stock] = saved as [ReturnType<ReturnsBench['save']>, ReturnType<Stock['save']>];
        this.bench.load(bench);
        this.stock.load(stock);
      },
    });
  }

  arrive(...parcels: readonly ReturnParcel[]): this {
    for (const each of parcels) this.bench.arrive(each);
    return this;
  }
}

describe('a parcel', () => {
  test('is opened when the bench is staffed, graded, and what is good of it is stock again', () => {
    const at = new Bench().arrive(parcel(17));
    at.kernel.run();
    expect(at.told).toEqual([
      [17, { good: [3, 2], scrapped: [1, 0], strangeUnits: 0 }, 5, 1, 8 * HOUR_MS + 20 * MINUTE_MS],
    ]);
    expect(at.log).toEqual([
      'WMS.returnArrived return 17#1(0,6)',
      `WMS.returnLabourSpent return 17#1(${20 * MINUTE_MS},0)`,
      'WMS.customerReturned return 17#1(0,6)',
      'WMS.stockAdjusted node 0#4355(0,-1)',
      'WMS.returnGraded return 17#1(5,1)',
    ]);
    expect(at.stock.balance(0, 0)).toMatchObject({ available: 103, returned: 4, adjustedOut: 1 });
    expect(at.stock.balance(0, 1)).toMatchObject({ available: 102, returned: 2, adjustedOut: 0 });
  });

  test('waits its turn: one person, first come, first served', () => {
    const at = new Bench().arrive(parcel(1), parcel(2), parcel(3), parcel(4));
    expect(at.arrived).toEqual([1, 2, 3, 4]);
    expect(at.bench.open).toBe(4);
    at.kernel.run();
    // The fourth does not fit into the hour: the rest of its work is done the next morning.
    expect(at.told.map(([key, , , , ms]) => [key, ms / MINUTE_MS])).toEqual([
      [1, 500],
      [2, 520],
      [3, 540],
      [4, 1_940],
    ]);
    expect(at.bench.open).toBe(0);
    expect(at.bench.ledger).toMatchObject({
      parcels: 4,
      graded: 4,
      goodUnits: 20,
      scrappedUnits: 4,
      workMs: 80 * MINUTE_MS,
    });
  });

  test('with something else in it is told so; that is no stock', () => {
    const at = new Bench().arrive(parcel(5, { units: [0, 0], worn: [0, 0], strangeUnits: 2 }));
    at.kernel.run();
    expect(at.told).toMatchObject([[5, { strangeUnits: 2 }, 0, 0, 490 * MINUTE_MS]]);
    expect(at.stock.balance(0, 0)).toMatchObject({ available: 100, returned: 0 });
  });

  test('is opened at once where there is no bench', () => {
    const at = new Bench(null).arrive(parcel(6), parcel(7));
    at.kernel.run();
    expect(at.told.map(([key, , , , ms]) => [key, ms])).toEqual([
      [6, 0],
      [7, 0],
    ]);
  });
});

test('a copy goes on as the original does', () => {
  const at = new Bench().arrive(parcel(1), parcel(2), parcel(3));
  at.kernel.run({ until: START + 8 * HOUR_MS + 25 * MINUTE_MS });
  const copy = new Bench();
  copy.kernel.restore(structuredClone(at.kernel.snapshot()));
  for (const each of [at, copy]) each.kernel.run();
  expect(copy.told).toEqual(at.told.slice(1));
  expect(copy.bench.ledger).toEqual(at.bench.ledger);
  expect(copy.stock.balance(0, 0)).toEqual(at.stock.balance(0, 0));
});
