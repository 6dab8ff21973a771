/** A long table must show its first rows and have all of them in the file; rows that belong together stay so; a table of KPIs is shown whole. */
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { html } from '../markup.ts';
import { row, table } from './tables.ts';

const plain = (size: number) => Array.from({ length: size }, (_, no) => row(`row ${no}`, [String(no)]));

function drawn(...of: Parameters<typeof table>) {
  const { document } = parseHTML(`<main>${table(...of).text}</main>`);
  const bodies = [...document.querySelectorAll('tbody')].map((each) => each.querySelectorAll('tr').length);
  return { document, bodies, more: document.querySelector('details.more summary')?.textContent ?? null };
}

test('up to fourteen rows are shown whole', () => {
  expect(drawn('Few', ['Name', 'Figure'], plain(14))).toMatchObject({ bodies: [14], more: null });
});

test('of more the first ten are shown at first, in the order they have, and a word says how many there are', () => {
  const { document, bodies, more } = drawn('Many <b>', ['Name', 'Figure'], plain(1_234));
  expect([bodies, more]).toEqual([[10, 1_224], 'All 1,234 rows of Many <b>']);
  const names = [...document.querySelectorAll('tbody th')].map((each) => each.textContent);
  expect(names).toEqual(plain(1_234).map((_, no) => `row ${no}`));
  // The page's style looks for these: what is folded comes right after the table it folds.
  expect(document.querySelector('.long > .scroll table tbody.rest')).not.toBeNull();
  expect(document.querySelector('.long > .scroll + details.more')).not.toBeNull();
});

test('rows that belong together are not parted', () => {
  const groups = Array.from(
    { length: 6 },
    (_, no) => html`${row(`${no}a`, [''])}${row(`${no}b`, [''])}${row(`${no}c`, [''])}`,
  );
  expect(drawn('Groups', ['Name', 'Figure'], groups)).toMatchObject({ bodies: [12, 6] });
});

test('KPIs are looked for by name: all are shown; and so is what is marked as whole', () => {
  expect(drawn('Lines', ['Line', 'What'], plain(40), 'wrap whole')).toMatchObject({
    bodies: [40],
    more: null,
  });
  expect(drawn('KPIs', ['KPI', 'Figure'], plain(40), 'kpis')).toMatchObject({ bodies: [40], more: null });
});
