/** What a file can't hold is told: one order or hit more than it may have, and none at just so many. */
import { expect, test } from 'vitest';
import { HITS_MAX } from '#scenarios/schema/outbound/faults';
import { ORDERS_MAX } from '#scenarios/schema/outbound/orders';
import { loadFrom, outboundScenario } from '../worlds/library-scenario.ts';
import { tooMuchIn, withOrders } from './exogenous.ts';
import { isScenario } from './valid.ts';
import { withFaults } from './written-down.ts';

const scenario = outboundScenario(loadFrom('quickstart', {}, { set: ['thresholds=[]'] }));

const orders = (count: number) =>
  withOrders(
    scenario,
    Array.from({ length: count }, (_, no) => ({
      no,
      release: '1 h',
      customer: 'C0001',
      promised: '83 h',
      lines: [{ product: 'P0001', units: 1 }],
    })),
  );

const hits = (count: number) =>
  withFaults(scenario, {
    hits: Array.from({ length: count }, (_, key) => ({
      kind: 'call-lost' as const,
      partner: 'WMS',
      message: 'reserveStock',
      key,
    })),
    source: 'a test',
  });

test.each([
  ['orders', orders, ORDERS_MAX, '5,001 orders, where a file holds 5,000'],
  ['hits', hits, HITS_MAX, '5,001 hits, where a file holds 5,000'],
] as const)('%s', (_what, of, most, told) => {
  expect(tooMuchIn(of(most))).toBeNull();
  expect(tooMuchIn(of(most + 1))).toBe(told);
  // As the schema says.
  expect(isScenario(of(most + 1))).toBe(false);
});
