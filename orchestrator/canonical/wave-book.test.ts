/** How a wave ends is what was heard of its shipments, and is told once. */
import { describe, expect, test } from 'vitest';
import { envelope } from '../contracts/envelope.ts';
import type { ReleaseWave, WaveReleased } from '../contracts/wms.ts';
import { SMALL } from './context.fixture.ts';
import { canonicalSchema } from './schemas.ts';
import type { Wave } from './wave.ts';
import { WaveBook } from './wave-book.ts';

const AT = 1_772_500_000_000;
const wave = (no: number, ...shipments: number[]): ReleaseWave =>
  envelope('releaseWave', 1, 0, 0, 2, 1, 1, no, 0, no, { shipments }) as ReleaseWave;

type Word = readonly [kind: string, shipment: number, b?: number];

/** A wave of shipments 8 and 16, after these. @returns what it said as it ended, and what was left */
function endOf(...words: Word[]): { readonly ended: readonly Wave[]; readonly left: readonly Wave[] } {
  const book = new WaveBook(SMALL);
  book.released(wave(3, 8, 16), AT);
  const ended = words.flatMap(([kind, key, b = 0]) =>
    kind === 'over' ? book.over(key) : book.heard({ kind, key, b }),
  );
  const left = book.left();
  for (const each of [...ended, ...left]) expect(canonicalSchema.parse(each)).toEqual(each);
  return { ended, left };
}

describe('a wave of two', () => {
  test.each<[Wave['status'], readonly Word[]]>([
    ['released', []],
    ['released', [['shipmentPicked', 8]]],
    [
      'picked',
      [
        ['shipmentPicked', 8],
        ['shipmentPacked', 16],
      ],
    ],
    [
      'picked',
      [
        ['shipmentPicked', 8],
        ['shipmentReleased', 16, 1],
      ],
    ],
    [
      'picked',
      [
        ['shipmentPicked', 8],
        ['shipmentPicked', 16],
        ['goodsIssued', 8],
      ],
    ],
    // Too late to be called off.
    [
      'picked',
      [
        ['shipmentPicked', 8],
        ['shipmentPicked', 16],
        ['shipmentReleased', 16, 0],
      ],
    ],
  ])('that is under way is %s after %j', (status, words) => {
    const { ended, left } = endOf(...words);
    expect(ended).toEqual([]);
    expect(left).toMatchObject([{ id: 'DC North/3', status, shipments: ['SO-1/0', 'SO-2/0'] }]);
  });

  test.each<[Wave['status'], readonly Word[]]>([
    [
      'shipped',
      [
        ['goodsIssued', 8],
        ['goodsIssued', 16],
      ],
    ],
    [
      'shipped',
      [
        ['goodsIssued', 8],
        ['shipmentReleased', 16, 1],
      ],
    ],
    [
      'shipped',
      [
        ['goodsIssued', 8],
        ['over', 16],
      ],
    ],
    [
      'picked',
      [
        ['shipmentPicked', 8],
        ['over', 8],
        ['over', 16],
      ],
    ],
    [
      'released',
      [
        ['shipmentReleased', 8, 1],
        ['over', 16],
      ],
    ],
  ])('ends as %s by %j, once', (status, words) => {
    const { ended, left } = endOf(...words, ['over', 8], ['goodsIssued', 16]);
    expect(ended.map((each) => each.status)).toEqual([status]);
    expect(left).toEqual([]);
  });
});

test('a wave that WMS has begun of itself is one, too; shipments of no wave say nothing', () => {
  const book = new WaveBook(SMALL);
  const begun = envelope('waveReleased', 0, 2, 0, 1, 2, 1, 1, 5, 1, { shipments: [24] });
  book.begun(begun as WaveReleased, AT);
  expect(book.heard({ kind: 'goodsIssued', key: 99, b: 1 })).toEqual([]);
  expect(book.heard({ kind: 'goodsIssued', key: 24, b: 1 })).toMatchObject([
    { id: 'DC South/5', node: 'DC South', status: 'shipped', releasedAt: { at: new Date(AT).toISOString() } },
  ]);
});
