/** A local courier: vans, the same day, a driver with a telephone. Sources: see `../profiles.ts`. */
import { MILESTONE } from '#orchestrator/contracts/carriers';
import type { CarrierProfile } from '../settings.ts';
import { DAY_MS, HOUR_MS, lognormal, MINUTE_MS, MU, step } from './times.ts';
import { TRUCKLOAD } from './truckload.ts';

export const COURIER: CarrierProfile = {
  ...TRUCKLOAD,
  name: 'courier',
  dangerousGoods: false,
  acceptance: {
    ...TRUCKLOAD.acceptance,
    // assumption, all: a dispatcher who answers at once or, when all vans are out, says no.
    rejectionFactor: 0.8,
    answerMs: lognormal(MU.minutes5, 0.6),
    silentShare: 0.01,
    counterShare: 0.1,
  },
  // assumption: no free hour, and a van that waits is paid for.
  pickup: { ...TRUCKLOAD.pickup, lateShare: 0.08, freeTimeMs: 20 * MINUTE_MS, detentionPerHourMinor: 4000 },
  transit: {
    ...TRUCKLOAD.transit,
    // assumption, all: late by the traffic, seldom by a day.
    lateShare: 0.05,
    earlyShare: 0.2,
    lateDays: lognormal(-0.7, 0.5),
    earlyDays: lognormal(-1.2, 0.3),
    sameDayMs: 3 * HOUR_MS,
  },
  reporting: {
    ...TRUCKLOAD.reporting,
    // Words: Karrio's tracking status; where on the way: assumption.
    route: [
      step(MILESTONE.pickedUp, 'picked_up', 0),
      step(MILESTONE.outForDelivery, 'out_for_delivery', 0.1),
      step(MILESTONE.delayed, 'delivery_delayed', 0.6),
      step(MILESTONE.delivered, 'delivered', 1),
    ],
    refusedCode: 'return_to_sender',
    lostCode: 'delivery_failed',
    lagMs: lognormal(MU.minutes5, 0.8),
    // assumption: drivers forget to press the button.
    missingShare: 0.08,
    outOfOrderShare: 0.01,
    unknownCodeShare: 0.01,
    unknownCodes: ['on_hold', 'unknown'],
    statusSilentShare: 0.02,
    statusAnswerMs: lognormal(MU.minutes5, 0.6),
  },
  delivery: {
    // assumption: nobody at the door is a refusal here.
    ...TRUCKLOAD.delivery,
    lostShare: 0.001,
    damagedShare: 0.004,
    refusedShare: 0.01,
    lostAfterMs: 3 * DAY_MS,
    podLagMs: lognormal(MU.minutes5, 1),
  },
  expedite: { ...TRUCKLOAD.expedite, acceptedShare: 0.5, remainingFactor: 0.7 },
  hold: { ...TRUCKLOAD.hold, readyAfterMs: 2 * HOUR_MS },
  // assumption: a small firm that bills by the week, by hand.
  freight: { ...TRUCKLOAD.freight, billAfterDeliveryMs: lognormal(MU.days5, 0.4), errorShare: 0.08 },
  claims: { ...TRUCKLOAD.claims, answerMs: lognormal(MU.days7, 0.5) },
};
