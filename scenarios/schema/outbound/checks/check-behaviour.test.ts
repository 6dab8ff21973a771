/**
 * A carrier's behaviour over its profile is something that a carrier can do; what is not is told with its place, and with what comes from
 * the profile. Shown on quickstart, whose Bluebird Freight is a groupage carrier: late 0.199, early 0.148, lost 0.001, damaged 0.008.
 */
import { expect, test } from 'vitest';
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
