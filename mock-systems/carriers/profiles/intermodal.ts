/** Rail between terminals, trucks before and after. Sources: see `../profiles.ts`. */
import { MILESTONE } from '#orchestrator/contracts/carriers';
import type { CarrierProfile } from '../settings.ts';
import { DAY_MS, HOUR_MS, lognormal, MU, step } from './times.ts';
import { TRUCKLOAD } from './truckload.ts';

export const INTERMODAL: CarrierProfile = {
  ...TRUCKLOAD,
  name: 'intermodal',
  acceptance: {
    ...TRUCKLOAD.acceptance,
    // assumption: containers are plenty while trucks are scarce; a desk that asks the railway answers.
    rejectionFactor: 0.6,
    answerMs: lognormal(MU.hours2, 0.8),
    counterShare: 0.05,
  },
  // assumption: a drayman has a two-hour window and a container to give back.
  pickup: { ...TRUCKLOAD.pickup, lateShare: 0.06, freeTimeMs: HOUR_MS },
  transit: {
    ...TRUCKLOAD.transit,
    // assumption, all: a missed train is a day; trains are seldom early by one.
    lateShare: 0.16,
    earlyShare: 0.12,
    lateDays: lognormal(0.3, 0.6),
    earlyDays: lognormal(-0.2, 0.3),
    sameDayMs: 10 * HOUR_MS,
  },
  reporting: {
    ...TRUCKLOAD.reporting,
    // X12 element 1650: AR and RL are of rail, I1 and OA of the gates; where on the way: assumption.
    route: [
      step(MILESTONE.pickedUp, 'CP', 0),
      step(MILESTONE.arrivedAtTerminal, 'I1', 0.1),
      step(MILESTONE.departed, 'RL', 0.18),
      step(MILESTONE.inTransit, 'X6', 0.5),
      step(MILESTONE.delayed, 'SD', 0.6),
      step(MILESTONE.arrivedAtTerminal, 'AR', 0.82),
      step(MILESTONE.outForDelivery, 'OA', 0.92),
      step(MILESTONE.delivered, 'D1', 1),
    ],
    lagMs: lognormal(MU.hours2, 1), // assumption: railways report in batches
  },
  // assumption: what rolls shakes, but nobody opens a container on the way.
  delivery: { ...TRUCKLOAD.delivery, damagedShare: 0.005, lostAfterMs: 10 * DAY_MS },
  // assumption: a train does not go faster.
  expedite: { ...TRUCKLOAD.expedite, acceptedShare: 0.05, remainingFactor: 0.9 },
  hold: { ...TRUCKLOAD.hold, acceptedShare: 0.5, readyAfterMs: DAY_MS }, // assumption: only at a terminal
  freight: { ...TRUCKLOAD.freight, accessorialCode: 'SRG' },
};
