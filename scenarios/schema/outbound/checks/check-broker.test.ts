/** Broker sections that the format allows and no run could honour, or that do nothing: each is told, with the place and the way out. */
import { expect, test } from 'vitest';
import { libraryText, loadFrom, problemsIn, warningsIn } from '#testing/worlds/library-scenario';
import type { Loaded } from '../../load.ts';

const OVERLAY = libraryText('overlays/broker.yaml');

function laidOver(scenario: string, from: string, to: string): Loaded {
  const edited = OVERLAY.replace(from, to);
  if (from !== to) expect(edited).not.toBe(OVERLAY);
  return loadFrom(scenario, { 'mine.yaml': edited }, { with: ['mine.yaml'] });
}

test.each(['quickstart', 'b2b-distributor', 'inbound-dock', 'customs-heavy', 'returns-wave', 'brunel'])(
  'the overlay stacks on %s as it stands',
  (scenario) => {
    expect(problemsIn(laidOver(scenario, '', ''))).toEqual([]);
  },
);

test.each<[string, string, string, RegExp]>([
  [
    'a partner that is none',
    'partitions: 12',
    'partitions: 12\n    partners: [ERP, WSM]',
    /mine.yaml:8.*unknown partner: "WSM". Did you mean "WMS"/,
  ],
  [
    'a partner twice',
    'partitions: 12',
    'partitions: 12\n    partners: [ERP, ERP]',
    /partner "ERP" is there twice/,
  ],
  ['faults that never heal', 'heal: 5 d', 'heal: 4000 d', /the run has ended: the horizon is 330 d/],
  ['scaling after the end', 'from: 2 d', 'from: 4000 d', /the run has ended: the horizon is 330 d/],
  [
    'less than what comes on average',
    'handle: 20 ms',
    'handle: 20 min',
    /about 960 messages a day come from partners, and 6 consumers at 20 min each handle 432: the lag would grow without end/,
  ],
  [
    'less than what comes once it is scaled down',
    'scaling: [{ from: 2 d, consumers: 6 }]\n    pollEvery: 500 ms\n    batch: 500\n    handle: 20 ms',
    'scaling: [{ from: 2 d, consumers: 6 }, { from: 1 d, consumers: 3 }, { from: 3 d, consumers: 1 }]\n    pollEvery: 500 ms\n    batch: 500\n    handle: 2 min',
    /1 consumers at 2 min each handle 720/,
  ],
  [
    'fewer polls than what comes on average takes',
    'pollEvery: 500 ms\n    batch: 500\n    handle: 20 ms\n    commitEvery: 5 s',
    'pollEvery: 30 min\n    batch: 3\n    handle: 20 ms\n    commitEvery: 30 min',
    /about 960 messages a day come from partners, and 6 consumers that read 3 every 30 min read 864: the lag would grow without end/,
  ],
])('%s is a problem', (_what, from, to, message) => {
  const problems = problemsIn(laidOver('quickstart', from, to));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(message);
});

test.each<[string, string, string, RegExp]>([
  [
    'fewer partitions than consumers',
    'partitions: 12',
    'partitions: 2',
    /3 consumers for 2 partitions: 1 of them have nothing to read/,
  ],
  [
    'fewer partitions than it is scaled to',
    'partitions: 12',
    'partitions: 4',
    /6 consumers for 4 partitions: 2 of them have nothing to read/,
  ],
  [
    'commits more often than polls',
    'commitEvery: 5 s',
    'commitEvery: 100 ms',
    /a consumer commits when it polls, no sooner/,
  ],
  [
    'a carrier beside all carriers',
    'partitions: 12',
    'partitions: 12\n    partners: [CARRIERS, Swift Air]',
    /"Swift Air" is a carrier, and CARRIERS says so of all of them/,
  ],
])('%s is a warning', (_what, from, to, message) => {
  const loaded = laidOver('quickstart', from, to);
  expect(problemsIn(loaded)).toEqual([]);
  expect(warningsIn(loaded).join('\n')).toMatch(message);
});

test('what comes from others than its partners is none of its load', () => {
  const few = OVERLAY.replace('partitions: 12', 'partners: [TMS]\n    partitions: 12');
  const loaded = (handle: string) =>
    loadFrom('quickstart', { 'mine.yaml': few.replace('handle: 20 ms', handle) }, { with: ['mine.yaml'] });
  expect(problemsIn(loaded('handle: 10 min'))).toEqual([]);
  expect(problemsIn(loaded('handle: 1 h')).join()).toMatch(/about 160 messages a day/);
});

test('without an integration desk, it is said how poison messages are repaired', () => {
  expect(warningsIn(laidOver('brunel', '', '')).join('\n')).toMatch(/there is no integration-desk/);
});
