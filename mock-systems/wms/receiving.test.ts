/**
 * Receiving: who has which slot and which door, when goods are counted, and when they are stock. Trucks are driven in by the test, in
 * the suppliers' place.
 */
import { describe, expect, test } from 'vitest';
import { DockBench } from './receiving.fixture.ts';
import { stockFault } from './stock-audit.ts';
import { HOUR_MS, MINUTE_MS, START, station } from './wms.fixture.ts';

const A = 8;
const B = 16;
const C = 24;
const D = 32;
describe('slots', () => {
  test('are offered from an instant on, each at another time, and not what is taken or past', () => {
    const bench = new DockBench({ doors: 2 });
    expect(bench.slots(A, 30)).toEqual([60, 120, 180].map((from) => ({ door: 0, from })));
    bench.book(A, 60).book(B, 60, 1);
    expect(bench.slots(C, 30)).toEqual([120, 180, 240].map((from) => ({ door: 0, from })));
    bench.book(C, 120);
    expect(bench.slots(D, 60)[0]).toEqual({ door: 1, from: 120 });
    bench.until(150);
    expect(bench.slots(D, 0)[0]).toEqual({ door: 0, from: 180 });
  });

  test('are never booked twice: who comes second is refused', () => {
    const bench = new DockBench().book(A, 60).book(B, 60).book(B, 120);
    expect(bench.said.map(([kind, key, b]) => [kind, key, (b - START) / MINUTE_MS])).toEqual([
      ['slotBooked', A, 60],
      ['slotRefused', B, 60],
      ['slotBooked', B, 120],
    ]);
    expect(bench.events('slotBooked')).toHaveLength(2);
  });

  test('booked again are booked; another takes the place of the first, which is free', () => {
    const bench = new DockBench().book(A, 60).book(A, 60).book(A, 120).book(B, 60);
    expect(bench.said.map(([kind]) => kind)).toEqual(Array(4).fill('slotBooked'));
    expect(bench.events('slotBooked')).toEqual([
      `0 WMS.slotBooked receipt 8#1(${START + HOUR_MS},0)`,
      `0 WMS.slotBooked receipt 8#2(${START + 2 * HOUR_MS},0)`,
      `0 WMS.slotBooked receipt 16#1(${START + HOUR_MS},0)`,
    ]);
  });

  test('that do not exist, or are over, are refused', () => {
    const bench = new DockBench().until(130).book(A, 90).book(A, 60).book(A, 180, 1);
    expect(bench.said.map(([kind]) => kind)).toEqual(Array(3).fill('slotRefused'));
  });

  test('that are cancelled are free, and the truck that comes all the same is turned away', () => {
    const bench = new DockBench().book(A, 60).cancel(A).cancel(A).book(B, 60).truck(A, 60);
    expect(bench.said.map(([kind, key]) => [kind, key])).toEqual([
      ['slotBooked', A],
      ['slotBooked', B],
    ]);
    expect(bench.events('slotReleased')).toHaveLength(1);
    expect(bench.events('truckTurnedAway')).toHaveLength(1);
    expect(bench.wms.receiving!.ledger).toMatchObject({ trucks: 1, turnedAwayUnits: 15, openUnits: 0 });
    expect(bench.until(600).docked()).toEqual([]);
  });

  test('are not offered where trucks come without', () => {
    expect(new DockBench({ offeredMax: 0 }).slots(A, 0)).toEqual([]);
  });
});

describe('a truck', () => {
  test('that is early waits for its slot', () => {
    const bench = new DockBench().book(A, 60).truck(A, 20).until(200);
    expect(bench.said[1]).toEqual(['truckAtGate', A, 0, 20]);
    expect(bench.docked()).toEqual([[A, 60, 0]]);
  });

  test('that is late within its slot goes in at once; when it is over it waits like one without', () => {
    const within = new DockBench().book(A, 60).truck(A, 110).until(200);
    expect([within.said[1]![2], within.docked()]).toEqual([0, [[A, 110, 0]]]);
    const missed = new DockBench().book(A, 60).book(B, 120).truck(A, 121).until(130).truck(B, 150).until(400);
    expect(missed.said[2]).toEqual(['truckAtGate', A, 1, 121]);
    // The door is B's for an hour from its slot on, whether it is there or not.
    expect(missed.docked()).toEqual([
      [B, 150, 0],
      [A, 180, 0],
    ]);
  });

  test('without a slot goes to a door that is free for as long as a slot, in the order of coming', () => {
    const bench = new DockBench().book(C, 60).truck(A, 10).truck(B, 11).truck(C, 60).until(600);
    expect(bench.docked()).toEqual([
      [C, 60, 0],
      [A, 90, 0],
      [B, 120, 0],
    ]);
    const free = new DockBench().truck(A, 10).truck(B, 11).until(600);
    expect(free.docked()).toEqual([
      [A, 10, 0],
      [B, 40, 0],
    ]);
  });

  test('without a slot takes the door of one that does not come, once that slot is over', () => {
    const bench = new DockBench().book(C, 60).truck(A, 30).until(600);
    expect(bench.docked()).toEqual([[A, 120, 0]]);
  });

  test('without a slot is called while the dock is open', () => {
    const open = [
      [START + 3 * HOUR_MS, START + 5 * HOUR_MS],
      [START + 24 * HOUR_MS, START + 30 * HOUR_MS],
    ] as const;
    const bench = new DockBench({ open }).truck(A, 10).truck(B, 320).until(2000);
    expect(bench.docked()).toEqual([
      [A, 180, 0],
      [B, 1440, 0],
    ]);
  });

  test('whose door is still taken at its slot goes to another that is free, or waits', () => {
    const slow = { unload: station(9, 90) };
    const waits = new DockBench(slow).book(A, 60).book(B, 120).truck(A, 60).truck(B, 120).until(600);
    expect(waits.docked()).toEqual([
      [A, 60, 0],
      [B, 150, 0],
    ]);
    const other = new DockBench({ ...slow, doors: 2 })
      .book(A, 60)
      .book(B, 120)
      .truck(A, 60)
      .truck(B, 120)
      .until(600);
    expect(other.docked()).toEqual([
      [A, 60, 0],
      [B, 120, 1],
    ]);
  });

  test('with a slot booked while it stands at the gate is unloaded in it', () => {
    const bench = new DockBench().book(B, 60).truck(A, 50).book(A, 120).until(600);
    expect(bench.docked()).toEqual([[A, 120, 0]]);
  });

  test('holds its door while it waits for a crew, and no door has two', () => {
    const bench = new DockBench({ doors: 2, unload: station(1, 30) });
    bench.truck(A, 0).truck(B, 0).truck(C, 0).until(600);
    expect(bench.docked()).toEqual([
      [A, 0, 0],
      [B, 0, 1],
      [C, 30, 0],
    ]);
    expect(bench.events('receiptCounted').map((each) => each.split(' ')[0])).toEqual(['30', '60', '90']);
  });
});

describe('goods', () => {
  test('on the dock are no stock; put away they are, each line as a lot', () => {
    const bench = new DockBench().book(A, 0).truck(A, 0).until(60);
    expect(bench.said.slice(1).map(([kind, , b, at]) => [kind, b, at])).toEqual([
      ['truckAtGate', 0, 0],
      ['receiptCounted', 1, 30],
    ]);
    expect(bench.wms.stockOf(0, 0)).toBe(100);
    expect(bench.wms.receiving!.open()).toEqual([A]);
    bench.release(A).until(69);
    expect(bench.wms.stockOf(0, 0)).toBe(100);
    bench.until(70);
    expect([bench.wms.stockOf(0, 0), bench.wms.stockOf(0, 1)]).toEqual([110, 105]);
    expect(bench.said.at(-1)).toEqual(['receiptPutAway', A, 15, 70]);
    expect(bench.events('goodsReceived')).toEqual([
      '70 WMS.goodsReceived node 0#25(0,10)',
      '70 WMS.goodsReceived node 0#26(1,5)',
    ]);
    expect(bench.wms.receiving!.open()).toEqual([]);
    expect(stockFault(bench.wms.stock, 0, 0)).toBeNull();
  });

  test('are as expected only if each line is, whole and announced', () => {
    const b = (bench: DockBench): number =>
      bench.until(100).said.find(([kind]) => kind === 'receiptCounted')![2];
    expect(b(new DockBench().book(A, 0).truck(A, 0))).toBe(1);
    expect(b(new DockBench().book(A, 0).truck(A, 0, [9, 6]))).toBe(0);
    expect(b(new DockBench().book(A, 0).truck(A, 0, [10, 5], [1, 0]))).toBe(0);
    expect(b(new DockBench().truck(A, 0))).toBe(0);
  });

  test('damaged are set aside, sent back are gone, and all units are accounted for', () => {
    const bench = new DockBench().truck(A, 0, [10, 5], [3, 0]).until(30).release(A).until(60);
    bench.truck(B, 60, [20, 0], [1, 0]).until(90).release(B, 0).until(200);
    expect(bench.wms.stockOf(0, 0)).toBe(107);
    expect(bench.events('goodsSentBack')).toEqual(['90 WMS.goodsSentBack receipt 16#1(20,0)']);
    expect(bench.wms.receiving!.ledger).toEqual({
      trucks: 2,
      arrivedUnits: 35,
      putAwayUnits: 12,
      damagedUnits: 3,
      sentBackUnits: 20,
      turnedAwayUnits: 0,
      openUnits: 0,
      miscountedUnits: 0,
    });
  });

  test('of which it is heard while they are there that nothing is expected are sent back', () => {
    for (const minute of [10, 40]) {
      const bench = new DockBench().truck(A, 0).until(minute).cancel(A).until(60).release(A).until(100);
      expect(bench.events('goodsSentBack')).toHaveLength(1);
      expect(bench.wms.stockOf(0, 0)).toBe(100);
      expect(bench.wms.receiving!.open()).toEqual([]);
    }
    const late = new DockBench().truck(A, 0).until(30).release(A).cancel(A).until(100);
    expect(late.wms.stockOf(0, 0)).toBe(110);
  });

  test('may be counted wrong, in either direction', () => {
    const fewer = new DockBench({ countWrongShare: 1, countFewerShare: 1 })
      .truck(A, 0)
      .until(30)
      .release(A)
      .until(60);
    expect(fewer.wms.receiving!.ledger).toMatchObject({
      putAwayUnits: 13,
      miscountedUnits: -2,
      openUnits: 0,
    });
    const more = new DockBench({ countWrongShare: 1, countFewerShare: 0 })
      .truck(A, 0)
      .until(30)
      .release(A)
      .until(60);
    expect(more.wms.stockOf(0, 0)).toBe(111);
  });

  test('released again are put away once, and that is said again', () => {
    const bench = new DockBench()
      .truck(A, 0)
      .release(A)
      .until(30)
      .release(A)
      .release(A)
      .until(60)
      .release(A)
      .until(90);
    expect(bench.wms.stockOf(0, 0)).toBe(110);
    expect(bench.said.filter(([kind]) => kind === 'receiptPutAway')).toHaveLength(2);
    expect(bench.events('receiptPutAway')).toHaveLength(1);
  });

  test('cost the labour of unloading and putting away', () => {
    const bench = new DockBench().truck(A, 0).until(30).release(A).until(60);
    expect(bench.events('receivingLabourSpent')).toEqual([
      `40 WMS.receivingLabourSpent receipt 8#1(${40 * MINUTE_MS},0)`,
    ]);
  });
});

test('a copy goes on as the original does, from each of its hours', () => {
  const play = (bench: DockBench, from: number, to: number): void => {
    for (let hour = from; hour < to; hour++) {
      const receipt = 8 * (hour + 1);
      bench.book(receipt, ((hour * 7) % 5) * 60 + hour * 60);
      if (hour % 3 === 0) bench.cancel(receipt - 16);
      bench.truck(receipt, hour * 60 + ((hour * 37) % 60), [hour + 1, 5], [hour % 2, 0]);
      if (hour > 2) bench.release(receipt - 16, hour % 4 === 0 ? 0 : 1);
      bench.until((hour + 1) * 60);
    }
  };
  const dock = { doors: 2, unload: station(1, 50), putAway: station(1, 45), countWrongShare: 0.3 };
  const straight = new DockBench(dock);
  play(straight, 0, 30);
  straight.until(6000);
  for (let stop = 1; stop < 30; stop += 4) {
    const source = new DockBench(dock);
    play(source, 0, stop);
    const copy = new DockBench(dock);
    copy.kernel.restore(source.kernel.snapshot());
    copy.numberFrom(10_000);
    const before = source.log.length;
    source.until(6000);
    play(copy, stop, 30);
    copy.until(6000);
    expect([...source.log.slice(0, before), ...copy.log]).toEqual(straight.log);
    expect(copy.wms.receiving!.ledger).toEqual(straight.wms.receiving!.ledger);
  }
});

test('what is over is forgotten after its time', () => {
  const bench = new DockBench({}, 24 * HOUR_MS);
  for (let hour = 0; hour < 150; hour++) {
    const receipt = 8 * (hour + 1);
    bench
      .book(receipt, hour * 60)
      .truck(receipt, hour * 60)
      .until(hour * 60 + 35)
      .release(receipt);
  }
  expect(bench.wms.receiving!.known).toBeLessThanOrEqual(26);
});
