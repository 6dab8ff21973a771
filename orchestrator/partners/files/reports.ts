/**
 * Records of a carrier's files as messages to the core. Guide: docs/files-guide.md.
 *
 * 1. The record's number is the carrier's running number of what it says: a repeat is known by it, in whatever file it comes.
 * 2. The carrier's own code is kept beside the milestone; an event that nobody knows is none.
 * 3. A record that lacks something, or is of no type that a carrier sends, is no message, and says why.
 */
import {
  type CarrierToCore,
  type DeliveredShipment,
  LADING_EXCEPTION,
  MILESTONE,
  REJECTION,
} from '../../contracts/carriers.ts';
import { envelope, PARTNER } from '../../contracts/envelope.ts';
import type { FileCell, FilePart, FileRecord } from '../../contracts/exchange-files.ts';
import { type ReadRecord, readOrWhy, Unclear, whole } from './reading.ts';

export interface CarrierOnFiles {
  readonly partner: number;
  readonly carrier: number;
}

const EVENTS: ReadonlyMap<FileCell, number> = new Map<FileCell, number>([
  ['APU', MILESTONE.arrivedAtPickup],
  ['PUP', MILESTONE.pickedUp],
  ['DEP', MILESTONE.departed],
  ['TRN', MILESTONE.inTransit],
  ['TER', MILESTONE.arrivedAtTerminal],
  ['DLY', MILESTONE.delayed],
  ['CHO', MILESTONE.customsHold],
  ['CRE', MILESTONE.customsReleased],
  ['OFD', MILESTONE.outForDelivery],
  ['ADL', MILESTONE.arrivedAtDelivery],
  ['ATT', MILESTONE.deliveryAttempted],
  ['DLV', MILESTONE.delivered],
  ['RFD', MILESTONE.refused],
  ['DMG', MILESTONE.damaged],
  ['LST', MILESTONE.lost],
]);

const REASONS: ReadonlyMap<FileCell, number> = new Map<FileCell, number>([
  ['CAP', REJECTION.noCapacity],
  ['EQP', REJECTION.noEquipment],
  ['LDT', REJECTION.shortLeadTime],
  ['PRC', REJECTION.price],
  ['HAZ', REJECTION.dangerousGoods],
]);

const EXCEPTIONS: ReadonlyMap<FileCell, number> = new Map<FileCell, number>([
  ['SHT', LADING_EXCEPTION.short],
  ['DMG', LADING_EXCEPTION.damaged],
  ['OVR', LADING_EXCEPTION.over],
]);

const MINUTE_MS = 60_000;

export function readRecord(record: FileRecord, partner: CarrierOnFiles): ReadRecord<CarrierToCore> {
  return readOrWhy(record, () => messageOf(record, partner));
}

function messageOf(record: FileRecord, partner: CarrierOnFiles): CarrierToCore {
  const { cells, parts } = record;
  const { carrier } = partner;
  const of = maker(record, partner);
  switch (record.type) {
    case 'ACC':
      return of('tenderAccepted', whole(cells, 1), carrier, null);
    case 'REJ':
      return of('tenderRejected', whole(cells, 1), REASONS.get(cells[2] ?? null) ?? 0, null);
    case 'CTR': {
      const detention = { freeTimeMs: whole(cells, 3) * MINUTE_MS, perHourMinor: whole(cells, 4) };
      if (detention.freeTimeMs < 0 || detention.perHourMinor < 0) throw new Unclear('terms below nothing');
      return of('tenderCountered', whole(cells, 1), whole(cells, 2), { detention });
    }
    case 'STS': {
      const milestone = EVENTS.get(cells[1] ?? null) ?? MILESTONE.unknown;
      const estimatedAt = cells[4] === null ? null : whole(cells, 4);
      const rawCode = String(cells[2] ?? '');
      return of('milestoneReported', milestone, carrier, {
        rawCode,
        occurredAt: whole(cells, 3),
        estimatedAt,
      });
    }
    case 'POD':
      return of('podReceived', whole(cells, 1), carrier, { shipments: deliveredOf(parts) });
    default:
      return billingOf(record, partner);
  }
}

/** A shipment each, with the lines below it that say what differs. */
function deliveredOf(parts: readonly FilePart[]): readonly DeliveredShipment[] {
  const shipments: DeliveredShipment[] = [];
  for (const { type, cells } of parts) {
    if (type === 'ITM') {
      shipments.push({ shipment: whole(cells, 0), condition: whole(cells, 1) });
      continue;
    }
    const last = shipments.pop();
    if (last === undefined) throw new Unclear('units that differ before any shipment');
    const kind = EXCEPTIONS.get(cells[1] ?? null);
    if (kind === undefined) throw new Unclear(`units that differ in no known way: ${cells[1]}`);
    const excepted = { line: whole(cells, 0), kind, units: whole(cells, 2) };
    shipments.push({ ...last, exceptions: [...(last.exceptions ?? []), excepted] });
  }
  return shipments;
}

/** Bills, and answers about them and about claims. */
function billingOf(record: FileRecord, partner: CarrierOnFiles): CarrierToCore {
  const { cells, parts } = record;
  const of = maker(record, partner);
  switch (record.type) {
    case 'INV':
      return of('freightBilled', whole(cells, 2), partner.carrier, {
        invoice: whole(cells, 1),
        charges: parts.map(chargeOf),
      });
    case 'COR':
      return of('invoiceCorrected', whole(cells, 2), whole(cells, 1), null);
    case 'DRJ':
      return of('disputeRejected', whole(cells, 2), whole(cells, 1), null);
    case 'CAN':
      return of('claimAnswered', whole(cells, 1), partner.carrier, null);
    default:
      throw new Unclear('a carrier sends no such record');
  }
}

function chargeOf({ cells: [code, amountMinor] }: FilePart): {
  readonly code: string;
  readonly amountMinor: number;
} {
  if (typeof code !== 'string' || typeof amountMinor !== 'number')
    throw new Unclear('a charge lacks something');
  return { code, amountMinor };
}

function maker({ number, cells }: FileRecord, { partner }: CarrierOnFiles) {
  return <Kind extends CarrierToCore['kind']>(
    kind: Kind,
    a: number,
    b: number,
    body: Extract<CarrierToCore, { readonly kind: Kind }>['body'],
  ): CarrierToCore => {
    const made = envelope(kind, PARTNER, partner, 0, 0, partner, number, whole(cells, 0), a, b, body);
    return made as unknown as CarrierToCore;
  };
}
