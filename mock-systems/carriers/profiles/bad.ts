/** A carrier that nobody would choose knowingly. Sources: see `../profiles.ts`. */
import type { CarrierProfile } from '../settings.ts';
import { DAY_MS, HOUR_MS, lognormal, MU } from './times.ts';
import { TRUCKLOAD } from './truckload.ts';

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
