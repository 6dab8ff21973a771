/**
 * What customers find wrong with their bills. It is a complaint like the others: said again until it is answered, one of each bill.
 *
 * 1. Whether a bill is disputed, when and why is keyed by the order and which sourcing its shipment was.
 * 2. What is too high is disputed for what it is; a bill that is right for any reason.
 * 3. A bill that comes when its order is forgotten is paid without a look.
 */
import { COMPLAINT, shipmentComplaint } from '#orchestrator/contracts/complaint-key';
import { BILL_DISPUTE } from '#orchestrator/contracts/crm';
import { orderOf, sourcingOf } from '#orchestrator/contracts/shipment-key';
import { assert } from '#sim/assert';
import { compile, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import type { Complaints } from './complaints.ts';
import type { CrmOffice } from './office.ts';
import type { DisputeSettings } from './settings.ts';

const REASONS = Object.keys(BILL_DISPUTE).length;

export class Disputes {
  private readonly office: CrmOffice;
  private readonly complaints: Complaints;
  private readonly settings: DisputeSettings;
  private readonly afterMs: Sampler;

  constructor(office: CrmOffice, complaints: Complaints, settings: DisputeSettings) {
    const { noticedShare, unfoundedShare } = settings;
    for (const share of [noticedShare, unfoundedShare])
      assert(share >= 0 && share <= 1, `crm.disputes: shares must be from 0 to 1, got ${share}. Mend them`);
    this.office = office;
    this.complaints = complaints;
    this.settings = settings;
    this.afterMs = compile(settings.afterMs, 'crm.disputes.afterMs');
  }

  /** @param mistake `BILL_DISPUTE`; -1 = the bill is right */
  billed(shipment: number, mistake: number): void {
    const { streams, orders, keyOf } = this.office;
    const no = orderOf(shipment);
    const order = orders.get(no);
    if (order === undefined) return;
    const key = keyOf(no);
    const n = sourcingOf(shipment);
    const disputed =
      mistake === -1
        ? streams['disputes-bill'].unit(key, n) < this.settings.unfoundedShare
        : streams['notices-bill'].unit(key, n) < this.settings.noticedShare;
    if (!disputed) return;
    const reason = mistake === -1 ? streams['dispute-reason'].integer(key, n, REASONS) : mistake;
    const afterMs = drawMs(this.afterMs, streams['disputes-ms'], key, n);
    this.complaints.complainAfter(afterMs, shipmentComplaint(shipment, COMPLAINT.bill), order, reason);
  }
}
