/** Telematics sections that the format allows and no run could honour: each is told, with the place and the way out. */
import { expect, test } from 'vitest';
import { libraryText, loadFrom } from '#testing/worlds/library-scenario';
import { showProblem } from '../../source-files.ts';

const TELEMATICS = `systems:
  telematics:
    fitted: { TL: 0.9, LTL: 0.5 }
    carriers: { Heron Freight: 0.4 }
    every: 4 h
    coldChain:
      excursions: 0.1
      laneSpread: 0.5
      seasons: [{ from: 2026-06-01, factor: 2 }]
      lasts: { constant: 1 h }
      peakUpTo: 5
      alarmAfter: 30 min
      tolerated: 15 min
      source: assumption
    source: assumption
`;

function problemsOf(from: string | RegExp, to: string): string[] {
  const text = libraryText('b2b-distributor.yaml')
    .replace('systems:\n', TELEMATICS)
    .replace('    exportControlled: 0.01\n', '    exportControlled: 0.01\n    coldChain: 0.1\n');
  const edited = text.replace(from, to);
  if (from !== to) expect(edited).not.toBe(text);
  const loaded = loadFrom('mine.yaml', { 'mine.yaml': edited });
  return loaded.ok ? [] : loaded.problems.map(showProblem);
}

test.each<[string, string | RegExp, string, RegExp]>([
  [
    'modes that no tariff goes by',
    '{ TL: 0.9, LTL: 0.5 }\n    carriers: { Heron Freight: 0.4 }',
    '{ INTERMODAL: 1 }',
    /no trip could have a device: tariffs go by PARCEL, LTL, TL, AIR, OCEAN. Give one of them a share/,
  ],
  [
    'a carrier that is none',
    '{ Heron Freight: 0.4 }',
    '{ Heron Frieght: 0.4 }',
    /unknown carrier: "Heron Frieght". Did you mean "Heron Freight"\?/,
  ],
  [
    'goods whose temperature nobody looks after',
    / {4}coldChain:\n {6}excursions[\s\S]*?source: assumption\n/,
    '',
    /nothing would look after the temperature of these goods. Add systems.telematics.coldChain, or take it out/,
  ],
  [
    'temperatures of goods that need none',
    '    coldChain: 0.1\n',
    '',
    /no goods need their temperature: nothing could happen to them. Add network.products.coldChain/,
  ],
  [
    'more excursions than trips',
    'factor: 2',
    'factor: 9',
    /1.35 of all trips would have one at the hottest: no more than 1 can/,
  ],
  [
    'an alarm that comes when all is tolerated',
    'alarmAfter: 30 min',
    'alarmAfter: 10 min',
    /what lasts is reported after 10 min, and 15 min are tolerated: all would be released by rule/,
  ],
  [
    'a season twice',
    '[{ from: 2026-06-01, factor: 2 }]',
    '[{ from: 2026-06-01, factor: 2 }, { from: 2026-06-01, factor: 3 }]',
    /season "2026-06-01" is there twice/,
  ],
  ['a device that never speaks', 'every: 4 h', 'every: 0 s', /every/],
])('%s', (_what, from, to, says) => {
  const problems = problemsOf(from, to);
  expect(problems).toContainEqual(expect.stringMatching(says));
  for (const problem of problems) expect(problem).toMatch(/^mine\.yaml:\d+:\d+: /);
});

test('as it is, nothing is wrong with it', () => {
  expect(problemsOf('', '')).toEqual([]);
  for (const name of ['b2b-distributor', 'spare-parts-global', 'quickstart', 'customs-heavy', 'inbound-dock'])
    expect([name, loadFrom(name, {}, { with: ['live-positions'] }).ok]).toEqual([name, true]);
});
