/**
 * A policy whose answers others gave is told with how many and why; where they gave all of them, nothing was compared: no verdict, no best,
 * whatever the figures are. Shown by replications of a known answer.
 */
import { describe, expect, test } from 'vitest';
import { nothingCompared, standInNotes } from '#reports/comparison/heard';
import { renderSelection } from '#reports/comparison/selection-summary';
import { renderSensitivity } from '#reports/comparison/sensitivity-summary';
import { renderComparison } from '#reports/comparison/summary';
import { renderSweep } from '#reports/comparison/sweep-summary';
import { renderComparisonPage } from '#reports/html/experiments/comparison-page';
import { renderSensitivityPage } from '#reports/html/experiments/sensitivity-page';
import { renderSweepPage } from '#reports/html/experiments/sweep-page';
import { renderComparisonJunit } from '#reports/junit/comparison-junit';
import { renderSweepJunit } from '#reports/junit/sweep-junit';
import { renderComparisonMarkdown } from '#reports/markdown/comparison-markdown';
import type { DecisionReport } from '#reports/outbound/arm-details';
import type { ModelFailures } from '../models/failure-notes.ts';
import { compareDesigns } from './comparison.ts';
import type { DesignResult } from './design-result.ts';
import { kpisWith, laneOf, MemoryStore, resultOf } from './lanes.fixture.ts';
import { type DesignTask, Replicator } from './replicator.ts';
import { selectDesign } from './selection.ts';
import { runSensitivity } from './sensitivity.ts';
import { standInsOf } from './stand-ins.ts';
import { sweepDesigns } from './sweep.ts';

const versions = { dray: '', node: '', v8: '' };
const head = { decision: null, currency: 'USD', seed: 1, reproduce: '', versions };
const design = (policy: string) => ({ scenario: 's', digest: 'd', policy, summary: '', reproduce: '' });
const plan = { baseline: design('today'), candidate: design('mine'), same: false, confidence: 0.95 };

/** Ten answers a replication, as a model's are counted. */
function answered(fellBack: number, more: Partial<DecisionReport> = {}): DecisionReport {
  return {
    ...{ point: 'sourcing', policy: 'mine', mode: 'active', asked: 10, options: 20, removed: 0 },
    ...{ withoutChoice: 0, fellBack, overridden: fellBack, latencyMs: 0, latencies: { 0: 10 } },
    ...(fellBack === 0 ? {} : { fallbacks: { 'model-failed': fellBack } }),
    ...more,
  };
}

const FAILURES: ModelFailures = {
  asked: 10,
  reasons: { 'model-failed': 10 },
  first: 'the process\nhas ended \u001b[31m(code 3)',
  late: 0,
};

/** The candidate saves 7 of 100. */
const costing =
  (fellBack: number, costOf = ({ design: no }: DesignTask) => (no % 2 === 1 ? 93 : 100)) =>
  (task: DesignTask): DesignResult =>
    resultOf(task, {
      kpis: kpisWith({ landedCostPerOrder: costOf(task) + (task.replication % 5) }),
      orders: 8,
      decisions: task.design % 2 === 1 ? [answered(fellBack)] : [answered(0, { policy: 'today' })],
      ...(fellBack > 0 && task.design % 2 === 1 ? { failures: FAILURES } : {}),
    });

const replicator = (answer: (task: DesignTask) => DesignResult): Replicator =>
  new Replicator([laneOf(answer)], new MemoryStore());
const compared = (fellBack: number) => compareDesigns(plan, head, replicator(costing(fellBack)));

describe('whose answers count', () => {
  test('over replications, with every reason and the first failure', () => {
    const later = answered(2, { fallbacks: { 'timed-out': 1, 'model-failed': 1 }, mode: 'canary' });
    expect(
      standInsOf('mine', [
        { decisions: [answered(3)], failures: FAILURES },
        { decisions: [later], failures: { ...FAILURES, first: 'another', late: 2 } },
      ]).standIns,
    ).toEqual({
      ...{ policy: 'mine', asked: 20, fellBack: 5, reasons: { 'model-failed': 4, 'timed-out': 1 } },
      ...{ first: FAILURES.first, late: 2 },
    });
  });

  test('not those of a shadow, of others in the design, or of a rule of thumb that found nothing to its liking', () => {
    for (const decided of [
      answered(0),
      answered(10, { mode: 'shadow' }),
      answered(10, { policy: 'somebody-else' }),
      answered(10, { withoutChoice: 10, overridden: 0, fallbacks: { 'no-option-left': 10 } }),
    ])
      expect(standInsOf('mine', [{ decisions: [decided] }])).toEqual({});
  });
});

describe('a comparison', () => {
  test('a policy that was heard keeps its verdict, and nothing is said of it', async () => {
    const report = await compared(0);
    expect([report.verdict, report.candidate.standIns]).toEqual(['uplift', undefined]);
    expect([nothingCompared(report), standInNotes(report)]).toEqual([false, []]);
  });

  test('one that never was has none: every rendering says that nothing was compared, and none passes', async () => {
    const report = await compared(10);
    const says =
      'none of the 200 answers of mine was used, another policy or a person gave each of them (the model failed 200; the first: the process has ended \ufffd[31m(code 3))';
    expect([report.verdict, report.primary.judged]).toEqual(['inconclusive', 'uplift']);
    expect(renderComparison(report)).toMatch(/^inconclusive: nothing was compared: none of the 200 answers/);
    expect(renderComparison(report)).toContain(says);
    expect(renderComparisonPage(report)).toContain(`>inconclusive:</strong> nothing was compared: ${says}.`);
    expect(renderComparisonMarkdown(report)).toContain('Nothing was compared: none of the 200 answers');
    const junit = renderComparisonJunit(report);
    expect(junit).toContain('tests="1" failures="0" errors="0" skipped="1"');
    expect([nothingCompared(report), standInNotes(report)]).toEqual([true, [says]]);
  });

  test('a baseline that never was, likewise', async () => {
    const report = await compareDesigns(
      { ...plan, baseline: design('mine'), candidate: design('today') },
      head,
      replicator((task) => costing(10)({ ...task, design: 1 - task.design })),
    );
    expect([report.verdict, nothingCompared(report)]).toEqual(['inconclusive', true]);
  });

  test('one that was often not is told in the line of the verdict, one that seldom was not on stderr alone', async () => {
    const often = await compared(1);
    const says =
      '10 % of the 200 answers of mine were given by another policy or a person (the model failed 20';
    expect(often.verdict).toBe('uplift');
    for (const text of [renderComparison(often).split('\n')[0]!, renderComparisonMarkdown(often)])
      expect(text).toContain(says);
    expect([nothingCompared(often), standInNotes(often)[0]]).toEqual([false, expect.stringContaining(says)]);
    // 2 in 100.
    const seldom = await compareDesigns(
      plan,
      head,
      replicator((task) => costing(task.replication % 5 === 0 ? 1 : 0)(task)),
    );
    expect(renderComparison(seldom).split('\n')[0]).not.toContain('given by another');
    expect(standInNotes(seldom)[0]).toMatch(/^2 % of the 200 answers of mine/);
  });
});

test('the best of several: with one that was never heard there is none', async () => {
  const rest = {
    scenario: 's',
    currency: 'USD',
    confidence: 0.95,
    indifference: 0.01,
    seed: 1,
    reproduce: '',
  };
  const search = async (fellBack: number) => ({
    ...{ format: 1 as const, process: 'selection' as const, ...rest, versions },
    ...(await selectDesign(
      { designs: [design('today'), design('mine')], indifference: 0.01, confidence: 0.95 },
      replicator(costing(fellBack)),
    )),
  });
  const dead = await search(10);
  expect([dead.sure, nothingCompared(dead)]).toEqual([false, true]);
  expect(renderSelection(dead)).toMatch(
    /^No best was found: none of the 200 answers of mine was used.*Of the others today has the least mean\.\n/,
  );
  const alive = await search(0);
  expect([alive.best, alive.sure, nothingCompared(alive)]).toEqual(['mine', true, false]);
});

describe('where only some points or worlds have none', () => {
  const sweep = async (dead: readonly number[]) => ({
    ...{ format: 1 as const, process: 'sweep' as const, scenario: 's', policy: 'mine', currency: 'USD' },
    ...{ varied: ['x'], replications: 2, seed: 1, reproduce: '', versions },
    ...(await sweepDesigns(
      {
        ...{ values: [['1'], ['2']], replications: 2, kpis: ['landedCostPerOrder'] },
        policies: ['mine', 'mine'],
        judged: {
          thresholds: [[{ kpi: 'landedCostPerOrder', atLeast: '0.10 USD' }], []],
          currency: 'USD',
        },
      },
      replicator((task) => ({
        ...costing(0)(task),
        decisions: [answered(dead.includes(task.design) ? 10 : 0)],
      })),
    )),
  });

  test('a sweep says at which; with none at any it has found nothing out', async () => {
    const some = await sweep([0]);
    expect(nothingCompared(some)).toBe(false);
    expect(renderSweep(some)).toContain('Others answered for it at x = 1: 100 % of the 20 answers of mine');
    // A threshold that a stand-in kept is not kept by the policy.
    expect(renderSweepJunit(some)).toMatch(/threshold landedCostPerOrder[^>]*>\s*<skipped message="none of/);
    const all = await sweep([0, 1]);
    expect(nothingCompared(all)).toBe(true);
    expect(renderSweep(all)).toContain('\nNothing was found out about mine: at each point');
    expect(renderSweepPage(all)).toContain('>not heard:</strong> nothing was found out about mine');
    expect(renderSweep(await sweep([]))).not.toMatch(/Nothing was found out|Others answered/);
  });

  const sensitivity = async (dead: readonly number[]) => ({
    ...{
      format: 1 as const,
      process: 'sensitivity' as const,
      scenario: 's',
      decision: null,
      currency: 'USD',
    },
    ...{ baseline: design('today'), candidate: design('mine'), confidence: 0.95, replications: 20 },
    ...{ seed: 1, reproduce: '', versions },
    ...(await runSensitivity(
      {
        inputs: [{ path: 'x', low: 1, high: 2, unit: '', whole: true }],
        ...{ worlds: 0, replications: 20, confidence: 0.95, policies: ['today', 'mine'] },
      },
      replicator((task) => costing(dead.includes(Math.floor(task.design / 2)) ? 10 : 0)(task)),
    )),
  });

  test('a sensitivity analysis has no verdict in such a world, and none at all where that is the scenario as it stands', async () => {
    const far = await sensitivity([2]);
    expect([far.assumed.verdict, far.inputs[0]!.high.verdict, nothingCompared(far)]).toEqual([
      ...['uplift', 'inconclusive'],
      false,
    ]);
    expect(renderSensitivity(far)).toContain('nothing was compared in 1 of 2 other worlds');
    const here = await sensitivity([0]);
    expect([here.assumed.verdict, nothingCompared(here)]).toEqual(['inconclusive', true]);
    expect(renderSensitivity(here)).toMatch(/^inconclusive at the scenario's values: nothing was compared:/);
    expect(renderSensitivityPage(here)).toContain('at the scenario&#39;s values, nothing was compared');
  });
});
