/** What a third party's warehouse says to the shipper, as records of a file: shipping and stock advices. Guide: docs/files-guide.md. */
import type { FileCell, FileRecord } from '#orchestrator/contracts/exchange-files';
import type { WmsToCore } from '#orchestrator/contracts/wms';

/** Kinds that go by file; that a truck is loaded is told at the door. */
export const ADVICES_BY_FILE = [
  'stockReserved',
  'reservationReduced',
  'shipmentPicked',
  'shipmentPacked',
  'goodsIssued',
  'shipmentReleased',
  'stockCounted',
] as const;
export type AdviceByFile = Extract<WmsToCore, { readonly kind: (typeof ADVICES_BY_FILE)[number] }>;

export function adviceOf(message: AdviceByFile): FileRecord {
  const { key, a, b, counter: number } = message;
  const record = (
    type: string,
    more: readonly FileCell[],
    below: string,
    lines: readonly (readonly number[])[],
  ): FileRecord => {
    const parts = lines.map((cells) => ({ type: below, cells }));
    return { type, number, cells: [key, a, ...more], parts };
  };
  const byLine = (units: readonly number[]): number[][] => units.map((each) => [each]);
  switch (message.kind) {
    case 'stockReserved':
      return record('RSD', [b], 'UNT', byLine(message.body.units));
    case 'reservationReduced':
      return record('RDD', [b], 'UNT', byLine(message.body.units));
    case 'shipmentPicked':
      return record('PCK', [b], 'UNT', byLine(message.body.units));
    case 'shipmentPacked': {
      const { units, handlingUnits, grossWeightGrams } = message.body;
      return record('PKD', [handlingUnits, grossWeightGrams], 'UNT', byLine(units));
    }
    case 'goodsIssued':
      return record('ISS', [b], '', []);
    case 'shipmentReleased':
      return record('REL', [b], '', []);
    case 'stockCounted': {
      const quantities = message.body.entries.map(({ product, available }) => [product, available]);
      return record('STK', [b], 'QTY', quantities);
    }
  }
}
