/**
 * A promise is held against the ways that take what orders weigh. Shown on quickstart with a slow way for most weights and a fast one for
 * some: what is promised to workshops, 2 d, is right, odd or wrong by how many orders weigh so.
 */
import { expect, test } from 'vitest';
import { problemsIn, quickstartWith, warningsIn } from '#testing/worlds/library-scenario';
import { PLACED } from './check.fixture.ts';

/** Parcels and groupage go 60 km a day; air takes only what weighs from so much to so much. */
function fastFor(from: string, to: string) {
  return quickstartWith(
    ['kmPerDay: 500 }', 'kmPerDay: 60 }'],
    ['kmPerDay: 350 }', 'kmPerDay: 60 }'],
    [
      'service: express, mode: AIR, minWeight: 0 kg, maxWeight: 500 kg',
      `service: express, mode: AIR, minWeight: ${from}, maxWeight: ${to}`,
    ],
  );
}

test('a fast way for weights that no order has keeps no promise', () => {
  const problems = problemsIn(fastFor('400 kg', '500 kg'));
  expect(problems).toEqual([
    expect.stringMatching(
      /"shop" is promised 4 d to "\w+", but the fastest way takes \d+ d \(".*" from "DC \w+"\); "Swift Air" takes 1 d, and only 400 to 500 kg, where a mean order weighs 1\d\.\d+ kg\. Promise more/,
    ),
    expect.stringMatching(/"workshop" is promised 2 d to .* "Swift Air" takes 1 d, and only 400 to 500 kg/),
  ]);
  for (const problem of problems) expect(problem).toMatch(PLACED);
});

test('nor does one for lighter orders than there are', () => {
  expect(problemsIn(fastFor('0 kg', '0.001 kg'))).toContainEqual(
    expect.stringMatching(/"workshop" is promised 2 d to .* "Swift Air" takes 1 d, and only 0 to 0\.001 kg/),
  );
});

test('one for the few orders that are heavy keeps it for these: the share of them is told', () => {
  const loaded = fastFor('60 kg', '500 kg');
  expect(problemsIn(loaded)).toEqual([]);
  const warnings = warningsIn(loaded).filter((each) => each.includes('is promised'));
  expect(warnings).toEqual([
    expect.stringMatching(/"shop" is promised 4 d: of its orders about \d+ % can be there by then/),
    expect.stringMatching(/"workshop" is promised 2 d: of its orders about \d+ % can be there by then/),
  ]);
  for (const warning of warnings) expect(warning).toMatch(PLACED);
});

test('one for all weights, or for most, is right', () => {
  for (const loaded of [fastFor('0 kg', '499 kg'), fastFor('0 kg', '40 kg')])
    expect([problemsIn(loaded), warningsIn(loaded)]).toEqual([[], []]);
});

test('orders that are written down are judged by what they are', () => {
  const order = (units: number): string =>
    `  orders: [{ no: 1, customer: C0001, release: 1 h, promised: 2.75 d, lines: [{ product: P0001, units: ${units} }] }]\n`;
  const written = (units: number) =>
    quickstartWith(
      ['  deliveryDayEnd', `${order(units)}  deliveryDayEnd`],
      ['kmPerDay: 500 }', 'kmPerDay: 60 }'],
      ['kmPerDay: 350 }', 'kmPerDay: 60 }'],
      ['mode: AIR, minWeight: 0 kg', 'mode: AIR, minWeight: 100 kg'],
    );
  expect(problemsIn(written(2))).toContainEqual(
    expect.stringMatching(/"workshop" is promised 2 d to .* only 100 to 500 kg/),
  );
  expect(problemsIn(written(200))).toEqual([]);
});
