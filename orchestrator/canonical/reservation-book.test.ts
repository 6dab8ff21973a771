/** A reservation is told once, as it ends, with what WMS held last. */
import { expect, test } from 'vitest';
import { envelope } from '../contracts/envelope.ts';
import type { ReservationReduced, StockReserved } from '../contracts/wms.ts';
import { SMALL } from './context.fixture.ts';
import { ReservationBook } from './reservation-book.ts';
import { canonicalSchema } from './schemas.ts';

type Word = readonly [kind: string, b?: number];

const wms = (kind: string, key: number, b: number, units: readonly number[]) =>
  envelope(kind, 0, 2, 2, key, 2, 1, key, 0, b, { units });

/** One of 5 and 3 units for shipment 8, after these. @returns what it said as it ended, then what was left: status, units, missing */
function endOf(units: readonly number[], ...words: Word[]) {
  const book = new ReservationBook(SMALL);
  const ended = book.reserved(wms('stockReserved', 8, 2, units) as StockReserved);
  for (const [kind, b = 0] of words) {
    if (kind === 'over') ended.push(...book.over(8));
    else if (kind === 'less') book.reduced(wms('reservationReduced', 8, 1, [b, 3]) as ReservationReduced);
    else ended.push(...book.heard({ kind, key: 8, b }));
  }
  return [...ended, ...book.left()].map((each) => {
    expect(canonicalSchema.parse(each)).toEqual(each);
    const { status, reserved, missing } = each;
    return [status, reserved.map(({ value }) => value), missing.value];
  });
}

test.each<[string, readonly Word[]]>([
  ['assigned', []],
  ['assigned', [['shipmentPicked'], ['shipmentPacked'], ['shipmentReleased', 0]]],
  ['done', [['shipmentPicked'], ['goodsIssued', 8], ['over']]],
  ['cancel', [['shipmentReleased', 1], ['over']]],
  // All of it was missing as it was picked.
  ['cancel', [['over'], ['less', 1]]],
])('is %s after %j', (status, words) => {
  expect(endOf([5, 3], ...words)).toEqual([[status, [5, 3], 2]]);
});

test('is as WMS has said last', () => {
  expect(endOf([5, 3], ['less', 4], ['less', 1], ['goodsIssued', 4])).toEqual([['done', [1, 3], 2]]);
});

test('of nothing ends at once', () => {
  expect(endOf([0, 0])).toEqual([['cancel', [0, 0], 2]]);
});
