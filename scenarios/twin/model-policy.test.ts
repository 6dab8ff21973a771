/**
 * A model that is wrong, and a model that is not trusted: each way of being wrong ends with the baseline's decision, its
 * reason on record, and a run that is a value; each mode and limit does what it says and no more.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AuditRecord, firstBroken } from '#orchestrator/decisions/audit-record';
import { cheapestFeasible } from '#orchestrator/decisions/node-and-carrier';
import { NO_LIMITS } from '#orchestrator/decisions/node-and-carrier-limits';
import {
  digestsOf,
  HOUR_MS,
  kindsOf,
  modelOf,
  modelRun,
  policyOf,
  ranModel,
  recordOf,
  rightly,
  type Score,
  scoresOf,
  TEST_MODEL,
  tyingWorld,
} from '#testing/model-run';
import { runs } from '#testing/properties';
import { recordedAnswers } from '../host/answer-source.ts';
import type { AnswerSource } from '../host/ports.ts';
import type { World } from '../world/world.ts';
import type { ModelPolicy } from './model-policy.ts';

type Row = AuditRecord & { readonly auditHash: string };

describe('a model that is wrong', () => {
  /** Wrong for every third question, right for the others. */
  const sometimes =
    (wrong: Score): Score =>
    (features, rows, n) =>
      (n % 3 === 0 ? wrong : rightly)(features, rows, n);

  const CASES: readonly (readonly [name: string, wrong: Score, fallback: string])[] = [
    ['NaN', (_f, rows) => ({ scores: new Array(rows).fill(Number.NaN) }), 'not-finite'],
    ['one NaN', (f, rows) => ({ scores: scoresOf(f, rows).with(0, Number.NaN) }), 'not-finite'],
    ['an index out of range', (f, rows) => ({ scores: scoresOf(f, rows), action: rows }), 'invalid-answer'],
    ['an index of NaN', (f, rows) => ({ scores: scoresOf(f, rows), action: Number.NaN }), 'invalid-answer'],
    ['more scores than options', (_f, rows) => ({ scores: new Array(rows + 1).fill(1) }), 'wrong-length'],
    ['fewer scores than options', (_f, rows) => ({ scores: new Array(rows - 1).fill(1) }), 'wrong-length'],
    ['none of these', (f, rows) => ({ scores: scoresOf(f, rows), action: -1 }), 'policy-declined'],
    [
      'a throw',
      () => {
        throw new Error('out of memory');
      },
      'model-failed',
    ],
    ['a promise refused', () => Promise.reject(new Error('no connection')), 'model-failed'],
  ];

  test.each(CASES)(
    '%s: the baseline decides, and why is on record; the run is a value',
    async (_n, wrong, why) => {
      const one = await ranModel(policyOf(modelOf(sometimes(wrong))));
      expect(kindsOf(one.rows)).toEqual([`${why} baseline`, 'null null'].sort());
      const again = modelRun(policyOf(recordedAnswers(recordOf(one.rows))));
      again.twin.start();
      again.twin.run();
      expect(again.twin.digests()).toEqual(one.twin.digests());
      expect(again.rows).toEqual(one.rows);
    },
  );

  test.each(CASES)('%s, always: what the baseline would do', async (_name, wrong, why) => {
    const alone = await ranModel(cheapestFeasible);
    const { twin, rows } = await ranModel(policyOf(modelOf(wrong)));
    expect(kindsOf(rows)).toEqual([`${why} baseline`]);
    expect(twin.digests().outcomeDigest).toBe(alone.twin.digests().outcomeDigest);
  });

  test('one that never answers and thinks too long: nobody asks it, and the baseline decides at the time-out', async () => {
    const never: AnswerSource = { kind: 'outside', ask: () => new Promise(() => {}) };
    const slow = { thinking: { kind: 'constant', value: HOUR_MS + 1 }, timeoutMs: HOUR_MS } as const;
    const { twin, rows } = await ranModel(policyOf(never, slow));
    expect(kindsOf(rows)).toEqual(['timed-out baseline']);
    expect(rows.every((row) => row.latencyMs === HOUR_MS)).toBe(true);
    expect(await digestsOf(policyOf(modelOf(), slow))).toEqual(twin.digests());
  });

  test('one that thinks too long at times is late at those times only', async () => {
    const { rows } = await ranModel(policyOf(modelOf(), { timeoutMs: 2 * HOUR_MS }));
    expect(kindsOf(rows)).toEqual(['null null', 'timed-out baseline']);
    expect(Math.max(...rows.map((row) => row.latencyMs as number))).toBe(2 * HOUR_MS);
  });

  test('whatever it answers, no hard rule is broken', async () => {
    const anything = fc.array(fc.oneof(fc.double(), fc.integer()), { maxLength: 6 });
    const world = tyingWorld();
    await fc.assert(
      fc.asyncProperty(anything, fc.option(fc.integer({ min: -2, max: 6 })), async (scores, action) => {
        const output = { scores, ...(action === null ? {} : { action }) };
        const { rows } = await ranModel(policyOf(modelOf(() => output)), world);
        for (const row of rows) {
          const option = (row.options as readonly { plant: number }[])[row.chosen as number];
          const { customer } = row.context as { customer: number };
          if (option !== undefined)
            expect(world.plants[option.plant]!.customers?.has(customer) ?? true).toBe(true);
        }
      }),
      { numRuns: runs(10) },
    );
  });
});

describe('modes and limits', () => {
  const rollout = (mode: ModelPolicy['rollout']['mode'], canaryShare = 0) => ({
    rollout: { mode, canaryShare, salt: 'model' },
  });

  test('off: the run of the baseline, event for event, and the model is not asked', async () => {
    const { twin } = modelRun(
      policyOf(
        modelOf(() => Promise.reject(new Error('asked'))),
        rollout('off'),
      ),
    );
    twin.start();
    expect(twin.run()).toBe('empty');
    expect(twin.digests()).toEqual(await digestsOf(cheapestFeasible));
  });

  test('shadow: every business event and outcome is the baseline’s, and what the model said is on record', async () => {
    const alone = await ranModel(cheapestFeasible);
    const { twin, rows } = await ranModel(policyOf(modelOf(), rollout('shadow')));
    const { businessDigest, outcomeDigest } = twin.digests();
    expect({ businessDigest, outcomeDigest }).toEqual({
      businessDigest: alone.twin.digests().businessDigest,
      outcomeDigest: alone.twin.digests().outcomeDigest,
    });
    const shadows = rows.filter((row) => row.mode === 'shadow');
    expect([shadows.length, rows.length]).toEqual([40, 80]);
    const active = await ranModel(policyOf(modelOf()));
    expect(shadows.some((row, i) => row.chosen !== alone.rows[i]?.chosen)).toBe(true);
    expect(active.rows).toHaveLength(40);
  });

  test('canary: some orders by the model, the others by the baseline, and which is no matter of order', async () => {
    const chosenBy = async (world: World) =>
      new Map(
        (await ranModel(policyOf(modelOf(), rollout('canary', 0.4)), world)).rows.map((row) => [
          row.entityKey,
          row.policy,
        ]),
      );
    const all = await chosenBy(tyingWorld());
    const without = await chosenBy(tyingWorld({ without: [3, 17] }));
    expect(new Set(all.values())).toEqual(new Set(['model', 'cheapest-feasible']));
    for (const [order, by] of without) expect(all.get(order)).toBe(by);
  });

  test('below the confidence asked for, or beyond its authority: the baseline', async () => {
    const unsure = await ranModel(policyOf(modelOf(), { limits: { ...NO_LIMITS, confidenceMin: 0.5 } }));
    expect(kindsOf(unsure.rows)).toEqual(['low-confidence baseline', 'null null']);
    const bound = await ranModel(policyOf(modelOf(), { limits: { ...NO_LIMITS, freightMinorMax: 1500 } }));
    expect(kindsOf(bound.rows)).toEqual(['beyond-authority baseline', 'null null']);
    const stale = await ranModel(policyOf(modelOf(), { limits: { ...NO_LIMITS, viewAgeMsMax: HOUR_MS } }));
    expect(kindsOf(stale.rows)).toEqual(['null null', 'poor-data baseline']);
  });

  test('or a person, who takes a time and has a task for it', async () => {
    const limits = { ...NO_LIMITS, freightMinorMax: 1500, otherwise: 'person' } as const;
    const { rows, tasks } = await ranModel(policyOf(modelOf(), { limits, personMs: HOUR_MS }));
    expect(kindsOf(rows)).toEqual(['beyond-authority person', 'null null']);
    const asked = rows.filter((row) => row.override === 'person').length;
    expect(tasks.filter((task) => /^open planner confirmDecision \d+ 3600000$/.test(task))).toHaveLength(
      asked,
    );
    expect(tasks.filter((task) => task.startsWith('answered planner'))).toHaveLength(asked);
  });

  test('one audit record for each decision, chained', async () => {
    const { rows } = await ranModel(policyOf(modelOf(), { timeoutMs: 2 * HOUR_MS }));
    const records = rows.map((row) => ({ ...row, modelDigest: row.policyDigest })) as unknown as Row[];
    expect(new Set(records.map(({ entityKey }) => entityKey)).size).toBe(40);
    expect(rows.every(({ policyDigest }) => policyDigest === TEST_MODEL)).toBe(true);
    expect(firstBroken(records)).toBe(-1);
    expect(firstBroken(records.with(20, { ...records[20]!, chosen: 3 }))).toBe(20);
  });
});
