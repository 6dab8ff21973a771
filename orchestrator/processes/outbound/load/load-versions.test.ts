/** A load across versions of the code, and what of it, and of what it was formed by, counts in the outcome of a run. */
import { expect, test } from 'vitest';
import { given, input, TEST_KEY } from '#testing/core/given';
import { NO_DETENTION } from '../../../contracts/detention.ts';
import type { Actor } from '../../../core/actor.ts';
import { smallNetwork } from '../network.fixture.ts';
import { consolidationActor } from './consolidation.ts';
import { DETENTION, onTheRoad, RATINGS, shipment } from './load.fixture.ts';
import { loadActor } from './load.ts';
import { CLEARANCE, type LoadState, NO_SLOT } from './load-state.ts';
import { plannedLoadsActor } from './planned-loads.ts';

const load = loadActor(smallNetwork());
const former = {
  carrier: 1,
  attempt: 1,
  rate: 51,
  agreedMinor: 1_200,
  detention: DETENTION,
  transitDays: 2,
  pickupAt: 0,
  earnedMinor: 40,
};
/** Of each version something that the one before did not know. */
const now: LoadState = {
  ...given(load, onTheRoad.slice(0, -1)).when(onTheRoad.at(-1)!).state,
  guide: RATINGS,
  onward: RATINGS,
  former,
  clearance: CLEARANCE.held,
  declared: 2,
  borderMilestone: 7,
  estimateOf: 70,
  heldAt: 50,
  heldUsualMs: 60,
  tracked: 2,
  carrierEstimate: 80,
  quarantined: true,
  proofsUnread: 3,
  carrierOf: 75,
  latestAt: 90,
  departedAt: 10,
  plannedAt: 20,
  passed: [4, 30],
  predictions: 2,
  foretoldAt: 95,
  appointment: 2,
  slotFrom: 30,
  slotUntil: 40,
  heardAt: 45,
  newsAt: 44,
};

test('keeps all that its version knew; of what it did not know nothing is made up', () => {
  const { newsAt: _na, ...ninth } = now;
  const { appointment: _ap, slotFrom: _sf, slotUntil: _su, ...eighth } = ninth;
  const { departedAt: _d, plannedAt: _p, passed: _s, predictions: _q, foretoldAt: _f, ...seventh } = eighth;
  const { carrierOf: _o, latestAt: _l, ...sixth } = seventh;
  const { proofsUnread: _u, ...fifth } = sixth;
  const { tracked: _t, carrierEstimate: _c, quarantined: _a, ...fourth } = fifth;
  const {
    clearance: _cl,
    declared: _de,
    borderMilestone: _bm,
    estimateOf: _eo,
    heldAt: _ha,
    heldUsualMs: _hu,
    ...third
  } = fourth;
  const { detention, guide, onward, former: held, ...rest } = third;
  const rated = RATINGS.map(({ detention: _terms, ...each }) => each);
  const { detention: _terms, ...heldBefore } = held!;
  const second = {
    ...rest,
    guide: rated,
    onward: rated,
    former: heldBefore,
    freeTimeMs: 1,
    detentionPerHourMinor: 2,
  };
  expect([detention, guide, onward]).toEqual([DETENTION, RATINGS, RATINGS]);

  const from9 = { newsAt: 45 };
  const from8 = { ...from9, appointment: 0, slotFrom: NO_SLOT, slotUntil: NO_SLOT };
  const from7 = { ...from8, departedAt: -1, plannedAt: 0, passed: [], predictions: 0, foretoldAt: 0 };
  const from6 = { ...from7, carrierOf: 0, latestAt: 0 };
  const from5 = { ...from6, proofsUnread: 0 };
  const from4 = { ...from5, tracked: 0, carrierEstimate: 0, quarantined: false };
  const nothingLodged = { clearance: CLEARANCE.none, declared: 0, borderMilestone: 0 };
  const from3 = { ...from4, ...nothingLodged, estimateOf: 0, heldAt: -1, heldUsualMs: 0 };
  const agreed = { freeTimeMs: 1, perHourMinor: 2 };
  const unknown = RATINGS.map((each) => ({ ...each, detention: NO_DETENTION }));
  const from2 = {
    ...from3,
    detention: agreed,
    guide: unknown,
    onward: unknown,
    former: { ...former, detention: agreed },
  };
  const carried: readonly (readonly [from: number, old: object, then: Partial<LoadState>])[] = [
    [9, ninth, from9],
    [8, eighth, from8],
    [7, seventh, from7],
    [6, sixth, from6],
    [5, fifth, from5],
    [4, fourth, from4],
    [3, third, from3],
    [2, second, from2],
  ];
  for (const [from, old, then] of carried) expect(load.migrate(old, from)).toEqual({ ...now, ...then });
  const unrated = { ...second, guide: null, onward: null, former: null };
  expect(load.migrate(unrated, 2)).toMatchObject({ guide: null, onward: null, former: null });
});

function outcome<State>(actor: Pick<Actor<State, never>, 'outcome'>, state: State): readonly unknown[] {
  const seen: unknown[] = [];
  actor.outcome(state, { name: (name) => seen.push(name), number: (n) => seen.push(n) });
  return seen;
}

test('counts with how it stands, its carrier, what was agreed, how often it was tendered, and what is on it', () => {
  const state = { ...now, shipments: [7, 9], agreedMinor: 1_000, attempt: 3 };
  expect(outcome(load, state)).toEqual(['in-transit', 0, 1_000, 3, 7, 9]);
});

test('a consolidation counts with which shipment is in which load; of another version it is refused', () => {
  const consolidation = consolidationActor(smallNetwork());
  const join = (no: number) => input('joinLoad', shipment(no), 3, 1);
  const { state } = given(consolidation, [join(20), join(10)]).when(input('timer', null, 0));
  expect(outcome(consolidation, state)).toEqual(['formed', 10, 10, 20, 10]);
  expect(() => consolidation.migrate(state, 7)).toThrow('consolidation state of version 7 is unknown');
});

test('planned loads count with who waits and with their tasks, never finish, and are refused of another version', () => {
  const planned = plannedLoadsActor(smallNetwork());
  const state = { ...planned.initial(TEST_KEY), waiting: [shipment(40), shipment(48)], tasks: 3 };
  expect(outcome(planned, state)).toEqual([40, 48, 3]);
  expect(planned.finished(state)).toBe(false);
  expect(() => planned.migrate(state, 7)).toThrow('planned-loads state of version 7 is unknown');
});
