/** Papers that the core has made, hands over, is sent or lodges -> canonical documents. */
import { type PodReceived, type ReleaseTruck, UNREAD } from '../contracts/carriers.ts';
import { type AnswerQuery, CUSTOMS_DOCUMENT } from '../contracts/customs.ts';
import {
  DOCUMENT_REFUSAL,
  type DocumentsPrepared,
  type DocumentsRefused,
  PAPER,
  type Paper,
} from '../contracts/tms.ts';
import type {
  CustomsEntryState,
  CustomsEntryStatus,
} from '../processes/outbound/customs/customs-entry-state.ts';
import { type CanonicalContext, loadId, nameOf, shipmentId } from './context.ts';
import type { TradeDocument } from './trade-document.ts';

const PAPERS: Readonly<Record<Paper, TradeDocument['type']>> = {
  [PAPER.exportDeclaration]: 'export_declaration',
  [PAPER.commercialInvoice]: 'commercial_invoice',
  [PAPER.dangerousGoodsDeclaration]: 'dangerous_goods_declaration',
};

const REFUSALS = new Map<number, NonNullable<TradeDocument['refusal']>['reason']>([
  [DOCUMENT_REFUSAL.deniedParty, 'denied_party'],
  [DOCUMENT_REFUSAL.noLicence, 'no_licence'],
  [DOCUMENT_REFUSAL.licenceUsedUp, 'licence_used_up'],
  [DOCUMENT_REFUSAL.dangerousGoods, 'dangerous_goods'],
]);

function documentOf(
  context: CanonicalContext,
  load: number,
  said: Pick<TradeDocument, 'type' | 'status'> & Partial<TradeDocument>,
): TradeDocument {
  return {
    canonical: 'document',
    version: 2,
    load: loadId(context, load),
    number: null,
    licence: null,
    shipments: null,
    refusal: null,
    ...said,
  };
}

/** @param paper one of those that were asked for */
export function canonicalOfDocuments(
  context: CanonicalContext,
  { kind, key, a, b }: DocumentsPrepared | DocumentsRefused,
  paper: Paper,
): TradeDocument {
  const type = PAPERS[paper];
  if (kind === 'documentsPrepared') {
    // A licence is of what leaves its country.
    const licence = b === 0 || paper !== PAPER.exportDeclaration ? null : String(b);
    return documentOf(context, key, { type, status: 'prepared', number: String(a), licence });
  }
  const reason = REFUSALS.get(b);
  if (reason === undefined) throw new RangeError(`refusal ${b} of documents is unknown (load ${key})`);
  const names = reason === 'denied_party' ? context.customers : context.products;
  const refusal = { reason, atFault: nameOf(names, a, 'party or product at fault') };
  return documentOf(context, key, { type, status: 'refused', refusal });
}

/** What its carrier takes on: loaded and closed. */
export function canonicalOfBillOfLading(
  context: CanonicalContext,
  { key, body }: ReleaseTruck,
): TradeDocument {
  return documentOf(context, key, {
    type: 'bill_of_lading',
    status: 'issued',
    number: String(key),
    shipments: body.shipments.map((shipment) => shipmentId(context, shipment)),
  });
}

/** It is unreadable as long as one of its entries is. */
export function canonicalOfProof(context: CanonicalContext, { key, body }: PodReceived): TradeDocument {
  return documentOf(context, key, {
    type: 'proof_of_delivery',
    status: body.shipments.some(({ condition }) => condition === UNREAD) ? 'unreadable' : 'received',
    shipments: body.shipments.map(({ shipment }) => shipmentId(context, shipment)),
  });
}

const QUERIED = new Map<number, TradeDocument['type']>([
  [CUSTOMS_DOCUMENT.commercialInvoice, 'commercial_invoice'],
  [CUSTOMS_DOCUMENT.packingList, 'packing_list'],
  [CUSTOMS_DOCUMENT.certificateOfOrigin, 'certificate_of_origin'],
  [CUSTOMS_DOCUMENT.commodityCode, 'commodity_classification'],
]);

/** What customs has asked for. */
export function canonicalOfAnswer(context: CanonicalContext, { key, b }: AnswerQuery): TradeDocument {
  const type = QUERIED.get(b);
  if (type === undefined) throw new RangeError(`document ${b} of customs is unknown (load ${key})`);
  return documentOf(context, key, { type, status: 'sent' });
}

const ENTRY_STATUS: Readonly<Record<CustomsEntryStatus, TradeDocument['status']>> = {
  new: 'lodged',
  lodged: 'lodged',
  queried: 'queried',
  accepted: 'accepted',
  held: 'held',
  released: 'released',
  refused: 'refused',
  withdrawn: 'withdrawn',
};

/** What was declared at the border; its number is the movement reference that customs gave. */
export function canonicalOfEntry(
  context: CanonicalContext,
  key: number,
  { status, reference }: CustomsEntryState,
): TradeDocument {
  return documentOf(context, key, {
    type: 'import_declaration',
    status: ENTRY_STATUS[status],
    number: reference === 0 ? null : String(reference),
  });
}
