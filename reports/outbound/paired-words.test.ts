/** Two policies order by order in words: which orders, how much more or less, and what only one of them delivered. */
import { expect, test } from 'vitest';
import type { PairedCosts } from '../kpis/outbound/paired.ts';
import { FIVE_ORDERS } from '../kpis/outbound/story.fixture.ts';
import { pairedWords } from './paired-words.ts';
import { sampleArm } from './sample.fixture.ts';

const cheap = sampleArm('cheap', 'DC', FIVE_ORDERS);
const PAIRED: PairedCosts = {
  orders: 1200,
  onlyBaseline: 31,
  onlyOther: 4,
  cheaper: 300,
  dearer: 900,
  baselineMinor: 10_000,
  otherMinor: 12_500,
};
const words = (changes: Partial<PairedCosts>): string | null =>
  pairedWords(cheap, { ...cheap, policy: 'fast', paired: { ...PAIRED, ...changes } }, 'USD');

test('more, less, and the same as shown', () => {
  expect(words({})).toBe(
    'fast: 1,200 orders that cheap delivered, too, at a price: 125.00 USD each, 25.00 more than with cheap (+25.0 %); ' +
      '300 cheaper, 900 dearer; cheap alone delivered 31, fast alone 4',
  );
  expect(words({ otherMinor: 7_500 })).toContain('25.00 less than with cheap (-25.0 %)');
  expect(words({ otherMinor: 10_000.4 })).toContain('the same as with cheap (0.0 %)');
});

test('without a common order nothing is compared', () => {
  expect(words({ orders: 0, baselineMinor: null, otherMinor: null })).toBe(
    'fast: no order was delivered at a price by both it and cheap; cheap alone delivered 31, fast alone 4',
  );
});

test('the baseline is compared with nothing', () => {
  expect(pairedWords(cheap, cheap, 'USD')).toBe(null);
});
