/** Documents of purchasing are numbered without gaps, change their states once and onwards, and are completed when all that came is invoiced. */
import { describe, expect, test } from 'vitest';
import { receiptKey } from '#orchestrator/contracts/receipt-key';
import { linesInto } from '../bench.fixture.ts';
import { ERP_PROFILES } from './profiles.ts';
import { PurchaseDocuments } from './purchase-documents.ts';

const { forms } = ERP_PROFILES['business-central'];
const PART = { isAll: false, isWorth: true };
const REST = { isAll: true, isWorth: true };

function book(): { readonly documents: PurchaseDocuments; readonly log: string[] } {
  const log: string[] = [];
  return { documents: new PurchaseDocuments(linesInto(log), 1, forms), log };
}

/** Event without its tail, and what it is about. */
const short = (log: readonly string[]): string[] =>
  log.map((line) => line.replace(/^ERP\.(\w+)DocumentChanged \w+ /, '$1 '));

describe('the documents of a purchase order', () => {
  test('are numbered from the first of their range, and go from state to state', () => {
    const { documents, log } = book();
    const [first, second] = [receiptKey(7, 0), receiptKey(7, 1)];
    documents.ordered(7);
    documents.confirmed(7);
    documents.received(first, PART);
    documents.invoiced(first);
    documents.received(second, REST);
    documents.ended(7);
    expect(documents.open).toBe(1);
    documents.invoiced(second);
    expect(documents.open).toBe(0);
    expect(short(log)).toEqual([
      'purchase 7#1(106001,1)',
      'purchase 7#2(106001,1)',
      `receipt ${first}#40(107001,1)`,
      `receipt ${first}#48(107001,1)`,
      'purchase 7#3(106001,1)',
      `receipt ${first}#56(108001,1)`,
      `receipt ${first}#41(107001,1)`,
      `receipt ${second}#40(107002,1)`,
      `receipt ${second}#48(107002,1)`,
      'purchase 7#4(106001,1)',
      `receipt ${second}#56(108002,1)`,
      `receipt ${second}#41(107002,1)`,
      'purchase 7#5(106001,1)',
    ]);
  });

  test('end short: what has come is completed, what has not is cancelled', () => {
    const { documents, log } = book();
    for (const order of [7, 8]) documents.ordered(order);
    documents.received(receiptKey(7, 0), PART);
    documents.invoiced(receiptKey(7, 0));
    for (const order of [7, 8, 7]) documents.ended(order);
    expect(short(log).filter((line) => line.startsWith('purchase'))).toEqual([
      'purchase 7#1(106001,1)',
      'purchase 8#1(106002,1)',
      'purchase 7#3(106001,1)',
      'purchase 7#4(106001,1)',
      'purchase 7#5(106001,1)',
      'purchase 8#6(106002,1)',
    ]);
    expect(documents.open).toBe(0);
  });

  test('of goods that are worth nothing wait for no invoice', () => {
    const { documents } = book();
    documents.ordered(7);
    documents.received(receiptKey(7, 0), { isAll: true, isWorth: false });
    documents.ended(7);
    documents.invoiced(receiptKey(7, 0));
    expect(documents.open).toBe(0);
  });

  test('never go back: a late confirmation is no state any more', () => {
    const { documents, log } = book();
    documents.ordered(7);
    documents.received(receiptKey(7, 0), REST);
    const before = log.length;
    documents.confirmed(7);
    expect(log).toHaveLength(before);
  });

  test('are as they were after a save and load, and the copy shares nothing', () => {
    const one = book();
    one.documents.ordered(7);
    one.documents.received(receiptKey(7, 0), REST);
    const saved = one.documents.save();
    const others = [book(), book()];
    for (const { documents, log } of others) {
      documents.load(saved);
      documents.ended(7);
      documents.invoiced(receiptKey(7, 0));
      documents.ordered(8);
      expect(short(log)).toEqual([
        `receipt ${receiptKey(7, 0)}#56(108001,1)`,
        `receipt ${receiptKey(7, 0)}#41(107001,1)`,
        'purchase 7#5(106001,1)',
        'purchase 8#1(106002,1)',
      ]);
    }
  });
});

test('a period with nothing to accrue has no entry', () => {
  const { documents, log } = book();
  documents.closed(1, 0);
  documents.closed(2, 500);
  documents.closed(3, 500);
  expect(short(log)).toEqual(['period 2#1(1,1)', 'period 3#1(2,1)']);
});
