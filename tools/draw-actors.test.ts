/** The page of actors is what the tables say. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACTORS_PAGE, actorsPage } from './draw-actors.ts';

test('docs/actors.md is current: npm run diagrams', () => {
  expect(readFileSync(ACTORS_PAGE, 'utf8')).toBe(actorsPage());
});
