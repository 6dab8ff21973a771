/**
 * Files of own parts in a scenario: each is found with the path it is read by, a policy's name stands in its place, and what does
 * not fit is told at the place where it is named. Shown with parts made here, without files.
 */
import { describe, expect, test } from 'vitest';
import { LTL } from '#mock-systems/carriers/profiles';
import { guideOrder } from '#orchestrator/decisions/carrier-choice';
import { cheapestFeasibleNode } from '#orchestrator/decisions/sourcing';
import { libraryText, loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';
import { buildOutboundWorld } from '../world/outbound/build.ts';
import type { OwnProcess } from '../world/own-process.ts';
import { partsOfScenario } from './load.ts';
import type { OwnPart, OwnParts } from './own-parts.ts';

const sourcing = (name: string): OwnPart => ({
  kind: 'policy',
  point: 'sourcing',
  policy: { ...cheapestFeasibleNode, name },
});
const carrierPolicy: OwnPart = {
  kind: 'policy',
  point: 'carrier',
  policy: { ...guideOrder, name: 'my-guide' },
};
const carrier: OwnPart = {
  kind: 'carrier',
  profile: { ...LTL, name: 'Mine', pickup: { ...LTL.pickup, detentionPerHourMinor: 4_321 } },
};
const parts: OwnParts = new Map([
  ['a/s.ts', sourcing('mine')],
  ['s.ts', sourcing('here')],
  ['a/c.ts', carrierPolicy],
  ['a/line.ts', carrier],
  [
    'a/tms.ts',
    {
      kind: 'system',
      name: 'Rates',
      system: 'tms',
      conduct: { price: (_case, usual) => usual },
      front: null,
    },
  ],
]);

const MINE = `extends: quickstart
policies: [cheapest-in-stock, s.ts]
carrierPolicy: c.ts
systems: { tms: { part: tms.ts } }
network:
  carriers:
    - { name: Sparrow Parcel, profile: parcel }
    - { name: Bluebird Freight, profile: line.ts }
    - { name: Swift Air, profile: air }
`;

const process: OwnProcess = {
  name: 'cold',
  system: { name: 'Loggers', initial: null, says: ['tooWarm'] },
  actor: {
    name: 'cold-case',
    version: 1,
    creates: ['tooWarm'],
    timers: [],
    tasks: { 'cold-desk': ['alarm'] },
    initial: () => null,
    migrate: () => null,
    step: () => {},
    finished: () => false,
    outcome: () => {},
  },
};

/** Quickstart with that process, and a section below. */
function withProcess(own: OwnProcess, people = ''): ReturnType<typeof loadFrom> {
  const files = { 'a/p.yaml': `extends: quickstart\nprocesses: [p.ts]\n${people}` };
  return loadFrom('a/p.yaml', files, { parts: new Map([['a/p.ts', { kind: 'process', process: own }]]) });
}

test('paths are those of the file that names them, and of the folder where the command line does', () => {
  const files: Readonly<Record<string, string>> = { 'a/mine.yaml': MINE };
  const read = (path: string): string | null =>
    path.startsWith('library:') ? libraryText(path.slice('library:'.length)) : (files[path] ?? null);
  const found = partsOfScenario('a/mine.yaml', { read }, { set: ['delayPolicy=d.ts'] });
  expect(found.map(({ path, slot }) => [path, slot])).toEqual([
    ['a/s.ts', 'sourcing'],
    ['a/c.ts', 'carrier'],
    ['d.ts', 'delay-response'],
    ['a/line.ts', 'profile'],
    ['a/tms.ts', 'tms'],
  ]);
});

test('a policy is its name from then on; a carrier and a rating service reach the world', () => {
  const scenario = outboundScenario(loadFrom('a/mine.yaml', { 'a/mine.yaml': MINE }, { parts }));
  expect(scenario.policies).toEqual(['cheapest-in-stock', 'mine']);
  expect(scenario.carrierPolicy).toBe('my-guide');
  const world = buildOutboundWorld(scenario, 1);
  expect(world.carriers[1]).toMatchObject({
    name: 'Bluebird Freight',
    pickup: { detentionPerHourMinor: 4_321 },
  });
  expect(world.tms.detention![1]!.perHourMinor).toBe(4_321);
  expect(world.tms.conduct).toBeDefined();
  expect(world.settleBoundMs).toBeGreaterThan(0);
});

test('nobody knows when all is over where a carrier has functions of its own', () => {
  const own = { ...carrier.profile, conduct: { planTrip: (_trip: unknown, usualMs: number) => usualMs } };
  const slow = new Map(parts).set('a/line.ts', { kind: 'carrier', profile: own });
  const scenario = outboundScenario(loadFrom('a/mine.yaml', { 'a/mine.yaml': MINE }, { parts: slow }));
  expect(buildOutboundWorld(scenario, 1).settleBoundMs).toBeUndefined();
});

test('two policies that one setting names are told apart', () => {
  const two = new Map([...parts, ['t.ts', sourcing('there')] as const]);
  const scenario = outboundScenario(
    loadFrom('quickstart', {}, { parts: two, set: ['policies=["s.ts", "t.ts"]'] }),
  );
  expect(scenario.policies).toEqual(['here', 'there']);
});

describe('what does not fit, with its place', () => {
  test.each([
    [
      'policies: [c.ts]',
      /^a\/mine\.yaml:2:12: "c\.ts" is a policy for "carrier", and a policy for "sourcing" is needed/,
    ],
    ['policies: [line.ts]', /^a\/mine\.yaml:2:12: "line\.ts" is a carrier, .* stands at `profile`/],
    [
      'delayPolicy: tms.ts',
      /^a\/mine\.yaml:2:14: "tms\.ts" is a system of kind "tms", .* at `systems\.tms\.part`/,
    ],
    ['policies: [s.ts, s.ts]', /^a\/mine\.yaml:2:18: policy "mine" is there twice$/],
    [
      'policies: [gone.ts]',
      /^a\/mine\.yaml:2:12: "gone\.ts" is a part of one's own, and nobody has loaded it/,
    ],
    ['policies: [./s]', /^a\/mine\.yaml:2:12: unknown policy: "\.\/s"\..* a file is named with its ending/i],
    [
      'systems: { tms: { part: mine } }',
      /^a\/mine\.yaml:2:25: .*a file is needed, such as \.\/my-rates\.ts$/,
    ],
  ])('%s', (text, says) => {
    const files = { 'a/mine.yaml': `extends: quickstart\n${text}\n` };
    expect(problemsIn(loadFrom('a/mine.yaml', files, { parts }))).toEqual([expect.stringMatching(says)]);
  });

  test('a name of ours', () => {
    const taken = new Map([['s.ts', sourcing('cheapest-in-stock')]]);
    const loaded = loadFrom('quickstart', {}, { parts: taken, set: ['policies=["s.ts"]'] });
    expect(problemsIn(loaded)).toEqual([expect.stringMatching(/calls itself "cheapest-in-stock"/)]);
  });
});

describe('a process of ones own beside the rest', () => {
  test('is not called as a carrier is', () => {
    const system = { ...process.system, name: 'bluebird freight' };
    expect(problemsIn(withProcess({ ...process, system }))).toEqual([
      expect.stringMatching(
        /^a\/p\.yaml:2:13: the system of "cold" is called "bluebird freight", as a carrier is: .* Name one of them anew$/,
      ),
    ]);
  });

  test('gives tasks to a role that somebody fills, and that may be timed and answered as ours', () => {
    const cold = (kind: string): string =>
      `people: [{ role: cold-desk, answer: { constant: 1 h }, answers: { ${kind}: 1 }, source: assumption }]\n`;
    const warned = (loaded: ReturnType<typeof loadFrom>): readonly string[] =>
      loaded.ok
        ? loaded.warnings.map(({ message }) => message).filter((each) => each.includes('cold-desk'))
        : ['refused'];
    expect(warned(withProcess(process))).toEqual([
      'nobody is "cold-desk", and "cold" gives it tasks (alarm): they stay open for ever. Add the role to `people`',
    ]);
    expect(warned(withProcess(process, cold('alarm')))).toEqual([]);
    expect(problemsIn(withProcess(process, cold('alram')))).toEqual([
      expect.stringMatching(/unknown task of cold-desk: "alram".*"alarm"/),
    ]);
  });
});
