/**
 * Papers from TMS: refused by the rules of trade, prepared once, and licences used up and given back to the unit. The
 * core's side is played by the test.
 */
import { describe, expect, test } from 'vitest';
import { DOCUMENT_REFUSAL } from '#orchestrator/contracts/tms';
import { HOUR_MS, MONDAY } from '../erp/system-bench.fixture.ts';
import { PLACES } from './tms.fixture.ts';
import { book, cancel, type Goods, papers, tms } from './tms-bench.fixture.ts';

describe('papers', () => {
  const answered = (goods: Goods, rate = 4): readonly (readonly [string, number, number, number])[] => {
    const bench = tms();
    book(bench, 8, 1, rate);
    bench.kernel.run({ until: MONDAY + HOUR_MS });
    papers(bench, 8, goods);
    bench.kernel.run({ until: MONDAY + 3 * HOUR_MS });
    return bench.said('documentsPrepared', 'documentsRefused');
  };

  test.each<readonly [string, Goods, number, number]>([
    ['a denied party', { customers: [1, 66], products: [5], carrier: 2 }, 66, DOCUMENT_REFUSAL.deniedParty],
    ['dangerous goods with a carrier that takes none', { products: [1, 5], carrier: 2 }, 5, 4],
    ['no licence for the product', { products: [7, 8], units: [1, 1] }, 8, DOCUMENT_REFUSAL.noLicence],
    ['more than all its licences have left', { units: [36] }, 7, DOCUMENT_REFUSAL.licenceUsedUp],
    ['two lines that need more together', { products: [7, 7], units: [18, 18] }, 7, 3],
  ])('refuses %s', (_, goods, fault, why) => {
    expect(answered(goods)).toEqual([['documentsRefused', 8, fault, why]]);
  });

  test.each<readonly [string, Goods, number, number]>([
    ['the first of its licences', { units: [10] }, 4, 901],
    ['the first, and the next for what is beyond it', { products: [7, 7], units: [6, 5] }, 4, 901],
    ['none for what needs none', { products: [1], units: [5] }, 4, 0],
    ['none for no units', { products: [8], units: [0] }, 4, 0],
    ['none within the country', { destination: PLACES.near, products: [8] }, 0, 0],
    ['dangerous goods with a carrier that takes them', { products: [5] }, 4, 0],
  ])('prepares with %s', (_, goods, rate, licence) => {
    expect(answered(goods, rate)).toEqual([['documentsPrepared', 8, 8, licence]]);
  });

  test('use licences up step by step; what does not fit is refused and hears what is left, and gives back what it used', () => {
    const bench = tms();
    const asked = (load: number, units: number): unknown => {
      book(bench, load, 1, 4);
      bench.kernel.run({ until: bench.kernel.now + HOUR_MS });
      papers(bench, load, { units: [units] });
      bench.kernel.run({ until: bench.kernel.now + 2 * HOUR_MS });
      const { kind, a, b, body } = bench.sent.at(-1)!;
      return [kind, a, b, (body as { unitsLeft: number } | null)?.unitsLeft];
    };
    const left = (): number[] => [0, 1].map((index) => bench.mock.licenceLeft(index));
    expect(asked(8, 6)).toEqual(['documentsPrepared', 8, 901, undefined]);
    expect(left()).toEqual([4, 25]);
    // Four of the first, sixteen of the next.
    expect(asked(16, 20)).toEqual(['documentsPrepared', 16, 901, undefined]);
    expect(left()).toEqual([0, 9]);
    expect(asked(24, 10)).toEqual(['documentsRefused', 7, DOCUMENT_REFUSAL.licenceUsedUp, 9]);
    expect(left()).toEqual([0, 9]);
    // What it allows may still go, for the same booking.
    papers(bench, 24, { units: [9] });
    bench.kernel.run({ until: bench.kernel.now + 2 * HOUR_MS });
    expect(bench.log.at(-1)).toBe('TMS.documentsPrepared load 24#1(24,902)');
    expect(left()).toEqual([0, 0]);
    for (let i = 0; i < 2; i++) cancel(bench, 16);
    expect(left()).toEqual([4, 16]);
    cancel(bench, 24);
    cancel(bench, 8);
    expect(left()).toEqual([10, 25]);
  });

  test('of goods that were left behind give back their licences, once; what is cancelled then, only the rest', () => {
    const bench = tms();
    book(bench, 8, 1, 4);
    bench.kernel.run({ until: MONDAY + HOUR_MS });
    papers(bench, 8, { products: [7, 7], units: [6, 8] });
    bench.kernel.run({ until: MONDAY + 3 * HOUR_MS });
    const left = (): number[] => [0, 1].map((index) => bench.mock.licenceLeft(index));
    const amend = (products: number[], units: number[]): void =>
      bench.tell('amendDocuments', 8, products.length, 0, { products, units });
    expect(left()).toEqual([0, 21]);
    for (let i = 0; i < 2; i++) amend([7, 1], [6, 3]);
    expect(left()).toEqual([4, 25]);
    expect(bench.log.filter((line) => line.includes('documentsAmended'))).toEqual([
      'TMS.documentsAmended load 8#1(8,0)',
    ]);
    amend([], []);
    expect(left()).toEqual([10, 25]);
    cancel(bench, 8);
    expect(left()).toEqual([10, 25]);
  });

  test('are prepared once, said again, and their licence comes back with the cancellation', () => {
    const bench = tms();
    book(bench, 8, 1, 4);
    bench.kernel.run({ until: MONDAY + HOUR_MS });
    for (let i = 0; i < 2; i++) papers(bench, 8);
    bench.kernel.run({ until: MONDAY + 3 * HOUR_MS });
    papers(bench, 8);
    expect(bench.said('documentsPrepared')).toHaveLength(2);
    expect(bench.log.slice(2)).toEqual(['TMS.documentsPrepared load 8#1(8,901)']);
    expect(bench.mock.licenceLeft(0)).toBe(6);
    cancel(bench, 8);
    expect(bench.mock.licenceLeft(0)).toBe(10);
    papers(bench, 8);
    bench.kernel.run();
    expect(bench.said('documentsPrepared')).toHaveLength(2);
  });

  test('of a load cancelled before the answer take no licence, and are not answered', () => {
    const bench = tms();
    book(bench, 8, 1, 4);
    bench.kernel.run({ until: MONDAY + HOUR_MS });
    papers(bench, 8);
    cancel(bench, 8);
    book(bench, 8, 2, 4);
    bench.kernel.run({ until: MONDAY + 1.5 * HOUR_MS });
    // Half an hour before the first ones would have been answered.
    papers(bench, 8);
    bench.kernel.run({ until: MONDAY + 2.4 * HOUR_MS });
    expect(bench.said('documentsPrepared')).toEqual([]);
    bench.kernel.run({ until: MONDAY + 2.5 * HOUR_MS });
    expect(bench.log.at(-1)).toBe('TMS.documentsPrepared load 8#2(8,901)');
    expect(bench.mock.licenceLeft(0)).toBe(6);
  });
});
