/**
 * Probes look at what there is, and a search comes to them: in a few runs of quickstart those are reached that are reached often. How often all of
 * them are, in a thousand runs of each scenario that has a place for them, is in bench/RESULTS.md.
 */
import { expect, test } from 'vitest';
import { EVENT_RULES } from '#scenarios/invariants/outbound/events';
import { long } from '#testing/properties/properties';
import { loadFrom, outboundScenario } from '../../worlds/library-scenario.ts';
import { runTrial } from '../trial.ts';
import { Variations } from '../variation.ts';
import { probesOf } from './probe-watch.ts';
import { PROBES } from './probes.ts';

const files = { read: () => null };

async function reachedIn(name: string, seeds: number): Promise<Set<string>> {
  const variations = new Variations(outboundScenario(loadFrom(name)));
  const reached = new Set<string>();
  for (let seed = 1; seed <= seeds; seed++) {
    const { scenario } = variations.of({ seed, orders: 50, faults: 'swarm' });
    const { probes } = await runTrial({ scenario, files, seed, probed: true });
    for (const probe of probes) reached.add(probe);
  }
  return reached;
}

test('names are their own, and each looks up at events, faults, notes and tasks that there are', () => {
  const names = PROBES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(25);
  const events = PROBES.flatMap(({ on }) => on).filter(
    (what) => !/^(fault|audit|task|message) |^answered-twice$/.test(what),
  );
  expect(events.filter((event) => !(event in EVENT_RULES))).toEqual([]);
});

test('a scenario has the probes of what is in it', () => {
  const names = (ref: string): string[] => probesOf(outboundScenario(loadFrom(ref))).map(({ name }) => name);
  expect(names('quickstart')).not.toContain('held-at-the-border');
  expect(names('customs-heavy')).toContain('held-at-the-border');
});

test('some runs of quickstart come to most of them', async () => {
  const reached = await reachedIn('quickstart', long ? 300 : 8);
  const must = [
    'dead-letter',
    'breaker-opened',
    'crash-with-goods-in-hand',
    'second-partial-shipment',
    'no-carrier-left',
  ];
  for (const name of [...must, 'stale-commit-refused', 'answered-twice', 'backorder-filled'])
    expect([name, reached.has(name)]).toEqual([name, true]);
});

test('nobody who watches: nothing is reached', async () => {
  const scenario = outboundScenario(loadFrom('quickstart', {}, { set: ['demand.maxOrders=10'] }));
  expect((await runTrial({ scenario, files, seed: 1 })).probes.size).toBe(0);
});
