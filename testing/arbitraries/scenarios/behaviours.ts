/** Behaviour of one carrier over its profile, whichever that is: shares of the same things are drawn together, so that they sum to 1 at most. */
import fc from 'fast-check';
import type { ShareDistribution } from '#scenarios/schema/distributions';
import type { BehaviourSection } from '#scenarios/schema/outbound/behaviour';
import { ASSUMED, boundedDurations, durationsDrawn, shares, times } from './figures.ts';

/** From nothing up to that, in thousandths. */
function sharesDrawn(most: number): fc.Arbitrary<ShareDistribution> {
  return fc.oneof(
    shares(most).map((constant) => ({ constant })),
    fc
      .integer({ min: 1, max: Math.round(most * 1000) })
      .map((n) => ({ triangular: { min: 0, mode: n / 2000, max: n / 1000 } })),
  );
}

const SECTIONS = fc.record(
  {
    acceptance: fc.record({
      rejections: fc.integer({ min: 0, max: 50 }).map((n) => n / 10),
      answer: durationsDrawn('min', { min: 1, max: 300 }),
      silent: shares(0.5),
      lateAcceptances: shares(1),
      counters: shares(1),
      counterMarkup: sharesDrawn(0.6),
      reasons: fc.record({ noCapacity: fc.nat(5), noEquipment: fc.nat(5), price: fc.constant(1) }),
    }),
    pickup: fc.record({
      within: fc.record({
        early: times('min', { min: 0, max: 60 }),
        late: times('min', { min: 0, max: 60 }),
      }),
      late: shares(0.5),
      lateBy: boundedDurations('min', { min: 5, max: 900 }),
      freeTime: times('min', { min: 0, max: 240 }),
    }),
    transit: fc.record({
      late: shares(0.5),
      early: shares(0.5),
      lateBy: boundedDurations('h', { min: 1, max: 150 }),
      earlyBy: boundedDurations('h', { min: 1, max: 60 }),
    }),
    milestones: fc.record({
      lag: durationsDrawn('min', { min: 1, max: 600 }),
      missing: shares(0.25),
      repeated: shares(0.25),
      outOfOrder: shares(0.25),
      unknownCode: shares(0.25),
      delayNotices: shares(1),
      estimates: fc.boolean(),
      statusSilent: shares(0.6),
    }),
    delivery: fc.record({
      lost: shares(0.3),
      damaged: shares(0.3),
      refused: shares(0.3),
      lostAfter: times('d', { min: 0, max: 10 }),
      proofMissing: shares(0.3),
    }),
    expedite: fc.record({ accepted: shares(1), remaining: shares(1) }),
    invoices: fc.record({
      after: durationsDrawn('h', { min: 1, max: 120 }),
      errors: shares(0.6),
      rateError: sharesDrawn(0.5),
      corrected: shares(1),
      conceded: shares(1),
    }),
    claims: fc.record({ full: shares(0.5), part: shares(0.5), partCredit: sharesDrawn(1) }),
  },
  { requiredKeys: [] },
);

export function behaviours(): fc.Arbitrary<BehaviourSection> {
  return SECTIONS.map((sections) => ({ ...sections, source: ASSUMED }));
}
