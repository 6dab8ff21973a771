/** A third party's shipping advice, a record of its file, as a message to the core. Guide: docs/files-guide.md. */
import { envelope, PARTNER } from '../../contracts/envelope.ts';
import type { FileRecord } from '../../contracts/exchange-files.ts';
import type { ShippingAdvice, ShippingAdvised } from '../../contracts/three-pl.ts';
import { type ReadRecord, readOrWhy, whole } from './reading.ts';
import type { CarrierOnFiles } from './reports.ts';

export const FREIGHT_ADVICE = 'ADV';

export function readFreightAdvice(
  record: FileRecord,
  { partner, carrier }: CarrierOnFiles,
): ReadRecord<ShippingAdvised> {
  return readOrWhy(record, () => {
    const { number, cells } = record;
    const [key, node] = [whole(cells, 0), whole(cells, 1)];
    const body = adviceOf(record);
    return envelope('shippingAdvised', PARTNER, partner, 0, 0, partner, number, key, node, carrier, body);
  });
}

function adviceOf({ cells, parts }: FileRecord): ShippingAdvice {
  return {
    haulier: whole(cells, 2),
    destination: whole(cells, 3),
    lane: whole(cells, 4),
    cutoff: whole(cells, 5),
    pickupAt: whole(cells, 6),
    departedAt: whole(cells, 7),
    transitDays: whole(cells, 8),
    shipments: parts.map(({ cells: goods }) => ({
      shipment: whole(goods, 0),
      weightGrams: whole(goods, 1),
      handlingUnits: whole(goods, 2),
      promisedAt: whole(goods, 3),
      valueMinor: whole(goods, 4),
      dangerous: whole(goods, 5) === 1,
    })),
  };
}
