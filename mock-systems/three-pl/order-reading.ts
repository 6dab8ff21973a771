/** Records of the shipper's files as a third party's warehouse understands them. Guide: docs/files-guide.md. */
import type { OrderRead } from '#mock-systems/files/desk';
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { FileCell, FilePart, FileRecord } from '#orchestrator/contracts/exchange-files';
import { WMS } from '#orchestrator/contracts/partners';
import type { ReserveStock } from '#orchestrator/contracts/wms';

/** Cells that must be there, by type of record; every other record is none of a shipper's. */
const CELLS: Readonly<Record<string, number>> = { RSV: 3, RDC: 3, CXL: 2, WAV: 3, RET: 3 };

export function readWarehouseOrder({ type, number, cells, parts }: FileRecord): OrderRead {
  const needed = CELLS[type];
  if (needed === undefined) return { ok: false, reason: `${type} ${number}: no record of a shipper` };
  const all: readonly FileCell[] = [...cells, ...parts.flatMap((part) => part.cells)];
  if (cells.length !== needed || all.includes(null))
    return { ok: false, reason: `${type} ${number}: a cell is empty` };
  const [key, node, flag = 0] = cells as readonly number[];
  const lines = parts.map((part) => part.cells as readonly number[]);
  const of = (kind: string, body: unknown): OrderRead => ({
    ok: true,
    message: envelope(kind, 0, 0, PARTNER, WMS, CORE_SENDER, number, key!, node!, flag, body),
  });
  switch (type) {
    case 'RSV':
      return of('reserveStock', reserved(parts));
    case 'RDC':
      return of('reduceReservation', { units: lines.map(([units]) => units) });
    case 'CXL':
      return of('cancelShipment', null);
    case 'WAV':
      return of('releaseWave', { shipments: lines.map(([shipment]) => shipment) });
    default:
      return of('returnToStock', { units: lines.map(([units]) => units) });
  }
}

function reserved(parts: readonly FilePart[]): ReserveStock['body'] {
  const cellsOf = (type: string): (readonly number[])[] =>
    parts.flatMap((part) => (part.type === type ? [part.cells as readonly number[]] : []));
  const lines = cellsOf('LIN').map(([product, units]) => ({ product: product!, units: units! }));
  const [to] = cellsOf('DLV');
  if (to === undefined) return { lines };
  const [destination, lane, promisedAt, valueMinor, dangerous] = to;
  return {
    lines,
    deliverTo: {
      destination: destination!,
      lane: lane!,
      promisedAt: promisedAt!,
      valueMinor: valueMinor!,
      dangerous: dangerous === 1,
    },
  };
}
