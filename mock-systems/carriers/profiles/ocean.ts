/** A shipping line. Sources: see `../profiles.ts`. */
import { MILESTONE } from '#orchestrator/contracts/carriers';
import type { CarrierProfile } from '../settings.ts';
import { DAY_MS, lognormal, MU, step } from './times.ts';
import { TRUCKLOAD } from './truckload.ts';

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
