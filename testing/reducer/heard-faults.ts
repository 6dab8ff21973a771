/** A run of a scenario that is only listened to: which faults hit what. It may stop at a violation, or throw: what came before is heard. */
import { nameOfPolicy } from '#scenarios/schema/outbound/policies';
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { armByItself } from '#scenarios/twin/deciders/wayward-model';
import { FaultLog } from '#scenarios/twin/faults/explicit-faults';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { GivenUp, SLICE_EVENTS } from '../search/trial.ts';
import type { Failing } from './attempts.ts';
import { withWrittenFaults } from './written-down.ts';

/** @returns the scenario with the faults of its run written down; null = the run could not even begin. Throws `GivenUp` */
export async function withHeardFaults(
  scenario: OutboundScenario,
  world: OutboundWorld,
  { seed, policy, fidelity, beside }: Failing,
): Promise<OutboundScenario | null> {
  const log = new FaultLog();
  const { policies, ownPolicies = [], prepare, watchers = [], pause } = beside?.() ?? {};
  const entry = scenario.policies.find((each) => nameOfPolicy(each) === policy);
  if (policies === undefined && entry === undefined) return null;
  const arm = policies ?? armByItself(scenario, entry!, ownPolicies);
  let twin: OutboundTwin | null = null;
  try {
    twin = new OutboundTwin({
      world,
      seed,
      policies: arm,
      watchers,
      faultWatch: log,
      ...(fidelity === undefined ? {} : { fidelity }),
    });
    prepare?.(twin);
    if (arm.model?.answers.kind === 'outside') arm.model.answers.begin?.();
    twin.start();
    while ((await twin.runQuiescent({ events: SLICE_EVENTS })) === 'events') await pause?.();
  } catch (error) {
    if (error instanceof GivenUp) throw error;
    // Whoever asks knows that it fails.
  }
  return twin === null ? null : withWrittenFaults(scenario, world, log, twin);
}
