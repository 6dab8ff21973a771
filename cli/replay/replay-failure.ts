/**
 * `dray replay` of a failing case: does it still break its invariant, and at which event? To an event before, with the states of whom it is
 * about; or without one of its events from outside: which of them are needed?
 */
import { dirname } from 'node:path';
import { violationPlace } from '#bench/experiments/violation-place';
import { InvariantViolation } from '#scenarios/invariants/invariant-violation';
import type { Failure } from '#scenarios/schema/outbound/failure';
import { isRecorded, type OutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { OutboundTwin } from '#scenarios/twin/outbound-twin';
import { exogenousEvents, nameOf, sentenceOf, without } from '#testing/reducer/exogenous';
import type { Finding } from '#testing/search/finding';
import { runTrial, type TrialOutcome } from '#testing/search/trial';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { openPolicies } from '../policies.ts';
import { type ReportKind, reportKindsOf, reportLines } from '../report/report-kinds.ts';
import { fidelityOf } from '../run/fidelity.ts';
import { type Prepared, prepareScenario } from '../scenario-options.ts';
import { checkInvariant } from '../search/search-words.ts';

/** Events named in a message; a case that is not reduced has hundreds. */
const NAMED_MAX = 12;

export interface FailureWords {
  /** Number of the event to stop at. */
  readonly to?: number | undefined;
  readonly state?: boolean | undefined;
  /** `fault#3`, `order#17`: left out. */
  readonly without?: readonly string[] | undefined;
  /** Kinds of its reports; none said = none. */
  readonly report?: readonly string[] | undefined;
  /** Folder of those; default: that of the file. */
  readonly out?: string | undefined;
}

/** @param path of a scenario file with a `failure` section */
export async function replayFailure(path: string, words: FailureWords): Promise<ExitCode> {
  const prepared = await prepareScenario({ ref: path });
  const { scenario } = prepared;
  const { failure } = scenario;
  if (failure === undefined || isRecorded(scenario))
    throw new UserError(
      `${path} has no \`failure\` section: it is no failing case. \`dray run ${path}\` runs it, \`dray reduce ${path}\` makes one of it where it breaks something`,
    );
  checkInvariant(failure.invariant, `${path}: failure.invariant`);
  const kinds = kindsOf(words);
  const left = (words.without ?? []).reduce((less, name) => withoutNamed(path, less, name), scenario);
  process.stdout.write(`${failure.story}\n\n${eventLines(scenario, left)}`);
  let twin: OutboundTwin | null = null;
  const outcome = await run(left, prepared, failure, words.to, (made) => {
    twin = made;
  });
  const finding = words.to === undefined || outcome.events < words.to ? outcome.finding : null;
  process.stdout.write(`${verdict(failure, finding, outcome, words)}\n`);
  if (words.state === true && twin !== null) process.stdout.write(stateLines(left, finding, twin));
  if (kinds.length > 0) {
    const { writeFailureReports } = await import('./failure-reports.ts');
    const { out = dirname(path), without = [] } = words;
    process.stdout.write(reportLines(await writeFailureReports(path, { kinds, out, without })));
  }
  return finding === null ? EXIT.done : EXIT.violated;
}

function kindsOf({ report = [], out, to }: FailureWords): readonly ReportKind[] {
  const kinds = report.length === 0 ? [] : reportKindsOf(report);
  if (kinds.length === 0 && out !== undefined)
    throw new UserError('--out is for the reports of a failing case: add --report html');
  if (kinds.length > 0 && to !== undefined)
    throw new UserError(`--report ${kinds.join(',')} shows the whole case: leave --to out, or the report`);
  return kinds;
}

async function run(
  scenario: OutboundScenario,
  { seed, files, parts }: Prepared,
  { fidelity }: Failure,
  to: number | undefined,
  prepare: (twin: OutboundTwin) => void,
): Promise<TrialOutcome> {
  const { policies, close } = await openPolicies(scenario, files, parts);
  return runTrial({
    scenario,
    files,
    seed,
    policies: policies[0]!,
    fidelity: fidelityOf(fidelity),
    prepare,
    ...(to === undefined ? {} : { eventsMax: to }),
  }).finally(close);
}

function withoutNamed(path: string, scenario: OutboundScenario, name: string): OutboundScenario {
  const less = without(scenario, name);
  if (less !== null) return less;
  const names = exogenousEvents(scenario).map((event) => nameOf(event, scenario));
  const shown = names.slice(0, NAMED_MAX);
  const more = names.length - shown.length;
  throw new UserError(
    `--without ${name}: there is no such event in ${path}. There are ${shown.join(', ') || 'none'}` +
      `${more === 0 ? '' : ` and ${more} more: dray replay ${path} lists them`}`,
  );
}

/** What comes from outside; what is left out, in brackets. */
function eventLines(whole: OutboundScenario, left: OutboundScenario): string {
  const events = exogenousEvents(whole);
  const still = new Set(exogenousEvents(left).map((event) => sentenceOf(event)));
  const lines = events.map((event) => {
    const line = `${nameOf(event, whole).padEnd(18)} ${sentenceOf(event)}`;
    return still.has(sentenceOf(event)) ? `  ${line}\n` : `  [${line}]\n`;
  });
  return `${lines.join('')}\n`;
}

function verdict(
  { invariant, place }: Failure,
  finding: Finding | null,
  { events, end }: TrialOutcome,
  { to }: FailureWords,
): string {
  if (finding === null)
    return to !== undefined && events >= to
      ? `${invariant}: not broken up to event ${to}`
      : `${invariant}: holds. ${events} events, the run ${end === 'empty' ? 'came to its end' : `ended: ${end}`}`;
  const where = `event ${finding.event}, ${new Date(finding.at).toISOString()}`;
  const same = finding.invariant === invariant && finding.place === place;
  const which = same ? `breaks ${invariant} again` : `breaks ${finding.invariant} (${finding.place}) instead`;
  return `${which}: ${finding.message} (${where})`;
}

/** Of the orders in the file, and of whom the violation is about. */
function stateLines(scenario: OutboundScenario, finding: Finding | null, twin: OutboundTwin): string {
  const orders = (scenario.demand.orders ?? []).map(({ no }) => `order ${no}`);
  const said = new InvariantViolation(
    finding?.invariant ?? '',
    [finding?.message ?? '', finding?.subject ?? '', ...orders].join(', '),
  );
  return violationPlace(said, twin, null)
    .actors.map(({ type, key, state }) => `${type} ${key}: ${JSON.stringify(state)}\n`)
    .join('');
}
