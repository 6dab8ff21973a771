/**
 * 990, response to a load tender.
 *
 * Source: X12 004010 guide of kputnam/stupidedi (BSD-3-Clause) for B1, N9, K1; L9 and V9 from the set's segment list as
 * stedi.com and edi.hersheys.com show it.
 */
import type { X12TenderResponse } from '../../../contracts/x12-payloads.ts';
import { CHARGE_CODES, RESERVATION_ACTIONS } from '../codes.ts';
import { an, dt, id, opt, r, tm } from '../elements.ts';
import { loop, many, one, segment } from '../grammar.ts';
import { N9 } from '../segments.ts';

export const TENDER_RESPONSE = loop<X12TenderResponse>(
  {
    answer: one(
      segment<X12TenderResponse['answer']>('B1', 4, {
        scac: opt(id(1, 140, 2, 4)),
        shipmentId: an(2, 145, 1, 30),
        date: opt(dt(3)),
        action: opt(id(4, 558, 1, 1, RESERVATION_ACTIONS)),
      }),
    ),
    identifications: many(N9, 1),
    charges: many(
      segment<X12TenderResponse['charges'][number]>('L9', 2, {
        code: id(1, 150, 3, 3, CHARGE_CODES),
        amount: r(2, 782, 1, 18),
      }),
      40,
    ),
    events: many(
      segment<X12TenderResponse['events'][number]>('V9', 20, {
        code: id(1, 304, 3, 3),
        description: opt(an(2, 106, 1, 25)),
        date: opt(dt(3)),
        time: opt(tm(4)),
        reason: opt(id(8, 641, 3, 3)),
      }),
      10,
    ),
    remarks: many(
      segment<X12TenderResponse['remarks'][number]>('K1', 2, {
        message1: an(1, 61, 1, 30),
        message2: opt(an(2, 61, 1, 30)),
      }),
      10,
    ),
  },
  ['G62', 'N7'],
);
