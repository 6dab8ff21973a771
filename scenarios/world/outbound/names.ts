/**
 * What a generated world's numbers are called, for people who read recordings and reports.
 *
 * 1. Names of customers come from faker when the world is built, from a generator of its own with a fixed seed: they depend on
 *    no run's seed, and nothing depends on them.
 * 2. They are told apart by their number, as in a real master file: faker may give a name twice.
 */
import { base, en, Faker } from '@faker-js/faker';
import type { OutboundScenario } from '../../schema/outbound/scenario.ts';
import type { OutboundNames } from '../outbound-world.ts';

/** Any fixed number: names must not change from run to run. */
const NAMES_SEED = 7;

export function namesOf(
  { network, inbound }: OutboundScenario,
  countries: readonly string[],
  services: readonly string[],
): OutboundNames {
  const nodes = network.nodes.map((node) => node.name);
  const faker = new Faker({ locale: [en, base], seed: NAMES_SEED });
  return {
    nodes,
    places: network.places.map((place) => place.name),
    countries,
    carriers: network.carriers.map((carrier) => carrier.name),
    services,
    products: numbered('P', network.products.count),
    customers: numbered('C', network.customers.count).map((no) => `${no} ${faker.company.name()}`),
    lanes: nodes.flatMap((node) => network.places.map((place) => `${node} - ${place.name}`)),
    ...(network.owner === undefined ? {} : { owner: network.owner }),
    ...(inbound === undefined ? {} : { suppliers: inbound.suppliers.map(({ name }) => name) }),
    order: (no: number) => `SO-${String(no).padStart(7, '0')}`,
  };
}

function numbered(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, no) => `${letter}${String(no + 1).padStart(4, '0')}`);
}
