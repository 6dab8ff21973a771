/**
 * Records of a warehouse's files as messages to the core. Guide: docs/files-guide.md.
 *
 * 1. The record's number is the warehouse system's running number of what it says: a repeat is known by it, in whatever file it comes.
 * 2. A record that lacks something, or is of no type that a warehouse sends, is no message, and says why.
 */
import { envelope, PARTNER } from '../../contracts/envelope.ts';
import type { FileRecord } from '../../contracts/exchange-files.ts';
import { WMS } from '../../contracts/partners.ts';
import type { WmsToCore } from '../../contracts/wms.ts';
import { type ReadRecord, readOrWhy, Unclear, whole } from './reading.ts';

export function readWarehouseRecord(record: FileRecord): ReadRecord<WmsToCore> {
  return readOrWhy(record, () => messageOf(record));
}

function messageOf({ type, number, cells, parts }: FileRecord): WmsToCore {
  const of = <Kind extends WmsToCore['kind']>(
    kind: Kind,
    body: Extract<WmsToCore, { readonly kind: Kind }>['body'],
  ): WmsToCore => {
    const [key, a, b] = [whole(cells, 0), whole(cells, 1), whole(cells, 2)];
    return envelope(kind, PARTNER, WMS, 0, 0, WMS, number, key, a, b, body) as unknown as WmsToCore;
  };
  const units = (): number[] => parts.map((part) => whole(part.cells, 0));
  switch (type) {
    case 'RSD':
      return of('stockReserved', { units: units() });
    case 'RDD':
      return of('reservationReduced', { units: units() });
    case 'PCK':
      return of('shipmentPicked', { units: units() });
    case 'PKD':
      return of('shipmentPacked', {
        units: units(),
        handlingUnits: whole(cells, 2),
        grossWeightGrams: whole(cells, 3),
      });
    case 'ISS':
      return of('goodsIssued', null);
    case 'REL':
      return of('shipmentReleased', null);
    case 'STK': {
      const entries = parts.map((part) => ({
        product: whole(part.cells, 0),
        available: whole(part.cells, 1),
      }));
      return of('stockCounted', { entries });
    }
    default:
      throw new Unclear('a warehouse sends no such record');
  }
}
