/**
 * Reservations that WMS holds, and how they end.
 *
 * 1. What is reserved is what WMS has said last: at first, then after each reduction. A short pick is the shipment's matter.
 * 2. One ends as its goods leave (`done`), or as WMS holds nothing for its shipment any more (`cancel`): called off, nothing there, nothing found.
 * 3. Memory is what is kept of those that are held.
 */
import type { ReservationReduced, StockReserved } from '../contracts/wms.ts';
import type { CanonicalContext } from './context.ts';
import { canonicalOfReservation } from './from-warehouse.ts';
import type { Reservation } from './inventory.ts';
import type { ShipmentWord } from './wave-book.ts';

export class ReservationBook {
  private readonly context: CanonicalContext;
  /** By shipment. */
  private readonly held = new Map<number, StockReserved>();

  constructor(context: CanonicalContext) {
    this.context = context;
  }

  /** WMS has answered. @returns what ends at once: nothing was there */
  reserved(message: StockReserved): Reservation[] {
    this.held.set(message.key, message);
    return message.body.units.some((units) => units > 0) ? [] : this.over(message.key);
  }

  /** Less is wanted, and WMS has said what it holds now. */
  reduced({ key, body }: ReservationReduced): void {
    const held = this.held.get(key);
    if (held !== undefined) this.held.set(key, { ...held, body });
  }

  /** Any other message of WMS. @returns the reservation that ends by it, if one does */
  heard({ kind, key, b }: ShipmentWord): Reservation[] {
    if (kind === 'goodsIssued') return this.end(key, 'done');
    return kind === 'shipmentReleased' && b === 1 ? this.end(key, 'cancel') : [];
  }

  /** A shipment is over, whatever was heard of it. */
  over(key: number): Reservation[] {
    return this.end(key, 'cancel');
  }

  /** Those that have not ended. */
  left(): Reservation[] {
    return [...this.held.values()].map((each) => canonicalOfReservation(this.context, each, 'assigned'));
  }

  private end(key: number, status: Reservation['status']): Reservation[] {
    const held = this.held.get(key);
    if (held === undefined) return [];
    this.held.delete(key);
    return [canonicalOfReservation(this.context, held, status)];
  }
}
