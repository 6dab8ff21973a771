/**
 * What a test can expect of a run. Each says what failed, where, and how to see it again.
 *
 * 1. A run in which an invariant broke has no figures: every other expectation of it fails with that, also a negated one.
 */

import type { Verdict } from '#reports/comparison/comparison-report';
import { renderComparison } from '#reports/comparison/summary';
import { OUTBOUND_KPIS } from '#reports/kpis/outbound/catalogue';
import { figure } from '#reports/outbound/figures';
import { suggestion } from '#sim/nearest';
import { baselineOf, compareCommand, compareRuns, PAIRS_LEAST } from './beats-baseline.ts';
import type { ScenarioOptions, ScenarioRun } from './scenario-run.ts';
import { thresholdOf } from './threshold-words.ts';

interface Matched {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Digests of a run, those that a test holds fast. */
export type ExpectedDigests = string | Partial<ScenarioRun['digests']>;

export interface BaselineOptions {
  /** Pairs of runs on the same seeds, at least 20; default: 20. */
  readonly pairs?: number;
  /** Verdicts that are good enough; default: `uplift` alone. */
  readonly accept?: readonly Verdict[];
}

const VERDICTS: readonly Verdict[] = ['uplift', 'equivalent', 'inconclusive', 'harm'];

export const MATCHERS = {
  toSatisfyInvariants,
  toReachTerminalStates,
  toMeetThreshold,
  toHaveDigest,
  toBeatBaseline,
};

/** No invariant broke in it. */
function toSatisfyInvariants(received: unknown): Matched {
  const run = runOf(received, 'toSatisfyInvariants');
  const { violation } = run;
  return {
    pass: violation === null,
    message: () =>
      violation === null
        ? told(run, 'every invariant held, and one was expected to break')
        : brokenWords(run, violation),
  };
}

/** Nothing more can happen in it, and everything has come to its end. */
function toReachTerminalStates(received: unknown): Matched {
  const run = wholeRunOf(received, 'toReachTerminalStates');
  const open = Object.entries(run.open).filter(([, count]) => count > 0);
  const pass = run.end === 'empty' && open.length === 0;
  return {
    pass,
    message: () => {
      if (pass) return told(run, 'everything came to its end, and something was expected not to');
      const left = open.map(([what, count]) => `${count} ${what}`).join(', ');
      const why =
        run.end === 'empty'
          ? 'nothing more can happen: whoever is waited for never answers'
          : `time was up (${run.end}): let it run for longer, or with fewer orders`;
      return told(
        run,
        `not at its end: ${left === '' ? 'events were still to come' : `${left} open`}; ${why}`,
      );
    },
  };
}

/** @param kpi by its name in `dray list` @param bound such as `>= 0.95`, `<= 2 d`, `< 12.50 USD` */
function toMeetThreshold(received: unknown, kpi: string, bound: string): Matched {
  const run = wholeRunOf(received, 'toMeetThreshold');
  const threshold = thresholdOf(kpi, bound, run.currency);
  const value = run.kpis[threshold.kpi];
  const { title, unit } = OUTBOUND_KPIS[threshold.kpi];
  if (value === null)
    throw new Error(
      told(run, `${kpi} (${title}) has no value: nothing of it happened in ${run.orders} orders`),
    );
  const pass = threshold.holds(value);
  const money = unit === 'money' || unit === 'money/kg' ? ` ${run.currency}` : '';
  return {
    pass,
    message: () =>
      told(
        run,
        `${kpi} (${title}) is ${figure(value, unit)}${money}, ${pass ? 'not ' : ''}expected: ${bound}`,
      ),
  };
}

const DIGESTS = ['digest', 'businessDigest', 'outcomeDigest'] as const;

/** @param expected `digest` (every event), or those of `digest`, `businessDigest`, `outcomeDigest` that are to be held fast */
function toHaveDigest(received: unknown, expected: ExpectedDigests): Matched {
  const run = wholeRunOf(received, 'toHaveDigest');
  const asked = Object.entries(typeof expected === 'string' ? { digest: expected } : expected);
  for (const [name] of asked)
    if (!DIGESTS.some((each) => each === name))
      throw new Error(`unknown digest: "${name}".${suggestion(name, DIGESTS)}`);
  if (asked.length === 0) throw new Error(`no digest is expected. Name one of ${DIGESTS.join(', ')}`);
  const digests: Readonly<Record<string, string>> = { ...run.digests };
  const differing = asked.filter(([name, digest]) => digests[name] !== digest);
  const pass = differing.length === 0;
  return {
    pass,
    message: () => {
      if (pass)
        return told(
          run,
          `it has the ${asked.map(([name]) => name).join(', ')} that it was expected not to have`,
        );
      const lines = differing.map(([name, digest]) => `${name} is ${digests[name]}, expected: ${digest}`);
      return told(
        run,
        `${lines.join('\n')}\nIf the scenario, a part of yours or Dray was changed on purpose, put the new one in`,
      );
    },
  };
}

/**
 * Its design is better than another one, by the protocol of `dray compare`.
 * @param baseline a policy, or what differs of the run's options
 */
async function toBeatBaseline(
  received: unknown,
  baseline: string | Partial<ScenarioOptions>,
  { pairs = PAIRS_LEAST, accept = ['uplift'] }: BaselineOptions = {},
): Promise<Matched> {
  const run = wholeRunOf(received, 'toBeatBaseline');
  if (accept.length === 0) throw new Error(`accept: [] accepts nothing. Name some of ${VERDICTS.join(', ')}`);
  for (const verdict of accept)
    if (!VERDICTS.includes(verdict))
      throw new Error(`accept: unknown verdict: "${verdict}".${suggestion(verdict, VERDICTS)}`);
  const report = await compareRuns({ baseline: baselineOf(run, baseline), candidate: run.asked, pairs });
  const pass = accept.includes(report.verdict);
  return {
    pass,
    message: () => {
      const wanted = `expected ${pass ? 'anything but ' : ''}${accept.join(' or ')}`;
      const command = typeof baseline === 'string' ? compareCommand(run, baseline, pairs) : null;
      const shown = command === null ? run : { ...run, again: command };
      return told(shown, `${wanted}, the verdict of ${pairs} pairs is\n\n${renderComparison(report)}`);
    },
  };
}

/** What was given must be a run. */
function runOf(received: unknown, matcher: string): ScenarioRun {
  const run = received as Partial<ScenarioRun> | null | undefined;
  if (typeof run === 'object' && run !== null && run.digests !== undefined && run.asked !== undefined)
    return run as ScenarioRun;
  throw new TypeError(
    `${matcher}() is for the run that test.scenario gives, or that runScenario answers${received instanceof Promise ? ': await it first' : ''}`,
  );
}

function wholeRunOf(received: unknown, matcher: string): ScenarioRun {
  const run = runOf(received, matcher);
  if (run.violation === null) return run;
  throw new Error(`${matcher}: no figure of this run counts.\n${brokenWords(run, run.violation)}`);
}

function brokenWords(
  run: ScenarioRun,
  { what, event, time, actors }: NonNullable<ScenarioRun['violation']>,
): string {
  const involved = actors.map(({ type, key, state }) => `  ${type} ${key}: ${JSON.stringify(state)}`);
  const at = `at event ${event}, ${new Date(time).toISOString()}`;
  return told(run, [`${what}`, at, ...involved].join('\n'));
}

function told({ scenario, policy, seed, again }: ScenarioRun, words: string): string {
  return `${scenario}, policy ${policy}, seed ${seed}: ${words}\n\nagain: ${again}`;
}
