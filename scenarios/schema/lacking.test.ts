/** An overlay that does not fit says what it lacks, in one sentence at its place; one that brings a section whole, or in wrong form, does not. */
import { expect, test } from 'vitest';
import { loadFrom, problemsIn } from '#testing/worlds/library-scenario';

test('of a section that the scenario has not, everything that is missing is said at once', () => {
  expect(problemsIn(loadFrom('quickstart', {}, { with: ['first-come'] }))).toEqual([
    expect.stringMatching(
      /^library:overlays\/first-come\.yaml:2:10: overlay "first-come" changes inbound, which "quickstart" has not: it lacks suppliers, docks, .*\. Lay it over a scenario with inbound, give it what is missing, or leave it out$/,
    ),
    '--with first-come: this overlay does not fit "quickstart". Of the library it fits inbound-dock',
  ]);
});

test('of a system, too; what else is wrong is said beside it', () => {
  const overlay = 'overlay: mine\nsystems: { crm: { afterCare: 45 d } }\ndemand: { days: 0 }\n';
  const problems = problemsIn(loadFrom('quickstart', { 'mine.yaml': overlay }, { with: ['mine.yaml'] }));
  expect(problems).toHaveLength(2);
  expect(problems.join()).toMatch(
    /overlay "mine\.yaml" changes systems\.crm, which "quickstart" has not: it lacks classes/,
  );
  expect(problems.join()).toMatch(/demand\.days/);
});

test('laid over one that brings the section, it fits', () => {
  expect(problemsIn(loadFrom('inbound-dock', {}, { with: ['first-come'] }))).toEqual([]);
  const whole = 'overlay: mine\nreturns: { within: 30 d }\n';
  const over = loadFrom('b2b-distributor', { 'mine.yaml': whole }, { with: ['returns-wave', 'mine.yaml'] });
  expect(problemsIn(over)).toEqual([]);
});

test('what a scenario itself lacks is its own matter', () => {
  const mine = 'dray: 1\nextends: quickstart\nname: mine\ninbound: { appointments: false }\n';
  expect(problemsIn(loadFrom('mine.yaml', { 'mine.yaml': mine })).join()).toMatch(
    /inbound\.docks: is missing/,
  );
});

test('a scenario file is no overlay, whatever it would fit', () => {
  const loaded = loadFrom('b2b-distributor', {}, { with: ['library:quickstart.yaml'] });
  expect(problemsIn(loaded)).toEqual([
    expect.stringMatching(
      /quickstart\.yaml:\d+:1: this is a scenario file, no overlay\. Check or run it by itself/,
    ),
  ]);
});
