/**
 * What customers complain of: what they see at their door, or don't see there.
 *
 * 1. A complaint is said again until it is answered, at most so often. Each kind of a shipment, or of an order, is one complaint.
 * 2. Who has cancelled does not miss anything.
 */
import {
  COMPLAINT,
  kindOfComplaint,
  orderComplaint,
  orderOfComplaint,
  shipmentComplaint,
} from '#orchestrator/contracts/complaint-key';
import type { AnswerComplaint } from '#orchestrator/contracts/crm';
import { CONDITION } from '#orchestrator/contracts/erp';
import { orderOf, sourcingOf } from '#orchestrator/contracts/shipment-key';
import type { HandlerNo } from '#sim/kernel';
import { drawMs } from '#sim/random/draw-ms';
import { type CrmOrder, isComplete } from './crm-order.ts';
import type { CrmOffice } from './office.ts';

const ONCE = 0;

export class Complaints {
  private readonly office: CrmOffice;
  private readonly onMissing: HandlerNo;
  private readonly onRest: HandlerNo;
  private readonly onSay: HandlerNo;

  constructor(office: CrmOffice) {
    this.office = office;
    const { kernel } = office;
    this.onMissing = kernel.handler('crm.missing', (no) => this.missing(no));
    this.onRest = kernel.handler('crm.rest', (no) => this.rest(no));
    this.onSay = kernel.handler('crm.say', (key) => this.say(key));
  }

  plan(no: number, order: CrmOrder): void {
    const { lateAfterMs } = this.office.customer(order.customer).profile.complaint;
    this.office.schedule(this.onMissing, order.promisedAt + lateAfterMs, order, no);
  }

  /** A box stands at the door. */
  lookAt(shipment: number, order: CrmOrder, condition: number): void {
    const { office } = this;
    const { complaint } = office.customer(order.customer).profile;
    const key = office.keyOf(orderOf(shipment));
    const n = sourcingOf(shipment);
    const { streams } = office;
    if (condition === CONDITION.damaged && streams.damaged.unit(key, n) < complaint.damagedShare)
      this.complain(shipmentComplaint(shipment, COMPLAINT.damaged), order, 1 + n);
    if (condition === CONDITION.good && streams.wrong.unit(key, n) < complaint.wrongShare)
      this.complain(shipmentComplaint(shipment, COMPLAINT.wrong), order, 1 + n);
  }

  /** @param index of its draws, beside the order's key */
  complain(key: number, order: CrmOrder, index: number): void {
    if (placeOf(order, key) >= 0) return;
    const { office } = this;
    const { complainsMs } = office.customer(order.customer);
    const draw = index * 8 + kindOfComplaint(key);
    const afterMs = drawMs(
      complainsMs,
      office.streams['complains-ms'],
      office.keyOf(orderOfComplaint(key)),
      draw,
    );
    this.complainAfter(afterMs, key, order, -1);
  }

  /** @param reason `BILL_DISPUTE`; -1 = it is of no bill */
  complainAfter(afterMs: number, key: number, order: CrmOrder, reason: number): void {
    order.complaints.push(key, 0, 0, reason);
    this.office.schedule(this.onSay, this.office.kernel.now + afterMs, order, key);
  }

  answered({ key, b: creditedMinor }: AnswerComplaint): void {
    const order = this.office.orders.get(orderOfComplaint(key));
    if (order === undefined) return;
    const at = placeOf(order, key);
    if (at < 0 || order.complaints[at + 2] === 1) return;
    order.complaints[at + 2] = 1;
    this.office.ledger.complaintsAnswered += 1;
    if (kindOfComplaint(key) === COMPLAINT.bill) this.office.ledger.correctedMinor += creditedMinor;
    else this.office.ledger.goodwillMinor += creditedMinor;
  }

  /** Some time after the promise: nothing has come, or not all of it. */
  private missing(no: number): void {
    const { office } = this;
    const order = office.due(no);
    if (isComplete(order)) return;
    const { lateShare, lateAfterMs, shortAfterMs } = office.customer(order.customer).profile.complaint;
    if (office.kernel.now < order.promisedAt + lateAfterMs) {
      // Another day has been promised since.
      this.plan(no, order);
      return;
    }
    if (order.receivedUnits > 0) office.schedule(this.onRest, office.kernel.now + shortAfterMs, order, no);
    else if (office.streams.late.unit(office.keyOf(no), ONCE) < lateShare)
      this.complain(orderComplaint(no, COMPLAINT.late), order, 0);
  }

  private rest(no: number): void {
    const { office } = this;
    const order = office.due(no);
    if (isComplete(order)) return;
    const { shortShare } = office.customer(order.customer).profile.complaint;
    if (office.streams.short.unit(office.keyOf(no), ONCE) < shortShare)
      this.complain(orderComplaint(no, COMPLAINT.short), order, 0);
  }

  private say(key: number): void {
    const { office } = this;
    const order = office.due(orderOfComplaint(key));
    const at = placeOf(order, key);
    if (order.complaints[at + 2] === 1) return;
    const times = order.complaints[at + 1]! + 1;
    const { repeatMs, timesMax } = office.customer(order.customer).profile.complaint;
    order.complaints[at + 1] = times;
    if (times === 1) office.ledger.complaints += 1;
    office.ledger.complaintsSaid += 1;
    const kind = kindOfComplaint(key);
    office.log.business('complaintRaised', 'CRM', 'complaint', key, times, kind, order.customer);
    const reason = order.complaints[at + 3]!;
    office.send('complaintRaised', key, kind, times, reason === -1 ? null : { reason });
    if (times < timesMax) office.schedule(this.onSay, office.kernel.now + repeatMs, order, key);
  }
}

function placeOf({ complaints }: CrmOrder, key: number): number {
  for (let i = 0; i < complaints.length; i += 4) if (complaints[i] === key) return i;
  return -1;
}
