/**
 * Of an overlay that does not fit, which one of a stack it is and which scenarios of the library it fits. Shown by those that share a name
 * with a scenario: they fit all that have what they speak of.
 */
import { expect, test } from 'vitest';
import { loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';
import { SCENARIOS } from '../library/index.ts';
import { scenariosFitting } from './fitting.ts';

const saidOf = (scenario: string, overlays: readonly string[]): string =>
  problemsIn(loadFrom(scenario, {}, { with: [...overlays] })).at(-1)!;

test('customs fit wherever customers are abroad', () => {
  const withBorder = SCENARIOS.filter((name) => {
    if (name === 'brunel') return false;
    const { places } = outboundScenario(loadFrom(name)).network;
    return new Set(places.map(({ country }) => country)).size > 1;
  });
  expect(withBorder.length).toBeGreaterThan(3);
  expect(saidOf('quickstart', ['customs-heavy'])).toBe(
    `--with customs-heavy: this overlay does not fit "quickstart". Of the library it fits ${withBorder.join(', ')}`,
  );
});

test('returns fit all that make their orders, but for a migration, which moves no credit notes', () => {
  expect(saidOf('erp-migration', ['returns-wave'])).toBe(
    '--with returns-wave: this overlay does not fit "erp-migration". Of the library it fits all but brunel, erp-migration',
  );
});

test('the phases fit all in which the orchestrator decides, and no model has to', () => {
  expect(saidOf('three-pl', ['as-is-to-be'])).toBe(
    '--with as-is-to-be: this overlay does not fit "three-pl". Of the library it fits all but three-pl, governance-drill',
  );
});

test('of a stack, the culprit is named, and no other', () => {
  const said = problemsIn(loadFrom('as-is-to-be', {}, { with: ['customs-heavy', 'returns-wave'] }));
  expect(said.filter((each) => each.startsWith('--with'))).toEqual([
    expect.stringMatching(/^--with customs-heavy: this overlay does not fit "as-is-to-be"\./),
  ]);
  expect(problemsIn(loadFrom('b2b-distributor', {}, { with: ['customs-heavy', 'returns-wave'] }))).toEqual(
    [],
  );
});

test('one that fits by itself, and not on top of another, is told so', () => {
  expect(saidOf('b2b-distributor', ['returns-wave', 'erp-migration'])).toBe(
    '--with erp-migration: this overlay fits "b2b-distributor", but not on top of returns-wave. Leave one of them out',
  );
});

test('nothing is said of a scenario that is wrong by itself, of a slip in a setting, or of a file of the user', () => {
  expect(scenariosFitting('quickstart', ['peak'], () => false)).toEqual([]);
  expect(scenariosFitting('quickstart', ['mine.yaml'], (_, overlays) => overlays.length === 0)).toEqual([]);
  const slip = problemsIn(loadFrom('quickstart', {}, { with: ['peak'], set: ['demand.days=0'] }));
  expect(slip).toHaveLength(1);
  const apart = problemsIn(
    loadFrom(
      'quickstart',
      {},
      { with: ['erp-allocates'], set: ['policies=[cheapest-in-stock, fastest-feasible]'] },
    ),
  );
  expect(apart).toEqual([expect.not.stringMatching(/does not fit/)]);
});

test('one that needs the overlay below it is not blamed while that one is there', () => {
  const needs = (_: string, overlays: readonly string[]): boolean =>
    !overlays.includes('three-pl-freight') || overlays.includes('three-pl');
  expect(scenariosFitting('quickstart', ['three-pl', 'three-pl-freight'], needs)).toEqual([]);
  expect(scenariosFitting('quickstart', ['three-pl-freight'], needs)).toHaveLength(1);
});
