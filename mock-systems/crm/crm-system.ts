/**
 * CRM: speaks for the customers. They own what they want, what they find wrong, and what they send back. Its desks are `inquiries.ts`,
 * `complaints.ts`, `disputes.ts` and `return-desk.ts`.
 *
 * 1. Customers learn by themselves what they ordered and what came, at their doorstep; from the core only what it answers them.
 * 2. Every draw is keyed by order, or by order and shipment: see `luck.ts`.
 * 3. Idempotent by business key: a repeated answer changes nothing.
 */
import { CONDITION } from '#orchestrator/contracts/erp';
import { CRM } from '#orchestrator/contracts/partners';
import { orderOf } from '#orchestrator/contracts/shipment-key';
import type { Random } from '#sim/random/random';
import type { Box, Doorstep, PlacedOrder } from '../doorstep.ts';
import { type MockContext, MockSystem } from '../mock-system.ts';
import type { ReturnParcels } from '../return-parcels.ts';
import { Complaints } from './complaints.ts';
import { newOrder, sum } from './crm-order.ts';
import { Disputes } from './disputes.ts';
import { Inquiries } from './inquiries.ts';
import { customerStreams } from './luck.ts';
import { type CrmLedger, CrmOffice, type CrmSend, type CrmState } from './office.ts';
import { ReturnDesk } from './return-desk.ts';
import type { CrmSettings } from './settings.ts';

export class CrmSystem extends MockSystem<CrmState> {
  private readonly office: CrmOffice;
  private readonly inquiries: Inquiries;
  private readonly complaints: Complaints;
  /** null where nothing can be sent back. */
  private readonly returns: ReturnDesk | null;

  /**
   * @param keyOf what the draws of an order are keyed by, uint32
   * @param parcels in which goods travel back; null = nothing can be sent back
   */
  constructor(
    context: MockContext,
    random: Random,
    settings: CrmSettings,
    keyOf: (order: number) => number,
    doorstep: Doorstep,
    parcels: ReturnParcels | null,
  ) {
    super(context, CRM, 'CRM');
    this.office = new CrmOffice(
      this.kernel,
      this.log,
      customerStreams(random),
      settings,
      keyOf,
      // The same signature: the compiler does not compare conditional types of two generic functions.
      this.send.bind(this) as CrmSend,
    );
    this.complaints = new Complaints(this.office);
    this.inquiries = new Inquiries(this.office, this.complaints);
    this.returns = parcels === null ? null : new ReturnDesk(this.office, parcels);
    const disputes =
      settings.disputes === undefined ? null : new Disputes(this.office, this.complaints, settings.disputes);
    doorstep.connect({
      placed: (order) => this.placed(order),
      withdrawn: (order) => this.withdrawn(order),
      changed: (order) => this.changed(order),
      repromised: (order, promisedAt) => this.repromised(order, promisedAt),
      delivered: (box, condition) => this.delivered(box, condition),
      ...(disputes === null
        ? {}
        : { billed: (shipment: number, mistake: number) => disputes.billed(shipment, mistake) }),
    });
    this.on('answerPromise', (message) => this.inquiries.answered(message));
    this.on('answerComplaint', (message) => this.complaints.answered(message));
    this.on('answerReturn', (message) => this.returns?.answered(message));
    this.on('reportReturnDone', (message) => this.returns?.done(message));
  }

  /** What customers have really done, so far. */
  get ledger(): Readonly<CrmLedger> {
    return this.office.ledger;
  }

  /** Orders that are remembered. */
  get remembered(): number {
    return this.office.orders.size;
  }

  private placed({ order: no, customer, promisedAt, units }: PlacedOrder): void {
    const order = newOrder(customer, promisedAt, units);
    this.office.remember(no, order);
    this.inquiries.plan(no, order);
    this.complaints.plan(no, order);
  }

  private withdrawn(no: number): void {
    const order = this.office.orders.get(no);
    if (order !== undefined) order.withdrawn = true;
  }

  private changed(no: number): void {
    const order = this.office.orders.get(no);
    if (order !== undefined) order.changed = true;
  }

  /** Who has asked for another day misses nothing before it. */
  private repromised(no: number, promisedAt: number): void {
    const order = this.office.orders.get(no);
    if (order === undefined) return;
    const isSooner = promisedAt < order.promisedAt;
    order.promisedAt = promisedAt;
    if (isSooner) this.complaints.plan(no, order);
  }

  /** What was refused at the door is not missed either. */
  private delivered(box: Box, condition: number): void {
    const order = this.office.orders.get(orderOf(box.shipment));
    if (order === undefined) return;
    order.receivedUnits += sum(box.units);
    this.complaints.lookAt(box.shipment, order, condition);
    if (condition === CONDITION.good) this.returns?.plan(box, order);
  }

  protected saveState(): CrmState {
    return this.office.save();
  }

  protected loadState(saved: CrmState): void {
    this.office.load(saved);
  }
}
