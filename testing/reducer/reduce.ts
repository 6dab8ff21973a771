/**
 * The reducer: from a failing run to the smallest scenario that it finds to break the same invariant at the same place.
 *
 * 1. Every step is tried by running it: whatever stands in a result has failed as the first run did.
 * 2. What it starts from is confirmed first, and written down: orders and hits in the place of draws, so that each can be left out alone.
 * 3. It can be stopped at any time, by the clock or by whoever calls it; once it is confirmed, what it has by then is a result, and fits a file.
 */
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { Finding } from '../search/finding.ts';
import { GivenUp, type TrialOutcome } from '../search/trial.ts';
import { Attempts, type Failing, type HeardOutcome } from './attempts.ts';
import { exogenousEvents, tooMuchIn } from './exogenous.ts';
import type { ReduceOptions } from './reduce-options.ts';
import { Reducing } from './reducing.ts';
import { armAlone, startOf, type Whole, wholeOf } from './start.ts';

export type Reduced =
  | {
      readonly kind: 'reduced';
      readonly scenario: OutboundScenario;
      readonly finding: Finding;
      /** Exogenous events at first, and now. */
      readonly eventsBefore: number;
      readonly eventsAfter: number;
      readonly runs: number;
      /** Whether it was stopped before it had tried everything. */
      readonly isStopped: boolean;
      /** What the smallest has more of than a file holds: the scenario is the case as it is drawn. null = it is the smallest. */
      readonly tooMuch: string | null;
    }
  /** It does not fail so. @param instead what the first run did; null = nothing is wrong with it */
  | { readonly kind: 'holds'; readonly instead: Finding | null }
  /** It fails so in some of the runs of one seed: a finding of its own. */
  | { readonly kind: 'flaky'; readonly failed: number; readonly of: number }
  /** Given up before it was confirmed. */
  | { readonly kind: 'given-up' };

export async function reduce(given: Failing, options: ReduceOptions = {}): Promise<Reduced> {
  const failing = { ...given, beside: () => ({ ...given.beside?.(), pause: () => pause(options) }) };
  try {
    return await reduceFailing(failing, options);
  } catch (error) {
    if (error instanceof GivenUp) return { kind: 'given-up' };
    throw error;
  }
}

/** Signals and timers of whoever called are heard. Throws `GivenUp`. */
async function pause({ givenUp }: ReduceOptions): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (givenUp?.() === true) throw new GivenUp('given up');
}

async function reduceFailing(failing: Failing, options: ReduceOptions): Promise<Reduced> {
  const attempts = new Attempts(failing);
  const confirmed = await confirm(failing, attempts, options);
  if (confirmed.kind !== 'fails') return confirmed;
  const finding = attempts.finding!;
  const whole = wholeOf(failing, confirmed, finding);
  // As it is drawn it fits a file in any case.
  const kept = new Kept(confirmed.scenario, finding);
  const onSmaller = kept.telling(options);
  const best = await smallest(whole, attempts, failing, { ...options, onSmaller });
  // Stopped before there was anything smaller: written down it can be read, and survives a change of what a seed draws.
  const isLeft = kept.isWhole && tooMuchIn(whole.written) === null && options.givenUp?.() !== true;
  if (isLeft && (await attempts.fails(whole.written))) onSmaller(whole.written, attempts.finding!);
  const eventsBefore = exogenousEvents(whole.written).length;
  return {
    kind: 'reduced',
    ...kept.last,
    eventsBefore,
    eventsAfter: kept.isWhole ? eventsBefore : exogenousEvents(kept.last.scenario).length,
    runs: attempts.runs,
    isStopped: options.stopped?.() === true || options.givenUp?.() === true,
    tooMuch: kept.isWhole ? tooMuchIn(best) : null,
  };
}

async function smallest(
  whole: Whole,
  attempts: Attempts,
  failing: Failing,
  options: ReduceOptions,
): Promise<OutboundScenario> {
  try {
    const start = await startOf(whole, attempts, options, () => pause(options));
    return await new Reducing(start, attempts, failing, options).run();
  } catch (error) {
    if (error instanceof GivenUp) return whole.written;
    throw error;
  }
}

/** The smallest case so far that fits a file. */
class Kept {
  last: { readonly scenario: OutboundScenario; readonly finding: Finding };
  /** Nothing was left out. */
  isWhole = true;

  constructor(scenario: OutboundScenario, finding: Finding) {
    this.last = { scenario, finding };
  }

  /** @returns what takes each case that is smaller, and tells whoever asked */
  telling({ onSmaller }: ReduceOptions): NonNullable<ReduceOptions['onSmaller']> {
    return (scenario, finding) => {
      if (tooMuchIn(scenario) !== null) return;
      this.last = { scenario, finding };
      this.isWhole = false;
      onSmaller?.(scenario, finding);
    };
  }
}

interface Confirmed extends HeardOutcome {
  readonly kind: 'fails';
  readonly scenario: OutboundScenario;
}

/** Whether it fails each time, in the same way. The last run is that of its arm alone, and is listened to. */
async function confirm(
  failing: Failing,
  attempts: Attempts,
  options: ReduceOptions,
): Promise<Confirmed | Exclude<Reduced, { readonly kind: 'reduced' }>> {
  const { confirmations: times = 2 } = options;
  const outcomes: TrialOutcome[] = [];
  const areOne = (all: readonly TrialOutcome[]): boolean =>
    all.every((each) => failsSo(each, attempts)) &&
    new Set(all.map(({ digests }) => digests.digest)).size === 1;
  for (let n = 1; n < times; n++) {
    await pause(options);
    outcomes.push(await attempts.outcomeOf(failing.scenario));
    failsSo(outcomes.at(-1)!, attempts);
  }
  // Where it takes its other arms to fail, or has failed by chance, once more as it stands.
  for (const scenario of [armAlone(failing), failing.scenario]) {
    await pause(options);
    const heard = await attempts.heardOutcomeOf(scenario);
    if (areOne([...outcomes, heard.outcome])) return { kind: 'fails', scenario, ...heard };
    if (scenario === failing.scenario) outcomes.push(heard.outcome);
  }
  const failed = outcomes.filter((each) => failsSo(each, attempts)).length;
  if (failed === 0) return { kind: 'holds', instead: outcomes.at(-1)!.finding };
  return { kind: 'flaky', failed, of: outcomes.length };
}

/** As it is to fail; if so, it is remembered where. */
function failsSo({ finding }: TrialOutcome, attempts: Attempts): boolean {
  if (finding === null || !attempts.isSame(finding)) return false;
  attempts.found(finding);
  return true;
}
