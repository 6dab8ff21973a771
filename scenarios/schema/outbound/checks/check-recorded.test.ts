/**
 * What is wrong with a scenario that reads a data set is told with its place and a way out, before the data is read. Shown on the
 * library's file with a text replaced.
 */
import { expect, test } from 'vitest';
import { type Edit, libraryText, loadFrom, problemsIn, warningsIn } from '#testing/worlds/library-scenario';

function brunelWith([from, to]: Edit): string[] {
  const library = libraryText('brunel.yaml');
  const text = library.replace(from, to);
  if (text === library) throw new Error(`brunel.yaml holds no ${from}`);
  return problemsIn(loadFrom('mine.yaml', { 'mine.yaml': text }));
}

test('the library file has neither problem nor warning', () => {
  expect(problemsIn(loadFrom('brunel'))).toEqual([]);
  expect(warningsIn(loadFrom('brunel'))).toEqual([]);
});

test.each<[string, Edit, RegExp]>([
  [
    'a policy',
    ['policies: [cheapest-f', 'policies: [cheepest-f'],
    /policy: "cheepest-feasible"\. Did you mean "cheapest-feasible"/,
  ],
  ['a policy twice', ['as-recorded]', 'cheapest-feasible]'], /policy "cheapest-feasible" is there twice/],
  [
    'a policy for carriers',
    ['carrierPolicy: as-planned', 'carrierPolicy: as-planed'],
    /for carriers: "as-planed"\. Did you mean "as-planned"/,
  ],
  [
    'shares of the same that are more than all',
    ['  profile: air\n', '  profile: air\n  behaviour: { delivery: { lost: 0.6, damaged: 0.5 } }\n'],
    /lost 0\.6, damaged 0\.5, refused 0\.002 of the profile air sum to 1\.102/,
  ],
  [
    'what is said twice of carriers',
    ['  profile: air\n', '  profile: air\n  behaviour: { invoices: { errors: 0.1 } }\n'],
    /`carriers\.billErrors` says it, too\. Take one of them out/,
  ],
  [
    'punctuality by another section than that by mode',
    ['  profile: air\n', '  profile: air\n  behaviour: { transit: { late: 0.1 } }\n'],
    /"carriers\.behaviour\.transit" does not fit|unknown key "transit"/,
  ],
  [
    'a mode of which nobody knows how far it goes',
    ['kmByMode: { AIR: 2850, GROUND: 307 }', 'kmByMode: { AIR: 2850 }'],
    /kmByMode says nothing of GROUND: emissions are the product of both/,
  ],
  [
    'a factor by distances that the data has not',
    ['emissions:', 'co2eKgPerTonneKm: { TL: 1 }\n  emissions:'],
    /co2eKgPerTonneKm/,
  ],
  ['a format', ['format: brunel', 'format: brunell'], /demand\.format: "brunell" is none of brunel/],
  ['a time of release', ['"00:00"', '"24:00"'], /demand\.releaseAt: a time of day is needed/],
  [
    'a network with a guide of its own',
    ['delayPolicy:', 'network: { routingGuide: [V444_0, V444_0] }\ndelayPolicy:'],
    /network: can't be given with demand from a file: the files bring theirs\. Remove it/,
  ],
  [
    'a time zone',
    ['releaseAt: "00:00"', 'releaseAt: "00:00"\n  zone: Europe/Lodnon'],
    /"demand\.zone" does not fit a scenario whose demand is an order list/,
  ],
  [
    'hours of a warehouse',
    ['packing: { weight', 'hours: { days: [mon], from: "06:00", to: "06:00" }\n  packing: { weight'],
    /unknown key "hours" in warehouses/,
  ],
  ['a profile', ['profile: air', 'profile: aire'], /"aire" is none of .*Did you mean "air"/],
  [
    'a mode',
    ['mode: GROUND', 'mode: GRUOND'],
    /"GRUOND" is none of AIR, GROUND, OCEAN\. Did you mean "GROUND"/,
  ],
  ['a mode twice', ['mode: GROUND', 'mode: AIR'], /mode "AIR" is there twice/],
  [
    'shares over all',
    ['late: 0.096', 'late: 0.9'],
    /lateness\[?.*late 0\.9 \+ early 0\.1935 is more than 1|late 0\.9 \+ early/,
  ],
  ['a promise of nothing', ['within: 7 d', 'within: 0 d'], /promise\.within: must be more than 0/],
  ['a promise without a unit', ['within: 7 d', 'within: 7'], /promise\.within: 7 has no unit/],
  ['another currency', ['unitPrice: 5 USD', 'unitPrice: 5 EUR'], /"5 EUR" is not in USD/],
  [
    'too long a tail',
    ['{ weibull: { shape: 0.795, scale: 20 d } }', '{ lognormal: { median: 10.4 d, sigma: 5 } }'],
    /its mean is [\d.]+ d and its standard deviation/,
  ],
  ['a role', ['role: planner', 'role: planer'], /unknown role: "planer"\. Did you mean "planner"/],
  [
    'a cost that the data has no use for',
    ['latePenalty: 0', 'latePenalty: 0\n  labourPerHour: 27 USD'],
    /"costs\.labourPerHour" does not fit a scenario whose demand is an order list\. Leave it out/,
  ],
  [
    'a KPI',
    ['delayPolicy:', 'thresholds: [{ kpi: otiff, atLeast: 0.9 }]\ndelayPolicy:'],
    /KPI: "otiff"\. Did you mean "otif"/,
  ],
  [
    'a fault after the end',
    ['delayPolicy:', 'faults: { written: [{ kind: crash, from: 2000 d }], source: x }\ndelayPolicy:'],
    /2000 d after the start the run has ended/,
  ],
  [
    'a model to govern that is none',
    ['delayPolicy:', 'governance: { checkEvery: 1 h, models: [nobody], source: x }\ndelayPolicy:'],
    /"nobody" is no model: no arm of `policies` is one/,
  ],
  [
    'an order of governance after the end',
    [
      'delayPolicy:',
      'governance: { checkEvery: 1 h, kill: { at: 2000 d, by: planner, reason: x }, source: x }\ndelayPolicy:',
    ],
    /2000 d after the start the run has ended/,
  ],
  [
    'a warm-up as long as the run',
    ['delayPolicy:', 'warmUp: 2000 d\ndelayPolicy:'],
    /after 2000 d the run has ended/,
  ],
])('%s', (_what, edit, says) => {
  const problems = brunelWith(edit);
  expect(problems).toContainEqual(expect.stringMatching(says));
  for (const problem of problems) expect(problem).toMatch(/^mine\.yaml:\d+:\d+: /);
});
