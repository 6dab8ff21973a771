/**
 * A load at customs: declared once when its papers are there, its truck called when the country lets it, its estimate moved by holds
 * and put right by the release, its customers told.
 */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { MILESTONE } from '../../../contracts/carriers.ts';
import { carrierPartner, TMS } from '../../../contracts/partners.ts';
import { instant } from '../../../model/instant.ts';
import { CUSTOMS_ENTRY } from '../customs/inputs.ts';
import { type LoadedShipment, type LoadInput, SHIPMENT } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  accepted,
  answered,
  bookedBy,
  DAY_MS,
  decided,
  form,
  loaded,
  milestone,
  pod,
  rang,
  rated,
  shipment,
  truckArrived,
  truckLoaded,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { CLEARANCE, ESCALATION_TIMER, PLANNER_ANSWER, WATCH_TIMER } from './load-state.ts';

const network = smallNetwork({ limits: { expediteMinorMax: 0 } });
const terms = (preArrival: boolean) => ({ preArrival, answerGraceMs: DAY_MS, usualHoldMs: [] });
const strict = loadActor({ ...network, customs: [null, terms(true)] });
const lax = loadActor({ ...network, customs: [null, terms(false)] });
/** Nobody stops anything there. */
const open = loadActor(network);

const abroad = (no: number, changes: Partial<LoadedShipment> = {}): LoadedShipment =>
  shipment(no, { customer: 1, documents: true, products: [0], units: [5], ...changes });
const papers: LoadInput = input('documentsPrepared', null, 77, 0);
const entryAccepted: LoadInput = input('entryAccepted', null, 2_600_000);
const held = (since: number, usualMs: number): LoadInput => input('entryHeld', null, since, usualMs);
const released = (at: number): LoadInput => input('entryReleased', null, at);
const refused = (at: number): LoadInput => input('entryRefused', null, at);
const leaves = (no: number): LoadInput => input('leaveLoad', null, no);

const booked = (...shipments: LoadedShipment[]): LoadInput[] => [
  form(...shipments),
  rated(),
  decided(0),
  accepted(1, 0),
  bookedBy(0),
];
const inPapers = booked(abroad(TEST_KEY));
const onTheRoad = [...inPapers, papers, entryAccepted, truckArrived, truckLoaded];

const opening = {
  tell: 'openEntry',
  type: CUSTOMS_ENTRY,
  key: TEST_KEY,
  a: 77,
  b: 1,
  body: { products: [0], units: [5], valueMinor: 90_000, lane: 1, cutoff: 3 },
};
const aTruck = expect.objectContaining({ send: 'dispatchTruck', partner: carrierPartner(0) });

describe('with its papers there, a load', () => {
  test('is declared, and waits for the acceptance where the country wants that', () => {
    expect(given(strict, inPapers).when(papers)).toMatchObject({
      state: { status: 'clearing', clearance: CLEARANCE.lodged },
      effects: [opening],
    });
    expect(given(strict, [...inPapers, papers]).when(entryAccepted)).toMatchObject({
      state: { status: 'dispatched', clearance: CLEARANCE.accepted },
      effects: [aTruck, { timer: WATCH_TIMER }],
    });
  });

  test('is declared and calls its truck at once where it may be on its way meanwhile', () => {
    const { state, effects } = given(lax, inPapers).when(papers);
    expect(state).toMatchObject({ status: 'dispatched', clearance: CLEARANCE.lodged });
    expect(effects).toEqual([expect.objectContaining(opening), aTruck, expect.anything()]);
    expect(given(lax, [...inPapers, papers]).when(entryAccepted)).toMatchObject({
      state: { status: 'dispatched', clearance: CLEARANCE.accepted },
      effects: [],
    });
  });

  test.each<[string, typeof open, LoadedShipment]>([
    ['where no border stops anything', open, abroad(TEST_KEY)],
    ['that stays in its country', strict, abroad(TEST_KEY, { customer: 0 })],
  ])('%s is declared to nobody', (_what, actor, goods) => {
    const { state, effects } = given(actor, booked(goods)).when(papers);
    expect(state).toMatchObject({ status: 'dispatched', clearance: CLEARANCE.none });
    expect(effects).not.toContainEqual(expect.objectContaining({ tell: 'openEntry' }));
  });

  test('is not declared again when its truck has not come and another carrier is booked', () => {
    const once = loadActor({
      ...smallNetwork({ limits: { statusRequestsMax: 0 } }),
      customs: [null, terms(true)],
    });
    const again = [...inPapers, papers, entryAccepted, rang(WATCH_TIMER), accepted(2, 1), bookedBy(1)];
    const { state, effects } = given(once, again).when(papers);
    expect(state.status).toBe('dispatched');
    expect(effects).not.toContainEqual(expect.objectContaining({ tell: 'openEntry' }));
  });

  test('that has lost its last shipment is withdrawn, its booking void', () => {
    const { finished, effects } = given(strict, [...inPapers, papers]).when(leaves(TEST_KEY));
    expect(finished).toBe(true);
    expect(effects).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ send: 'cancelBooking', partner: TMS }),
        expect.objectContaining({ tell: 'withdrawEntry', type: CUSTOMS_ENTRY, key: TEST_KEY }),
      ]),
    );
  });

  test('that leaves with less than was declared says so', () => {
    const both = [...booked(abroad(TEST_KEY), abroad(15)), papers, entryAccepted];
    const fewer = given(strict, [...both, leaves(15), truckArrived]).when(loaded(TEST_KEY));
    const body = { products: [0], units: [5], valueMinor: 90_000 };
    expect(fewer.effects).toContainEqual({
      tell: 'entryAmended',
      type: CUSTOMS_ENTRY,
      key: TEST_KEY,
      a: 0,
      b: 1,
      body,
    });
    const all = given(strict, [...both, truckArrived]).when(loaded(TEST_KEY, 15));
    expect(all.effects).not.toContainEqual(expect.objectContaining({ tell: 'entryAmended' }));
  });
});

describe('what was declared', () => {
  const both = [abroad(TEST_KEY, { products: [0, 1], units: [5, 2] }), abroad(15, { valueMinor: 7 })];

  test('is the goods of all of it together', () => {
    expect(given(strict, booked(...both)).when(papers).effects).toContainEqual(
      expect.objectContaining({
        tell: 'openEntry',
        body: { products: [0, 1, 0], units: [5, 2, 5], valueMinor: 90_007, lane: 1, cutoff: 3 },
      }),
    );
  });

  test('is amended to what is on the truck, where the warehouse has left something behind', () => {
    const waiting = [...booked(...both), papers, entryAccepted, truckArrived];
    expect(given(strict, waiting).when(loaded(15)).effects).toContainEqual(
      expect.objectContaining({ tell: 'entryAmended', body: { products: [0], units: [5], valueMinor: 7 } }),
    );
  });

  test('is withdrawn where nobody takes the load, and it is given up', () => {
    const limits = { statusRequestsMax: 0, tendersMax: 1 };
    const once = loadActor({ ...smallNetwork({ limits }), customs: [null, terms(true)] });
    const unwanted = [...inPapers, papers, entryAccepted, rang(WATCH_TIMER)];
    const { state, effects } = given(once, unwanted).when(answered(PLANNER_ANSWER.giveUp));
    expect(state).toMatchObject({ status: 'given-up', clearance: CLEARANCE.none });
    expect(effects).toContainEqual(expect.objectContaining({ tell: 'withdrawEntry', type: CUSTOMS_ENTRY }));
  });

  test('is not amended, nor withdrawn, where nothing was', () => {
    const undeclared = [...booked(...both), papers, truckArrived];
    const toCustoms = expect.objectContaining({ type: CUSTOMS_ENTRY });
    expect(given(open, undeclared).when(loaded(TEST_KEY)).effects).not.toContainEqual(toCustoms);
    const early = booked(...both);
    expect(given(strict, [...early, leaves(15)]).when(leaves(TEST_KEY)).effects).not.toContainEqual(
      toCustoms,
    );
  });

  test('is accepted once: what is heard late takes nothing back', () => {
    const stood = [...onTheRoad, held(TEST_NOW, DAY_MS)];
    expect(given(strict, stood).when(entryAccepted).state.clearance).toBe(CLEARANCE.held);
    const pending = [...inPapers.slice(0, 3)];
    expect(given(strict, pending).when(entryAccepted)).toMatchObject({
      state: { status: 'tendering' },
      effects: [],
    });
  });
});

describe('at the border, a load', () => {
  const due = given(strict, onTheRoad.slice(0, -1)).when(truckLoaded).state.estimatedAt;

  test('that is held is expected later by what that usually takes; its customers hear of it', () => {
    const { state, effects } = given(strict, onTheRoad).when(held(TEST_NOW, 5 * DAY_MS));
    expect(state).toMatchObject({ clearance: CLEARANCE.held, estimatedAt: due + 5 * DAY_MS, atRisk: true });
    expect(effects).toContainEqual(
      expect.objectContaining({ tell: 'deliveryAtRisk', type: SHIPMENT, a: due + 5 * DAY_MS }),
    );
  });

  test('that is released is expected by what it really took', () => {
    const stood = [...onTheRoad, held(TEST_NOW, 5 * DAY_MS)];
    const { state } = given(strict, stood).when(released(TEST_NOW + 6 * DAY_MS));
    expect(state).toMatchObject({ clearance: CLEARANCE.released, estimatedAt: due + 6 * DAY_MS, heldAt: -1 });
  });

  test('that is held for one reason and then another is expected later by both', () => {
    const twice = [...onTheRoad, held(TEST_NOW, DAY_MS)];
    const { state } = given(strict, twice).when(held(TEST_NOW + 3 * DAY_MS, 2 * DAY_MS));
    expect(state.estimatedAt).toBe(due + 5 * DAY_MS);
  });

  test('is expected as its carrier says, once that speaks after the hold: the release corrects nothing then', () => {
    const said = input(
      'milestoneReported',
      { rawCode: 'X6', occurredAt: TEST_NOW + DAY_MS, estimatedAt: TEST_NOW + 9 * DAY_MS },
      MILESTONE.customsReleased,
      0,
    );
    const heard: LoadInput[] = [...onTheRoad, held(TEST_NOW, 5 * DAY_MS), said];
    const { state } = given(strict, heard).when(released(TEST_NOW + DAY_MS));
    expect(state.estimatedAt).toBe(TEST_NOW + 9 * DAY_MS);
  });

  test('is not expected sooner for what its carrier estimated before', () => {
    const stood = [...onTheRoad, held(TEST_NOW, 5 * DAY_MS)];
    const { state } = given(strict, stood).when(milestone(MILESTONE.inTransit, TEST_NOW + DAY_MS));
    expect(state).toMatchObject({ estimatedAt: due + 5 * DAY_MS, milestone: MILESTONE.inTransit });
  });

  test('is reported held and released by its carrier, and later milestones of the way count all the same', () => {
    const hold = given(strict, onTheRoad).when(milestone(MILESTONE.customsHold));
    expect(hold.effects).toContainEqual(
      expect.objectContaining({ send: 'reportMilestone', partner: TMS, a: MILESTONE.customsHold }),
    );
    const seen = [...onTheRoad, milestone(MILESTONE.customsHold), milestone(MILESTONE.customsReleased)];
    const { state, effects } = given(strict, seen).when(milestone(MILESTONE.delayed, due + DAY_MS));
    expect(state).toMatchObject({
      milestone: MILESTONE.delayed,
      borderMilestone: MILESTONE.customsReleased,
      estimatedAt: due + DAY_MS,
    });
    expect(effects).toContainEqual(
      expect.objectContaining({ send: 'reportMilestone', a: MILESTONE.delayed }),
    );
  });

  test('that is released, or refused, is news of it: nobody need look for it, and no estimate moves by what never stood', () => {
    const searched = [...onTheRoad, rang(WATCH_TIMER), rang(WATCH_TIMER), rang(WATCH_TIMER)];
    for (const [each, clearance] of [
      [released(TEST_NOW + DAY_MS), CLEARANCE.released],
      [refused(TEST_NOW + DAY_MS), CLEARANCE.refused],
      [held(TEST_NOW, 0), CLEARANCE.held],
    ] as const) {
      const { state, effects } = given(strict, searched).when(each, instant(TEST_NOW + 5));
      expect(state).toMatchObject({
        clearance,
        asked: 0,
        openTask: 0,
        heardAt: TEST_NOW + 5,
        estimatedAt: due,
      });
      expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
      expect(effects.at(-1)).toEqual({ timer: WATCH_TIMER, at: due + LIMITS.milestoneGraceMs });
    }
    // Refused, it is expected as it was: nobody knows when it comes back.
    const stood = [...onTheRoad, held(TEST_NOW, 5 * DAY_MS)];
    const { state } = given(strict, stood).when(refused(TEST_NOW + 6 * DAY_MS));
    expect(state).toMatchObject({ heldAt: -1, estimatedAt: due + 5 * DAY_MS });
  });

  test('that is refused comes back: the proof of delivery says so', () => {
    const back = [...onTheRoad, refused(TEST_NOW + DAY_MS)];
    expect(given(strict, back).when(pod(2)).effects).toContainEqual(
      expect.objectContaining({ tell: 'stopDelivered', type: SHIPMENT, b: 2 }),
    );
  });
});

describe('news of customs that comes at the wrong time', () => {
  test.each<[string, LoadInput[], LoadInput]>([
    ['a hold before it has left', [...inPapers, papers], held(TEST_NOW, DAY_MS)],
    ['a release before it has left', [...inPapers, papers], released(TEST_NOW)],
    ['a release after its delivery', [...onTheRoad, pod(0)], released(TEST_NOW)],
  ])('%s is noted, and changes nothing', (_what, history, last) => {
    const before = given(strict, history.slice(0, -1)).when(history.at(-1)!).state;
    const { state, effects } = given(strict, history).when(last);
    expect(effects).toMatchObject([{ audit: 'inputNotExpected' }]);
    expect(state).toEqual(before);
  });
});

test('a load of version 3 has declared nothing', () => {
  const { clearance, declared, borderMilestone, heldAt, heldUsualMs, ...before } = given(open, [form()]).when(
    rated(),
  ).state;
  expect(open.migrate(before, 3)).toEqual({
    ...before,
    clearance: CLEARANCE.none,
    declared: 0,
    borderMilestone: 0,
    heldAt: -1,
    heldUsualMs: 0,
  });
  expect([clearance, declared, borderMilestone, heldAt, heldUsualMs]).toEqual([0, 0, 0, -1, 0]);
});
