/**
 * What the core wants of a warehouse that is reached by files, as records. Guide: docs/files-guide.md.
 *
 * 1. A record's number is the core's number of the message: the same record in another file is the same message.
 */
import type { FileCell, FilePart, FileRecord } from '../../contracts/exchange-files.ts';
import type { DeliverTo } from '../../contracts/three-pl.ts';
import type { CoreToWms } from '../../contracts/wms.ts';

/** Kinds that go by file; a truck that is at the door does not wait for one. */
export const WAREHOUSE_ORDERS_BY_FILE = [
  'reserveStock',
  'cancelShipment',
  'reduceReservation',
  'releaseWave',
  'returnToStock',
] as const;
export type WarehouseOrder = Extract<CoreToWms, { readonly kind: (typeof WAREHOUSE_ORDERS_BY_FILE)[number] }>;

export function warehouseRecordOf(message: WarehouseOrder): FileRecord {
  const { key, a, b, counter } = message;
  switch (message.kind) {
    case 'reserveStock': {
      const lines = message.body.lines.map(({ product, units }) => [product, units]);
      return record('RSV', counter, [key, a, b], [...below('LIN', lines), ...shipTo(message.body.deliverTo)]);
    }
    case 'cancelShipment':
      return record('CXL', counter, [key, a], []);
    case 'reduceReservation':
      return record(
        'RDC',
        counter,
        [key, a, b],
        below(
          'UNT',
          message.body.units.map((each) => [each]),
        ),
      );
    case 'releaseWave':
      return record(
        'WAV',
        counter,
        [key, a, b],
        below(
          'SHP',
          message.body.shipments.map((each) => [each]),
        ),
      );
    case 'returnToStock':
      return record(
        'RET',
        counter,
        [key, a, b],
        below(
          'UNT',
          message.body.units.map((each) => [each]),
        ),
      );
  }
}

/** Where a third party is to carry it. */
function shipTo(to: DeliverTo | undefined): FilePart[] {
  if (to === undefined) return [];
  const { destination, lane, promisedAt, valueMinor, dangerous } = to;
  return below('DLV', [[destination, lane, promisedAt, valueMinor, dangerous ? 1 : 0]]);
}

function record(
  type: string,
  number: number,
  cells: readonly FileCell[],
  parts: readonly FilePart[],
): FileRecord {
  return { type, number, cells, parts };
}

function below(type: string, lines: readonly (readonly FileCell[])[]): FilePart[] {
  return lines.map((cells) => ({ type, cells }));
}
