/** What the core and its partners say to each other, in all processes: the messages of each partner are in files of its own. */
import type { CarrierToCore, CoreToCarrier } from './carriers.ts';
import type { CoreToCrm, CrmToCore } from './crm.ts';
import type { CoreToCustoms, CustomsToCore } from './customs.ts';
import type { CoreToErp, ErpToCore } from './erp.ts';
import type { CoreToFleet, FleetToCore } from './fleet.ts';
import type { CoreToPurchasing, PurchasingToCore } from './purchasing.ts';
import type { CoreToReceiving, ReceivingToCore } from './receiving.ts';
import type { CoreToReplenishment, ReplenishmentToCore } from './replenishment.ts';
import type { CoreToCredits, CoreToReturns, CreditsToCore, ReturnsToCore } from './returns.ts';
import type { CoreToStores, StoresToCore } from './stores.ts';
import type { CoreToSupplier, SupplierToCore } from './suppliers.ts';
import type { CoreToTelematics, TelematicsToCore } from './telematics.ts';
import type { ShippingAdvised } from './three-pl.ts';
import type { CoreToTms, TmsToCore } from './tms.ts';
import type { CoreToWms, WmsToCore } from './wms.ts';

export type CoreToPartner =
  | CoreToErp
  | CoreToWms
  | CoreToTms
  | CoreToCarrier
  | CoreToCrm
  | CoreToCredits
  | CoreToCustoms
  | CoreToFleet
  | CoreToPurchasing
  | CoreToReceiving
  | CoreToReplenishment
  | CoreToReturns
  | CoreToStores
  | CoreToSupplier
  | CoreToTelematics;
export type PartnerToCore =
  | ShippingAdvised
  | ErpToCore
  | WmsToCore
  | TmsToCore
  | CarrierToCore
  | CreditsToCore
  | CrmToCore
  | CustomsToCore
  | FleetToCore
  | PurchasingToCore
  | ReceivingToCore
  | ReplenishmentToCore
  | ReturnsToCore
  | StoresToCore
  | SupplierToCore
  | TelematicsToCore;
