/**
 * What a reduction begins from: the case written down, orders and hits in the place of draws; or, where a part of its orders is enough to
 * fail, that part written down, which is smaller and runs in a hundredth of the time.
 */
import { nameOfPolicy } from '#scenarios/schema/outbound/policies';
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { durationMs } from '#scenarios/schema/units';
import type { Finding } from '../search/finding.ts';
import { type Attempts, type Failing, type HeardOutcome, isAtEnd } from './attempts.ts';
import { exogenousEvents, ordersIn, withOrders } from './exogenous.ts';
import { orderNamedIn } from './order-named.ts';
import type { ReduceOptions } from './reduce-options.ts';
import { smallerWorlds } from './smaller-worlds.ts';
import { withFaults, withWrittenOrders } from './written-down.ts';

/** One case, more and more of it written down. */
export interface Whole {
  readonly drawn: OutboundScenario;
  /** Its faults are, its orders not. */
  readonly heard: OutboundScenario;
  /** Its orders are, its faults not. */
  readonly ordered: OutboundScenario;
  readonly written: OutboundScenario;
}

/** With the arm that fails alone, and held to nothing. */
export function armAlone({ scenario, policy }: Failing): OutboundScenario {
  const { thresholds: _judged, plausible: _ranges, ...whole } = scenario;
  const only = whole.policies.filter((entry) => nameOfPolicy(entry) === policy);
  return { ...whole, policies: only.length === 0 ? whole.policies : only };
}

export function wholeOf(
  { seed }: Failing,
  { scenario, world, heard }: HeardOutcome & { readonly scenario: OutboundScenario },
  finding: Finding,
): Whole {
  const ordered = released(withWrittenOrders(scenario, world, seed), finding);
  return { drawn: scenario, heard, ordered, written: withFaults(ordered, heard.faults) };
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

/**
 * Of what can't be written down so that it still fails (which would be a fault of ours), the rest is.
 *
 * @param pause before each run; throws `GivenUp`
 */
export async function startOf(
  whole: Whole,
  attempts: Attempts,
  options: ReduceOptions,
  pause: () => Promise<void>,
): Promise<OutboundScenario> {
  const { drawn, heard, ordered, written } = whole;
  const tryOut = async (scenario: OutboundScenario): Promise<boolean> => {
    await pause();
    if (!(await attempts.fails(scenario))) return false;
    options.onSmaller?.(scenario, attempts.finding!);
    return true;
  };
  const part = await smallerWorld(whole, attempts, options, tryOut);
  if (part !== null) {
    await pause();
    const { heard: partHeard } = await attempts.heardOutcomeOf(part);
    return (await tryOut(partHeard)) ? partHeard : part;
  }
  for (const candidate of [written, ordered, heard]) {
    if (options.stopped?.() === true) break;
    if (await tryOut(candidate)) return candidate;
  }
  return options.stopped?.() === true ? written : drawn;
}

/** The first of them that fails, its faults still drawn: they go by order and message, so that most of them come as they came. */
async function smallerWorld(
  { ordered, written }: Whole,
  attempts: Attempts,
  { stopped, onStep }: ReduceOptions,
  tryOut: (scenario: OutboundScenario) => Promise<boolean>,
): Promise<OutboundScenario | null> {
  const events = exogenousEvents(written).length;
  const named = orderNamedIn(attempts.finding!.subject);
  for (const part of smallerWorlds(ordersIn(ordered), named)) {
    if (stopped?.() === true) return null;
    onStep?.({ what: 'smaller worlds', events, runs: attempts.runs });
    const candidate = withOrders(ordered, part);
    if (await tryOut(candidate)) return candidate;
  }
  return null;
}
