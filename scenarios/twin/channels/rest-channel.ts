/**
 * The web API of one carrier: the core calls it, and it posts its events to the core's webhook (docs/rest-guide.md).
 *
 * 1. The slots of a call, of its arrival and of its answer, are taken when the call is made; its outcome and its latency are
 *    drawn. Which promise settles when is never looked at.
 * 2. The answer's status is the answer to the transmission of the core's middleware, which calls again, with the same
 *    idempotency key, where none comes.
 * 3. An event that is not answered 2xx is posted again, under the same id. What is not signed, or was so too long ago, is answered 401;
 *    what can't be read is kept, with one ticket, and does nothing until it has been repaired.
 * 4. Mappers, fates, latencies and repeats are the same in both fidelities. Whether text is made is the business of the two
 *    sides alone.
 */
import type { Serve } from '#mock-systems/api/codec';
import { eventOf } from '#mock-systems/api/event-writing';
import { type ApiPartner, readRequest } from '#mock-systems/api/request-reading';
import type { MockSystem } from '#mock-systems/mock-system';
import type { CarrierToCore, CoreToCarrier } from '#orchestrator/contracts/carriers';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { RestEvent } from '#orchestrator/contracts/rest-payloads';
import { readEvent } from '#orchestrator/partners/rest/events';
import { unknownFields } from '#orchestrator/partners/rest/known-fields';
import { requestOf } from '#orchestrator/partners/rest/requests';
import { assert } from '#sim/assert';
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { Recorder } from '../../recording/recorder.ts';
import type { RestSettings } from '../../world/partner-settings.ts';
import type { CoreEnd } from '../core-end.ts';
import type { Gateway, TurnedAway } from '../gateway/gateway.ts';
import type { TicketDesk } from '../ticket-desk.ts';
import type { Channel } from './channel.ts';
import type { Door } from './door.ts';
import { DRIFTS, type Drift, drifted } from './rest-drift.ts';
import type { RestFate, RestLuck } from './rest-luck.ts';
import type {
  AnswerParcel,
  CallParcel,
  EventParcel,
  RestCarrierSide,
  RestCoreSide,
  SealOrder,
} from './rest-parcel.ts';
import { hasExpired, RestToken, type SavedToken, type TokenCall, tokenUntil } from './rest-token.ts';

/** So often an event is posted again at the carrier's pace, then once an hour, for a week; then it is lost. Source: assumption. */
const POSTS_AT_PACE = 50;
const POSTS_MAX = POSTS_AT_PACE + 7 * 24;
const HOUR_MS = 3_600_000;
const SECOND_MS = 1000;
/** The core was down when an event had been repaired. Source: assumption. */
const REPAIR_AGAIN_MS = 60_000;
const ACCEPTED = 202;
const ALREADY_DONE = 409;
const UNAVAILABLE = 503;
const UNAUTHORISED = 401;
const ISSUED = 200;
const TOKEN_REQUEST = { method: 'POST', path: '/tokens', idempotencyKey: '', body: {} } as const;

/** What happened on the line, both ways, counted when it happens. */
export interface RestTally {
  calls: number;
  events: number;
  lost: number;
  answerLost: number;
  duplicated: number;
  delayed: number;
  malformed: number;
  unavailable: number;
  forged: number;
  replayed: number;
  unknownField: number;
  renamedField: number;
  unknownValue: number;
  missingField: number;
  /** Posts that were refused: not signed by the carrier, or too long ago. */
  refusedPosts: number;
  /** Events with a field that nobody knows. */
  drifted: number;
  /** Calls and events that the other side had had before. */
  repeats: number;
  /** Events posted again. */
  reposted: number;
  /** Calls that the carrier refused for good. */
  refused: number;
  /** Events that lack something or mean nothing: put aside, until they are repaired. */
  aside: number;
  repaired: number;
}

interface Arrival {
  readonly parcel: CallParcel;
  readonly unavailable: boolean;
  /** Number of the call whose answer comes back; 0 = none does. */
  readonly call: number;
  /** Of the clock of the server that it meets, ms. */
  readonly aheadMs: number;
}

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

type Answered = TokenCall;

interface Saved {
  readonly calls: number;
  readonly answers: readonly (readonly [call: number, answer: AnswerParcel])[];
  readonly tally: RestTally;
  readonly token: SavedToken;
}

export interface RestChannelOptions {
  readonly kernel: Kernel;
  readonly recorder: Recorder;
  readonly settings: RestSettings;
  readonly partner: ApiPartner;
  readonly mock: MockSystem<unknown>;
  readonly door: Door;
  readonly luck: RestLuck;
  /** One way. */
  readonly latencyMs: number;
  readonly coreSide: RestCoreSide;
  readonly carrierSide: RestCarrierSide;
  /** Limits of the carrier's API, and of the core's webhook; null = there are none. */
  readonly gateway: Gateway | null;
  /** Where tickets of events go that can't be read; null = they are repaired after an hour. */
  readonly desk: TicketDesk | null;
  guard<T>(work: () => T): T;
}

export class RestChannel implements Channel {
  readonly partner: number;
  tally: RestTally = {
    calls: 0,
    events: 0,
    lost: 0,
    answerLost: 0,
    duplicated: 0,
    delayed: 0,
    malformed: 0,
    unavailable: 0,
    forged: 0,
    replayed: 0,
    unknownField: 0,
    renamedField: 0,
    unknownValue: 0,
    missingField: 0,
    refusedPosts: 0,
    drifted: 0,
    repeats: 0,
    reposted: 0,
    refused: 0,
    aside: 0,
    repaired: 0,
  };

  private readonly options: RestChannelOptions;
  private readonly kernel: Kernel;
  private core: CoreEnd = { receive: () => 'refused', acknowledge: () => {} };
  readonly token = new RestToken();
  private calls = 0;
  /** Of the clock of the server that serves now, ms. */
  private aheadMs = 0;
  /** Of calls that have been served, until their slots come. */
  private readonly answers = new Map<number, AnswerParcel>();
  private readonly onCall: HandlerNo;
  private readonly onAnswer: HandlerNo;
  private readonly onEvent: HandlerNo;
  private readonly onRepost: HandlerNo;
  private readonly onRepaired: HandlerNo;
  private readonly onToken: HandlerNo;
  private readonly onFresh: HandlerNo;

  constructor(options: RestChannelOptions) {
    const { kernel, mock } = options;
    this.options = options;
    this.kernel = kernel;
    this.partner = mock.partner;
    const name = `rest-${mock.name}`;
    this.onCall = kernel.handler(`${name}.call`, (_call, _key, arrival) => this.called(arrival as Arrival));
    this.onAnswer = kernel.handler(`${name}.answer`, (call, _attempt, answered) =>
      this.answer(call, answered as Answered),
    );
    this.onEvent = kernel.handler(`${name}.event`, (_key, _attempt, arrival) =>
      this.posted(arrival as EventArrival),
    );
    this.onRepost = kernel.handler(`${name}.repost`, (_key, attempt, message) =>
      this.postNow({ message: message as CarrierToCore, attempt }),
    );
    this.onRepaired = kernel.handler(`${name}.repaired`, (_a, _b, message) =>
      this.repaired(message as CarrierToCore),
    );
    this.onToken = kernel.handler(`${name}.token`, (call, _b, parcel) =>
      this.served(parcel as CallParcel, call, this.issue),
    );
    this.onFresh = kernel.handler(`${name}.fresh`, (call) => this.fresh(call));
    kernel.component(name, { save: () => this.save(), load: (saved) => this.load(saved as Saved) });
  }

  connectCore(core: CoreEnd): void {
    this.core = core;
  }

  /** Everything. */
  carries(): boolean {
    return true;
  }

  transmit(message: Envelope, attempt: number, from: string): void {
    const { luck, latencyMs, mock, recorder } = this.options;
    const { now } = this.kernel;
    const fate = luck.fateOf(message, attempt);
    const { kind, fromKey, toKey, sender, counter, key, a, b, body } = message;
    recorder.message(
      now,
      now + latencyMs,
      kind,
      from,
      fromKey,
      mock.name,
      toKey,
      sender,
      counter,
      key,
      a,
      b,
      body,
    );
    if (fate !== null) this.note(fate, message, attempt, `core to ${mock.name}`);
    this.call({ message, attempt, token: this.token.token, again: false }, fate);
  }

  /** @param fate null = it arrives as it is, once */
  private call(call: Answered, fate: RestFate | null): void {
    const { luck, latencyMs, coreSide, partner, settings } = this.options;
    const { message, attempt, token } = call;
    this.calls += 1;
    this.tally.calls += 1;
    if (fate?.kind === 'lost') return;
    const request = requestOf(message as CoreToCarrier, partner.currency);
    const arriveAt = this.kernel.now + latencyMs + (fate?.kind === 'delayed' ? fate.laterMs : 0);
    const answers = fate?.kind !== 'answerLost';
    const skewed = luck.isSkewed(message, attempt, call.again);
    const arrival: Arrival = {
      parcel: coreSide.pack(token === '' ? request : { ...request, token }, fate?.kind === 'malformed'),
      unavailable: fate?.kind === 'unavailable',
      call: answers ? this.calls : 0,
      aheadMs: skewed ? settings.token!.aheadMs : 0,
    };
    this.kernel.schedule(this.onCall, arriveAt, this.calls, message.key, arrival);
    if (fate?.kind === 'duplicated') {
      const again: Arrival = { ...arrival, call: 0 };
      this.kernel.schedule(this.onCall, arriveAt + fate.laterMs, this.calls, message.key, again);
    }
    if (!answers) return;
    const answerAt = arriveAt + luck.serviceMsOf(message, attempt) + latencyMs;
    this.kernel.schedule(this.onAnswer, answerAt, this.calls, attempt, call);
  }

  private called({ parcel, unavailable, call, aheadMs }: Arrival): void {
    this.aheadMs = aheadMs;
    this.served(parcel, call, unavailable ? this.refuse : this.serve);
  }

  private served(parcel: CallParcel, call: number, serve: Serve): void {
    const { carrierSide, door } = this.options;
    const answer = carrierSide.serve(parcel, serve);
    if (typeof answer === 'function') door.open(async () => this.keep(call, await answer()));
    else this.keep(call, answer);
  }

  private readonly issue: Serve = () => {
    const token = tokenUntil(this.kernel.now + this.options.settings.token!.lifetimeMs);
    return { status: ISSUED, retryAfterSeconds: null, body: { token } };
  };

  /** One in flight. */
  private refresh(): void {
    const { settings, latencyMs, coreSide } = this.options;
    const { now } = this.kernel;
    this.calls += 1;
    const parcel = coreSide.pack(TOKEN_REQUEST, false);
    this.kernel.schedule(this.onToken, now + latencyMs, this.calls, 0, parcel);
    this.kernel.schedule(this.onFresh, now + 2 * latencyMs + settings.token!.refreshMs, this.calls);
  }

  private fresh(call: number): void {
    const { body } = this.options.coreSide.unpackAnswer(this.answerOf(call));
    for (const waiting of this.token.refreshed(String(body.token))) this.sendAgain(waiting);
  }

  private sendAgain(call: Answered): void {
    this.call({ ...call, token: this.token.token, again: true }, null);
  }

  /** 401: the core's token has expired, by that server's clock. Who has a fresh one, or waits for it, comes again by itself. */
  private unauthorised(call: Answered): void {
    const { recorder, mock } = this.options;
    const { message, attempt } = call;
    const detail = { kind: message.kind, attempt };
    recorder.fault(this.kernel.now, 'tokenExpired', `core to ${mock.name}, rest`, message.key, detail);
    const verdict = this.token.refused(call);
    if (verdict === 'send again') this.sendAgain(call);
    else if (verdict === 'refresh') this.refresh();
    else if (verdict === 'failed') this.core.acknowledge(message, attempt, UNAVAILABLE, null);
  }

  private readonly serve: Serve = (request) => {
    const { partner, mock, guard, gateway, settings } = this.options;
    if (settings.token !== undefined && hasExpired(request.token ?? '', this.kernel.now + this.aheadMs))
      return { status: UNAUTHORISED, retryAfterSeconds: null, body: {} };
    const read = readRequest(request, partner);
    if (!read.ok) return { status: read.status, retryAfterSeconds: null, body: { error: read.reason } };
    const away = gateway?.call(read.message) ?? null;
    if (away !== null) return { status: away.status, retryAfterSeconds: secondsOf(away), body: {} };
    const status = guard(() => mock.take(read.message));
    if (status === ALREADY_DONE) this.tally.repeats += 1;
    return { status: status === ALREADY_DONE ? status : ACCEPTED, retryAfterSeconds: null, body: {} };
  };

  private readonly refuse: Serve = () => {
    const { retryAfterSeconds } = this.options.settings;
    return { status: UNAVAILABLE, retryAfterSeconds, body: {} };
  };

  private keep(call: number, answer: AnswerParcel): void {
    if (call > 0) this.answers.set(call, answer);
  }

  private answerOf(call: number): AnswerParcel {
    const answer = this.answers.get(call);
    assert(answer !== undefined, `call ${call} has not been served: use runQuiescent()`);
    this.answers.delete(call);
    return answer;
  }

  private answer(no: number, call: Answered): void {
    const { status, retryAfterSeconds } = this.options.coreSide.unpackAnswer(this.answerOf(no));
    if (status === UNAUTHORISED) {
      this.unauthorised(call);
      return;
    }
    if (status === 400 || status === 404) this.tally.refused += 1;
    const retryAfterMs = retryAfterSeconds === null ? null : retryAfterSeconds * 1000;
    this.core.acknowledge(call.message, call.attempt, status, retryAfterMs);
  }

  post(message: Envelope): void {
    const { recorder, mock, latencyMs } = this.options;
    const { now } = this.kernel;
    const { kind, fromKey, toKey, sender, counter, key, a, b } = message;
    // Its body stands at the input that takes it.
    recorder.message(
      now,
      now + latencyMs,
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
    this.tally.events += 1;
    if (fate !== null) this.note(fate, message, attempt, `${mock.name} to core`);
    if (fate?.kind === 'lost') {
      this.postAgain({ message, attempt });
      return;
    }
    const arriveAt = now + latencyMs + (fate?.kind === 'delayed' ? fate.laterMs : 0);
    const arrival: EventArrival = {
      message,
      attempt,
      parcel: carrierSide.pack(changed ?? whole, fate?.kind === 'malformed', this.sealAt(now, true)),
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
      const parcel = carrierSide.pack(whole, false, this.sealAt(this.kernel.now, false));
      at(laterMs, { ...arrival, parcel, foreign: true });
    } else if (kind === 'replayed')
      at((settings.webhookToleranceMs ?? 0) + SECOND_MS + laterMs, { ...arrival, foreign: true });
  }

  private sealAt(now: number, genuine: boolean): SealOrder | null {
    if (this.options.settings.webhookToleranceMs === null) return null;
    return { timestampSeconds: Math.floor(now / SECOND_MS), genuine };
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
      this.tally.drifted += 1;
      this.audit('schemaDrift', `${event.type}: nobody knows ${unknown.join(', ')}`);
    }
    const read = readEvent(event, partner);
    if (!read.ok) {
      this.quarantine(arrival.message, read.reason);
      return;
    }
    const receipt = this.core.receive(read.message);
    if (receipt === 'repeat') this.tally.repeats += 1;
    if (receipt === 'refused' || !arrival.answered) this.postAgain(arrival);
  }

  /** Answered 401, and nothing of it is believed. */
  private isRefused({ parcel }: EventArrival): boolean {
    const { settings, coreSide } = this.options;
    if (settings.webhookToleranceMs === null) return false;
    const sealedAt = coreSide.sealedAt(parcel);
    const ageMs = sealedAt === null ? 0 : this.kernel.now - sealedAt * SECOND_MS;
    if (sealedAt !== null && ageMs <= settings.webhookToleranceMs) return false;
    this.tally.refusedPosts += 1;
    this.audit('webhookRefused', sealedAt === null ? 'wrong signature' : `signed ${ageMs} ms ago`);
    return true;
  }

  /** It is kept, with one ticket, and does nothing until the carrier has been asked what it means. */
  private quarantine(message: CarrierToCore, reason: string): void {
    const { desk } = this.options;
    this.tally.aside += 1;
    this.audit('eventQuarantined', reason);
    if (desk !== null) desk.open('quarantine', 'unreadableEvent', message);
    else this.kernel.schedule(this.onRepaired, this.kernel.now + HOUR_MS, 0, 0, message);
  }

  /** It has been repaired: the core gets it as it should have been. */
  repaired(message: CarrierToCore): void {
    const { partner } = this.options;
    const read = readEvent(eventOf(message, partner), partner);
    assert(read.ok, `an event of ${this.options.mock.name} can't be read as it should be`);
    if (this.core.receive(read.message) === 'refused')
      this.kernel.schedule(this.onRepaired, this.kernel.now + REPAIR_AGAIN_MS, 0, 0, message);
    else this.tally.repaired += 1;
  }

  private audit(subject: string, detail: string): void {
    const { recorder, settings } = this.options;
    recorder.audit(this.kernel.now, subject, 'carrier', settings.carrier, detail);
  }

  private postAgain({ message, attempt }: Post): void {
    if (attempt >= POSTS_MAX) return;
    this.tally.reposted += 1;
    const { settings, gateway, mock } = this.options;
    const { repostAfterMs } = settings;
    const paceMs = attempt < POSTS_AT_PACE ? repostAfterMs : Math.max(repostAfterMs, HOUR_MS);
    const waitMs = Math.max(paceMs, gateway?.againAfterMs(mock.partner) ?? 0);
    this.kernel.schedule(this.onRepost, this.kernel.now + waitMs, message.key, attempt + 1, message);
  }

  private note({ kind }: RestFate, message: Envelope, attempt: number, place: string): void {
    this.tally[kind] += 1;
    const detail = { kind: message.kind, attempt };
    this.options.recorder.fault(this.kernel.now, kind, `${place}, rest`, message.key, detail);
  }

  private save(): Saved {
    const tally = { ...this.tally };
    return { calls: this.calls, answers: [...this.answers], tally, token: this.token.save() };
  }

  private load({ calls, answers, tally, token }: Saved): void {
    this.token.load(token);
    this.calls = calls;
    this.answers.clear();
    for (const [call, answer] of answers) this.answers.set(call, answer);
    this.tally = { ...tally };
  }
}

function secondsOf({ retryAfterMs }: TurnedAway): number | null {
  return retryAfterMs === null ? null : retryAfterMs / 1000;
}

function isDrift(kind: string): kind is Drift {
  return (DRIFTS as readonly string[]).includes(kind);
}
