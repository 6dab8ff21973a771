/** What can be wrong with replenishment, each with its place, what is wrong, and the way out. */
import { describe, expect, test } from 'vitest';
import type { Loaded } from '#scenarios/schema/load';
import { type Edit, libraryText, loadFrom, problemsIn, warningsIn } from '#testing/worlds/library-scenario';

function storesWith(...edits: readonly Edit[]): Loaded {
  let text = libraryText('retail-replenishment.yaml');
  for (const [from, to] of edits) {
    const edited = text.replace(from, to);
    if (edited === text) throw new Error(`retail-replenishment.yaml holds no ${from}`);
    text = edited;
  }
  return loadFrom('mine.yaml', { 'mine.yaml': text });
}

const AT = /^mine\.yaml:\d+:\d+/;

test('the scenario of the library and its overlays are right, and say so without a warning', () => {
  expect(problemsIn(loadFrom('retail-replenishment'))).toEqual([]);
  expect(warningsIn(loadFrom('retail-replenishment'))).toEqual([]);
  for (const overlay of ['min-max', 'rare-reviews'])
    expect(problemsIn(loadFrom('retail-replenishment', {}, { with: [overlay] }))).toEqual([]);
});

describe('refused, with its place', () => {
  test.each<readonly [what: string, edits: readonly Edit[], message: RegExp]>([
    [
      'a store without a supplying node',
      [['suppliedBy: [DC West, DC East]', 'suppliedBy: []']],
      /suppliedBy: .*at least 1/,
    ],
    [
      'a node that there is not',
      [['suppliedBy: [DC West, DC East]', 'suppliedBy: [DC Wst]']],
      /unknown node: "DC Wst"\. Did you mean "DC West"/,
    ],
    [
      'a store that replenishes itself',
      [['suppliedBy: [DC West, DC East]', 'suppliedBy: [Chicago Loop]']],
      /"Chicago Loop" would replenish itself\. Name a node: DC West, DC East/,
    ],
    [
      'stores that replenish each other',
      [['suppliedBy: [DC West, DC East]', 'suppliedBy: [Chicago North]']],
      /"Chicago North" is a store, and has nothing but its shelves\. Name a node/,
    ],
    [
      'a node twice',
      [['suppliedBy: [DC West, DC East]', 'suppliedBy: [DC West, DC West]']],
      /node "DC West" is there twice/,
    ],
    [
      'a store twice',
      [['name: Chicago North', 'name: Chicago South']],
      /store "Chicago South" is there twice/,
    ],
    ["a store of a node's name", [['name: Chicago North', 'name: DC West']], /"DC West" is a node/],
    [
      'an unknown place',
      [['Chicago Loop, place: Chicago', 'Chicago Loop, place: Chikago']],
      /unknown place: "Chikago"\. Did you mean "Chicago"/,
    ],
    [
      'a target below a case',
      [['casePack: 3', 'casePack: 400']],
      /in "Columbus Campus" the best seller of "slow movers" has a target of [\d.]+ units, less than a case of 400/,
    ],
    [
      'more products than there are',
      [['products: 40, casePack', 'products: 41, casePack']],
      /they hold 61 products, and there are 60/,
    ],
    [
      'a window that never opens',
      [['from: "05:00", to: "09:00"', 'from: "05:00", to: "05:00"']],
      /"Chicago Loop" can never be delivered to: its window is never open/,
    ],
    [
      'a maximum that is no more than the minimum',
      [[/minDays: [\d.]+/, 'minDays: 9']],
      /"fast movers" is reordered at 9 days of demand, up to [\d.]+: nothing is ever sent\. Raise maxDays/,
    ],
    [
      'stores that never open',
      [['from: "08:00", to: "21:00"', 'from: "21:00", to: "08:00"']],
      /from 21:00 to 08:00 no hour lies/,
    ],
    [
      'a vehicle that carries no case',
      [['vehicle: 1500 kg', 'vehicle: 1 kg']],
      /a case of "fast movers" weighs [\d.]+ kg on average, and the vehicle of "Chicago Loop" carries 1 kg/,
    ],
    [
      'an unknown policy',
      [['policy: order-up-to', 'policy: order-up']],
      /unknown policy for replenishment: "order-up"\. Did you mean "order-up-to"/,
    ],
    [
      'more than can be drawn',
      [['unitsPerDay: 320', 'unitsPerDay: 100000']],
      /units of one product in the busiest hour of a store: 400 at most/,
    ],
  ])('%s', (_what, edits, message) => {
    const problems = problemsIn(storesWith(...edits));
    expect(problems.join('\n')).toMatch(message);
    expect(problems[0]).toMatch(AT);
  });
});

test('a minimum below the lead time is warned of', () => {
  const [warning] = warningsIn(storesWith([/minDays: [\d.]+/, 'minDays: 1']));
  expect(warning).toMatch(/"fast movers" is reordered at 1 days of demand, and waits 1\.6 days for it/);
});

test('nobody to plan replenishment is warned of, and only where there are stores', () => {
  const [warning] = warningsIn(storesWith([/ {2}- \{ role: replenishment-planner.*\n/, '']));
  expect(warning).toMatch(/nobody is "replenishment-planner"/);
  expect(warningsIn(loadFrom('inbound-dock'))).toEqual([]);
});
