/** A load whose proof of delivery can't be read asks for another copy, so many times; then a rule or a person has the word. */
import { describe, expect, test } from 'vitest';
import { given, givenState, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { LADING_EXCEPTION, UNREAD } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { SHIPMENT } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  answered,
  booked,
  form,
  loaded,
  onTheRoad,
  pod,
  rang,
  rated,
  shipment,
  truckArrived,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { ESCALATION_TIMER, TASKS_MAX, TRACE_ANSWER, WATCH_TIMER } from './load-state.ts';

const holds = loadActor({ ...smallNetwork(), proof: { copiesMax: 1, waived: false } });
const waives = loadActor({ ...smallNetwork(), proof: { copiesMax: 1, waived: true } });
const plain = loadActor(smallNetwork());

const unread = pod(UNREAD);
const toldOf = (condition: number) =>
  expect.objectContaining({ tell: 'stopDelivered', type: SHIPMENT, key: TEST_KEY, b: condition });
const toldAnything = expect.objectContaining({ tell: 'stopDelivered' });
const asked = expect.objectContaining({ send: 'requestStatus', key: TEST_KEY });
const task = expect.objectContaining({ task: 'noNews' });
const deliveredAt = TEST_NOW + 86_400_000;

describe('a proof that nobody can read', () => {
  test('tells no shipment anything, and has another copy asked for', () => {
    const { state, effects } = given(holds, onTheRoad).when(unread);
    expect(state).toMatchObject({ status: 'in-transit', proofsUnread: 1, heardAt: TEST_NOW });
    expect(effects).toContainEqual(asked);
    expect(effects).toContainEqual(
      expect.objectContaining({ timer: WATCH_TIMER, at: TEST_NOW + LIMITS.milestoneGraceMs }),
    );
    expect(effects).toContainEqual(
      expect.objectContaining({ event: 'proofUnread', n: 1, a: deliveredAt, b: 0 }),
    );
    expect(effects).not.toContainEqual(toldAnything);
  });

  test('is news of it all the same: whoever goes after it need not', () => {
    const searched = [...onTheRoad, ...[1, 2, 3].map(() => rang(WATCH_TIMER))];
    const { state, effects } = given(holds, searched).when(unread);
    expect(state.openTask).toBe(0);
    expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
  });

  test('that can be read ends the search: nobody is asked any more, and a late answer says nothing', () => {
    const searched = [...onTheRoad, ...[1, 2, 3].map(() => rang(WATCH_TIMER))];
    const { state, effects } = given(holds, searched).when(pod(CONDITION.good));
    expect(state).toMatchObject({ status: 'delivered', openTask: 0 });
    expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
  });

  test('counts as unread when one of its shipments is', () => {
    const two = [form(shipment(TEST_KEY), shipment(15)), rated(), ...booked.slice(2), truckArrived];
    const half = pod(CONDITION.good);
    if (half.kind !== 'podReceived') throw new Error('no proof');
    const shipments = [...half.body.shipments, { shipment: 15, condition: UNREAD }];
    const history = [...two, loaded(TEST_KEY, 15)];
    const { effects } = given(holds, history).when({ ...half, body: { shipments } });
    expect(effects).not.toContainEqual(toldAnything);
    const done = given(waives, [...history, { ...half, body: { shipments } }]);
    const damaged = {
      ...half,
      body: { shipments: [{ shipment: TEST_KEY, condition: CONDITION.damaged }, shipments[1]!] },
    };
    // What can be read of it counts all the same.
    expect(done.when(damaged).effects).toContainEqual(toldOf(CONDITION.damaged));
  });

  test('is given to a person after so many copies, and one that can be read ends it', () => {
    const { effects, state } = given(holds, [...onTheRoad, unread]).when(unread);
    expect(effects).toContainEqual(task);
    expect(effects).not.toContainEqual(asked);
    expect(effects).not.toContainEqual(toldAnything);
    expect(state).toMatchObject({ status: 'in-transit', proofsUnread: 2, openTask: 1 });
    const read = given(holds, [...onTheRoad, unread, unread]).when(pod(CONDITION.refused));
    expect(read.effects).toContainEqual(toldOf(CONDITION.refused));
    expect(read.effects).toContainEqual(
      expect.objectContaining({ event: 'proofReceived', n: 1, a: deliveredAt, b: 2 }),
    );
    expect(read.state.status).toBe('delivered');
  });

  test('is asked for as often as a person wants, while there are copies: each says that the load is there', () => {
    const ring = rang(WATCH_TIMER);
    const rounds = [...onTheRoad, unread, unread];
    for (let no = 1; no <= TASKS_MAX; no++) rounds.push(answered(TRACE_ANSWER.wait, no), ring, unread);
    const last = givenState(holds, given(holds, rounds.slice(0, -1)).when(unread).state);
    expect(last.when(answered(TRACE_ANSWER.wait, TASKS_MAX + 1)).state.openTask).toBe(0);
    expect(last.when(ring).effects).toContainEqual(asked);
  });

  test('is done without after so many copies, where the rule says so: it counts as good', () => {
    expect(given(waives, onTheRoad).when(unread).effects).not.toContainEqual(toldAnything);
    const { effects, state } = given(waives, [...onTheRoad, unread]).when(unread);
    expect(effects).toContainEqual(toldOf(CONDITION.good));
    expect(effects).toContainEqual(
      expect.objectContaining({ event: 'proofWaived', n: 1, a: deliveredAt, b: 2 }),
    );
    expect(effects).not.toContainEqual(task);
    expect(state.status).toBe('delivered');
  });

  test('that overtakes the warehouse is counted, and asked for once the truck has left', () => {
    const { effects, state } = given(holds, [...booked, truckArrived]).when(unread);
    expect(state).toMatchObject({ status: 'loading', proofsUnread: 1 });
    expect(effects).toEqual([expect.objectContaining({ event: 'proofUnread' })]);
  });

  test('while another carrier is looked for is counted, and leaves that its course', () => {
    const { state } = given(holds, onTheRoad.slice(0, -1)).when(onTheRoad.at(-1)!);
    const { state: after, effects } = givenState(holds, { ...state, status: 'holding' }).when(unread);
    expect(after).toEqual({ ...state, status: 'holding', proofsUnread: 1 });
    expect(effects).toEqual([expect.objectContaining({ event: 'proofUnread' })]);
  });

  test.each([
    ['comes when the load is delivered', [...onTheRoad, pod(CONDITION.good)], unread],
    ['is of a carrier that does not have it', onTheRoad, { ...unread, b: 1 } as typeof unread],
  ])('changes nothing when it %s', (_what, history, late) => {
    const { state, effects } = given(holds, history).when(late);
    expect(effects).toEqual([expect.objectContaining({ audit: expect.any(String) })]);
    expect(state.proofsUnread).toBe(0);
  });
});

test('where nobody looks at proofs one that can be read is no event, and one that can not is never taken as good', () => {
  const { effects } = given(plain, onTheRoad).when(pod(CONDITION.good));
  expect(effects).not.toContainEqual(expect.objectContaining({ event: 'proofReceived' }));
  const history = [...onTheRoad, ...Array.from({ length: 5 }, () => unread)];
  expect(given(plain, history).when(unread).state).toMatchObject({ status: 'in-transit', proofsUnread: 6 });
});

test('a load of version 5 has no copy that could not be read', () => {
  const { proofsUnread, ...before } = given(plain, booked).when(truckArrived).state;
  expect(plain.migrate(before, 5)).toEqual({ ...before, proofsUnread: 0 });
  expect(proofsUnread).toBe(0);
});

test('what a proof says of units that differ is told the shipment that it is about', () => {
  const exceptions = [{ line: 0, kind: LADING_EXCEPTION.short, units: 2 }];
  const half = pod(CONDITION.good);
  if (half.kind !== 'podReceived') throw new Error('no proof');
  const shipments = [{ ...half.body.shipments[0]!, exceptions }];
  const { effects } = given(holds, onTheRoad).when({ ...half, body: { shipments } });
  expect(effects).toContainEqual(expect.objectContaining({ tell: 'stopDelivered', body: { exceptions } }));
  const [told] = given(holds, onTheRoad)
    .when(half)
    .effects.filter((each) => 'tell' in each && each.tell === 'stopDelivered');
  expect(told).not.toHaveProperty('body');
});
