/** What a carrier says to the shipper, as records of a file. Guide: docs/files-guide.md. */
import {
  type CarrierToCore,
  type DeliveredShipment,
  LADING_EXCEPTION,
  MILESTONE,
  REJECTION,
} from '#orchestrator/contracts/carriers';
import type { FileCell, FilePart, FileRecord } from '#orchestrator/contracts/exchange-files';

/** Kinds that go by file. */
export const REPORTS_BY_FILE = [
  'tenderAccepted',
  'tenderRejected',
  'tenderCountered',
  'milestoneReported',
  'podReceived',
  'freightBilled',
  'invoiceCorrected',
  'disputeRejected',
  'claimAnswered',
] as const;
export type ReportByFile = Extract<CarrierToCore, { readonly kind: (typeof REPORTS_BY_FILE)[number] }>;

const EVENTS: Readonly<Record<number, string>> = {
  [MILESTONE.arrivedAtPickup]: 'APU',
  [MILESTONE.pickedUp]: 'PUP',
  [MILESTONE.departed]: 'DEP',
  [MILESTONE.inTransit]: 'TRN',
  [MILESTONE.arrivedAtTerminal]: 'TER',
  [MILESTONE.delayed]: 'DLY',
  [MILESTONE.customsHold]: 'CHO',
  [MILESTONE.customsReleased]: 'CRE',
  [MILESTONE.outForDelivery]: 'OFD',
  [MILESTONE.arrivedAtDelivery]: 'ADL',
  [MILESTONE.deliveryAttempted]: 'ATT',
  [MILESTONE.delivered]: 'DLV',
  [MILESTONE.refused]: 'RFD',
  [MILESTONE.damaged]: 'DMG',
  [MILESTONE.lost]: 'LST',
};

const REASONS: Readonly<Record<number, string>> = {
  [REJECTION.noCapacity]: 'CAP',
  [REJECTION.noEquipment]: 'EQP',
  [REJECTION.shortLeadTime]: 'LDT',
  [REJECTION.price]: 'PRC',
  [REJECTION.dangerousGoods]: 'HAZ',
};

const EXCEPTIONS: Readonly<Record<number, string>> = {
  [LADING_EXCEPTION.short]: 'SHT',
  [LADING_EXCEPTION.damaged]: 'DMG',
  [LADING_EXCEPTION.over]: 'OVR',
};

const MINUTE_MS = 60_000;

export function reportOf(message: ReportByFile): FileRecord {
  const [type, cells, parts = []] = described(message);
  return { type, number: message.counter, cells: [message.key, ...cells], parts };
}

type Described = readonly [type: string, cells: readonly FileCell[], parts?: readonly FilePart[]];

function described(message: ReportByFile): Described {
  const { a, b } = message;
  switch (message.kind) {
    case 'tenderAccepted':
      return ['ACC', [a]];
    case 'tenderRejected':
      return ['REJ', [a, REASONS[b] ?? null]];
    case 'tenderCountered': {
      const { freeTimeMs, perHourMinor } = message.body.detention;
      return ['CTR', [a, b, freeTimeMs / MINUTE_MS, perHourMinor]];
    }
    case 'milestoneReported': {
      const { rawCode, occurredAt, estimatedAt } = message.body;
      return ['STS', [EVENTS[a] ?? null, rawCode, occurredAt, estimatedAt]];
    }
    case 'podReceived': {
      return ['POD', [a], message.body.shipments.flatMap(deliveredParts)];
    }
    case 'freightBilled': {
      const charges = message.body.charges.map(({ code, amountMinor }) => [code, amountMinor]);
      return ['INV', [message.body.invoice, a], charges.map((cells) => ({ type: 'CHG', cells }))];
    }
    case 'invoiceCorrected':
      return ['COR', [b, a]];
    case 'disputeRejected':
      return ['DRJ', [b, a]];
    case 'claimAnswered':
      return ['CAN', [a]];
  }
}

/** A line a shipment, and below it one for each of its lines that differs. */
function deliveredParts({ shipment, condition, exceptions = [] }: DeliveredShipment): readonly FilePart[] {
  const excepted = exceptions.map(({ line, kind, units }) => [line, EXCEPTIONS[kind]!, units]);
  return [
    { type: 'ITM', cells: [shipment, condition] },
    ...excepted.map((cells) => ({ type: 'EXC', cells })),
  ];
}
