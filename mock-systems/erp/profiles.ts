/**
 * ERPs that a scenario can name. Words are those of the systems as their makers document them; how fast their jobs go is set up anew in each
 * company, and an assumption here throughout.
 */
import type { ErpProfile } from './profile.ts';
import { BUSINESS_CENTRAL } from './profiles/business-central.ts';
import { ODOO } from './profiles/odoo.ts';
import { SAP_S4 } from './profiles/sap-s4.ts';

export const ERP_PROFILES = {
  'sap-s4': SAP_S4,
  odoo: ODOO,
  'business-central': BUSINESS_CENTRAL,
} as const satisfies Record<string, ErpProfile>;

export type ErpProfileName = keyof typeof ERP_PROFILES;
export const ERP_PROFILE_NAMES = Object.keys(ERP_PROFILES) as [ErpProfileName, ...ErpProfileName[]];
