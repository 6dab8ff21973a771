/**
 * The verification finds the kernel right, and finds it wrong when it is: a fast subset of the cases is simulated, some of
 * them again with faults planted; the cases are the ones given; each has a model or a reason.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { allCases, caseOf, type VerificationCase } from './cases.ts';
import { verdictOf } from './estimate.ts';
import { planFor } from './job.ts';
import type { Model, Observations } from './model.ts';
import { entryOf, idsWithEntry } from './models/registry.ts';
import { observe } from './replication.ts';
import { inline, type Lane, runJobs } from './run.ts';
import type { Check } from './sequence.ts';
import { withWorkers } from './worker-lane.ts';

const GIVEN = fileURLToPath(new URL('../../../shared/verification/cases.json', import.meta.url));
const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** One or two of each family, the quick ones. */
const SUBSET = [
  'mm1-0.5',
  'mm1-0.8',
  'mmc-2-3',
  'mmcc-8-10',
  'mm1k-.9-10',
  'mg1-U-0.8',
  'mg1-D-0.8',
  'mdc-1.6-2',
  'mginf',
  'jackson3',
  'closed-mva-3',
  'repair-10-2',
  'prio-np-2xM',
  'prio-pr-2xM',
  'mg1-srpt-0.8',
  'cmu-2',
  'forkjoin2-0.5',
  'dm1-0.8',
  'e2m1-0.8',
  'mx-m-1',
  'mm1-breakdown',
  'erlang-a',
  'mm1-shift',
  'newsvendor-normal',
  'newsvendor-poisson-50',
  'basestock-18',
  'basestock-ls-18',
  'sS-ex4.7',
  'sS-ZF-25',
  'rQ-poisson-ex5.8',
  'rQ-normal-ex5.1',
  'eoq-ex3.1',
  'eoqb-ex3.8',
  'clark-scarf-ex6.1',
  'two-echelon',
  'bullwhip-ma-L4-p5',
  'bullwhip-es-L2-a0.2',
  'lostsales-poisson-p4-L2',
  'lostsales-geometric-p9-L3',
];

async function checksOf(
  cases: readonly VerificationCase[],
  options: { readonly planted?: boolean; readonly lanes?: readonly Lane[] } = {},
): Promise<readonly Check[]> {
  const { planted = false, lanes = [inline] } = options;
  const { jobs } = planFor(cases, { seed: '1', fast: true, planted });
  const sequences = await runJobs(jobs, lanes);
  expect(sequences.map(({ fault }) => fault).filter((fault) => fault !== null)).toEqual([]);
  return sequences.flatMap((sequence) => sequence.checks());
}

function wordsOf({ id, variant, value, verdict }: Check): string {
  return `${id} ${variant} ${value}: ${verdict}`;
}

function modelOf(of: VerificationCase): Model {
  const entry = entryOf(of.id);
  if (entry?.kind !== 'model') throw new Error(`${of.id} has no model`);
  return entry.build(of);
}

/** Simulates with this model, whatever the task says. */
function laneFor(of: VerificationCase, model: Model): Lane {
  return {
    execute: async ({ run }) => ({ kind: 'done', observations: observe(of, model, run), seconds: 0 }),
  };
}

describe('the cases', () => {
  test.skipIf(!existsSync(GIVEN))('are those given, unchanged', () => {
    const given = JSON.parse(readFileSync(GIVEN, 'utf8')) as { readonly cases: readonly VerificationCase[] };
    const bare = ({ id, group, params, expected, source }: VerificationCase) => {
      return { id, group, params, expected, source };
    };
    expect(allCases().map(bare)).toEqual(given.cases.map(bare));
  });

  test('are 97, and each has a model or a reason why none fits', () => {
    const ids = allCases().map(({ id }) => id);
    expect(ids).toHaveLength(97);
    expect(ids.filter((id) => entryOf(id) === null)).toEqual([]);
    expect(idsWithEntry().filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('a value that is left out is one that is expected', () => {
    for (const of of allCases()) {
      if (entryOf(of.id)?.kind !== 'model') continue;
      for (const name of Object.keys(modelOf(of).leftOut ?? {}))
        expect(Object.keys(of.expected)).toContain(name);
    }
  });

  test('a case without a model is missing, not left out', () => {
    const unknown = { ...caseOf('mm1-0.5'), id: 'nobody-wrote-it' };
    expect(planFor([unknown], { seed: '1', fast: true, planted: false })).toMatchObject({
      jobs: [],
      leftOut: [],
      missing: ['nobody-wrote-it'],
    });
  });
});

describe('a fast subset', () => {
  test.each(SUBSET)('%s', async (id) => {
    const checks = await checksOf([caseOf(id)]);
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.filter(({ verdict }) => verdict !== 'ok').map(wordsOf)).toEqual([]);
    // Had another value been expected, it would not have passed for it.
    for (const { estimate, expected } of checks)
      for (const factor of [0.9, 1.1]) expect(verdictOf(estimate, factor * expected, 0.05)).toBe('outside');
  });

  test('workers come to the same figures as this thread', async () => {
    const cases = [caseOf('sS-ex4.7'), caseOf('rQ-poisson-ex5.8')];
    const here = await checksOf(cases);
    const there = await withWorkers(2, (lanes) => checksOf(cases, { lanes }));
    expect(there).toEqual(here);
  });
});

describe('planted faults are seen', () => {
  test('a server 3 % slow', async () => {
    const checks = await checksOf([caseOf('mm1-0.8')], { planted: true });
    const seen = checks.filter(({ verdict }) => verdict === 'outside').map(({ value }) => value);
    expect(seen).toEqual(expect.arrayContaining(['L', 'Lq', 'W', 'Wq', 'P_wait']));
  });

  test.each([
    ['lostsales-poisson-p4-L2', 'an order that arrives a period late', { L: 3 }],
    ['rQ-poisson-ex5.8', 'a lead time half as long again', { L: 3 }],
    ['sS-ex4.7', 'an order up to one too many', { S: 11, s: 5 }],
    ['bullwhip-ma-L4-p5', 'a forecast over one period more', { p: 6 }],
  ])('%s: %s', async (id, _what, params) => {
    const of = caseOf(id);
    const lanes = [laneFor(of, modelOf({ ...of, params: { ...of.params, ...params } }))];
    const checks = await checksOf([of], { lanes });
    expect(checks.map(({ verdict }) => verdict)).toContain('outside');
  });

  test('a model that does not give just what is expected', () => {
    const of = caseOf('sS-ZF-25');
    const model = modelOf(of);
    const observing = (found: Observations, leftOut = {}) =>
      observe(
        of,
        { ...model, leftOut, replicate: () => found },
        { seed: '1', size: 1, variant: '', planted: false },
      );
    expect(observing({ cost: 1, published: 1 })).toEqual({ cost: 1, published: 1 });
    expect(observing({ cost: 1 }, { published: 'printed' })).toEqual({ cost: 1 });
    expect(() => observing({ cost: 1 })).toThrow('observation of "published" is undefined');
    expect(() => observing({ cost: 1, published: Infinity })).toThrow(
      'observation of "published" is Infinity',
    );
    expect(() => observing({ cost: 1, published: 1, rest: 1 })).toThrow('observes "rest"');
    expect(() => observing({ cost: 1, published: 1 }, { published: 'printed' })).toThrow(
      'observes "published"',
    );
  });
});

describe('the command', () => {
  function verify(...args: readonly string[]) {
    const ran = spawnSync(process.execPath, [MAIN, '--workers', '2', ...args], { encoding: 'utf8' });
    return { code: ran.status, said: ran.stdout, complained: ran.stderr };
  }

  test('prints a table and is content', () => {
    const { code, said } = verify('--fast', 'eoq-ex3.1', 'sS-ex4.7', 'wagner-whitin');
    expect(said).toMatch(/^case +value +expected +mean +interval +half-width +n +verdict\n/);
    expect(said).toMatch(/^eoq-ex3\.1 +cost +68\.4105 +68\.4105 +68\.4105 \.\. 68\.4105 +0\.00 % +1 {2}ok$/m);
    expect(said).toMatch(/^ {2}wagner-whitin: a best plan/m);
    expect(said).toMatch(/^2 values checked in 2 cases: 2 ok, 0 outside, 0 too wide/m);
    expect(code).toBe(0);
  });

  test('a planted slow server fails it', () => {
    const { code, said } = verify('--fast', '--planted', 'slow-server', 'mm1-0.8', 'eoq-ex3.1');
    expect(said).toMatch(/^planted slow server: caught in 1 of 1 cases$/m);
    expect(said).toMatch(/^ {2}eoq-ex3\.1: no server that could be slow$/m);
    expect(code).toBe(1);
  });

  test('the same seed gives the same figures, another one others', () => {
    const figures = (seed: string) =>
      (JSON.parse(verify('--fast', '--json', '--seed', seed, 'sS-ex4.7').said) as { checks: unknown }).checks;
    expect(figures('7')).toEqual(figures('7'));
    expect(figures('7')).not.toEqual(figures('8'));
  });

  test.each([
    [['mm1-0.55'], 'unknown case or group: "mm1-0.55". Did you mean "mm1-0.5"?'],
    [['--planted', 'typo'], '--planted typo: unknown fault. Known: slow-server'],
    [['--workers', '0'], '--workers 0: a whole number >= 1 is needed'],
    [['--quick'], "Unknown option '--quick'"],
  ])('%j is refused', (args, message) => {
    const { code, said, complained } = verify(...args);
    expect(complained).toContain(message);
    expect(said).toBe('');
    expect(code).toBe(2);
  });
});
