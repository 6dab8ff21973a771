/** How far a load has come, against ways that can be worked out by hand: even, stopped, sped up, lost, sent back. */
import { expect, test } from 'vitest';
import { NO_DETENTION } from '#orchestrator/contracts/detention';
import { type CarrierLoad, offeredLoad, PHASE } from './carrier-load.ts';
import { progressOf } from './whereabouts.ts';

const TENDER = {
  origin: 0,
  destination: 1,
  rate: 0,
  service: 0,
  mode: 'LTL',
  transitDays: 1,
  weightGrams: 1,
  handlingUnits: 1,
  dangerous: false,
  pickupAt: 0,
  respondBy: 0,
  offeredMinor: 1,
  charges: [],
  detention: NO_DETENTION,
  lane: 0,
  cutoff: -1,
  rank: 1,
  shipments: [8],
};

/** Left at 1,000, planned and due at 2,000. */
function load(changes: Partial<CarrierLoad>): CarrierLoad {
  const moving = { phase: PHASE.moving, departedAt: 1000, plannedAt: 2000, deliveredAt: 2000 };
  return { ...offeredLoad(1, 1, TENDER, 0, 1), ...moving, ...changes };
}

test.each<[string, Partial<CarrierLoad>, number, number]>([
  ['on an even way', {}, 1250, 0.25],
  ['later than planned', { deliveredAt: 3000 }, 2000, 0.5],
  ['at a border', { phase: PHASE.atBorder, heldAt: 1500 }, 1900, 0.5],
  ['after a border', { heldAt: 1500, heldMs: 400, deliveredAt: 2400 }, 2150, 0.75],
  // At 1,500 half was left, and is halved.
  ['before it was sped up', { expeditedAt: 1500, deliveredAt: 1750 }, 1500, 0.5],
  ['sped up', { expeditedAt: 1500, deliveredAt: 1750 }, 1625, 0.75],
  ['there', { phase: PHASE.delivered }, 2500, 1],
  ['lost, and seen', { allLost: true, deliveredAt: 9000 }, 1500, 0.5],
  ['lost', { allLost: true, deliveredAt: 9000 }, 1700, -1],
  ['sent back', { turnedBack: true }, 1700, -1],
  ['with another carrier', { phase: PHASE.handedOver }, 1700, -1],
])('%s', (_what, changes, now, expected) => {
  expect(progressOf(load(changes), 0.5, now)).toBeCloseTo(expected, 9);
});
