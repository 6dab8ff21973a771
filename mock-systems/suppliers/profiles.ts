/**
 * Three suppliers: one to rely on, one as they mostly are, and one that nobody would choose knowingly. Plain data; each number has
 * its source beside it. "SCMS" is the pricing and delivery history of 10,324 lines of medical goods (calibration.json).
 */
import type { Distribution } from '#sim/random/distributions';
import type { SupplierProfile } from './settings.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** ln of a median in ms. */
const MU = {
  minutes20: 13.997832,
  hour1: 15.096444,
  hours4: 16.482739,
  day1: 18.274498,
  days3: 19.372783,
} as const;

const lognormal = (mu: number, sigma: number): Distribution => ({ kind: 'lognormal', mu, sigma });

export const ORDINARY: SupplierProfile = {
  name: 'ordinary',
  confirmation: {
    // assumption, all: no open data on how suppliers answer purchase orders.
    answerMs: lognormal(MU.hours4, 0.9),
    silentShare: 0.05,
    declinedShare: 0.01,
    shortShare: 0.03,
    shortFactor: { kind: 'uniform', min: 0.3, max: 0.95 },
  },
  production: {
    leadTimeMs: { kind: 'gamma', shape: 6, scale: 0.5 * DAY_MS }, // assumption: three days from the shelf
    // SCMS, by air: 9.6 % later than scheduled. By how much: assumption, since those goods cross oceans.
    lateShare: 0.096,
    lateMs: lognormal(MU.day1, 0.8),
  },
  delivery: {
    // assumption, all.
    splitShare: 0.05,
    splitInto: 2,
    gapMs: lognormal(MU.days3, 0.4),
    transitMs: { kind: 'triangular', min: 3 * HOUR_MS, mode: 5 * HOUR_MS, max: 10 * HOUR_MS },
    restFollowsShare: 0.3,
  },
  notice: {
    // assumption, all.
    missingShare: 0.08,
    lagMs: lognormal(MU.minutes20, 0.9),
    lateShare: 0.05,
    lateMs: lognormal(MU.hours4, 0.8),
    inaccurateShare: 0.02,
    inaccurateFactor: { kind: 'triangular', min: 0.6, mode: 1, max: 1.4 },
    askedSilentShare: 0.15,
    askedAnswerMs: lognormal(MU.hour1, 0.8),
  },
  truck: {
    // assumption, all: of the truck, not of production.
    neverShare: 0.002,
    lateShare: 0.12,
    lateMs: lognormal(MU.hour1, 0.8),
    earlyShare: 0.1,
    earlyMs: lognormal(MU.minutes20, 0.6),
    deviationMs: { kind: 'triangular', min: -15 * MINUTE_MS, mode: 0, max: 15 * MINUTE_MS },
    delayNoticeShare: 0.5,
  },
  goods: {
    // assumption, all.
    shortShare: 0.03,
    shortFactor: { kind: 'uniform', min: 0.5, max: 0.98 },
    overShare: 0.01,
    overFactor: { kind: 'uniform', min: 1.02, max: 1.2 },
    damagedShare: 0.015,
    damagedFactor: { kind: 'uniform', min: 0.02, max: 0.2 },
  },
  unitsPerHandlingUnit: 48, // assumption
};

/** assumption, all, where it differs: a supplier whose notices a receiving desk does not check. */
export const DEPENDABLE: SupplierProfile = {
  ...ORDINARY,
  name: 'dependable',
  confirmation: {
    ...ORDINARY.confirmation,
    answerMs: lognormal(MU.hour1, 0.6),
    silentShare: 0.01,
    declinedShare: 0,
    shortShare: 0.005,
  },
  production: { ...ORDINARY.production, lateShare: 0.02, lateMs: lognormal(MU.hours4, 0.6) },
  delivery: { ...ORDINARY.delivery, splitShare: 0, restFollowsShare: 0.8 },
  notice: {
    ...ORDINARY.notice,
    lagMs: lognormal(MU.minutes20, 0.4),
    missingShare: 0.005,
    lateShare: 0.01,
    inaccurateShare: 0.002,
    askedSilentShare: 0.02,
  },
  truck: { ...ORDINARY.truck, neverShare: 0, lateShare: 0.03, earlyShare: 0.05, delayNoticeShare: 0.9 },
  goods: { ...ORDINARY.goods, shortShare: 0.005, overShare: 0.002, damagedShare: 0.003 },
};

/** assumption, all, where it differs. */
export const UNRELIABLE: SupplierProfile = {
  ...ORDINARY,
  name: 'unreliable',
  confirmation: {
    ...ORDINARY.confirmation,
    answerMs: lognormal(MU.day1, 0.8),
    silentShare: 0.25,
    declinedShare: 0.05,
    shortShare: 0.15,
  },
  production: { ...ORDINARY.production, lateShare: 0.35, lateMs: lognormal(MU.days3, 0.8) },
  delivery: { ...ORDINARY.delivery, splitShare: 0.3, splitInto: 3, restFollowsShare: 0.2 },
  notice: {
    ...ORDINARY.notice,
    missingShare: 0.35,
    lateShare: 0.25,
    inaccurateShare: 0.12,
    askedSilentShare: 0.4,
    askedAnswerMs: lognormal(MU.hours4, 0.9),
  },
  truck: {
    ...ORDINARY.truck,
    neverShare: 0.02,
    lateShare: 0.35,
    lateMs: lognormal(MU.hours4, 0.7),
    earlyShare: 0.15,
    delayNoticeShare: 0.2,
  },
  goods: { ...ORDINARY.goods, shortShare: 0.12, overShare: 0.05, damagedShare: 0.06 },
};

export const SUPPLIER_PROFILES = {
  dependable: DEPENDABLE,
  ordinary: ORDINARY,
  unreliable: UNRELIABLE,
} as const;
