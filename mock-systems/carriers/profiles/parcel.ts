/** A parcel carrier. Sources: see `../profiles.ts`. */
import { MILESTONE } from '#orchestrator/contracts/carriers';
import type { CarrierProfile } from '../settings.ts';
import { DAY_MS, HOUR_MS, lognormal, MINUTE_MS, MU, step } from './times.ts';
import { TRUCKLOAD } from './truckload.ts';

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
