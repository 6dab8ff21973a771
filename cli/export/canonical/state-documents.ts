/** What an actor knows at its end, or at that of the run -> documents. Loads and stock, of which more is known: `Books`. */

import { canonicalOfCase, canonicalOfException } from '#orchestrator/canonical/from-exceptions';
import {
  canonicalOfAccrual,
  canonicalOfClaim,
  canonicalOfFreightInvoice,
} from '#orchestrator/canonical/from-freight';
import {
  canonicalOfGoodsReceipt,
  canonicalOfPurchaseOrder,
  type InboundCanonicalContext,
} from '#orchestrator/canonical/from-inbound';
import { canonicalOfOrder, canonicalOfShipment, handlingUnitsOf } from '#orchestrator/canonical/from-order';
import { canonicalOfEntry } from '#orchestrator/canonical/from-papers';
import type { CanonicalDocument } from '#orchestrator/canonical/schemas';
import type { CaseState } from '#orchestrator/processes/exceptions/case-state';
import type { InboundReceiptState } from '#orchestrator/processes/inbound/inbound-receipt-state';
import type { PurchaseOrderState } from '#orchestrator/processes/inbound/purchase-order-state';
import type { CustomsEntryState } from '#orchestrator/processes/outbound/customs/customs-entry-state';
import type { ExceptionCaseState } from '#orchestrator/processes/outbound/exception-case';
import type { ClaimState } from '#orchestrator/processes/outbound/freight/claim';
import type { FreightInvoiceState } from '#orchestrator/processes/outbound/freight/freight-invoice-state';
import type { OrderState } from '#orchestrator/processes/outbound/order/order-state';
import type { ShipmentState } from '#orchestrator/processes/outbound/shipment/shipment-state';

/** By name of the actor. */
interface States {
  readonly order: OrderState;
  readonly shipment: ShipmentState;
  readonly 'freight-invoice': FreightInvoiceState;
  readonly claim: ClaimState;
  readonly 'purchase-order': PurchaseOrderState;
  readonly 'inbound-receipt': InboundReceiptState;
  readonly case: CaseState;
  readonly 'exception-case': ExceptionCaseState;
  readonly 'customs-entry': CustomsEntryState;
}

type Mapper<State> = (
  context: InboundCanonicalContext,
  key: number,
  state: State,
) => readonly CanonicalDocument[];

const MAPPERS: { readonly [Name in keyof States]: Mapper<States[Name]> } = {
  order: (...known) => [canonicalOfOrder(...known)],
  shipment: (...known) => [canonicalOfShipment(...known), ...handlingUnitsOf(...known)],
  'freight-invoice': (...known) => [canonicalOfFreightInvoice(...known), canonicalOfAccrual(...known)],
  claim: (...known) => [canonicalOfClaim(...known)],
  'purchase-order': (...known) => [canonicalOfPurchaseOrder(...known)],
  'inbound-receipt': (...known) => [canonicalOfGoodsReceipt(...known)],
  case: (...known) => [canonicalOfCase(...known)],
  'exception-case': (_context, key, state) => [canonicalOfException(key, state)],
  'customs-entry': (...known) => [canonicalOfEntry(...known)],
};

/** Actors of which there are documents by their state alone. */
export const DOCUMENTED = Object.keys(MAPPERS);

/** None of an actor that is none of those. */
export function documentsKnown(
  context: InboundCanonicalContext,
  actor: string,
  key: number,
  state: unknown,
): readonly CanonicalDocument[] {
  if (!(actor in MAPPERS)) return [];
  const mapper = MAPPERS[actor as keyof States] as Mapper<unknown>;
  return mapper(context, key, state);
}
