/**
 * Runs in which the core's own account of a thing is wrong and nobody acts on it yet: what it tells a partner, what it believes to be on a
 * truck, what it says to be missing. The run stops there. One plant a rule; without a plant nothing stops any of these worlds.
 */
import { describe, expect, test } from 'vitest';
import {
  CASE,
  CUSTOMS_ENTRY,
  DOCK_APPOINTMENT,
  FREIGHT_INVOICE,
  LOAD,
  PURCHASE_ORDER,
  REPLENISHMENT,
} from '#orchestrator/core/actor-types';
import { smallCare } from '#testing/worlds/care-world';
import { smallCustoms } from '#testing/worlds/customs-world';
import { smallInbound } from '#testing/worlds/inbound-world';
import {
  expectCaught,
  type Inside,
  type Plant,
  replaced,
  SMALL_DAY,
  violationOf,
} from '#testing/worlds/outbound-plants';
import { predictingWorld } from '#testing/worlds/prediction-world';
import { storesWorld } from '#testing/worlds/replenishment-world';

const QUERIED = smallCustoms({ regime: { queries: 1 } });
const INBOUND = smallInbound();
const SCARCE = storesWorld({
  days: 4,
  set: [
    'network.nodes.DC West.stock.daysOfDemand=1',
    'network.nodes.DC East.stock.daysOfDemand=1',
    'network.nodes.DC West.shortPicks=0.2',
    'network.nodes.DC East.shortPicks=0.2',
  ],
});
const CASES = smallCare({ days: 2, ordersPerDay: 60, overlays: ['exceptions-as-cases'] });
const JUDGED = predictingWorld(['demand.days=1', 'demand.ordersPerDay=60']);

test.each([
  ['customs that asks', QUERIED],
  ['inbound', INBOUND],
  ['stores that get less than they want', SCARCE],
  ['exceptions as cases', CASES],
  ['bills that are judged', JUDGED],
])('without a plant nothing stops it: %s', (_what, world) => {
  expect(violationOf(() => {}, world)).toBe(null);
});

/** What a type of actor says passes through other hands. */
const said =
  (type: number, hands: (right: Inside) => Partial<Inside>): Plant =>
  ({ host }) =>
    replaced((host as Inside).actors.of(type).actor, 'step', (step, draft, input, now, out) =>
      step(draft, input, now, Object.assign(Object.create(out), hands(out))),
    );

/** A word to a partner may become another, or none. */
const sent = (type: number, of: string, to: (out: Inside, words: Inside[]) => void): Plant =>
  said(type, (out) => ({
    send: (...words: Inside[]) => {
      if (words[1] === of) to(out, words);
      else out.send(...words);
    },
  }));

/** What becomes of an actor's state after a step. */
const stateAfter =
  (type: number, kind: string, then: (draft: Inside) => void): Plant =>
  ({ host }) =>
    replaced((host as Inside).actors.of(type).actor, 'step', (step, draft, input, now, out) => {
      step(draft, input, now, out);
      if (input.kind === kind) then(draft);
    });

describe('a core', () => {
  test.each<[string, string, RegExp, Plant, typeof INBOUND]>([
    [
      'that answers customs with another document than it has asked for',
      'only-tabled-transitions',
      /load \d+: query 1 of customs is answered with document \d+, it has asked for \d+/,
      sent(CUSTOMS_ENTRY, 'answerQuery', (out, [partner, kind, key, query, document]) =>
        out.send(partner, kind, key, query, document + 1, null),
      ),
      QUERIED,
    ],
    [
      'that says something to be missing that has come',
      'order-lines-conserved',
      /purchase order \d+ ends, and \d+ units are said to be missing; by what was put away it is \d+/,
      said(PURCHASE_ORDER, (out) => ({
        event: (name: string, n: number, end: number, missing: number) =>
          out.event(name, n, end, name === 'purchaseOrderDone' ? missing + 1 : missing),
      })),
      INBOUND,
    ],
    [
      'that ends a purchase order before its goods are there',
      'order-lines-conserved',
      /receipt \d+: \d+ units are put away, and its purchase order has ended/,
      ({ host }) =>
        replaced((host as Inside).actors.of(PURCHASE_ORDER).actor, 'step', (step, draft, input, now, out) => {
          step(draft, input, now, out);
          const units = draft.ordered.reduce((sum: number, each: number) => sum + each, 0);
          if (input.kind === 'purchaseOrderReleased') out.event('purchaseOrderDone', 1, 3, units);
        }),
      INBOUND,
    ],
    [
      'that tells a truck to come for another slot than it has',
      'capacity-respected',
      /receipt \d+: its truck is told to come at 2026-.*, its slot is that of 2026-/,
      sent(DOCK_APPOINTMENT, 'confirmAppointment', (out, [partner, kind, key, node, from, body]) =>
        out.send(partner, kind, key, node, from + 7_200_000, body),
      ),
      INBOUND,
    ],
    [
      'that lets the rest of a transfer wait',
      'bounded',
      /transfer \d+: its first delivery was received 2026-.*, and the \d+ units that were not with it still wait/,
      sent(REPLENISHMENT, 'cancelTransfer', () => {}),
      SCARCE,
    ],
    [
      'whose cases do not end with their entities',
      'exceptions-are-cases',
      /case \d+ \(\w+\): its entity is gone, and it has not ended with it/,
      ({ host }) =>
        replaced((host as Inside).actors.of(CASE).actor, 'step', (step, draft, input, now, out) => {
          step(draft, input, now, out);
          if (draft.status === 'ended') draft.status = 'resolved';
        }),
      CASES,
    ],
    [
      'that has a bill judged by other figures than its charges make',
      'decision-audited',
      /load \d+: its bill is judged with \d+ beyond tolerance by charge, its charges make that \d+/,
      said(FREIGHT_INVOICE, (out) => ({
        ask: (request: Inside, views: Inside) => {
          const { context } = request;
          out.ask({ ...request, context: { ...context, beyondMinor: context.beyondMinor + 1 } }, views);
        },
      })),
      JUDGED,
    ],
    [
      'that believes a shipment to be on a truck that nobody has put there',
      'order-lines-conserved',
      /load \d+ left, by the core's account with shipment 7 \(order 0\), which WMS has not loaded/,
      stateAfter(LOAD, 'truckLoaded', (draft) => {
        draft.shipments = [...draft.shipments, 7];
        for (const list of ['promises', 'values', 'told']) draft[list] = [...draft[list], draft[list][0]];
      }),
      SMALL_DAY,
    ],
    [
      'that takes another carrier for the one that has a load',
      'one-active-booking',
      /load \d+: .* delivers it, by the core's account .* has it/,
      stateAfter(LOAD, 'truckLoaded', (draft) => {
        draft.former = { ...draft, carrier: draft.carrier === 0 ? 1 : 0, earnedMinor: 0 };
      }),
      SMALL_DAY,
    ],
  ])('%s', (_what, invariant, message, plant, world) => {
    expectCaught(invariant, message, plant, world);
  });
});
