/**
 * 204, motor carrier load tender.
 *
 * Source: X12 004010 guide of kputnam/stupidedi (BSD-3-Clause); MS3 is mandatory there and absent in real files, and
 * OID lacks its third element there (an order's second reference): the positions here are those of real files.
 */
import type {
  X12Hazard,
  X12LoadTender,
  X12Note,
  X12OrderLine,
  X12Stop,
  X12StopLading,
} from '../../../contracts/x12-payloads.ts';
import { APPLICATION_TYPES, PAYMENT_METHODS, PURPOSES, STOP_REASONS, WEIGHT_UNITS } from '../codes.ts';
import { an, id, nn, opt, r } from '../elements.ts';
import { loop, many, maybe, one, segment } from '../grammar.ts';
import { AT8, G61, G62, L3, L5, L11, MS3, N7, PARTY } from '../segments.ts';

const NTE = segment<X12Note>('NTE', 2, {
  reference: opt(id(1, 363, 3, 3)),
  text: an(2, 352, 1, 80),
});

const HAZARD = loop<X12Hazard>(
  {
    material: one(
      segment<X12Hazard['material']>('LH1', 12, {
        unit: id(1, 355, 2, 2),
        quantity: nn(2, 80, 1, 7),
        unNumber: opt(id(3, 277, 6, 6)),
        packingGroup: opt(id(10, 861, 1, 3)),
      }),
    ),
    classes: many(
      segment<X12Hazard['classes'][number]>('LH2', 13, {
        hazardClass: an(1, 209, 1, 30),
        qualifier: id(2, 208, 1, 1),
      }),
      4,
    ),
    names: many(
      segment<X12Hazard['names'][number]>('LH3', 4, {
        name: an(1, 224, 1, 25),
        qualifier: opt(id(2, 984, 1, 1)),
      }),
      10,
    ),
  },
  ['LFH', 'LEP', 'LH4', 'LHT'],
);

const STOP_LADING = loop<X12StopLading>({
  lading: one(L5),
  weight: maybe(AT8),
  hazardous: many(
    loop<X12StopLading['hazardous'][number]>({
      contact: one(G61),
      references: many(L11, 30),
      hazards: many(HAZARD, 25),
    }),
    99,
  ),
});

/** What hangs below an order line is of the standard and not read. */
const ORDER = loop<{ readonly order: X12OrderLine }>(
  {
    order: one(
      segment<X12OrderLine>('OID', 9, {
        reference: opt(an(1, 127, 1, 30)),
        purchaseOrder: opt(an(2, 324, 1, 22)),
        unit: opt(id(4, 355, 2, 2)),
        quantity: opt(r(5, 380, 1, 15)),
        weightUnit: opt(id(6, 188, 1, 1, WEIGHT_UNITS)),
        weight: opt(r(7, 81, 1, 10)),
      }),
    ),
  },
  ['G62', 'LAD', 'L5', 'AT8', 'G61', 'L11', 'LH1', 'LH2', 'LH3', 'LFH'],
);

const STOP = loop<X12Stop>(
  {
    stop: one(
      segment<X12Stop['stop']>('S5', 11, {
        sequence: nn(1, 165, 1, 3),
        reason: id(2, 163, 2, 2, STOP_REASONS),
        weight: opt(r(3, 81, 1, 10)),
        weightUnit: opt(id(4, 188, 1, 1, WEIGHT_UNITS)),
        units: opt(r(5, 382, 1, 10)),
        unit: opt(id(6, 355, 2, 2)),
      }),
    ),
    references: many(L11, 200),
    dates: many(G62, 2),
    weight: maybe(AT8),
    notes: many(NTE, 20),
    parties: many(PARTY, 1),
    ladings: many(STOP_LADING, 99),
    orders: many(ORDER, 999),
  },
  ['LAD', 'PLD', 'AT5'],
);

export const LOAD_TENDER = loop<X12LoadTender>(
  {
    shipment: one(
      segment<X12LoadTender['shipment']>('B2', 12, {
        scac: opt(id(2, 140, 2, 4)),
        shipmentId: opt(an(4, 145, 1, 30)),
        payment: id(6, 146, 2, 2, PAYMENT_METHODS),
      }),
    ),
    purpose: one(
      segment<X12LoadTender['purpose']>('B2A', 2, {
        code: id(1, 353, 2, 2, PURPOSES),
        application: opt(id(2, 346, 2, 2, APPLICATION_TYPES)),
      }),
    ),
    references: many(L11, 200),
    dates: many(G62, 1),
    routes: many(MS3, 1),
    notes: many(NTE, 10),
    parties: many(PARTY, 5),
    equipment: many(
      loop<X12LoadTender['equipment'][number]>({ unit: one(N7) }, ['MEA', 'M7', 'N7A', 'N7B']),
      10,
    ),
    stops: many(STOP, 999),
    total: maybe(L3),
  },
  ['AT5', 'PLD', 'LH6'],
);
