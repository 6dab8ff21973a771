/**
 * The page of actors is what the tables say, and says it of every actor. Shown by drawing it again, and by what the core has: the numbers of
 * its actor types, its actors, and the tables that its files export.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as actorTypes from '#orchestrator/core/actor-types';
import { allActors } from '#orchestrator/processes/all-actors.fixture';
import { TEST_KEY } from '#testing/core/given';
import { ACTORS_PAGE, actorsPage, TABLES } from './draw-actors.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

test('docs/actors.md is current: npm run diagrams', () => {
  expect(readFileSync(ACTORS_PAGE, 'utf8')).toBe(actorsPage());
});

test('the actors that are looked at are all that have a number', () => {
  const numbers = Object.values(actorTypes).map(Number);
  expect(
    allActors()
      .map(({ type }) => Number(type))
      .toSorted(),
  ).toEqual(numbers.toSorted());
});

test('every actor is drawn, with a table that begins as it does, and nothing else is', () => {
  const drawn = TABLES.filter(([name]) => !name.includes(':')).map(([name, , { initial }]) => [
    name,
    initial,
  ]);
  const actors = allActors().map(({ name, initial }) => {
    const state = initial(TEST_KEY);
    // An actor of one state keeps none; that one is `current`.
    return [name, state.status ?? state.flow ?? 'current'];
  });
  expect(drawn.toSorted()).toEqual(actors.toSorted());
});

test('every table that a file of the core writes is drawn', async () => {
  const drawn = new Set<unknown>(TABLES.map(([, , table]) => table));
  const written: string[] = [];
  for (const file of globSync('orchestrator/**/*.ts', { cwd: ROOT })) {
    if (
      file.endsWith('.test.ts') ||
      !/= (?:transition|matter)Table[<(]/.test(readFileSync(join(ROOT, file), 'utf8'))
    )
      continue;
    const tables = Object.entries(await import(join(ROOT, file))).filter(([name]) => name.endsWith('_TABLE'));
    expect(tables.length, `tables exported by ${file}`).toBeGreaterThan(0);
    for (const [name, table] of tables) {
      expect(drawn.has(table), `${name} of ${file}`).toBe(true);
      written.push(name);
    }
  }
  expect(written).toHaveLength(TABLES.length);
});
