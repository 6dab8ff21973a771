/**
 * The reducer: from a failing run to the smallest scenario that it finds to break the same invariant at the same place.
 *
 * 1. Every step is tried by running it: whatever stands in a result has failed as the first run did.
 * 2. What it starts from is confirmed first, and written down: orders and hits in the place of draws, so that each can be left out alone.
 * 3. It can be stopped at any time, by the clock or by whoever calls it; what it has by then is a result.
 */

import { nameOfPolicy } from '#scenarios/schema/outbound/policies';
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { durationMs } from '#scenarios/schema/units';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { Finding } from '../search/finding.ts';
import { GivenUp } from '../search/trial.ts';
import { Attempts, type Failing, isAtEnd } from './attempts.ts';
import { exogenousEvents, ordersIn, withOrders } from './exogenous.ts';
import { withHeardFaults } from './heard-faults.ts';
import type { ReduceOptions } from './reduce-options.ts';
import { Reducing } from './reducing.ts';
import { withFaults, withWrittenOrders } from './written-down.ts';

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
    }
  /** It does not fail so. @param instead what the first run did; null = nothing is wrong with it */
  | { readonly kind: 'holds'; readonly instead: Finding | null }
  /** It fails so in some of the runs of one seed: a finding of its own. */
  | { readonly kind: 'flaky'; readonly failed: number; readonly of: number }
  /** Given up before it was written down. */
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
  if (confirmed !== null) return confirmed;
  const start = await writtenDown(failing, attempts, options);
  const eventsBefore = exogenousEvents(start).length;
  const scenario = await new Reducing(start, attempts, failing, options).run();
  return {
    kind: 'reduced',
    scenario,
    finding: attempts.finding!,
    eventsBefore,
    eventsAfter: exogenousEvents(scenario).length,
    runs: attempts.runs,
    isStopped: options.stopped?.() === true || options.givenUp?.() === true,
  };
}

/** @returns null = it fails each time, in the same way */
async function confirm(
  failing: Failing,
  attempts: Attempts,
  options: ReduceOptions,
): Promise<Reduced | null> {
  const { confirmations: times = 2 } = options;
  const digests = new Set<string>();
  let failed = 0;
  let instead: Finding | null = null;
  for (let n = 0; n < times; n++) {
    await pause(options);
    const { finding, digests: of } = await attempts.outcomeOf(failing.scenario);
    if (finding !== null && attempts.isSame(finding)) {
      failed += 1;
      digests.add(of.digest);
      attempts.found(finding);
    } else instead = finding;
  }
  if (failed === 0) return { kind: 'holds', instead };
  return failed === times && digests.size === 1 ? null : { kind: 'flaky', failed, of: times };
}

/**
 * Orders and faults in the place of draws. Of what can't be written down so that it still fails (which would be a fault of ours), the rest
 * is.
 */
async function writtenDown(
  failing: Failing,
  attempts: Attempts,
  options: ReduceOptions,
): Promise<OutboundScenario> {
  const { seed, policy } = failing;
  const { thresholds: _judged, plausible: _ranges, ...whole } = failing.scenario;
  const only = whole.policies.filter((entry) => nameOfPolicy(entry) === policy);
  const arm: OutboundScenario = { ...whole, policies: only.length === 0 ? whole.policies : only };
  await pause(options);
  const scenario = (await attempts.fails(arm)) ? arm : failing.scenario;
  const world = buildOutboundWorld(scenario, seed);
  const ordered = released(withWrittenOrders(scenario, world, seed), attempts.finding!);
  await pause(options);
  const heard = await withHeardFaults(scenario, world, failing);
  const candidates = heard === null ? [ordered] : [withFaults(ordered, heard.faults), ordered, heard];
  for (const candidate of candidates) {
    await pause(options);
    if (await attempts.fails(candidate)) return candidate;
  }
  return scenario;
}

/** What would come after it fails is no part of it. */
function released(scenario: OutboundScenario, finding: Finding): OutboundScenario {
  if (isAtEnd(finding)) return scenario;
  const failedMs = finding.at - Date.parse(scenario.start);
  return withOrders(
    scenario,
    ordersIn(scenario).filter(({ release }) => durationMs(release) <= failedMs),
  );
}
