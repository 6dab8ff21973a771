/** An airline or its forwarder. Sources: see `../profiles.ts`. */
import { MILESTONE } from '#orchestrator/contracts/carriers';
import type { CarrierProfile } from '../settings.ts';
import { DAY_MS, HOUR_MS, lognormal, MU, step } from './times.ts';
import { TRUCKLOAD } from './truckload.ts';

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
