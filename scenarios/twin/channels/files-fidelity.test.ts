/**
 * One carrier on files over a bad line: what a run does is the same whether files travel by reference or as text that two unrelated
 * codecs write and read. Shown by equal digests where everything that can happen did; that the check can fail, by codecs that are a cent or
 * a unit wrong.
 */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { carrierCodecs } from '#mock-systems/wire/codecs';
import type { ExchangeFile, FileCell, FilesCodec } from '#orchestrator/contracts/exchange-files';
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
import { ROUGH_FILES } from '#testing/worlds/files-world';
import { partnerWorld } from '#testing/worlds/partner-world';
import type { Fidelity } from './channels.ts';
import type { FilesTally } from './files-tally.ts';

const SEEDS = [1, 2, 3, 4];

const world = partnerWorld({ ordersPerDay: 100, partners: [ROUGH_FILES] });
const smaller = partnerWorld({ ordersPerDay: 40, partners: [ROUGH_FILES] });

const ran = (fidelity: Fidelity, seed: number) => ranOn<FilesTally>(world, fidelity, seed);

/** One cell of every record of a type, more by one: a cent of an amount, a unit of a number. */
function more(file: ExchangeFile, type: string, at: number): ExchangeFile {
  const added = (cells: readonly FileCell[]): FileCell[] =>
    cells.map((cell, i) => (i === at ? (cell as number) + 1 : cell));
  const records = file.records.map((record) =>
    record.type === type ? { ...record, cells: added(record.cells) } : record,
  );
  return { ...file, records };
}

/** Every bill a cent dearer, in its sum and in its first charge. */
function dearer(file: ExchangeFile): ExchangeFile {
  const records = more(file, 'INV', 2).records.map((record) => {
    if (record.type !== 'INV') return record;
    const [first, ...others] = record.parts;
    const [code, amountMinor] = first!.cells;
    return {
      ...record,
      parts: [{ type: 'CHG', cells: [code!, (amountMinor as number) + 1] }, ...others],
    };
  });
  return { ...file, records };
}

describe('objects and wire', () => {
  test('give the same events, figures and ends, with everything that can happen on the line having happened', () => {
    const happened = sameEitherWay<FilesTally>(world, SEEDS);
    expect(happened.get('aside')).toBe(0);
    happened.delete('aside');
    for (const [kind, count] of happened) expect.soft(count, kind).toBeGreaterThan(0);
  });

  test('a record that the carrier could not read is a dead letter, the rest goes on, and nothing that it says is lost for good', () => {
    const all = SEEDS.map((seed) => ran(WIRE, seed));
    const deadLetters = all.map(({ counts }) => new Map(counts).get('messageDeadLettered') ?? 0);
    expect(Math.max(...deadLetters)).toBeGreaterThan(0);
    for (const { open, twin, tally } of all) {
      expect(open.freightInvoices).toBe(0);
      expect(twin.host.keptMessages).toBe(0);
      expect(tally.recordsRefused).toBeGreaterThan(0);
    }
  });
});

describe('a copy', () => {
  copiesEndAlike(smaller, 2);
});

describe('a planted cent', () => {
  const objects = ran(OBJECTS, 1).digests;

  afterEach(() => {
    vi.doUnmock('#orchestrator/partners/files/codec');
    vi.resetModules();
  });

  /** The run with a core whose codec is changed. */
  async function withCore(change: (real: FilesCodec) => Partial<FilesCodec>) {
    vi.resetModules();
    vi.doMock('#orchestrator/partners/files/codec', async (original) => {
      const { filesCodec } = await original<typeof import('#orchestrator/partners/files/codec')>();
      return {
        filesCodec: (currency: string): FilesCodec => {
          const real = filesCodec(currency);
          return { ...real, ...change(real) };
        },
      };
    });
    return digestsAnew(world);
  }

  test('none: the core loaded anew gives the digests of the run by reference', async () => {
    expect(await withCore(() => ({}))).toEqual(objects);
  });

  test("in the core's reading of bills is caught", async () => {
    const wrong = withCore(({ read }) => ({
      read: (text) => {
        const reading = read(text);
        return reading === null ? null : { ...reading, file: dearer(reading.file) };
      },
    }));
    await expect(wrong).rejects.toThrow(DEARER_CAUGHT);
  });

  test("in the core's writing of tenders is caught", async () => {
    const wrong = withCore(({ write }) => ({ write: (file) => write(more(file, 'TND', 13)) }));
    await expect(wrong).rejects.toThrow(OTHER_PRICE_CAUGHT);
  });

  test("in the carrier's writing of bills is caught", () => {
    const write = (file: ExchangeFile) => carrierCodecs.files.write(dearer(file));
    expect(() => ran(wireWith('files', { write }), 1)).toThrow(DEARER_CAUGHT);
  });

  const readingMore =
    (at: number): FilesCodec['read'] =>
    (text) => {
      const reading = carrierCodecs.files.read(text);
      return reading === null ? null : { ...reading, file: more(reading.file, 'TND', at) };
    };

  test("in the carrier's reading of tenders is caught", () => {
    expect(() => ran(wireWith('files', { read: readingMore(13) }), 1)).toThrow(OTHER_PRICE_CAUGHT);
  });

  test("in the carrier's reading of tenders breaks the equality where it is a day of transit", () => {
    const wrong = ran(wireWith('files', { read: readingMore(7) }), 1);
    expect(wrong.digests.businessDigest).not.toBe(objects.businessDigest);
  });
});
