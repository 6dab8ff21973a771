/** A field of a question reads as a planner says it: names, times and money; lists are cut short, and nothing is a dash. */
import { expect, test } from 'vitest';
import { fieldWords, type NamesOfThings } from './field-words.ts';

const NAMES: NamesOfThings = {
  nodes: ['DC North', 'DC South'],
  places: ['Chicago'],
  carriers: ['Swift Air'],
  services: ['express'],
  products: ['P0', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7'],
  customers: [],
  lanes: [],
};

test.each([
  ['node', 'number', 1, 'DC South'],
  ['node', 'number', 7, '7'],
  ['supplier', 'number', 0, '0'],
  ['products', 'numbers', [0, 1, 2, 3, 4, 5, 6, 7], 'P0, P1, P2, P3, P4, P5 and 2 more'],
  ['products', 'numbers', [], '–'],
  ['freightMinor', 'minor units', 2124, '21.24'],
  ['freightMinor', 'minor units', null, '–'],
  ['promisedAt', 'epoch ms', Date.UTC(2026, 2, 7), '2026-03-07 00:00 UTC'],
  ['waitedMs', 'ms', 7_200_000, '2.0 h'],
  ['weightGrams', 'g', 2345, '2.3 kg'],
  ['dangerous', 'yes or no', true, 'yes'],
  ['transitDays', 'days', 1, '1 day'],
  ['transitDays', 'days', 4, '4 days'],
  ['planned', 'rating', { carrier: 0, amountMinor: 732, at: 5 }, 'carrier Swift Air, amountMinor 7.32, at 5'],
])('%s [%s]: %j', (name, unit, value, words) => {
  expect(fieldWords({ name, unit }, value, NAMES)).toBe(words);
});
