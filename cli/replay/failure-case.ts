/**
 * A failing case with all that its page shows: its run, which of its events from outside it needs, and a run without one of them.
 *
 * 1. Every run is one of the file as it stands, or less what is named.
 */
import { basename } from 'node:path';
import type { CaseEvent, CaseRun, FailureCase } from '#reports/html/qa/failure-case';
import type { Failure } from '#scenarios/schema/outbound/failure';
import { nameOfPolicy } from '#scenarios/schema/outbound/policies';
import { isRecorded, type OutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { exogenousEvents, nameOf, sentenceOf, without } from '#testing/reducer/exogenous';
import { runTrial, type TrialOutcome } from '#testing/search/trial';
import { UserError } from '../exit-codes.ts';
import { openPolicies } from '../policies.ts';
import { fidelityOf } from '../run/fidelity.ts';
import { type Prepared, prepareScenario } from '../scenario-options.ts';
import { quoted } from '../shell-word.ts';
import { CaseSteps } from './case-steps.ts';
import { OutsideNames } from './outside-names.ts';
import { lanesIn } from './step-lanes.ts';

/** Events that are left out one by one; of a case of more, only what is shown beside it is looked for. */
const TRIED_MAX = 24;
/** Where a run takes more events, it is not run again for each. */
const TRIED_EVENTS_MAX = 60_000;
/** Of a run that ends once something has broken and goes on where nothing does. */
const EVENTS_MAX = 2_000_000;

const ENDS: Readonly<Record<TrialOutcome['end'], string>> = {
  empty: 'nothing more can happen, and everything has come to its end',
  horizon: 'the time of the scenario is up',
  until: 'it was stopped',
  stopped: 'something broke',
};

interface Case {
  readonly prepared: Prepared;
  readonly scenario: OutboundScenario;
  readonly failure: Failure;
  readonly policies: OutboundPolicies;
}

/** @param path of a scenario file with a `failure` section @param leftOut events that the run beside it is without; none = one that it needs */
export async function failureCaseOf(path: string, leftOut: readonly string[] = []): Promise<FailureCase> {
  const prepared = await prepareScenario({ ref: path });
  const { scenario, files, parts } = prepared;
  const { failure } = scenario;
  if (failure === undefined || isRecorded(scenario)) throw new UserError(`${path} is no failing case`);
  const { policies, close } = await openPolicies(scenario, files, parts);
  try {
    return await told(path, { prepared, scenario, failure, policies: policies[0]! }, leftOut);
  } finally {
    await close();
  }
}

async function told(path: string, of: Case, leftOut: readonly string[]): Promise<FailureCase> {
  const { scenario, failure, prepared } = of;
  const whole = await tellRun(of, scenario);
  const events = await judged(of, whole);
  const names = leftOut.length > 0 ? leftOut : besideOf(events, whole);
  const less = names.reduce<OutboundScenario | null>(
    (left, name) => (left === null ? null : without(left, name)),
    scenario,
  );
  const other = names.length === 0 || less === null ? null : await tellRun(of, less);
  return {
    file: basename(path),
    title: scenario.title,
    story: failure.story,
    seed: String(prepared.seed),
    policy: nameOfPolicy(scenario.policies[0]!),
    fidelity: failure.fidelity ?? 'objects',
    dray: failure.dray,
    foundBy: failure.foundBy ?? null,
    invariant: failure.invariant,
    place: failure.place,
    subject: whole.finding?.subject ?? subjectIn(failure),
    lanes: lanesIn([...whole.steps, ...(other?.steps ?? [])]),
    run: whole,
    beside: other === null ? null : { without: names, run: other },
    events,
    commands: commandsOf(basename(path), names),
  };
}

/** Of a case that holds, what its story says it was about. */
function subjectIn({ place, story }: Failure): string {
  const [type = ''] = place.split(/[ ,]/);
  // Of a throw, a place is about nothing that has a number; of a file that was edited, it may be anything.
  if (!/^[a-z-]+$/.test(type)) return '';
  const said = story.slice(story.lastIndexOf('->'));
  const [, key] =
    new RegExp(`\\b${type} (\\d+)\\b|: (\\d+) \\(`).exec(said)?.filter((each) => each !== undefined) ?? [];
  return key === undefined ? '' : `${type} ${key}`;
}

/** A finding beside the run it was made in. */
interface ToldRun extends CaseRun {
  readonly finding: TrialOutcome['finding'];
}

async function tellRun(of: Case, scenario: OutboundScenario): Promise<ToldRun> {
  const steps = new CaseSteps(new OutsideNames(of.scenario));
  const { finding, end, events } = await runOf(of, scenario, steps);
  return { steps: steps.told(), finding, events, end: ENDS[end] };
}

function runOf(
  { prepared, failure, policies }: Case,
  scenario: OutboundScenario,
  steps: CaseSteps | null,
): Promise<TrialOutcome> {
  return runTrial({
    scenario,
    files: prepared.files,
    seed: prepared.seed,
    policies,
    fidelity: fidelityOf(failure.fidelity),
    eventsMax: EVENTS_MAX,
    ...(steps === null ? {} : { recorder: steps.ears, prepare: (twin) => steps.watch(twin) }),
  });
}

/** Each event with what a run without it comes to. */
async function judged(of: Case, { finding, events: took }: CaseRun): Promise<CaseEvent[]> {
  const events = exogenousEvents(of.scenario);
  const isTried = finding !== null && events.length <= TRIED_MAX && took <= TRIED_EVENTS_MAX;
  const found: CaseEvent[] = [];
  for (const event of events) {
    const name = nameOf(event, of.scenario);
    const less = isTried ? without(of.scenario, name) : null;
    const result = less === null ? 'untried' : resultOf((await runOf(of, less, null)).finding, finding!);
    found.push({ name, sentence: sentenceOf(event), without: result });
  }
  return found;
}

function resultOf(
  now: TrialOutcome['finding'],
  before: Pick<NonNullable<CaseRun['finding']>, 'invariant' | 'place'>,
): CaseEvent['without'] {
  if (now === null) return 'holds';
  return now.invariant === before.invariant && now.place === before.place ? 'breaks' : 'other';
}

/** A fault or a fate that it needs, last of all an order; of a case that holds, the first fault or fate there is. */
function besideOf(events: readonly CaseEvent[], { finding }: CaseRun): readonly string[] {
  const ranked = [...events].sort((one, other) => rankOf(one.name) - rankOf(other.name));
  const fitting = ranked.filter(({ name, without: result }) =>
    finding === null || result === 'untried' ? rankOf(name) < 2 : result === 'holds',
  );
  // Of one order alone nothing would be left to look at.
  const some = fitting.find(
    ({ name }) => rankOf(name) < 2 || events.filter((each) => rankOf(each.name) === 2).length > 1,
  );
  return some === undefined ? [] : [some.name];
}

function rankOf(name: string): number {
  return name.startsWith('fault#') ? 0 : name.includes('.') ? 1 : 2;
}

function commandsOf(file: string, without: readonly string[]): FailureCase['commands'] {
  const path = quoted(file);
  const less = without.map((name) => ` --without ${quoted(name)}`).join('');
  return [
    [`dray replay ${path}`, 'does it still break, and at which event?'],
    [`dray replay ${path} --state`, 'with the states of whom it is about'],
    ...(less === ''
      ? []
      : [[`dray replay ${path}${less}`, 'without what the run beside it is without'] as const]),
    [`dray adopt ${path}`, 'once it is mended: keep it as a regression'],
  ];
}
