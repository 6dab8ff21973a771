/**
 * Parcels that customers send back, with what is really in them. CRM's customers post them, WMS finds them at its returns bench; it is
 * the only thing that the two share.
 *
 * 1. What is in a parcel is known to nobody before it is opened.
 * 2. A parcel comes once, as a calendar event of its own, so that nothing is re-entered.
 */
import type { HandlerNo, Kernel } from '#sim/kernel';

/** Immutable. Lists stand by line of the shipment that the goods were of. */
export interface ReturnParcel {
  /** The return's key: that of the shipment. */
  readonly key: number;
  readonly node: number;
  readonly products: readonly number[];
  /** Units in it, worn ones among them. */
  readonly units: readonly number[];
  /** No good any more. */
  readonly worn: readonly number[];
  /** Units of something else. */
  readonly strangeUnits: number;
}

export class ReturnParcels {
  private readonly kernel: Kernel;
  private readonly onArrival: HandlerNo;
  private listener: (parcel: ReturnParcel) => void = () => {};

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.onArrival = kernel.handler('returnParcels.arrival', (_key, _b, parcel) =>
      this.listener(parcel as ReturnParcel),
    );
  }

  /** WMS, which hears of each parcel once. */
  connect(listener: (parcel: ReturnParcel) => void): void {
    this.listener = listener;
  }

  /** @param arrivesAt not before the kernel's `now` */
  post(parcel: ReturnParcel, arrivesAt: number): void {
    this.kernel.schedule(this.onArrival, arrivesAt, parcel.key, 0, parcel);
  }
}
