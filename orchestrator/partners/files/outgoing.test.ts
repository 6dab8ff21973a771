/** What the core sends by file is in one place until a receipt has come, whatever is transmitted again in between. */
import { describe, expect, test } from 'vitest';
import { CORE_SENDER, envelope, PARTNER } from '../../contracts/envelope.ts';
import type { FileReceipt } from '../../contracts/exchange-files.ts';
import { OutgoingFiles, type WaitingRecord } from './outgoing.ts';

const ENDS = { mailbox: 'HERON', shipper: 'DRAY' };
const KEPT_MS = 1000;

function waiting(number: number, attempt = 1): WaitingRecord {
  const message = envelope('withdrawTender', 0, 0, PARTNER, 101, CORE_SENDER, number, 8, 1, 1, null);
  return { message, attempt, record: { type: 'WDR', number, cells: [8, 1], parts: [] } };
}

const receipt = (file: number, refused: readonly number[] = []): FileReceipt => ({
  sender: 'HERON',
  receiver: 'DRAY',
  file,
  at: 0,
  taken: 0,
  refused,
});

function withTwoInFile(): OutgoingFiles {
  const outgoing = new OutgoingFiles(ENDS, KEPT_MS);
  outgoing.offer(waiting(1));
  outgoing.offer(waiting(2));
  outgoing.close(7, 0);
  return outgoing;
}

test('a file has what waits, under the next number, and nothing is written for nothing', () => {
  const outgoing = new OutgoingFiles(ENDS, KEPT_MS);
  expect(outgoing.close(6, 0)).toEqual([]);
  outgoing.offer(waiting(1));
  outgoing.offer(waiting(1, 2));
  outgoing.offer(waiting(2));
  const [dispatch, ...others] = outgoing.close(7, 5);
  expect(others).toEqual([]);
  expect(dispatch).toMatchObject({
    slot: 7,
    transmission: 1,
    file: { number: 1, createdAt: 5, sender: 'DRAY' },
  });
  expect(dispatch!.file.records.map(({ number }) => number)).toEqual([1, 2]);
});

test('what is transmitted again while its file is open has that file put again, as it was', () => {
  const outgoing = withTwoInFile();
  outgoing.offer(waiting(2, 2));
  outgoing.offer(waiting(3));
  const [again, next] = outgoing.close(8, 10);
  expect(again).toMatchObject({ slot: 7, transmission: 2, file: { number: 1, createdAt: 0 } });
  expect(again!.file.records.map(({ number }) => number)).toEqual([1, 2]);
  expect(next).toMatchObject({ slot: 8, transmission: 1, file: { number: 2 } });
  expect(outgoing.close(9, 20)).toEqual([]);
});

describe('a receipt', () => {
  test('says of each message what became of its record, by the attempt that was last', () => {
    const outgoing = withTwoInFile();
    outgoing.offer(waiting(2, 4));
    expect(outgoing.receipted(receipt(1, [2]))).toEqual([
      { message: waiting(1).message, attempt: 1, taken: true },
      { message: waiting(2).message, attempt: 4, taken: false },
    ]);
  });

  test('that comes twice, or for a file that is none, says nothing', () => {
    const outgoing = withTwoInFile();
    outgoing.receipted(receipt(1));
    expect(outgoing.receipted(receipt(1))).toEqual([]);
    expect(outgoing.receipted(receipt(9))).toEqual([]);
  });

  test('frees what it was for: sent again, it goes into a new file', () => {
    const outgoing = withTwoInFile();
    outgoing.receipted(receipt(1, [2]));
    outgoing.offer(waiting(2, 2));
    expect(outgoing.close(8, 10)).toMatchObject([{ transmission: 1, file: { number: 2 } }]);
  });
});

test('a file without a receipt is forgotten in the end', () => {
  const outgoing = withTwoInFile();
  outgoing.close(8, KEPT_MS);
  expect(outgoing.save().open).toEqual([]);
  expect(outgoing.receipted(receipt(1))).toEqual([]);
});

test('a copy goes on as the one that was copied', () => {
  const outgoing = withTwoInFile();
  outgoing.offer(waiting(3));
  const copy = new OutgoingFiles(ENDS, KEPT_MS);
  copy.load(outgoing.save());
  for (const each of [outgoing, copy]) each.offer(waiting(1, 2));
  expect(copy.close(8, 10)).toEqual(outgoing.close(8, 10));
  expect(copy.receipted(receipt(1))).toEqual(outgoing.receipted(receipt(1)));
  expect(copy.save()).toEqual(outgoing.save());
});
