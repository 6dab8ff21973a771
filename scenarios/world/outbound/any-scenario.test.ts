/**
 * Whatever a user writes: either problems, each with its place, or a world that builds and runs. Never a throw. Shown by mutants of
 * the library's file: keys dropped, values of other types, extreme figures, names swapped, lists emptied and doubled.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { runs } from '#testing/properties/properties';
import { libraryText, loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { buildOutboundWorld } from './build.ts';
import { outboundFacts } from './facts.ts';

type Tree = Record<string, unknown> | unknown[];

interface Leaf {
  readonly parent: Tree;
  readonly key: string;
}

interface Mutation {
  readonly kind: 'drop' | 'type' | 'extreme' | 'scale' | 'swap' | 'empty' | 'twice';
  /** Which leaf or list, in [0, 1). */
  readonly at: number;
  readonly other: number;
  readonly pick: number;
}

const OTHER_TYPES: readonly unknown[] = [
  null,
  true,
  'x',
  '',
  -1,
  0.5,
  [],
  {},
  [1, 'x'],
  { a: 1 },
  '2026-02-30',
];
const EXTREMES: readonly number[] = [
  0, 1, 2, 5, 0.5, 1e-9, 0.999999, 7.5, 23, 60, 1000, 65_536, 1e6, 1e9, 1e12, 9_007_199_254_740_991, 1e300,
  -1,
];

const FACTORS: readonly number[] = [0, 0.001, 0.01, 0.1, 0.5, 2, 3, 10, 100, 1000, 1e6];

/** Every value in it, lists and maps too. */
function valuesOf(tree: unknown, found: Leaf[] = []): Leaf[] {
  if (tree === null || typeof tree !== 'object') return found;
  for (const key of Object.keys(tree)) {
    found.push({ parent: tree as Tree, key });
    valuesOf((tree as Record<string, unknown>)[key], found);
  }
  return found;
}

const read = ({ parent, key }: Leaf): unknown => (parent as Record<string, unknown>)[key];
const write = ({ parent, key }: Leaf, value: unknown): void => {
  (parent as Record<string, unknown>)[key] = value;
};
const one = <T>(list: readonly T[], at: number): T => list[Math.floor(at * list.length)]!;

function mutate(tree: Tree, { kind, at, other, pick }: Mutation): void {
  const all = valuesOf(tree);
  const wanted = (fits: (value: unknown) => boolean): Leaf[] => all.filter((leaf) => fits(read(leaf)));
  switch (kind) {
    case 'drop': {
      const { parent, key } = one(all, at);
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
      return;
    }
    case 'type':
      write(one(all, at), one(OTHER_TYPES, pick));
      return;
    case 'extreme':
    case 'scale': {
      const leaf = one(
        wanted(
          (value) =>
            typeof value === 'number' || (typeof value === 'string' && /^[\d.]+ [a-zA-Z]+$/.test(value)),
        ),
        at,
      );
      const value = read(leaf);
      const before = Number(/^[\d.]+/.exec(String(value))?.[0]);
      const figure = kind === 'extreme' ? one(EXTREMES, pick) : before * one(FACTORS, pick);
      write(leaf, typeof value === 'number' ? figure : String(value).replace(/^[\d.]+/, digitsOf(figure)));
      return;
    }
    case 'swap': {
      const texts = wanted((value) => typeof value === 'string' && value.length < 40);
      const [left, right] = [one(texts, at), one(texts, other)];
      const value = read(left);
      write(left, read(right));
      write(right, value);
      return;
    }
    case 'empty':
      write(one(wanted(Array.isArray), at), []);
      return;
    case 'twice': {
      const list = read(one(wanted(Array.isArray), at)) as unknown[];
      if (list.length > 0) list.push(structuredClone(one(list, pick)));
    }
  }
}

/** Without an exponent, as quantities are written. */
function digitsOf(figure: number): string {
  return figure.toFixed(6).replace(/\.?0+$/, '');
}

// Without a bias to the first and last: all places are alike.
const unit = fc.noBias(fc.integer({ min: 0, max: 999_999 }).map((n) => n / 1e6));
const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(
    'drop',
    'type',
    'extreme',
    'scale',
    'scale',
    'scale',
    'scale',
    'swap',
    'empty',
    'twice',
  ),
  at: unit,
  other: unit,
  pick: unit,
});

test('a mutant of the distributor is refused with places, or builds and runs', () => {
  const library = libraryText('b2b-distributor.yaml');
  let ran = 0;
  let refused = 0;
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
      const tree = parse(library) as Tree;
      for (const each of mutations) mutate(tree, each);
      const loaded = loadFrom('mine.yaml', {
        'mine.yaml': stringify(tree, { aliasDuplicateObjects: false }),
      });
      if (!loaded.ok) {
        refused += 1;
        expect(loaded.problems.length).toBeGreaterThan(0);
        for (const { file, line, column, message } of loaded.problems)
          expect([file, line > 0, column > 0, message.length > 0]).toEqual(['mine.yaml', true, true, true]);
        return;
      }
      const scenario = outboundScenario(loaded);
      const small = { ...scenario, demand: { ...scenario.demand, maxOrders: 20 } };
      const world = buildOutboundWorld(small, scenario.seed);
      expect(outboundFacts(small, world).length).toBeGreaterThan(0);
      ran += 1;
      // Said before, and stopped by the invariant of bounded queues: no throw of the builder's.
      if (loaded.warnings.some(({ message }) => message.startsWith('the platform is asked for'))) return;
      const twin = distributorTwin(world);
      twin.start();
      twin.run({ events: 20_000 });
    }),
    { numRuns: runs(100) },
  );
  // Both ways are walked.
  expect(Math.min(ran, refused)).toBeGreaterThan(10);
});
