/** A refreshed picture takes over what WMS knows and ERP does not, and counts nothing twice however late ERP posts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Kernel } from '#sim/kernel';
import { RefreshedPicture } from './stock-refresh.ts';

const HOUR_MS = 3_600_000;

class Bench {
  readonly kernel = new Kernel({ start: 0 });
  readonly there = { received: 0, available: 100, reserved: 0, shipped: 0 };
  readonly picture: RefreshedPicture;

  constructor({ buys = false, everyMs = HOUR_MS as number | null } = {}) {
    this.picture = new RefreshedPicture(
      this.kernel,
      [{ node: 0, product: 0, units: 100 }],
      { everyMs, nodes: 1, products: 1, buys },
      () => ({ isUnlimited: () => false, balance: () => this.there }),
    );
    this.picture.schedulesBy(this.kernel.handler('refresh', () => this.picture.refresh()));
  }

  ship(units: number): void {
    this.there.available -= units;
    this.there.shipped += units;
  }

  post(units: number): void {
    this.picture.move(0, 0, -units);
  }
}

describe('a refresh', () => {
  test('takes over what was counted, once the picture has moved', () => {
    const bench = new Bench();
    bench.ship(10);
    bench.post(10);
    bench.there.available -= 3;
    expect(bench.picture.unitsAt(0, 0)).toBe(90);
    bench.kernel.run();
    expect(bench.picture.unitsAt(0, 0)).toBe(87);
    expect(bench.picture.unitsTaken(0, 0)).toBe(-3);
    expect(bench.kernel.now).toBe(HOUR_MS);
  });

  test('leaves out what has left and is not posted yet', () => {
    const bench = new Bench();
    bench.ship(10);
    bench.ship(5);
    bench.post(10);
    bench.kernel.run();
    expect(bench.picture.unitsAt(0, 0)).toBe(90);
    bench.post(5);
    expect(bench.picture.unitsAt(0, 0)).toBe(85);
  });

  test('leaves out receipts that ERP posts itself', () => {
    const bench = new Bench({ buys: true });
    bench.there.available += 40;
    bench.there.received += 40;
    bench.ship(1);
    bench.post(1);
    bench.kernel.run();
    expect(bench.picture.unitsAt(0, 0)).toBe(99);
  });

  test('does not come without a period', () => {
    const bench = new Bench({ everyMs: null });
    bench.there.available -= 3;
    bench.post(1);
    expect(bench.kernel.run()).toBe('empty');
    expect(bench.picture.unitsAt(0, 0)).toBe(99);
  });
});

test('when all is posted and refreshed, the picture is what lies there, whatever the order of things', () => {
  const step = fc.record({ ship: fc.nat(5), adjust: fc.integer({ min: -5, max: 5 }), late: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const bench = new Bench();
      let unposted = 0;
      for (const { ship, adjust, late } of steps) {
        bench.ship(ship);
        bench.there.available += adjust;
        unposted += ship;
        if (late) continue;
        bench.post(unposted);
        unposted = 0;
        bench.kernel.run();
      }
      bench.post(unposted);
      bench.kernel.run();
      expect(bench.picture.unitsAt(0, 0)).toBe(bench.there.available);
    }),
  );
});

test('another picture that carries on refreshes as this one would have', () => {
  const bench = new Bench();
  bench.ship(10);
  bench.post(10);
  const next = new Bench();
  next.picture.carryOn(bench.picture);
  next.ship(10);
  next.there.available -= 2;
  next.post(0);
  next.kernel.run();
  expect(next.picture.unitsAt(0, 0)).toBe(88);
});
