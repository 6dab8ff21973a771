/** The dock appointment: asked for, decided, booked, moved with the truck; bounded, then a planner's; it ends with the truck. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { SUPPLIER_PORTAL, WMS } from '../../contracts/partners.ts';
import type { DockSlot } from '../../contracts/receiving.ts';
import { dockAppointmentActor } from './dock-appointment.ts';
import { PLANNER_ANSWER } from './dock-appointment-waiting.ts';
import { answered, DAY, DUE_AT, HOUR, inboundSettings, rang } from './inbound.fixture.ts';
import { type DockAppointmentInput, INBOUND_RECEIPT } from './inputs.ts';
import { ESCALATION_TIMER, TASKS_MAX, WATCH_TIMER } from './waiting.ts';

const actor = dockAppointmentActor(inboundSettings());
const ETA = TEST_NOW + 3 * DAY;
const EXPECTED = { products: [3, 5], units: [100, 20], handlingUnits: 4 };
const make: DockAppointmentInput = input(
  'makeAppointment',
  { supplier: 0, dueAt: DUE_AT, expected: EXPECTED },
  1,
  ETA,
);
const slotAt = (from: number, door = 2): DockSlot => ({ door, from, until: from + HOUR });
const SLOT = slotAt(ETA + HOUR);
const offered = (slots: readonly DockSlot[] = [SLOT], from = ETA): DockAppointmentInput =>
  input('slotsOffered', { slots }, 1, from);
const decided = (option: DockSlot | null, attempt = 1): DockAppointmentInput =>
  input(
    'decided',
    { point: 'dock-slot', policy: 'first-slot', fallback: null, option },
    option === null ? -1 : 0,
    attempt,
  );
const bookedAt = (from: number): DockAppointmentInput => input('slotBooked', { door: 2 }, 1, from);
const refusedAt = (from: number): DockAppointmentInput => input('slotRefused', null, 1, from);
const moved = (at: number): DockAppointmentInput => input('arrivalMoved', null, 0, at);
const came = (late = 0): DockAppointmentInput => input('truckCame', null, late);
const off: DockAppointmentInput = input('callOffAppointment', null);

const asks = (from: number) => ({
  send: 'requestSlots',
  partner: WMS,
  key: TEST_KEY,
  a: 1,
  b: from,
  body: EXPECTED,
});
const books = ({ from, door }: DockSlot) => ({
  send: 'bookSlot',
  partner: WMS,
  key: TEST_KEY,
  a: 1,
  b: from,
  body: { door, expected: EXPECTED },
});
const cancels = { send: 'cancelSlot', partner: WMS, key: TEST_KEY, a: 1, b: 0 };
const audited = [{ audit: 'inputNotExpected' }];

const deciding = [make, offered()];
const booking = [...deciding, decided(SLOT)];
const booked = [...booking, bookedAt(SLOT.from)];

describe('a slot', () => {
  test('is asked for from the estimated arrival on', () => {
    expect(given(actor).when(make)).toMatchObject({
      state: { status: 'asking' },
      effects: [{ cancel: WATCH_TIMER }, asks(ETA), { timer: WATCH_TIMER, at: TEST_NOW + 4 * HOUR }],
    });
  });

  test('is decided on among those that are free', () => {
    const { effects } = given(actor, [make]).when(offered([SLOT, slotAt(ETA + DAY)]));
    expect(effects).toContainEqual({
      ask: 'dock-slot',
      attempt: 1,
      context: {
        node: 1,
        supplier: 0,
        estimatedAt: ETA,
        dueAt: DUE_AT,
        handlingUnits: 4,
        units: 120,
        bufferMs: 2 * HOUR,
      },
      options: [SLOT, slotAt(ETA + DAY)],
      views: [],
    });
  });

  test('is booked, the supplier told, and the receipt, which waits for the truck', () => {
    expect(given(actor, deciding).when(decided(SLOT)).effects).toEqual([
      books(SLOT),
      { timer: WATCH_TIMER, at: TEST_NOW + 4 * HOUR },
    ]);
    expect(given(actor, booking).when(bookedAt(SLOT.from))).toMatchObject({
      state: { status: 'booked', door: 2, bookedFrom: SLOT.from },
      effects: [
        { cancel: WATCH_TIMER },
        {
          send: 'confirmAppointment',
          partner: SUPPLIER_PORTAL,
          key: TEST_KEY,
          a: 1,
          b: SLOT.from,
          body: { door: 2 },
        },
        { tell: 'appointmentMade', type: INBOUND_RECEIPT, key: TEST_KEY, a: 1, b: SLOT.from },
      ],
    });
  });

  test('that somebody else has is asked for anew, then a planner is asked', () => {
    expect(given(actor, booking).when(refusedAt(SLOT.from))).toMatchObject({
      state: { status: 'asking', tries: 2 },
      effects: [{ cancel: WATCH_TIMER }, asks(ETA), { timer: WATCH_TIMER }],
    });
    const again = [...booking, refusedAt(SLOT.from), offered(), decided(SLOT, 2)];
    const { state, effects } = given(actor, again).when(refusedAt(SLOT.from));
    expect(state.status).toBe('stuck');
    expect(effects).toContainEqual(expect.objectContaining({ task: 'noSlot', role: 'dock-planner', no: 1 }));
  });

  test.each([
    ['none is free', [make], offered([])],
    ['none is good enough', deciding, decided(null)],
  ] as const)('%s: it is asked for anew later', (_name, history, none) => {
    expect(given(actor, history).when(none)).toMatchObject({
      state: { status: 'retrying' },
      effects: [{ cancel: WATCH_TIMER }, { timer: WATCH_TIMER, at: TEST_NOW + 8 * HOUR }],
    });
    expect(given(actor, [...history, none]).when(rang(WATCH_TIMER))).toMatchObject({
      state: { status: 'asking' },
      effects: [{ cancel: WATCH_TIMER }, asks(ETA), { timer: WATCH_TIMER }],
    });
  });

  test('that WMS does not speak of is asked for again, then by a planner; at last the task stays', () => {
    expect(given(actor, [make]).when(rang(WATCH_TIMER)).effects).toContainEqual(asks(ETA));
    expect(given(actor, booking).when(rang(WATCH_TIMER)).effects).toContainEqual(books(SLOT));
    const history: DockAppointmentInput[] = [...booking];
    for (let no = 1; no <= TASKS_MAX; no++)
      history.push(rang(WATCH_TIMER), rang(WATCH_TIMER), answered(0, no));
    expect(given(actor, history.slice(0, 5)).when(history[5]!).effects).toContainEqual(books(SLOT));
    expect(given(actor, history.slice(0, -1)).when(history.at(-1)!)).toMatchObject({
      state: { status: 'booking', openTask: TASKS_MAX },
      effects: [{ audit: 'askedOftenEnough' }],
    });
    expect(given(actor, history).when(bookedAt(SLOT.from)).state.status).toBe('booked');
  });
});

describe('a dock planner', () => {
  const stuck = [make, offered([]), rang(WATCH_TIMER), offered([]), rang(WATCH_TIMER)];

  test('has slots asked for again, or lets the truck come without one', () => {
    const again = given(actor, stuck).when(answered(PLANNER_ANSWER.tryAgain, 1));
    expect(again.state).toMatchObject({ status: 'asking', tries: 1 });
    expect(again.effects).toContainEqual(asks(ETA));
    const without = [...stuck, answered(PLANNER_ANSWER.comeWithout, 1)];
    expect(given(actor, without.slice(0, -1)).when(without.at(-1)!).state.status).toBe('without-slot');
    expect(given(actor, without).when(came(1))).toMatchObject({
      state: { status: 'walked-in' },
      finished: true,
    });
  });

  test('asked often enough, lets it come whatever is answered', () => {
    const history: DockAppointmentInput[] = [...stuck];
    for (let no = 1; no < TASKS_MAX; no++)
      history.push(answered(0, no), offered([]), rang(WATCH_TIMER), offered([]), rang(WATCH_TIMER));
    const { state } = given(actor, history).when(answered(PLANNER_ANSWER.tryAgain, TASKS_MAX));
    expect(state.status).toBe('without-slot');
  });

  test('that does not answer is escalated once', () => {
    expect(given(actor, stuck).when(rang(ESCALATION_TIMER)).effects).toMatchObject([
      { task: 'taskUnanswered', role: 'supervisor' },
    ]);
  });
});

describe('a truck that is delayed', () => {
  test('within its slot keeps it', () => {
    expect(given(actor, booked).when(moved(SLOT.until - 1))).toMatchObject({
      state: { status: 'booked' },
      effects: [],
    });
  });

  test('beyond it needs another, which takes the place of the first', () => {
    const later = SLOT.until + HOUR;
    const { state, effects } = given(actor, booked).when(moved(later));
    expect(state).toMatchObject({ status: 'asking', bookedFrom: SLOT.from });
    expect(effects).toContainEqual(asks(later));
    const next = slotAt(later + HOUR);
    const history = [...booked, moved(later), offered([next], later), decided(next, 2)];
    expect(given(actor, history).when(bookedAt(next.from)).effects).toContainEqual(
      expect.objectContaining({ send: 'confirmAppointment', b: next.from }),
    );
  });

  test.each([
    ['while it is decided', [...deciding, moved(SLOT.until)], decided(SLOT)],
    ['while it is booked', [...booking, moved(SLOT.until)], bookedAt(SLOT.from)],
  ] as const)('beyond it %s is asked for anew, and no supplier hears of it', (_name, history, last) => {
    const { state, effects } = given(actor, history).when(last);
    expect(state.status).toBe('asking');
    expect(effects).toContainEqual(asks(SLOT.until));
    expect(effects.filter((each) => 'send' in each && each.send === 'confirmAppointment')).toEqual([]);
  });
});

describe('a truck that comes', () => {
  test('in time keeps its slot; too late for it, it has missed it', () => {
    expect(given(actor, booked).when(came())).toMatchObject({ state: { status: 'kept' }, finished: true });
    const missed = given(actor, booked).when(came(1));
    expect(missed.state.status).toBe('missed');
    expect(missed.effects).toContainEqual({ event: 'appointmentMissed', n: 1, a: SLOT.from, b: 1 });
  });

  test.each([
    ['slots offered', [make], offered()],
    ['a decision', deciding, decided(SLOT)],
    ['a booking', booking, bookedAt(SLOT.from)],
    ['a refusal', booking, refusedAt(SLOT.from)],
    ['nobody, in time', booking, rang(WATCH_TIMER)],
  ] as const)(
    'before its slot is there: what is owed is taken without a word: %s',
    (_name, history, owed) => {
      expect(given(actor, history).when(came(1)).state.status).toBe('settling');
      expect(given(actor, [...history, came(1)]).when(owed)).toMatchObject({
        state: { status: 'walked-in' },
        effects: [{ cancel: WATCH_TIMER }],
        finished: true,
      });
    },
  );
});

describe('a delivery that is given up', () => {
  test('gives its slot back, and one that is being booked', () => {
    expect(given(actor, booked).when(off)).toMatchObject({ state: { status: 'called-off' }, finished: true });
    for (const history of [booked, booking])
      expect(given(actor, history).when(off).effects).toContainEqual(cancels);
    expect(given(actor, [...booking, off]).when(bookedAt(SLOT.from)).state.status).toBe('called-off');
  });

  test('without a slot is told to WMS as well: its truck is not to be let in', () => {
    expect(given(actor, [make, offered([])]).when(off).effects).toContainEqual(cancels);
  });
});

test('what is late, of another question, or of another slot changes nothing', () => {
  const wrong: readonly (readonly [readonly DockAppointmentInput[], DockAppointmentInput])[] = [
    [[make], offered([SLOT], ETA - 1)],
    [deciding, offered()],
    [deciding, decided(SLOT, 2)],
    [booking, bookedAt(SLOT.from + 1)],
    [booking, refusedAt(SLOT.from + 1)],
    [booked, bookedAt(SLOT.from)],
    [booked, refusedAt(SLOT.from)],
    [booked, make],
    [booked, rang(WATCH_TIMER)],
    [booking, answered(0, 1)],
  ];
  for (const [history, late] of wrong) {
    const { state, effects } = given(actor, history).when(late);
    expect(effects).toMatchObject(audited);
    expect(state).toEqual(given(actor, history.slice(0, -1)).when(history.at(-1)!).state);
  }
});
