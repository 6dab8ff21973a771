/** Interned numbers of the core's actor types. They stand in recordings and snapshots: never reuse one, nor 12. */

export const ORDER = 8;
export const SHIPMENT = 9;
export const FREIGHT_INVOICE = 10;
export const EXCEPTION_CASE = 11;
export const STOCK_VIEW = 13;
export const LOAD = 14;
export const CONSOLIDATION = 15;
export const WAVE_PLAN = 16;
export const CLAIM = 17;
export const PURCHASE_ORDER = 18;
export const INBOUND_RECEIPT = 19;
export const DOCK_APPOINTMENT = 20;
export const COMPLAINT_CASE = 21;
export const RETURN_ORDER = 22;
export const CUSTOMS_ENTRY = 23;
export const PARTNER_GATE = 24;
export const PARTNER_LANE = 25;
export const OUTBOUND_MESSAGE = 26;
export const REPLENISHMENT = 27;
export const DEPLOYMENT = 28;
export const CASE = 36;
export const TRACK = 31;
export const QUALITY_CASE = 32;
export const ROUTE_PLAN = 45;
export const ROUTE = 46;
export const PLANNED_LOADS = 40;
