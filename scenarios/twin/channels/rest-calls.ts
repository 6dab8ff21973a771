/**
 * The core's calls of a carrier's web API, and what is answered: see `rest-channel.ts`.
 *
 * 1. The slots of a call, of its arrival and of its answer, are taken when the call is made; its outcome and its latency are
 *    drawn. Which promise settles when is never looked at.
 * 2. The answer's status is the answer to the transmission of the core's middleware, which calls again, with the same
 *    idempotency key, where none comes.
 */
import type { Serve } from '#mock-systems/api/codec';
import { readRequest } from '#mock-systems/api/request-reading';
import type { CoreToCarrier } from '#orchestrator/contracts/carriers';
import type { Envelope } from '#orchestrator/contracts/envelope';
import { requestOf } from '#orchestrator/partners/rest/requests';
import { assert } from '#sim/assert';
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { TurnedAway } from '../gateway/gateway.ts';
import type { RestChannelOptions, RestLine } from './rest-line.ts';
import { lateMs, type RestFate } from './rest-luck.ts';
import type { AnswerParcel, CallParcel } from './rest-parcel.ts';
import { hasExpired, RestToken, type SavedToken, type TokenCall, tokenUntil } from './rest-token.ts';

const ACCEPTED = 202;
const ALREADY_DONE = 409;
const UNAVAILABLE = 503;
const UNAUTHORISED = 401;
const ISSUED = 200;
const TOKEN_REQUEST = { method: 'POST', path: '/tokens', idempotencyKey: '', body: {} } as const;

interface Arrival {
  readonly parcel: CallParcel;
  readonly unavailable: boolean;
  /** Number of the call whose answer comes back; 0 = none does. */
  readonly call: number;
  /** Of the clock of the server that it meets, ms. */
  readonly aheadMs: number;
}

type Answered = TokenCall;

export interface SavedCalls {
  readonly calls: number;
  readonly answers: readonly (readonly [call: number, answer: AnswerParcel])[];
  readonly token: SavedToken;
}

export class RestCalls {
  readonly token = new RestToken();
  private readonly line: RestLine;
  private readonly options: RestChannelOptions;
  private readonly kernel: Kernel;
  private calls = 0;
  /** Of the clock of the server that serves now, ms. */
  private aheadMs = 0;
  /** Of calls that have been served, until their slots come. */
  private readonly answers = new Map<number, AnswerParcel>();
  private readonly onCall: HandlerNo;
  private readonly onAnswer: HandlerNo;
  private readonly onToken: HandlerNo;
  private readonly onFresh: HandlerNo;

  constructor(line: RestLine, name: string) {
    const { kernel } = line.options;
    this.line = line;
    this.options = line.options;
    this.kernel = kernel;
    this.onCall = kernel.handler(`${name}.call`, (_call, _key, arrival) => this.called(arrival as Arrival));
    this.onAnswer = kernel.handler(`${name}.answer`, (call, _attempt, answered) =>
      this.answer(call, answered as Answered),
    );
    this.onToken = kernel.handler(`${name}.token`, (call, _b, parcel) =>
      this.served(parcel as CallParcel, call, this.issue),
    );
    this.onFresh = kernel.handler(`${name}.fresh`, (call) => this.fresh(call));
  }

  transmit(message: Envelope, attempt: number, from: string): void {
    const { luck, latencyMs, mock, recorder } = this.options;
    const { now } = this.kernel;
    const fate = luck.fateOf(message, attempt);
    const { kind, fromKey, toKey, sender, counter, key, a, b, body } = message;
    recorder.message(
      now,
      now + latencyMs + lateMs(fate),
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
    if (fate !== null) this.line.note(fate, message, attempt, `core to ${mock.name}`);
    this.call({ message, attempt, token: this.token.token, again: false }, fate);
  }

  /** @param fate null = it arrives as it is, once */
  private call(call: Answered, fate: RestFate | null): void {
    const { luck, latencyMs, coreSide, partner, settings } = this.options;
    const { message, attempt, token } = call;
    this.calls += 1;
    this.line.tally.calls += 1;
    if (fate?.kind === 'lost') return;
    const request = requestOf(message as CoreToCarrier, partner.currency);
    const arriveAt = this.kernel.now + latencyMs + lateMs(fate);
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
    else if (verdict === 'failed') this.line.core.acknowledge(message, attempt, UNAVAILABLE, null);
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
    if (status === ALREADY_DONE) this.line.tally.repeats += 1;
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
    if (status === 400 || status === 404) this.line.tally.refused += 1;
    const retryAfterMs = retryAfterSeconds === null ? null : retryAfterSeconds * 1000;
    this.line.core.acknowledge(call.message, call.attempt, status, retryAfterMs);
  }

  save(): SavedCalls {
    return { calls: this.calls, answers: [...this.answers], token: this.token.save() };
  }

  load({ calls, answers, token }: SavedCalls): void {
    this.token.load(token);
    this.calls = calls;
    this.answers.clear();
    for (const [call, answer] of answers) this.answers.set(call, answer);
  }
}

function secondsOf({ retryAfterMs }: TurnedAway): number | null {
  return retryAfterMs === null ? null : retryAfterMs / 1000;
}
