/** Machines of warehouses, from the scenario to what WMS is told: of all nodes, of one, and what is refused. */
import { expect, test } from 'vitest';
import type { StationWork } from '#mock-systems/wms/settings';
import { distributorWith, loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { utilisations } from '../bounds/utilisation.ts';
import { buildOutboundWorld } from '../build.ts';

const ROBOTS =
  '{ robots: { perPicker: 1.5, meters: 60, metersPerSecond: 1.5, walkingSaved: 0.4, runTime: 8 h, charge: 90 min }, source: assumption }';
const CONVEYOR =
  '{ conveyor: { meters: 120, metersPerSecond: 0.5, metersPerTote: 0.6 }, scan: { misread: 0.1, rescan: { constant: 4 s }, rescans: 2, keyIn: { constant: 20 s } }, source: assumption }';

function worksOf(scenario: OutboundScenario): StationWork[] {
  return buildOutboundWorld(scenario, 1).wms.nodes.map(({ work }) => {
    if (work.kind !== 'stations') throw new Error('a node of daily capacity');
    return work;
  });
}

const set = (...settings: string[]): OutboundScenario =>
  outboundScenario(loadFrom('b2b-distributor', {}, { set: settings }));

test('the network has them in every node, by the pickers who are there; breakdowns of the machine they replace are over', () => {
  const works = worksOf(set(`network.automation=${ROBOTS}`, 'network.staffPresent=0.5'));
  expect(works.map(({ pick }) => pick!.workers)).toEqual([5, 6, 6]);
  expect(works.map(({ carriage }) => carriage)).toEqual(
    [8, 9, 9].map((robots) => ({
      kind: 'robots',
      robots,
      driveMs: 40_000,
      runMs: 8 * 3_600_000,
      chargeMs: 90 * 60_000,
      breakdowns: null,
    })),
  );
  expect(works.map(({ pick }) => [pick!.walkingSaved, pick!.breakdowns])).toEqual(Array(3).fill([0.4, null]));
  expect(works[0]!.pack).toEqual(worksOf(set('network.staffPresent=0.5'))[0]!.pack);
});

test('what a node says itself stands for the whole of it', () => {
  const scenario = outboundScenario(
    distributorWith(
      ['        load: { workers: 4,', `        automation: ${CONVEYOR}\n        load: { workers: 4,`],
      ['  parcelBelow: 15 kg', `  automation: ${ROBOTS}\n  parcelBelow: 15 kg`],
    ),
  );
  const [own, other] = worksOf(scenario);
  expect(own!.carriage).toEqual({ kind: 'conveyor', travelMs: 240_000, gapMs: 1200, breakdowns: null });
  expect(own!.pick!.scan?.misreadShare).toBe(0.1);
  expect(own!.pick!.walkingSaved).toBeUndefined();
  expect(other!.carriage?.kind).toBe('robots');
  expect(other!.pick!.scan).toBeUndefined();
});

test('machines cost their rent a day, each of those that are there', () => {
  const rentOf = (scenario: OutboundScenario): number =>
    buildOutboundWorld(scenario, 1).costs.machinesPerDayMinor;
  const robots = [`network.automation=${ROBOTS}`, 'network.staffPresent=0.5'];
  expect(rentOf(set(...robots, 'costs.robotPerDay=40 USD'))).toBe((8 + 9 + 9) * 4_000);
  expect(rentOf(set(...robots))).toBe(0);
  expect(rentOf(set(`network.automation=${CONVEYOR}`, 'costs.conveyorPerDay=12.50 USD'))).toBe(3 * 1_250);
});

test('a price of machines that are nowhere is refused, and machines without a price are told', () => {
  const loaded = loadFrom('b2b-distributor', {}, { set: ['costs.robotPerDay=40 USD'] });
  expect(problemsIn(loaded)).toEqual([
    expect.stringMatching(
      /costs\.robotPerDay.*: no node has robots: nothing costs that\. Take it out, or give `robots`/,
    ),
  ]);
  const warned = (...settings: string[]): readonly string[] => {
    const free = loadFrom('b2b-distributor', {}, { set: [`network.automation=${ROBOTS}`, ...settings] });
    return free.ok
      ? free.warnings.map(({ message }) => message).filter((each) => /robots/.test(each))
      : ['refused'];
  };
  expect(warned()).toEqual([
    expect.stringMatching(/there are robots without a price: .* Give `robotPerDay`; 0 where/),
  ]);
  expect(warned('costs.robotPerDay=0 USD')).toEqual([]);
});

test('a picking station is asked for less where walking is saved', () => {
  const shares = (scenario: OutboundScenario): number[] =>
    utilisations(scenario).flatMap(({ what, share }) => (what === 'pick' ? [share] : []));
  const [, dallas, harrisburg] = shares(set());
  const saved = shares(set(`network.automation=${ROBOTS}`));
  expect(saved[2]).toBeCloseTo(0.6 * harrisburg!, 9);
  expect(saved[1]).toBeLessThan(dallas!);
});

test('too few robots, a belt too slow and scanners that read nothing are told as what can never keep up', () => {
  const busiest = (what: string, ...settings: string[]): number =>
    Math.max(...utilisations(set(...settings)).flatMap((each) => (each.what === what ? [each.share] : [])));
  const robots = (from: string, to: string): string => `network.automation=${ROBOTS.replace(from, to)}`;
  const enough = busiest('machines', robots('', ''));
  expect(enough).toBeGreaterThan(0);
  expect(enough).toBeLessThan(1);
  expect(busiest('machines', robots('1.5', '0.1'))).toBeGreaterThan(4 * enough);
  expect(
    busiest('machines', robots('runTime: 8 h, charge: 90 min', 'runTime: 1 min, charge: 2 d')),
  ).toBeGreaterThan(1);
  expect(busiest('machines', `network.automation=${CONVEYOR.replace('0.5', '0.0005')}`)).toBeGreaterThan(1);
  const misread = CONVEYOR.replace('misread: 0.1', 'misread: 0.9').replace(
    'constant: 20 s',
    'constant: 20 min',
  );
  expect(busiest('pick', `network.automation=${misread}`)).toBeGreaterThan(1);
});

test('who does not come to work leaves more to the others', () => {
  const [all] = utilisations(set()).map(({ share }) => share);
  // Of nine, five.
  const [few] = utilisations(set('network.staffPresent=0.5')).map(({ share }) => share);
  expect(few! / all!).toBeCloseTo(9 / 5, 9);
});

test('a scenario without machines is as before', () => {
  for (const work of worksOf(set())) {
    expect(work).not.toHaveProperty('carriage');
    expect(work.pick).not.toHaveProperty('scan');
  }
});

test.each<[string, string[], RegExp]>([
  [
    'belt and robots',
    [
      `network.automation={ conveyor: { meters: 1, metersPerSecond: 1, metersPerTote: 1 }, ${ROBOTS.slice(1)}`,
    ],
    /by conveyor or by robots, not both/,
  ],
  [
    'all walking saved',
    [`network.automation=${ROBOTS.replace('0.4', '1')}`],
    /walkingSaved: must be less than 1/,
  ],
  ['no speed', [`network.automation=${ROBOTS.replace('1.5, walk', '0, walk')}`], /metersPerSecond/],
  ['no source', [`network.automation=${ROBOTS.replace(', source: assumption', '')}`], /source: is missing/],
])('%s is refused', (_name, settings, message) => {
  expect(problemsIn(loadFrom('quickstart', {}, { set: settings })).join()).toMatch(message);
});

test('machines where nobody picks are refused, with place and way out', () => {
  const mine = distributorWith([
    '        pick: { workers: 9, perLine: { lognormal: { median: 55 s, sigma: 0.4 } } }',
    `        automation: ${ROBOTS}`,
  ]);
  expect(problemsIn(mine)).toEqual([
    expect.stringMatching(/^mine\.yaml:\d+:\d+: "DC Reno" has no station that picks.*Give it work\.pick/),
  ]);
});
