/**
 * Whole runs of a distributor that sells abroad, with every invariant watched: what crosses a border is declared, stands there as long
 * as customs says, and comes back where it is refused. A run is the same again, also from a copy, and nobody's luck at a border
 * depends on what others have decided.
 */
import { describe, expect, test } from 'vitest';
import { MILESTONE } from '#orchestrator/contracts/carriers';
import { CUSTOMS_HOLD } from '#orchestrator/contracts/customs';
import { CONDITION } from '#orchestrator/contracts/erp';
import { CUSTOMS_ENTRY } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { EventNotes, type Noted } from '#testing/runs/event-notes';
import { ALL_EXAMINED, smallCustoms } from '#testing/worlds/customs-world';
import { distributorTwin } from '#testing/worlds/outbound-world';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OutboundTwin, OutboundTwinOptions } from '../outbound-twin.ts';

const DAY_MS = 86_400_000;
const SMALL = { days: 3, ordersPerDay: 80 };

class CustomsNotes extends EventNotes {
  byLoad(event: string): Map<number, Noted> {
    return new Map(this.of(event).map((each) => [each.key, each]));
  }
}

function ran(
  world: OutboundWorld,
  options: Partial<OutboundTwinOptions> & { readonly sourcing?: string } = {},
): { twin: OutboundTwin; notes: CustomsNotes } {
  const notes = new CustomsNotes();
  const twin = distributorTwin(world, { watchers: [notes], ...options });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { twin, notes };
}

const world = smallCustoms(SMALL);
const asItIs = ran(world);

describe('a run', () => {
  const { twin, notes } = asItIs;

  test('is over with every entry, and every fee that was charged in the ledger', () => {
    expect(twin.host.living(CUSTOMS_ENTRY as ActorTypeNo)).toEqual([]);
    const charged = [...notes.of('goodsReleased'), ...notes.of('goodsRefused')].reduce(
      (sum, { a }) => sum + a,
      0,
    );
    expect(twin.host.books.ledger.get('customsCharged') ?? 0).toBe(charged);
    expect(notes.of('goodsReleased').length).toBeGreaterThan(50);
  });

  test('has each load that crosses a border declared, and no other', () => {
    const departed = notes.byLoad('loadDeparted');
    const presented = notes.byLoad('goodsPresented');
    const countryOf = world.tms.trade.countryOf;
    for (const [load, { b: origin }] of departed) {
      const { b: destination } =
        notes.byLoad('loadDelivered').get(load) ?? notes.byLoad('loadLost').get(load)!;
      const abroad = countryOf[origin] !== countryOf[destination];
      expect([load, presented.has(load), notes.byLoad('declarationLodged').has(load)]).toEqual([
        load,
        abroad,
        abroad,
      ]);
    }
  });

  test('has nothing leave for a country that wants its declaration before it is accepted', () => {
    const accepted = notes.byLoad('declarationAccepted');
    const presented = notes.byLoad('goodsPresented');
    for (const [load, { at }] of notes.byLoad('loadDeparted')) {
      const country = presented.get(load)?.a;
      if (country === undefined || !world.network.customs![country]!.preArrival) continue;
      expect(accepted.get(load)!.at).toBeLessThan(at);
    }
  });

  test('is the same run again, and another with another seed', () => {
    expect(ran(world).twin.digests()).toEqual(twin.digests());
    expect(ran(world, { seed: 2 }).twin.digests().businessDigest).not.toBe(twin.digests().businessDigest);
  });
});

describe('where everything is examined', () => {
  const examined = smallCustoms({ ...SMALL, regime: ALL_EXAMINED });
  const { twin, notes } = ran(examined);

  test('each load stands two days and longer, and until the desk is open', () => {
    const released = notes.byLoad('goodsReleased');
    for (const [load, { at }] of notes.byLoad('goodsPresented')) {
      const over = released.get(load) ?? notes.byLoad('goodsRefused').get(load)!;
      expect(over.at - at).toBeGreaterThanOrEqual(2 * DAY_MS);
      expect(over.a).toBe(25_000);
    }
    expect(notes.of('goodsHeld').filter(({ n }) => n === CUSTOMS_HOLD.xray).length).toBe(
      notes.of('goodsPresented').length,
    );
  });

  test('each is delivered later by as long as it stood', () => {
    const before = asItIs.notes.byLoad('loadDelivered');
    const delivered = notes.byLoad('loadDelivered');
    const stood = new Map([...notes.byLoad('goodsReleased')].map(([load, { b }]) => [load, b]));
    let compared = 0;
    for (const [load, { b: stoodBefore }] of asItIs.notes.byLoad('goodsReleased')) {
      const [was, is] = [before.get(load), delivered.get(load)];
      // A load that left as in the other run, and was not sped up in either.
      const departed = notes.byLoad('loadDeparted').get(load)?.at;
      if (
        was === undefined ||
        is === undefined ||
        departed !== asItIs.notes.byLoad('loadDeparted').get(load)?.at
      )
        continue;
      if ([notes, asItIs.notes].some((each) => each.byLoad('expediteRequested').has(load))) continue;
      if (stood.get(load) === undefined) continue;
      expect(is.at - was.at).toBe(stood.get(load)! - stoodBefore);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(20);
  });

  test('customers abroad are told of the risk before their goods are late', () => {
    const notified = new Set(notes.of('customerNotified').map(({ key }) => key));
    const told = notes.of('loadAtRisk').filter(({ key }) => notes.byLoad('goodsHeld').has(key));
    expect(told.length).toBeGreaterThan(20);
    expect(notified.size).toBeGreaterThan(20);
    for (const { key, at } of told) expect(at).toBeLessThan(notes.byLoad('loadDelivered').get(key)!.at);
  });

  test('carriers report hold and release, and not all of them', () => {
    const of = (milestone: number): number => notes.of('milestone').filter(({ n }) => n === milestone).length;
    const presented = notes.of('goodsPresented').length;
    for (const milestone of [MILESTONE.customsHold, MILESTONE.customsReleased]) {
      expect(of(milestone)).toBeGreaterThan(presented * 0.8);
      expect(of(milestone)).toBeLessThanOrEqual(presented);
    }
  });

  test('a copy made while loads stand at borders goes on as the run never stopped', () => {
    const source = distributorTwin(examined, { watchers: [new CustomsNotes()] });
    source.start();
    source.run({ until: notes.of('goodsPresented')[30]!.at });
    expect(source.systems.customs!.ledger.presented).toBeGreaterThan(source.systems.customs!.ledger.released);
    const copy = structuredClone(source.snapshot());
    const again = distributorTwin(examined, { watchers: [new CustomsNotes()] });
    again.restore(copy);
    expect(again.run()).toBe('empty');
    expect(again.digests()).toEqual(twin.digests());
  });
});

describe('where everything is refused', () => {
  const { twin, notes } = ran(smallCustoms({ ...SMALL, regime: { ...ALL_EXAMINED, refused: 1 } }));

  test('nothing enters: all of it comes back to stock, or is lost', () => {
    const refused = new Set(notes.of('goodsRefused').map(({ key }) => key));
    expect(refused.size).toBe(notes.of('goodsPresented').length);
    const loadOf = new Map(notes.of('shipmentLoaded').map(({ key, a }) => [key, a]));
    const back = new Set(notes.of('goodsReturned').map(({ key }) => key));
    let returned = 0;
    for (const { key, b: condition } of notes.of('shipmentDelivered')) {
      if (!refused.has(loadOf.get(key)!)) continue;
      expect([CONDITION.refused, CONDITION.lost]).toContain(condition);
      if (condition === CONDITION.refused) returned += 1;
      expect(back.has(key)).toBe(condition === CONDITION.refused);
    }
    expect(returned).toBeGreaterThan(20);
    expect(twin.openWork().orders).toBe(0);
  });

  test('customers are billed nothing of it', () => {
    const loadOf = new Map(notes.of('shipmentLoaded').map(({ key, a }) => [key, a]));
    for (const { key } of notes.of('customerBilled'))
      expect(notes.byLoad('goodsRefused').has(loadOf.get(key)!)).toBe(false);
  });
});

test('a document that is never right keeps a load at home, behind the export desk, or brings it back', () => {
  const { twin, notes } = ran(smallCustoms({ ...SMALL, regime: { queries: 1, queriesAgain: 1 } }));
  expect(notes.of('declarationAccepted')).toEqual([]);
  expect(notes.of('goodsReleased')).toEqual([]);
  // Germany lets it be on its way: what has no papers there is sent back.
  expect(notes.of('goodsRefused').length).toBeGreaterThan(0);
  expect(twin.openWork().loads).toBeGreaterThan(0);
});

test.each([
  ['is down for two days', '{ kind: outage, partner: CUSTOMS, from: 12 h, lasts: 2 d }'],
  [
    'answers late',
    '{ kind: event-delayed, partner: CUSTOMS, from: 0 s, lasts: 20 d, share: 0.5, by: { uniform: { min: 1 h, max: 9 h } } }',
  ],
  [
    'says things twice',
    '{ kind: event-duplicated, partner: CUSTOMS, from: 0 s, lasts: 20 d, share: 0.5, by: { uniform: { min: 1 min, max: 9 h } } }',
  ],
  [
    'says things out of order',
    '{ kind: event-reordered, partner: CUSTOMS, from: 0 s, lasts: 20 d, share: 0.5, by: { exponential: { mean: 3 h } } }',
  ],
])(
  'customs that %s delays what crosses a border, and nothing is lost or done twice for it',
  (_what, fault) => {
    const { twin, notes } = ran(
      smallCustoms({ ...SMALL, set: [`faults={ written: [${fault}], source: assumption }`] }),
    );
    expect(twin.openWork()).toMatchObject({ orders: 0, loads: 0 });
    const through = notes.of('goodsReleased').length + notes.of('goodsRefused').length;
    expect(through).toBe(notes.of('goodsPresented').length);
    expect(through).toBeGreaterThan(50);
  },
);

test('who is sourced elsewhere has the same luck at the border: an exam is drawn by lane and cut-off, or by the order', () => {
  const other = ran(world, { sourcing: world.policies[1]! }).notes;
  const kindOf = (notes: CustomsNotes): Map<number, number> =>
    new Map(
      notes
        .of('goodsHeld')
        .filter(({ n }) => n > CUSTOMS_HOLD.papers)
        .map(({ key, n }) => [key, n]),
    );
  const [here, there] = [kindOf(asItIs.notes), kindOf(other)];
  const [laneHere, laneThere] = [asItIs.notes.byLoad('loadFormed'), other.byLoad('loadFormed')];
  let compared = 0;
  for (const [load, { a: lane }] of laneHere) {
    if (laneThere.get(load)?.a !== lane || !other.byLoad('goodsReleased').has(load)) continue;
    if (!asItIs.notes.byLoad('goodsReleased').has(load)) continue;
    // Presented on another day, the regime may be another.
    if (
      asItIs.notes.byLoad('goodsPresented').get(load)!.at > TIGHTENS !==
      other.byLoad('goodsPresented').get(load)!.at > TIGHTENS
    )
      continue;
    expect([load, there.get(load)]).toEqual([load, here.get(load)]);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(20);
});

/** 2026-03-09: when the scenario's regime tightens. */
const TIGHTENS = Date.UTC(2026, 2, 9);
