/** Whose each message is, and which of them a person may drop: of the others somebody waits for what becomes of it. */
import { describe, expect, test } from 'vitest';
import { MESSAGE_KINDS, mayBeDropped, takerOf } from './message-kinds.ts';

test('each kind of message has a partner that takes it; what is no message of ours has none', () => {
  for (const kind of MESSAGE_KINDS) expect(takerOf(kind), kind).not.toBe(null);
  expect(takerOf('payInvoice')).toBe('ERP');
  expect(takerOf('offerTender')).toBe('carriers');
  // Nor what every object has.
  for (const kind of ['askTheWeather', 'toString', 'constructor', '']) expect(takerOf(kind)).toBe(null);
});

describe('a message that has not got through', () => {
  test.each([
    'payInvoice',
    'issueCreditNote',
    'grantCredit',
    'creditDelivery',
    'fileClaim',
    'disputeInvoice',
  ])('is about money, and is never dropped: %s', (kind) => {
    expect(mayBeDropped(kind)).toBe(false);
  });

  test.each([
    'reserveStock',
    'postGoodsReceipt',
    'postTransferReceipt',
    'cancelShipment',
    'releaseTruck',
    'loadTruck',
  ])('moves goods, and is never dropped: %s', (kind) => {
    expect(mayBeDropped(kind)).toBe(false);
  });

  test.each([
    'offerTender',
    'requestStatus',
    'requestBill',
    'askForNotice',
    'reportMilestone',
    'reportSlaRisk',
  ])('is asked again in time, or tells what is told again, and may be dropped: %s', (kind) => {
    expect(mayBeDropped(kind)).toBe(true);
  });

  test('of a process of the user’s own may be dropped', () => {
    expect(mayBeDropped('bookTelescope')).toBe(true);
  });
});
