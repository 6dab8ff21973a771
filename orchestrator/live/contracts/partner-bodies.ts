/** The shape of every message that a partner may say to the core: a kind that the contracts have and this has not does not compile. */
import type { PartnerToCore } from '../../contracts/partner-messages.ts';
import { CARRIER_BODIES, CUSTOMS_BODIES, FLEET_BODIES, TELEMATICS_BODIES } from './carrier-bodies.ts';
import {
  CRM_BODIES,
  PURCHASING_BODIES,
  RECEIVING_BODIES,
  REPLENISHMENT_BODIES,
  RETURNS_BODIES,
  STORES_BODIES,
  SUPPLIER_BODIES,
} from './other-bodies.ts';
import { ERP_BODIES, THIRD_PARTY_BODIES, TMS_BODIES, WMS_BODIES } from './outbound-bodies.ts';
import type { BodiesOf } from './shapes.ts';

export const PARTNER_BODIES: BodiesOf<PartnerToCore> = {
  ...ERP_BODIES,
  ...WMS_BODIES,
  ...TMS_BODIES,
  ...THIRD_PARTY_BODIES,
  ...CARRIER_BODIES,
  ...CUSTOMS_BODIES,
  ...TELEMATICS_BODIES,
  ...FLEET_BODIES,
  ...PURCHASING_BODIES,
  ...SUPPLIER_BODIES,
  ...RECEIVING_BODIES,
  ...REPLENISHMENT_BODIES,
  ...STORES_BODIES,
  ...CRM_BODIES,
  ...RETURNS_BODIES,
};
