/**
 * A carrier's 990, 214 and 210 as messages to the core. Guide: docs/x12-guide.md.
 *
 * 1. ST-02 is the carrier's running number of the message: a repeat in another interchange is known by it.
 * 2. A 214 with L11 ZZ `PROOF OF DELIVERY` is a proof of delivery, one LX loop a shipment; one of X3 with the tender's number
 *    in L11 TN is the truck at the door; any other is a milestone, with the estimate of delivery in a second AT7 (AG).
 * 3. What names no load, attempt or instant is no message: it is put aside with its issues, and moves nothing.
 */
import {
  type CarrierToCore,
  LADING_EXCEPTION,
  type LadingException,
  MILESTONE,
  REJECTION,
  UNREAD,
} from '../../../contracts/carriers.ts';
import { type Envelope, envelope, PARTNER } from '../../../contracts/envelope.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import type { X12Set } from '../../../contracts/x12-interchange.ts';
import type {
  X12FreightInvoice,
  X12Reference,
  X12ShipmentStatus,
  X12StatusLine,
  X12TenderResponse,
} from '../../../contracts/x12-payloads.ts';
import type { Milestone, StatusReport } from '../../carrier-shapes.ts';
import type { Result } from '../../result.ts';
import { invoiceFromX12 } from '../invoice/mapper.ts';
import type { X12Issue } from '../issues.ts';
import { Mapping } from '../mapping.ts';
import { answerFromX12 } from '../response/mapper.ts';
import { statusesFromX12 } from '../status/mapper.ts';
import type { TradingPartner } from './trading-partner.ts';

/** V9-08 of a 990. Source: agreed between the two sides; element 641 has these meanings. */
const REASONS: ReadonlyMap<string, number> = new Map([
  ['CPT', REJECTION.noCapacity],
  ['EQU', REJECTION.noEquipment],
  ['TRT', REJECTION.shortLeadTime],
  ['PRC', REJECTION.price],
  ['HAZ', REJECTION.dangerousGoods],
]);

/** What is in no row moves nothing. OO, paperwork without the goods, is how a carrier declares a loss. */
const MILESTONES: Partial<Record<Milestone, number>> = {
  pickupArrived: MILESTONE.arrivedAtPickup,
  loaded: MILESTONE.pickedUp,
  departed: MILESTONE.departed,
  inTransit: MILESTONE.inTransit,
  terminalDeparted: MILESTONE.inTransit,
  terminalArrived: MILESTONE.arrivedAtTerminal,
  delayed: MILESTONE.delayed,
  customsHold: MILESTONE.customsHold,
  outForDelivery: MILESTONE.outForDelivery,
  arrived: MILESTONE.arrivedAtDelivery,
  attempted: MILESTONE.deliveryAttempted,
  delivered: MILESTONE.delivered,
  refused: MILESTONE.refused,
  damaged: MILESTONE.damaged,
  paperworkOnly: MILESTONE.lost,
};

const CONDITIONS: Partial<Record<Milestone, number>> = {
  delivered: CONDITION.good,
  damaged: CONDITION.damaged,
  refused: CONDITION.refused,
  paperworkOnly: CONDITION.lost,
};

/** Element 33. Source: agreed between the two sides; the element has these letters. */
const EXCEPTIONS: ReadonlyMap<string, number> = new Map([
  ['P', LADING_EXCEPTION.short],
  ['D', LADING_EXCEPTION.damaged],
  ['O', LADING_EXCEPTION.over],
]);

const PROOF = 'PROOF OF DELIVERY';
/** Value of that reference where the document can't be read. */
const PROOF_UNREAD = 'UNREAD';
const STATUS = 'STATUS';
const ESTIMATE = 'AG';

/** @param reportedAt when it came in, epoch ms */
export function messageOfSet(
  set: X12Set,
  partner: TradingPartner,
  reportedAt: number,
): Result<CarrierToCore, X12Issue> {
  const reader = new Reader(set, partner, reportedAt);
  const message = reader.message();
  return reader.mapping.issues.result<CarrierToCore>(message);
}

class Reader {
  readonly mapping: Mapping;
  private readonly set: X12Set;
  private readonly partner: TradingPartner;
  private readonly reportedAt: number;

  constructor(set: X12Set, partner: TradingPartner, reportedAt: number) {
    this.set = set;
    this.partner = partner;
    this.reportedAt = reportedAt;
    this.mapping = new Mapping({ partner: partner.name }, `${set.id} ${set.control}`);
  }

  message(): CarrierToCore | null {
    switch (this.set.id) {
      case '990':
        return this.answer(this.set.payload);
      case '214':
        return this.status(this.set.payload);
      case '210':
        return this.bill(this.set.payload);
      default:
        return this.mapping.needed(`use for a set ${this.set.id} of a carrier`, null);
    }
  }

  private answer(payload: X12TenderResponse): CarrierToCore | null {
    const { name, currency, carrier } = this.partner;
    const read = this.valueOf(answerFromX12(payload, { partner: name, currency }));
    const attempt = this.mapping.needed('attempt (N9 TN)', read?.attempt);
    if (read === null || attempt === null) return null;
    const { loadKey, answer, reason, counterMinor, detention } = read;
    switch (answer) {
      case 'accepted':
        return this.envelope('tenderAccepted', loadKey, attempt, carrier, null);
      case 'declined':
        return this.envelope('tenderRejected', loadKey, attempt, REASONS.get(reason ?? '') ?? 0, null);
      case 'countered': {
        const asked = this.mapping.needed('amount of the counter-offer (L9)', counterMinor);
        const terms = this.mapping.needed('detention terms of the counter-offer (L9 DTL, V9)', detention);
        if (asked === null || terms === null) return null;
        return this.envelope('tenderCountered', loadKey, attempt, asked, { detention: terms });
      }
      case null:
        return this.mapping.needed(`meaning of answer ${read.rawCode} (B1-04)`, null);
    }
  }

  private status(payload: X12ShipmentStatus): CarrierToCore | null {
    const proof = own(payload.references, PROOF);
    if (proof !== null) return this.proof(payload, proof === PROOF_UNREAD);
    const reports = this.reports(payload, payload.lines);
    const first = this.mapping.needed('status (AT7)', reports[0]);
    const occurredAt = first === null ? null : this.instantOf(first);
    if (first === null || occurredAt === null) return null;
    const { carrier } = this.partner;
    const attempt = payload.references.find((each) => each.qualifier === 'TN')?.value ?? null;
    if (first.mappedCode === 'pickupArrived' && attempt !== null)
      return this.envelope('truckArrived', first.loadKey, this.whole('attempt', attempt), carrier, {
        arrivedAt: occurredAt,
      });
    const estimate = reports.find((each, at) => at > 0 && each.rawCode === ESTIMATE);
    return this.envelope('milestoneReported', first.loadKey, numberOf(first), carrier, {
      rawCode: own(payload.lines[0]!.references, STATUS) ?? first.rawCode,
      occurredAt,
      estimatedAt: estimate === undefined ? null : this.instantOf(estimate),
    });
  }

  private proof(payload: X12ShipmentStatus, unread: boolean): CarrierToCore | null {
    let at: number | null = null;
    const whole = payload.lines.filter(({ exceptions }) => exceptions.length === 0);
    const shipments = whole.map((line) => {
      const report = this.mapping.needed('status (AT7)', this.reports(payload, [line])[0]);
      const named = line.references.find((each) => each.qualifier === 'SI')?.value;
      const shipment = this.mapping.needed('shipment (L11 SI)', named);
      const meaning = report?.mappedCode ?? null;
      const read = meaning === null ? undefined : CONDITIONS[meaning];
      const condition = unread ? UNREAD : read;
      if (report !== null) at ??= this.instantOf(report);
      const exceptions = this.exceptionsOf(payload, shipment);
      return {
        shipment: this.whole('shipment', shipment),
        condition: this.mapping.needed(`condition of status ${report?.rawCode}`, condition) ?? 0,
        ...(exceptions.length === 0 ? {} : { exceptions }),
      };
    });
    const deliveredAt = this.mapping.needed<number>('instant of delivery', at);
    const load = this.mapping.needed('shipment id (B10-02)', payload.shipment.shipmentId);
    if (deliveredAt === null || load === null) return null;
    return this.envelope('podReceived', load, deliveredAt, this.partner.carrier, { shipments });
  }

  /** Of the loops of this shipment that have a Q7: which line, in which way and by how many units. */
  private exceptionsOf(payload: X12ShipmentStatus, shipment: string | null): readonly LadingException[] {
    const ofIt = payload.lines.filter(
      ({ exceptions, references }) =>
        exceptions.length > 0 &&
        references.some((each) => each.qualifier === 'SI' && each.value === shipment),
    );
    return ofIt.flatMap(({ exceptions, references }) => {
      const line = references.find((each) => each.qualifier === 'LI')?.value ?? null;
      return exceptions.map(({ code, quantity }) => ({
        line: this.whole('line (L11 LI)', line) - 1,
        kind: this.mapping.needed(`meaning of lading exception ${code} (Q7-01)`, EXCEPTIONS.get(code)) ?? 0,
        units: this.mapping.needed('units of a lading exception (Q7-03)', quantity) ?? 0,
      }));
    });
  }

  private bill(payload: X12FreightInvoice): CarrierToCore | null {
    const { name, currency, carrier } = this.partner;
    const read = this.valueOf(invoiceFromX12(payload, { partner: name, currencyDefault: currency }));
    if (read === null) return null;
    const { loadKey, totalMinor, invoiceNo, charges } = read;
    const invoice = this.whole('invoice number', invoiceNo);
    return this.envelope('freightBilled', loadKey, totalMinor, carrier, { invoice, charges });
  }

  private reports(payload: X12ShipmentStatus, lines: readonly X12StatusLine[]): readonly StatusReport[] {
    const options = { partner: this.partner.name, reportedAt: this.reportedAt };
    return this.valueOf(statusesFromX12({ ...payload, lines }, options)) ?? [];
  }

  private valueOf<Value>(result: Result<Value, X12Issue>): Value | null {
    this.mapping.issues.take(result.issues);
    return result.ok ? result.value : null;
  }

  private instantOf({ occurredAt }: StatusReport): number | null {
    const at = occurredAt?.kind === 'instant' ? occurredAt.at : null;
    return this.mapping.needed('date, time and zone of the status (AT7-05 to 07)', at);
  }

  private whole(what: string, text: string | null): number {
    const number = text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
    return this.mapping.needed(`${what} in digits`, number) ?? 0;
  }

  private envelope<Kind extends CarrierToCore['kind']>(
    kind: Kind,
    loadKey: string,
    a: number,
    b: number,
    body: Extract<CarrierToCore, { readonly kind: Kind }>['body'],
  ): CarrierToCore {
    const { partner } = this.partner;
    const counter = this.whole('control number (ST-02)', this.set.control);
    const key = this.whole('load', loadKey);
    const made: Envelope = envelope(kind, PARTNER, partner, 0, 0, partner, counter, key, a, b, body);
    return made as CarrierToCore;
  }
}

function numberOf({ mappedCode }: StatusReport): number {
  return (mappedCode === null ? undefined : MILESTONES[mappedCode]) ?? MILESTONE.unknown;
}

/** Value of a reference that only the two sides know. */
function own(references: readonly X12Reference[], description: string): string | null {
  return (
    references.find((each) => each.qualifier === 'ZZ' && each.description === description)?.value ?? null
  );
}
