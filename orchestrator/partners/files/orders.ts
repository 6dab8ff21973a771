/**
 * What the core wants of a carrier, as records of a file. Guide: docs/files-guide.md.
 *
 * 1. A record's number is the core's number of the message: the same record in another file is the same message.
 */
import type { CoreToCarrier, LoadTender } from '../../contracts/carriers.ts';
import type { FileCell, FilePart, FileRecord } from '../../contracts/exchange-files.ts';

const MINUTE_MS = 60_000;

/** Kinds that go by file; what the gate and the dock say to each other, and what is hurried, goes by telephone. */
export const ORDERS_BY_FILE = [
  'offerTender',
  'withdrawTender',
  'dispatchTruck',
  'requestStatus',
  'requestBill',
  'disputeInvoice',
  'fileClaim',
] as const;
export type OrderByFile = Extract<CoreToCarrier, { readonly kind: (typeof ORDERS_BY_FILE)[number] }>;

/** @returns null where a cell has no place for it: free time that is not whole minutes */
export function recordOf(message: OrderByFile): FileRecord | null {
  const { key, a, b, counter } = message;
  switch (message.kind) {
    case 'offerTender':
      return tenderOf(message.body, counter, key, a);
    case 'withdrawTender':
      return record('WDR', counter, [key, a]);
    case 'dispatchTruck':
      return record('PUP', counter, [key, a, message.body.pickupAt]);
    case 'requestStatus':
      return record('INQ', counter, [key, a]);
    case 'requestBill':
      return record('BRQ', counter, [key, a]);
    case 'disputeInvoice':
      return record(
        'DSP',
        counter,
        [key, b, a],
        below('COD', message.body.codes, (code) => [code]),
      );
    case 'fileClaim':
      return record('CLM', counter, [key, b, a, message.body.condition]);
  }
}

function record(
  type: string,
  number: number,
  cells: readonly FileCell[],
  parts: readonly FilePart[] = [],
): FileRecord {
  return { type, number, cells, parts };
}

function tenderOf(tender: LoadTender, number: number, load: number, attempt: number): FileRecord | null {
  const { detention, charges, shipments } = tender;
  const freeMinutes = detention.freeTimeMs / MINUTE_MS;
  if (!Number.isInteger(freeMinutes)) return null;
  const cells = [
    ...[load, attempt, tender.origin, tender.destination, tender.rate, tender.service, tender.mode],
    ...[tender.transitDays, tender.weightGrams, tender.handlingUnits, tender.dangerous ? 1 : 0],
    ...[tender.pickupAt, tender.respondBy, tender.offeredMinor, freeMinutes, detention.perHourMinor],
    ...[tender.lane, tender.cutoff, tender.rank],
  ];
  return record('TND', number, cells, [
    ...below('CHG', charges, ({ code, amountMinor }) => [code, amountMinor]),
    ...below('SHP', shipments, (shipment) => [shipment]),
  ]);
}

function below<Each>(
  type: string,
  list: readonly Each[],
  cellsOf: (each: Each) => readonly FileCell[],
): FilePart[] {
  return list.map((each) => ({ type, cells: cellsOf(each) }));
}
