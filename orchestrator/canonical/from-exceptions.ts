/** Cases of exceptions, and inputs that have gone astray -> canonical documents. */
import * as types from '../core/actor-types.ts';
import type { CaseState } from '../processes/exceptions/case-state.ts';
import { EXCEPTION_NAMES, exceptionOf } from '../processes/exceptions/classes.ts';
import type { ExceptionCaseState } from '../processes/outbound/exception-case.ts';
import { loadId, moneyOf, nameOf, shipmentId } from './context.ts';
import type { Exception } from './exception.ts';
import { type InboundCanonicalContext, receiptId } from './from-inbound.ts';

type Naming = (context: InboundCanonicalContext, key: number) => string;

/** By type of actor. */
const ABOUT: ReadonlyMap<number, Naming> = new Map<number, Naming>([
  [types.ORDER, (context, key) => context.orderName(key)],
  [types.SHIPMENT, shipmentId],
  [types.CLAIM, shipmentId],
  [types.LOAD, loadId],
  [types.FREIGHT_INVOICE, loadId],
  [types.CUSTOMS_ENTRY, loadId],
  [types.PURCHASE_ORDER, (context, key) => context.purchaseOrderName(key)],
  [types.INBOUND_RECEIPT, receiptId],
  [types.STOCK_VIEW, (context, key) => nameOf(context.nodes, key, 'node')],
]);

/** In the order of `SEVERITY` and of `RESOLVED_BY`. */
const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
const RESOLVERS = ['rule', 'recommendation', 'person'] as const;

export function canonicalOfCase(context: InboundCanonicalContext, key: number, state: CaseState): Exception {
  const { status, type, openings, severity, stakeMinor, by } = state;
  const isClosed = status === 'resolved' || status === 'ended';
  return {
    canonical: 'exception',
    version: 2,
    about: ABOUT.get(type)?.(context, state.key) ?? String(state.key),
    class: nameOf(EXCEPTION_NAMES, exceptionOf(key), 'exception'),
    severity: SEVERITIES[severity]!,
    status: isClosed ? 'closed' : 'open',
    opening: openings,
    stake: stakeMinor > 0 ? moneyOf(context, stakeMinor) : null,
    resolvedBy: isClosed ? RESOLVERS[by]! : null,
    inputs: null,
    lastInput: null,
  };
}

/** @param key business key of what it is about */
export function canonicalOfException(key: number, state: ExceptionCaseState): Exception {
  return {
    canonical: 'exception',
    version: 2,
    about: String(key),
    class: null,
    severity: null,
    // It is forgotten once nothing more has come to a closed one.
    status: state.status === 'closed' || state.status === 'forgotten' ? 'closed' : 'open',
    opening: state.openings,
    stake: null,
    resolvedBy: null,
    inputs: state.count,
    lastInput: state.lastKind,
  };
}
