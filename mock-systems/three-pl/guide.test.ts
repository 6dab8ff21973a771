/**
 * The core and a third party's warehouse on files share no code, and understand each other: whatever goes by file arrives as it was, by
 * reference and as text.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filesCodec as theirs } from '#mock-systems/wire/files/codec';
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { ExchangeFile, FileRecord } from '#orchestrator/contracts/exchange-files';
import { WMS } from '#orchestrator/contracts/partners';
import type { DeliverTo, ShippingAdvised } from '#orchestrator/contracts/three-pl';
import { filesCodec } from '#orchestrator/partners/files/codec';
import { readFreightAdvice } from '#orchestrator/partners/files/freight-advice';
import {
  WAREHOUSE_ORDERS_BY_FILE,
  type WarehouseOrder,
  warehouseRecordOf,
} from '#orchestrator/partners/files/warehouse-orders';
import { readWarehouseRecord } from '#orchestrator/partners/files/warehouse-reports';
import { INSTANT, WHOLE } from '#testing/arbitraries/carrier-arbitraries';
import { ADVICES_BY_FILE, type AdviceByFile, adviceOf } from './advice-writing.ts';
import { freightAdviceOf } from './freight-advice.ts';
import { readWarehouseOrder } from './order-reading.ts';

const ours = filesCodec('USD');
const NODE = fc.nat(99);
const FLAG = fc.nat(1);
const LIST = fc.array(WHOLE, { maxLength: 9 });

const asked = (kind: string, key: number, a: number, b: number, body: unknown): WarehouseOrder =>
  envelope(kind, 0, 0, PARTNER, WMS, CORE_SENDER, 9, key, a, b, body) as unknown as WarehouseOrder;
const said = (kind: string, key: number, a: number, b: number, body: unknown): AdviceByFile =>
  envelope(kind, PARTNER, WMS, 0, 0, WMS, 7, key, a, b, body) as unknown as AdviceByFile;

const DELIVER_TO: fc.Arbitrary<DeliverTo> = fc.record({
  destination: NODE,
  lane: NODE,
  promisedAt: INSTANT,
  valueMinor: WHOLE,
  dangerous: fc.boolean(),
});
const LINES = fc.array(fc.record({ product: WHOLE, units: WHOLE }), { maxLength: 9 });

const ORDER: fc.Arbitrary<WarehouseOrder> = fc.oneof(
  fc
    .tuple(WHOLE, NODE, FLAG, fc.record({ lines: LINES, deliverTo: DELIVER_TO }, { requiredKeys: ['lines'] }))
    .map(([key, a, b, body]) => asked('reserveStock', key, a, b, body)),
  fc.tuple(WHOLE, NODE).map(([key, a]) => asked('cancelShipment', key, a, 0, null)),
  fc
    .tuple(WHOLE, NODE, WHOLE, LIST)
    .map(([key, a, b, units]) => asked('reduceReservation', key, a, b, { units })),
  fc
    .tuple(WHOLE, NODE, WHOLE, LIST)
    .map(([key, a, b, shipments]) => asked('releaseWave', key, a, b, { shipments })),
  fc.tuple(WHOLE, NODE, FLAG, LIST).map(([key, a, b, units]) => asked('returnToStock', key, a, b, { units })),
);

const ADVICE: fc.Arbitrary<AdviceByFile> = fc.oneof(
  fc
    .tuple(fc.constantFrom('stockReserved', 'reservationReduced', 'shipmentPicked'), WHOLE, NODE, WHOLE, LIST)
    .map(([kind, key, a, b, units]) => said(kind, key, a, b, { units })),
  fc
    .tuple(WHOLE, NODE, WHOLE, WHOLE, LIST)
    .map(([key, a, handlingUnits, grossWeightGrams, units]) =>
      said('shipmentPacked', key, a, handlingUnits, { units, handlingUnits, grossWeightGrams }),
    ),
  fc.tuple(WHOLE, NODE, WHOLE).map(([key, a, b]) => said('goodsIssued', key, a, b, null)),
  fc.tuple(WHOLE, NODE, FLAG).map(([key, a, b]) => said('shipmentReleased', key, a, b, null)),
  fc
    .tuple(NODE, INSTANT, WHOLE, fc.array(fc.record({ product: WHOLE, available: WHOLE }), { maxLength: 9 }))
    .map(([key, a, b, entries]) => said('stockCounted', key, a, b, { entries })),
);

const fileOf = (record: FileRecord): ExchangeFile => ({
  sender: 'DRAY',
  receiver: 'THIRD',
  number: 3,
  createdAt: 1_772_409_600_000,
  records: [record],
});

test('what the core orders arrives in the warehouse as it was, by reference and as text', () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(ORDER, (message) => {
      kinds.add(message.kind);
      const file = fileOf(warehouseRecordOf(message));
      const reading = theirs.read(ours.write(file));
      expect(reading).toEqual({ file, refused: [] });
      expect(readWarehouseOrder(reading!.file.records[0]!)).toEqual({ ok: true, message });
    }),
  );
  expect([...kinds].sort()).toEqual([...WAREHOUSE_ORDERS_BY_FILE].sort());
});

test('what a warehouse advises arrives in the core as it was, by reference and as text', () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(ADVICE, (message) => {
      kinds.add(message.kind);
      const file = fileOf(adviceOf(message));
      const reading = ours.read(theirs.write(file));
      expect(reading).toEqual({ file, refused: [] });
      expect(readWarehouseRecord(reading!.file.records[0]!)).toEqual({ ok: true, message });
    }),
  );
  expect([...kinds].sort()).toEqual([...ADVICES_BY_FILE].sort());
});

const CARRIER = { partner: 105, carrier: 5 };
const FREIGHT: fc.Arbitrary<ShippingAdvised> = fc
  .record({
    haulier: NODE,
    destination: NODE,
    lane: NODE,
    cutoff: fc.integer({ min: -1, max: 999 }),
    pickupAt: INSTANT,
    departedAt: INSTANT,
    transitDays: NODE,
    shipments: fc.array(
      fc.record({
        shipment: WHOLE,
        promisedAt: INSTANT,
        valueMinor: WHOLE,
        weightGrams: WHOLE,
        handlingUnits: WHOLE,
        dangerous: fc.boolean(),
      }),
      { maxLength: 9 },
    ),
  })
  .map((body) => {
    const { partner, carrier } = CARRIER;
    return envelope('shippingAdvised', PARTNER, partner, 0, 0, partner, 7, 88, 2, carrier, body);
  });

test('what a third party advises to have sent off arrives in the core as it was, by reference and as text', () => {
  fc.assert(
    fc.property(FREIGHT, (message) => {
      const file = fileOf(freightAdviceOf(message));
      const reading = ours.read(theirs.write(file));
      expect(reading).toEqual({ file, refused: [] });
      expect(readFreightAdvice(reading!.file.records[0]!, CARRIER)).toEqual({ ok: true, message });
    }),
  );
  const empty: FileRecord = { type: 'ADV', number: 1, cells: [8, null], parts: [] };
  expect(readFreightAdvice(empty, CARRIER)).toEqual({
    ok: false,
    reason: 'ADV 1: cell 2 is empty, or no number',
  });
});

test('what a carrier would be told means nothing here, and the other way', () => {
  const record: FileRecord = { type: 'ACC', number: 1, cells: [8, 1], parts: [] };
  expect(readWarehouseRecord(record)).toEqual({
    ok: false,
    reason: 'ACC 1: a warehouse sends no such record',
  });
  expect(readWarehouseOrder(record)).toEqual({ ok: false, reason: 'ACC 1: no record of a shipper' });
  const empty: FileRecord = { type: 'RSV', number: 1, cells: [8, null, 1], parts: [] };
  expect(readWarehouseOrder(empty)).toEqual({ ok: false, reason: 'RSV 1: a cell is empty' });
});
