/**
 * Draws taken one after another are the keyed draws of entity 0, whatever has been looked at ahead, and go on where they were
 * saved. Shown for each kind of distribution.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Simulation } from '../simulation.ts';
import { compile, type Distribution } from './distributions.ts';
import { Draws, nextOf } from './draws.ts';
import { Random } from './random.ts';

const KINDS: { readonly [K in Distribution['kind']]: readonly Distribution[] } = {
  constant: [{ kind: 'constant', value: 7 }],
  uniform: [{ kind: 'uniform', min: -1, max: 3 }],
  triangular: [{ kind: 'triangular', min: 0, mode: 1, max: 4 }],
  normal: [{ kind: 'normal', mean: 5, sd: 2 }],
  lognormal: [{ kind: 'lognormal', mu: 1, sigma: 0.5 }],
  exponential: [{ kind: 'exponential', mean: 3 }],
  gamma: [
    { kind: 'gamma', shape: 0.5, scale: 2 },
    { kind: 'gamma', shape: 3, scale: 2 },
  ],
  weibull: [{ kind: 'weibull', shape: 1.5, scale: 2 }],
  beta: [{ kind: 'beta', alpha: 2, beta: 3 }],
  poisson: [
    { kind: 'poisson', mean: 4 },
    { kind: 'poisson', mean: 5000 },
  ],
  geometric: [{ kind: 'geometric', p: 0.3 }],
  empirical: [
    { kind: 'empirical', samples: [1, 2, 5] },
    {
      kind: 'empirical',
      points: [
        [0, 1],
        [0.5, 2],
        [1, 9],
      ],
    },
  ],
  discrete: [
    { kind: 'discrete', values: [1, 2, 3], weights: [1, 2, 1] },
    { kind: 'discrete', values: [1, 2, 3], weights: [1, 2, 1], method: 'alias' },
  ],
  mixture: [
    {
      kind: 'mixture',
      components: [
        { weight: 1, distribution: { kind: 'exponential', mean: 1 } },
        { weight: 3, distribution: { kind: 'uniform', min: 0, max: 1 } },
      ],
    },
  ],
};
const ALL = Object.entries(KINDS).flatMap(([kind, list]) =>
  list.map((distribution, i) => [`${kind} ${i}`, distribution] as const),
);

function drawsOf(distribution: Distribution, antithetic = false): Draws {
  const stream = new Random(42).stream('test');
  return new Draws(compile(distribution), antithetic ? stream.antithetic() : stream);
}

describe.each(ALL)('%s', (_name, distribution) => {
  test.each([false, true])('next() is of(0, n), also antithetic: %s', (antithetic) => {
    const draws = drawsOf(distribution, antithetic);
    const taken = Array.from({ length: 300 }, () => draws.next());
    const keyed = drawsOf(distribution, antithetic);
    expect(taken).toEqual(taken.map((_, n) => keyed.of(0, n)));
    expect(taken.every((x) => Number.isFinite(x))).toBe(true);
  });

  test('saved anywhere it goes on; of(), and looking ahead, change nothing', () => {
    const whole = drawsOf(distribution);
    const all = Array.from({ length: 260 }, () => whole.next());
    fc.assert(
      fc.property(fc.nat(200), fc.nat(59), (before, more) => {
        const first = drawsOf(distribution);
        for (let i = 0; i < before; i++) first.next();
        const state = JSON.parse(JSON.stringify(first.save()));
        expect(state).toBe(before);
        first.next();
        const second = drawsOf(distribution);
        for (let i = 0; i < more; i++) second.next();
        second.load(state);
        second.of(7, 3);
        const taken = Array.from({ length: more + 1 }, () => second.next());
        expect(taken).toEqual(all.slice(before, before + more + 1));
        expect(second.save()).toBe(before + more + 1);
      }),
      { numRuns: 10 },
    );
  });
});

test('of() belongs to its entity and index; the mean is the distribution’s', () => {
  const draws = drawsOf({ kind: 'exponential', mean: 3 });
  const seen = [draws.of(0), draws.of(1), draws.of(1, 1), draws.of(2 ** 32 - 1, 2 ** 32 - 1)];
  expect(new Set(seen).size).toBe(4);
  expect(draws.of(1, 0)).toBe(seen[1]);
  expect(draws.mean).toBe(3);
  expect(() => draws.of(-1)).toThrow(
    'entity must be an integer from 0 to 4294967295, got -1 (stream "test")',
  );
});

test('numbers are draws or a function', () => {
  const draws = drawsOf({ kind: 'uniform', min: 0, max: 1 });
  const next = nextOf(draws, 'gaps');
  expect([next(), next()]).toEqual([draws.of(0, 0), draws.of(0, 1)]);
  expect(nextOf(() => 5, 'gaps')()).toBe(5);
  expect(() => nextOf(5 as never, 'gaps of the source of truck')).toThrow(
    'gaps of the source of truck must be draws or a function, got 5. For a distribution: sim.draws(',
  );
});

describe('in a simulation', () => {
  test('a path gives the same draws whatever else is opened, and is used up', () => {
    const [a, b] = [new Simulation({ seed: 9 }), new Simulation({ seed: 9 })];
    a.draws('other', { kind: 'constant', value: 1 });
    const of = (sim: Simulation) => sim.draws('work', { kind: 'normal', mean: 0, sd: 1 });
    const [one, two] = [of(a), of(b)];
    expect([one.next(), one.next()]).toEqual([two.next(), two.next()]);
    expect(() => of(a)).toThrow('component registered twice: "draws work"');
  });

  test('are part of a snapshot', () => {
    const sim = new Simulation();
    const draws = sim.draws('work', { kind: 'exponential', mean: 1 });
    for (let i = 0; i < 5; i++) draws.next();
    const snapshot = sim.kernel.snapshot();
    const next = draws.next();
    const copy = new Simulation();
    const same = copy.draws('work', { kind: 'exponential', mean: 1 });
    copy.kernel.restore(snapshot);
    expect(same.next()).toBe(next);
  });

  test('an antithetic one draws 1 - u for each u', () => {
    const of = (antithetic: boolean) =>
      new Simulation({ antithetic }).draws('u', { kind: 'uniform', min: 0, max: 1 });
    const [plain, mirrored] = [of(false), of(true)];
    for (let i = 0; i < 100; i++) expect(mirrored.next()).toBe(1 - plain.next());
  });

  test('a fault in the distribution names the path', () => {
    expect(() => new Simulation().draws('work', { kind: 'exponential', mean: -1 })).toThrow('work.mean');
  });
});
