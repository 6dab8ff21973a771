/**
 * Systems that one of a user's own may stand before, and what each is told by the core and says to it: the contracts, by name.
 *
 * 1. A carrier is none of them: how one behaves is said with `defineCarrier`.
 */
import type { CoreToCrm, CrmToCore } from '#orchestrator/contracts/crm';
import type { CoreToCustoms, CustomsToCore } from '#orchestrator/contracts/customs';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { CoreToErp, ErpToCore } from '#orchestrator/contracts/erp';
import type { CoreToFleet, FleetToCore } from '#orchestrator/contracts/fleet';
import {
  CRM,
  CUSTOMS,
  ERP,
  FLEET,
  STORES,
  SUPPLIER_PORTAL,
  TELEMATICS,
  TMS,
  WMS,
} from '#orchestrator/contracts/partners';
import type { CoreToPurchasing, PurchasingToCore } from '#orchestrator/contracts/purchasing';
import type { CoreToReceiving, ReceivingToCore } from '#orchestrator/contracts/receiving';
import type { CoreToReplenishment, ReplenishmentToCore } from '#orchestrator/contracts/replenishment';
import type {
  CoreToCredits,
  CreditNoteIssued,
  CreditsToCore,
  ExpectReturn,
  IssueCreditNote,
  ReturnArrived,
  ReturnReceived,
} from '#orchestrator/contracts/returns';
import type { CoreToStores, StoresToCore } from '#orchestrator/contracts/stores';
import type { CoreToSupplier, SupplierToCore } from '#orchestrator/contracts/suppliers';
import type { CoreToTelematics, TelematicsToCore } from '#orchestrator/contracts/telematics';
import type { CoreToTms, TmsToCore } from '#orchestrator/contracts/tms';
import type { CoreToWms, WmsToCore } from '#orchestrator/contracts/wms';

/** Partner number of each: the ERP is the one that a run begins with. */
export const FRONT_PARTNERS = {
  erp: ERP,
  wms: WMS,
  tms: TMS,
  supplier: SUPPLIER_PORTAL,
  customs: CUSTOMS,
  crm: CRM,
  stores: STORES,
  telematics: TELEMATICS,
  fleet: FLEET,
} as const;

export type FrontName = keyof typeof FRONT_PARTNERS;

interface Contracts {
  readonly erp: {
    readonly takes: CoreToErp | CoreToCredits | CoreToPurchasing | CoreToReplenishment | IssueCreditNote;
    readonly says: ErpToCore | CreditsToCore | PurchasingToCore | ReplenishmentToCore | CreditNoteIssued;
  };
  readonly wms: {
    readonly takes: CoreToWms | CoreToReceiving | ExpectReturn | CoreToStores;
    /** Of nodes that other nodes supply, what stores say; of vehicles that are loaded, what the fleet does. */
    readonly says:
      | WmsToCore
      | ReceivingToCore
      | ReturnArrived
      | ReturnReceived
      | StoresToCore
      | Extract<FleetToCore, { readonly kind: 'vehicleLoaded' }>;
  };
  readonly tms: { readonly takes: CoreToTms; readonly says: TmsToCore };
  readonly supplier: { readonly takes: CoreToSupplier; readonly says: SupplierToCore };
  readonly customs: { readonly takes: CoreToCustoms; readonly says: CustomsToCore };
  readonly crm: { readonly takes: CoreToCrm; readonly says: CrmToCore };
  readonly stores: { readonly takes: CoreToStores; readonly says: StoresToCore };
  readonly telematics: { readonly takes: CoreToTelematics; readonly says: TelematicsToCore };
  readonly fleet: {
    readonly takes: CoreToFleet;
    readonly says: Exclude<FleetToCore, { readonly kind: 'vehicleLoaded' }>;
  };
}

/** What a message is about, without who numbered it and how it travels. */
type Content<Message> = Message extends Envelope ? Pick<Message, 'kind' | 'key' | 'a' | 'b' | 'body'> : never;

/** A message of the core to a system. */
export type MessageTo<System extends FrontName> = Content<Contracts[System]['takes']>;
/** A message of a system to the core. */
export type MessageFrom<System extends FrontName> = Content<Contracts[System]['says']>;
