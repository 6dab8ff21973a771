/** What an actor knows at its end, or at that of the run -> documents. */
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
import { canonicalOfLoad } from '#orchestrator/canonical/from-load';
import { canonicalOfOrder, canonicalOfShipment, handlingUnitsOf } from '#orchestrator/canonical/from-order';
import { canonicalOfException, canonicalOfStock } from '#orchestrator/canonical/from-warehouse';
import type { CanonicalDocument } from '#orchestrator/canonical/schemas';
import type { InboundReceiptState } from '#orchestrator/processes/inbound/inbound-receipt-state';
import type { PurchaseOrderState } from '#orchestrator/processes/inbound/purchase-order-state';
import type { ExceptionCaseState } from '#orchestrator/processes/outbound/exception-case';
import type { ClaimState } from '#orchestrator/processes/outbound/freight/claim';
import type { FreightInvoiceState } from '#orchestrator/processes/outbound/freight/freight-invoice-state';
import type { LoadState } from '#orchestrator/processes/outbound/load/load-state';
import type { OrderState } from '#orchestrator/processes/outbound/order/order-state';
import type { ShipmentState } from '#orchestrator/processes/outbound/shipment/shipment-state';
import type { StockViewState } from '#orchestrator/processes/outbound/stock-view';

/** By name of the actor. */
interface States {
  readonly order: OrderState;
  readonly shipment: ShipmentState;
  readonly load: LoadState;
  readonly 'freight-invoice': FreightInvoiceState;
  readonly claim: ClaimState;
  readonly 'purchase-order': PurchaseOrderState;
  readonly 'inbound-receipt': InboundReceiptState;
  readonly 'exception-case': ExceptionCaseState;
  readonly 'stock-view': StockViewState;
}

type Mapper<State> = (
  context: InboundCanonicalContext,
  key: number,
  state: State,
) => readonly CanonicalDocument[];

const MAPPERS: { readonly [Name in keyof States]: Mapper<States[Name]> } = {
  order: (...known) => [canonicalOfOrder(...known)],
  shipment: (...known) => [canonicalOfShipment(...known), ...handlingUnitsOf(...known)],
  load: (...known) => [canonicalOfLoad(...known)],
  'freight-invoice': (...known) => [canonicalOfFreightInvoice(...known), canonicalOfAccrual(...known)],
  claim: (...known) => [canonicalOfClaim(...known)],
  'purchase-order': (...known) => [canonicalOfPurchaseOrder(...known)],
  'inbound-receipt': (...known) => [canonicalOfGoodsReceipt(...known)],
  'exception-case': (_context, key, state) => [canonicalOfException(key, state)],
  'stock-view': canonicalOfStock,
};

/** Actors of which there are documents. */
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
