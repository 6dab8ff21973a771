/**
 * What the core and a carrier tell each other, in the core's own words: every protocol's mapper speaks these.
 *
 * 1. Plain data, amounts in integer minor units of the currency beside them, weights in grams, instants in epoch ms UTC.
 * 2. A code of the partner is kept raw beside what it was mapped to; `null` = nobody knows the code, and it must move no
 *    state.
 */

import type { DetentionTerms } from '../contracts/detention.ts';

/** An instant, or a date and time that stand on the clock of the place. */
export type WhenThere =
  | { readonly kind: 'instant'; readonly at: number }
  | { readonly kind: 'local'; readonly date: string; readonly time: string | null };

export interface TenderStop {
  readonly placeCode: string | null;
  readonly name: string;
  readonly city: string | null;
  readonly state: string | null;
  readonly postal: string | null;
  readonly country: string | null;
  readonly earliest: WhenThere | null;
  readonly latest: WhenThere | null;
}

export interface Hazmat {
  /** `UN1090`. */
  readonly unNumber: string;
  readonly hazardClass: string;
  readonly packingGroup: string | null;
  readonly properName: string;
}

export type TenderPurpose = 'original' | 'cancel' | 'change' | 'replace';

export interface Tender {
  readonly purpose: TenderPurpose;
  readonly loadKey: string;
  /** From 1; null when the format's text does not say. */
  readonly attempt: number | null;
  readonly carrierScac: string | null;
  readonly shipperRef: string | null;
  readonly pickup: TenderStop;
  readonly delivery: TenderStop;
  readonly weightGrams: number | null;
  readonly handlingUnits: number | null;
  readonly equipment: string | null;
  readonly mode: string | null;
  readonly respondBy: WhenThere | null;
  readonly ratedMinor: number | null;
  readonly currency: string;
  /** null = the text says nothing of them. */
  readonly detention: DetentionTerms | null;
  readonly hazmat: readonly Hazmat[];
}

export interface TenderAnswer {
  readonly loadKey: string;
  /** null when the carrier did not repeat it: the newest tender of the load is meant. */
  readonly attempt: number | null;
  readonly carrierScac: string | null;
  /** null = a code that nobody knows: the tender stays open. */
  readonly answer: 'accepted' | 'declined' | 'countered' | null;
  readonly rawCode: string | null;
  readonly reason: string | null;
  /** Only with `countered`; null when the carrier named no amount. */
  readonly counterMinor: number | null;
  /** Only with `countered`; null when the carrier did not state them. */
  readonly detention: DetentionTerms | null;
}

export type Milestone =
  | 'acknowledged'
  | 'pickupEstimated'
  | 'pickupAppointed'
  | 'pickupArrived'
  | 'loading'
  | 'loaded'
  | 'departed'
  | 'inTransit'
  | 'terminalArrived'
  | 'terminalDeparted'
  | 'deliveryEstimated'
  | 'deliveryAppointed'
  | 'arrived'
  | 'outForDelivery'
  | 'delivered'
  | 'deliveryDeparted'
  | 'delayed'
  | 'attempted'
  | 'notCompleted'
  | 'refused'
  | 'damaged'
  | 'returned'
  | 'cancelled'
  | 'reconsigned'
  | 'customsArrived'
  | 'customsHold'
  | 'paperworkOnly'
  | 'stored';

export interface StatusReport {
  readonly loadKey: string;
  readonly carrierScac: string;
  /** The carrier's own number (PRO); null when it gave none. */
  readonly carrierRef: string | null;
  readonly kind: 'status' | 'appointment';
  readonly rawCode: string;
  readonly mappedCode: Milestone | null;
  readonly reasonRaw: string | null;
  readonly occurredAt: WhenThere | null;
  /** When the carrier sent it, epoch ms. */
  readonly reportedAt: number;
  readonly city: string | null;
  readonly state: string | null;
  readonly country: string | null;
}

export interface InvoiceCharge {
  /** X12 element 150: 400 freight, 405 fuel surcharge ... */
  readonly code: string;
  readonly amountMinor: number;
}

export interface CarrierInvoice {
  readonly loadKey: string;
  readonly carrierScac: string | null;
  readonly invoiceNo: string;
  /** CCYYMMDD. */
  readonly date: string;
  readonly charges: readonly InvoiceCharge[];
  /** As the carrier states it; it need not be the sum of the charges. */
  readonly totalMinor: number;
  readonly currency: string;
  /** Number of the invoice that this one puts right; null = it is a first one, or the carrier does not say. */
  readonly correctionOf: string | null;
  /** How it puts it right; null = it is a first one. */
  readonly correction: 'adjustment' | 'balanceDue' | 'replacement' | null;
}

/** One message that was sent, as its receiver judged it. */
export interface AcknowledgedSet {
  readonly setId: string;
  readonly control: string;
  readonly outcome: 'accepted' | 'acceptedWithErrors' | 'rejected';
}

export interface AcknowledgementError {
  readonly setId: string;
  readonly control: string;
  readonly segment: string;
  readonly position: number;
  readonly element: number | null;
  readonly code: string;
  readonly value: string | null;
}

export interface Acknowledgement {
  readonly functionalId: string;
  readonly groupControl: number;
  /** Every set of the group was taken. */
  readonly accepted: boolean;
  readonly outcome: 'accepted' | 'acceptedWithErrors' | 'partiallyAccepted' | 'rejected';
  readonly sets: readonly AcknowledgedSet[];
  readonly errors: readonly AcknowledgementError[];
}
