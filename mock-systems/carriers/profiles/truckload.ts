/** A truckload carrier: from door to door, and what the other profiles start from. Sources: see `../profiles.ts`. */
import { MILESTONE } from '#orchestrator/contracts/carriers';
import type { CarrierProfile, RouteStep } from '../settings.ts';
import { DAY_MS, HOUR_MS, lognormal, MINUTE_MS, MU, step, X12_LOST, X12_REFUSED } from './times.ts';

/** X12 214 of a truck that goes from door to door. Codes: element 1650; where on the way: assumption. */
const TRUCKLOAD_ROUTE: readonly RouteStep[] = [
  step(MILESTONE.pickedUp, 'CP', 0),
  step(MILESTONE.departed, 'AF', 0.005),
  step(MILESTONE.inTransit, 'X6', 0.33),
  step(MILESTONE.delayed, 'SD', 0.6),
  step(MILESTONE.inTransit, 'X6', 0.67),
  step(MILESTONE.arrivedAtDelivery, 'X1', 0.97),
  step(MILESTONE.delivered, 'D1', 1),
];

export const TRUCKLOAD: CarrierProfile = {
  name: 'truckload',
  dangerousGoods: true,
  acceptance: {
    rejectionFactor: 1,
    // kpis: lognormal, median 20 min, 5 % never answer; sigma: assumption.
    answerMs: lognormal(MU.minutes20, 0.9),
    silentShare: 0.05,
    // assumption: no open data on late acceptance or counter-offers.
    lateAcceptanceShare: 0.2,
    lateAcceptanceMs: { kind: 'exponential', mean: HOUR_MS },
    counterShare: 0.15,
    counterMarkup: { kind: 'triangular', min: 0.02, mode: 0.08, max: 0.25 },
    reasonWeights: { noCapacity: 6, noEquipment: 3, price: 1 },
  },
  pickup: {
    // kpis: truckload on-time pickup 97.2 % (median of shippers); how late: assumption.
    deviationMs: { kind: 'triangular', min: -30 * MINUTE_MS, mode: 0, max: 30 * MINUTE_MS },
    lateShare: 0.028,
    lateMs: lognormal(MU.hours2, 0.8),
    // kpis: 80 % of carriers give 2 h free, 60 USD/h.
    freeTimeMs: 2 * HOUR_MS,
    detentionPerHourMinor: 6000,
  },
  transit: {
    // table, Truckload all: late 0.071, early 0.538 of 2,410; how much: assumption within "delta" rows (mostly 1-2 days).
    lateShare: 0.071,
    earlyShare: 0.538,
    lateDays: lognormal(0.35, 0.6),
    earlyDays: lognormal(0, 0.4),
    sameDayMs: 6 * HOUR_MS, // assumption
  },
  reporting: {
    route: TRUCKLOAD_ROUTE,
    refusedCode: X12_REFUSED,
    lostCode: X12_LOST,
    // kpis, EDI 214: lag median 45 min, p95 6 h; 1 % lost, 2 % duplicated, 5 % out of order.
    lagMs: lognormal(MU.minutes45, 1.264),
    missingShare: 0.01,
    repeatedShare: 0.02,
    outOfOrderShare: 0.05,
    unknownCodeShare: 0.01, // assumption
    repeatedAfterMs: lognormal(MU.hours2, 1), // assumption
    unknownCodes: ['ZZ', 'X9'], // not in element 1650 as listed
    delayNoticeShare: 0.7, // assumption
    estimates: true,
    estimateError: { kind: 'normal', mean: -0.1, sd: 0.2 }, // assumption: optimistic
    statusSilentShare: 0.1, // assumption
    statusAnswerMs: lognormal(MU.minutes20, 0.9), // assumption: as tenders
  },
  delivery: {
    // kpis: best-in-class damage-free 99.7 %; loss and refusal: assumption.
    lostShare: 0.0005,
    damagedShare: 0.003,
    refusedShare: 0.002,
    lostAfterMs: 5 * DAY_MS,
    podLagMs: lognormal(MU.day1, 0.8), // assumption
    podMissingShare: 0,
  },
  expedite: {
    // assumption, all: a team driver on what is left.
    acceptedShare: 0.6,
    answerMs: lognormal(MU.minutes20, 0.9),
    remainingFactor: 0.65,
  },
  // assumption: nobody publishes how often carriers let a load go under way.
  hold: {
    acceptedShare: 0.9,
    answerMs: lognormal(MU.hours2, 0.8),
    readyAfterMs: 6 * HOUR_MS,
  },
  freight: {
    billAfterDeliveryMs: lognormal(MU.days2, 0.7), // assumption
    // kpis: 6 % of bills, + 5 % of value; kinds rate 30, accessorial 30, duplicate 15, fuel 10, weight 15 %.
    errorShare: 0.06,
    errorWeights: { rate: 30, accessorial: 30, duplicate: 15, fuel: 10, weight: 15 },
    rateError: { kind: 'triangular', min: 0.01, mode: 0.03, max: 0.11 }, // mean 5 %
    weightError: { kind: 'triangular', min: 0.03, mode: 0.08, max: 0.25 }, // assumption
    fuelError: { kind: 'triangular', min: 0.03, mode: 0.08, max: 0.25 }, // assumption
    accessorialError: { kind: 'triangular', min: 0.03, mode: 0.06, max: 0.2 }, // assumption
    accessorialCode: 'RCL',
    duplicateAfterMs: lognormal(MU.days5, 0.5), // assumption
    disputeAnswerMs: lognormal(MU.days5, 0.6), // assumption
    correctedShare: 0.85, // assumption
    concededShare: 0.5, // kpis: under half of the invoices for detention are paid
  },
  claims: {
    // assumption; 49 CFR 370 gives carriers 30 days to acknowledge and 120 to decide.
    answerMs: lognormal(MU.days21, 0.5),
    fullShare: 0.5,
    partShare: 0.3,
    partCredit: { kind: 'uniform', min: 0.2, max: 0.8 },
  },
  memoryMs: 30 * DAY_MS, // assumption: disputes come within days of the bill, and who misses it asks within a month
};
