/**
 * The events that a carrier posts to the core's webhook, until they are taken: see `rest-channel.ts`.
 *
 * 1. An event that is not answered 2xx is posted again, under the same id.
 * 2. What is not signed with a secret that is good, or was so too long ago, is answered 401; what can't be read is kept, with one ticket, and does nothing until
 *    it has been repaired.
 */
import { eventOf } from '#mock-systems/api/event-writing';
import type { CarrierToCore } from '#orchestrator/contracts/carriers';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { RestEvent } from '#orchestrator/contracts/rest-payloads';
import { readEvent } from '#orchestrator/partners/rest/events';
import { unknownFields } from '#orchestrator/partners/rest/known-fields';
import { assert } from '#sim/assert';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { DRIFTS, type Drift, drifted } from './rest-drift.ts';
import type { RestChannelOptions, RestLine } from './rest-line.ts';
import { lateMs, type RestFate } from './rest-luck.ts';
import type { EventParcel, SealOrder } from './rest-parcel.ts';
import { NEW_KEYS, OLD_KEY, WebhookKey } from './webhook-key.ts';

/** So often an event is posted again at the carrier's pace, then once an hour, for a week; then it is lost. Source: assumption. */
const POSTS_AT_PACE = 50;
const POSTS_MAX = POSTS_AT_PACE + 7 * 24;
const HOUR_MS = 3_600_000;
const SECOND_MS = 1000;
/** The core was down when an event had been repaired. Source: assumption. */
const REPAIR_AGAIN_MS = 60_000;

interface Post {
  readonly message: CarrierToCore;
  readonly attempt: number;
}

interface EventArrival extends Post {
  readonly parcel: EventParcel;
  readonly unavailable: boolean;
  readonly answered: boolean;
  /** It is not the carrier that posts it: nobody posts it again. */
  readonly foreign: boolean;
}

export class RestEvents {
  private readonly line: RestLine;
  private readonly options: RestChannelOptions;
  private readonly kernel: Kernel;
  readonly key: WebhookKey;
  private readonly onEvent: HandlerNo;
  private readonly onRepost: HandlerNo;
  private readonly onRepaired: HandlerNo;

  constructor(line: RestLine, name: string) {
    const { kernel, settings, desk, mock } = line.options;
    this.key = new WebhookKey(
      kernel,
      name,
      settings.rotation ?? null,
      desk === null ? null : () => desk.openFor('webhook-key', 'oldWebhookKey', mock.partner),
    );
    this.line = line;
    this.options = line.options;
    this.kernel = kernel;
    this.onEvent = kernel.handler(`${name}.event`, (_key, _attempt, arrival) =>
      this.posted(arrival as EventArrival),
    );
    this.onRepost = kernel.handler(`${name}.repost`, (_key, attempt, message) =>
      this.postNow({ message: message as CarrierToCore, attempt }),
    );
    this.onRepaired = kernel.handler(`${name}.repaired`, (_a, _b, message) =>
      this.repaired(message as CarrierToCore),
    );
  }

  post(message: Envelope): void {
    const { recorder, mock, luck, latencyMs } = this.options;
    const { now } = this.kernel;
    const { kind, fromKey, toKey, sender, counter, key, a, b } = message;
    // Its body stands at the input that takes it.
    recorder.message(
      now,
      now + latencyMs + lateMs(luck.eventFateOf(message, 1)),
      kind,
      mock.name,
      fromKey,
      'core',
      toKey,
      sender,
      counter,
      key,
      a,
      b,
      null,
    );
    this.postNow({ message: message as CarrierToCore, attempt: 1 });
  }

  private postNow({ message, attempt }: Post): void {
    const { luck, latencyMs, carrierSide, partner, mock } = this.options;
    const { now } = this.kernel;
    const drawn = luck.eventFateOf(message, attempt);
    const whole = eventOf(message, partner);
    const changed = drawn === null || !isDrift(drawn.kind) ? whole : drifted(whole, drawn.kind);
    const fate = changed === null ? null : drawn;
    this.line.tally.events += 1;
    if (fate !== null) this.line.note(fate, message, attempt, `${mock.name} to core`);
    if (fate?.kind === 'lost') {
      this.postAgain({ message, attempt });
      return;
    }
    const arriveAt = now + latencyMs + lateMs(fate);
    const arrival: EventArrival = {
      message,
      attempt,
      parcel: carrierSide.pack(
        changed ?? whole,
        fate?.kind === 'malformed',
        this.sealAt(now, this.key.signing()),
      ),
      unavailable: fate?.kind === 'unavailable',
      answered: fate?.kind !== 'answerLost',
      foreign: false,
    };
    this.kernel.schedule(this.onEvent, arriveAt, message.key, attempt, arrival);
    if (fate !== null) this.comesWith(fate, arrival, whole, arriveAt);
  }

  /** What arrives beside an event, or after it. */
  private comesWith(
    { kind, laterMs }: RestFate,
    arrival: EventArrival,
    whole: RestEvent,
    arriveAt: number,
  ): void {
    const { carrierSide, settings } = this.options;
    const { key } = arrival.message;
    const at = (afterMs: number, what: EventArrival): void =>
      this.kernel.schedule(this.onEvent, arriveAt + afterMs, key, arrival.attempt, what);
    if (kind === 'duplicated') at(laterMs, arrival);
    else if (kind === 'forged') {
      const parcel = carrierSide.pack(whole, false, this.sealAt(this.kernel.now, []));
      at(laterMs, { ...arrival, parcel, foreign: true });
    } else if (kind === 'replayed')
      at((settings.webhookToleranceMs ?? 0) + SECOND_MS + laterMs, { ...arrival, foreign: true });
  }

  private sealAt(now: number, keys: readonly number[]): SealOrder | null {
    if (this.options.settings.webhookToleranceMs === null) return null;
    return { timestampSeconds: Math.floor(now / SECOND_MS), keys };
  }

  private posted(arrival: EventArrival): void {
    const { coreSide, partner } = this.options;
    if (!arrival.unavailable && this.isRefused(arrival)) {
      if (!arrival.foreign) this.postAgain(arrival);
      return;
    }
    const event = arrival.unavailable ? null : coreSide.unpackEvent(arrival.parcel);
    if (event === null) {
      this.postAgain(arrival);
      return;
    }
    const unknown = unknownFields(event);
    if (unknown !== null) {
      this.line.tally.drifted += 1;
      this.audit('schemaDrift', `${event.type}: nobody knows ${unknown.join(', ')}`);
    }
    const read = readEvent(event, partner);
    if (!read.ok) {
      this.quarantine(arrival.message, read.reason);
      return;
    }
    const receipt = this.line.core.receive(read.message);
    if (receipt === 'repeat') this.line.tally.repeats += 1;
    if (receipt === 'refused' || !arrival.answered) this.postAgain(arrival);
  }

  /** Answered 401, and nothing of it is believed. */
  private isRefused(arrival: EventArrival): boolean {
    const { settings, coreSide } = this.options;
    if (settings.webhookToleranceMs === null) return false;
    const sealedAt = coreSide.sealedAt(arrival.parcel, this.key.taken());
    const ageMs = sealedAt === null ? 0 : this.kernel.now - sealedAt * SECOND_MS;
    const isGood = sealedAt !== null && ageMs <= settings.webhookToleranceMs;
    const old = this.key.isChanged && this.isOldOnly(arrival.parcel);
    if (old) this.noteOldKey(arrival, isGood);
    if (isGood) return false;
    this.line.tally.refusedPosts += 1;
    const why = old ? 'signed with the old secret' : 'wrong signature';
    this.audit('webhookRefused', sealedAt === null ? why : `signed ${ageMs} ms ago`);
    return true;
  }

  private isOldOnly(parcel: EventParcel): boolean {
    const { coreSide } = this.options;
    return coreSide.sealedAt(parcel, OLD_KEY) !== null && coreSide.sealedAt(parcel, NEW_KEYS) === null;
  }

  /** The secret has been changed, and this is signed with the one before it alone. */
  private noteOldKey({ message, attempt, foreign }: EventArrival, isGood: boolean): void {
    const { recorder, mock } = this.options;
    if (foreign) return;
    const kind = isGood ? 'oldKeyTaken' : 'oldKeyRefused';
    const detail = { kind: message.kind, attempt };
    recorder.fault(this.kernel.now, kind, `${mock.name} to core, rest`, message.key, detail);
    if (isGood) this.key.noteTaken();
    else this.key.noteRefused(attempt);
  }

  /** It is kept, with one ticket, and does nothing until the carrier has been asked what it means. */
  private quarantine(message: CarrierToCore, reason: string): void {
    const { desk } = this.options;
    this.line.tally.aside += 1;
    this.audit('eventQuarantined', reason);
    if (desk !== null) desk.open('quarantine', 'unreadableEvent', message);
    else this.kernel.schedule(this.onRepaired, this.kernel.now + HOUR_MS, 0, 0, message);
  }

  /** It has been repaired: the core gets it as it should have been. */
  repaired(message: CarrierToCore): void {
    const { partner } = this.options;
    const read = readEvent(eventOf(message, partner), partner);
    assert(read.ok, `an event of ${this.options.mock.name} can't be read as it should be`);
    if (this.line.core.receive(read.message) === 'refused')
      this.kernel.schedule(this.onRepaired, this.kernel.now + REPAIR_AGAIN_MS, 0, 0, message);
    else this.line.tally.repaired += 1;
  }

  private audit(subject: string, detail: string): void {
    const { recorder, settings } = this.options;
    recorder.audit(this.kernel.now, subject, 'carrier', settings.carrier, detail);
  }

  private postAgain({ message, attempt }: Post): void {
    if (attempt >= POSTS_MAX) return;
    this.line.tally.reposted += 1;
    const { settings, gateway, mock } = this.options;
    const { repostAfterMs } = settings;
    const paceMs = attempt < POSTS_AT_PACE ? repostAfterMs : Math.max(repostAfterMs, HOUR_MS);
    const waitMs = Math.max(paceMs, gateway?.againAfterMs(mock.partner) ?? 0);
    this.kernel.schedule(this.onRepost, this.kernel.now + waitMs, message.key, attempt + 1, message);
  }
}

function isDrift(kind: string): kind is Drift {
  return (DRIFTS as readonly string[]).includes(kind);
}
