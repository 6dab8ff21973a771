/**
 * Six carriers: parcel, less-than-truckload, truckload, air, ocean, and one that nobody would choose knowingly. Plain data; each
 * number has its source beside it. "kpis" is the collection of published figures in the project's domain notes (kpis.md), "table"
 * us_ltl_tl_aggregates_2022_2025.csv (72,965 US loads), "Cargo 2000" and "SCMS" are fits on those data sets (calibration.json).
 *
 * Money: minor units of a currency like USD.
 */
import { MILESTONE } from '#orchestrator/contracts/carriers';
import type { Distribution } from '#sim/random/distributions';
import type { CarrierProfile, MarketSettings, RouteStep } from './settings.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const NORMAL_MARKET: MarketSettings = {
  // kpis: contract tender rejection, truckload, soft 4.3, normal 6, tight 23 %.
  rejectionShare: { soft: 0.043, normal: 0.06, tight: 0.23 },
  weeks: ['normal'],
  weeksFrom: 0,
  // kpis: "raise as lead time < 1 day" (direction only); factor: assumption.
  shortLeadMs: DAY_MS,
  shortLeadFactor: 2,
  // assumption, all three.
  rankStep: 0.5,
  spotFactor: 1,
  rejectionShareMax: 0.95,
};

/** ln of a median in ms, beside the median in words. */
const MU = {
  seconds30: 10.308953,
  minutes5: 12.611538,
  minutes20: 13.997832,
  minutes45: 14.808762,
  hours2: 15.789592,
  hours4: 16.482739,
  hours12: 17.581351,
  day1: 18.274498,
  days2: 18.967645,
  days5: 19.883936,
  days7: 20.220408,
  days21: 21.319021,
} as const;

const lognormal = (mu: number, sigma: number): Distribution => ({ kind: 'lognormal', mu, sigma });

const step = (milestone: RouteStep['milestone'], rawCode: string, at: number): RouteStep => ({
  milestone,
  rawCode,
  at,
});

/** X12 element 1650. There is no code for a loss: OO = "paperwork received, did not receive shipment". */
const X12_REFUSED = 'A7';
const X12_LOST = 'OO';

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

export const LTL: CarrierProfile = {
  ...TRUCKLOAD,
  name: 'ltl',
  acceptance: {
    ...TRUCKLOAD.acceptance,
    // assumption: a network with terminals turns down far less than who has to find a truck.
    rejectionFactor: 0.3,
    silentShare: 0.02,
    answerMs: lognormal(MU.minutes5, 0.9),
  },
  pickup: { ...TRUCKLOAD.pickup, freeTimeMs: HOUR_MS }, // assumption
  transit: {
    ...TRUCKLOAD.transit,
    // table, LTL all: late 0.199, early 0.148 of 69,322; mean lateness 1.87 d (kpis); exp(0.446 + 0.6^2 / 2) = 1.87.
    lateShare: 0.199,
    earlyShare: 0.148,
    lateDays: lognormal(0.446, 0.6),
    earlyDays: lognormal(0.1, 0.35), // table: 1-2 d 11,341, > 2 d 1,017
  },
  reporting: {
    ...TRUCKLOAD.reporting,
    // Codes: element 1650; P1 and X4 at the terminals; where on the way: assumption.
    route: [
      step(MILESTONE.pickedUp, 'AM', 0),
      step(MILESTONE.departed, 'AF', 0.02),
      step(MILESTONE.arrivedAtTerminal, 'X4', 0.12),
      step(MILESTONE.inTransit, 'P1', 0.25),
      step(MILESTONE.delayed, 'SD', 0.6),
      step(MILESTONE.arrivedAtTerminal, 'X4', 0.8),
      step(MILESTONE.outForDelivery, 'AJ', 0.92),
      step(MILESTONE.delivered, 'D1', 1),
    ],
  },
  // assumption: handled at every terminal.
  delivery: { ...TRUCKLOAD.delivery, lostShare: 0.001, damagedShare: 0.008 },
  expedite: { ...TRUCKLOAD.expedite, acceptedShare: 0.35, remainingFactor: 0.8 },
};

export const PARCEL: CarrierProfile = {
  ...TRUCKLOAD,
  name: 'parcel',
  dangerousGoods: false,
  acceptance: {
    ...TRUCKLOAD.acceptance,
    // assumption: labels are bought over an API, seldom refused.
    rejectionFactor: 0.05,
    answerMs: lognormal(MU.seconds30, 0.5),
    silentShare: 0.002,
    counterShare: 0,
  },
  pickup: { ...TRUCKLOAD.pickup, lateShare: 0.01, freeTimeMs: 30 * MINUTE_MS, detentionPerHourMinor: 0 }, // assumption
  transit: {
    ...TRUCKLOAD.transit,
    // kpis: on time UPS 97.2, FedEx 95.3, USPS 94.1 % (Dec 2025); their mean is 95.5 %. Early and how much: assumption.
    lateShare: 0.045,
    earlyShare: 0.1,
    lateDays: lognormal(0.1, 0.5),
    earlyDays: lognormal(-0.2, 0.3),
    sameDayMs: 8 * HOUR_MS,
  },
  reporting: {
    ...TRUCKLOAD.reporting,
    // Words: Karrio's tracking status; where on the way: assumption.
    route: [
      step(MILESTONE.pickedUp, 'picked_up', 0),
      step(MILESTONE.departed, 'in_transit', 0.03),
      step(MILESTONE.arrivedAtTerminal, 'in_transit', 0.3),
      step(MILESTONE.delayed, 'delivery_delayed', 0.7),
      step(MILESTONE.inTransit, 'in_transit', 0.75),
      step(MILESTONE.outForDelivery, 'out_for_delivery', 0.9),
      step(MILESTONE.delivered, 'delivered', 1),
    ],
    refusedCode: 'return_to_sender',
    lostCode: 'failure', // EasyPost's word
    lagMs: lognormal(MU.minutes5, 1), // assumption: webhooks
    missingShare: 0.005,
    outOfOrderShare: 0.02,
    unknownCodeShare: 0.005,
    unknownCodes: ['ready_for_pickup', 'unknown'], // Karrio has them, the canonical list does not
    statusSilentShare: 0.01,
    statusAnswerMs: lognormal(MU.seconds30, 0.5),
  },
  delivery: {
    // assumption: single boxes are lost and broken more often than pallets.
    lostShare: 0.004,
    damagedShare: 0.006,
    refusedShare: 0.004,
    lostAfterMs: 7 * DAY_MS,
    podLagMs: lognormal(MU.minutes5, 1),
    podMissingShare: 0,
  },
  expedite: { ...TRUCKLOAD.expedite, acceptedShare: 0.05 },
  freight: {
    ...TRUCKLOAD.freight,
    billAfterDeliveryMs: lognormal(MU.days5, 0.3), // assumption: weekly bills
    errorShare: 0.03, // kpis: 2-5 % at the low end
    accessorialCode: 'RES',
    disputeAnswerMs: lognormal(MU.days2, 0.6),
  },
  claims: { ...TRUCKLOAD.claims, answerMs: lognormal(MU.days7, 0.4), fullShare: 0.7, partShare: 0.15 },
};

export const AIR: CarrierProfile = {
  ...TRUCKLOAD,
  name: 'air',
  acceptance: {
    ...TRUCKLOAD.acceptance,
    rejectionFactor: 0.8, // assumption
    answerMs: lognormal(MU.hours2, 0.8), // assumption: a desk
  },
  pickup: { ...TRUCKLOAD.pickup, freeTimeMs: HOUR_MS },
  transit: {
    ...TRUCKLOAD.transit,
    // Cargo 2000, DLV against plan: late 0.2395; p95 4.5 d and p99 17.6 d of all are the 79th and 96th percentile of the late:
    // lognormal(0.34, 1.44). Early: SCMS, Air, 0.1935; how much: assumption.
    lateShare: 0.2395,
    earlyShare: 0.1935,
    lateDays: lognormal(0.34, 1.44),
    earlyDays: lognormal(-0.5, 0.4),
    sameDayMs: 12 * HOUR_MS,
  },
  reporting: {
    ...TRUCKLOAD.reporting,
    // IATA Cargo-IMP status codes: RCS received from shipper, DEP departed, ARR arrived, RCF received from flight, DLV delivered;
    // DIS a discrepancy: offloaded, refused, missing cargo. Where on the way: assumption.
    route: [
      step(MILESTONE.pickedUp, 'RCS', 0),
      step(MILESTONE.departed, 'DEP', 0.3),
      step(MILESTONE.delayed, 'DIS/OFLD', 0.4),
      step(MILESTONE.arrivedAtTerminal, 'ARR', 0.65),
      step(MILESTONE.inTransit, 'RCF', 0.75),
      step(MILESTONE.delivered, 'DLV', 1),
    ],
    refusedCode: 'DIS/RFSD',
    lostCode: 'DIS/MSCA',
    unknownCodes: ['FOH', 'TFD'],
  },
  delivery: { ...TRUCKLOAD.delivery, damagedShare: 0.004, lostShare: 0.001, lostAfterMs: 10 * DAY_MS },
  expedite: { ...TRUCKLOAD.expedite, acceptedShare: 0.3, remainingFactor: 0.7 },
  freight: { ...TRUCKLOAD.freight, accessorialCode: 'SRG' },
};

export const OCEAN: CarrierProfile = {
  ...TRUCKLOAD,
  name: 'ocean',
  acceptance: {
    ...TRUCKLOAD.acceptance,
    rejectionFactor: 1.2, // assumption: a booking that is rolled counts as rejected
    answerMs: lognormal(MU.hours4, 0.8),
  },
  transit: {
    ...TRUCKLOAD.transit,
    // kpis: schedule reliability 65 %: 35 % are early (SCMS, Ocean: 0.0404) or late, by 4.9 d mean = exp(1.269 + 0.8^2 / 2).
    lateShare: 0.31,
    earlyShare: 0.0404,
    lateDays: lognormal(1.269, 0.8),
    earlyDays: lognormal(0.3, 0.4), // assumption
    sameDayMs: DAY_MS,
  },
  reporting: {
    ...TRUCKLOAD.reporting,
    // X12 element 1650, I1 in-gate and OA out-gate; where on the way: assumption.
    route: [
      step(MILESTONE.pickedUp, 'I1', 0),
      step(MILESTONE.departed, 'AF', 0.08),
      step(MILESTONE.inTransit, 'X6', 0.35),
      step(MILESTONE.delayed, 'SD', 0.5),
      step(MILESTONE.inTransit, 'X6', 0.65),
      step(MILESTONE.arrivedAtTerminal, 'X4', 0.88),
      step(MILESTONE.outForDelivery, 'OA', 0.96),
      step(MILESTONE.delivered, 'D1', 1),
    ],
    lagMs: lognormal(MU.hours12, 0.9), // assumption: port feeds, once or twice a day
  },
  delivery: { ...TRUCKLOAD.delivery, lostAfterMs: 30 * DAY_MS, podLagMs: lognormal(MU.days2, 0.6) },
  expedite: { ...TRUCKLOAD.expedite, acceptedShare: 0.02, remainingFactor: 0.9 },
  freight: { ...TRUCKLOAD.freight, billAfterDeliveryMs: lognormal(MU.days5, 0.6), accessorialCode: 'SRG' },
};

/** Everything that goes wrong, often: for tests of the process, and as a warning. All numbers: assumption. */
export const BAD: CarrierProfile = {
  ...TRUCKLOAD,
  name: 'bad',
  acceptance: {
    ...TRUCKLOAD.acceptance,
    rejectionFactor: 3,
    answerMs: lognormal(MU.hours2, 1.2),
    silentShare: 0.2,
    lateAcceptanceShare: 0.5,
    counterShare: 0.4,
    counterMarkup: { kind: 'triangular', min: 0.05, mode: 0.2, max: 0.6 },
  },
  pickup: { ...TRUCKLOAD.pickup, lateShare: 0.3, lateMs: lognormal(MU.hours4, 1), freeTimeMs: HOUR_MS },
  transit: { ...TRUCKLOAD.transit, lateShare: 0.4, earlyShare: 0.1, lateDays: lognormal(0.9, 0.9) },
  reporting: {
    ...TRUCKLOAD.reporting,
    lagMs: lognormal(MU.hours12, 1.2),
    missingShare: 0.3,
    repeatedShare: 0.08,
    outOfOrderShare: 0.15,
    unknownCodeShare: 0.1,
    unknownCodes: ['ZZ', 'X9', '??', 'DONE'],
    delayNoticeShare: 0.2,
    estimates: false,
    statusSilentShare: 0.5,
    statusAnswerMs: lognormal(MU.hours4, 1),
  },
  delivery: {
    lostShare: 0.01,
    damagedShare: 0.04,
    refusedShare: 0.02,
    lostAfterMs: 10 * DAY_MS,
    podLagMs: lognormal(MU.days5, 0.8),
    podMissingShare: 0.05,
  },
  expedite: { ...TRUCKLOAD.expedite, acceptedShare: 0.2, remainingFactor: 0.9 },
  freight: {
    ...TRUCKLOAD.freight,
    errorShare: 0.25,
    disputeAnswerMs: lognormal(MU.days7, 0.8),
    correctedShare: 0.5,
    concededShare: 0.1,
  },
  claims: { ...TRUCKLOAD.claims, fullShare: 0.15, partShare: 0.25 },
};

export const CARRIER_PROFILES = {
  parcel: PARCEL,
  ltl: LTL,
  truckload: TRUCKLOAD,
  air: AIR,
  ocean: OCEAN,
  bad: BAD,
} as const;
