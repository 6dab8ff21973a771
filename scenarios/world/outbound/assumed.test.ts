/** What a scenario assumes by the profiles of its carriers is in the list, and what it says itself is not. Shown on quickstart and brunel. */
import { expect, test } from 'vitest';
import { loadFrom, outboundScenario, recordedScenario } from '#testing/worlds/library-scenario';
import { assumptionsOf } from '../assumptions.ts';
import { assumedIn } from './assumed.ts';

test('each profile in use is named once with its groups, others are not; what the scenario assumes comes first', () => {
  const scenario = outboundScenario(loadFrom('quickstart'));
  const found = assumedIn(scenario);
  const own = assumptionsOf(scenario);
  expect(found.slice(0, own.length)).toEqual(own);
  const profiles = found.slice(own.length);
  expect(profiles).toContainEqual(
    expect.stringMatching(/^carrier profile parcel\.acceptance: .*silentShare/),
  );
  expect(new Set(profiles.map((each) => /^carrier profile (\w+)[.:]/.exec(each)?.[1]))).toEqual(
    new Set(['parcel', 'ltl', 'air']),
  );
  expect(new Set(profiles).size).toBe(profiles.length);
});

test('what the scenario has its own figures for is not of the profile', () => {
  const scenario = recordedScenario(loadFrom('brunel'));
  const figuresOf = (group: string): string | undefined =>
    assumedIn(scenario).find((each) => each.startsWith(`carrier profile air.${group}: `));
  expect(figuresOf('transit')).toBe('carrier profile air.transit: sameDayMs');
  expect(figuresOf('acceptance')).not.toContain('answerMs');
  const { tenderAnswer: _, ...carriers } = scenario.carriers;
  expect(assumedIn({ ...scenario, carriers })).toContainEqual(
    expect.stringMatching(/^carrier profile air\.acceptance: .*answerMs/),
  );
});

test('a profile of the user, even of a name of ours, is not looked into', () => {
  const scenario = outboundScenario(loadFrom('quickstart'));
  const ownProfiles = { parcel: {} as never };
  expect(assumedIn({ ...scenario, ownProfiles }).filter((each) => each.includes('profile parcel'))).toEqual(
    [],
  );
});
