/**
 * Whatever kind of message comes late, all others in time: every message of the core of that kind gets through only after that many
 * transmissions, every one of a partner only hours or days after what was said later. So it is overtaken by whatever may overtake it:
 * the end of its order, the next question, the goods themselves. Every invariant holds on the way, and all comes to an end.
 *
 * 1. Of what arrives a quarter is damaged or refused, a tenth is lost, and a claim is answered within the hour: there nothing is billed,
 *    nobody waits for a report, and an order is soon done.
 * 2. Offers are not lost for days: of those TMS and people would find other carriers, who don't hear of them either, and what is kept for
 *    them grows beyond what an order may keep.
 */
import { expect, test } from 'vitest';
import { CARRIER_FIRST, ERP, TMS, WMS } from '#orchestrator/contracts/partners';
import { long } from '#testing/properties/properties';
import { hitsOfKind, type LateKind } from '#testing/worlds/hard-days';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import { type MessageHit, NO_FAULTS } from '../../world/fault-settings.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';

const HOUR_MS = 3_600_000;
const wired = smallDistributor({ days: 1, ordersPerDay: long ? 60 : 25 });
const world: OutboundWorld = {
  ...wired,
  partners: [],
  carriers: wired.carriers.map((carrier) => ({
    ...carrier,
    delivery: { ...carrier.delivery, damagedShare: 0.15, refusedShare: 0.1, lostShare: 0.1 },
    claims: { ...carrier.claims, answerMs: { kind: 'constant', value: HOUR_MS } },
  })),
};
const PARTNERS = [ERP, WMS, TMS, ...world.carriers.map((_, no) => CARRIER_FIRST + no)];

/** Every message of a kind is so late. */
type Late = Omit<LateKind, 'message'>;

const CALLS: readonly Late[] = (long ? [10, 25, 60, 90] : [90]).map((transmissions) => ({
  kind: 'call-lost',
  byMs: null,
  transmissions,
}));
const EVENTS: readonly Late[] = (long ? [1, 6, 40, 120] : [40]).flatMap((hours) =>
  (long ? (['event-reordered', 'event-delayed'] as const) : (['event-reordered'] as const)).map((kind) => ({
    kind,
    byMs: hours * HOUR_MS,
    transmissions: 1,
  })),
);

/** @returns how it ended, and how many messages were hit */
function ran(hits: readonly MessageHit[], ears: Partial<Recorder> = {}): { end: string; late: number } {
  let late = 0;
  const fault = (): void => {
    late += 1;
  };
  const twin = distributorTwin(
    { ...world, faults: { ...NO_FAULTS, hits } },
    { recorder: { ...nullRecorder, fault, ...ears } },
  );
  twin.start();
  try {
    const end = twin.run();
    const { orders, shipments } = twin.openWork();
    return {
      end: orders + shipments === 0 ? end : `${orders} orders, ${shipments} shipments are open`,
      late,
    };
  } catch (error) {
    return { end: `${error}`, late };
  }
}

/** Kinds of a run in which nothing is late. */
function kindsSaid(): { readonly ofCore: ReadonlySet<string>; readonly ofPartners: ReadonlySet<string> } {
  const ofCore = new Set<string>();
  const ofPartners = new Set<string>();
  const message: Recorder['message'] = (_sentAt, _dueAt, kind, _from, _fromKey, to) =>
    (to === 'core' ? ofPartners : ofCore).add(kind);
  expect(ran([], { message }).end).toBe('empty');
  return { ofCore, ofPartners };
}

/** Kinds of which some are late, and what has gone wrong by that. */
function allLate(kinds: Iterable<string>, lates: readonly Late[]): { late: number; wrong: string[] } {
  const wrong: string[] = [];
  let some = 0;
  for (const kind of kinds)
    for (const each of lates) {
      const { end, late } = ran(hitsOfKind(PARTNERS, { ...each, message: kind }));
      if (late > 0) some += 1;
      if (end !== 'empty') wrong.push(`${kind} ${JSON.stringify(each)}: ${end}`);
    }
  return { late: some, wrong };
}

const { ofCore, ofPartners } = kindsSaid();

test('each kind of message of the core gets through only after many transmissions', () => {
  const kinds = [...ofCore].filter((kind) => kind !== 'offerTender');
  const { late, wrong } = allLate(kinds, CALLS);
  expect(wrong).toEqual([]);
  expect(late).toBe(kinds.length * CALLS.length);
  expect(kinds.length).toBeGreaterThan(15);
});

test('each kind of message of a partner comes long after what was said later', () => {
  // A truck that is never heard of in time did not come, as far as anybody knows: its load looks for another carrier, for months.
  const kinds = [...ofPartners].filter((kind) => kind !== 'truckArrived');
  const { late, wrong } = allLate(kinds, EVENTS);
  expect(wrong).toEqual([]);
  expect(late).toBe(kinds.length * EVENTS.length);
  expect(kinds.length).toBeGreaterThan(15);
});
