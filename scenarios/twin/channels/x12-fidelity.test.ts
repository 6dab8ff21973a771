/**
 * One carrier on X12 over a bad line: what a run does is the same whether interchanges travel by reference or as bytes that
 * two unrelated codecs write and read. Shown by equal digests where everything that can happen did; that the check can fail, by
 * codecs that are a cent wrong.
 */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { carrierCodecs } from '#mock-systems/wire/codecs';
import type { X12Interchange, X12Reading, X12Set } from '#orchestrator/contracts/x12-interchange';
import {
  copiesEndAlike,
  DEARER_CAUGHT,
  digestsAnew,
  OBJECTS,
  OTHER_PRICE_CAUGHT,
  ranOn,
  sameEitherWay,
  WIRE,
  wireWith,
} from '#testing/runs/fidelity';
import { partnerWorld, ROUGH_X12 } from '#testing/worlds/partner-world';
import type { Fidelity } from './channels.ts';
import type { X12Tally } from './x12-tally.ts';

const SEEDS = [1, 2, 3, 4];

const world = partnerWorld({ ordersPerDay: 100, partners: [ROUGH_X12] });
const smaller = partnerWorld({ ordersPerDay: 40, partners: [ROUGH_X12] });

const ran = (fidelity: Fidelity, seed: number) => ranOn<X12Tally>(world, fidelity, seed);

/** Every bill of an interchange a cent dearer, in its charges and in its sum. */
function dearer<Held extends X12Interchange>(interchange: Held): Held {
  const groups = interchange.groups.map((group) => ({ ...group, sets: group.sets.map(dearerSet) }));
  return { ...interchange, groups };
}

function dearerSet(set: X12Set): X12Set {
  if (set.id !== '210') return set;
  const { invoice, lines } = set.payload;
  const [first, ...others] = lines;
  const charges = first!.charges.map((each) => ({ ...each, chargeMinor: each.chargeMinor! + 1 }));
  return {
    ...set,
    payload: {
      ...set.payload,
      invoice: { ...invoice, netAmountDueMinor: invoice.netAmountDueMinor + 1 },
      lines: [{ ...first!, charges }, ...others],
    },
  };
}

/** Every offer a cent higher. */
function dearerOffer(interchange: X12Interchange): X12Interchange {
  const groups = interchange.groups.map((group) => ({
    ...group,
    sets: group.sets.map((set) => {
      if (set.id !== '204' || set.payload.total === null) return set;
      const { total } = set.payload;
      return {
        ...set,
        payload: { ...set.payload, total: { ...total, chargeMinor: total.chargeMinor! + 1 } },
      };
    }),
  }));
  return { ...interchange, groups };
}

describe('objects and wire', () => {
  test('give the same events, figures and ends, with everything that can happen on the line having happened', () => {
    const happened = sameEitherWay<X12Tally>(world, SEEDS);
    expect(happened.get('aside')).toBe(0);
    happened.delete('aside');
    for (const [kind, count] of happened) expect.soft(count, kind).toBeGreaterThan(0);
  });

  test('a rejected tender is a dead letter, and nothing that a carrier says is lost for good', () => {
    const all = SEEDS.map((seed) => ran(WIRE, seed));
    const deadLetters = all.map(({ counts }) => new Map(counts).get('messageDeadLettered') ?? 0);
    expect(Math.max(...deadLetters)).toBeGreaterThan(0);
    for (const { open, twin, tally } of all) {
      expect(open.freightInvoices).toBe(0);
      expect(twin.host.keptMessages).toBe(0);
      expect(tally.setsRejected).toBeGreaterThan(0);
    }
  });
});

describe('a copy', () => {
  copiesEndAlike(smaller, 2);
});

describe('a planted cent', () => {
  const objects = ran(OBJECTS, 1).digests;

  afterEach(() => {
    vi.doUnmock('#orchestrator/partners/x12/codec');
    vi.resetModules();
  });

  /** The run with a core whose codec module is changed. */
  async function withCore(change: (real: typeof import('#orchestrator/partners/x12/codec')) => object) {
    vi.resetModules();
    vi.doMock('#orchestrator/partners/x12/codec', async (original) => {
      const real = await original<typeof import('#orchestrator/partners/x12/codec')>();
      return { ...real, ...change(real) };
    });
    return digestsAnew(world);
  }

  test('none: the core loaded anew gives the digests of the run by reference', async () => {
    expect(await withCore(() => ({}))).toEqual(objects);
  });

  test("in the core's reading of bills is caught", async () => {
    const wrong = withCore(({ decode }) => ({
      decode: (...args: Parameters<typeof decode>): ReturnType<typeof decode> => {
        const received = decode(...args);
        if (!received.ok) return received;
        const value = received.value.map((interchange) => ({
          ...interchange,
          groups: interchange.groups.map((group) => ({
            ...group,
            sets: group.sets.map(({ result, ...set }) => ({
              ...set,
              result: result.ok ? { ...result, value: dearerSet(result.value) } : result,
            })),
          })),
        }));
        return { ...received, value };
      },
    }));
    await expect(wrong).rejects.toThrow(DEARER_CAUGHT);
  });

  test("in the core's writing of tenders is caught", async () => {
    const wrong = withCore(({ encode }) => ({
      encode: (interchange: X12Interchange, partner: string) => encode(dearerOffer(interchange), partner),
    }));
    await expect(wrong).rejects.toThrow(OTHER_PRICE_CAUGHT);
  });

  test("in the carrier's writing of bills is caught", () => {
    const write = (interchange: X12Interchange) => carrierCodecs.x12.write(dearer(interchange));
    expect(() => ran(wireWith('x12', { write }), 1)).toThrow(DEARER_CAUGHT);
  });

  test("in the carrier's reading of tenders is caught", () => {
    const read = (bytes: Uint8Array): X12Reading | null => {
      const reading = carrierCodecs.x12.read(bytes);
      return reading === null ? null : { ...reading, interchange: dearerOffer(reading.interchange) };
    };
    expect(() => ran(wireWith('x12', { read }), 1)).toThrow(OTHER_PRICE_CAUGHT);
  });
});
