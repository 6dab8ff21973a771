/**
 * Every business event of outbound fulfilment and inbound: who may write it, of what, how often, and what must have been before.
 * `docs/outbound.md` says what they mean.
 *
 * 1. What happens once has a bit in the word of its order, shipment, load, purchase order or receipt; at most 32 a word.
 * 2. `after` and `never` name events of the same word.
 */
import type { Network } from '#orchestrator/model/network';
import { tmsTenders } from '#orchestrator/model/responsibilities';
import { assert } from '#sim/assert';

export type Owner =
  | 'CRM'
  | 'ERP'
  | 'WMS'
  | 'TMS'
  | 'carrier'
  | 'STORES'
  | 'SUPPLIER'
  | 'CUSTOMS'
  | 'TELEMATICS'
  | 'THREEPL'
  | 'core';
export type Word = 'order' | 'shipment' | 'load' | 'purchaseOrder' | 'receipt' | 'declaration' | 'trip';

export interface EventRule {
  readonly owner: Owner;
  readonly entity: string;
  /** It happens once. */
  readonly once: boolean;
  /** Must have been written before. */
  readonly after: readonly string[];
  /** Must not have been written. */
  readonly never: readonly string[];
}

const once = (
  owner: Owner,
  entity: string,
  after: readonly string[] = [],
  never: readonly string[] = [],
): EventRule => ({ owner, entity, once: true, after, never });

/** Numbered: its part counts. */
const numbered = (owner: Owner, entity: string): EventRule => ({
  owner,
  entity,
  once: false,
  after: [],
  never: [],
});

export const EVENT_RULES = {
  orderReleased: once('ERP', 'order'),
  orderPromised: once('ERP', 'order', ['orderReleased']),
  // Where customers ask for a day.
  orderRequested: once('ERP', 'order', ['orderPromised']),
  orderValued: once('ERP', 'order', ['orderReleased']),
  // Where it keeps book of lines.
  orderLinesJudged: once('ERP', 'order', ['orderDone']),
  orderHeld: once('ERP', 'order', ['orderReleased'], ['orderDone']),
  holdReleased: once('ERP', 'order', ['orderHeld'], ['orderRejected', 'orderDone']),
  orderRejected: once('ERP', 'order', ['orderHeld'], ['holdReleased', 'orderDone']),
  // What customers wish may cross what the core has done.
  orderChanged: numbered('ERP', 'order'),
  deliveryDateChanged: numbered('ERP', 'order'),
  shipToChanged: numbered('ERP', 'order'),
  // Each once, of what ERP has asked for: `changes.ts`.
  changeAnswered: numbered('core', 'order'),
  orderRepromised: numbered('ERP', 'order'),
  orderCancelled: once('ERP', 'order', ['orderReleased'], ['orderRejected']),
  orderMoved: once('ERP', 'order', ['orderReleased']),
  orderDoubled: numbered('core', 'order'),
  salesDocumentChanged: numbered('ERP', 'order'),
  shipmentDocumentChanged: numbered('ERP', 'shipment'),
  orderDone: once('core', 'order', ['orderReleased']),
  promiseMissed: once('core', 'order', ['orderReleased'], ['orderDone']),
  orderRefusedByRule: once('core', 'order', ['orderReleased'], ['orderDone']),
  orderAtRisk: once('core', 'order', ['orderReleased'], ['orderDone']),
  orderAllocated: numbered('ERP', 'order'),
  orderRanked: once('core', 'order', ['orderReleased'], ['orderDone']),
  orderSourced: numbered('core', 'order'),
  lineBackordered: numbered('core', 'order'),
  lineCancelled: numbered('core', 'order'),

  stockReserved: once('WMS', 'shipment'),
  // As long as no work has begun on it: `units.ts`, `changes.ts`.
  reservationReduced: numbered('WMS', 'shipment'),
  reservationReleased: once('WMS', 'shipment', ['stockReserved'], ['goodsIssued']),
  waveSequenced: numbered('core', 'wave-plan'),
  shipmentReassigned: once('core', 'shipment', ['stockReserved'], ['shipmentPicked']),
  shipmentPicked: once('WMS', 'shipment', ['stockReserved'], ['reservationReleased']),
  pickedShort: once('WMS', 'shipment', ['shipmentPicked']),
  shipmentPacked: once('WMS', 'shipment', ['shipmentPicked'], ['reservationReleased']),
  goodsIssued: once('WMS', 'shipment', ['shipmentPacked'], ['reservationReleased']),
  goodsIssuePosted: once('ERP', 'shipment', ['goodsIssued']),
  goodsIssueValued: once('ERP', 'shipment', ['goodsIssued']),
  shipmentLoaded: once('WMS', 'shipment', ['goodsIssued']),
  labourSpent: once('WMS', 'shipment', ['stockReserved']),
  warehouseCharged: once('WMS', 'shipment', ['goodsIssued']),
  goodsReturned: once('WMS', 'shipment', ['goodsIssued', 'shipmentDelivered']),
  orderOverCapacity: once('WMS', 'shipment', ['stockReserved'], ['shipmentPicked']),
  shipmentDelivered: once('carrier', 'shipment', ['goodsIssued']),
  deliveryExcepted: numbered('carrier', 'shipment'),
  // Each once: `differences.ts`.
  deliveryDiffers: numbered('core', 'shipment'),
  differenceSettled: numbered('core', 'shipment'),
  deliveryCredited: numbered('ERP', 'shipment'),
  billMistaken: numbered('ERP', 'shipment'),
  customerBilled: once('ERP', 'shipment', ['goodsIssuePosted', 'shipmentDelivered'], ['claimOpened']),
  // After the bill only of what differs from it: `differences.ts`.
  claimOpened: once('core', 'claim', ['goodsIssued']),
  claimAnswered: once('carrier', 'shipment', ['claimOpened']),
  customerNotified: numbered('ERP', 'shipment'),

  urgencyChanged: once('CRM', 'order', ['orderReleased']),
  orderHurried: numbered('core', 'order'),
  promiseAsked: numbered('CRM', 'order'),
  promiseAnswered: numbered('core', 'order'),
  goodwillCredited: once('ERP', 'order', ['orderReleased']),
  complaintRaised: numbered('CRM', 'complaint'),
  complaintOpened: numbered('core', 'complaint'),
  complaintEscalated: numbered('core', 'complaint'),
  complaintAnswered: numbered('core', 'complaint'),
  billCredited: numbered('ERP', 'complaint'),

  returnRequested: once('CRM', 'return', ['shipmentDelivered']),
  returnAuthorised: once('core', 'return-order', ['returnRequested', 'shipmentDelivered'], ['returnRefused']),
  returnRefused: once('core', 'return-order', ['returnRequested'], ['returnAuthorised']),
  returnSent: once('CRM', 'return', ['returnAuthorised'], ['returnRefused']),
  returnArrived: once('WMS', 'return', ['returnSent']),
  returnLabourSpent: once('WMS', 'return', ['returnArrived']),
  customerReturned: once('WMS', 'return', ['returnArrived']),
  returnGraded: once('WMS', 'return', ['customerReturned']),
  returnDiffers: once('core', 'return-order', ['returnGraded']),
  creditNoteIssued: once('ERP', 'return', ['returnGraded', 'customerBilled'], ['returnClosed']),
  returnClosed: once('core', 'return-order', ['returnAuthorised'], ['returnRefused']),

  // Where TMS consolidates.
  loadPlanned: numbered('TMS', 'load'),
  shipmentPlanned: numbered('TMS', 'shipment'),
  loadFormed: once('core', 'load'),
  loadDeparted: once('carrier', 'load', ['loadFormed'], ['loadGivenUp', 'loadCancelled']),
  truckDetained: once('carrier', 'load', ['loadFormed'], ['loadDeparted']),
  loadDelivered: once('carrier', 'load', ['loadDeparted'], ['loadLost']),
  loadLost: once('carrier', 'load', ['loadDeparted'], ['loadDelivered']),
  // And a second time, as no. 2: the bill that comes twice.
  freightBilled: once('carrier', 'load', ['loadDelivered'], ['loadLost']),
  invoiceCorrected: once('carrier', 'load', ['freightDisputed']),
  freightMatched: once('core', 'freight-invoice', ['freightBilled']),
  freightDisputed: once('core', 'freight-invoice', ['freightMatched']),
  freightPaid: once('ERP', 'load', ['freightMatched']),
  freightWrittenOff: once('core', 'freight-invoice', ['loadFormed'], ['freightMatched']),
  loadAtRisk: once('core', 'load', ['loadDeparted']),
  loadPredictedLate: numbered('core', 'load'),
  // Before the bill that it is about; nobody is told.
  freightBillMistaken: numbered('carrier', 'load'),
  loadGivenUpAsLost: once('core', 'load', ['loadFormed']),
  loadGivenUp: once('core', 'load', ['loadFormed'], ['loadDeparted', 'loadCancelled']),
  loadCancelled: once('core', 'load', ['loadFormed'], ['loadDeparted', 'loadGivenUp']),
  expediteAnswered: once('core', 'load', ['loadDeparted']),
  detentionExpected: once('core', 'load', ['loadFormed']),
  rerouteRequested: once('core', 'load', ['loadDeparted']),
  rerouteFailed: once('core', 'load', ['rerouteRequested'], ['loadRerouted']),
  loadRerouted: once('core', 'load', ['rerouteRequested', 'loadHeld'], ['rerouteFailed']),
  loadHeld: once('carrier', 'load', ['rerouteRequested'], ['loadDelivered']),
  loadHandedOver: once('carrier', 'load', ['loadHeld', 'loadRerouted']),
  loadTakenOver: once('carrier', 'load', ['loadRerouted'], ['loadDelivered']),
  proofUnread: numbered('core', 'load'),
  proofReceived: once('core', 'load', ['loadDelivered'], ['proofWaived']),
  proofWaived: once('core', 'load', ['loadDelivered'], ['proofReceived']),
  // Of part of a load: the rest goes on.
  loadRefusedByRule: numbered('core', 'load'),
  tenderOffered: numbered('core', 'load'),
  tenderExpired: numbered('core', 'load'),
  truckNoShow: numbered('core', 'load'),
  lateAcceptance: numbered('core', 'load'),
  bookedTermsDiffer: numbered('core', 'load'),
  expediteRequested: numbered('core', 'load'),
  tenderAccepted: numbered('carrier', 'load'),
  tenderRejected: numbered('carrier', 'load'),
  tenderCountered: numbered('carrier', 'load'),
  tenderWithdrawn: numbered('carrier', 'load'),
  milestone: numbered('carrier', 'load'),
  truckArrived: numbered('carrier', 'load'),
  loadBooked: numbered('TMS', 'load'),
  pickupPlanned: numbered('TMS', 'load'),
  bookingRefused: numbered('TMS', 'load'),
  freightArranged: numbered('THREEPL', 'load'),
  loadAdvised: numbered('core', 'load'),
  bookingCancelled: numbered('TMS', 'load'),
  // Where TMS keeps appointments.
  pickupSlotRequested: numbered('core', 'load'),
  pickupSlotConfirmed: numbered('TMS', 'load'),
  pickupSlotRefused: numbered('TMS', 'load'),
  pickupSlotReleased: numbered('TMS', 'load'),
  pickupSlotMissed: numbered('core', 'load'),
  documentsPrepared: numbered('TMS', 'load'),
  documentsRefused: numbered('TMS', 'load'),
  documentsAmended: once('TMS', 'load', ['loadFormed']),

  purchaseOrderReleased: once('ERP', 'purchaseOrder'),
  purchaseCommitted: once('ERP', 'purchaseOrder', ['purchaseOrderReleased']),
  commitmentFreed: numbered('ERP', 'purchaseOrder'),
  purchaseOrderConfirmed: once(
    'SUPPLIER',
    'purchaseOrder',
    ['purchaseOrderReleased'],
    ['purchaseOrderDeclined'],
  ),
  purchaseOrderDeclined: once(
    'SUPPLIER',
    'purchaseOrder',
    ['purchaseOrderReleased'],
    ['purchaseOrderConfirmed'],
  ),
  purchaseOrderDone: once('core', 'purchase-order', ['purchaseOrderReleased']),
  truckDeparted: once('SUPPLIER', 'receipt'),
  shipmentNoticed: once('SUPPLIER', 'receipt', ['truckDeparted']),
  arrivalDelayed: once('SUPPLIER', 'receipt', ['shipmentNoticed']),
  slotBooked: numbered('WMS', 'receipt'),
  slotReleased: numbered('WMS', 'receipt'),
  appointmentMissed: once('core', 'dock-appointment', ['truckDeparted']),
  truckAtGate: once('WMS', 'receipt', ['truckDeparted'], ['truckTurnedAway']),
  truckTurnedAway: once('WMS', 'receipt', ['truckDeparted'], ['truckAtGate']),
  truckDocked: once('WMS', 'receipt', ['truckAtGate']),
  receiptCounted: once('WMS', 'receipt', ['truckDocked']),
  countDiffered: once('WMS', 'receipt', ['receiptCounted']),
  receiptDiscrepant: once('core', 'inbound-receipt', ['receiptCounted']),
  receiptPutAway: once('WMS', 'receipt', ['receiptCounted'], ['goodsSentBack']),
  goodsSentBack: once('WMS', 'receipt', ['receiptCounted'], ['receiptPutAway']),
  receivingLabourSpent: once('WMS', 'receipt', ['receiptCounted']),
  // The core may give a truck up that is at the gate by now.
  receiptLost: once('core', 'inbound-receipt', ['truckDeparted'], ['receiptPutAway', 'goodsSentBack']),
  goodsReceiptPosted: once('ERP', 'receipt', ['receiptCounted']),
  goodsReceiptValued: once('ERP', 'receipt', ['goodsReceiptPosted']),
  supplierInvoiced: once('ERP', 'receipt', ['goodsReceiptValued']),
  periodClosed: numbered('ERP', 'period'),
  purchaseDocumentChanged: numbered('ERP', 'purchaseOrder'),
  receiptDocumentChanged: numbered('ERP', 'receipt'),
  periodDocumentChanged: numbered('ERP', 'period'),

  declarationLodged: once('CUSTOMS', 'declaration', [], ['declarationWithdrawn']),
  declarationQueried: numbered('CUSTOMS', 'declaration'),
  declarationAccepted: once(
    'CUSTOMS',
    'declaration',
    ['declarationLodged'],
    ['declarationWithdrawn', 'goodsReleased', 'goodsRefused'],
  ),
  declarationAmended: once('CUSTOMS', 'declaration', ['declarationLodged'], ['declarationWithdrawn']),
  declarationWithdrawn: once('CUSTOMS', 'declaration', ['declarationLodged'], ['goodsPresented']),
  goodsPresented: once('CUSTOMS', 'declaration', [], ['declarationWithdrawn']),
  goodsHeld: numbered('CUSTOMS', 'declaration'),
  goodsReleased: once('CUSTOMS', 'declaration', ['declarationAccepted', 'goodsPresented'], ['goodsRefused']),
  goodsRefused: once('CUSTOMS', 'declaration', ['goodsPresented'], ['goodsReleased']),

  deviceAttached: once('TELEMATICS', 'trip'),
  positionReported: numbered('TELEMATICS', 'trip'),
  temperatureExceeded: once('TELEMATICS', 'trip', ['deviceAttached'], ['deviceRemoved']),
  deviceRemoved: once('TELEMATICS', 'trip', ['deviceAttached']),
  trackOpened: once('core', 'track', ['deviceAttached']),
  deviceSilent: numbered('core', 'track'),
  deviceHeardAgain: numbered('core', 'track'),
  deviceMistrusted: once('core', 'track', ['trackOpened']),
  deviceEstimated: numbered('core', 'load'),
  carrierEstimated: numbered('core', 'load'),
  arrivalEstimated: numbered('core', 'load'),
  qualityCaseOpened: once('core', 'quality-case', ['temperatureExceeded']),
  qualityDecided: once('core', 'quality-case', ['qualityCaseOpened']),

  shelfOpened: numbered('STORES', 'store'),
  shelfSold: numbered('STORES', 'store'),
  salesLost: numbered('STORES', 'store'),
  shelfAvailable: numbered('STORES', 'store'),
  shelfShrunk: numbered('STORES', 'store'),
  shelfCounted: numbered('STORES', 'store'),
  shelfClosed: numbered('STORES', 'store'),
  deliveryTaken: numbered('STORES', 'transfer'),
  deliveryRefused: numbered('STORES', 'transfer'),
  transferReceived: numbered('STORES', 'transfer'),
  transferReleased: numbered('ERP', 'internal-order'),
  transferReceiptPosted: numbered('ERP', 'transfer'),
  transferPutAway: numbered('WMS', 'transfer'),
  transferRefused: numbered('WMS', 'transfer'),
  goodsTransferred: numbered('WMS', 'transfer'),
  replenishmentProposed: numbered('core', 'replenishment'),
  transferCut: numbered('core', 'replenishment'),
  transferRequested: numbered('core', 'replenishment'),
  transferWrittenOff: numbered('core', 'replenishment'),
  transferDone: numbered('core', 'replenishment'),

  routeFormed: numbered('core', 'route'),
  routePlanned: numbered('core', 'route'),
  shipmentRouted: numbered('core', 'route'),
  routeCancelled: numbered('core', 'route'),
  routeDeparted: numbered('carrier', 'route'),
  stopArrived: numbered('carrier', 'route'),
  stopServed: numbered('carrier', 'route'),
  stopRefused: numbered('carrier', 'route'),
  vehicleBrokeDown: numbered('carrier', 'route'),
  routeReturned: numbered('carrier', 'route'),
  routeCharged: numbered('carrier', 'route'),

  goodsReceived: numbered('WMS', 'node'),
  stockAdjusted: numbered('WMS', 'node'),
  modelModeChanged: numbered('core', 'model'),
  exceptionOpened: numbered('core', 'exception-case'),
  caseOpened: numbered('core', 'case'),
  caseClassified: numbered('core', 'case'),
  caseRemedied: numbered('core', 'case'),
  caseEscalated: numbered('core', 'case'),
  caseResolved: numbered('core', 'case'),
  messageDeadLettered: numbered('core', 'outbound-message'),
  deadLetterResent: numbered('core', 'outbound-message'),
  deadLetterDropped: numbered('core', 'outbound-message'),
} satisfies Record<string, EventRule>;

export type EventName = keyof typeof EVENT_RULES;

/** What TMS writes where it tenders. */
const OF_TENDERING: readonly string[] = ['tenderOffered', 'tenderExpired', 'lateAcceptance'];

/** What a third party writes where it arranges the freight. */
const OF_FREIGHT: readonly string[] = [
  ...OF_TENDERING,
  ...['loadFormed', 'loadBooked', 'pickupPlanned', 'bookingCancelled', 'loadCancelled'],
];

/** Who may write it in a landscape. */
export function ownerOf(name: EventName, network: Pick<Network, 'responsibilities' | 'freight'>): Owner {
  if (network.freight !== undefined && OF_FREIGHT.includes(name)) return 'THREEPL';
  return tmsTenders(network) && OF_TENDERING.includes(name) ? 'TMS' : EVENT_RULES[name].owner;
}

const WORDS: Readonly<Record<string, Word>> = {
  order: 'order',
  shipment: 'shipment',
  claim: 'shipment',
  return: 'shipment',
  'return-order': 'shipment',
  load: 'load',
  'freight-invoice': 'load',
  purchaseOrder: 'purchaseOrder',
  'purchase-order': 'purchaseOrder',
  receipt: 'receipt',
  'inbound-receipt': 'receipt',
  'dock-appointment': 'receipt',
  declaration: 'declaration',
  trip: 'trip',
  track: 'trip',
  'quality-case': 'trip',
};

const BITS = numberBits();

/** Whose word an event is in; null = it has none. */
export function wordOf(name: EventName): Word | null {
  const { once: isOnce, entity } = EVENT_RULES[name];
  return isOnce ? WORDS[entity]! : null;
}

/** The bit of an event as a mask; 0 = it has none. */
export function bitOf(name: EventName): number {
  return BITS.get(name) ?? 0;
}

export function bitsOf(names: readonly string[]): number {
  return names.reduce((bits, name) => bits | bitOf(name as EventName), 0);
}

/** Names of the events of these bits. */
export function namesOf(word: Word, bits: number): string {
  const names = Object.keys(EVENT_RULES) as EventName[];
  return names.filter((name) => wordOf(name) === word && (bitOf(name) & bits) !== 0).join(', ');
}

/** Bit 31 of a load: the freight bill that comes twice. */
export const BILLED_AGAIN = 1 << 31;

function numberBits(): ReadonlyMap<string, number> {
  const used = { order: 0, shipment: 0, load: 0, purchaseOrder: 0, receipt: 0, declaration: 0, trip: 0 };
  const bits = new Map<string, number>();
  for (const [name, { once: isOnce, entity }] of Object.entries(EVENT_RULES)) {
    if (!isOnce) continue;
    const word = WORDS[entity]!;
    bits.set(name, 1 << used[word]);
    used[word] += 1;
    assert(used[word] < 32, `a ${word} has more events than bits`);
  }
  return bits;
}
