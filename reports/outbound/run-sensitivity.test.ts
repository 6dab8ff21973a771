/**
 * A figure beside an assumption must be of that assumption, and what a sensitivity analysis does not have in common with the run must be said.
 * Shown on assumptions as scenarios have them, and on an analysis of which one thing at a time is another.
 */
import { describe, expect, test } from 'vitest';
import { sensitivity } from '../html/experiments/planted.fixture.ts';
import { assumptionOf, isOfScenario, measuredBy, sensitivityOf } from './run-sensitivity.ts';

const ASSUMPTIONS = [
  'network: places, nodes, carriers (made up for this example)',
  'network.nodes[].stock: daysOfDemand, reorderDays',
  'platform: workers, stepLatency',
  'systems.market: weeks, rejection (4.3 / 6 / 23 % (SONAR OTRI); the rest is an assumption)',
  'costs: latePenalty',
];

describe('an input belongs to the assumption', () => {
  test.each([
    ['platform.workers', 2],
    ['costs.latePenalty', 4],
    ['systems.market.rejection.normal', 3],
    ['network.nodes[1].stock.reorderDays', 1],
    ['network.nodes.0.stock.reorderDays', 1],
    ['network.nodes[1].packing', 0],
    ['platform.storeLatency', null],
    ['platform', null],
    ['workers', null],
    ['platform.workersAtNight', null],
  ])('of %s', (path, no) => expect(assumptionOf(path, ASSUMPTIONS)).toBe(no));

  test('whatever an assumption says that is none of the kind', () => {
    expect(assumptionOf('a.b', ['', ':', '(', 'a.c', '[]: [], 1'])).toBeNull();
  });
});

describe('what differs', () => {
  const measured = sensitivity();
  const { digest } = measured.baseline;
  const run = {
    scenario: { name: 'harbour', title: '', story: '', digest },
    versions: measured.versions,
    assumptions: ASSUMPTIONS,
    arms: [{ policy: 'today' }, { policy: 'tomorrow' }],
  };

  test('is nothing where both are of the same', () => {
    expect(sensitivityOf(run, measured).differs).toEqual([]);
    expect(sensitivityOf(run, measured).swung.map(({ assumption }) => assumption)).toEqual([4, 2]);
  });

  test('is each thing by its name', () => {
    const other = { ...run.scenario, digest: 'feed' };
    expect(sensitivityOf({ ...run, scenario: other }, measured).differs).toEqual([
      expect.stringMatching(new RegExp(`digest ${digest}; this run: feed`)),
    ]);
    expect(sensitivityOf({ ...run, versions: { ...run.versions, dray: '1.2.3' } }, measured).differs).toEqual(
      ['It was measured by dray 9.9.9; this run was made by 1.2.3.'],
    );
    expect(sensitivityOf({ ...run, arms: [{ policy: 'today' }] }, measured).differs).toEqual([
      'It compares tomorrow, which this run does not have.',
    ]);
  });

  test('a scenario of another name is another scenario', () => {
    expect(isOfScenario(run, measured)).toBe(true);
    expect(isOfScenario({ scenario: { name: 'port' } }, measured)).toBe(false);
    const half = { ...measured, candidate: { ...measured.candidate, scenario: 'port' } };
    expect(isOfScenario(run, half)).toBe(false);
  });
});

test('seeds are named as replications have them', () => {
  expect(measuredBy({ replications: 20, seed: 7 })).toBe('20 pairs of runs at each end, seeds 7 to 26');
  expect(measuredBy({ replications: 20, seed: 'x' })).toBe('20 pairs of runs at each end, seeds x/0 to x/19');
});
