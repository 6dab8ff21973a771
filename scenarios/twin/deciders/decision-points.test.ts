/**
 * What the descriptions of decision points say is true of the questions that the core puts: whole runs in which, between them, every point is
 * asked, with all invariants on. A policy of any point can be named for an arm, and people can decide any point that its description lets them.
 */
import { describe, expect, test } from 'vitest';
import type { DecisionPoint } from '#orchestrator/core/out';
import { featureRows } from '#orchestrator/decisions/features';
import { NO_LIMITS } from '#orchestrator/decisions/model-limits';
import type { AnyPoint } from '#orchestrator/decisions/point';
import { DECISION_POINTS, POINTS } from '#orchestrator/decisions/points';
import type { View } from '#orchestrator/decisions/view';
import type { DecisionRow } from '#testing/runs/decision-row';
import { type PointWorld, pointRun } from '#testing/worlds/decision-worlds';
import type { AnswerSource } from '../../host/ports.ts';
import type { PointModel } from './model-policy.ts';

const WORLDS = ['docks', 'stores', 'waves'] as const;
const plain = { docks: pointRun('docks'), stores: pointRun('stores'), waves: pointRun('waves') };
const all = WORLDS.flatMap((world) => plain[world].rows);
const of = (point: DecisionPoint, rows: readonly DecisionRow[] = all): readonly DecisionRow[] =>
  rows.filter((row) => row.point === point);

/** Where each point beside those of every world is asked. */
const WHERE: readonly (readonly [DecisionPoint, PointWorld])[] = [
  ['dock-slot', 'docks'],
  ['replenishment', 'stores'],
  ['order-priority', 'waves'],
  ['wave-sequence', 'waves'],
  ['workload', 'waves'],
  ['exception', 'waves'],
  ['delay-prediction', 'waves'],
  ['invoice-anomaly', 'waves'],
];

describe.each(DECISION_POINTS)('%s', (name) => {
  const point: AnyPoint = POINTS[name];
  const rows = of(name);

  test('is asked, and every field of its questions is described; nothing is described that is not there', () => {
    expect(rows.length).toBeGreaterThan(5);
    const keys = (values: readonly unknown[]): string[] =>
      [...new Set(values.flatMap((value) => Object.keys(value as object)))].sort();
    expect(keys(rows.map(({ context }) => context))).toEqual(Object.keys(point.context).sort());
    expect(keys(rows.flatMap(({ options }) => options as unknown[]))).toEqual(
      Object.keys(point.option).sort(),
    );
  });

  test('comes with the views that are described, and an option’s is among them', () => {
    for (const { views, options } of rows) {
      const given = views as readonly View[];
      expect(new Set(given.map(({ type }) => type)).size).toBe(point.views === null ? 0 : 1);
      const keys = new Set([-1, ...given.map(({ key }) => key)]);
      for (const { type } of given) expect(type).toBe(point.views?.type);
      for (const option of options as unknown[])
        expect(keys.has(point.views?.keyOf(option) ?? -1)).toBe(true);
    }
  });

  test('shows a model whole numbers that a float32 holds, and not the same ones for every option', () => {
    let different = 0;
    for (const { now, context, options, views } of rows) {
      const asked = { now, context, options, views } as Parameters<typeof featureRows>[2];
      const features = featureRows(point.features, point.views, asked);
      const columns = point.features.columns.length;
      expect(features.length).toBe(columns * asked.options.length);
      for (const value of features) {
        expect(Number.isInteger(value)).toBe(true);
        expect(Math.abs(value)).toBeLessThan(2 ** 24);
      }
      const lines = new Set(
        asked.options.map((_o, i) => features.slice(i * columns, (i + 1) * columns).join()),
      );
      different += lines.size > 1 ? 1 : 0;
    }
    expect(different).toBeGreaterThan(0);
  });
});

const firstArms = new Map<PointWorld, readonly DecisionRow[]>();
/** The same for each point: run once. */
function firstArm(world: PointWorld): readonly DecisionRow[] {
  const rows = firstArms.get(world) ?? pointRun(world, ['policies=[cheapest-in-stock]'], 0).rows;
  firstArms.set(world, rows);
  return rows;
}

describe('an arm that names a policy for one point alone', () => {
  test.each(WHERE)('%s: decides by it, and by the scenario’s everywhere else', (point, world) => {
    const { rows, digests } = plain[world];
    const used = new Set(of(point, rows).map(({ policy }) => policy));
    const [other] = POINTS[point].policies.filter(({ name }) => !used.has(name));
    const entry = `{ name: mine, ${point}: ${other!.name} }`;
    const set = [`policies=[cheapest-in-stock, ${entry}]`];
    const mine = pointRun(world, set, 1);
    expect(new Set(of(point, mine.rows).map(({ policy }) => policy))).toEqual(new Set([other!.name]));
    const others = (all: readonly DecisionRow[]) =>
      new Set(all.filter((row) => row.point !== point).map((row) => `${row.point} ${row.policy}`));
    expect(others(mine.rows)).toEqual(others(firstArm(world)));
    expect(mine.digests.outcomeDigest).not.toBe(digests.outcomeDigest);
  });
});

describe('a model', () => {
  /** The last option scores best: no rule of thumb does that. */
  const answers: AnswerSource = {
    kind: 'recorded',
    find: ({ rows }) => ({
      kind: 'answered',
      scores: Array.from({ length: rows }, (_, i) => i),
      action: null,
      confidence: null,
      propensity: null,
    }),
  };
  const MODEL: Omit<PointModel, 'point'> = {
    name: 'last',
    summary: '',
    rollout: { mode: 'active', canaryShare: 0, salt: 'last' },
    thinking: { kind: 'exponential', mean: 1000 },
    timeoutMs: 3000,
    limits: NO_LIMITS,
    personMs: 0,
    modelDigest: 'd',
    answers,
  };

  test.each([...WHERE, ['carrier', 'docks'], ['delay-response', 'waves']] as const)(
    'can answer %s: the last of what hard rules let in, at times too late; the run ends, and is the same again',
    (point, world) => {
      const { rows, digests } = pointRun(world, [], 0, { ...MODEL, point });
      const asked = of(point, rows);
      const [late, right] = [asked.filter(isLate), asked.filter((row) => !isLate(row))];
      expect(right.length).toBeGreaterThan(late.length);
      for (const { recommended, chosen, removed, options } of right) {
        expect(chosen).toBe(recommended);
        if (removed === 0) expect(chosen).toBe((options as unknown[]).length - 1);
      }
      expect(new Set(asked.map(({ policy }) => policy))).toEqual(new Set(['last']));
      expect(pointRun(world, [], 0, { ...MODEL, point }).digests).toEqual(digests);
    },
  );

  test('may commit no more than it is allowed, at every point whose options cost something', () => {
    const limits = { ...NO_LIMITS, commitsMinorMax: 1 };
    const kinds = (point: DecisionPoint, world: PointWorld): Set<unknown> =>
      new Set(
        of(point, pointRun(world, [], 0, { ...MODEL, point, timeoutMs: 1e9, limits }).rows).map(
          ({ fallback }) => fallback,
        ),
      );
    expect(kinds('carrier', 'docks')).toEqual(new Set(['beyond-authority']));
    expect(kinds('replenishment', 'stores')).toEqual(new Set(['beyond-authority']));
  });

  function isLate({ fallback }: DecisionRow): boolean {
    return fallback === 'timed-out';
  }
});

describe('people decide', () => {
  const ROLES: Readonly<Partial<Record<DecisionPoint, string>>> = {
    'dock-slot': 'dock-planner',
    replenishment: 'replenishment-planner',
    'order-priority': 'planner',
    'wave-sequence': 'planner',
    workload: 'planner',
  };

  test.each(WHERE.filter(([point]) => ROLES[point] !== undefined))(
    '%s, each time, and slip now and then; the run ends, and is the same again',
    (point, world) => {
      const way = `{ by: person, role: ${ROLES[point]}, mistakes: 0.3 }`;
      const set = [`phases={ hand: { decisions: { ${point}: ${way} }, source: assumption } }`, 'phase=hand'];
      const first = pointRun(world, set);
      const rows = of(point, first.rows);
      expect(new Set(rows.map(({ mode }) => mode))).toEqual(new Set(['person']));
      expect(rows.length).toBeGreaterThan(5);
      expect(pointRun(world, set).digests).toEqual(first.digests);
      expect(first.digests.digest).not.toBe(plain[world].digests.digest);
    },
  );

  test('the rule of thumb of a phase counts for any point, where the arm does not name one', () => {
    const set = (arm: string): string[] => [
      'phases={ thumb: { decisions: { dock-slot: { by: rule } }, thumbs: { dock-slot: after-arrival }, source: assumption } }',
      `policies=[{ name: arm, phase: thumb${arm} }]`,
    ];
    const policies = (arm: string): Set<unknown> =>
      new Set(of('dock-slot', pointRun('docks', set(arm)).rows).map(({ policy }) => policy));
    expect(policies('')).toEqual(new Set(['after-arrival']));
    expect(policies(', dock-slot: first-slot')).toEqual(new Set(['first-slot']));
  });
});
