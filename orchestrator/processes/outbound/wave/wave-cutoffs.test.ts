/** Which cut-offs a node's goods can still make; and what a shipment tells its wave plan that it is due: the last cut-off that keeps its promise, and what of its goods was reserved. */
import { describe, expect, test } from 'vitest';
import { given } from '#testing/core/given';
import { instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { type ShipmentPlan, WAVE_PLAN, type WaveDue } from '../inputs.ts';
import { LIMITS, MONDAY, smallNetwork } from '../network.fixture.ts';
import { plan, reserved } from '../shipment/shipment.fixture.ts';
import { shipmentActor } from '../shipment/shipment.ts';
import { cutoffFor, cutoffFrom } from './wave-cutoffs.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CUTOFF = MONDAY + 17 * HOUR_MS;
const small = smallNetwork();
const sequencing: Network = { ...small, sequencesWaves: true };

function dueIn(network: Network, changes: Partial<ShipmentPlan> = {}): WaveDue | undefined {
  const { effects } = given(shipmentActor(network), [plan(changes)]).when(reserved(10, 3));
  const joins = effects.find((effect) => 'tell' in effect && effect.type === WAVE_PLAN);
  return (joins as { readonly body: { readonly due?: WaveDue } } | undefined)?.body.due;
}

describe('it must leave by', () => {
  /** Its truck comes two hours after the cut-off and drives two days. */
  const keptBy = CUTOFF + LIMITS.pickupLeadMs + 2 * DAY_MS;

  test('the last cut-off whose truck is there in time by the transit that was planned', () => {
    for (const [promisedAt, leaveBy] of [
      [keptBy, CUTOFF],
      [keptBy - 1 + DAY_MS, CUTOFF],
      [keptBy + DAY_MS, CUTOFF + DAY_MS],
    ] as const)
      expect(dueIn(sequencing, { promisedAt })?.leaveBy).toBe(leaveBy);
  });

  test('an instant that is over where no cut-off is soon enough; the last of the timetable where all are', () => {
    expect(dueIn(sequencing, { promisedAt: keptBy - 1 })?.leaveBy).toBe(CUTOFF - 1);
    expect(dueIn(sequencing, { promisedAt: MONDAY + 99 * DAY_MS })?.leaveBy).toBe(CUTOFF + 4 * DAY_MS);
  });

  test('the instant itself where there are no cut-offs', () => {
    const atOnce = { ...smallNetwork({ cutoffs: [] }), sequencesWaves: true as const };
    expect(dueIn(atOnce, { promisedAt: keptBy })?.leaveBy).toBe(CUTOFF);
  });
});

test('its value is that of what was reserved; where nobody puts waves in sequence it says nothing of it', () => {
  expect(dueIn(sequencing)?.valueMinor).toBe(10 * 500 + 3 * 900);
  expect(dueIn(small)).toBeUndefined();
});

describe("a node's goods can make", () => {
  const LATER = CUTOFF + HOUR_MS;
  const NEVER = Number.MAX_SAFE_INTEGER;
  /** Those of node 1 come an hour later; node 2 has no lane. */
  const network: Network = {
    ...small,
    lanes: small.lanes.map((lane) =>
      lane.node === 1 ? { ...lane, cutoffs: lane.cutoffs.map((at) => at + HOUR_MS) } : lane,
    ),
  };

  test.for([
    ['the one that it must, which is to come', 0, CUTOFF - 5, CUTOFF - 9, CUTOFF - 5],
    ['the one that it must, which is now', 0, CUTOFF - 5, CUTOFF - 5, CUTOFF - 5],
    ['the first from now, where that is over', 0, CUTOFF - 5, CUTOFF - 4, CUTOFF],
    ['that of its own node', 1, CUTOFF - 5, CUTOFF - 4, LATER],
    ['none where there is no lane', 2, CUTOFF - 5, CUTOFF - 4, NEVER],
  ] as const)('%s', ([, node, stagedBy, now, cutoff]) => {
    expect(cutoffFor(network, node, stagedBy, instant(now))).toBe(cutoff);
  });

  test('the first from then on, and none after the last', () => {
    const last = CUTOFF + 4 * DAY_MS;
    const from = [CUTOFF, CUTOFF + 1, last, last + 1].map((at) => cutoffFrom(network, 0, at));
    expect(from).toEqual([CUTOFF, CUTOFF + DAY_MS, last, NEVER]);
  });
});
