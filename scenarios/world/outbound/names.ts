/**
 * What a generated world's numbers are called, for people who read recordings and reports.
 *
 * 1. Names of customers and products come from faker when the world is built, from a generator of its own with a fixed seed:
 *    they depend on no run's seed, and nothing depends on them.
 * 2. They are told apart by their number, as in a real master file: faker may give a name twice.
 */
import { base, en, Faker } from '@faker-js/faker';
import type { OutboundScenario } from '../../schema/outbound/scenario.ts';
import type { OutboundNames } from '../outbound-world.ts';

/** Any fixed numbers: names must not change from run to run, nor customers' with the number of products. */
const CUSTOMERS_SEED = 7;
const PRODUCTS_SEED = 8;

export function namesOf(
  { network }: OutboundScenario,
  countries: readonly string[],
  services: readonly string[],
): OutboundNames {
  const nodes = network.nodes.map((node) => node.name);
  const company = fakerOf(CUSTOMERS_SEED);
  const commerce = fakerOf(PRODUCTS_SEED);
  return {
    nodes,
    places: network.places.map((place) => place.name),
    countries,
    carriers: network.carriers.map((carrier) => carrier.name),
    services,
    products: numbered('P', network.products.count, () => commerce.commerce.productName()),
    customers: numbered('C', network.customers.count, () => company.company.name()),
    lanes: nodes.flatMap((node) => network.places.map((place) => `${node} - ${place.name}`)),
    order: (no: number) => `SO-${String(no).padStart(7, '0')}`,
  };
}

function numbered(letter: string, count: number, name: () => string): string[] {
  return Array.from({ length: count }, (_, no) => `${letter}${String(no + 1).padStart(4, '0')} ${name()}`);
}

function fakerOf(seed: number): Faker {
  return new Faker({ locale: [en, base], seed });
}
