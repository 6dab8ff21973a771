/**
 * What customers want while they wait: sooner, or to know when.
 *
 * 1. Who has got all of it, or has cancelled, wants neither any more.
 */

import { COMPLAINT, orderComplaint } from '#orchestrator/contracts/complaint-key';
import type { AnswerPromise } from '#orchestrator/contracts/crm';
import type { HandlerNo } from '#sim/kernel';
import { drawMs } from '#sim/random/draw-ms';
import type { Complaints } from './complaints.ts';
import { type CrmOrder, isComplete } from './crm-order.ts';
import type { CrmOffice } from './office.ts';

/** Draws of an order that are made once. */
const ONCE = 0;

export class Inquiries {
  private readonly office: CrmOffice;
  private readonly complaints: Complaints;
  private readonly onUrgent: HandlerNo;
  private readonly onAsk: HandlerNo;
  private readonly onPatience: HandlerNo;

  constructor(office: CrmOffice, complaints: Complaints) {
    this.office = office;
    this.complaints = complaints;
    const { kernel } = office;
    this.onUrgent = kernel.handler('crm.urgent', (no) => this.becomesUrgent(no));
    this.onAsk = kernel.handler('crm.ask', (no) => this.ask(no));
    this.onPatience = kernel.handler('crm.patience', (no) => this.patienceOver(no));
  }

  plan(no: number, order: CrmOrder): void {
    const { office } = this;
    const { streams, kernel } = office;
    const { profile, urgentMs } = office.customer(order.customer);
    const key = office.keyOf(no);
    if (streams.urgent.unit(key, ONCE) < profile.urgency.share)
      office.schedule(
        this.onUrgent,
        kernel.now + drawMs(urgentMs, streams['urgent-ms'], key, ONCE),
        order,
        no,
      );
    if (streams.asks.unit(key, ONCE) >= profile.question.share) return;
    office.schedule(this.onAsk, this.asksAt(no, order), order, no);
  }

  /** Some time before the promise, if that is not over. */
  private asksAt(no: number, { customer, promisedAt }: CrmOrder): number {
    const { streams, kernel, keyOf } = this.office;
    const beforeMs = drawMs(this.office.customer(customer).asksMs, streams['asks-ms'], keyOf(no), ONCE);
    return Math.max(kernel.now, promisedAt - beforeMs);
  }

  answered({ key, body }: AnswerPromise): void {
    const order = this.office.orders.get(key);
    if (order === undefined || order.answered || body.question !== order.question) return;
    order.answered = true;
    this.office.ledger.promisesAnswered += 1;
  }

  private becomesUrgent(no: number): void {
    const { office } = this;
    const order = office.due(no);
    if (isComplete(order)) return;
    const { priority, withinMs } = office.customer(order.customer).profile.urgency;
    const wantedBy = office.kernel.now + withinMs;
    office.ledger.urgencies += 1;
    office.log.business('urgencyChanged', 'CRM', 'order', no, 1, priority, wantedBy);
    office.send('urgencyChanged', no, priority, wantedBy, null);
  }

  private ask(no: number): void {
    const { office } = this;
    const order = office.due(no);
    if (isComplete(order)) return;
    const at = this.asksAt(no, order);
    if (at > office.kernel.now) {
      // Another day has been promised since.
      office.schedule(this.onAsk, at, order, no);
      return;
    }
    order.question += 1;
    office.ledger.questions += 1;
    office.log.business('promiseAsked', 'CRM', 'order', no, order.question, order.promisedAt, order.customer);
    office.send('promiseAsked', no, order.question, 0, null);
    const { patienceMs } = office.customer(order.customer).profile.question;
    office.schedule(this.onPatience, office.kernel.now + patienceMs, order, no);
  }

  private patienceOver(no: number): void {
    const order = this.office.due(no);
    if (order.answered || isComplete(order)) return;
    this.complaints.complain(orderComplaint(no, COMPLAINT.noAnswer), order, 0);
  }
}
