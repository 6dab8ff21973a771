/** A groupage carrier over a pass: full on Fridays, snowed in now and then, and it bills a toll that nobody agreed on. */
import { DAY_MS, defineCarrier, HOUR_MS } from 'dray/mocks';

/** 1970 began on a Thursday. */
function isFriday(at: number): boolean {
  return Math.floor(at / DAY_MS) % 7 === 1;
}

export default defineCarrier({
  name: 'Mountain Line',
  like: 'ltl',
  profile: {
    transit: { lateShare: 0.05 },
    acceptance: { answerMs: { kind: 'uniform', min: HOUR_MS / 4, max: HOUR_MS } },
  },

  answerTender(tender, usual, luck) {
    if (!isFriday(tender.pickupAt)) return usual;
    if (luck.unit('friday-space') < 0.5) return { answer: 'reject', reason: 'noCapacity', afterMs: HOUR_MS };
    return { answer: 'counter', amountMinor: Math.round(tender.offeredMinor * 1.06), afterMs: 2 * HOUR_MS };
  },

  planTrip(_trip, usualMs, luck) {
    const snowed = luck.unit('snow') < 0.15;
    return snowed ? usualMs + DAY_MS : usualMs;
  },

  bill(_load, usual, luck) {
    if (luck.unit('toll') >= 0.1) return usual;
    return [...usual, { code: 'TOL', amountMinor: 1_250 }];
  },
});
