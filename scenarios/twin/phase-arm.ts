/** From what a scenario says of an arm in a phase to its policies. */
import { SOURCING_POLICIES } from '#orchestrator/decisions/sourcing';
import type { PhasePolicyEntry } from '../schema/outbound/policies.ts';
import { type AnyOutboundScenario, isRecorded } from '../schema/outbound/scenario.ts';
import { phaseSettings } from '../world/outbound/phases.ts';
import { type OutboundPolicies, type OwnPolicies, outboundPolicies } from './outbound-decider.ts';
import { byThumb, inPhase } from './phase-decider.ts';

/** What it does not say is the phase's rule of thumb, where no policy decides there; else as the scenario has it. */
export function phaseArm(
  scenario: AnyOutboundScenario,
  { name, phase: phaseName, sourcing, carrier, delay }: PhasePolicyEntry,
  own?: OwnPolicies,
): OutboundPolicies {
  const phase = phaseSettings(scenario, phaseName);
  const thumb = byThumb(phase, 'sourcing') ? phase.thumbs.sourcing : SOURCING_POLICIES[0]!.name;
  const policies = outboundPolicies(
    sourcing ?? thumb,
    carrier ?? scenario.carrierPolicy,
    delay ?? scenario.delayPolicy,
    isRecorded(scenario) ? undefined : scenario.inbound?.dockPolicy,
    own,
  );
  const said = { carrier: carrier !== undefined, delay: delay !== undefined };
  return { ...inPhase(policies, phase, said), name };
}
