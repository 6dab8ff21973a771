/**
 * The core and a carrier on files share no code, and understand each other: whatever is said arrives as it was, by reference and as text.
 * Shown by messages drawn from all that goes by file, by texts that are cut off anywhere, and by records that are spoilt.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filesCodec as theirs } from '#mock-systems/wire/files/codec';
import { LADING_EXCEPTION, MILESTONE, REJECTION } from '#orchestrator/contracts/carriers';
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { CONDITION } from '#orchestrator/contracts/erp';
import type {
  ExchangeFile,
  FileReceipt,
  FileRecord,
  FilesCodec,
} from '#orchestrator/contracts/exchange-files';
import { filesCodec } from '#orchestrator/partners/files/codec';
import { type OrderByFile, recordOf } from '#orchestrator/partners/files/orders';
import { readRecord } from '#orchestrator/partners/files/reports';
import {
  AMOUNT,
  chargesWith,
  INSTANT,
  SMALL,
  TERMS,
  tenderWith,
  WHOLE,
} from '#testing/arbitraries/carrier-arbitraries';
import { runs } from '#testing/properties/properties';
import { readOrder } from './order-reading.ts';
import { type ReportByFile, reportOf } from './report-writing.ts';

const ENDS = { partner: 100, carrier: 0 };
const ours = filesCodec('USD');
const CODE = fc.constantFrom('400', 'FUE', 'HAZ', 'DTL', 'a "word", two', 'line\r\nbreak');
const CHARGES = chargesWith(CODE);
const TENDER = tenderWith(CHARGES);

const asked = (kind: OrderByFile['kind'], key: number, a: number, b: number, body: unknown): OrderByFile =>
  envelope(kind, 0, 0, PARTNER, 100, CORE_SENDER, 9, key, a, b, body) as unknown as OrderByFile;

const ORDER: fc.Arbitrary<OrderByFile> = fc.oneof(
  fc.tuple(WHOLE, SMALL, TENDER).map(([key, a, body]) => asked('offerTender', key, a, 0, body)),
  fc.tuple(WHOLE, SMALL).map(([key, a]) => asked('withdrawTender', key, a, 0, null)),
  fc
    .tuple(WHOLE, SMALL, INSTANT)
    .map(([key, a, pickupAt]) => asked('dispatchTruck', key, a, 0, { pickupAt })),
  fc.tuple(WHOLE, SMALL).map(([key, a]) => asked('requestStatus', key, a, 0, null)),
  fc.tuple(WHOLE, SMALL).map(([key, a]) => asked('requestBill', key, a, 0, null)),
  fc
    .tuple(WHOLE, AMOUNT, WHOLE, fc.array(CODE))
    .map(([key, a, b, codes]) => asked('disputeInvoice', key, a, b, { codes })),
  fc.tuple(WHOLE, AMOUNT, WHOLE).map(([key, a, b]) => asked('fileClaim', key, a, b, { condition: 1 })),
);

const said = (kind: ReportByFile['kind'], key: number, a: number, b: number, body: unknown): ReportByFile =>
  envelope(kind, PARTNER, 100, 0, 0, 100, 7, key, a, b, body) as unknown as ReportByFile;

const EXCEPTIONS = fc.array(
  fc.record({ line: SMALL, kind: fc.constantFrom(...Object.values(LADING_EXCEPTION)), units: SMALL }),
  { maxLength: 3 },
);

const REPORT: fc.Arbitrary<ReportByFile> = fc.oneof(
  fc.tuple(WHOLE, SMALL).map(([key, a]) => said('tenderAccepted', key, a, 0, null)),
  fc
    .tuple(WHOLE, SMALL, fc.constantFrom(0, ...Object.values(REJECTION)))
    .map(([key, a, b]) => said('tenderRejected', key, a, b, null)),
  fc
    .tuple(WHOLE, SMALL, AMOUNT, TERMS)
    .map(([key, a, b, detention]) => said('tenderCountered', key, a, b, { detention })),
  fc
    .tuple(WHOLE, fc.constantFrom(...Object.values(MILESTONE)), CODE, INSTANT, fc.option(INSTANT))
    .map(([key, a, rawCode, occurredAt, estimatedAt]) =>
      said('milestoneReported', key, a, 0, { rawCode, occurredAt, estimatedAt }),
    ),
  fc
    .tuple(
      WHOLE,
      INSTANT,
      fc.array(fc.tuple(WHOLE, fc.constantFrom(...Object.values(CONDITION)), EXCEPTIONS)),
    )
    .map(([key, a, list]) =>
      said('podReceived', key, a, 0, {
        shipments: list.map(([shipment, condition, exceptions]) =>
          exceptions.length === 0 ? { shipment, condition } : { shipment, condition, exceptions },
        ),
      }),
    ),
  fc
    .tuple(WHOLE, AMOUNT, WHOLE, CHARGES)
    .map(([key, a, invoice, charges]) => said('freightBilled', key, a, 0, { invoice, charges })),
  fc
    .tuple(fc.constantFrom('invoiceCorrected', 'disputeRejected'), WHOLE, AMOUNT, WHOLE)
    .map(([kind, key, a, b]) => said(kind as ReportByFile['kind'], key, a, b, null)),
  fc.tuple(WHOLE, AMOUNT).map(([key, a]) => said('claimAnswered', key, a, 0, null)),
);

const fileOf = (records: readonly FileRecord[]): ExchangeFile => ({
  sender: 'DRAY',
  receiver: 'HERON',
  number: 17,
  createdAt: 1_772_409_600_000,
  records,
});

/** Numbered as a sender does. */
const FILE: fc.Arbitrary<ExchangeFile> = fc
  .array(
    fc.oneof(
      ORDER.map((message) => recordOf(message)!),
      REPORT.map(reportOf),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((records) => fileOf(records.map((record, i) => ({ ...record, number: 40 + i }))));

test('what the core orders arrives with the carrier as it was', () => {
  fc.assert(
    fc.property(ORDER, (message) => {
      expect(readOrder(recordOf(message)!, ENDS)).toEqual({ ok: true, message });
    }),
  );
});

test('what a carrier reports arrives in the core as it was', () => {
  fc.assert(
    fc.property(REPORT, (message) => {
      expect(readRecord(reportOf(message), ENDS)).toEqual({ ok: true, message });
    }),
  );
});

test('free time that is not whole minutes has no cell, and is not sent', () => {
  fc.assert(
    fc.property(TENDER, (tender) => {
      const detention = { ...tender.detention, freeTimeMs: 90_001 };
      expect(recordOf(asked('offerTender', 1, 1, 0, { ...tender, detention }))).toBeNull();
    }),
    { numRuns: 5 },
  );
});

describe.each<[string, FilesCodec, FilesCodec]>([
  ["the core's text, read by the carrier", ours, theirs],
  ["the carrier's text, read by the core", theirs, ours],
  ["the core's own", ours, ours],
  ["the carrier's own", theirs, theirs],
])('%s', (_name, writer, reader) => {
  test('is the file as it was', () => {
    fc.assert(
      fc.property(FILE, (file) => {
        expect(reader.read(writer.write(file))).toEqual({ file, refused: [] });
      }),
    );
  });

  test('cut off anywhere, is no file', () => {
    fc.assert(
      fc.property(FILE, fc.double({ min: 0, max: 0.999, noNaN: true }), (file, share) => {
        const text = writer.write(file);
        expect(reader.read(text.slice(0, Math.floor(share * text.length)))).toBeNull();
      }),
      { numRuns: runs(50) },
    );
  });

  test('without one of its lines, is no file', () => {
    const file = fileOf([
      ...[1, 2].map((number) => reportOf({ ...said('tenderAccepted', 8, 1, 0, null), counter: number })),
      reportOf(
        said('freightBilled', 8, 300, 0, { invoice: 5, charges: [{ code: '400', amountMinor: 300 }] }),
      ),
    ]);
    const lines = writer.write(file).split(/(?<=\r\n)/);
    lines.forEach((_line, i) => {
      expect(reader.read(lines.filter((_each, k) => k !== i).join(''))).toBeNull();
    });
  });

  test('with a cent changed in it, does not fit its trailer', () => {
    const charges = [{ code: '400', amountMinor: 12_345 }];
    const text = writer.write(
      fileOf([reportOf(said('freightBilled', 8, 12_345, 0, { invoice: 5, charges }))]),
    );
    expect(reader.read(text)).not.toBeNull();
    expect(reader.read(text.replace('123.45', '123.46'))).toBeNull();
  });

  test('with a record spoilt, is the file without it', () => {
    fc.assert(
      fc.property(FILE, fc.nat(), (file, which) => {
        const { number } = file.records[which % file.records.length]!;
        const text = writer.write(file).replace(new RegExp(`^([A-Z]{3},${number},)[^,\\r]*`, 'm'), '$1?');
        const records = file.records.filter((record) => record.number !== number);
        expect(reader.read(text)).toEqual({ file: { ...file, records }, refused: [number] });
      }),
      { numRuns: runs(50) },
    );
  });

  test('of a receipt is the receipt as it was, and no file', () => {
    const receipt = fc.record<FileReceipt>({
      sender: fc.constant('HERON'),
      receiver: fc.constant('DRAY'),
      file: fc.integer({ min: 1, max: 999_999 }),
      at: INSTANT,
      taken: SMALL,
      refused: fc.array(fc.integer({ min: 1, max: 999_999 }), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(receipt, (each) => {
        const text = writer.writeReceipt(each);
        expect(reader.readReceipt(text)).toEqual(each);
        expect(reader.read(text)).toBeNull();
        expect(reader.readReceipt(text.slice(0, -3))).toBeNull();
      }),
    );
  });
});

test('any text is read by both alike, and neither throws', () => {
  const line = fc.array(
    fc.constantFrom('HDR', 'TRL', 'ACC', 'DATA', '1', '', '"', '2026-03-02T00:00:00.000Z'),
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(line, { maxLength: 6 }).map((lines) => lines.map((cells) => `${cells.join(',')}\r\n`).join('')),
  );
  fc.assert(
    fc.property(text, (each) => {
      expect([ours.read(each), ours.readReceipt(each)]).toEqual([null, null]);
      expect([theirs.read(each), theirs.readReceipt(each)]).toEqual([null, null]);
    }),
  );
});

test('the example of the guide is a file, and means what it says', () => {
  const page = readFileSync(fileURLToPath(new URL('../../docs/files-guide.md', import.meta.url)), 'utf8');
  const text = /```\n(HDR,[\s\S]*?)```/.exec(page)![1]!.replaceAll('\n', '\r\n');
  const reading = ours.read(text);
  expect(theirs.read(text)).toEqual(reading);
  expect(ours.write(reading!.file)).toBe(text);
  const read = readOrder(reading!.file.records[0]!, ENDS);
  expect(read).toMatchObject({ ok: true, message: { kind: 'offerTender', key: 136, counter: 4711, a: 1 } });
});
