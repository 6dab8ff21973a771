/**
 * A run's exogenous events, written down: the orders that come and what becomes of them at ERP, and every fault that hits something.
 *
 * 1. The scenario that comes of it has no shares and nothing by seed left for either, and runs to the same digests with the same seed.
 * 2. What is drawn inside of a partner (how long it takes, what a carrier breaks, what a person answers) stays drawn, keyed by order, lane
 *    or station; so do the faults on carriers' own lines.
 */
import type { Faults } from '#scenarios/schema/outbound/faults';
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { explicitFaults, type FaultLog, type FaultNames } from '#scenarios/twin/faults/explicit-faults';
import { sourceOf } from '#scenarios/twin/landscape';
import type { OutboundTwin } from '#scenarios/twin/outbound-twin';
import { partnerNames } from '#scenarios/world/outbound/faults';
import { ordersThatCome } from '#scenarios/world/outbound/goods/written-orders';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { Random } from '#sim/random/random';

/** With its orders written down. Exclusions and limits have done their work. */
export function withWrittenOrders(
  scenario: OutboundScenario,
  world: OutboundWorld,
  seed: string | number,
): OutboundScenario {
  const random = new Random(seed);
  const orders = ordersThatCome(sourceOf(world.demand, random), random, world.erp, world);
  const { exclude: _excluded, ...demand } = scenario.demand;
  return { ...scenario, demand: { ...demand, orders } };
}

/** With the faults that were heard in a run of it written down. @param twin of that run, which is over */
export function withWrittenFaults(
  scenario: OutboundScenario,
  world: OutboundWorld,
  log: FaultLog,
  twin: Pick<OutboundTwin, 'host'>,
): OutboundScenario {
  const systems = (scenario.ownProcesses ?? []).map(({ system }) => system.name);
  const names: FaultNames = {
    partner: partnerNames(world.names.carriers, systems),
    actor: (type) => twin.host.nameOf(type),
  };
  return withFaults(
    scenario,
    explicitFaults(world.faults, log.hits(world.startAt, names), world.startAt, names),
  );
}

export function withFaults(scenario: OutboundScenario, section: Faults | undefined): OutboundScenario {
  const { faults: _before, ...rest } = scenario;
  return section === undefined ? rest : { ...rest, faults: section };
}
