/** Interned numbers of the core's actor types. They stand in recordings and snapshots: never reuse one. */

export const ORDER = 8;
export const SHIPMENT = 9;
export const FREIGHT_INVOICE = 10;
export const EXCEPTION_CASE = 11;
export const PLANT_LOAD = 12;
