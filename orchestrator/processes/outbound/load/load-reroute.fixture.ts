/** A late load on its way to another carrier: asked about, held, tendered on, booked, fetched. */
import { input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { MILESTONE } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { carrierPartner } from '../../../contracts/partners.ts';
import type { LoadInput } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import { accepted, bookedBy, DAY_MS, onTheRoad, pod, rating } from './load.fixture.ts';
import { loadActor } from './load.ts';

const REROUTE_MAX = 3_000;
export const EARNED = 400;
export const READY_AT = TEST_NOW + 9 * 3_600_000;
export const actor = loadActor(smallNetwork({ limits: { rerouteMinorMax: REROUTE_MAX } }));

export const late: LoadInput = input(
  'milestoneReported',
  { rawCode: 'SD', occurredAt: TEST_NOW, estimatedAt: TEST_NOW + 5 * DAY_MS },
  MILESTONE.delayed,
  0,
);
export const from = (carrier: number, code: number): LoadInput =>
  input('milestoneReported', { rawCode: 'X6', occurredAt: TEST_NOW, estimatedAt: null }, code, carrier);
/** Carrier 1 is there sooner; the one that has it, and one as slow, are no way out. */
const SLOW = { ...rating(2, 700, 0), transitDays: 6 };
export const onwardRated: LoadInput = input(
  'loadRated',
  { ratings: [rating(0, 1_000, 1), SLOW, rating(1, 2_000, 2)] },
  2,
);
const ONWARD = { rate: 51, carrier: 1, mode: 'LTL', estimatedAt: 0 };
export const decidedFor = (option: object | null): LoadInput =>
  input('decided', { point: 'delay-response', policy: 'p', fallback: null, option }, 2, 1);
export const toReroute = decidedFor({ action: 'reroute', costMinor: 2_000, onward: ONWARD });
export const held = (earnedMinor = EARNED): LoadInput =>
  input('holdAnswered', { readyAt: READY_AT, earnedMinor }, 1, 0);
export const cannotHold: LoadInput = input('holdAnswered', { readyAt: 0, earnedMinor: 0 }, 0, 0);
export const fetchedBy = (attempt: number): LoadInput =>
  input('truckArrived', { arrivedAt: READY_AT }, attempt, 1);
export const podOf = (carrier: number): LoadInput => ({ ...pod(CONDITION.good), b: carrier }) as LoadInput;

export const asked = [...onTheRoad, late];
export const holding = [...asked, onwardRated, toReroute];
export const rerouting = [...holding, held()];
export const rebooking = [...rerouting, accepted(2, 1)];
export const transferring = [...rebooking, bookedBy(1)];
export const rerouted = [...transferring, fetchedBy(2)];

export const sends = (send: string, carrier: number, a: number, b: number) => ({
  send,
  partner: carrierPartner(carrier),
  key: TEST_KEY,
  a,
  b,
});
export const failed = (why: number) => ({ event: 'rerouteFailed', n: 1, a: why, b: 1 });
