/**
 * One carrier with a web API over a bad line, alone and beside one on X12: the same run whether calls and events travel by
 * reference, or as text through msw handlers and JSON. Shown by equal digests where everything that can happen did; that the
 * check can fail, by a codec that is a cent wrong.
 */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ApiCodec } from '#mock-systems/api/codec';
import { carrierCodecs } from '#mock-systems/wire/codecs';
import type { HttpResponse, JsonObject, RestEvent } from '#orchestrator/contracts/rest-payloads';
import type { KernelSnapshot } from '#sim/kernel';
import { COPIES, DEARER_CAUGHT, OBJECTS, OTHER_PRICE_CAUGHT, WIRE, wireWith } from '#testing/runs/fidelity';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { eventCounts, onItsWay, partnerWorld, ROUGH_REST, ROUGH_X12 } from '#testing/worlds/partner-world';
import { NO_REST_FAULTS, NO_X12_FAULTS } from '../../world/partner-settings.ts';
import type { Fidelity } from './channels.ts';
import type { RestChannel } from './rest-channel.ts';
import type { RestTally } from './rest-tally.ts';

const SEEDS = [1, 2, 3];

const world = partnerWorld({ ordersPerDay: 80, partners: [ROUGH_REST] });
const both = partnerWorld({ ordersPerDay: 80 });

async function ran(fidelity: Fidelity, seed: number, of = world) {
  const counts = eventCounts();
  const twin = distributorTwin(of, { fidelity, seed, watchers: [counts] });
  twin.start();
  expect(await twin.runQuiescent()).toBe('empty');
  const tallies = twin.channels.map((channel) => (channel as RestChannel).tally);
  return { digests: twin.digests(), counts: counts.sorted(), tallies, open: twin.openWork(), twin };
}

type Ran = Omit<Awaited<ReturnType<typeof ran>>, 'twin'>;
const seen = ({ digests, counts, tallies, open }: Ran): Ran => ({ digests, counts, tallies, open });

describe('objects and wire', () => {
  test('give the same events, figures and ends, with everything that can happen on the line having happened', async () => {
    const sum: Partial<Record<keyof RestTally, number>> = {};
    for (const seed of SEEDS) {
      const objects = await ran(OBJECTS, seed);
      const wire = await ran(WIRE, seed);
      expect(seen(wire)).toEqual(seen(objects));
      expect(wire.open).toMatchObject({ orders: 0, shipments: 0, loads: 0, freightInvoices: 0 });
      expect(wire.twin.host.keptMessages).toBe(0);
      for (const [kind, count] of Object.entries(wire.tallies[0]!))
        sum[kind as keyof RestTally] = (sum[kind as keyof RestTally] ?? 0) + count;
    }
    for (const [kind, count] of Object.entries(sum)) expect.soft(count, kind).toBeGreaterThan(0);
    expect(sum.repaired).toBe(sum.aside);
  });

  test('beside a carrier on X12', async () => {
    expect(seen(await ran(WIRE, 1, both))).toEqual(seen(await ran(OBJECTS, 1, both)));
  });

  test('over quiet lines nothing is repeated, by either protocol', async () => {
    const partners = [
      { ...ROUGH_X12, faults: NO_X12_FAULTS },
      { ...ROUGH_REST, faults: NO_REST_FAULTS },
    ];
    const { tallies } = await ran(WIRE, 1, partnerWorld({ ordersPerDay: 80, partners }));
    const [x12, rest] = tallies as unknown as Record<string, number>[];
    const { interchanges, ...ofX12 } = x12!;
    const { calls, events, ...ofRest } = rest!;
    expect(Math.min(interchanges!, calls!, events!)).toBeGreaterThan(0);
    for (const count of [...Object.values(ofX12), ...Object.values(ofRest)]) expect(count).toBe(0);
  });

  test('a core that is down for hours takes everything in when it is back', async () => {
    const through = async (fidelity: Fidelity) => {
      const twin = distributorTwin(both, { fidelity });
      twin.start();
      await twin.runQuiescent({ events: 6000 });
      twin.host.crash();
      await twin.runQuiescent({ until: twin.kernel.now + 5 * 3_600_000 });
      twin.host.restart();
      expect(await twin.runQuiescent()).toBe('empty');
      expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0, freightInvoices: 0 });
      expect(twin.host.keptMessages).toBe(0);
      return twin.digests();
    };
    expect(await through(WIRE)).toEqual(await through(OBJECTS));
  });

  test('the order in which promises settle never shows', async () => {
    let n = 0;
    const rest: Pick<ApiCodec, 'respond'> = {
      respond: async (request, serve): Promise<HttpResponse> => {
        n += 1;
        for (let i = 0; i < (n * 7) % 5; i++) await new Promise((resolve) => setImmediate(resolve));
        const answer = await carrierCodecs.rest.respond(request, serve);
        for (let i = 0; i < (n * 3) % 4; i++) await new Promise((resolve) => setImmediate(resolve));
        return answer;
      },
    };
    expect((await ran(wireWith('rest', rest), 1)).digests).toEqual((await ran(OBJECTS, 1)).digests);
  });

  test('run() refuses what it could not wait for', () => {
    const twin = distributorTwin(world, { fidelity: WIRE });
    twin.start();
    expect(() => twin.run()).toThrow(/use runQuiescent/);
  });
});

describe('a copy', () => {
  const smaller = partnerWorld({ ordersPerDay: 30 });

  async function snapshots(fidelity: Fidelity, every: number): Promise<KernelSnapshot[]> {
    const twin = distributorTwin(smaller, { fidelity });
    twin.start();
    const list: KernelSnapshot[] = [];
    for (let i = 0; i < 9; i++) {
      await twin.runQuiescent({ events: every });
      // Calls are short: the first copy is of an instant with one on its way.
      while (i === 0 && !onItsWay(twin.snapshot()))
        expect(await twin.runQuiescent({ events: 1 })).not.toBe('empty');
      list.push(structuredClone(twin.snapshot()));
    }
    return list;
  }

  test.each(COPIES)('in mid-run, %s: ends as the run never stopped', async (_name, from, to) => {
    const straight = await ran(OBJECTS, 1, smaller);
    const list = await snapshots(from, Math.floor(straight.twin.kernel.events / 12));
    expect(list.some(onItsWay)).toBe(true);
    for (const snapshot of list) {
      const copy = distributorTwin(smaller, { fidelity: to });
      copy.restore(snapshot);
      await copy.runQuiescent();
      expect(copy.digests()).toEqual(straight.digests);
    }
  });

  test('can be taken between any two events of a run that stops after each', async () => {
    const twin = distributorTwin(smaller, { fidelity: WIRE });
    twin.start();
    for (let i = 0; i < 2000; i++) {
      await twin.runQuiescent({ events: 1 });
      if (i % 50 === 0) twin.snapshot();
    }
    await twin.runQuiescent();
    expect(twin.digests()).toEqual((await ran(OBJECTS, 1, smaller)).digests);
  });
});

describe('a planted cent', () => {
  afterEach(() => {
    vi.doUnmock('#orchestrator/partners/rest/codec');
    vi.resetModules();
  });

  const dearer = (value: JsonObject): JsonObject => ({
    ...value,
    amount: `${value.amount}`.replace(/\d$/, next),
  });
  const next = (digit: string): string => (digit === '9' ? '8' : String(Number(digit) + 1));

  function dearerBill(event: RestEvent): RestEvent {
    if (event.type !== 'invoice.issued') return event;
    const [first, ...others] = event.data.charges as readonly JsonObject[];
    const total = dearer(event.data.total as JsonObject);
    return { ...event, data: { ...event.data, total, charges: [dearer(first!), ...others] } };
  }

  test("in the carrier's writing of bills is caught", async () => {
    const rest = { writeEvent: (event: RestEvent) => JSON.stringify(dearerBill(event)) };
    await expect(ran(wireWith('rest', rest), 1)).rejects.toThrow(DEARER_CAUGHT);
  });

  test("in the carrier's reading of tenders is caught", async () => {
    const { respond } = carrierCodecs.rest;
    const rest: Pick<ApiCodec, 'respond'> = {
      respond: (request, serve) =>
        respond(request, (call) => {
          const { offered } = call.body;
          if (offered === undefined) return serve(call);
          return serve({ ...call, body: { ...call.body, offered: dearer(offered as JsonObject) } });
        }),
    };
    await expect(ran(wireWith('rest', rest), 1)).rejects.toThrow(OTHER_PRICE_CAUGHT);
  });

  test("in the core's reading of bills is caught", async () => {
    vi.resetModules();
    vi.doMock('#orchestrator/partners/rest/codec', async (original) => {
      const real = await original<typeof import('#orchestrator/partners/rest/codec')>();
      const decodeEvent = (text: string): RestEvent | null => {
        const event = real.decodeEvent(text);
        return event === null ? null : dearerBill(event);
      };
      return { ...real, decodeEvent };
    });
    const { distributorTwin: twinOf } = await import('#testing/worlds/outbound-world');
    const twin = twinOf(world, { fidelity: WIRE });
    twin.start();
    await expect(twin.runQuiescent()).rejects.toThrow(DEARER_CAUGHT);
  });
});
