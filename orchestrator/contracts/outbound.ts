/** What the core and its partners say to each other in outbound fulfilment: the messages of each partner are in a file of its own. */
import type { CarrierToCore, CoreToCarrier } from './carriers.ts';
import type { CoreToErp, ErpToCore } from './erp.ts';
import type { CoreToTms, TmsToCore } from './tms.ts';
import type { CoreToWms, WmsToCore } from './wms.ts';

export type CoreToPartner = CoreToErp | CoreToWms | CoreToTms | CoreToCarrier;
export type PartnerToCore = ErpToCore | WmsToCore | TmsToCore | CarrierToCore;
