/**
 * Planted bugs: each still fits the sources as they are and loads, none is there twice; one is hunted down from the copy to the invariant,
 * and what only says it is one is not.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { INVARIANTS } from '#reports/outbound/invariants';
import { Hunter } from './hunter.ts';
import { type Mutant, mutated } from './mutant.ts';
import { MUTANTS } from './mutants.ts';
import { pageOf } from './page.ts';
import { ROOT } from './tree.ts';

/** What is found beside invariants of a run. */
const OTHERS = ['no-throw', 'ends', 'crash-equals-no-crash'];
const known = new Set([...INVARIANTS.map(([name]) => name), ...OTHERS]);

function sourceOf({ file }: Mutant): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

function mutantOf(id: string): Mutant {
  return MUTANTS.find((each) => each.id === id)!;
}

describe('planted bugs', () => {
  test('are many, each with a name of its own', () => {
    expect(MUTANTS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(MUTANTS.map(({ id }) => id)).size).toBe(MUTANTS.length);
  });

  test.each(MUTANTS.map((mutant) => [mutant.id, mutant] as const))(
    '%s fits the sources, and loads',
    (_id, mutant) => {
      const text = mutated(mutant, sourceOf(mutant));
      expect(text).not.toBe(sourceOf(mutant));
      expect(() => stripTypeScriptTypes(text)).not.toThrow();
      expect(mutant.expected.filter((name) => !known.has(name))).toEqual([]);
    },
  );

  test('that do not fit any more are named', () => {
    const mutant = { ...mutantOf('clerk-lifts-credit-hold'), find: 'draft.status' };
    expect(() => mutated(mutant, sourceOf(mutant))).toThrow(
      /mutant clerk-lifts-credit-hold: .* more than once/,
    );
    expect(() => mutated({ ...mutant, find: 'no such text' }, sourceOf(mutant))).toThrow(
      /has no "no such text"/,
    );
  });
});

describe('a hunt', () => {
  const hunter = new Hunter();
  afterAll(() => hunter.close());

  test('catches one that is there, and not one that changes only words', async () => {
    const bug = mutantOf('breaker-never-closes');
    const before = sourceOf(bug);
    const words: Mutant = {
      ...bug,
      id: 'only-words',
      find: '/** One probe less is on its way.',
      replace: '/** One probe fewer is on its way.',
    };
    const order = { grounds: ['distributor'], seeds: 1 } as const;
    const right = await hunter.hunt(words, order);
    expect(right).toMatchObject({ trials: 1, caught: null });
    expect(right.orders).toBeGreaterThan(50);
    const wrong = await hunter.hunt(bug, order);
    expect(wrong.caught).toMatchObject({ invariant: 'nothing-left-over', ground: 'distributor', seed: 1 });
    expect(sourceOf(bug)).toBe(before);

    const page = pageOf(
      [
        { mutant: bug, ...wrong },
        { mutant: words, ...right },
      ],
      new Map(),
      1,
      '2026-11-26',
    );
    expect(page).toContain('1 of 2 are caught');
    expect(page).toContain('| nothing-left-over<br>');
    expect(page).toContain('**survives**');
  });

  test("that can't even begin says why", async () => {
    const bug = mutantOf('breaker-never-closes');
    const broken: Mutant = { ...bug, find: 'const REFILL = 0;', replace: 'const REFILL = nothing;' };
    const { caught } = await hunter.hunt(broken, { grounds: ['distributor'], seeds: 1 });
    expect(caught).toMatchObject({
      invariant: 'no-throw',
      message: 'ReferenceError: nothing is not defined',
    });
  });

  test('leaves no copy behind', () => {
    hunter.close();
    const { folder } = (hunter as unknown as { readonly tree: { readonly folder: string } }).tree;
    expect(() => readdirSync(folder)).toThrow(/ENOENT/);
  });
});
