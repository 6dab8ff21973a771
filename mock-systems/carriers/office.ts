/**
 * What the parts of one carrier share: its state, profile, luck, clock, log and way out.
 *
 * `state` is one object for the life of the mock: a restored snapshot is written into it.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import type { PartnerToCore } from '#orchestrator/contracts/partner-messages';
import type { EventHandler, HandlerNo, Kernel } from '#sim/kernel';
import type { MistakeLog } from '../mock-system.ts';
import type { CarrierBehaviours, CompiledProfile } from './behaviours.ts';
import {
  type CarrierBooks,
  type CarrierLoad,
  type CarrierState,
  emptyBooks,
  loadBooks,
  saveBooks,
} from './carrier-load.ts';
import { append, takeBefore } from './memory-line.ts';

/** `MockSystem.send`. */
export type CarrierSend = <Kind extends PartnerToCore['kind']>(
  kind: Kind,
  key: number,
  a: number,
  b: number,
  body: Extract<PartnerToCore, { readonly kind: Kind }>['body'],
) => void;

export class CarrierOffice {
  readonly carrier: number;
  readonly kernel: Kernel;
  readonly behaviours: CarrierBehaviours;
  readonly profile: CompiledProfile;
  readonly send: CarrierSend;
  readonly state: CarrierBooks = emptyBooks();
  private readonly log: BusinessLog;
  private readonly mistakes: MistakeLog | null;
  private readonly forgetLoad = (key: number, at: number): void => {
    if (this.state.loads.get(key)?.doneAt === at) this.state.loads.delete(key);
  };

  private readonly forgetClaim = (shipment: number): void => {
    this.state.claims.delete(shipment);
  };

  constructor(
    carrier: number,
    kernel: Kernel,
    log: BusinessLog,
    behaviours: CarrierBehaviours,
    profile: CompiledProfile,
    send: CarrierSend,
    mistakes: MistakeLog | null = null,
  ) {
    this.carrier = carrier;
    this.kernel = kernel;
    this.log = log;
    this.behaviours = behaviours;
    this.profile = profile;
    this.send = send;
    this.mistakes = mistakes;
  }

  handler(name: string, work: EventHandler): HandlerNo {
    return this.kernel.handler(`carrier-${this.carrier}.${name}`, work);
  }

  loadEvent(event: string, load: number, n: number, a: number, b: number): void {
    this.log.business(event, 'carrier', 'load', load, n, a, b);
  }

  shipmentEvent(event: string, shipment: number, n: number, a: number, b: number): void {
    this.log.business(event, 'carrier', 'shipment', shipment, n, a, b);
  }

  /** It does not know of it: on record only. */
  mistake(kind: string, load: number, detail: object): void {
    this.mistakes?.(kind, `carrier-${this.carrier} to core`, load, detail);
  }

  loadOf(key: number): CarrierLoad | undefined {
    return this.state.loads.get(key);
  }

  /** Nothing more is to come of it by itself: its memory runs from now. Forgets what is due. Amortised O(1). */
  finish(key: number, load: CarrierLoad): void {
    const { done, doneClaims } = this.state;
    const { now } = this.kernel;
    const before = now - this.profile.settings.memoryMs;
    load.doneAt = now;
    append(done, key, now);
    takeBefore(done, before, this.forgetLoad);
    takeBefore(doneClaims, before, this.forgetClaim);
  }

  save(): CarrierState {
    return saveBooks(this.state);
  }

  load(saved: CarrierState): void {
    loadBooks(this.state, saved);
  }
}
