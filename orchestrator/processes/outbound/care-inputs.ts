/**
 * What orders hear of their customers, by CRM itself or by the actors of complaints and returns, and what they answer. An order that is
 * done goes on hearing it for as long as the core keeps it (`CareLimits.afterCareMs`).
 */
import type { PromiseAsked, UrgencyChanged } from '../../contracts/crm.ts';
import type { Envelope } from '../../contracts/envelope.ts';

/** complaint or return -> order: how does it stand? a = key of the complaint. */
export type StandAsked = Envelope<'standAsked', null>;
/** return -> order: what became of shipment a (0..7)? */
export type ReturnAsked = Envelope<'returnAsked', null>;

/** order -> complaint; a = what was promised, b = `CONDITION` of the shipment that it is about, -1 = not delivered. */
export type OrderStands = Envelope<'orderStands', OrderStanding>;

export interface OrderStanding {
  readonly valueMinor: number;
  /** Units that are still to be delivered, delivered in whatever condition, lost on the way, and cancelled. */
  readonly comingUnits: number;
  readonly deliveredUnits: number;
  readonly lostUnits: number;
  /** Left with what was delivered and did not arrive well: not billed, or credited. Absent = none. */
  readonly missingUnits?: number;
  readonly cancelledUnits: number;
  /** When the last of it was delivered, or is said to be; 0 = nobody knows. */
  readonly estimatedAt: number;
  /** Of the shipment that the complaint is about; null = it is about no bill. */
  readonly bill: BillStanding | null;
}

export interface BillStanding {
  /** What it should be, by the units that left and the order's prices, and what ERP has billed; 0 = nothing yet. */
  readonly dueMinor: number;
  readonly billedMinor: number;
  readonly deliveredAt: number;
}

/** order -> return; a = when it was delivered, b = `CONDITION`; -1 = it was not. By line of the shipment. */
export type DeliveryStands = Envelope<'deliveryStands', DeliveredGoods>;

export interface DeliveredGoods {
  readonly node: number;
  readonly products: readonly number[];
  readonly units: readonly number[];
  readonly unitPriceMinor: readonly number[];
}

/** order -> shipment: it is more urgent, or less, than it was; a = priority, b = wanted by, 0 = nobody said. */
export type HurryShipment = Envelope<'hurryShipment', null>;
/** shipment -> wave plan; key = node; a = shipment, b = wanted by, 0 = nobody said. */
export type HurryWave = Envelope<'hurryWave', { readonly priority: number }>;

export type OrderCareInput = UrgencyChanged | PromiseAsked | StandAsked | ReturnAsked;
/** What CRM itself says may come before the order. Who handles a complaint or return asks once, and goes on without an answer. */
export const EARLY_CARE_KINDS = ['urgencyChanged', 'promiseAsked'] as const;
export const CARE_KINDS = [...EARLY_CARE_KINDS, 'standAsked', 'returnAsked'] as const;
