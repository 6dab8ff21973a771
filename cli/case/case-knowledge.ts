/** What a recording does not say of itself: words of codes, names of actors, and which document a message is where a carrier speaks X12. */
import type { BY_X12 } from '#mock-systems/edi/event-writing';
import { LADING_EXCEPTION, MILESTONE, REJECTION } from '#orchestrator/contracts/carriers';
import { COMPLAINT } from '#orchestrator/contracts/complaint-key';
import { RESOLUTION, RETURN_REASON, RETURN_REFUSAL, SURE } from '#orchestrator/contracts/crm';
import { CUSTOMS_HOLD } from '#orchestrator/contracts/customs';
import { CHANGE_REFUSAL, CONDITION } from '#orchestrator/contracts/erp';
import { DOCUMENT_REFUSAL } from '#orchestrator/contracts/tms';
import * as types from '#orchestrator/core/actor-types';
import { EXCEPTION, RESOLVED_BY, SEVERITY } from '#orchestrator/processes/exceptions/classes';
import { STOP_REASON } from '#orchestrator/processes/outbound/inputs';
import type { CaseKnowledge } from '#reports/case/case-view';
import { words } from '#reports/outbound/figures';

const CODES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  milestone: MILESTONE,
  rejection: REJECTION,
  ladingException: LADING_EXCEPTION,
  condition: CONDITION,
  changeRefusal: CHANGE_REFUSAL,
  stopReason: STOP_REASON,
  documentRefusal: DOCUMENT_REFUSAL,
  customsHold: CUSTOMS_HOLD,
  complaint: COMPLAINT,
  resolution: RESOLUTION,
  returnReason: RETURN_REASON,
  returnRefusal: RETURN_REFUSAL,
  sure: SURE,
  exception: EXCEPTION,
  severity: SEVERITY,
  resolvedBy: RESOLVED_BY,
  actor: types,
};

/** Sets by kind of message. Source: docs/x12-guide.md; the channel's own lists are held to it by a test. */
const X12_SETS: Readonly<Record<string, string>> = {
  offerTender: '204 load tender',
  withdrawTender: '204 load tender, cancelled',
  tenderAccepted: '990 response to a tender',
  tenderRejected: '990 response to a tender',
  tenderCountered: '990 response to a tender',
  truckArrived: '214 shipment status',
  milestoneReported: '214 shipment status',
  podReceived: '214 proof of delivery',
  freightBilled: '210 freight invoice',
} satisfies Readonly<Record<(typeof BY_X12)[number], string>> & Readonly<Record<string, string>>;

/** @param overX12 numbers of carriers that speak X12 */
export function caseKnowledge(overX12: ReadonlySet<number>): CaseKnowledge {
  return {
    codes: Object.fromEntries(Object.entries(CODES).map(([table, codes]) => [table, wordsOf(codes)])),
    actors: Object.fromEntries(Object.entries(types).map(([name, no]) => [no, actorName(name)])),
    documentOf: (partner, kind) => {
      const [system, no] = partner.split('-');
      const set = X12_SETS[kind];
      const isX12 = system === 'carrier' && no !== undefined && overX12.has(Number(no));
      return isX12 && set !== undefined ? `${set} (X12)` : null;
    },
  };
}

function wordsOf(codes: Readonly<Record<string, number>>): Record<number, string> {
  return Object.fromEntries(Object.entries(codes).map(([name, code]) => [code, words(name)]));
}

/** `FREIGHT_INVOICE` -> `freight-invoice`; three are called otherwise in recordings. */
function actorName(constant: string): string {
  const name = constant.toLowerCase().replaceAll('_', '-');
  return { 'complaint-case': 'complaint' }[name] ?? name;
}
