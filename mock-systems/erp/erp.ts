/**
 * ERP: owns the release of orders and the payment of freight invoices.
 *
 * 1. Orders are released at their instants, in the order (release, number), by one event that schedules the next.
 * 2. An approved invoice is paid once, on its terms; asking again while it waits changes nothing.
 */
import type { PayInvoice } from '#orchestrator/contracts/erp';
import { ERP } from '#orchestrator/contracts/partners';
import type { HandlerNo } from '#sim/kernel';
import { type MockContext, MockSystem } from '../mock-system.ts';
import type { ErpOrder } from '../settings.ts';

interface ErpState {
  /** Index of the next order to release. */
  next: number;
  /** Orders whose freight waits for its payment date. */
  paying: Set<number>;
}

export class ErpMock extends MockSystem<ErpState> {
  protected state: ErpState = { next: 0, paying: new Set() };
  private readonly orders: readonly ErpOrder[];
  private readonly paymentTermsMs: number;
  private readonly onRelease: HandlerNo;
  private readonly onPay: HandlerNo;

  /** @param orders sorted by (releaseAt, no), none before the kernel's `now` */
  constructor(context: MockContext, orders: readonly ErpOrder[], paymentTermsMs: number) {
    super(context, ERP, 'ERP');
    this.orders = orders;
    this.paymentTermsMs = paymentTermsMs;
    this.onRelease = this.kernel.handler('erp.release', () => this.release());
    this.onPay = this.kernel.handler('erp.pay', (order, amountMinor, carrier) =>
      this.pay(order, amountMinor, carrier as number),
    );
    this.on('payInvoice', (message) => this.approve(message));
  }

  /** Schedules the first release. */
  start(): void {
    this.scheduleNext();
  }

  private scheduleNext(): void {
    const order = this.orders[this.state.next];
    if (order !== undefined) this.kernel.schedule(this.onRelease, order.releaseAt, order.no);
  }

  private release(): void {
    const order = this.orders[this.state.next]!;
    this.state.next += 1;
    this.log.business('orderReleased', 'ERP', 'order', order.no, 1, order.units, order.weightGrams);
    this.log.business('orderPromised', 'ERP', 'order', order.no, 1, order.promisedAt, order.customer);
    this.send('orderReleased', order.no, order.units, order.weightGrams, {
      customer: order.customer,
      product: order.product,
      units: order.units,
      weightGrams: order.weightGrams,
      destination: order.destination,
      promisedAt: order.promisedAt,
      instructed: order.recorded,
    });
    this.scheduleNext();
  }

  private approve(message: PayInvoice): void {
    if (this.state.paying.has(message.key)) return;
    this.state.paying.add(message.key);
    this.kernel.schedule(
      this.onPay,
      this.kernel.now + this.paymentTermsMs,
      message.key,
      message.a,
      message.b,
    );
  }

  private pay(order: number, amountMinor: number, carrier: number): void {
    this.state.paying.delete(order);
    this.log.business('freightPaid', 'ERP', 'order', order, 1, amountMinor, carrier);
    this.send('invoicePaid', order, amountMinor, carrier, null);
  }

  protected saveState(): ErpState {
    return { next: this.state.next, paying: new Set(this.state.paying) };
  }

  protected loadState(saved: ErpState): void {
    this.state = { next: saved.next, paying: new Set(saved.paying) };
  }
}
