/** What a carrier says, as events of its webhook. Guide: docs/rest-guide.md. */
import {
  type CarrierToCore,
  type DeliveredShipment,
  LADING_EXCEPTION,
  MILESTONE,
  REJECTION,
  type TenderCountered,
} from '#orchestrator/contracts/carriers';
import type { JsonObject, RestEvent } from '#orchestrator/contracts/rest-payloads';
import type { ApiPartner } from './request-reading.ts';

const REASONS: Readonly<Record<number, string>> = {
  [REJECTION.noCapacity]: 'no_capacity',
  [REJECTION.noEquipment]: 'no_equipment',
  [REJECTION.shortLeadTime]: 'short_lead_time',
  [REJECTION.price]: 'price',
  [REJECTION.dangerousGoods]: 'dangerous_goods',
};

const EXCEPTIONS: Readonly<Record<number, string>> = {
  [LADING_EXCEPTION.short]: 'short',
  [LADING_EXCEPTION.damaged]: 'damaged',
  [LADING_EXCEPTION.over]: 'over',
};

/** For a carrier whose own codes are no words of the API. */
const WORDS: Readonly<Record<number, string>> = {
  [MILESTONE.arrivedAtPickup]: 'arrived_at_pickup',
  [MILESTONE.pickedUp]: 'picked_up',
  [MILESTONE.departed]: 'departed',
  [MILESTONE.inTransit]: 'in_transit',
  [MILESTONE.arrivedAtTerminal]: 'arrived_at_terminal',
  [MILESTONE.delayed]: 'delivery_delayed',
  [MILESTONE.customsHold]: 'customs_hold',
  [MILESTONE.customsReleased]: 'customs_released',
  [MILESTONE.outForDelivery]: 'out_for_delivery',
  [MILESTONE.arrivedAtDelivery]: 'arrived_at_delivery',
  [MILESTONE.deliveryAttempted]: 'delivery_failed',
  [MILESTONE.delivered]: 'delivered',
  [MILESTONE.refused]: 'return_to_sender',
  [MILESTONE.damaged]: 'damaged',
  [MILESTONE.lost]: 'failure',
};
const OWN_WORDS: ReadonlySet<string> = new Set(Object.values(WORDS));

const MINUTE_MS = 60_000;

export function eventOf(message: CarrierToCore, { currency }: ApiPartner): RestEvent {
  const [type, data] = described(message, (amountMinor) => ({ amount: decimal(amountMinor), currency }));
  const keyed = message.kind === 'claimAnswered' ? { shipment: message.key } : { load: message.key };
  return { id: `evt_${message.counter}`, type, data: { ...keyed, ...data } };
}

function described(
  message: CarrierToCore,
  amount: (amountMinor: number) => JsonObject,
): readonly [type: string, data: JsonObject] {
  const { a, b } = message;
  switch (message.kind) {
    case 'tenderAccepted':
      return ['tender.accepted', { attempt: a }];
    case 'tenderRejected':
      return ['tender.rejected', { attempt: a, reason: REASONS[b] ?? 'other' }];
    case 'tenderCountered':
      return ['tender.countered', { attempt: a, asked: amount(b), ...termsOf(message.body, amount) }];
    case 'truckArrived':
      return ['truck.arrived', { attempt: a, arrivedAt: instant(message.body.arrivedAt) }];
    case 'milestoneReported': {
      const { rawCode, occurredAt, estimatedAt } = message.body;
      const status = OWN_WORDS.has(rawCode) ? rawCode : (WORDS[a] ?? rawCode);
      const estimate = estimatedAt === null ? null : instant(estimatedAt);
      return ['shipment.status', { status, occurredAt: instant(occurredAt), estimatedAt: estimate }];
    }
    case 'podReceived': {
      const shipments = message.body.shipments.map(deliveredOf);
      return ['shipment.delivered', { deliveredAt: instant(a), shipments }];
    }
    case 'expediteAnswered':
      return ['expedite.answered', { done: a === 1, estimatedAt: instant(b) }];
    case 'holdAnswered': {
      const { readyAt, earnedMinor } = message.body;
      return ['hold.answered', { held: a === 1, readyAt: instant(readyAt), earned: amount(earnedMinor) }];
    }
    case 'freightBilled': {
      const { invoice, charges } = message.body;
      const lines = charges.map(({ code, amountMinor }) => ({ code, ...amount(amountMinor) }));
      return ['invoice.issued', { invoice, total: amount(a), charges: lines }];
    }
    case 'invoiceCorrected':
      return ['invoice.corrected', { invoice: b, total: amount(a) }];
    case 'disputeRejected':
      return ['dispute.rejected', { invoice: b, total: amount(a) }];
    case 'claimAnswered':
      return ['claim.answered', { credited: amount(a) }];
  }
}

function deliveredOf({ shipment, condition, exceptions }: DeliveredShipment): JsonObject {
  if (exceptions === undefined) return { shipment, condition };
  const differing = exceptions.map(({ line, kind, units }) => ({ line, kind: EXCEPTIONS[kind]!, units }));
  return { shipment, condition, exceptions: differing };
}

function termsOf({ detention }: TenderCountered['body'], amount: (minor: number) => JsonObject): JsonObject {
  const { freeTimeMs, perHourMinor } = detention;
  return { detention: { freeMinutes: freeTimeMs / MINUTE_MS, perHour: amount(perHourMinor) } };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

/** Hundredths with the point written. */
function decimal(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
