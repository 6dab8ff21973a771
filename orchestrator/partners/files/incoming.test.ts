/** What the core makes of files that come in any order, or again: shown by files of one record, more of them than anything here remembers by number. */
import { expect, test } from 'vitest';
import { CORE_SENDER, type Envelope, envelope, PARTNER } from '../../contracts/envelope.ts';
import type { ExchangeFile, FileReading } from '../../contracts/exchange-files.ts';
import { NOTHING_IN, type ReceivedFile, receiveFile } from './incoming.ts';
import type { ReadRecord } from './reading.ts';

const ENDS = { mailbox: 'HERON', shipper: 'DRAY' };
const MINUTE_MS = 60_000;
const KEPT_MS = 2 * 24 * 60 * MINUTE_MS;

const message: Envelope = envelope('withdrawTender', 0, 0, PARTNER, 101, CORE_SENDER, 1, 8, 1, 1, null);
const read = (): ReadRecord<Envelope> => ({ ok: true, message });

/** The file of this number as it was written, with one record of its number. */
function fileOf(number: number): ExchangeFile {
  const records = [{ type: 'STS', number, cells: [], parts: [] }];
  return { sender: 'HERON', receiver: 'DRAY', number, createdAt: 0, records };
}

const whole = (number: number): FileReading => ({ file: fileOf(number), refused: [] });
const spoilt = (number: number): FileReading => ({
  file: { ...fileOf(number), records: [] },
  refused: [number],
});

class Folder {
  private state = NOTHING_IN;

  take(reading: FileReading, now: number): ReceivedFile {
    const received = receiveFile(this.state, reading, ENDS, read, now, KEPT_MS);
    this.state = received.state;
    return received;
  }
}

/** One file a minute, from the second; @returns the instant after the last. */
function takeUntil(folder: Folder, last: number): number {
  for (let number = 2; number <= last; number++) folder.take(whole(number), number * MINUTE_MS);
  return (last + 1) * MINUTE_MS;
}

test('what was refused is refused again as long as the file may come again, however many came between: else nobody sends it any more', () => {
  const folder = new Folder();
  const first = folder.take(spoilt(1), MINUTE_MS).receipt;
  expect(first).toMatchObject({ file: 1, at: MINUTE_MS, taken: 0, refused: [1] });
  const again = folder.take(whole(1), takeUntil(folder, 2000));
  expect(again).toMatchObject({ repeat: true, messages: [], receipt: first });
});

test('a receipt is known as long as stated, and no longer', () => {
  const folder = new Folder();
  folder.take(spoilt(1), MINUTE_MS);
  const after = takeUntil(folder, KEPT_MS / MINUTE_MS + 1);
  expect(folder.take(whole(1), after)).toMatchObject({ repeat: true, messages: [], receipt: null });
  expect(folder.take(whole(2), after).receipt).not.toBeNull();
});

test('a file that was lost is taken when it comes, behind however many others, and once', () => {
  const folder = new Folder();
  for (let number = 2; number <= 2000; number += 2) folder.take(whole(number), number * MINUTE_MS);
  for (let number = 1; number <= 1999; number += 2) {
    const late = folder.take(whole(number), KEPT_MS);
    expect(late).toMatchObject({ repeat: false, gap: false, late: true, messages: [message] });
    expect(folder.take(whole(number), KEPT_MS)).toMatchObject({ repeat: true, receipt: late.receipt });
  }
});
