/**
 * A model that is wrong, and a model that is not trusted: each way of being wrong ends with the baseline's decision, its
 * reason on record, and a run that is a value; each mode and limit does what it says and no more.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AuditRecord, firstBroken } from '#orchestrator/decisions/audit-record';
import { NO_LIMITS } from '#orchestrator/decisions/model-limits';
import type { SourcingContext, SourcingOption } from '#orchestrator/decisions/sourcing';
import { runs } from '#testing/properties/properties';
import type { DecisionRow } from '#testing/runs/decision-row';
import {
  HOUR_MS,
  kindsOf,
  modelArm,
  modelOf,
  modelRun,
  ranModel,
  recordOf,
  rightly,
  type Score,
  scoresOf,
  TEST_MODEL,
  thumbArm,
  tyingWorld,
} from '#testing/runs/model-run';
import { type Inside, replaced } from '#testing/worlds/outbound-plants';
import { recordedAnswers } from '../../host/answer-source.ts';
import type { AnswerSource } from '../../host/ports.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { rulesOf } from './decision-rules.ts';
import type { PointModel } from './model-policy.ts';

/** Answers count when those of a rule of thumb do. */
const AT_ONCE = { thinking: { kind: 'constant', value: 0 } } as const;

const alone = await ranModel(thumbArm());

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
      const one = await ranModel(modelArm(modelOf(sometimes(wrong))));
      expect(kindsOf(one.rows)).toEqual([`${why} baseline`, 'null null'].sort());
      const again = modelRun(modelArm(recordedAnswers(recordOf(one.rows))));
      again.twin.start();
      again.twin.run();
      expect(again.twin.digests()).toEqual(one.twin.digests());
      expect(again.chain).toEqual(one.chain);
    },
  );

  test.each(CASES)('%s, always: the run of the baseline', async (_name, wrong, why) => {
    const { twin, rows } = await ranModel(modelArm(modelOf(wrong), AT_ONCE));
    expect(kindsOf(rows)).toEqual([`${why} baseline`]);
    const { businessDigest, outcomeDigest } = alone.twin.digests();
    expect(twin.digests()).toMatchObject({ businessDigest, outcomeDigest });
  });

  test('one that never answers and thinks too long: nobody asks it, and the baseline decides at the time-out', async () => {
    const never: AnswerSource = { kind: 'outside', ask: () => new Promise(() => {}) };
    const slow = { thinking: { kind: 'constant', value: HOUR_MS + 1 }, timeoutMs: HOUR_MS } as const;
    const { twin, rows } = await ranModel(modelArm(never, slow));
    expect(kindsOf(rows)).toEqual(['timed-out baseline']);
    expect(rows.every((row) => row.latencyMs === HOUR_MS)).toBe(true);
    const other = await ranModel(modelArm(modelOf(), slow));
    expect(other.twin.digests()).toEqual(twin.digests());
  });

  test('one that thinks too long at times is late at those times only', async () => {
    const { rows } = await ranModel(modelArm(modelOf(), { timeoutMs: 2 * HOUR_MS }));
    expect(kindsOf(rows)).toEqual(['null null', 'timed-out baseline']);
    expect(Math.max(...rows.map((row) => row.latencyMs as number))).toBe(2 * HOUR_MS);
  });

  test('whatever it answers, no hard rule is broken', async () => {
    const anything = fc.array(fc.oneof(fc.double(), fc.integer()), { maxLength: 12 });
    const world = withFewForDangerousGoods(tyingWorld());
    const { sourcing: rules } = rulesOf(world.network);
    let removed = 0;
    await fc.assert(
      fc.asyncProperty(anything, fc.option(fc.integer({ min: -2, max: 12 })), async (scores, action) => {
        const output = { scores, ...(action === null ? {} : { action }) };
        const { rows } = await ranModel(modelArm(modelOf(() => output)), world);
        for (const row of rows) {
          removed += row.removed as number;
          const option = (row.options as readonly SourcingOption[])[row.chosen as number];
          if (option === undefined) continue;
          expect(rules.every((rule) => rule.allows(row.context as SourcingContext, option))).toBe(true);
        }
      }),
      { numRuns: runs(10) },
    );
    expect(removed).toBeGreaterThan(0);
  });
});

/** Every product is dangerous, and only the first carrier takes it. */
function withFewForDangerousGoods(world: OutboundWorld): OutboundWorld {
  const { network } = world;
  return {
    ...world,
    network: {
      ...network,
      products: network.products.map((product) => ({ ...product, unNumber: 1263 })),
      carriers: network.carriers.map((carrier) => ({ ...carrier, dangerousGoods: carrier.no === 0 })),
    },
  };
}

describe('modes and limits', () => {
  const rollout = (mode: PointModel['rollout']['mode'], canaryShare = 0) => ({
    rollout: { mode, canaryShare, salt: 'model' },
  });

  test('off: the run of the baseline, event for event, and the model is not asked', () => {
    const { twin } = modelRun(
      modelArm(
        modelOf(() => Promise.reject(new Error('asked'))),
        rollout('off'),
      ),
    );
    twin.start();
    expect(twin.run()).toBe('empty');
    expect(twin.digests()).toEqual(alone.twin.digests());
  });

  test('shadow: every business event and outcome is the baseline’s, and what the model said is on record', async () => {
    const { twin, rows } = await ranModel(modelArm(modelOf(), rollout('shadow')));
    const { businessDigest, outcomeDigest } = alone.twin.digests();
    expect(twin.digests()).toMatchObject({ businessDigest, outcomeDigest });
    const shadows = rows.filter((row) => row.mode === 'shadow');
    expect(rows.length).toBe(2 * alone.rows.length);
    expect(shadows.length).toBe(alone.rows.length);
    const chosenAlone = new Map(alone.rows.map((row) => [`${row.entityKey}/${row.attempt}`, row.chosen]));
    expect(shadows.some((row) => row.chosen !== chosenAlone.get(`${row.entityKey}/${row.attempt}`))).toBe(
      true,
    );
  });

  test('canary: some orders by the model, the others by the baseline, and which is no matter of order', async () => {
    const decidedBy = async (world: OutboundWorld) => {
      const by = new Map<unknown, unknown>();
      for (const { entityKey, policy } of (await ranModel(modelArm(modelOf(), rollout('canary', 0.4)), world))
        .rows) {
        expect(by.get(entityKey) ?? policy).toBe(policy);
        by.set(entityKey, policy);
      }
      return by;
    };
    const all = await decidedBy(tyingWorld());
    const without = await decidedBy(tyingWorld([3, 17]));
    expect(new Set(all.values())).toEqual(new Set(['model', 'cheapest-in-stock']));
    expect(without.has(17)).toBe(false);
    for (const [order, by] of without) expect(all.get(order) ?? by).toBe(by);
  });

  test('below the confidence asked for, beyond its authority, or with a view too old: the baseline', async () => {
    const unsure = await ranModel(modelArm(modelOf(), { limits: { ...NO_LIMITS, confidenceMin: 0.05 } }));
    expect(kindsOf(unsure.rows)).toEqual(['low-confidence baseline', 'null null']);
    const bound = await ranModel(modelArm(modelOf(), { limits: { ...NO_LIMITS, commitsMinorMax: 1500 } }));
    expect(kindsOf(bound.rows)).toEqual(['beyond-authority baseline', 'null null']);
    const stale = await ranModel(modelArm(modelOf(), { limits: { ...NO_LIMITS, viewAgeMsMax: HOUR_MS } }));
    expect(kindsOf(stale.rows)).toEqual(['null null', 'poor-data baseline']);
  });

  test('a view that does not exist yet is older than any', async () => {
    const { rows } = await ranModel(modelArm(modelOf(), { limits: { ...NO_LIMITS, viewAgeMsMax: 1e12 } }));
    const missing = (row: DecisionRow): boolean =>
      (row.views as readonly { ageMs: number | null }[]).some(({ ageMs }) => ageMs === null);
    expect(rows.filter(missing).length).toBeGreaterThan(0);
    for (const row of rows) expect(row.fallback).toBe(missing(row) ? 'poor-data' : null);
  });

  test('or a person, who takes a time and has a task for it', async () => {
    const limits = { ...NO_LIMITS, commitsMinorMax: 1500, otherwise: 'person' } as const;
    const { rows, tasks } = await ranModel(modelArm(modelOf(), { limits, personMs: HOUR_MS }));
    expect(kindsOf(rows)).toEqual(['beyond-authority person', 'null null']);
    const asked = rows.filter((row) => row.override === 'person').length;
    const opened = tasks.filter((task) => /^open planner confirmDecision \d+ 3600000$/.test(task));
    expect(opened).toHaveLength(asked);
    const orders = opened.map((task) => task.split(' ')[3]);
    const answered = tasks.filter(
      (task) => task.startsWith('answered planner') && orders.includes(task.split(' ')[3]),
    );
    expect(answered.length).toBeGreaterThanOrEqual(asked);
  });

  test('one audit record for each decision, chained', async () => {
    const { rows, chain } = await ranModel(modelArm(modelOf(), { timeoutMs: 2 * HOUR_MS }));
    const records = chain.map((row) => ({ ...row, modelDigest: row.policyDigest })) as unknown as Row[];
    expect(new Set(rows.map(({ entityKey, attempt }) => `${entityKey}/${attempt}`)).size).toBe(rows.length);
    expect(rows.every(({ policyDigest }) => policyDigest === TEST_MODEL)).toBe(true);
    expect(firstBroken(records)).toBe(-1);
    expect(firstBroken(records.with(20, { ...records[20]!, chosen: 99 }))).toBe(20);
  });
});

test('a clock that is wrong moves no slot of an answer: the model is waited for', async () => {
  const world = tyingWorld();
  const window = { fromAt: world.startAt, untilAt: world.startAt + 1000 * HOUR_MS, byMs: 10 * HOUR_MS };
  for (const kind of ['clock-fast', 'clock-slow'] as const) {
    const faults = { ...world.faults, clocks: [{ kind, ...window }] };
    const { rows } = await ranModel(modelArm(modelOf()), { ...world, faults });
    expect(rows.length).toBeGreaterThan(20);
    expect(
      rows.filter(({ policy, fallback }) => policy === 'model' && fallback === null).length,
    ).toBeGreaterThan(20);
  }
});

test('a decision by which an invariant breaks is on record: without the model the run comes to the same place', async () => {
  const stopped = async (answers: AnswerSource) => {
    const run = modelRun(modelArm(answers));
    let left = 20;
    replaced((run.twin.host as Inside).desk, 'watch', (right, ...decision) => {
      left -= 1;
      if (left === 0) throw new Error('planted');
      right(...decision);
    });
    run.twin.start();
    await expect(run.twin.runQuiescent()).rejects.toThrow('planted');
    return run.chain;
  };
  const recorded = await stopped(modelOf());
  expect(recorded).toHaveLength(20);
  expect(await stopped(recordedAnswers(recordOf(recorded)))).toEqual(recorded);
});

type Row = AuditRecord & { readonly auditHash: string };
