/** Faults in scenario files: what can be written, and what is refused with its place. */
import { expect, test } from 'vitest';
import { distributorWith, loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';

/** The distributor with this section before its costs. */
function withFaults(section: string): ReturnType<typeof distributorWith> {
  return distributorWith(['\ncosts:\n', `\nfaults:\n${section}\n  source: assumption\n\ncosts:\n`]);
}

test('every kind can be written, with place, window and figures', () => {
  const loaded = withFaults(`
  written:
    - { kind: call-lost, partner: WMS, from: 1 d, lasts: 6 h, share: 0.2 }
    - { kind: throttled, partner: TMS, from: 0 s, lasts: 6 h, share: 1, by: { constant: 2 min } }
    - { kind: event-reordered, from: 1 d, lasts: 2 d, share: 0.1, by: { exponential: { mean: 10 min } } }
    - { kind: outage-from, partner: Magpie Logistics, from: 2 d, lasts: 3 h }
    - { kind: crash, from: 2 d }
    - { kind: crash-outage, from: 3 d, lasts: 20 min }
    - { kind: call-delayed, from: 1 d, lasts: 6 h, share: 0.1, by: { constant: 12 h } }
    - { kind: call-duplicated, from: 1 d, lasts: 6 h, share: 0.1, by: { exponential: { mean: 50 min } } }
    - { kind: event-delayed, from: 1 d, lasts: 6 h, share: 0.1, by: { constant: 3 d } }
    - { kind: event-duplicated, from: 1 d, lasts: 6 h, share: 0.1, by: { constant: 41 h } }
    - { kind: event-duplicated, partner: ERP, from: 1 d, lasts: 6 h, share: 0.1, by: { constant: 47 h } }
    - { kind: outage, partner: TMS, from: 2 d, lasts: 5 h }
    - { kind: outage, partner: TMS, from: 3 d, lasts: 5 h }
  bySeed: { intensity: 0.1, heal: 5 d }`);
  expect(problemsIn(loaded)).toEqual([]);
  expect(outboundScenario(loaded).faults?.written?.length).toBe(13);
});

test.each<[string, string, RegExp]>([
  [
    'a partner that does not exist',
    '  written: [{ kind: outage, partner: WSM, from: 1 d, lasts: 1 h }]',
    /unknown partner: "WSM".*Did you mean "WMS"/,
  ],
  ['a kind that does not exist', '  written: [{ kind: lost, from: 1 d, lasts: 1 h }]', /faults\.written/],
  [
    'a delay that does not say how long',
    '  written: [{ kind: call-delayed, from: 1 d, lasts: 1 h, share: 0.1 }]',
    /by.*is missing|by/,
  ],
  [
    'a time of what has none',
    '  written: [{ kind: call-lost, from: 1 d, lasts: 1 h, share: 0.1, by: { constant: 1 h } }]',
    /by/,
  ],
  [
    'an outage after the end',
    '  written: [{ kind: outage, from: 330 d, lasts: 1 h }]',
    /330 d after the start the run has ended/,
  ],
  ['healing after the end', '  bySeed: { intensity: 0.1, heal: 400 d }', /the run has ended/],
  [
    'a kind named twice',
    '  bySeed: { intensity: 0.1, heal: 4 d, kinds: [crash, crash] }',
    /"crash" is there twice/,
  ],
  ['no intensity', '  bySeed: { intensity: 0, heal: 4 d }', /intensity/],
  [
    'a call later than its partner knows that it had it',
    '  written: [{ kind: call-delayed, from: 1 d, lasts: 1 h, share: 0.1, by: { constant: 3 d } }]',
    /call-delayed by up to 72\.0 h: partners know a message again for 48 h.*At most 12 h/,
  ],
  [
    'a call that may be drawn to come again as late',
    '  written: [{ kind: call-duplicated, from: 1 d, lasts: 1 h, share: 0.1, by: { exponential: { mean: 1 h } } }]',
    /call-duplicated by up to 13\.8 h/,
  ],
  [
    'an event that comes again later than the core knows that it had it',
    '  written: [{ kind: event-duplicated, from: 1 d, lasts: 1 h, share: 0.1, by: { constant: 3 d } }]',
    /^mine\.yaml:\d+:78: event-duplicated by up to 72\.0 h: the core knows a message again for 48 h.*At most 48 h/,
  ],
  [
    'an event that an outage may hold up as long',
    '  written: [{ kind: event-duplicated, from: 1 d, lasts: 1 h, share: 0.1, by: { constant: 30 h } }, { kind: outage, partner: TMS, from: 2 d, lasts: 10 h }, { kind: outage, from: 4 d, lasts: 10 h }, { kind: crash-outage, from: 58 h, lasts: 10 h }]',
    /event-duplicated by up to 30\.0 h and held up by outages for 20\.0 h/,
  ],
  [
    'an event sent again for want of an answer, which another fault may make as late',
    '  written: [{ kind: commit-unacknowledged, partner: TMS, from: 1 d, lasts: 1 d, share: 0.1 }, { kind: event-delayed, from: 1 d, lasts: 1 d, share: 0.1, by: { constant: 3 d } }]',
    /commit-unacknowledged by up to 72\.0 h/,
  ],
  [
    'messages of a carrier with a line of its own',
    '  written: [{ kind: call-lost, partner: Heron Freight, from: 1 d, lasts: 1 h, share: 0.1 }]',
    /Heron Freight is connected by a line of its own/,
  ],
])('%s is refused', (_what, section, problem) => {
  const problems = problemsIn(withFaults(section));
  expect(problems.length).toBe(1);
  expect(problems[0]).toMatch(/^mine\.yaml:\d+:\d+/);
  expect(problems[0]).toMatch(problem);
});

test.each([
  ['CRM', 'returns-wave'],
  ['CUSTOMS', 'customs-heavy'],
  ['STORES', 'retail-replenishment'],
  ['SUPPLIER', 'inbound-dock'],
])('%s may be named where it is there, as in %s, and nowhere else', (partner, scenario) => {
  const set = [
    `faults={ written: [{ kind: call-lost, partner: ${partner}, from: 0 s, lasts: 1 d, share: 0.1 }], source: assumption }`,
  ];
  expect(problemsIn(loadFrom(scenario, {}, { set }))).toEqual([]);
  expect(problemsIn(loadFrom('quickstart', {}, { set }))).toEqual([
    expect.stringMatching(`unknown partner: "${partner}"`),
  ]);
});
