/** The distributor that sells abroad, as long and as busy as a test asks for, with customs as strict as it asks for. */
import type { RegimeSection } from '#scenarios/schema/outbound/customs';
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { loadFrom, outboundScenario } from './library-scenario.ts';

/** @param set `path=value`, as on the command line */
export function customsScenario(set: readonly string[] = []): OutboundScenario {
  return outboundScenario(loadFrom('customs-heavy', {}, { set }));
}

/** @param regime what is different about customs of each country */
export function smallCustoms({
  days = 2,
  ordersPerDay = 60,
  set = [] as readonly string[],
  regime = {} as Partial<RegimeSection>,
} = {}): OutboundWorld {
  const scenario = customsScenario([`demand.days=${days}`, `demand.ordersPerDay=${ordersPerDay}`, ...set]);
  const countries = scenario.systems.customs!.countries.map((each) => ({ ...each, ...regime }));
  const systems = { ...scenario.systems, customs: { countries } };
  return buildOutboundWorld({ ...scenario, systems }, scenario.seed);
}

/** Every load is examined, by X-ray, for two days. */
export const ALL_EXAMINED: Partial<RegimeSection> = {
  tightening: [],
  exams: [{ kind: 'x-ray', share: 1, takes: { constant: '2 d' }, feeFrom: '250 USD', feeTo: '250 USD' }],
};
