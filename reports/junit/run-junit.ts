/**
 * A run as JUnit's cases: a suite a policy, a case for each threshold, for each invariant, and for having come to its end.
 *
 * 1. Names hold no figure of a run: a case is the same one from run to run, until the scenario asks for something else.
 * 2. Of a run in which an invariant broke no figure counts, as its other reports say: thresholds of every policy are skipped, never passed or
 *    failed. So is what had held of the policy that broke it.
 */
import { OUTBOUND_KPIS } from '../kpis/outbound/catalogue.ts';
import { END_WORDS, figure } from '../outbound/figures.ts';
import { INVARIANTS } from '../outbound/invariants.ts';
import type {
  OutboundArmReport,
  OutboundRunReport,
  OutboundThresholdReport,
} from '../outbound/outbound-report.ts';
import { instant } from '../text/format.ts';
import {
  type JunitCase,
  type JunitOutcome,
  type JunitSuite,
  numbered,
  renderJunit,
  sideOf,
} from './junit.ts';

/** Where the invariant broke, of a run that was stopped by one: `violation.json`. */
export interface BrokenPlace {
  readonly policy: string;
  readonly invariant: string;
  /** Number of the kernel's event. */
  readonly event: number;
  /** Epoch ms. */
  readonly time: number;
}

const ENDED = 'reached its end';

/** @param broken null = none, or nobody knows where */
export function renderRunJunit(report: OutboundRunReport, broken: BrokenPlace | null): string {
  const suites = report.arms.map((arm) =>
    suiteOf(report, arm, broken?.policy === arm.policy ? broken : null),
  );
  const skipped = (report.notRun ?? []).map((policy) => skippedSuite(report, policy));
  return renderJunit(`dray ${report.scenario.name}`, [...suites, ...skipped]);
}

/** Of a policy that did not run: the same cases as if it had. */
function skippedSuite({ scenario, thresholds }: OutboundRunReport, policy: string): JunitSuite {
  const outcome: JunitOutcome = {
    kind: 'skipped',
    message: `${policy} did not run: the run ended before it`,
  };
  const asked = thresholds.filter((threshold) => threshold.policy === policy);
  const names = [
    ENDED,
    ...asked.map(({ kpi, bound }) => `threshold ${kpi} ${sideOf(bound)}`),
    ...INVARIANTS.map(([name]) => `invariant ${name}`),
  ];
  const cases = numbered(names.map((name) => ({ name, outcome })));
  return { name: policy, classname: `dray.${scenario.name}.${policy}`, properties: {}, cases };
}

function suiteOf(report: OutboundRunReport, arm: OutboundArmReport, broken: BrokenPlace | null): JunitSuite {
  const { scenario, seed, versions, reproduce, thresholds } = report;
  return {
    name: arm.policy,
    classname: `dray.${scenario.name}.${arm.policy}`,
    properties: {
      scenario: scenario.name,
      scenarioDigest: scenario.digest,
      seed: String(seed),
      dray: versions.dray,
      digest: arm.digest,
      reproduce,
    },
    cases: [
      ended(report, arm),
      ...numbered(
        thresholds
          .filter(({ policy }) => policy === arm.policy)
          .map((threshold) => thresholdCase(report, arm, threshold)),
      ),
      ...invariantCases(report, arm, broken),
    ],
  };
}

function ended({ reproduce }: OutboundRunReport, { policy, end, violation }: OutboundArmReport): JunitCase {
  const name = ENDED;
  const said = `${policy} ${END_WORDS[end]}`;
  const failed: JunitOutcome = {
    kind: 'failed',
    message: said,
    detail: `${violation ?? said}\nreproduce: ${reproduce}`,
  };
  switch (end) {
    case 'empty':
      return { name, outcome: { kind: 'passed' } };
    case 'horizon':
      return { name, outcome: { kind: 'passed' }, says: said };
    case 'until':
      return { name, outcome: { kind: 'skipped', message: said } };
    default:
      return { name, outcome: failed };
  }
}

function thresholdCase(
  { end: runEnd, reproduce, currency, scenario }: OutboundRunReport,
  { end }: OutboundArmReport,
  { kpi, policy, bound, value, passed }: OutboundThresholdReport,
): JunitCase {
  const { title, unit } = OUTBOUND_KPIS[kpi];
  const name = `threshold ${kpi} ${sideOf(bound)}`;
  if (end === 'violated' || runEnd === 'violated') {
    const who = end === 'violated' ? policy : 'the run';
    return {
      name,
      outcome: { kind: 'skipped', message: `${who} was stopped by an invariant: no figure counts` },
    };
  }
  const money = unit === 'money' && value !== null ? ` ${currency}` : '';
  const says = `${title} of ${policy}: ${figure(value, unit)}${money}, asked for: ${bound}`;
  if (passed) return { name, outcome: { kind: 'passed' }, says };
  const detail = `${says}\nplace: thresholds of scenario ${scenario.name}\nreproduce: ${reproduce}`;
  return { name, outcome: { kind: 'failed', message: says, detail } };
}

function invariantCases(
  { reproduce }: OutboundRunReport,
  { policy, violation, businessEvents }: OutboundArmReport,
  broken: BrokenPlace | null,
): JunitCase[] {
  const culprit =
    violation === null ? null : (broken?.invariant ?? /^invariant (\S+) violated/.exec(violation)?.[1] ?? '');
  const place =
    broken === null
      ? `after ${businessEvents} business events of ${policy}`
      : `event ${broken.event} of ${policy}, ${instant(broken.time)}`;
  const failure: JunitOutcome | null =
    violation === null
      ? null
      : {
          kind: 'failed',
          message: violation,
          detail: `${violation}\nplace: ${place}\nreproduce: ${reproduce}`,
        };
  const others: JunitOutcome =
    violation === null
      ? { kind: 'passed' }
      : { kind: 'skipped', message: `held until the run was stopped by ${culprit || 'another invariant'}` };
  const cases = INVARIANTS.map(
    ([name]): JunitCase => ({
      name: `invariant ${name}`,
      outcome: failure !== null && name === culprit ? failure : others,
    }),
  );
  // One of another version, or a finding that is no invariant of the list.
  if (failure === null || INVARIANTS.some(([name]) => name === culprit)) return cases;
  return [...cases, { name: `invariant ${culprit || 'of another name'}`, outcome: failure }];
}
