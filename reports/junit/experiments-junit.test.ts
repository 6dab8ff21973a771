/** Experiments as JUnit's cases: what is hurt fails, what is open is skipped; names hold no figure, and no two cases share one. */
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../comparison/comparison-report.ts';
import type { InputSensitivity } from '../comparison/sensitivity-report.ts';
import type { SweptThreshold } from '../comparison/sweep-report.ts';
import type { PilotSeries } from '../comparison/warm-up-report.ts';
import {
  across,
  COST,
  comparison,
  grid,
  HOSTILE,
  OTIF,
  PLAIN,
  selection,
  sensitivity,
  several,
  sweep,
  warmUp,
} from '../html/experiments/planted.fixture.ts';
import { failingCase } from '../html/qa/failure-case.fixture.ts';
import type { FoundFailures } from '../markdown/failures-markdown.ts';
import { INVARIANTS } from '../outbound/invariants.ts';
import { renderExperimentJunit } from './experiment-junit.ts';
import { renderFailureJunit } from './failure-junit.ts';
import { renderFailuresJunit } from './failures-junit.ts';
import { type Element, elementsOf, readXml } from './strict-xml.fixture.ts';

function kindOf(test: Element): string {
  return ['failure', 'skipped', 'error'].find((tag) => elementsOf(test, tag).length > 0) ?? 'passed';
}

function outcomes(xml: string): Record<string, string> {
  const cases = elementsOf(readXml(xml), 'testcase');
  return Object.fromEntries(cases.map((each) => [each.attributes.name!, kindOf(each)]));
}

describe('a comparison', () => {
  test.each<[Verdict, string]>([
    ['uplift', 'passed'],
    ['equivalent', 'passed'],
    ['harm', 'failure'],
    ['inconclusive', 'skipped'],
  ])('primary metric judged %s: %s', (judged, outcome) => {
    const guardrails = (['passed', 'failed', 'undecided'] as const).map((each, i) => ({
      ...OTIF,
      kpi: (['otif', 'fillRate', 'perfectOrder'] as const)[i]!,
      judged: each,
    }));
    const xml = renderExperimentJunit(comparison(PLAIN, { primary: { ...COST, judged }, guardrails }));
    expect(outcomes(xml)).toEqual({
      'primary landedCostPerOrder': outcome,
      'guardrail otif': 'passed',
      'guardrail fillRate': 'failure',
      'guardrail perfectOrder': 'skipped',
    });
  });

  test('a failure says figures, interval and the command', () => {
    const report = comparison(PLAIN, { primary: { ...COST, judged: 'harm' } });
    const [failure] = elementsOf(readXml(renderExperimentJunit(report)), 'failure');
    expect(failure!.text).toContain(`${COST.title}: `);
    expect(failure!.text).toContain(`reproduce: ${report.reproduce}`);
  });

  test('several candidates, several scenarios: a suite each, XML whatever they are called', () => {
    for (const names of [PLAIN, HOSTILE]) {
      const suites = elementsOf(readXml(renderExperimentJunit(several(names))), 'testsuite');
      expect(suites).toHaveLength(several(names).candidates.length);
      const scenarios = elementsOf(readXml(renderExperimentJunit(across(names))), 'testsuite');
      expect(scenarios).toHaveLength(across(names).scenarios.length);
    }
  });
});

describe('a sweep', () => {
  const judged = (mean: number | null, outcome: SweptThreshold['judged']): SweptThreshold => ({
    ...{
      kpi: 'otif',
      bound: 'at least 90.0 %',
      mean,
      halfWidth: mean === null ? null : 0.01,
      judged: outcome,
    },
  });
  const points = (['kept', 'missed', 'open'] as const).map((outcome, i) => ({
    values: [String(i)],
    kpis: i === 2 ? [] : [{ kpi: 'landedCostPerOrder' as const, mean: 5000, halfWidth: 10 }],
    thresholds: [judged(i === 2 ? null : 0.9, outcome), judged(0.9, 'open')],
  }));
  const xml = renderExperimentJunit(sweep(PLAIN, { points, currency: 'EUR' }));

  test('has at each point a case a threshold, and one a KPI', () => {
    expect(outcomes(xml)).toEqual({
      'platform.workers = 0: threshold otif at least': 'passed',
      'platform.workers = 0: threshold otif at least (2)': 'skipped',
      'platform.workers = 0: has landedCostPerOrder': 'passed',
      'platform.workers = 1: threshold otif at least': 'failure',
      'platform.workers = 1: threshold otif at least (2)': 'skipped',
      'platform.workers = 1: has landedCostPerOrder': 'passed',
      'platform.workers = 2: threshold otif at least': 'skipped',
      'platform.workers = 2: threshold otif at least (2)': 'skipped',
      'platform.workers = 2: has landedCostPerOrder': 'skipped',
    });
  });

  test('a failure says point, figure, interval, bound and command', () => {
    const [failure] = elementsOf(readXml(xml), 'failure');
    expect(failure!.text).toBe(
      `On time in full of today at platform.workers = 1: 90.0 % (89.0 % to 91.0 %), asked for: at least 90.0 %
place: thresholds of scenario harbour
reproduce: dray compare harbour --seed 7`,
    );
  });

  test('of an older result, which judged none', () => {
    expect(Object.values(outcomes(renderExperimentJunit(sweep())))).toEqual(Array(8).fill('passed'));
  });
});

test('the best policy passes where it is told apart; whoever is behind fails nothing', () => {
  const { candidate, baseline } = PLAIN;
  const open = renderExperimentJunit(selection());
  expect(outcomes(open)).toEqual({
    'the best is told apart': 'skipped',
    'policy third is the best': 'skipped',
    [`policy ${baseline} is the best`]: 'skipped',
    [`policy ${candidate} is the best`]: 'skipped',
  });
  expect(elementsOf(readXml(open), 'skipped').map(({ attributes }) => attributes.message)).toContain(
    'Landed cost per order shipped of third: 61.00 USD, 10.90 USD behind tomorrow (9.00 USD to 12.80 USD)',
  );
  expect(outcomes(renderExperimentJunit({ ...selection(), sure: true }))).toMatchObject({
    'the best is told apart': 'passed',
    [`policy ${candidate} is the best`]: 'passed',
    [`policy ${baseline} is the best`]: 'skipped',
  });
});

describe('a sensitivity', () => {
  test('fails where an input, or a plausible world, does harm that the scenario does not', () => {
    const xml = renderExperimentJunit(sensitivity());
    expect(outcomes(xml)).toEqual({
      'verdict landedCostPerOrder': 'passed',
      'holds for costs.latePenalty': 'failure',
      'holds for platform.workers': 'passed',
      'holds in plausible worlds': 'failure',
    });
    const [failure] = elementsOf(readXml(xml), 'failure');
    expect(failure!.attributes.message).toBe(
      'not uplift at costs.latePenalty = 0.3: harm, Landed cost per order shipped +7.00 USD (+6.00 to +8.00), hurts On time in full',
    );
  });

  test('another verdict without harm is open; harm from the beginning is said once', () => {
    const report = sensitivity();
    const [penalty, workers] = report.inputs as readonly [InputSensitivity, InputSensitivity];
    const moved = { ...penalty, high: { ...penalty.high, verdict: 'inconclusive' as const } };
    expect(outcomes(renderExperimentJunit({ ...report, inputs: [moved, workers], plausible: null }))).toEqual(
      {
        'verdict landedCostPerOrder': 'passed',
        'holds for costs.latePenalty': 'skipped',
        'holds for platform.workers': 'passed',
      },
    );
    const assumed = { ...report.assumed, verdict: 'harm' as const };
    expect(outcomes(renderExperimentJunit({ ...report, assumed }))).toMatchObject({
      'verdict landedCostPerOrder': 'failure',
      'holds for costs.latePenalty': 'skipped',
    });
  });

  test('its cases stand in the order in which inputs were named, however far they move it', () => {
    const report = sensitivity();
    const turned = { ...report, inputs: report.inputs.toReversed() };
    expect(Object.keys(outcomes(renderExperimentJunit(turned)))).toEqual(
      Object.keys(outcomes(renderExperimentJunit(report))),
    );
  });
});

test.each([
  [12, 12, 'passed'],
  [12, 11, 'failure'],
  [0, 0, 'passed'],
  [null, 0, 'skipped'],
  [12, undefined, 'skipped'],
])('a warm-up of %j h where the scenario leaves out %j h: %s', (foundHours, writtenHours, outcome) => {
  const HOUR = 3_600_000;
  const report = warmUp();
  const [series] = report.series as readonly [PilotSeries];
  const xml = renderExperimentJunit({
    ...report,
    warmUpMs: foundHours === null ? null : foundHours * HOUR,
    ...(writtenHours === undefined ? {} : { writtenMs: writtenHours * HOUR }),
    series: [series, { ...series, kpi: 'otif', trusted: false }],
  });
  expect(outcomes(xml)).toEqual({
    'leaves out enough': outcome,
    'settles landedCostPerOrder': 'passed',
    'settles otif': 'skipped',
  });
});

test.each([selection(HOSTILE), sweep(HOSTILE), grid(HOSTILE), sensitivity(HOSTILE), warmUp(HOSTILE)])(
  '$process: XML whatever names are, each case by a name of its own',
  (report) => {
    const cases = elementsOf(readXml(renderExperimentJunit(report)), 'testcase');
    const names = cases.map(({ attributes }) => `${attributes.classname} ${attributes.name}`);
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
  },
);

describe('a failing case', () => {
  const { run, beside, ...rest } = failingCase();
  const name = 'rules-win (order, at orderSourced)';

  test('fails while it breaks, and passes once it holds', () => {
    const xml = renderFailureJunit({ ...rest, run, beside });
    expect(outcomes(xml)).toEqual({ [name]: 'failure' });
    expect(elementsOf(readXml(xml), 'failure')[0]!.text).toMatch(
      /^invariant rules-win violated: .*\nplace: order, at orderSourced, event 17, 2026-03-02 06:00 UTC\nstory: Order 7 .*\nreproduce: dray replay FAIL-rules-win-00c0ffee/,
    );
    expect(outcomes(renderFailureJunit({ ...rest, run: beside!.run, beside }))).toEqual({ [name]: 'passed' });
  });

  test('that breaks something else has not been seen to hold', () => {
    const xml = renderFailureJunit({ ...rest, run, beside, invariant: 'settles' });
    expect(outcomes(xml)).toEqual({ 'settles (order, at orderSourced)': 'skipped', [name]: 'failure' });
  });
});

describe('a search', () => {
  const failure = {
    invariant: 'rules-win',
    place: 'order, at orderSourced',
    count: 3,
    seed: 7,
    message: 'order 23: <sourced> while held',
    again: ['dray run FAIL-x.yaml', 'dray reduce FAIL-x.yaml'],
  };
  const found: FoundFailures = {
    scenario: 'mine',
    seed: 5,
    runs: 40,
    complete: true,
    failures: [failure, { ...failure, place: 'order, at the end' }, { ...failure, invariant: 'threw' }],
    reproduce: 'dray search mine --seed 5',
  };

  test('has a case for every invariant, and one for what is none; a failure says every place', () => {
    const all = outcomes(renderFailuresJunit(found));
    expect(Object.keys(all)).toHaveLength(1 + INVARIANTS.length + 1);
    const failed = Object.entries(all).filter(([, kind]) => kind === 'failure');
    expect(failed.map(([name]) => name)).toEqual(['invariant rules-win', 'invariant threw']);
    const [first] = elementsOf(readXml(renderFailuresJunit(found)), 'failure');
    expect(first!.text).toContain(
      '3 x order, at orderSourced, first with seed 7: order 23: <sourced> while held',
    );
    expect(first!.text).toContain('reproduce: dray reduce FAIL-x.yaml');
    expect(first!.text).toContain('order, at the end');
  });

  test('that was stopped has not passed', () => {
    expect(outcomes(renderFailuresJunit({ ...found, failures: [], complete: false }))).toMatchObject({
      'search ran to its end': 'failure',
      'invariant rules-win': 'passed',
    });
  });
});
