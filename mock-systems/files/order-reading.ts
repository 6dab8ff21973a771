/** Records of the shipper's files as the carrier understands them. Guide: docs/files-guide.md. */
import type { CoreToCarrier, LoadTender } from '#orchestrator/contracts/carriers';
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { FileCell, FilePart, FileRecord } from '#orchestrator/contracts/exchange-files';
import type { OrderRead } from './desk.ts';

/** Who reads. */
export interface CarrierEnd {
  readonly partner: number;
  readonly carrier: number;
}

const MINUTE_MS = 60_000;

/** Cells that must be there, by type of record; every other record is none of a shipper's. */
const CELLS: Readonly<Record<string, number>> = { TND: 19, WDR: 2, PUP: 3, INQ: 2, BRQ: 2, DSP: 3, CLM: 4 };

export function readOrder(record: FileRecord, partner: CarrierEnd): OrderRead {
  const { type, number, cells } = record;
  const needed = CELLS[type];
  if (needed === undefined) return { ok: false, reason: `${type} ${number}: no record of a shipper` };
  if (cells.length !== needed || cells.includes(null))
    return { ok: false, reason: `${type} ${number}: a cell is empty` };
  return { ok: true, message: orderOf(record, partner) };
}

function orderOf({ type, number, cells, parts }: FileRecord, { partner, carrier }: CarrierEnd) {
  const numbers = cells as readonly number[];
  const [key, second, third, fourth] = numbers as [number, number, number, number];
  const of = <Kind extends CoreToCarrier['kind'], Body>(kind: Kind, a: number, b: number, body: Body) =>
    envelope(kind, 0, 0, PARTNER, partner, CORE_SENDER, number, key, a, b, body) as unknown as CoreToCarrier;
  switch (type) {
    case 'TND':
      return of('offerTender', second, carrier, tenderOf(cells, parts));
    case 'WDR':
      return of('withdrawTender', second, carrier, null);
    case 'PUP':
      return of('dispatchTruck', second, carrier, { pickupAt: third });
    case 'INQ':
      return of('requestStatus', second, carrier, null);
    case 'BRQ':
      return of('requestBill', second, carrier, null);
    case 'DSP':
      return of('disputeInvoice', third, second, { codes: parts.map((part) => String(part.cells[0])) });
    default:
      return of('fileClaim', third, second, { condition: fourth });
  }
}

function tenderOf(cells: readonly FileCell[], parts: readonly FilePart[]): LoadTender {
  const [, , origin, destination, rate, service] = cells as number[];
  const [transitDays, weightGrams, handlingUnits, dangerous] = cells.slice(7) as number[];
  const [pickupAt, respondBy, offeredMinor, freeMinutes, perHourMinor] = cells.slice(11) as number[];
  const [lane, cutoff, rank] = cells.slice(16) as number[];
  return {
    origin: origin!,
    destination: destination!,
    rate: rate!,
    service: service!,
    mode: String(cells[6]),
    transitDays: transitDays!,
    weightGrams: weightGrams!,
    handlingUnits: handlingUnits!,
    dangerous: dangerous === 1,
    pickupAt: pickupAt!,
    respondBy: respondBy!,
    offeredMinor: offeredMinor!,
    charges: of(parts, 'CHG').map(([code, amount]) => ({ code: String(code), amountMinor: Number(amount) })),
    detention: { freeTimeMs: freeMinutes! * MINUTE_MS, perHourMinor: perHourMinor! },
    lane: lane!,
    cutoff: cutoff!,
    rank: rank!,
    shipments: of(parts, 'SHP').map(([shipment]) => Number(shipment)),
  };
}

function of(parts: readonly FilePart[], type: string): (readonly FileCell[])[] {
  return parts.filter((part) => part.type === type).map(({ cells }) => cells);
}
