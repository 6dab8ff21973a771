/**
 * What must hold of any text that a partner leaves as a file: reading comes to an end and throws nothing; what is not whole is no file;
 * a file is written back as it was read; a record that means nothing says why and gives no message; what came twice is taken once.
 * Shown by texts like files of every record, and like receipts.
 */
import { expect } from 'vitest';
import { fuzz } from '#testing/fuzz/fuzz-target';
import type { FileCell, FileReading } from '../../contracts/exchange-files.ts';
import { filesCodec } from './codec.ts';
import { NOTHING_IN, receiveFile } from './incoming.ts';
import { type CellType, LAYOUTS } from './layouts.ts';
import { readRecord } from './reports.ts';
import { readWarehouseRecord } from './warehouse-reports.ts';

const codec = filesCodec('USD');
const ENDS = { mailbox: 'HERON', shipper: 'DRAY' };
const HERON = { partner: 100, carrier: 0 };
const NOW = Date.UTC(2026, 2, 4);
const KEPT_MS = 1000;

const CELLS: Readonly<Record<CellType, FileCell>> = {
  whole: 7,
  text: 'a "word", two\r\nlines',
  amount: 12_345,
  instant: NOW,
  flag: 1,
};
const cellsOf = (types: readonly CellType[]): FileCell[] => types.map((type) => CELLS[type]);

/** A file of all records, each with one line of each kind below it. */
const every = codec.write({
  ...{ sender: 'HERON', receiver: 'DRAY', number: 17, createdAt: NOW },
  records: [...LAYOUTS].map(([type, { cells, parts }], i) => ({
    type,
    number: i + 1,
    cells: cellsOf(cells),
    parts: Object.entries(parts).map(([part, types]) => ({ type: part, cells: cellsOf(types) })),
  })),
});
const status = codec.write({
  ...{ sender: 'HERON', receiver: 'DRAY', number: 18, createdAt: NOW },
  records: [{ type: 'STS', number: 1, cells: [72, 'DLV', 'D1', NOW, null], parts: [] }],
});
const receipt = codec.writeReceipt({
  ...{ sender: 'DRAY', receiver: 'HERON', file: 17, at: NOW, taken: 2, refused: [4, 5] },
});

fuzz({
  name: 'files',
  samples: [every, status, receipt],
  words: [...LAYOUTS.keys(), 'HDR', 'TRL', 'CHG', '\r\n', '""', '12.345', '2026-03-04T00:00:00.000Z'],
  take: (input) => {
    const text = Buffer.from(input).toString();
    const reading = codec.read(text);
    if (reading !== null) expectTakenOnce(reading);
    if (reading !== null && reading.refused.length === 0)
      expect(codec.read(codec.write(reading.file))).toEqual(reading);
    const answer = codec.readReceipt(text);
    if (answer !== null) expect(codec.readReceipt(codec.writeReceipt(answer))).toEqual(answer);
    return { reading, answer };
  },
});

function expectTakenOnce(reading: FileReading): void {
  for (const read of [
    readWarehouseRecord,
    (record: (typeof reading.file.records)[number]) => readRecord(record, HERON),
  ]) {
    const first = receiveFile(NOTHING_IN, reading, ENDS, read, NOW, KEPT_MS);
    if (!first.repeat) expect(first.messages.length + first.aside.length).toBe(reading.file.records.length);
    for (const why of first.aside) expect(why).toMatch(/^\S* \d+: ./);
    expect(receiveFile(first.state, reading, ENDS, read, NOW, KEPT_MS).messages).toEqual([]);
  }
}
