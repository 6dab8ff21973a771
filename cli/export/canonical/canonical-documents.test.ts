/**
 * The documents of a rough day, stopped in its midst and at its end: what the actors of the twin know is what the documents say, made of the
 * recording alone; and what finds no actor any more is a document all the same.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadId } from '#orchestrator/canonical/context';
import { canonicalOfLoad } from '#orchestrator/canonical/from-load';
import { canonicalOfOrder } from '#orchestrator/canonical/from-order';
import { type CanonicalDocument, canonicalSchema } from '#orchestrator/canonical/schemas';
import { MILESTONE } from '#orchestrator/contracts/carriers';
import { envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { CARRIER_FIRST } from '#orchestrator/contracts/partners';
import { FREIGHT_INVOICE, LOAD, ORDER } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { FreightInvoiceState } from '#orchestrator/processes/outbound/freight/freight-invoice-state';
import type { LoadState } from '#orchestrator/processes/outbound/load/load-state';
import type { OrderState } from '#orchestrator/processes/outbound/order/order-state';
import { readTable } from '#reports/recording/reader';
import { RecordingWriter } from '#reports/recording/writer';
import { inCases, processActors } from '#scenarios/twin/core-parts';
import type { OutboundTwin } from '#scenarios/twin/outbound-twin';
import { Desk } from '#testing/outside/command-line';
import { roughTwin, roughWorld } from '#testing/worlds/outbound-rough-day';
import { canonicalDocuments, type RecordedCore } from './canonical-documents.ts';
import { worldContext } from './world-context.ts';

/** Two runs, on a machine that is busy with others. */
const HANGS_MS = 60_000;
const desk = new Desk();
afterAll(() => desk.clear());

const world = roughWorld();
const context = worldContext(world, []);

interface Day {
  readonly twin: OutboundTwin;
  readonly core: RecordedCore;
  readonly documents: readonly CanonicalDocument[];
}

/** A carrier tells of a load that has long been closed: no run of this world has one that does. */
function recordLate(writer: RecordingWriter, now: number): void {
  const [carrier, load] = [CARRIER_FIRST, 8];
  const said = { rawCode: 'late', occurredAt: now, estimatedAt: null };
  const late = envelope(
    'milestoneReported',
    PARTNER,
    carrier,
    LOAD,
    load,
    carrier,
    9999,
    load,
    MILESTONE.departed,
    0,
    said,
  );
  const input = ['exception-case', load, 1, 'inputWithoutActor', 'exception-case', load, 0, 9999] as const;
  writer.input(now, ...input, load, LOAD, 1, late);
}

function day(name: string, events?: number): Day {
  const dir = desk.file(name);
  const writer = new RecordingWriter(dir);
  const twin = roughTwin(world, writer);
  twin.start();
  twin.run(events === undefined ? {} : { events });
  if (events === undefined) recordLate(writer, twin.kernel.now);
  writer.close();
  const core: RecordedCore = { dir, actors: inCases(processActors(world), world), context };
  return { twin, core, documents: [...canonicalDocuments(core, () => {})].map(({ document }) => document) };
}

let whole: Day;
let half: Day;
beforeAll(() => {
  whole = day('whole');
  half = day('half', 14_000);
}, HANGS_MS);

const ofKind = <Kind extends CanonicalDocument['canonical']>(
  { documents }: Day,
  kind: Kind,
): Extract<CanonicalDocument, { canonical: Kind }>[] =>
  documents.filter(
    (document): document is Extract<CanonicalDocument, { canonical: Kind }> => document.canonical === kind,
  );

test('each is right by its schema', () => {
  for (const { documents } of [half, whole])
    for (const document of documents) expect(canonicalSchema.parse(document)).toEqual(document);
});

describe('in the midst of the day', () => {
  test('orders and loads that are open are as the twin has them', () => {
    const { host } = half.twin;
    const orders = host.living(ORDER as ActorTypeNo);
    const loads = host.living(LOAD as ActorTypeNo);
    expect(Math.min(orders.length, loads.length)).toBeGreaterThan(1);
    for (const key of orders) {
      const known = canonicalOfOrder(context, key, host.state<OrderState>(ORDER, key)!);
      expect(ofKind(half, 'order').filter(({ id }) => id === known.id)).toEqual([known]);
    }
    for (const key of loads) {
      const state = host.state<LoadState>(LOAD, key)!;
      const invoice = host.state<FreightInvoiceState>(FREIGHT_INVOICE, key)?.status ?? null;
      const tenders = ofKind(half, 'tender').filter(({ load }) => load === loadId(context, key));
      const mode = tenders.find(({ attempt }) => attempt === state.attempt)?.leg.rawMode ?? null;
      const known = canonicalOfLoad(context, key, state, { mode, invoice });
      expect(ofKind(half, 'load').filter(({ id }) => id === known.id)).toEqual([known]);
    }
  });

  test('a load on the road has the mode that it was tendered by; one that has arrived says how far its freight is', () => {
    const known = ofKind(half, 'load');
    const under = (...statuses: string[]) => known.filter(({ status }) => statuses.includes(status));
    expect(under('in_transit').length).toBeGreaterThan(0);
    for (const { legs } of under('in_transit')) expect(legs[0]!.mode).not.toBeNull();
    expect(under('pod_received', 'invoiced', 'audited', 'paid').length).toBeGreaterThan(0);
  });

  test('a wave is shipped when all that it picked has left, and not before', () => {
    for (const each of [half, whole]) {
      const left = new Map(ofKind(each, 'shipment').map(({ id, status }) => [id, status]));
      const waves = ofKind(each, 'wave').filter(({ status }) => status === 'shipped');
      expect(waves.length).toBeGreaterThan(0);
      for (const { shipments } of waves) {
        const statuses = new Set(shipments.map((id) => left.get(id)!));
        statuses.delete('canceled');
        expect(statuses.size).toBeGreaterThan(0);
        for (const status of statuses) expect(['dispatched', 'received']).toContain(status);
      }
    }
  });
});

describe('at its end', () => {
  test('what partners said is there, of a matter that was over, too', () => {
    const told = readTable(whole.core.dir, 'inputs').rows.filter(({ kind }) => kind === 'milestoneReported');
    const actual = ofKind(whole, 'milestone').filter(({ classifier }) => classifier === 'actual');
    expect(actual).toHaveLength(told.length + 1);
    expect(actual.at(-1)).toMatchObject({ code: 'departed', rawCode: 'late' });
    expect(ofKind(whole, 'exception')).toMatchObject([{ status: 'open', lastInput: 'milestoneReported' }]);
  });

  test('the ledger is that of the recording', () => {
    const posted = readTable(whole.core.dir, 'ledger').rows.map(({ reference, amountMinor }) => [
      reference,
      amountMinor,
    ]);
    expect(ofKind(whole, 'ledger-entry').map(({ posting, amount }) => [posting, amount.minor])).toEqual(
      posted,
    );
  });
});
