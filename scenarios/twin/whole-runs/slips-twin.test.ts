/**
 * Slips of unit and currency in whole runs, with all invariants on: the tolerance of the match disputes what was billed in another
 * currency or by pounds, the count at the dock finds cartons that were announced as pieces, and nothing of it is paid or taken unseen.
 */
import { describe, expect, test } from 'vitest';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { FreightInvoiceState } from '#orchestrator/processes/outbound/freight/freight-invoice-state';
import { FREIGHT_INVOICE } from '#orchestrator/processes/outbound/inputs';
import { EventNotes } from '#testing/runs/event-notes';
import { inboundScenario, inboundTwin } from '#testing/worlds/inbound-world';
import { expectCaught } from '#testing/worlds/outbound-plants';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';

const SMALL = ['demand.days=8', 'demand.ordersPerDay=60'];

const worldOf = (set: readonly string[] = [], overlays: readonly string[] = ['wrong-units']): OutboundWorld =>
  buildOutboundWorld(inboundScenario([...SMALL, ...set], overlays), 1);

interface Slip {
  readonly kind: string;
  readonly place: string;
  readonly key: number;
  readonly detail: { readonly kind: string; readonly said: number; readonly right: number };
}

function ran(world: OutboundWorld) {
  const notes = new EventNotes();
  const slips: Slip[] = [];
  const recorder: Recorder = {
    ...nullRecorder,
    fault: (_time, kind, place, key, detail) =>
      slips.push({ kind, place, key: key!, detail: detail as Slip['detail'] }),
  };
  const twin = inboundTwin(world, { watchers: [notes], recorder });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { twin, notes, slips };
}

/** Every other one is, so that a small run has enough of each. */
const MANY = [
  'network.carriers.Bluebird Freight.slips={ currency: 0.3, rate: 1.37, pounds: 0.2, source: x }',
  'inbound.suppliers.Cedar Trading.slips={ cartons: 0.5, perCarton: 12, source: x }',
];

describe('a run with slips', () => {
  const { notes, slips } = ran(worldOf(MANY));
  const bills = slips.filter(({ detail }) => detail.kind === 'freightBilled');

  test('every bill of another currency or by pounds is disputed, and what is paid is what is right or what a person says', () => {
    const kinds = bills.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'currency-slip').length).toBeGreaterThan(3);
    expect(kinds.filter((kind) => kind === 'unit-slip').length).toBeGreaterThan(3);
    expect(new Set(bills.map(({ place }) => place))).toEqual(new Set(['carrier-1 to core']));
    const disputed = new Set(notes.of('freightDisputed').map(({ key }) => key));
    expect(bills.filter(({ key }) => !disputed.has(key))).toEqual([]);
    const billed = new Map(notes.of('freightBilled').map(({ key, a }) => [key, a]));
    for (const { key, kind, detail } of bills) {
      expect(billed.get(key)).toBe(detail.said);
      // Each charge by itself is rounded.
      if (kind === 'currency-slip') expect(Math.abs(detail.said / detail.right - 1.37)).toBeLessThan(0.01);
      else expect(detail.said).toBeGreaterThan(detail.right * 1.5);
    }
    const corrected = new Set(notes.of('invoiceCorrected').map(({ key }) => key));
    const paid = new Map(notes.of('freightPaid').map(({ key, a }) => [key, a]));
    for (const { key, detail } of bills) if (corrected.has(key)) expect(paid.get(key)).toBe(detail.right);
  });

  test('every notice in cartons is found out by the count, and goes to the receiving desk', () => {
    const notices = slips.filter(({ detail }) => detail.kind === 'shipmentNoticed');
    expect(notices.length).toBeGreaterThan(1);
    const counted = new Map(notes.of('receiptCounted').map(({ key, at }) => [key, at]));
    // A notice that comes after the count is held against nothing any more: what was ordered was.
    const noticed = new Map(notes.of('shipmentNoticed').map(({ key, at }) => [key, at]));
    const discrepant = new Set(notes.of('receiptDiscrepant').map(({ key }) => key));
    const there = notices.filter(({ key }) => counted.get(key)! > noticed.get(key)!);
    expect(there.length).toBeGreaterThan(1);
    expect(there.filter(({ key }) => !discrepant.has(key))).toEqual([]);
  });
});

test('slips are drawn by themselves: shares of 0 are no slips, and one slip more leaves every other bill as it was', () => {
  const calm = ran(worldOf([], []));
  const none = ran(
    worldOf(
      ['network.carriers.Bluebird Freight.slips={ currency: 0, rate: 1.37, pounds: 0, source: x }'],
      [],
    ),
  );
  expect(none.twin.digests()).toEqual(calm.twin.digests());
  expect([calm.slips, none.slips]).toEqual([[], []]);
  const bill = (run: typeof calm) =>
    new Map(run.notes.of('freightBilled').map(({ key, n, a }) => [`${key} ${n}`, a]));
  const some = ran(worldOf([MANY[0]!], []));
  const slipped = new Set(some.slips.map(({ key }) => key));
  const before = bill(calm);
  const after = bill(some);
  for (const [which, minor] of after)
    if (!slipped.has(Number(which.split(' ')[0])) && before.has(which)) expect(before.get(which)).toBe(minor);
  expect(slipped.size).toBeGreaterThan(5);
});

test('a core that takes such a bill for right is caught when it is paid', () => {
  expectCaught(
    'invoice-settled-once',
    /./,
    (twin, saboteur) => {
      saboteur.act = (event, load, minor) => {
        if (event !== 'freightBilled') return;
        const invoice = twin.host.state<FreightInvoiceState>(FREIGHT_INVOICE as ActorTypeNo, load);
        if (invoice !== undefined) invoice.charges = invoice.charges.map(() => minor);
      };
    },
    { ...worldOf([...MANY, 'demand.days=3']) },
  );
});
