/**
 * Events of a carrier's webhook as messages to the core. Guide: docs/rest-guide.md.
 *
 * 1. The number in the event's id is the carrier's running number: a repeat is known by it.
 * 2. The carrier's word for a status is kept beside the milestone; a word that nobody knows has none.
 * 3. An event that lacks something, or is of no known type, is no message, and says why.
 */
import {
  type CarrierToCore,
  type DeliveredShipment,
  LADING_EXCEPTION,
  MILESTONE,
  REJECTION,
} from '../../contracts/carriers.ts';
import type { DetentionTerms } from '../../contracts/detention.ts';
import { envelope, PARTNER } from '../../contracts/envelope.ts';
import type { Json, JsonObject, RestEvent } from '../../contracts/rest-payloads.ts';
import { minorOfDecimal } from '../x12/units.ts';

export interface RestPartner {
  readonly partner: number;
  readonly carrier: number;
  /** ISO 4217. */
  readonly currency: string;
}

export type ReadEvent =
  | { readonly ok: true; readonly message: CarrierToCore }
  | { readonly ok: false; readonly reason: string };

/** Words of tracking APIs. Source: Karrio's tracking status; `failure` is EasyPost's. */
const WORDS: ReadonlyMap<string, number> = new Map([
  ['arrived_at_pickup', MILESTONE.arrivedAtPickup],
  ['picked_up', MILESTONE.pickedUp],
  ['departed', MILESTONE.departed],
  ['in_transit', MILESTONE.inTransit],
  ['arrived_at_terminal', MILESTONE.arrivedAtTerminal],
  ['delivery_delayed', MILESTONE.delayed],
  ['customs_hold', MILESTONE.customsHold],
  ['customs_released', MILESTONE.customsReleased],
  ['out_for_delivery', MILESTONE.outForDelivery],
  ['arrived_at_delivery', MILESTONE.arrivedAtDelivery],
  ['delivery_failed', MILESTONE.deliveryAttempted],
  ['delivered', MILESTONE.delivered],
  ['return_to_sender', MILESTONE.refused],
  ['damaged', MILESTONE.damaged],
  ['failure', MILESTONE.lost],
]);

const REASONS: ReadonlyMap<string, number> = new Map([
  ['no_capacity', REJECTION.noCapacity],
  ['no_equipment', REJECTION.noEquipment],
  ['short_lead_time', REJECTION.shortLeadTime],
  ['price', REJECTION.price],
  ['dangerous_goods', REJECTION.dangerousGoods],
]);

const EXCEPTIONS: ReadonlyMap<string, number> = new Map([
  ['short', LADING_EXCEPTION.short],
  ['damaged', LADING_EXCEPTION.damaged],
  ['over', LADING_EXCEPTION.over],
]);

const MINUTE_MS = 60_000;

class Unclear extends Error {}

export function readEvent(event: RestEvent, partner: RestPartner): ReadEvent {
  try {
    return { ok: true, message: new Reader(event, partner).message() };
  } catch (error) {
    if (error instanceof Unclear)
      return { ok: false, reason: `${short(event.type)} ${short(event.id)}: ${error.message}` };
    throw error;
  }
}

class Reader {
  private readonly event: RestEvent;
  private readonly partner: RestPartner;

  constructor(event: RestEvent, partner: RestPartner) {
    this.event = event;
    this.partner = partner;
  }

  message(): CarrierToCore {
    const { data } = this.event;
    const { carrier } = this.partner;
    switch (this.event.type) {
      case 'tender.accepted':
        return this.of('tenderAccepted', 'load', this.whole(data, 'attempt'), carrier, null);
      case 'tender.rejected': {
        const reason = REASONS.get(this.text(data, 'reason')) ?? 0;
        return this.of('tenderRejected', 'load', this.whole(data, 'attempt'), reason, null);
      }
      case 'tender.countered':
        return this.of('tenderCountered', 'load', this.whole(data, 'attempt'), this.amount(data, 'asked'), {
          detention: this.detention(data),
        });
      case 'truck.arrived':
        return this.of('truckArrived', 'load', this.whole(data, 'attempt'), carrier, {
          arrivedAt: this.instant(data, 'arrivedAt'),
        });
      case 'shipment.status':
        return this.status(data);
      case 'shipment.delivered':
        return this.of('podReceived', 'load', this.instant(data, 'deliveredAt'), carrier, {
          shipments: this.list(data, 'shipments').map((each) => this.delivered(each)),
        });
      default:
        return this.answer(data);
    }
  }

  private delivered(of: JsonObject): DeliveredShipment {
    const shipment = this.whole(of, 'shipment');
    const condition = this.whole(of, 'condition');
    if (of.exceptions === undefined) return { shipment, condition };
    const exceptions = this.list(of, 'exceptions').map((each) => {
      const kind = EXCEPTIONS.get(this.text(each, 'kind'));
      if (kind === undefined) throw unclear('kind', 'a way in which units differ', each.kind);
      return { line: this.whole(each, 'line'), kind, units: this.whole(each, 'units') };
    });
    return { shipment, condition, exceptions };
  }

  private status(data: JsonObject): CarrierToCore {
    const rawCode = this.text(data, 'status');
    const milestone = WORDS.get(rawCode) ?? MILESTONE.unknown;
    return this.of('milestoneReported', 'load', milestone, this.partner.carrier, {
      rawCode,
      occurredAt: this.instant(data, 'occurredAt'),
      estimatedAt: data.estimatedAt === null ? null : this.instant(data, 'estimatedAt'),
    });
  }

  /** Answers to what the core has asked, and bills. */
  private answer(data: JsonObject): CarrierToCore {
    const { carrier } = this.partner;
    switch (this.event.type) {
      case 'expedite.answered': {
        const done = data.done === true ? 1 : 0;
        return this.of('expediteAnswered', 'load', done, this.instant(data, 'estimatedAt'), null);
      }
      case 'hold.answered': {
        const held = data.held === true ? 1 : 0;
        return this.of('holdAnswered', 'load', held, carrier, {
          readyAt: this.instant(data, 'readyAt'),
          earnedMinor: this.amount(data, 'earned'),
        });
      }
      case 'invoice.issued':
        return this.of('freightBilled', 'load', this.amount(data, 'total'), carrier, {
          invoice: this.whole(data, 'invoice'),
          charges: this.list(data, 'charges').map((each) => ({
            code: this.text(each, 'code'),
            amountMinor: this.minor('charge', each),
          })),
        });
      case 'invoice.corrected':
      case 'dispute.rejected': {
        const kind = this.event.type === 'invoice.corrected' ? 'invoiceCorrected' : 'disputeRejected';
        return this.of(kind, 'load', this.amount(data, 'total'), this.whole(data, 'invoice'), null);
      }
      case 'claim.answered':
        return this.of('claimAnswered', 'shipment', this.amount(data, 'credited'), carrier, null);
      default:
        throw new Unclear('no such type of event');
    }
  }

  private of<Kind extends CarrierToCore['kind']>(
    kind: Kind,
    keyField: 'load' | 'shipment',
    a: number,
    b: number,
    body: Extract<CarrierToCore, { readonly kind: Kind }>['body'],
  ): CarrierToCore {
    const { partner } = this.partner;
    const number = /^evt_([1-9]\d{0,14})$/.exec(this.event.id)?.[1];
    if (number === undefined) throw new Unclear('id is not evt_ and a number');
    const key = this.whole(this.event.data, keyField);
    const made = envelope(kind, PARTNER, partner, 0, 0, partner, Number(number), key, a, b, body);
    return made as unknown as CarrierToCore;
  }

  private whole(from: JsonObject, field: string): number {
    const value = from[field];
    if (typeof value !== 'number' || !Number.isSafeInteger(value))
      throw unclear(field, 'a whole number', value);
    return value;
  }

  private text(from: JsonObject, field: string): string {
    const value = from[field];
    if (typeof value !== 'string') throw unclear(field, 'a text', value);
    return value;
  }

  private instant(from: JsonObject, field: string): number {
    const text = this.text(from, field);
    const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/.test(text) ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(at)) throw unclear(field, 'an instant in UTC', text);
    return at;
  }

  private amount(from: JsonObject, field: string): number {
    const value = from[field];
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw unclear(field, 'an amount', value);
    return this.minor(field, value as JsonObject);
  }

  private detention(from: JsonObject): DetentionTerms {
    const value = from.detention;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw unclear('detention', 'terms', value);
    const terms = value as JsonObject;
    const freeMinutes = this.whole(terms, 'freeMinutes');
    const perHourMinor = this.amount(terms, 'perHour');
    if (freeMinutes < 0 || perHourMinor < 0) throw unclear('detention', 'terms', value);
    return { freeTimeMs: freeMinutes * MINUTE_MS, perHourMinor };
  }

  private minor(what: string, value: JsonObject): number {
    const { currency } = this.partner;
    const minor = minorOfDecimal(this.text(value, 'amount'), currency);
    if (minor === null || value.currency !== currency)
      throw unclear(what, `an exact amount in ${currency}`, value);
    return minor;
  }

  private list(from: JsonObject, field: string): readonly JsonObject[] {
    const value = from[field];
    if (!Array.isArray(value)) throw unclear(field, 'a list', value);
    return value.map((each: Json) => {
      if (typeof each !== 'object' || each === null || Array.isArray(each))
        throw unclear(field, 'a list of objects', each);
      return each as JsonObject;
    });
  }
}

/** Of what a partner wrote, in a reason. */
const SHOWN_MAX = 120;

function short(text: string): string {
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}...` : text;
}

/** What no partner has a reason to nest deeper: JSON of any depth can be read, and not be written again. */
const DEPTH_MAX = 16;

function shown(value: Json | undefined): string {
  return isDeeper(value, DEPTH_MAX)
    ? `nested deeper than ${DEPTH_MAX}`
    : short(JSON.stringify(value) ?? 'undefined');
}

function isDeeper(value: Json | undefined, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((each: Json) => isDeeper(each, depth - 1));
}

function unclear(field: string, what: string, value: Json | undefined): Unclear {
  return new Unclear(`${field} is not ${what}: ${shown(value)}`);
}
