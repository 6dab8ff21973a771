/** The distributor of the library as the bench runs it: so many orders, at its own daily volume or another, transit stretched. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type OutboundScenario, outboundScenarioSchema } from '#scenarios/schema/outbound/scenario';
import { durationMs } from '#scenarios/schema/units';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { DAY_MS } from '#sim/shifts/civil';

const FILE = fileURLToPath(new URL('../../../scenarios/library/b2b-distributor.yaml', import.meta.url));
/** Days of arrivals beyond what the mean rate needs: the last order comes in time whatever the weekday. */
const SPARE_DAYS = 7;

export interface DistributorSize {
  /** Arrivals end with this one. */
  readonly orders: number;
  /** Default: what the scenario says. */
  readonly ordersPerDay?: number;
  /** Days that every transit takes longer, and every customer waits longer. Default: none. */
  readonly stretchDays?: number;
}

/** The scenario of that size, with time after the last order for every bill to be paid. */
export function distributorScenario({
  orders,
  ordersPerDay,
  stretchDays = 0,
}: DistributorSize): OutboundScenario {
  const written = outboundScenarioSchema.parse(parse(readFileSync(FILE, 'utf8')));
  const { demand, network } = written;
  const perDay = ordersPerDay ?? demand.ordersPerDay;
  const days = Math.ceil(orders / perDay) + SPARE_DAYS;
  const afterDays = Math.ceil(durationMs(written.horizon) / DAY_MS) - demand.days;
  return {
    ...written,
    horizon: `${days + afterDays + stretchDays} d`,
    demand: { ...demand, days, ordersPerDay: perDay, maxOrders: orders },
    network: stretched(network, stretchDays),
  };
}

export function distributorWorld(size: DistributorSize): OutboundWorld {
  const scenario = distributorScenario(size);
  const world = buildOutboundWorld(scenario, scenario.seed);
  // What is refused comes back after as long again: WMS must still know it.
  const keptMs = world.wms.rememberMs + 2 * (size.stretchDays ?? 0) * DAY_MS;
  return { ...world, wms: { ...world.wms, rememberMs: keptMs } };
}

/** More days than the schema lets a tariff have: nothing between here and the world asks. */
function stretched(network: OutboundScenario['network'], days: number): OutboundScenario['network'] {
  if (days === 0) return network;
  return {
    ...network,
    places: network.places.map((place) => ({
      ...place,
      extraLead: `${(place.extraLead === undefined ? 0 : durationMs(place.extraLead) / DAY_MS) + days} d`,
    })),
    tariffs: network.tariffs.map((tariff) => ({ ...tariff, extraDays: (tariff.extraDays ?? 0) + days })),
  };
}
