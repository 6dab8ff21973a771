/**
 * A carrier's behaviour over its profile is something that a carrier can do; what is not is told with its place, and with what comes from
 * the profile. Shown on quickstart, whose Bluebird Freight is a groupage carrier: late 0.199, early 0.148, lost 0.001, damaged 0.008.
 */
import { describe, expect, test } from 'vitest';
import {
  loadFrom,
  outboundScenario,
  problemsIn,
  quickstartWith,
  warningsIn,
} from '#testing/worlds/library-scenario';

const BLUEBIRD = /name: Bluebird Freight, profile: ltl/;
const behaving = (behaviour: string) =>
  quickstartWith([BLUEBIRD, `name: Bluebird Freight, profile: ltl, behaviour: { ${behaviour} }`]);

test.each<[string, string | RegExp]>([
  [
    'transit: { late: 0.9 }',
    /^mine\.yaml:\d+:\d+: late 0\.9, early 0\.148 of the profile ltl sum to 1\.048; 1 at most/,
  ],
  ['delivery: { lost: 0.5, damaged: 0.6 }', /lost 0\.5, damaged 0\.6, refused 0\.002 of the profile ltl sum/],
  [
    'milestones: { missing: 0.6, repeated: 0.6 }',
    /missing 0\.6, repeated 0\.6, outOfOrder 0\.05 of the profile ltl, unknownCode 0\.01 of the profile ltl sum/,
  ],
  ['claims: { full: 0.8 }', /full 0\.8, part 0\.3 of the profile ltl sum to 1\.1/],
  ['transit: { late: 1.2 }', /must be at most 1, got 1\.2/],
  ['transit: { lateBy: { constant: -2 d } }', /"-2 d" is no duration/],
  ['acceptance: { answer: { constant: 20 } }', /20 has no unit/],
  ['acceptance: { rejection: 2 }', /unknown key "rejection".*Did you mean "rejections"/],
  ['acceptance: { counterMarkup: { uniform: { min: 0.3, max: 0.1 } } }', /min must be less than max/],
  ['acceptance: { reasons: { noCapacity: 0, noEquipment: 0, price: 0 } }', /all weights are 0: a rejection/],
  [
    'invoices: { errorKinds: { rate: 0, accessorial: 0, duplicate: 0, fuel: 0, weight: 0 } }',
    /all weights are 0: an error/,
  ],
  ['milestones: { unknownCodes: [] }', /0\.01 of reports are in unknown codes, and there are none/],
  [
    'milestones: { route: [{ milestone: pickedUp, code: CP, at: 0.1 }, { milestone: delivered, code: D1, at: 1 }] }',
    /a route begins at 0/,
  ],
  ['milestones: { lostCode: D1 }', /D1 is known to mean "delivered": nobody would hear that a load is lost/],
  ['milestones: { route: [{ milestone: pickedUp, code: CP, at: 0 }] }', /a route ends with `delivered` at 1/],
  [
    'milestones: { route: [{ milestone: pickedUp, code: CP, at: 0 }, { milestone: inTransit, code: X6, at: 0.6 }, { milestone: inTransit, code: X6, at: 0.3 }, { milestone: delivered, code: D1, at: 1 }] }',
    /0\.3 is before 0\.6/,
  ],
  [
    'milestones: { route: [{ milestone: pickedUp, code: CP, at: 0 }, { milestone: delivered, code: D1, at: 1 }, { milestone: delivered, code: D1, at: 1 }] }',
    /`delivered` stands on a route once/,
  ],
  ['transit: { lateBy: { constant: 30000 d } }', /3650 d at most/],
])('%s is refused', (behaviour, message) => {
  expect(problemsIn(behaving(behaviour))).toEqual([expect.stringMatching(message)]);
});

describe('what can never be is warned of, where it stands', () => {
  const warned = (behaviour: string): readonly string[] =>
    warningsIn(behaving(behaviour)).filter(
      (each) => each.startsWith('mine.yaml') && !each.includes('to settle'),
    );

  test.each<[string, string | RegExp]>([
    [
      'transit: { lateBy: { constant: 400 d } }',
      /^mine\.yaml:\d+:\d+: it takes 400 d on average, and the run is over after 330 d: most of it never happens\. Shorten it, or give the run a longer horizon$/,
    ],
    ['transit: { lateBy: { gamma: { shape: 2, scale: 200 d } } }', /it takes 400 d on average/],
    [
      'pickup: { late: 0.1, lateBy: { lognormal: { median: 300 d, sigma: 1 } } }',
      /it takes 494\.6 d on average/,
    ],
    ['delivery: { proofAfter: { constant: 330 d } }', /it takes 330 d on average/],
    ['milestones: { repeatedAfter: { constant: 400 d } }', /it takes 400 d on average/],
    ['invoices: { duplicateAfter: { constant: 400 d } }', /it takes 400 d on average/],
    ['acceptance: { lateAcceptanceAfter: { constant: 400 d } }', /it takes 400 d on average/],
    ['delivery: { lostAfter: 331 d }', /it takes 331 d, and the run is over after 330 d/],
    ['acceptance: { answer: { uniform: { min: 1 d, max: 1000 d } } }', /it takes 500\.5 d on average/],
    [
      'pickup: { within: { early: 3 h, late: 10 min } }',
      /a truck is called `limits\.pickupLead` ahead, 2 h: few can be there 3 h early, the others come as they are called\. Lower it, or raise `limits\.pickupLead`$/,
    ],
    [
      'pickup: { within: { early: 10 min, late: 90 min } }',
      /a truck that comes more than 1 h late has missed its pickup, and this one is said to be on time\. Lower it, and say in `late` and `lateBy` how many are late$/,
    ],
  ])('%s', (behaviour, message) => {
    expect(warned(behaviour)).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    'transit: { lateBy: { constant: 329 d } }',
    'delivery: { lostAfter: 329 d }',
    'pickup: { within: { early: 2 h, late: 1 h } }',
    // Nothing is late: how late it would be is of no matter.
    'pickup: { late: 0, lateBy: { constant: 400 d } }',
    'transit: { late: 0, early: 0, lateBy: { constant: 400 d }, earlyBy: { constant: 400 d } }',
    // Nor is anything lost, said twice, billed twice or accepted too late.
    'delivery: { lost: 0, lostAfter: 400 d }',
    'milestones: { repeated: 0, repeatedAfter: { constant: 400 d } }',
    'invoices: { errors: 0, duplicateAfter: { constant: 400 d } }',
    'invoices: { errorKinds: { rate: 1, duplicate: 0 }, duplicateAfter: { constant: 400 d } }',
    'acceptance: { silent: 0, lateAcceptanceAfter: { constant: 400 d } }',
    'acceptance: { lateAcceptances: 0, lateAcceptanceAfter: { constant: 400 d } }',
  ])('%s is right', (behaviour) => {
    expect(warned(behaviour)).toEqual([]);
  });

  test('where trucks come by appointment they are called days ahead: they may be hours early', () => {
    const set = [
      'network.carriers.Bluebird Freight.behaviour={ pickup: { within: { early: 3 h, late: 10 min } } }',
    ];
    const early = (overlays: readonly string[]) =>
      warningsIn(loadFrom('quickstart', {}, { with: overlays, set })).filter((each) =>
        each.includes('pickupLead'),
      );
    expect([early([]).length, early(['appointments']).length]).toEqual([1, 0]);
  });

  test('of an order list, too', () => {
    const set = [
      'carriers.lateness=[{ mode: GROUND, late: 0.1, early: 0, lateBy: { constant: 1300 d }, earlyBy: { constant: 1 d }, source: x }]',
    ];
    expect(warningsIn(loadFrom('brunel', {}, { set }))).toContainEqual(
      expect.stringMatching(/^--set carriers\.lateness: it takes 1300 d on average/),
    );
    const never = [set[0]!.replace('late: 0.1', 'late: 0')];
    expect(warningsIn(loadFrom('brunel', {}, { set: never })).join()).not.toContain('1300 d');
    expect(
      warningsIn(
        loadFrom('brunel', {}, { set: ['carriers.behaviour={ pickup: { lateBy: { constant: 3000 d } } }'] }),
      ),
    ).toContainEqual(expect.stringMatching(/it takes 3000 d on average/));
  });
});

test('dangerous goods that nobody takes any more are told of, as with a profile that takes none', () => {
  const { carriers } = outboundScenario(loadFrom('b2b-distributor')).network;
  const none = carriers.map(({ name }) => `network.carriers.${name}.behaviour.dangerousGoods=false`);
  const told = (set: readonly string[]) =>
    warningsIn(loadFrom('b2b-distributor', {}, { set })).filter((each) => each.includes('dangerous goods'));
  expect(told([])).toEqual([]);
  expect(told(none)).toContainEqual(expect.stringMatching(/orders of dangerous goods find no carrier/));
});

test('of proofs that all carriers leave out, what one of them does is said to do nothing', () => {
  const set = [
    'network.carriers.Albatross Ocean.behaviour.delivery.proofMissing=0.2',
    'systems.proof={ unread: 0, missing: 0.1, copies: 1, otherwise: hold, source: x }',
  ];
  expect(warningsIn(loadFrom('b2b-distributor', {}, { set }))).toContainEqual(
    expect.stringMatching(/systems\.proof\.missing.*this does nothing/),
  );
});

test('all that can be said at once is taken', () => {
  const loaded = behaving(
    `dangerousGoods: false, source: our own records 2025,
     acceptance: { rejections: 2, answer: { lognormal: { median: 2 h, sigma: 0.5 } }, silent: 0.1, lateAcceptances: 0.3, lateAcceptanceAfter: { exponential: { mean: 1 h } }, counters: 0.2, counterMarkup: { triangular: { min: 0.05, mode: 0.1, max: 0.3 } }, reasons: { price: 5 } },
     pickup: { within: { early: 10 min, late: 20 min }, late: 0.1, lateBy: { constant: 3 h }, freeTime: 1 h, detentionPerHour: 75 USD },
     transit: { late: 0.3, early: 0.1, lateBy: { constant: 2 d }, earlyBy: { constant: 1 d }, sameDay: 5 h },
     milestones: { route: [{ milestone: pickedUp, code: AF, at: 0 }, { milestone: delayed, code: SD, at: 0.5 }, { milestone: delivered, code: D1, at: 1 }], refusedCode: A7, lostCode: OO, lag: { constant: 2 h }, missing: 0.1, repeated: 0.1, outOfOrder: 0.1, unknownCode: 0.1, repeatedAfter: { constant: 1 h }, unknownCodes: [Q1], delayNotices: 0.5, estimates: true, estimateError: { normal: { mean: 0.1, sd: 0.2 } }, statusSilent: 0.2, statusAnswer: { constant: 20 min } },
     delivery: { lost: 0.01, damaged: 0.02, refused: 0.01, lostAfter: 4 d, proofAfter: { constant: 1 d }, proofMissing: 0.1 },
     expedite: { accepted: 0.5, answer: { constant: 1 h }, remaining: 0.7 }, hold: { accepted: 0.5, answer: { constant: 1 h }, readyAfter: 6 h },
     invoices: { after: { constant: 3 d }, errors: 0.1, errorKinds: { rate: 1 }, rateError: { constant: 0.1 }, weightError: { constant: 0.1 }, fuelError: { constant: 0.1 }, accessorialError: { constant: 0.1 }, accessorialCode: RCL, duplicateAfter: { constant: 2 d }, disputeAnswer: { constant: 4 d }, corrected: 0.9, conceded: 0.1 },
     claims: { answer: { constant: 10 d }, full: 0.5, part: 0.4, partCredit: { uniform: { min: 0.2, max: 0.6 } } }`,
  );
  expect(problemsIn(loaded)).toEqual([]);
});
