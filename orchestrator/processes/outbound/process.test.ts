/** Outbound fulfilment as a whole: which actors it has in which landscape, and that every message of a partner goes to one of them. */
import { describe, expect, test } from 'vitest';
import type { Network } from '../../model/network.ts';
import { plannedByTms, smallNetwork } from './network.fixture.ts';
import { OUTBOUND_PROCESS_ROUTES, outboundProcess } from './process.ts';

const small = smallNetwork();
const planning = plannedByTms(small);
const customs: Network = { ...small, customs: [null, null] };
const telematics: Network = {
  ...small,
  telematics: { connected: [], missedMax: 2, toleratedMs: 1, decideWithinMs: 1 },
};
const predicting: Network = { ...small, predictsDelays: { lateByMs: 1 } };
const auditing: Network = { ...small, auditsBills: true };
const everything: Network = {
  ...planning,
  customs: customs.customs!,
  telematics: telematics.telematics!,
  predictsDelays: predicting.predictsDelays!,
};

const namesIn = (network: Network): readonly string[] => outboundProcess(network).map(({ name }) => name);
const ALWAYS = [
  'order',
  'shipment',
  'wave-plan',
  'consolidation',
  'load',
  'freight-invoice',
  'claim',
  'refusal-review',
  'stock-view',
  'exception-case',
];

describe('its actors', () => {
  test.for([
    ['where nothing is said', small, []],
    ['where TMS plans loads', planning, ['planned-loads']],
    ['where borders stop goods', customs, ['customs-entry']],
    ['where vehicles have devices', telematics, ['track', 'quality-case']],
    ['where delays are predicted', predicting, ['carrier-record']],
    ['where bills are audited', auditing, ['carrier-record']],
  ] as const)('%s', ([, network, more]) => {
    expect([...namesIn(network)].sort()).toEqual([...ALWAYS, ...more].sort());
  });

  test('are of one type each', () => {
    const types = outboundProcess(everything).map(({ type }) => type);
    expect(types).toHaveLength(ALWAYS.length + 5);
    expect(new Set(types).size).toBe(types.length);
  });
});

test('every message of a partner goes to an actor that there is, where there is everything', () => {
  const types = new Set<number>(outboundProcess(everything).map(({ type }) => type));
  expect(OUTBOUND_PROCESS_ROUTES.size).toBeGreaterThan(40);
  for (const [kind, type] of OUTBOUND_PROCESS_ROUTES) expect(types, kind).toContain(type);
});
