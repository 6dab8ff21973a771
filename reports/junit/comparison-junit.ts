/**
 * A comparison as JUnit's cases: a suite a candidate (or a scenario), a case for the primary metric and for each guardrail. What is not
 * known is skipped, never passed.
 */
import type { ComparedMetric, ComparisonReport } from '../comparison/comparison-report.ts';
import type { AcrossReport, SeveralReport } from '../comparison/several-report.ts';
import type { WithStandIns } from '../comparison/stand-in-report.ts';
import { unheardWords } from '../comparison/stand-ins.ts';
import { namesOf, signedDifference } from '../comparison/summary.ts';
import { figure } from '../outbound/figures.ts';
import { type JunitCase, type JunitOutcome, type JunitSuite, renderJunit } from './junit.ts';

type Compared = Pick<ComparisonReport, 'primary' | 'guardrails' | 'reproduce' | 'verdict'> & {
  readonly baseline: WithStandIns;
  readonly candidate: WithStandIns;
};

export function renderComparisonJunit(report: ComparisonReport): string {
  const { baseline, candidate } = report;
  const name = namesOf(baseline, candidate);
  return renderJunit('dray compare', [
    suiteOf(`${name.candidate} against ${name.baseline}`, baseline.scenario, report),
  ]);
}

export function renderSeveralJunit({ baseline, candidates, reproduce }: SeveralReport): string {
  const suites = candidates.map((each) =>
    suiteOf(`${each.design.policy} against ${baseline.policy}`, baseline.scenario, {
      ...each,
      ...{ reproduce, baseline, candidate: each.design },
    }),
  );
  return renderJunit('dray compare', suites);
}

export function renderAcrossJunit({ scenarios }: AcrossReport): string {
  return renderJunit(
    'dray compare --across',
    scenarios.map(({ report: each, verdict }) =>
      suiteOf(`in ${each.baseline.scenario}`, each.baseline.scenario, { ...each, verdict }),
    ),
  );
}

function suiteOf(
  name: string,
  scenario: string,
  { primary, guardrails, reproduce, verdict, baseline, candidate }: Compared,
): JunitSuite {
  const unheard = unheardWords([baseline, candidate]);
  return {
    name,
    classname: `dray.compare.${scenario}`,
    properties: { verdict, reproduce },
    cases: [
      caseOf(`primary ${primary.kpi}`, primary, reproduce, unheard),
      ...guardrails.map((each) => caseOf(`guardrail ${each.kpi}`, each, reproduce, unheard)),
    ],
  };
}

/** @param unheard why nothing was compared; null = something was */
function caseOf(name: string, metric: ComparedMetric, reproduce: string, unheard: string | null): JunitCase {
  if (unheard !== null) return { name, outcome: { kind: 'skipped', message: unheard } };
  const { title, unit, baseline, candidate, difference, judged } = metric;
  const signed = (value: number): string => signedDifference(value, metric);
  const says = `${title}: ${figure(baseline, unit)} to ${figure(candidate, unit)}, difference ${signed(difference.mean)} (${signed(difference.low)} to ${signed(difference.high)}): ${judged}`;
  return { name, outcome: outcomeOf(judged, says, reproduce), says };
}

function outcomeOf(judged: ComparedMetric['judged'], says: string, reproduce: string): JunitOutcome {
  switch (judged) {
    case 'uplift':
    case 'equivalent':
    case 'passed':
      return { kind: 'passed' };
    case 'harm':
    case 'failed':
      return { kind: 'failed', message: says, detail: `${says}\nreproduce: ${reproduce}` };
    case 'inconclusive':
    case 'undecided':
      return { kind: 'skipped', message: says };
  }
}
