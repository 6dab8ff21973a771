/** Lots are those of the latest feed that named them; past their date they are expired. */
import { expect, test } from 'vitest';
import { envelope } from '../contracts/envelope.ts';
import type { StockCounted, StockEntry } from '../contracts/wms.ts';
import { SMALL } from './context.fixture.ts';
import { canonicalOfStock } from './from-warehouse.ts';
import { LotBook } from './lot-book.ts';
import { canonicalSchema } from './schemas.ts';

const AT = 1_772_500_000_000;
const counted = (feed: number, ...entries: StockEntry[]): StockCounted =>
  envelope('stockCounted', 0, 2, 0, 0, 2, 1, 0, AT, feed, { entries }) as StockCounted;
const lot = (no: number, available: number, expiresAt: number) => ({ no, available, expiresAt });

test('the latest feed counts, however late an earlier one comes; a feed without lots takes none away', () => {
  const book = new LotBook();
  book.counted(counted(2, { product: 1, available: 5, lots: [lot(2, 5, AT + 1)] }));
  book.counted(counted(1, { product: 1, available: 9, lots: [lot(1, 9, AT)] }));
  book.counted(counted(3, { product: 1, available: 4 }, { product: 0, available: 7 }));
  expect([book.of(0, 1), book.of(0, 0), book.of(1, 1)]).toEqual([[lot(2, 5, AT + 1)], [], []]);
});

test('stand at the inventory position, whose owner it is', () => {
  const view = { available: [-1, 6], toldBy: [0, 2], feed: 2, countedAt: AT };
  const positions = canonicalOfStock(SMALL, 0, view, () => [lot(1, 2, AT), lot(2, 4, AT + 1)]);
  for (const each of positions) expect(canonicalSchema.parse(each)).toEqual(each);
  expect(positions).toMatchObject([
    {
      product: 'P1',
      owner: 'Acme',
      lots: [
        { no: 1, status: 'expired', available: { value: 2, unit: 'EA' } },
        { no: 2, status: 'approved', expiresAt: { at: new Date(AT + 1).toISOString() } },
      ],
    },
  ]);
});
