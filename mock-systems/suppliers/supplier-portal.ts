/**
 * The suppliers' portal: one system for all suppliers of a landscape. They own what they promise, what they ship and when their
 * truck comes. Its desks are `order-desk.ts` and `shipping.ts`.
 *
 * 1. Every draw is keyed by purchase order, receipt or product: see `luck.ts`.
 * 2. Idempotent by purchase order and receipt: a repeated command changes nothing and gets the answer it got.
 */
import { SUPPLIER_PORTAL } from '#orchestrator/contracts/partners';
import type { Random } from '#sim/random/random';
import { type MockContext, MockSystem } from '../mock-system.ts';
import type { Yard } from '../yard.ts';
import { supplierStreams } from './luck.ts';
import { type PortalState, type SupplierLedger, SupplierOffice, type SupplierSend } from './office.ts';
import { OrderDesk } from './order-desk.ts';
import type { PortalSettings } from './settings.ts';
import { Shipping } from './shipping.ts';

export class SupplierPortal extends MockSystem<PortalState> {
  private readonly office: SupplierOffice;

  /** @param yard into which its trucks drive */
  constructor(context: MockContext, random: Random, settings: PortalSettings, yard: Yard) {
    super(context, SUPPLIER_PORTAL, 'SUPPLIER');
    this.office = new SupplierOffice(
      this.kernel,
      this.log,
      supplierStreams(random),
      settings,
      // The same signature: the compiler does not compare conditional types of two generic functions.
      this.send.bind(this) as SupplierSend,
      context.mistakes ?? null,
    );
    const shipping = new Shipping(this.office, yard);
    const orders = new OrderDesk(this.office, shipping);
    this.on('sendPurchaseOrder', (message) => orders.take(message));
    this.on('askForNotice', (message) => shipping.askForNotice(message));
    this.on('confirmAppointment', (message) => shipping.appointment(message));
    this.on('cancelRemainder', (message) => orders.cancel(message));
  }

  /** What suppliers have really done, so far. */
  get ledger(): Readonly<SupplierLedger> {
    return this.office.ledger;
  }

  /** Purchase orders that are remembered. */
  get remembered(): number {
    return this.office.orders.size;
  }

  protected saveState(): PortalState {
    return this.office.save();
  }

  protected loadState(saved: PortalState): void {
    this.office.load(saved);
  }
}
