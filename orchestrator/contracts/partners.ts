/** Numbers of the partner systems of a landscape. Carriers are numbered from `CARRIER_FIRST` up. */

export const ERP = 1;
export const WMS = 2;
export const TMS = 3;
export const SUPPLIER_PORTAL = 4;
export const CUSTOMS = 5;
export const CRM = 6;
export const STORES = 7;
/** Of all carriers' devices. */
export const TELEMATICS = 9;
/** Of the shipper's own vehicles. */
export const FLEET = 17;
/** That takes the place of the first in the middle of a run. */
export const NEXT_ERP = 11;
export const CARRIER_FIRST = 100;

/** Partner number of the carrier with this number in the scenario's master data. */
export function carrierPartner(carrier: number): number {
  return CARRIER_FIRST + carrier;
}
