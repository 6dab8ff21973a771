/** The page of decision points is what their descriptions say, and other pages that list points list all of them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DECISION_POINTS, thumbNames } from '#orchestrator/decisions/points';
import { DECISIONS_PAGE, decisionsPage } from './list-points.ts';

test('docs/decisions.md is current: npm run diagrams', () => {
  expect(readFileSync(DECISIONS_PAGE, 'utf8')).toBe(decisionsPage());
});

test('every point has a section, with each of its rules of thumb', () => {
  const sections = decisionsPage().split(/^## /m);
  for (const point of DECISION_POINTS) {
    const section = sections.find((each) => each.startsWith(`${point}\n`));
    for (const name of thumbNames(point)) expect(section).toMatch(new RegExp(`^\\| \`${name}\``, 'm'));
  }
});

test('the guide to own parts and the page of models name every point', () => {
  for (const page of ['guides/own-parts.md', 'models.md']) {
    const text = readFileSync(fileURLToPath(new URL(`../docs/${page}`, import.meta.url)), 'utf8');
    for (const point of DECISION_POINTS) expect(text).toContain(`\`${point}\``);
  }
});
