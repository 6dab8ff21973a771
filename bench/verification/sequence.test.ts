/**
 * A job goes on until its intervals are narrow, by widths alone, and comes to the same figures whoever runs it in whatever
 * order. Shown by made-up observations, and by lanes that finish in other orders.
 */
import { describe, expect, test } from 'vitest';
import type { VerificationCase } from './cases.ts';
import type { Job } from './job.ts';
import type { Observations } from './model.ts';
import { type Lane, runJobs } from './run.ts';
import { Sequence } from './sequence.ts';

const CASE: VerificationCase = {
  id: 'made-up',
  group: 'Made up',
  params: {},
  expected: { a: 100, b: 10 },
  source: 'this test',
  how: 'by hand',
};

function jobOf(changes: { readonly planted?: boolean; readonly deterministic?: true } = {}): Job {
  const { planted = false, ...rest } = changes;
  return {
    case: CASE,
    model: {
      unit: 'things',
      size: 1,
      fastSize: 1,
      load: 0.5,
      replicate: () => ({ a: 100, b: 10 }),
      ...rest,
    },
    variant: '',
    values: ['a', 'b'],
    alpha: 0.01,
    widthShare: 0.01,
    size: 1,
    options: { seed: 's', fast: false, planted },
  };
}

/** Takes in replications until it is done. */
function ran(sequence: Sequence, observe: (number: number) => Observations): Sequence {
  while (!sequence.done) {
    const number = sequence.start();
    sequence.take(number, observe(number), 1);
  }
  return sequence;
}

/** Up and down around the mean by this share of it. */
const swing = (share: number) => (number: number) => {
  const factor = 1 + (number % 2 === 0 ? share : -share);
  return { a: 100 * factor, b: 10 * factor };
};

describe('when to stop', () => {
  test('30 replications where they are narrow enough', () => {
    expect(ran(new Sequence(jobOf()), swing(0.01)).replications).toBe(30);
  });

  test('rounds of 10 until the widest interval is at 85 % of what is allowed', () => {
    const sequence = ran(new Sequence(jobOf()), swing(0.03));
    const checks = sequence.checks();
    expect(sequence.replications % 10).toBe(0);
    expect(checks.map(({ verdict }) => verdict)).toEqual(['ok', 'ok']);
    for (const { estimate, expected } of checks) {
      const share = estimate.halfWidth / (0.01 * expected);
      expect(share).toBeLessThanOrEqual(0.85);
      // The round before was not enough.
      expect(share * Math.sqrt(sequence.replications / (sequence.replications - 10))).toBeGreaterThan(0.85);
    }
  });

  test('a value far off does not stop it sooner or later', () => {
    const right = ran(new Sequence(jobOf()), swing(0.03));
    const wrong = ran(new Sequence(jobOf()), (number) => {
      const { a, b } = swing(0.03)(number);
      return { a: a + 50, b };
    });
    expect(wrong.replications).toBe(right.replications);
    expect(wrong.checks().map(({ verdict }) => verdict)).toEqual(['outside', 'ok']);
  });

  test('what never gets narrow is given up and called too wide', () => {
    const sequence = ran(new Sequence(jobOf()), swing(0.5));
    expect(sequence.replications).toBe(400);
    expect(sequence.checks().map(({ verdict }) => verdict)).toEqual(['too wide', 'too wide']);
  });

  test('one replication where nothing is random, one round where a fault is planted', () => {
    expect(ran(new Sequence(jobOf({ deterministic: true })), swing(0)).replications).toBe(1);
    expect(ran(new Sequence(jobOf({ planted: true })), swing(0.5)).replications).toBe(30);
  });
});

describe('lanes', () => {
  const execute: Lane['execute'] = async ({ run }) => {
    const number = Number(run.seed.split('/').at(-1));
    // Odd ones let others pass.
    for (let i = 0; i < (number % 2) * 7; i++) await null;
    return { kind: 'done', observations: swing(0.001 * (number % 7) + 0.02)(number), seconds: 1 };
  };

  test('one, two or five give the same', async () => {
    const runs = await Promise.all(
      [1, 2, 5].map((count) => runJobs([jobOf(), jobOf()], new Array<Lane>(count).fill({ execute }))),
    );
    const checks = runs.map((sequences) => sequences.map((sequence) => sequence.checks()));
    expect(checks[1]).toEqual(checks[0]);
    expect(checks[2]).toEqual(checks[0]);
  });

  test('a fault of a model ends its job, and no other', async () => {
    let calls = 0;
    const lane: Lane = {
      async execute(task) {
        calls += 1;
        return calls === 5 ? { kind: 'fault', message: 'broken' } : execute(task);
      },
    };
    const sequences = await runJobs([jobOf(), jobOf()], [lane, lane]);
    expect(sequences.map(({ fault }) => fault).toSorted()).toEqual(['broken', null]);
    for (const sequence of sequences) expect(sequence.checks()).toHaveLength(sequence.fault === null ? 2 : 0);
  });

  test('a lane that breaks down breaks the run', async () => {
    const dead: Lane = { execute: () => Promise.reject(new Error('a worker ended with code 1')) };
    await expect(runJobs([jobOf()], [dead])).rejects.toThrow('a worker ended with code 1');
  });
});
