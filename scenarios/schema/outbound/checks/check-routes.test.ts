/** What can be wrong with routes, each with its place, what is wrong, and the way out. */
import { describe, expect, test } from 'vitest';
import { libraryText, loadFrom, problemsIn, warningsIn } from '#testing/worlds/library-scenario';

const loaded = (set: readonly string[] = []) =>
  loadFrom('retail-replenishment', {}, { with: ['routes'], set: [...set] });

test('the overlay of the library is right, and says who is too far', () => {
  expect(problemsIn(loaded())).toEqual([]);
  expect(warningsIn(loaded())).toEqual([
    expect.stringMatching(
      /carriers bring what "DC West" sends to "Minneapolis Mall" \(\d+ km\), .*: a route there and back is not within the driver's hours and a window/,
    ),
  ]);
});

describe('refused, with its place', () => {
  const nodes = (of: string): string => `replenishment.routes.nodes=[${of}]`;
  const vehicles = 'vehicles: [{ name: van, carries: 1500 kg, handlingUnits: 48, vehicles: 4 }]';

  test.each<readonly [what: string, set: string, message: RegExp]>([
    [
      'a node that there is not',
      nodes(`{ node: DC Wst, departs: "03:30", ${vehicles} }`),
      /nodes.*unknown node: "DC Wst"\. Did you mean "DC West"/,
    ],
    [
      'a store that the node does not supply',
      nodes(`{ node: DC West, departs: "03:30", ${vehicles}, fixed: [[Chicago Lop]] }`),
      /unknown store that "DC West" supplies: "Chicago Lop"\. Did you mean "Chicago Loop"/,
    ],
    [
      'a store on two routes',
      nodes(`{ node: DC West, departs: "03:30", ${vehicles}, fixed: [[Milwaukee], [Milwaukee]] }`),
      /"Milwaukee" is on a route of "DC West" already\. Name it once/,
    ],
    [
      'a node twice',
      nodes(
        `{ node: DC West, departs: "03:30", ${vehicles} }, { node: DC West, departs: "04:30", ${vehicles} }`,
      ),
      /node "DC West" is there twice/,
    ],
    [
      'vehicles that are too large for every store',
      nodes(
        '{ node: DC West, departs: "03:30", vehicles: [{ name: artic, carries: 20 t, handlingUnits: 900, vehicles: 1 }] }',
      ),
      /no store can be driven to from "DC West": "Chicago Loop" \(no vehicle is small enough\).*add a smaller vehicle/,
    ],
    [
      'more vehicles than a departure has numbers for',
      nodes(
        '{ node: DC West, departs: "03:30", vehicles: [{ name: van, carries: 1500 kg, handlingUnits: 48, vehicles: 257 }] }',
      ),
      /257 vehicles for one departure: 256 at most\. Lower their numbers/,
    ],
    [
      'a driver who drives longer than the duty',
      'replenishment.routes.driving.dutyTime=10 h',
      /11 h at the wheel is more than the whole duty of 10 h\. Raise dutyTime/,
    ],
  ])('%s', (_what, set, message) => {
    const problems = problemsIn(loaded([set])).join('\n');
    expect(problems).toMatch(message);
  });

  test('a node without cut-offs', () => {
    const text = libraryText('retail-replenishment.yaml').replace('cutoffs: ["15:00"]', 'cutoffs: []');
    const mine = loadFrom('mine.yaml', { 'mine.yaml': text }, { with: ['routes'] });
    expect(problemsIn(mine).join('\n')).toMatch(
      /"DC West" has no cut-offs, and routes are formed at cut-offs\. Give network\.nodes "DC West" cutoffs/,
    );
  });
});
