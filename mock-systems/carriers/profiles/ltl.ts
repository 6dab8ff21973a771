/** A groupage carrier with terminals (less than truckload). Sources: see `../profiles.ts`. */
import { MILESTONE } from '#orchestrator/contracts/carriers';
import type { CarrierProfile } from '../settings.ts';
import { HOUR_MS, lognormal, MU, step } from './times.ts';
import { TRUCKLOAD } from './truckload.ts';

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
