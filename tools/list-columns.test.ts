/** The data dictionary is what the schemas say, and has every table and every point. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DECISION_POINTS } from '#orchestrator/decisions/points';
import { TABLE_NAMES } from '#scenarios/recording/schema';
import { DICTIONARY_PAGE, dictionaryPage } from './list-columns.ts';

test('docs/data-dictionary.md is current: npm run diagrams', () => {
  expect(readFileSync(DICTIONARY_PAGE, 'utf8')).toBe(dictionaryPage());
});

test('every table and every decision point has its section', () => {
  const heads = dictionaryPage().match(/^### .*$/gm);
  expect(heads).toEqual([
    ...DECISION_POINTS.map((point) => `### decision-log-${point}`),
    ...TABLE_NAMES.map((table) => `### ${table}`),
  ]);
});

test('no column is without a word of what it means', () => {
  for (const row of dictionaryPage().match(/^\| `.*\|$/gm)!) expect(row).not.toMatch(/\|\s*\|$/);
});
