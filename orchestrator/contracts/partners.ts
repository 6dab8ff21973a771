/** Numbers of the partner systems in an outbound landscape. Carriers are numbered from `CARRIER_FIRST` up. */

export const ERP = 1;
export const WMS = 2;
export const TMS = 3;
export const CARRIER_FIRST = 100;

/** Partner number of the carrier with this number in the scenario's master data. */
export function carrierPartner(carrier: number): number {
  return CARRIER_FIRST + carrier;
}
