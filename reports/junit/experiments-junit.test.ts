/** Experiments as JUnit's cases: what is hurt fails, what is open is skipped, and where nothing passes or fails there is no file. */
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../comparison/comparison-report.ts';
import {
  across,
  COST,
  comparison,
  HOSTILE,
  OTIF,
  PLAIN,
  selection,
  sensitivity,
  several,
  sweep,
  warmUp,
} from '../html/experiments/planted.fixture.ts';
import type { FoundFailures } from '../markdown/failures-markdown.ts';
import { INVARIANTS } from '../outbound/invariants.ts';
import { renderExperimentJunit } from './comparison-junit.ts';
import { renderFailuresJunit } from './failures-junit.ts';
import { type Element, elementsOf, readXml } from './strict-xml.fixture.ts';

function kindOf(test: Element): string {
  return ['failure', 'skipped', 'error'].find((tag) => elementsOf(test, tag).length > 0) ?? 'passed';
}

function outcomes(xml: string | null): Record<string, string> {
  const cases = elementsOf(readXml(xml!), 'testcase');
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
    const [failure] = elementsOf(readXml(renderExperimentJunit(report)!), 'failure');
    expect(failure!.text).toContain(`${COST.title}: `);
    expect(failure!.text).toContain(`reproduce: ${report.reproduce}`);
  });

  test('several candidates, several scenarios: a suite each, XML whatever they are called', () => {
    for (const names of [PLAIN, HOSTILE]) {
      const suites = elementsOf(readXml(renderExperimentJunit(several(names))!), 'testsuite');
      expect(suites).toHaveLength(several(names).candidates.length);
      const scenarios = elementsOf(readXml(renderExperimentJunit(across(names))!), 'testsuite');
      expect(scenarios).toHaveLength(across(names).scenarios.length);
    }
  });
});

test.each([selection(), sweep(), sensitivity(), warmUp()])('$process: nothing passes or fails', (report) => {
  expect(renderExperimentJunit(report)).toBeNull();
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
