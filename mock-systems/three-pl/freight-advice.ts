/** What has left a third party's ramp, as a record of its file: a shipping advice. Guide: docs/files-guide.md. */
import type { FileRecord } from '#orchestrator/contracts/exchange-files';
import type { ShippingAdvised } from '#orchestrator/contracts/three-pl';

export function freightAdviceOf({ key, a: node, counter: number, body }: ShippingAdvised): FileRecord {
  const { haulier, destination, lane, cutoff, pickupAt, departedAt, transitDays } = body;
  return {
    type: 'ADV',
    number,
    cells: [key, node, haulier, destination, lane, cutoff, pickupAt, departedAt, transitDays],
    parts: body.shipments.map((each) => ({
      type: 'GDS',
      cells: [
        ...[each.shipment, each.weightGrams, each.handlingUnits],
        ...[each.promisedAt, each.valueMinor, each.dangerous ? 1 : 0],
      ],
    })),
  };
}
