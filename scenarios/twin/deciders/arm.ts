/** From what a scenario says of an arm to its policies. */
import { POINTS } from '#orchestrator/decisions/points';
import { namesForAll } from '../../schema/outbound/point-places.ts';
import {
  explorationOf,
  isInPhase,
  nameOfPolicy,
  type PolicyEntries,
  type PolicyEntry,
  saidBy,
} from '../../schema/outbound/policies.ts';
import type { AnyOutboundScenario } from '../../schema/outbound/scenario.ts';
import { phaseSettings } from '../../world/outbound/phases/phases.ts';
import { type OutboundPolicies, type OwnPolicy, outboundPolicies } from './outbound-decider.ts';
import { inPhase } from './phase-decider.ts';

/**
 * What it does not say is as the scenario has it for all arms; in a phase, the phase's rule of thumb where no policy decides there. Of a
 * model these are the policies that decide where it does not.
 */
export function armOf(
  scenario: AnyOutboundScenario,
  entry: PolicyEntry,
  own: readonly OwnPolicy[] = [],
): OutboundPolicies {
  const phase = isInPhase(entry) ? phaseSettings(scenario, entry.phase) : null;
  const sourcing = phase === null ? firstThumb(scenario.policies) : POINTS.sourcing.baseline;
  const policies = outboundPolicies(saidBy(entry), { ...namesForAll(scenario), sourcing }, own);
  const exploration = explorationOf(entry);
  return {
    ...(phase === null ? policies : inPhase(policies, phase)),
    ...(exploration === null ? {} : { exploration }),
    name: nameOfPolicy(entry),
  };
}

/** What answers `sourcing` in an arm that says nothing of it. */
export function firstThumb(entries: PolicyEntries): string {
  const first = entries.find((entry) => typeof entry === 'string');
  return first ?? POINTS.sourcing.baseline;
}
