/** Parameters whose source is an assumption are named with their place, those of alike items of a list once; others are not. */
import { expect, test } from 'vitest';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { assumptionsOf } from './assumptions.ts';

test('names what stands beside the source, and the note', () => {
  const scenario = {
    name: 'x',
    systems: { erp: { terms: '30 d', answer: { constant: '1 d' }, source: 'assumption, from talks' } },
    platform: { workers: 1, source: 'measured' },
    people: [
      { role: 'a', source: 'assumption' },
      { role: 'b', source: 'assumption' },
      { role: 'c', unanswered: 0, source: 'assumption' },
    ],
  };
  expect(assumptionsOf(scenario)).toEqual([
    'systems.erp: terms, answer (from talks)',
    'people[]: role',
    'people[]: role, unanswered',
  ]);
});

test('of the distributor: every group that says so', () => {
  const found = assumptionsOf(outboundScenario(loadFrom('b2b-distributor')));
  for (const group of [
    'demand',
    'network.products',
    'network.nodes[].stock',
    'systems.market',
    'limits',
    'people[]',
    'platform',
    'costs',
  ])
    expect(found.filter((each) => each.startsWith(`${group}: `)).length, group).toBeGreaterThan(0);
  expect(new Set(found).size).toBe(found.length);
});
