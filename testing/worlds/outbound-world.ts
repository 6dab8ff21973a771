/** The distributor of the library, smaller: days and orders a day as a test asks for. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type OutboundScenario, outboundScenarioSchema } from '#scenarios/schema/outbound/scenario';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { OutboundTwin, type OutboundTwinOptions } from '#scenarios/twin/outbound-twin';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';

const FILE = fileURLToPath(new URL('../../scenarios/library/b2b-distributor.yaml', import.meta.url));

export interface SmallDistributor {
  readonly days?: number;
  readonly ordersPerDay?: number;
  /** Numbers of orders left out. */
  readonly exclude?: readonly number[];
  readonly platform?: Partial<OutboundWorld['platform']>;
}

export function smallDistributor({
  days = 1,
  ordersPerDay = 120,
  exclude = [],
  platform,
}: SmallDistributor = {}): OutboundWorld {
  const written = parse(readFileSync(FILE, 'utf8')) as OutboundScenario;
  const demand = { ...written.demand, days, ordersPerDay, exclude: [...exclude] };
  const scenario = outboundScenarioSchema.parse({ ...written, demand });
  const world = buildOutboundWorld(scenario, scenario.seed);
  return { ...world, platform: { ...world.platform, ...platform } };
}

/** A twin of it, not yet started. */
export function distributorTwin(
  world: OutboundWorld,
  options: Partial<OutboundTwinOptions> & { readonly sourcing?: string } = {},
): OutboundTwin {
  const { sourcing = world.policies[0]!, ...rest } = options;
  const policies = outboundPolicies({ sourcing }, world.decidedBy);
  return new OutboundTwin({ world, policies, seed: 1, ...rest });
}
