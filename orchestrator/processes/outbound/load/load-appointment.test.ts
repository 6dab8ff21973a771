/**
 * The truck of a load that comes by appointment, where TMS keeps those of the docks: asked for before it is called, early, late or in
 * time, given back when it will not come. Read each test as given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { carrierPartner, TMS, WMS } from '../../../contracts/partners.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { FREIGHT_INVOICE, type LoadInput } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  accepted,
  answered,
  booked,
  bookedBy,
  DETENTION,
  decided,
  form,
  loaded,
  rang,
  rated,
  rating,
  shipment,
  tendered,
  truckLoaded,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { ESCALATION_TIMER, SLOT_REFUSED, TASKS_MAX, WATCH_TIMER } from './load-state.ts';

const HOUR_MS = 3_600_000;
const byAppointment = (changes: Parameters<typeof smallNetwork>[0] = {}): Network => ({
  ...smallNetwork(changes),
  appointments: { modes: new Set(['LTL', 'TL']) },
});
const actor = loadActor(byAppointment());
/** What is asked for: when it was agreed to be picked up. */
const ASKED_AT = TEST_NOW + LIMITS.pickupLeadMs;
const SLOT_AT = ASKED_AT + 3 * HOUR_MS;

const confirmed = (request: number, fromAt = SLOT_AT): LoadInput =>
  input('appointmentConfirmed', { fromAt, untilAt: fromAt + HOUR_MS }, request, 0);
const refused = (request: number): LoadInput => input('appointmentRefused', null, request, 0);
const came = (arrivedAt: number): LoadInput => input('truckArrived', { arrivedAt }, 1, 0);
const asks = (request: number, fromAt = ASKED_AT, carrier = 0) => ({
  send: 'requestAppointment',
  partner: TMS,
  key: TEST_KEY,
  a: request,
  b: carrier,
  body: { node: 0, fromAt, leftMs: LIMITS.lastPickupMs + LIMITS.loadingMsPerShipment },
});
const notes = (request: number, fromAt = ASKED_AT) => ({
  event: 'pickupSlotRequested',
  n: request,
  a: fromAt,
  b: 0,
});
const waits = (at = TEST_NOW) => ({ timer: WATCH_TIMER, at: at + LIMITS.answerGraceMs });
const calls = (pickupAt: number) => ({
  send: 'dispatchTruck',
  partner: carrierPartner(0),
  key: TEST_KEY,
  a: 1,
  b: 0,
  body: { pickupAt },
});
const givesBack = (request: number) => ({
  send: 'cancelAppointment',
  partner: TMS,
  key: TEST_KEY,
  a: request,
  b: 0,
});
const loads = expect.objectContaining({ send: 'loadTruck', partner: WMS });
const appointed = [...booked, confirmed(1)];
const at = (ms: number): Instant => instant(SLOT_AT + ms);

describe('a load that is booked', () => {
  test('asks for a slot, and calls no truck before it has one', () => {
    const { state, effects } = given(actor, booked.slice(0, -1)).when(booked.at(-1)!);
    expect(state.status).toBe('appointing');
    expect(effects.slice(-3)).toEqual([notes(1), asks(1), waits()]);
    expect(effects).not.toContainEqual(expect.objectContaining({ send: 'dispatchTruck' }));
  });

  test('calls its truck for the slot that it is given', () => {
    const { state, effects } = given(actor, booked).when(confirmed(1));
    expect(state).toMatchObject({ status: 'dispatched', pickupAt: SLOT_AT, slotFrom: SLOT_AT });
    expect(effects).toEqual([calls(SLOT_AT), { timer: WATCH_TIMER, at: SLOT_AT + LIMITS.milestoneGraceMs }]);
  });

  test('needs none where it goes by a mode that needs none', () => {
    const parcel = { ...rating(0, 1_000, 1), mode: 'PARCEL' };
    const before = [form(), rated([parcel]), decided(0), accepted(1, 0)];
    const { state, effects } = given(actor, before).when(bookedBy(0));
    expect(state).toMatchObject({ status: 'dispatched', appointment: 0 });
    expect(effects).toContainEqual(calls(ASKED_AT));
  });

  test('that needs papers asks when they are there, for when that is', () => {
    const late = instant(TEST_NOW + 24 * HOUR_MS);
    const before = [
      form(shipment(TEST_KEY, { documents: true })),
      rated(),
      decided(0),
      accepted(1, 0),
      bookedBy(0),
    ];
    expect(given(actor, before).when(input('documentsPrepared', null), late)).toMatchObject({
      state: { status: 'appointing' },
      effects: [notes(1, late), asks(1, late), waits(late)],
    });
  });
});

describe('an answer', () => {
  test('that comes twice, or to an earlier request, changes nothing', () => {
    for (const again of [confirmed(1), refused(1), confirmed(0)])
      expect(given(actor, appointed).when(again)).toMatchObject({
        state: { status: 'dispatched', slotFrom: SLOT_AT },
        effects: [{ audit: 'inputNotExpected' }],
      });
    const asked = [...booked, confirmed(2), refused(2)];
    expect(given(actor, asked).when(confirmed(1))).toMatchObject({ state: { status: 'dispatched' } });
  });

  test('that comes when its slot is over: the next is asked for, further ahead each time', () => {
    const hour = 5 * HOUR_MS;
    const first = given(actor, booked).when(confirmed(1), at(hour));
    expect(first.state).toMatchObject({ status: 'appointing', appointment: 2 });
    expect(first.effects).toEqual([
      notes(2, SLOT_AT + 2 * hour),
      asks(2, SLOT_AT + 2 * hour),
      waits(at(hour)),
    ]);
    // A slot is over as it ends.
    expect(given(actor, booked).when(confirmed(1), at(HOUR_MS)).state.appointment).toBe(2);
    expect(given(actor, booked).when(confirmed(1), at(HOUR_MS - 1)).state.appointment).toBe(1);
  });

  // Asked a day later each time, it would be asked by night for ever, where the book is open for less than the docks are shut.
  test.each([
    ['open', -1, 30],
    ['shut', 6, 6],
    ['shut for good', -20, null],
  ])('that refuses while the docks are %s: asked anew when they open next', (_, opensH, nextH) => {
    const hours = nextH === null ? [opensH, opensH + 12] : [opensH, opensH + 12, 30, 42];
    const docks = hours.map((each) => TEST_NOW + each * HOUR_MS);
    const of = loadActor(byAppointment({ docks }));
    const next = nextH === null ? waits() : { timer: WATCH_TIMER, at: TEST_NOW + nextH * HOUR_MS };
    expect(given(of, booked).when(refused(1)).effects).toEqual([next]);
  });

  test('that refuses: asked anew, as a request of its own, when that has been waited for', () => {
    expect(given(actor, booked).when(refused(1))).toMatchObject({
      state: { status: 'appointing', slotFrom: SLOT_REFUSED },
      effects: [waits()],
    });
    expect(given(actor, [...booked, refused(1)]).when(rang(WATCH_TIMER)).effects).toEqual([
      notes(2),
      asks(2),
      waits(),
    ]);
  });
});

describe('where nothing is heard, or only that all is taken', () => {
  const missed = rang(WATCH_TIMER);

  test('it is asked after, then a planner has it; his answer asks again', () => {
    expect(given(actor, booked).when(missed).effects).toEqual([asks(1), waits()]);
    const silent = [...booked, missed, missed];
    const dueAt = TEST_NOW + LIMITS.taskEscalationMs;
    const task = { task: 'noAppointment', role: 'planner', no: 1, dueAt };
    expect(given(actor, silent).when(missed).effects).toEqual([{ timer: ESCALATION_TIMER, at: dueAt }, task]);
    expect(given(actor, [...silent, missed]).when(answered(0)).effects).toEqual([
      { cancel: ESCALATION_TIMER },
      asks(1),
      waits(),
    ]);
    const full = [...booked, refused(1), missed, refused(2), missed, refused(3)];
    expect(given(actor, full).when(missed).effects).toContainEqual(task);
    // It is his to have it asked again.
    expect(given(actor, [...silent, missed]).when(refused(1)).effects).toEqual([]);
  });

  test('a slot that comes after all ends the task', () => {
    const task = [...booked, missed, missed, missed];
    expect(given(actor, task).when(confirmed(1))).toMatchObject({
      state: { status: 'dispatched', openTask: 0 },
      effects: [{ cancel: ESCALATION_TIMER }, calls(SLOT_AT), {}],
    });
  });

  test('after so many tasks the last stays open', () => {
    const rounds: LoadInput[] = [...booked, missed, missed, missed];
    for (let no = 1; no < TASKS_MAX; no++) rounds.push(answered(0, no), missed, missed, missed);
    expect(given(actor, rounds).when(answered(0, TASKS_MAX))).toMatchObject({
      state: { status: 'appointing', openTask: TASKS_MAX },
      effects: [{ audit: 'askedOftenEnough' }],
    });
  });
});

describe('a truck that comes', () => {
  test('in its slot is loaded, however late that is heard', () => {
    const { state, effects } = given(actor, appointed).when(came(SLOT_AT), at(0));
    expect(state.status).toBe('loading');
    expect(effects).toContainEqual(loads);
    expect(given(actor, appointed).when(came(at(HOUR_MS - 1)), at(9 * HOUR_MS)).state.status).toBe('loading');
    // It came early, and that is heard when its slot has begun.
    expect(given(actor, appointed).when(came(at(-HOUR_MS)), at(1)).state.status).toBe('loading');
  });

  test('before its slot stands until that begins', () => {
    const early = at(-30 * 60_000);
    expect(given(actor, appointed).when(came(early), early)).toMatchObject({
      state: { status: 'standing' },
      effects: [{ timer: WATCH_TIMER, at: SLOT_AT }],
    });
    const { state, effects } = given(actor, [...appointed, came(early)]).when(rang(WATCH_TIMER), at(0));
    expect(state.status).toBe('loading');
    expect(effects).toContainEqual(loads);
  });

  test('when its slot is over stands, and another is asked for from then on', () => {
    const late = at(HOUR_MS);
    const { state, effects } = given(actor, appointed).when(came(late), late);
    expect(state).toMatchObject({ status: 'reappointing', pickupAt: SLOT_AT });
    expect(effects).toEqual([
      { event: 'pickupSlotMissed', n: 1, a: SLOT_AT, b: late },
      notes(2, late),
      asks(2, late),
      waits(late),
    ]);
  });

  test('and has missed it is loaded in the next, for which nobody is called', () => {
    const late = at(HOUR_MS);
    const again = [...appointed, came(late)];
    const next = at(4 * HOUR_MS);
    expect(given(actor, again).when(confirmed(2, next), late)).toMatchObject({
      state: { status: 'standing', slotFrom: next, pickupAt: SLOT_AT },
      effects: [{ timer: WATCH_TIMER, at: next }],
    });
    expect(given(actor, [...again, confirmed(2, next)]).when(rang(WATCH_TIMER), next).effects).toContainEqual(
      loads,
    );
    // Heard of late, it is loaded at once.
    expect(given(actor, again).when(confirmed(2, next), at(9 * HOUR_MS)).effects).toEqual([
      { timer: WATCH_TIMER, at: at(9 * HOUR_MS) },
    ]);
    expect(given(actor, again).when(refused(2), late).state).toMatchObject({ status: 'reappointing' });
  });

  test('costs for what it stands as any truck does: from when it was called for', () => {
    const standing = (arrivedAt: Instant, untilMs: number): unknown =>
      given(actor, [...appointed, came(arrivedAt), confirmed(2, SLOT_AT), rang(WATCH_TIMER)]).when(
        truckLoaded,
        at(untilMs),
      ).effects;
    const charge = expect.objectContaining({ tell: 'expectCharge', type: FREIGHT_INVOICE });
    // It has missed its appointment by an hour: at its own cost.
    expect(standing(at(HOUR_MS + 16 * 60_000), 9 * HOUR_MS)).not.toContainEqual(charge);
    // It came early: nothing for that.
    expect(standing(at(-HOUR_MS), DETENTION.freeTimeMs - HOUR_MS)).not.toContainEqual(charge);
    // Just too late for its slot, and within the hour that any truck may be late.
    expect(standing(at(HOUR_MS), HOUR_MS + DETENTION.freeTimeMs + HOUR_MS)).toContainEqual(charge);
  });
});

describe('given back', () => {
  const drop: LoadInput = input('leaveLoad', null, TEST_KEY);

  test.each<[string, LoadInput[], number]>([
    ['asked for', booked, 1],
    ['given', appointed, 1],
    ['given to a truck that stands early', [...appointed, came(at(-HOUR_MS))], 1],
    ['asked for a truck that has missed its own', [...appointed, came(at(HOUR_MS))], 2],
  ])('is a slot that is %s, when nothing is left of the load', (_what, history, request) => {
    const { effects, finished } = given(actor, history).when(drop);
    expect(finished).toBe(true);
    expect(effects).toContainEqual(givesBack(request));
  });

  test('is the slot of a truck that never came; the next carrier is called for one of its own', () => {
    const silent = given(actor, [...appointed, rang(WATCH_TIMER), rang(WATCH_TIMER)]);
    const { state, effects } = silent.when(rang(WATCH_TIMER));
    expect(state).toMatchObject({ status: 'tendering', appointment: 1 });
    expect(effects).toContainEqual(givesBack(1));
    const next = [
      ...appointed,
      rang(WATCH_TIMER),
      rang(WATCH_TIMER),
      rang(WATCH_TIMER),
      accepted(2, 1),
      bookedBy(1),
    ];
    const after = given(actor, next.slice(0, -1)).when(next.at(-1)!);
    expect(after.state).toMatchObject({ status: 'appointing', appointment: 2 });
    expect(after.effects).toContainEqual(expect.objectContaining({ send: 'requestAppointment', a: 2, b: 1 }));
  });

  test('is nothing where nothing is asked for, or it was refused', () => {
    const nothing = expect.objectContaining({ send: 'cancelAppointment' });
    expect(given(actor, tendered).when(drop).effects).not.toContainEqual(nothing);
    expect(given(actor, [...tendered, accepted(1, 0)]).when(drop).effects).not.toContainEqual(nothing);
    expect(given(actor, [...booked, refused(1)]).when(drop).effects).not.toContainEqual(nothing);
  });

  test('is none where a shipment leaves and another stays', () => {
    const two = [
      form(shipment(TEST_KEY), shipment(15)),
      rated(),
      decided(0),
      accepted(1, 0),
      bookedBy(0),
      confirmed(1),
    ];
    const { state, effects } = given(actor, two).when(input('leaveLoad', null, 15));
    expect(state).toMatchObject({ status: 'dispatched', slotFrom: SLOT_AT });
    expect(effects).toEqual([]);
    const loading = [...two, came(SLOT_AT), rang(WATCH_TIMER)];
    expect(given(actor, loading).when(loaded(TEST_KEY), at(0)).state.status).toBe('in-transit');
  });
});
