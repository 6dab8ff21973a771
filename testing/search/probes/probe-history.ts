/** What has been on record of each thing in a run, for probes to look back at; and the things that belong together. */
import { SHIPMENTS_MAX } from '#orchestrator/processes/outbound/inputs';

/** What is on record now: a business event, a fault, a note of the audit, or a task. */
export interface Moment {
  /** Name of the event, `fault KIND`, `audit SUBJECT`, `task KIND`, or `message KIND` of a message that is on its way. */
  readonly what: string;
  /** Of a message: when it arrives. */
  readonly time: number;
  readonly entity: string;
  readonly key: number;
  readonly n: number;
  readonly a: number;
  readonly b: number;
  /** Of a fault and a note: what else is said, as text. */
  readonly detail: string;
}

export class ProbeHistory {
  /** By entity and key: how often each event was written, and when last. */
  private readonly of = new Map<string, Map<string, { times: number; lastAt: number }>>();
  /** Shipments of each load, as they were loaded. */
  private readonly loads = new Map<number, number[]>();
  /** Tenders that nobody has answered yet. */
  openTenders = 0;
  /** Shipments reserved and not yet gone. */
  shipmentsInHand = 0;

  note({ what, time, entity, key, a }: Moment): void {
    const name = `${entity} ${key}`;
    const known = this.of.get(name);
    const events = known ?? new Map<string, { times: number; lastAt: number }>();
    if (known === undefined) this.of.set(name, events);
    const event = events.get(what);
    if (event === undefined) events.set(what, { times: 1, lastAt: time });
    else {
      event.times += 1;
      event.lastAt = time;
    }
    if (what === 'tenderOffered') this.openTenders += 1;
    else if (TENDER_ENDS.includes(what)) this.openTenders -= 1;
    else if (what === 'stockReserved') this.shipmentsInHand += 1;
    else if (what === 'goodsIssued' || what === 'reservationReleased') this.shipmentsInHand -= 1;
    else if (what === 'shipmentLoaded') {
      const on = this.loads.get(a);
      if (on === undefined) this.loads.set(a, [key]);
      else on.push(key);
    }
  }

  times(entity: string, key: number, what: string): number {
    return this.of.get(`${entity} ${key}`)?.get(what)?.times ?? 0;
  }

  /** When it was last on record; NaN = never. */
  lastAt(entity: string, key: number, what: string): number {
    return this.of.get(`${entity} ${key}`)?.get(what)?.lastAt ?? Number.NaN;
  }

  has(entity: string, key: number, ...whats: readonly string[]): boolean {
    return whats.every((what) => this.times(entity, key, what) > 0);
  }

  /** Any of them. */
  hasAny(entity: string, key: number, ...whats: readonly string[]): boolean {
    return whats.some((what) => this.times(entity, key, what) > 0);
  }

  /** Its shipments of which anything is on record. */
  shipmentsOf(order: number): number[] {
    const found: number[] = [];
    for (let n = 0; n < SHIPMENTS_MAX; n++) {
      const shipment = order * SHIPMENTS_MAX + n;
      if (this.of.has(`shipment ${shipment}`)) found.push(shipment);
    }
    return found;
  }

  shipmentsOn(load: number): readonly number[] {
    return this.loads.get(load) ?? [];
  }
}

const TENDER_ENDS = [
  'tenderAccepted',
  'tenderRejected',
  'tenderCountered',
  'tenderExpired',
  'tenderWithdrawn',
];

export function orderOf(shipment: number): number {
  return Math.floor(shipment / SHIPMENTS_MAX);
}
