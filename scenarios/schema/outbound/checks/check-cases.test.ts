/** The section on cases: what can't be meant is named with its place and a way out. */
import { expect, test } from 'vitest';
import { smallCare } from '#testing/worlds/care-world';
import { loadFrom } from '#testing/worlds/library-scenario';

const problems = (...set: string[]): string =>
  JSON.stringify(loadFrom('quickstart', {}, { with: ['exceptions-as-cases'], set }));

test.each([
  ['cases.policy=nobody', /cases\.policy|unknown policy for exceptions/],
  ['cases.sla.critical=9 d', /9 d for critical is longer than 8 h for high/],
  ['cases.highStake=7', /highStake/],
])('%s is refused', (set, message) => {
  expect(problems(set)).toMatch(message);
});

test('what is written is what the core goes by', () => {
  const { network } = smallCare({ overlays: ['exceptions-as-cases'] });
  expect(network.cases).toEqual({
    highStakeMinor: 1_000_000,
    slaMs: [172_800_000, 86_400_000, 28_800_000, 7_200_000],
    driftShare: 0.2,
  });
  expect(smallCare({ overlays: [] }).network.cases).toBe(undefined);
});
