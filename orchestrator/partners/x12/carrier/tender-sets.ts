/**
 * The core's tenders as 204s: an offer is an original, a withdrawal a cancellation. Guide: docs/x12-guide.md.
 *
 * 1. What X12 has no element for stands in L11 ZZ, its name in the description: lane, cut-off and rank of the routing guide,
 *    rate, service, transit days, dangerous goods, and what the offer is made of.
 * 2. Shipments are OID loops of the pickup stop, in the order of delivery.
 * 3. Instants lose what is finer than a hundredth of a second.
 */
import type { LoadTender, OfferTender, WithdrawTender } from '../../../contracts/carriers.ts';
import type { X12LoadTender, X12Reference } from '../../../contracts/x12-payloads.ts';
import type { Tender, TenderStop } from '../../carrier-shapes.ts';
import type { Result } from '../../result.ts';
import type { X12Issue } from '../issues.ts';
import { Mapping } from '../mapping.ts';
import { tenderToX12 } from '../tender/mapper.ts';
import type { TradingPartner } from './trading-partner.ts';

/** OID loops of a stop. */
const SHIPMENTS_MAX = 999;

export function tenderSet(
  message: OfferTender | WithdrawTender,
  partner: TradingPartner,
): Result<X12LoadTender, X12Issue> {
  return message.kind === 'offerTender'
    ? offerSet(message, partner)
    : { ok: true, value: withdrawalSet(message, partner), issues: [] };
}

function offerSet({ key, a, body }: OfferTender, partner: TradingPartner): Result<X12LoadTender, X12Issue> {
  const mapping = new Mapping({ partner: partner.name }, `204 of load ${key}`);
  if (body.shipments.length > SHIPMENTS_MAX)
    mapping.needed(`room for ${body.shipments.length} shipments`, null);
  const mapped = tenderToX12(tenderOf(key, a, body, partner), { partner: partner.name });
  if (!mapped.ok || mapping.issues.failed)
    return { ok: false, issues: [...mapping.issues.list, ...mapped.issues] };
  const { value: payload } = mapped;
  const [pickup, ...others] = payload.stops;
  const orders = body.shipments.map((shipment) => ({
    order: {
      reference: String(shipment),
      purchaseOrder: null,
      unit: null,
      quantity: null,
      weightUnit: null,
      weight: null,
    },
  }));
  return {
    ...mapped,
    value: {
      ...payload,
      references: [...payload.references, ...guideReferences(body)],
      stops: [{ ...pickup!, orders }, ...others],
    },
  };
}

function tenderOf(key: number, attempt: number, body: LoadTender, partner: TradingPartner): Tender {
  return {
    purpose: 'original',
    loadKey: String(key),
    attempt,
    carrierScac: partner.scac,
    shipperRef: null,
    pickup: stopAt(body.origin, body.pickupAt, partner),
    delivery: stopAt(body.destination, null, partner),
    weightGrams: body.weightGrams,
    handlingUnits: body.handlingUnits,
    equipment: null,
    mode: body.mode,
    respondBy: { kind: 'instant', at: body.respondBy },
    ratedMinor: body.offeredMinor,
    currency: partner.currency,
    detention: body.detention,
    hazmat: [],
  };
}

function stopAt(place: number, earliestAt: number | null, partner: TradingPartner): TenderStop {
  return {
    placeCode: `P${place}`,
    name: partner.placeName(place),
    city: null,
    state: null,
    postal: null,
    country: null,
    earliest: earliestAt === null ? null : { kind: 'instant', at: earliestAt },
    latest: null,
  };
}

function guideReferences(body: LoadTender): X12Reference[] {
  const own = (description: string, value: number | string): X12Reference => ({
    value: String(value),
    qualifier: 'ZZ',
    description,
  });
  return [
    own('LANE', body.lane),
    own('CUTOFF', body.cutoff),
    own('RANK', body.rank),
    own('RATE', body.rate),
    own('SERVICE', body.service),
    own('TRANSIT DAYS', body.transitDays),
    own('DANGEROUS', body.dangerous ? 'Y' : 'N'),
    ...body.charges.map(({ code, amountMinor }) => own(`CHARGE ${code}`, amountMinor)),
  ];
}

/** B2 and B2A say all there is to say: which load, which attempt, cancelled. */
function withdrawalSet({ key, a }: WithdrawTender, { scac }: TradingPartner): X12LoadTender {
  return {
    shipment: { scac, shipmentId: String(key), payment: 'PP' },
    purpose: { code: '01', application: 'LT' },
    references: [{ value: String(a), qualifier: 'TN', description: null }],
    dates: [],
    routes: [],
    notes: [],
    parties: [],
    equipment: [],
    stops: [],
    total: null,
  };
}
