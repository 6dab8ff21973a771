/** What a lane has in hand: found by key wherever it lies, ready in the order in which it came, and a repeat known for what it is. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { envelope, PARTNER } from '../contracts/envelope.ts';
import type { CoreToPartner } from '../contracts/partner-messages.ts';
import {
  addTrouble,
  emptyLane,
  endTrouble,
  isBusy,
  type LaneState,
  laneDepth,
  makeReady,
  remember,
  repeatOf,
  send,
  sendable,
  stage,
  takeOutstanding,
  takeStaged,
} from './lane-state.ts';

const message = (counter: number, key: number, body: unknown = null, a = 1, b = 2): CoreToPartner =>
  envelope('reserveStock', 8, key, PARTNER, 0, 0, counter, key, a, b, body as never);
/** Keys that are ready, in order. */
const readyKeys = ({ ready }: LaneState): readonly number[] => [...ready];

describe('what is on its way', () => {
  test('is found by key and counter, in whatever order it is answered', () => {
    const keys = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 20 });
    fc.assert(
      fc.property(keys, fc.infiniteStream(fc.nat()), (sent, picks) => {
        const lane = emptyLane(7);
        for (const key of sent) send(lane, message(100 + key, key), key % 2 === 0, key);
        const left = [...sent];
        while (left.length > 0) {
          const [key] = left.splice(picks.next().value! % left.length, 1);
          expect(isBusy(lane, key!)).toBe(true);
          expect(takeOutstanding(lane, key!, 99)).toBe(null);
          const found = takeOutstanding(lane, key!, 100 + key!);
          expect(found).toMatchObject({
            message: { counter: 100 + key! },
            sentAt: key,
            probe: key! % 2 === 0,
          });
          expect(isBusy(lane, key!)).toBe(false);
          expect(takeOutstanding(lane, key!, 100 + key!)).toBe(null);
          // What stays, stays in the order in which it was sent.
          expect(lane.outstanding.map((each) => each.message.key)).toEqual(
            sent.filter((each) => left.includes(each)),
          );
          expect(laneDepth(lane)).toBe(left.length);
        }
      }),
    );
  });
});

describe('what waits', () => {
  test('is ready in the order in which the first of its key came, whenever that became free', () => {
    const keys = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(keys, fc.infiniteStream(fc.nat()), (came, picks) => {
        const lane = emptyLane(7);
        for (const key of came) addTrouble(lane, key, 1);
        for (const key of came) stage(lane, key, 2, message(2, key), 0);
        expect(readyKeys(lane)).toEqual([]);
        const left = [...came];
        while (left.length > 0) {
          const [key] = left.splice(picks.next().value! % left.length, 1);
          expect(endTrouble(lane, key!, 1)).toBe(true);
          makeReady(lane, key!);
          expect(readyKeys(lane)).toEqual(came.filter((each) => !left.includes(each)));
        }
      }),
    );
  });

  test('of a key with nothing else in hand is ready at once, the next of it behind it', () => {
    const lane = emptyLane(7);
    stage(lane, 5, 1, message(1, 5), 0);
    stage(lane, 5, 2, message(2, 5), 0);
    send(lane, message(3, 6), false, 0);
    stage(lane, 6, 4, message(4, 6), 0);
    expect(readyKeys(lane)).toEqual([5]);
    expect([lane.stagedCount, laneDepth(lane)]).toEqual([3, 4]);
    expect([takeStaged(lane, 5).counter, takeStaged(lane, 5).counter]).toEqual([1, 2]);
    expect(lane.staged[5]).toBe(undefined);
    expect(lane.stagedCount).toBe(1);
  });

  test('and is due can be sent, the rest cannot; of very much it is enough to know that it is much', () => {
    const lane = emptyLane(7);
    for (let key = 0; key < 10; key++) stage(lane, key, key, message(key, key), key * 10);
    expect([sendable(lane, 0), sendable(lane, 49), sendable(lane, 50)]).toEqual([1, 5, 6]);
    for (let key = 10; key < 100; key++) stage(lane, key, key, message(key, key), 0);
    expect(sendable(lane, 1_000)).toBe(64);
  });
});

describe('trouble', () => {
  test('holds a key, ends for the message that is in it, and counts once', () => {
    const lane = emptyLane(7);
    addTrouble(lane, 5, 1);
    expect([isBusy(lane, 5), isBusy(lane, 6), laneDepth(lane)]).toEqual([true, false, 1]);
    expect(endTrouble(lane, 5, 2)).toBe(false);
    expect(endTrouble(lane, 5, 1)).toBe(true);
    expect([isBusy(lane, 5), laneDepth(lane), endTrouble(lane, 5, 1)]).toEqual([false, 0, false]);
  });
});

describe('a message that is known', () => {
  const withOne = (put: (lane: LaneState) => void): LaneState => {
    const lane = emptyLane(7);
    put(lane);
    return lane;
  };
  const other = message(2, 5, { units: 9 });

  test.each<readonly [string, (lane: LaneState) => void]>([
    ['done lately', (lane) => remember(lane, 1)],
    ['in trouble', (lane) => addTrouble(lane, 5, 1)],
    ['on its way', (lane) => send(lane, message(1, 5), false, 0)],
    ['waiting', (lane) => stage(lane, 5, 1, message(1, 5), 0)],
    [
      'waiting before another',
      (lane) => {
        stage(lane, 5, 1, message(1, 5), 0);
        stage(lane, 5, 2, other, 0);
      },
    ],
  ])('by its counter: %s', (_where, put) => {
    expect(repeatOf(withOne(put), message(1, 5, { units: 3 }))).toBe('repeatedMessage');
    expect(repeatOf(withOne(put), message(3, 5, { units: 3 }))).toBe(null);
    expect(repeatOf(withOne(put), message(3, 6))).toBe(null);
  });

  test('for the last sixteen that are done', () => {
    const lane = emptyLane(7);
    for (let counter = 1; counter <= 17; counter++) remember(lane, counter);
    expect(repeatOf(lane, message(1, 5))).toBe(null);
    for (let counter = 2; counter <= 17; counter++)
      expect(repeatOf(lane, message(counter, 5))).toBe('repeatedMessage');
  });

  test('by what it says, if the last of its key that is in hand says it', () => {
    const sent = withOne((lane) => send(lane, message(1, 5), false, 0));
    expect(repeatOf(sent, message(3, 5))).toBe('repeatedCommand');
    const overtaken = withOne((lane) => {
      send(lane, message(1, 5), false, 0);
      stage(lane, 5, 2, other, 0);
    });
    expect(repeatOf(overtaken, message(3, 5))).toBe(null);
    expect(repeatOf(overtaken, message(3, 5, { units: 9 }))).toBe('repeatedCommand');
    const turn = withOne((lane) => {
      send(lane, message(1, 5), false, 0);
      stage(lane, 5, 2, null, 0);
    });
    expect(repeatOf(turn, message(3, 5))).toBe(null);
  });

  test.each<readonly [string, unknown, unknown, boolean]>([
    ['nothing', null, null, true],
    ['nothing and something', null, {}, false],
    ['something and nothing', {}, null, false],
    ['the same figure', { units: 3 }, { units: 3 }, true],
    ['another figure', { units: 3 }, { units: 4 }, false],
    ['the same in another order', { units: 3, product: 1 }, { product: 1, units: 3 }, true],
    ['one thing more', { units: 3 }, { units: 3, product: 1 }, false],
    ['one thing less', { units: 3, product: 1 }, { units: 3 }, false],
    ['another name', { units: 3 }, { product: 3 }, false],
    ['a name that has no value, and another', { units: undefined }, { product: undefined }, false],
    ['lists', { lines: [{ units: 3 }, { units: 4 }] }, { lines: [{ units: 3 }, { units: 4 }] }, true],
    ['lists in another order', { lines: [3, 4] }, { lines: [4, 3] }, false],
    ['a list and what looks like one', { lines: [3] }, { lines: { 0: 3 } }, false],
    ['a figure and a list', { lines: 3 }, { lines: [3] }, false],
    ['a list and a figure', { lines: [3] }, { lines: 3 }, false],
  ])('by a body that holds the same: %s', (_what, one, two, same) => {
    const lane = withOne((each) => send(each, message(1, 5, one), false, 0));
    expect(repeatOf(lane, message(2, 5, two))).toBe(same ? 'repeatedCommand' : null);
  });

  test('not by another kind, nor by other figures of the envelope', () => {
    const lane = withOne((each) => send(each, message(1, 5), false, 0));
    expect(repeatOf(lane, message(2, 5, null, 9, 2))).toBe(null);
    expect(repeatOf(lane, message(2, 5, null, 1, 9))).toBe(null);
    expect(repeatOf(lane, { ...message(2, 5), kind: 'cancelShipment' } as CoreToPartner)).toBe(null);
  });
});
