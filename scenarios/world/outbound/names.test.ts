import { expect, test } from 'vitest';
import { distributorWith, outboundScenario } from '#testing/worlds/library-scenario';
import { namesOf } from './names.ts';

test('names of customers are the same in every run, whatever else there is, and each its own', () => {
  const scenario = outboundScenario(distributorWith());
  const names = namesOf(scenario, [], []);
  const { network } = scenario;
  const more = { ...network, customers: { ...network.customers, count: network.customers.count + 50 } };
  const grown = namesOf({ ...scenario, network: more }, [], []);
  expect(grown.customers.slice(0, names.customers.length)).toEqual(names.customers);
  expect(grown.products).toEqual(names.products);
  expect(new Set(names.customers).size).toBe(network.customers.count);
  expect(new Set(names.products).size).toBe(network.products.count);
  expect(names.customers[0]).toMatch(/^C0001 \S+/);
  expect(names.order(7)).toBe('SO-0000007');
});
