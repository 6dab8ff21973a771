/**
 * Inbound as a whole: whatever is silent, late, said twice or missing, no status goes backwards, and everything ends or stays behind
 * an open task. Then each actor alone, on inputs in no order at all.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CollectingOut } from '#testing/core/collecting-out';
import { input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { runs } from '#testing/properties/properties';
import { ERP } from '../../contracts/partners.ts';
import { PURCHASE_END } from '../../contracts/purchasing.ts';
import type { Actor } from '../../core/actor.ts';
import type { Instant } from '../../model/instant.ts';
import { dockAppointmentActor } from './dock-appointment.ts';
import type { DockAppointmentState, DockAppointmentStatus } from './dock-appointment-state.ts';
import { DAY, HOUR, inboundSettings, ORDERED, released } from './inbound.fixture.ts';
import { type Fate, InboundFlow } from './inbound-flow.fixture.ts';
import { inboundReceiptActor } from './inbound-receipt.ts';
import type { InboundReceiptStatus } from './inbound-receipt-state.ts';
import { DOCK_APPOINTMENT, INBOUND_RECEIPT, PURCHASE_ORDER } from './inputs.ts';
import { purchaseOrderActor } from './purchase-order.ts';
import {
  isUnderWay,
  misses,
  type PurchaseOrderState,
  type PurchaseOrderStatus,
} from './purchase-order-state.ts';

const NO = 5;
/** What actors tell each other. */
const OWN = new Set([
  'deliveryDone',
  'expectReceipt',
  'purchaseOrderEnded',
  'makeAppointment',
  'arrivalMoved',
  'truckCame',
  'callOffAppointment',
]);

/** How far along each status is: none leads to one with a lower number. */
const ORDER_RANK: Readonly<Record<PurchaseOrderStatus, number>> = {
  new: 0,
  sent: 1,
  // A supplier that was done may ship more.
  open: 2,
  short: 2,
  cancelling: 3,
  closing: 4,
  received: 5,
  'received-short': 5,
  declined: 5,
  'never-shipped': 5,
};
const RECEIPT_RANK: Readonly<Record<InboundReceiptStatus, number>> = {
  new: 0,
  asking: 1,
  unordered: 2,
  expected: 3,
  'at-gate': 4,
  counted: 5,
  judging: 6,
  'putting-away': 7,
  // Counted after all, it goes back.
  'given-up': 4,
  unannounced: 8,
  'put-away': 9,
  'sent-back': 9,
  lost: 9,
};
const DOCK_RANK: Readonly<Record<DockAppointmentStatus, number>> = {
  new: 0,
  // A slot is looked for as often as it is refused, or the truck delayed.
  asking: 1,
  deciding: 1,
  booking: 1,
  booked: 1,
  retrying: 1,
  stuck: 1,
  'without-slot': 1,
  settling: 2,
  kept: 3,
  missed: 3,
  'walked-in': 3,
  'called-off': 3,
};
const RANKS: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  [PURCHASE_ORDER]: ORDER_RANK,
  [INBOUND_RECEIPT]: RECEIPT_RANK,
  [DOCK_APPOINTMENT]: DOCK_RANK,
};

function play(fate: Fate): InboundFlow {
  const flow = new InboundFlow(fate);
  const furthest = new Map<string, number>();
  flow.onStep = (id, status) => {
    const rank = RANKS[Number(id.split(' ')[0])]![status]!;
    expect(rank, `${id} ${status}`).toBeGreaterThanOrEqual(furthest.get(id) ?? 0);
    furthest.set(id, rank);
  };
  flow.say(ERP, released.kind, NO, 0, 0, released.body);
  let steps = 1;
  while (flow.next()) {
    steps += 1;
    expect(steps).toBeLessThan(5_000);
  }
  return flow;
}

const smooth: Fate = { seed: 1, silent: 0, twice: 0, noTruck: 0, answers: 10, deliveries: 2 };
const tenths = fc.integer({ min: 0, max: 10 });
const fate: fc.Arbitrary<Fate> = fc.record({
  seed: fc.nat(),
  silent: fc.oneof(fc.constant(0), tenths),
  twice: tenths,
  noTruck: fc.oneof(fc.constant(0), tenths),
  answers: fc.oneof(fc.constant(10), tenths),
  deliveries: fc.integer({ min: 1, max: 3 }),
});

test('a delivery that comes when its order is closed asks for it in vain, and says how it ended in vain; nothing else does', () => {
  const { strays } = play({ seed: 410_194_060, silent: 8, twice: 0, noTruck: 0, answers: 10, deliveries: 2 });
  expect(strays).toEqual(['deliveryNoticed', 'deliveryDone']);
});

describe('a purchase order and its deliveries', () => {
  test('end, or stay behind an open task, and never go back', () => {
    const ends = new Set<string>();
    fc.assert(
      fc.property(fate, (each) => {
        const flow = play(each);
        const order = flow.states.get(`${PURCHASE_ORDER} ${NO}`);
        for (const { status } of flow.ended.values()) ends.add(status);
        // Where nothing is said twice, no actor speaks to one that is no more, but to ask for what is over.
        if (each.twice === 0) {
          const strays = flow.strays.filter((kind) => OWN.has(kind));
          // A delivery that nobody announced, of an order that a person has closed, asks for it in vain, and says how it ended in vain.
          const inVain = flow.strays.filter((kind) => kind === 'deliveryNoticed').length;
          expect(strays.filter((kind) => kind !== 'deliveryDone')).toEqual([]);
          expect(strays.length).toBeLessThanOrEqual(inVain);
        }
        for (const [id, state] of flow.states) {
          // An order whose delivery is somebody's task waits for that; a delivery without its notice for what becomes of its order.
          const waits =
            state.status === 'unannounced' ||
            (state === order && isUnderWay(order as unknown as PurchaseOrderState));
          const others = [...flow.states].some(([other, { openTask }]) => other !== id && openTask > 0);
          expect(state.openTask > 0 || (waits && others), `${id} ${JSON.stringify(state)}`).toBe(true);
        }
      }),
      { numRuns: runs(400) },
    );
    for (const status of [
      'received',
      'received-short',
      'declined',
      'never-shipped',
      'put-away',
      'sent-back',
      'lost',
    ])
      expect(ends).toContain(status);
    for (const status of ['kept', 'missed', 'walked-in', 'called-off']) expect(ends).toContain(status);
  });

  test('are told to ERP once each, and the end says what was posted', () => {
    fc.assert(
      fc.property(fate, (each) => {
        const { toErp, ended, released: told } = play(each);
        const posted = toErp.filter(({ send }) => send === 'postGoodsReceipt');
        expect(new Set(posted.map(({ key }) => key)).size).toBe(posted.length);
        for (const { key, b } of told)
          expect(
            told.filter((other) => other.key === key && other.b !== b),
            `${key}`,
          ).toEqual([]);
        const reports = toErp.filter(({ send }) => send === 'reportPurchaseOrderDone');
        expect(reports.length).toBe(ended.has(`${PURCHASE_ORDER} ${NO}`) ? 1 : 0);
        if (reports.length === 0) return;
        const [{ a: end, b: missing }] = reports as [(typeof reports)[0]];
        const came = ORDERED.map((_, line) =>
          posted.reduce((sum, { body }) => sum + ((body as { units: number[] }).units[line] ?? 0), 0),
        );
        const wanting = ORDERED.reduce((sum, { units }, line) => sum + Math.max(0, units - came[line]!), 0);
        expect(missing).toBe(wanting);
        expect(end === PURCHASE_END.received).toBe(wanting === 0);
      }),
      { numRuns: runs(200) },
    );
  });

  test('end when everybody does their part', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const flow = play({ ...smooth, seed });
      expect(flow.states.size).toBe(0);
      expect(flow.ended.has(`${PURCHASE_ORDER} ${NO}`)).toBe(true);
    }
  });
});

/** An actor alone: its timers ring when nothing else does. */
function alone<State extends { status: string }>(
  // biome-ignore lint/suspicious/noExplicitAny: any input, in any order
  actor: Actor<State, any>,
  inputs: readonly {
    readonly kind: string;
    readonly a: number;
    readonly b: number;
    readonly body: unknown;
  }[],
  rank: Readonly<Record<string, number>>,
): State {
  const state = actor.initial(TEST_KEY);
  const timers = new Map<number, number>();
  let now = TEST_NOW as number;
  const step = (each: { kind: string; a: number; b: number; body: unknown }): void => {
    if (actor.finished(state)) return;
    const before = rank[state.status]!;
    const out = new CollectingOut(now);
    actor.step(state, input(each.kind, each.body, each.a, each.b), now as Instant, out);
    expect(rank[state.status]).toBeGreaterThanOrEqual(before);
    for (const effect of out.effects) {
      if ('timer' in effect) timers.set(effect.timer, effect.at);
      if ('cancel' in effect) timers.delete(effect.cancel);
    }
  };
  for (const each of inputs) step(each);
  for (let rings = 0; timers.size > 0 && !actor.finished(state); rings++) {
    expect(rings).toBeLessThan(200);
    const [first] = [...timers].sort(([, a], [, b]) => a - b);
    timers.delete(first![0]);
    now = Math.max(now, first![1]);
    step({ kind: 'timer', a: first![0], b: 0, body: null });
  }
  return state;
}

const settings = inboundSettings();
const small = fc.integer({ min: 0, max: 3 });
const at = fc.integer({ min: 0, max: 20 }).map((days) => TEST_NOW + days * DAY);
const units = fc.tuple(fc.integer({ min: 0, max: 110 }), fc.integer({ min: 0, max: 22 }));
const slot = at.map((from) => ({ door: 0, from, until: from + HOUR }));
const of = (
  kind: string,
  a: fc.Arbitrary<number>,
  b: fc.Arbitrary<number>,
  body: fc.Arbitrary<unknown> = fc.constant(null),
) => fc.record({ kind: fc.constant(kind), a, b, body });
const anybody = [
  of('timer', fc.constantFrom(0, 1), fc.constant(0)),
  of('taskAnswered', small, fc.integer({ min: 1, max: 6 })),
];
const zero = fc.constant(0);

describe('on inputs in no order', () => {
  test('a purchase order never goes back, and waits for deliveries or a person alone', () => {
    const body = fc.record({ units, announced: units });
    const any = fc.oneof(
      of('purchaseOrderConfirmed', zero, at, body),
      of('purchaseOrderDeclined', zero, zero),
      of('deliveryNoticed', small, fc.constantFrom(-1, 0, 1), body),
      of('deliveryDone', small, small, body),
      of('remainderCancelled', zero, small),
      ...anybody,
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), (inputs) => {
        const actor = purchaseOrderActor(settings);
        const first = { kind: released.kind, a: 0, b: 0, body: released.body };
        const state = alone(actor, [first, ...inputs], ORDER_RANK);
        const waits = state.openTask > 0 || (isUnderWay(state) && !misses(state));
        expect(actor.finished(state) || waits, JSON.stringify(state)).toBe(true);
      }),
      { numRuns: runs(600) },
    );
  });

  test('a receipt never goes back, and waits for its order or a person alone', () => {
    const counted = fc.record({ units, damaged: units });
    const any = fc.oneof(
      of('shipmentNoticed', zero, at, fc.record({ units, handlingUnits: small, last: fc.boolean() })),
      of('arrivalDelayed', zero, at),
      of('expectReceipt', small, zero, fc.record({ products: units, open: units, dueAt: at })),
      of('truckAtGate', small, fc.constantFrom(0, 1)),
      of('receiptCounted', small, fc.constantFrom(0, 1), counted),
      of('purchaseOrderEnded', small, zero),
      of('receiptPutAway', small, fc.integer({ min: 0, max: 132 })),
      ...anybody,
    );
    fc.assert(
      fc.property(of('arrivalDelayed', zero, at), fc.array(any, { maxLength: 40 }), (first, inputs) => {
        const actor = inboundReceiptActor(settings);
        const state = alone(actor, [first, ...inputs], RECEIPT_RANK);
        const waits = state.openTask > 0 || (state.status === 'unannounced' && !state.isOrderDone);
        expect(actor.finished(state) || waits, JSON.stringify(state)).toBe(true);
      }),
      { numRuns: runs(600) },
    );
  });

  test('a dock appointment never goes back, and waits for the truck, a decision or a person alone', () => {
    const any = fc.oneof(
      of('slotsOffered', zero, at, fc.record({ slots: fc.array(slot, { maxLength: 2 }) })),
      of('decided', zero, fc.integer({ min: 1, max: 4 }), fc.record({ option: fc.option(slot) })),
      of('slotBooked', zero, at, fc.constant({ door: 1 })),
      of('slotRefused', zero, at),
      of('arrivalMoved', zero, at),
      of('truckCame', fc.constantFrom(0, 1), zero),
      of('callOffAppointment', zero, zero),
      ...anybody,
    );
    const expected = { products: [3, 5], units: [100, 20], handlingUnits: 4 };
    const first = of('makeAppointment', zero, at, fc.constant({ supplier: 0, dueAt: TEST_NOW, expected }));
    fc.assert(
      fc.property(first, fc.array(any, { maxLength: 40 }), (made, inputs) => {
        const actor = dockAppointmentActor(settings);
        const state: DockAppointmentState = alone(actor, [made, ...inputs], DOCK_RANK);
        const waits = ['booked', 'without-slot', 'deciding'].includes(state.status) || state.openTask > 0;
        expect(actor.finished(state) || waits, JSON.stringify(state)).toBe(true);
      }),
      { numRuns: runs(600) },
    );
  });
});
