/** Every figure of a profile has a source or is said to be assumed. Shown by the profiles that a source is named for, and those without any. */
import { expect, test } from 'vitest';
import { assumedFigures } from './assumed.ts';
import { PROFILE_SOURCES } from './profiles/sources.ts';
import { CARRIER_PROFILES } from './profiles.ts';

const PROFILES = Object.keys(CARRIER_PROFILES) as (keyof typeof CARRIER_PROFILES)[];
const assumed = (profile: string): readonly string[] =>
  assumedFigures(profile).flatMap(({ group, figures }) =>
    figures.map((figure) => (group === null ? figure : `${group}.${figure}`)),
  );

test.each(PROFILES)('what a source of %s is named for is there', (profile) => {
  for (const path of Object.keys(PROFILE_SOURCES[profile])) {
    const [group, figure] = path.split('.') as [string, string];
    expect(CARRIER_PROFILES[profile], path).toHaveProperty([group, figure]);
  }
});

test('with a source a figure is no assumption, with half of one it is', () => {
  const truckload = assumed('truckload');
  expect(truckload).toContain('acceptance.answerMs');
  expect(truckload).toContain('transit.lateDays');
  expect(truckload).toContain('reporting.route');
  expect(truckload).toContain('memoryMs');
  for (const path of ['acceptance.silentShare', 'transit.lateShare', 'freight.errorWeights'])
    expect(truckload).not.toContain(path);
});

test('what is taken over keeps its source, what is put in its place has its own or none', () => {
  expect(assumed('air')).not.toContain('reporting.lagMs');
  expect(assumed('ocean')).toContain('reporting.lagMs');
  expect(assumed('ltl')).toContain('acceptance.silentShare');
  expect(assumed('ltl')).not.toContain('transit.earlyDays');
});

test('of the one that nobody would choose all is assumed; codes are no figures', () => {
  expect(assumed('bad')).toContain('pickup.detentionPerHourMinor');
  for (const profile of PROFILES)
    expect(assumed(profile).filter((each) => /Code$|Codes$|name|dangerous/.test(each))).toEqual([]);
});

test('of a profile of the user nothing is known', () => {
  expect(assumedFigures('mine')).toEqual([]);
  expect(assumedFigures('toString')).toEqual([]);
});
