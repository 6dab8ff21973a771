/**
 * 214, shipment status.
 *
 * Source: X12 004010 guide of kputnam/stupidedi (BSD-3-Clause); AT7-01 and AT7-03 exclude each other as stedi.com says.
 */
import type {
  X12LadingException,
  X12ShipmentStatus,
  X12StatusDetail,
  X12StatusLine,
} from '../../../contracts/x12-payloads.ts';
import { APPOINTMENTS, STATUS_CODES, STATUS_REASONS, TIME_CODE_SET } from '../codes.ts';
import { an, dt, id, nn, opt, tm } from '../elements.ts';
import { loop, many, maybe, one, segment } from '../grammar.ts';
import { AT8, L11, MS3, PARTY } from '../segments.ts';

const AT7 = segment<X12StatusDetail['status']>(
  'AT7',
  7,
  {
    status: opt(id(1, 1650, 2, 2, STATUS_CODES)),
    reason: opt(id(2, 1651, 2, 2, STATUS_REASONS)),
    appointment: opt(id(3, 1652, 2, 2, APPOINTMENTS)),
    appointmentReason: opt(id(4, 1651, 2, 2, STATUS_REASONS)),
    date: opt(dt(5)),
    time: opt(tm(6)),
    timeCode: opt(id(7, 623, 2, 2, TIME_CODE_SET)),
  },
  [1, 3],
);

const MS1 = segment<NonNullable<X12StatusDetail['place']>>('MS1', 8, {
  city: opt(an(1, 19, 2, 30)),
  state: opt(id(2, 156, 2, 2)),
  country: opt(id(3, 26, 2, 3)),
});

const MS2 = segment<NonNullable<X12StatusDetail['equipment']>>('MS2', 4, {
  scac: opt(id(1, 140, 2, 4)),
  number: opt(an(2, 207, 1, 10)),
  description: opt(id(3, 40, 2, 2)),
});

const Q7 = segment<X12LadingException>('Q7', 3, {
  code: id(1, 33, 1, 1),
  packaging: opt(id(2, 211, 3, 3)),
  quantity: opt(nn(3, 80, 1, 7)),
});

const LINE = loop<X12StatusLine>(
  {
    line: one(segment<X12StatusLine['line']>('LX', 1, { number: nn(1, 554, 1, 6) })),
    statuses: many(loop<X12StatusDetail>({ status: one(AT7), place: maybe(MS1), equipment: maybe(MS2) }), 10),
    references: many(L11, 10),
    exceptions: many(Q7, 10),
    weights: many(AT8, 10),
  },
  ['MAN', 'K1', 'AT5', 'CD3', 'NM1', 'SPO', 'PRF'],
);

export const SHIPMENT_STATUS = loop<X12ShipmentStatus>(
  {
    shipment: one(
      segment<X12ShipmentStatus['shipment']>('B10', 7, {
        carrierReference: opt(an(1, 127, 1, 30)),
        shipmentId: opt(an(2, 145, 1, 30)),
        scac: id(3, 140, 2, 4),
      }),
    ),
    references: many(L11, 300),
    parties: many(PARTY, 10),
    routes: many(MS3, 12),
    lines: many(LINE, 999_999),
  },
  ['MAN', 'K1', 'G62'],
);
