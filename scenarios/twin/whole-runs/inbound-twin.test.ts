/**
 * Whole runs of inbound: from ERP's order to stock that may be picked, with every invariant watched. A run goes to its end, alike
 * whatever it was copied or interrupted by, and nobody's luck depends on what others have decided.
 */
import { describe, expect, test } from 'vitest';
import { UNRELIABLE } from '#mock-systems/suppliers/profiles';
import { INBOUND_RECEIPT, PURCHASE_ORDER } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { KernelSnapshot } from '#sim/kernel';
import { EventNotes } from '#testing/runs/event-notes';
import { LOSSY_LINKS, runBlinking } from '#testing/worlds/hard-days';
import { inboundScenario, inboundTwin, smallInbound } from '#testing/worlds/inbound-world';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import type { OutboundTwin, OutboundTwinOptions } from '../outbound-twin.ts';

const world = smallInbound();

function ran(
  options: Partial<OutboundTwinOptions> = {},
  of = world,
): { twin: OutboundTwin; notes: EventNotes } {
  const notes = new EventNotes();
  const twin = inboundTwin(of, { watchers: [notes], ...options });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { twin, notes };
}

const { twin: quiet, notes } = ran();

test('nobody gives up a truck before the slot that it was told to come for', () => {
  const { core } = world.inbound!;
  const limits = { ...core.limits, neverCameMs: 30 * 60_000 };
  const { notes: hurried } = ran({}, { ...world, inbound: { ...world.inbound!, core: { ...core, limits } } });
  const slots = new Map<number, number>();
  let waited = 0;
  for (const { at, event, key, a } of hurried.events) {
    if (event === 'slotBooked') slots.set(key, a);
    if (event !== 'receiptLost') continue;
    const from = slots.get(key);
    if (from === undefined) continue;
    waited += 1;
    expect(at).toBeGreaterThanOrEqual(from + limits.neverCameMs);
  }
  expect(waited).toBeGreaterThan(0);
});

test('ERP hears of goods that were at the dock as their truck was given up, and went back, however late WMS says so within the time of a count', () => {
  const LATE =
    'faults={ written: [{ kind: event-delayed, partner: WMS, from: 0 s, lasts: 20 d, share: 0.4, by: { uniform: { min: 10 min, max: 20 h } } }], source: assumption }';
  const set = ['inbound.limits.neverCame=2 h', 'inbound.limits.answerGrace=20 min', LATE];
  const { notes: late } = ran({}, smallInbound({ ordersPerDay: 20, set }));
  const lost = new Set(late.of('receiptLost').map(({ key }) => key));
  const wentBack = late.of('goodsSentBack').filter(({ key }) => lost.has(key));
  expect(wentBack.length).toBeGreaterThan(5);
  const posted = new Set(late.of('goodsReceiptPosted').map(({ key }) => key));
  expect(wentBack.filter(({ key }) => !posted.has(key))).toEqual([]);
});

test('what WMS sends back of a receipt that the core is through with, after an outage of days, is nothing to post', () => {
  const OUTAGE =
    'faults={ written: [{ kind: outage, partner: WMS, from: 30 h, lasts: 12 d }], source: assumption }';
  const { notes: after } = ran({}, smallInbound({ ordersPerDay: 20, set: [OUTAGE] }));
  const posted = new Set(after.of('goodsReceiptPosted').map(({ key }) => key));
  const lost = new Map(after.of('receiptLost').map(({ key, at }) => [key, at]));
  const unheard = after.of('goodsSentBack').filter(({ key }) => !posted.has(key));
  expect(unheard.length).toBeGreaterThan(0);
  for (const { key, at } of unheard) expect(at).toBeGreaterThan(lost.get(key)!);
});

describe('a run', () => {
  test('is over with every purchase order, receipt and commitment', () => {
    for (const type of [PURCHASE_ORDER, INBOUND_RECEIPT])
      expect(quiet.host.living(type as ActorTypeNo)).toEqual([]);
    const { procurement } = quiet.systems.erp;
    expect([procurement!.committedMinor, procurement!.accruedMinor]).toEqual([0, 0]);
    expect(quiet.systems.wms.receiving!.open()).toEqual([]);
    expect(notes.of('purchaseOrderReleased').length).toBe(notes.of('purchaseOrderDone').length);
    expect(notes.of('receiptPutAway').length).toBeGreaterThan(10);
  });

  test('makes goods stock after they have been counted, and not before', () => {
    const counted = new Map(notes.of('receiptCounted').map(({ key, at }) => [key, at]));
    const products = world.wms.products.length;
    // n says which receipt it is of; the node is the key.
    const received = notes.of('receiptPutAway');
    for (const { key, at } of received) expect(at).toBeGreaterThan(counted.get(key)!);
    expect(products).toBe(40);
    const units = received.reduce((sum, { a }) => sum + a, 0);
    expect(notes.of('goodsReceived').reduce((sum, { b }) => sum + b, 0)).toBe(units);
  });

  test('is the same run again, and another with another seed', () => {
    expect(ran().twin.digests()).toEqual(quiet.digests());
    expect(ran({ seed: 2 }).twin.digests().businessDigest).not.toBe(quiet.digests().businessDigest);
  });

  test('has most trucks at the gate in time for their slots', () => {
    const atGate = notes.of('truckAtGate');
    const missed = atGate.filter(({ b }) => b === 1);
    expect(missed.length).toBeLessThan(atGate.length / 2);
  });
});

describe('a copy', () => {
  /** Copies at which goods are at the gate, at a door, on the dock, and being put away. */
  function copies(): Map<string, KernelSnapshot> {
    const found = new Map<string, KernelSnapshot>();
    const source = inboundTwin(world, { watchers: [new EventNotes()] });
    source.start();
    let events = 0;
    const stops = [
      'truckDeparted',
      'slotBooked',
      'truckAtGate',
      'truckDocked',
      'receiptCounted',
      'receiptDiscrepant',
      'goodsReceiptPosted',
    ];
    const due = new Map(stops.map((event) => [event, notes.of(event)[1]!.at]));
    for (const [event, at] of [...due].sort(([, x], [, y]) => x - y)) {
      source.run({ until: at });
      found.set(event, source.snapshot());
      events = source.kernel.events;
    }
    expect(events).toBeGreaterThan(0);
    return found;
  }

  test('goes on as the run never stopped, whatever is open', () => {
    const expected = { events: quiet.kernel.events, ...quiet.digests() };
    for (const [event, copy] of copies()) {
      const twin = inboundTwin(world, { watchers: [new EventNotes()] });
      twin.restore(structuredClone(copy));
      expect(twin.run()).toBe('empty');
      expect([event, { events: twin.kernel.events, ...twin.digests() }]).toEqual([event, expected]);
    }
  });

  test.each(['mock.SUPPLIER', 'mock.yard', 'mock.ERP', 'mock.WMS'])(
    'that forgets %s goes another way, or stops',
    (part) => {
      const at = notes.of('truckAtGate')[1]!.at;
      const source = inboundTwin(world, { watchers: [new EventNotes()] });
      source.start();
      source.run({ until: at - 1 });
      // A truck that has driven in is taken at the same instant.
      while (
        part === 'mock.yard' &&
        (source.snapshot().components['mock.yard'] as Map<number, unknown>).size === 0
      )
        source.run({ events: 1 });
      const copy = source.snapshot();
      const fresh = inboundTwin(world, { watchers: [new EventNotes()] }).snapshot();
      const twin = inboundTwin(world, { watchers: [new EventNotes()] });
      let cameTo = 'stopped';
      try {
        twin.restore({ ...copy, components: { ...copy.components, [part]: fresh.components[part] } });
        twin.run();
        cameTo = twin.digests().digest;
      } catch {}
      expect(cameTo).not.toBe(quiet.digests().digest);
    },
  );
});

describe('the story of the scenario', () => {
  /** Mean time at the gate until a truck is called to a door, ms, over a few seeds. */
  function meanWait(overlays: readonly string[]): number {
    let waitMs = 0;
    let trucks = 0;
    for (const seed of [1, 2, 3]) {
      const { notes: all } = ran({ seed }, buildOutboundWorld(inboundScenario([], overlays), seed));
      const gate = new Map(all.of('truckAtGate').map(({ key, at }) => [key, at]));
      for (const { key, at } of all.of('truckDocked')) waitMs += at - gate.get(key)!;
      trucks += gate.size;
    }
    return waitMs / trucks;
  }

  test('appointments halve the wait at the gate where suppliers can be relied on, and do not shorten it where they can not', () => {
    const sure = meanWait(['sure-suppliers']);
    expect(sure).toBeLessThan(0.7 * meanWait(['sure-suppliers', 'first-come']));
    const unsure = meanWait([]);
    expect(unsure).toBeGreaterThan(2 * sure);
    expect(unsure).toBeGreaterThan(meanWait(['first-come']));
  });
});

describe('the core', () => {
  test('dies and is back at the same instant at any step: the same business', () => {
    const twin = inboundTwin(world, { watchers: [new EventNotes()] });
    twin.start();
    const blinks = runBlinking(twin, quiet.host.steps, 197);
    expect(twin.run()).toBe('empty');
    expect(blinks).toBeGreaterThan(30);
    expect(twin.digests().businessDigest).toBe(quiet.digests().businessDigest);
    expect(twin.digests().outcomeDigest).toBe(quiet.digests().outcomeDigest);
  });

  test('comes to its end when messages are lost and repeated, with every invariant', () => {
    const { twin, notes: rough } = ran({ faults: LOSSY_LINKS });
    expect(rough.of('receiptPutAway').length).toBeGreaterThan(10);
    expect(twin.systems.wms.receiving!.ledger.openUnits).toBe(0);
  });
});

test.each([1, 2, 3])(
  'the worst suppliers, trucks that never come, and faults by seed %i: it all comes to its end',
  (seed) => {
    const faults = 'faults={ bySeed: { intensity: 0.5, heal: 10 d }, source: assumption }';
    const rough = smallInbound({ days: 6, ordersPerDay: 30, set: [faults, 'inbound.limits.neverCame=12 h'] });
    const suppliers = rough.inbound!.portal.suppliers.map(({ departures }) => ({
      departures,
      profile: { ...UNRELIABLE, truck: { ...UNRELIABLE.truck, neverShare: 0.15 } },
    }));
    const of = { ...rough, inbound: { ...rough.inbound!, portal: { ...rough.inbound!.portal, suppliers } } };
    const { notes: all } = ran({ seed }, of);
    expect(all.of('receiptLost').length).toBeGreaterThan(0);
    expect(all.of('receiptPutAway').length).toBeGreaterThan(0);
  },
);

describe('what happens to a purchase order', () => {
  test('by chance is the same whichever slots are chosen and whoever else buys', () => {
    const after = ran({}, { ...world, decidedBy: { ...world.decidedBy, 'dock-slot': 'after-arrival' } });
    const shipped = (of: EventNotes): string[] =>
      of
        .of('truckDeparted')
        .filter(({ key }) => key < 100)
        .map(({ at, key, a }) => `${key} ${at} ${a}`)
        .sort();
    expect(shipped(after.notes)).toEqual(shipped(notes));
    expect(after.notes.of('slotBooked')).not.toEqual(notes.of('slotBooked'));
  });

  test('by design is all told: every truck that has left is put away, sent back, lost or turned away', () => {
    const big = smallInbound({ days: 15, ordersPerDay: 80 });
    const { twin, notes: all } = ran({}, big);
    const over = new Set(
      ['receiptPutAway', 'goodsSentBack', 'receiptLost', 'truckTurnedAway'].flatMap((event) =>
        all.of(event).map(({ key }) => key),
      ),
    );
    expect(
      all
        .of('truckDeparted')
        .filter(({ key }) => !over.has(key) && twin.systems.suppliers!.ledger.lost === 0),
    ).toEqual([]);
    for (const event of [
      'commitmentFreed',
      'receiptDiscrepant',
      'appointmentMissed',
      'arrivalDelayed',
      'countDiffered',
      'purchaseOrderDeclined',
      'slotReleased',
    ])
      expect([event, all.of(event).length > 0]).toEqual([event, true]);
  });
});
