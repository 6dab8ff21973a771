/**
 * What a carrier says, as its translator writes it: 990, 214, 210. Guide: docs/x12-guide.md.
 *
 * 1. ST-02 is the running number of the message.
 * 2. A status of two characters is AT7-01 as it is. A carrier of other words has its standard code there for a milestone that
 *    has one, else ZZ with the word in L11.
 */
import {
  type CarrierToCore,
  type DeliveredShipment,
  LADING_EXCEPTION,
  MILESTONE,
  REJECTION,
  type TenderCountered,
  UNREAD,
} from '#orchestrator/contracts/carriers';
import { CONDITION } from '#orchestrator/contracts/erp';
import type { X12Set } from '#orchestrator/contracts/x12-interchange';
import type {
  X12FreightInvoice,
  X12Reference,
  X12ShipmentStatus,
  X12StatusDetail,
  X12StatusLine,
  X12TenderResponse,
} from '#orchestrator/contracts/x12-payloads';
import { dateAndTime } from './instants.ts';
import type { EdiPartner } from './partner.ts';

const REASON_CODES: Readonly<Record<number, string>> = {
  [REJECTION.noCapacity]: 'CPT',
  [REJECTION.noEquipment]: 'EQU',
  [REJECTION.shortLeadTime]: 'TRT',
  [REJECTION.price]: 'PRC',
  [REJECTION.dangerousGoods]: 'HAZ',
};

/** Element 1650 for a carrier that has words of its own. */
const STATUS_CODES: Readonly<Record<number, string>> = {
  [MILESTONE.arrivedAtPickup]: 'X3',
  [MILESTONE.pickedUp]: 'CP',
  [MILESTONE.departed]: 'AF',
  [MILESTONE.inTransit]: 'X6',
  [MILESTONE.arrivedAtTerminal]: 'X4',
  [MILESTONE.delayed]: 'SD',
  [MILESTONE.customsHold]: 'PR',
  [MILESTONE.outForDelivery]: 'AJ',
  [MILESTONE.arrivedAtDelivery]: 'X1',
  [MILESTONE.deliveryAttempted]: 'AH',
  [MILESTONE.delivered]: 'D1',
  [MILESTONE.refused]: 'A7',
  [MILESTONE.damaged]: 'A9',
  [MILESTONE.lost]: 'OO',
};

const CONDITION_CODES: Readonly<Record<number, string>> = {
  [CONDITION.good]: 'D1',
  [CONDITION.damaged]: 'A9',
  [CONDITION.refused]: 'A7',
  [CONDITION.lost]: 'OO',
};

/** Element 33. */
const EXCEPTION_CODES: Readonly<Record<number, string>> = {
  [LADING_EXCEPTION.short]: 'P',
  [LADING_EXCEPTION.damaged]: 'D',
  [LADING_EXCEPTION.over]: 'O',
};

const NOT_STANDARD = 'ZZ';
const ESTIMATE = 'AG';
const MINUTE_MS = 60_000;

/** Kinds of message that go by X12; the rest goes by the portal. */
export const BY_X12 = [
  'tenderAccepted',
  'tenderRejected',
  'tenderCountered',
  'truckArrived',
  'milestoneReported',
  'podReceived',
  'freightBilled',
] as const;
export type ByX12 = Extract<CarrierToCore, { readonly kind: (typeof BY_X12)[number] }>;

/** @param now when it is written, epoch ms */
export function setOf(message: ByX12, partner: EdiPartner, now: number): X12Set {
  const control = String(message.counter).padStart(9, '0');
  switch (message.kind) {
    case 'tenderAccepted':
    case 'tenderRejected':
    case 'tenderCountered':
      return { id: '990', control, payload: responseOf(message, partner) };
    case 'truckArrived':
    case 'milestoneReported':
    case 'podReceived':
      return { id: '214', control, payload: statusOf(message, partner) };
    case 'freightBilled':
      return { id: '210', control, payload: invoiceOf(message, partner, now) };
  }
}

function responseOf(
  message: Extract<ByX12, { readonly kind: 'tenderAccepted' | 'tenderRejected' | 'tenderCountered' }>,
  { scac }: EdiPartner,
): X12TenderResponse {
  const { kind, key, a: attempt, b } = message;
  const action = { tenderAccepted: 'A', tenderRejected: 'D', tenderCountered: 'C' }[kind];
  const reason = kind === 'tenderRejected' ? (REASON_CODES[b] ?? null) : null;
  const event = { code: 'ZZZ', description: null, date: null, time: null, reason };
  const countered = message.kind === 'tenderCountered' ? counterOf(message) : null;
  return {
    answer: { scac, shipmentId: String(key), date: null, action },
    identifications: [{ qualifier: 'TN', value: String(attempt), description: null }],
    charges: countered?.charges ?? [],
    events: countered?.events ?? (reason === null ? [] : [event]),
    remarks: [],
  };
}

/** The amount asked; the rate of detention an hour and the free time that it is asked with. */
function counterOf({ b, body }: TenderCountered): Pick<X12TenderResponse, 'charges' | 'events'> {
  const { freeTimeMs, perHourMinor } = body.detention;
  const description = `FREE MINUTES ${freeTimeMs / MINUTE_MS}`;
  return {
    charges: [
      { code: '400', amount: decimal(b) },
      { code: 'DTL', amount: decimal(perHourMinor) },
    ],
    events: [{ code: 'ZZZ', description, date: null, time: null, reason: null }],
  };
}

/** Hundredths with the point written. */
function decimal(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function statusOf(
  message: Extract<ByX12, { readonly kind: 'truckArrived' | 'milestoneReported' | 'podReceived' }>,
  { scac }: EdiPartner,
): X12ShipmentStatus {
  const { references, lines } = linesOf(message);
  return {
    shipment: { carrierReference: null, shipmentId: String(message.key), scac },
    references,
    parties: [],
    routes: [],
    lines,
  };
}

function linesOf(
  message: Extract<ByX12, { readonly kind: 'truckArrived' | 'milestoneReported' | 'podReceived' }>,
): Pick<X12ShipmentStatus, 'references' | 'lines'> {
  switch (message.kind) {
    case 'truckArrived':
      return {
        references: [{ value: String(message.a), qualifier: 'TN', description: null }],
        lines: [lineOf(1, [detail('X3', message.body.arrivedAt)], [])],
      };
    case 'milestoneReported': {
      const { rawCode, occurredAt, estimatedAt } = message.body;
      const { code, word } = statusCode(rawCode, message.a);
      const statuses = [detail(code, occurredAt)];
      if (estimatedAt !== null) statuses.push(detail(ESTIMATE, estimatedAt));
      return { references: [], lines: [lineOf(1, statuses, word === null ? [] : [own('STATUS', word)])] };
    }
    case 'podReceived':
      return {
        references: [own('PROOF OF DELIVERY', isUnread(message.body.shipments) ? 'UNREAD' : 'Y')],
        lines: proofLines(message.body.shipments, message.a),
      };
  }
}

/** A loop a shipment; after it one for each line of it that differs: L11 LI the line, Q7 in which way and how many units. */
function proofLines(shipments: readonly DeliveredShipment[], deliveredAt: number): readonly X12StatusLine[] {
  const lines: X12StatusLine[] = [];
  for (const { shipment, condition, exceptions = [] } of shipments) {
    const statuses = [detail(CONDITION_CODES[condition] ?? 'D1', deliveredAt)];
    const named = { value: String(shipment), qualifier: 'SI', description: null };
    lines.push(lineOf(lines.length + 1, statuses, [named]));
    for (const { line, kind, units } of exceptions) {
      const ofLine = { value: String(line + 1), qualifier: 'LI', description: null };
      const excepted = { code: EXCEPTION_CODES[kind]!, packaging: null, quantity: units };
      lines.push({ ...lineOf(lines.length + 1, statuses, [named, ofLine]), exceptions: [excepted] });
    }
  }
  return lines;
}

/** Nobody can read the document: that it is there is all it says. */
function isUnread(shipments: readonly DeliveredShipment[]): boolean {
  return shipments.some(({ condition }) => condition === UNREAD);
}

function statusCode(rawCode: string, milestone: number): { code: string; word: string | null } {
  if (/^[A-Z0-9?]{2}$/.test(rawCode)) return { code: rawCode, word: null };
  const standard = STATUS_CODES[milestone];
  return { code: standard ?? NOT_STANDARD, word: standard === undefined ? rawCode : null };
}

function own(description: string, value: string): X12Reference {
  return { value, qualifier: 'ZZ', description };
}

function lineOf(
  number: number,
  statuses: readonly X12StatusDetail[],
  references: readonly X12Reference[],
): X12StatusLine {
  return { line: { number }, statuses, references, exceptions: [], weights: [] };
}

function detail(status: string, at: number): X12StatusDetail {
  const none = { reason: null, appointment: null, appointmentReason: null };
  return { status: { status, ...none, ...dateAndTime(at) }, place: null, equipment: null };
}

function invoiceOf(
  { key, a: totalMinor, body }: Extract<ByX12, { readonly kind: 'freightBilled' }>,
  { scac, currency }: EdiPartner,
  now: number,
): X12FreightInvoice {
  return {
    invoice: {
      invoiceNo: String(body.invoice),
      shipmentId: String(key),
      payment: 'PP',
      date: dateAndTime(now).date,
      netAmountDueMinor: totalMinor,
      correction: null,
      deliveryDate: null,
      deliveryQualifier: null,
      scac,
    },
    currency: { code: currency },
    identifications: [],
    dates: [],
    parties: [],
    lines: body.charges.map(({ code, amountMinor }, i) => ({
      line: { number: i + 1 },
      identifications: [],
      ladings: [],
      quantities: [],
      charges: [
        {
          lineItem: i + 1,
          rate: null,
          rateQualifier: null,
          chargeMinor: amountMinor,
          code,
          description: null,
        },
      ],
    })),
    total: null,
  };
}
