/** The distributor of `as-is-to-be`, smaller, and twins of it in its phases. */
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { armOf } from '#scenarios/twin/deciders/arm';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { OutboundTwin, type OutboundTwinOptions } from '#scenarios/twin/outbound-twin';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { loadFrom, outboundScenario } from './library-scenario.ts';

export const PHASE_NAMES = ['as-is', 'visibility', 'workflow', 'recommendations', 'optimised'] as const;

/** @param set settings as of `--set` */
export function smallProgramme(set: readonly string[] = []): OutboundScenario {
  return outboundScenario(
    loadFrom('as-is-to-be', {}, { set: ['demand.days=2', 'demand.ordersPerDay=40', ...set] }),
  );
}

/** A twin of it, not yet started. */
export function phaseTwin(
  scenario: OutboundScenario,
  phase: string,
  options: Partial<OutboundTwinOptions> = {},
): OutboundTwin {
  const policies = armOf(scenario, { name: phase, phase });
  return new OutboundTwin({ world: buildOutboundWorld(scenario, 1), policies, seed: 1, ...options });
}

/** Of the same world, as if nobody had ever spoken of phases. */
export function twinWithoutPhase(scenario: OutboundScenario): OutboundTwin {
  const { phase: _phase, ...rest } = scenario;
  const world = buildOutboundWorld(rest, 1);
  const policies = outboundPolicies({ sourcing: 'cheapest-in-stock' }, world.decidedBy);
  return new OutboundTwin({ world, policies, seed: 1 });
}
