/** Worlds of candidates. One that differs from the last in orders or faults alone is made of it. */
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { ordersOf } from '#scenarios/world/outbound/goods/written-orders';
import { faultsOfScenario } from '#scenarios/world/outbound/settings';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { Random } from '#sim/random/random';

export class AnyWorlds {
  private readonly seed: string | number;
  private base: { readonly scenario: OutboundScenario; readonly world: OutboundWorld } | null = null;

  constructor(seed: string | number) {
    this.seed = seed;
  }

  /** Throws what can't be built. */
  of(scenario: OutboundScenario): OutboundWorld {
    const { base } = this;
    if (base !== null && differInEventsAlone(base.scenario, scenario)) {
      const world = withEventsOf(base.world, scenario, this.seed);
      if (world !== null) return world;
    }
    const world = buildOutboundWorld(scenario, this.seed);
    this.base = { scenario, world };
    return world;
  }
}

function withEventsOf(
  world: OutboundWorld,
  scenario: OutboundScenario,
  seed: string | number,
): OutboundWorld | null {
  const { demand } = world;
  const { orders } = scenario.demand;
  if (orders === undefined || demand.kind !== 'generated') return null;
  return {
    ...world,
    demand: { ...demand, orders: ordersOf(orders, demand.settings) },
    faults: faultsOfScenario(scenario, world.names.carriers, new Random(seed)),
  };
}

/** By identity: candidates share what they do not change. */
function differInEventsAlone(one: OutboundScenario, other: OutboundScenario): boolean {
  const { demand: oneDemand, faults: _one, ...oneRest } = one;
  const { demand: otherDemand, faults: _other, ...otherRest } = other;
  const { orders: _ones, ...oneFigures } = oneDemand;
  const { orders: _others, ...otherFigures } = otherDemand;
  return areSame(oneRest, otherRest) && areSame(oneFigures, otherFigures);
}

function areSame(one: object, other: object): boolean {
  const [ones, others] = [Object.entries(one), new Map(Object.entries(other))];
  return ones.length === others.size && ones.every(([key, value]) => others.get(key) === value);
}
