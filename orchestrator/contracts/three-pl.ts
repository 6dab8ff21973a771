/**
 * What the core and a third party say to each other where that arranges the freight of its warehouses: it consolidates, chooses and books
 * carriers itself, and bills as one carrier. Its milestones, proofs of delivery, bills and claims are those of `carriers.ts`.
 *
 * 1. An order to the warehouse says where its goods are to go, after the ship-to of X12 940. What is said of a shipment then stands in the
 *    advice again, as in 945: the core keeps nothing of it meanwhile.
 */
import type { Envelope } from './envelope.ts';

/** With an order to a warehouse whose goods the third party carries. */
export interface DeliverTo {
  readonly destination: number;
  /** Lane of the node and that place: by its timetable goods leave. */
  readonly lane: number;
  /** Requested delivery. */
  readonly promisedAt: number;
  /** Declared value of what is ordered. */
  readonly valueMinor: number;
  readonly dangerous: boolean;
}

export interface AdvisedShipment {
  readonly shipment: number;
  readonly promisedAt: number;
  readonly valueMinor: number;
  readonly weightGrams: number;
  readonly handlingUnits: number;
  readonly dangerous: boolean;
}

export interface ShippingAdvice {
  /** Who drives: a carrier that the third party has chosen. */
  readonly haulier: number;
  readonly destination: number;
  readonly lane: number;
  /** Index in the timetable of the lane; -1 = it followed none. */
  readonly cutoff: number;
  readonly pickupAt: number;
  readonly departedAt: number;
  readonly transitDays: number;
  readonly shipments: readonly AdvisedShipment[];
}

/** third party -> core; key = load; a = node, b = the carrier that it bills as. These have left together. */
export type ShippingAdvised = Envelope<'shippingAdvised', ShippingAdvice>;
