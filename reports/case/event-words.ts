/**
 * What the two numbers of a business event are, as words: units, weights, money, instants, names.
 *
 * 1. The same as the table of events in docs/outbound.md. What is not listed is shown by its name alone.
 */
import { CHANGE_MADE } from '../kpis/outbound/outcomes/tables.ts';
import { count, decimal, duration, instant, money } from '../text/format.ts';

/** How a number is written: `units`, or `late by:ms` for one with a word before it; null = it says nothing more. */
type Form = string | null;

const CARRIER_AMOUNT: readonly [Form, Form] = ['carrier', 'money'];
const NODE_UNITS: readonly [Form, Form] = ['node', 'units'];

const FORMS: Readonly<Record<string, readonly [Form, Form]>> = {
  orderReleased: ['units', 'grams'],
  orderPromised: ['for:at', 'to:customer'],
  orderRequested: ['for:at', 'promised:at'],
  orderValued: ['money', 'lines'],
  orderLinesJudged: ['in time:lines', 'of:lines'],
  orderChanged: ['line:line', 'now:units'],
  deliveryDateChanged: ['wanted by:at', 'by:customer'],
  shipToChanged: ['to:place', 'by:customer'],
  orderRepromised: ['for:at', 'to:customer'],
  orderAllocated: ['node', null],
  orderRanked: ['rank:number', 'in ERP:number'],
  orderSourced: ['from:node', 'as planned with:carrier'],
  lineBackordered: ['units', 'stopReason'],
  lineCancelled: ['units', 'stopReason'],
  promiseMissed: ['promised for:at', null],
  orderAtRisk: ['estimated:at', 'promised:at'],
  orderDone: ['shipped:units', 'cancelled:units'],
  orderHurried: ['priority:number', null],
  promiseAsked: ['for:at', null],
  promiseAnswered: ['estimated:at', 'sure'],
  goodwillCredited: ['money', null],
  stockReserved: NODE_UNITS,
  reservationReduced: ['node', 'by:units'],
  reservationReleased: NODE_UNITS,
  shipmentReassigned: ['to:node', 'from:node'],
  shipmentPicked: NODE_UNITS,
  pickedShort: ['node', 'missing:units'],
  shipmentPacked: ['handling units:number', 'grams'],
  goodsIssued: NODE_UNITS,
  goodsIssuePosted: NODE_UNITS,
  goodsIssueValued: ['money', 'node'],
  shipmentLoaded: ['on:load', 'node'],
  labourSpent: ['ms', 'node'],
  warehouseCharged: ['money', 'node'],
  goodsReturned: NODE_UNITS,
  loadFormed: ['lane', 'shipments:number'],
  loadPlanned: ['lane', 'shipments:number'],
  shipmentPlanned: ['on:load', null],
  tenderOffered: CARRIER_AMOUNT,
  tenderExpired: ['carrier', null],
  truckNoShow: ['carrier', null],
  lateAcceptance: ['carrier', null],
  tenderAccepted: CARRIER_AMOUNT,
  tenderRejected: ['carrier', 'rejection'],
  tenderCountered: ['carrier', 'asks:money'],
  tenderWithdrawn: ['carrier', null],
  freightArranged: CARRIER_AMOUNT,
  loadBooked: CARRIER_AMOUNT,
  bookingRefused: CARRIER_AMOUNT,
  bookingCancelled: CARRIER_AMOUNT,
  pickupPlanned: ['for:at', null],
  documentsPrepared: ['declaration:number', null],
  pickupSlotRequested: ['from:at', 'at:node'],
  pickupSlotConfirmed: ['for:at', 'at:node'],
  pickupSlotRefused: ['from:at', 'at:node'],
  pickupSlotReleased: ['for:at', 'at:node'],
  pickupSlotMissed: ['was for:at', 'came:at'],
  documentsRefused: [null, 'documentRefusal'],
  loadRefusedByRule: [null, 'documentRefusal'],
  loadGivenUp: ['stopReason', 'shipments:number'],
  truckArrived: ['carrier', 'planned for:at'],
  truckDetained: ['money', 'beyond free time:ms'],
  loadDeparted: ['carrier', 'from:node'],
  loadDelivered: ['carrier', 'to:place'],
  loadLost: ['carrier', null],
  milestone: ['happened:at', null],
  loadAtRisk: ['estimated:at', 'promised:at'],
  loadPredictedLate: ['expected:at', 'promised:at'],
  customerNotified: ['estimated:at', 'promised:at'],
  detentionExpected: ['money', 'ms'],
  rerouteRequested: ['at most:money', 'to:carrier'],
  loadRerouted: ['to:carrier', 'from:carrier'],
  expediteRequested: ['money', 'carrier'],
  proofUnread: ['delivered:at', 'carrier'],
  proofReceived: ['delivered:at', null],
  shipmentDelivered: [null, 'condition'],
  freightBilled: ['money', 'carrier'],
  invoiceCorrected: ['money', 'carrier'],
  freightMatched: ['billed:money', 'matched'],
  freightDisputed: ['billed:money', 'expected:money'],
  freightPaid: ['money', 'carrier'],
  freightWrittenOff: ['money', 'carrier'],
  deliveryExcepted: ['units', 'ladingException'],
  deliveryDiffers: ['money', 'units'],
  differenceSettled: ['money', null],
  deliveryCredited: ['money', null],
  customerBilled: ['money', 'to:customer'],
  claimOpened: ['money', 'carrier'],
  claimAnswered: ['credited:money', 'carrier'],
  complaintRaised: ['complaint', 'by:customer'],
  complaintOpened: ['complaint', null],
  complaintAnswered: ['resolution', null],
  billCredited: ['money', null],
  returnRequested: ['units', 'returnReason'],
  returnAuthorised: ['units', 'to:node'],
  returnRefused: ['returnRefusal', null],
  returnSent: ['units', 'to:node'],
  returnArrived: NODE_UNITS,
  returnLabourSpent: ['ms', 'node'],
  customerReturned: NODE_UNITS,
  returnGraded: ['good:units', 'scrapped:units'],
  creditNoteIssued: ['money', null],
  caseOpened: ['exception', 'since:at'],
  caseClassified: ['severity', 'at stake:money'],
  caseEscalated: ['exception', 'severity'],
  caseRemedied: ['exception', null],
  caseResolved: ['resolvedBy', 'exception'],
  exceptionOpened: ['actor', null],
  messageDeadLettered: [null, 'last status:number'],
  goodsHeld: [null, 'since:at'],
  goodsReleased: ['fees:money', 'stood:ms'],
  goodsRefused: ['fees:money', 'stood:ms'],
  positionReported: ['taken:at', 'estimated:at'],
  qualityCaseOpened: ['since:at', null],
  transferReleased: ['units', null],
  transferPutAway: ['units', 'node'],
  routeFormed: ['node', null],
  stopArrived: [null, 'after its window:ms'],
};

/** Names of things by kind and number, and words of codes by table and number. */
export interface Words {
  nameOf(kind: string, no: number): string | null;
  codeOf(table: string, code: number): string | null;
}

/** The event's milestone is in its n: milestone + 16 x which of its kind, + 64 after a take-over. */
const MILESTONES = 16;
const AFTER_TAKE_OVER = 64;

export function eventDetail(
  event: { readonly name: string; readonly n: number; readonly a: number; readonly b: number },
  words: Words,
): string {
  const { name, n, a, b } = event;
  if (name === 'changeAnswered') return changeAnswer(a, b, words);
  const [first, second] = FORMS[name] ?? [null, null];
  const parts = [written(first, a, words), written(second, b, words)];
  if (name === 'milestone')
    parts.unshift(words.codeOf('milestone', (n % AFTER_TAKE_OVER) % MILESTONES) ?? 'unknown');
  if (name === 'goodsHeld') parts.unshift(words.codeOf('customsHold', n));
  return parts.filter((part) => part !== null && part !== '').join(', ');
}

/** @param refusal `CHANGE_MADE`, or why it is not. @param more units that are ordered more; of another day or place 0 */
function changeAnswer(refusal: number, more: number, words: Words): string {
  if (refusal !== CHANGE_MADE)
    return `not made: ${words.codeOf('changeRefusal', refusal) ?? `reason ${refusal}`}`;
  return more === 0 ? 'made' : `made, ${more > 0 ? '+' : ''}${count(more)} ordered`;
}

function written(form: Form, value: number, words: Words): string | null {
  if (form === null) return null;
  const [label, kind] = form.includes(':') ? (form.split(':') as [string, string]) : ['', form];
  const text = quantity(kind, value, words);
  return text === null ? null : label === '' ? text : `${label} ${text}`;
}

function quantity(kind: string, value: number, words: Words): string | null {
  switch (kind) {
    case 'units':
      return `${count(value)} ${value === 1 ? 'piece' : 'pieces'}`;
    case 'lines':
      return `${count(value)} ${value === 1 ? 'line' : 'lines'}`;
    case 'line':
      return count(value + 1);
    case 'grams':
      return `${decimal(value / 1000, 1)} kg`;
    case 'money':
      return money(value);
    case 'at':
      return instant(value);
    case 'ms':
      return value < 0 ? `-${duration(-value)}` : duration(value);
    case 'number':
      return count(value);
    case 'load':
      return value < 0 ? 'none' : `load ${value}`;
    case 'matched':
      return value === 1 ? 'within tolerance' : 'beyond tolerance';
    case 'node':
    case 'carrier':
    case 'customer':
    case 'place':
    case 'lane':
      return value < 0 ? null : (words.nameOf(kind, value) ?? `${kind} ${value}`);
    default:
      return words.codeOf(kind, value) ?? `${kind} ${value}`;
  }
}
