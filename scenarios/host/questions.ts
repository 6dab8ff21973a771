/**
 * When the answer to a question of a step reaches the actor that asked: what is asked, and who decides, is the desk's
 * (decision-desk.ts).
 *
 * 1. The answer takes its calendar slot when the question is put, whenever the answer comes.
 * 2. A question that falls into an outage is put again after it.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { ActorRegistry } from './actor-registry.ts';
import type { CoreClock } from './core-clock.ts';
import type { DecisionDesk, DeskAnswer } from './decision-desk.ts';
import type { HostOptions, ReferredDecision } from './host-options.ts';
import type { HostOut, PendingAsk } from './host-out.ts';
import type { HostBooks } from './signals.ts';
import type { Workers } from './workers.ts';

/** A decision on its way past a person. */
interface Referred {
  readonly role: string;
  readonly answer: DeskAnswer;
}

export interface QuestionsParts {
  readonly kernel: Kernel;
  readonly actors: ActorRegistry;
  readonly desk: DecisionDesk;
  readonly workers: Workers;
  readonly books: HostBooks;
  readonly clock: CoreClock | null;
  readonly out: HostOut;
  /** Of a `PendingAsk`, for `put`. */
  readonly onAsk: HandlerNo;
}

export class Questions {
  private readonly kernel: Kernel;
  private readonly actors: ActorRegistry;
  private readonly desk: DecisionDesk;
  private readonly workers: Workers;
  private readonly books: HostBooks;
  private readonly clock: CoreClock | null;
  private readonly out: HostOut;
  private readonly onAsk: HandlerNo;
  private readonly handoverRetryMs: number;
  private readonly toPerson: HostOptions['onReferred'];
  private readonly onAnswer: HandlerNo;
  private readonly onReferred: HandlerNo;

  constructor(parts: QuestionsParts, { handoverRetryMs, onReferred }: HostOptions) {
    const { kernel } = parts;
    this.kernel = kernel;
    this.actors = parts.actors;
    this.desk = parts.desk;
    this.workers = parts.workers;
    this.books = parts.books;
    this.clock = parts.clock;
    this.out = parts.out;
    this.onAsk = parts.onAsk;
    this.handoverRetryMs = handoverRetryMs;
    this.toPerson = onReferred;
    this.onAnswer = kernel.handler('host.answer', (type, key, no) => this.settle(type, key, no as number));
    this.onReferred = kernel.handler('host.referred', (type, key, referred) =>
      this.referralDone(type, key, referred as Referred),
    );
  }

  put(type: number, key: number, pending: PendingAsk): void {
    if (this.workers.isDown) {
      this.kernel.schedule(this.onAsk, this.kernel.now + this.handoverRetryMs, type, key, pending);
      return;
    }
    const { now } = this.kernel;
    const shown = this.clock === null ? now : this.clock.read(now);
    const { answer, open } = this.desk.put(type, key, pending, { shown, now });
    // The calendar slot of an answer is taken here, in the order of the questions, whenever the answer comes.
    if (open !== null) this.kernel.schedule(this.onAnswer, now + open.latencyMs, type, key, open.no);
    if (answer === null || this.refer(type, key, answer)) return;
    this.kernel.schedule(
      this.workers.onInput,
      now + answer.latencyMs,
      type,
      key,
      this.decided(type, key, answer),
    );
  }

  private decided(type: number, key: number, { chosen, attempt, body }: DeskAnswer): Envelope {
    return this.out.inputOf('decided', type, key, chosen, attempt, body);
  }

  /** The slot of an answer has come. */
  private settle(type: number, key: number, no: number): void {
    const { answer, referral } = this.desk.settle(no);
    if (answer === null) return;
    if (referral === null) {
      if (!this.refer(type, key, answer)) this.workers.arrive(type, key, this.decided(type, key, answer));
      return;
    }
    const { role, kind, detail, waitMs } = referral;
    const { now } = this.kernel;
    this.books.task(
      now,
      role,
      this.actors.of(type).actor.name,
      key,
      kind,
      answer.attempt,
      now + waitMs,
      detail,
    );
    const referred: Referred = { role, answer };
    this.kernel.schedule(this.onReferred, now + waitMs, type, key, referred);
  }

  /** @returns whether a person must come to it first */
  private refer(type: number, key: number, answer: DeskAnswer): boolean {
    if (answer.person === undefined || this.toPerson === undefined) return false;
    this.toPerson(type, key, answer as ReferredDecision);
    return true;
  }

  /** Somebody has come to a decision that was handed to `onReferred`. */
  personDecided(type: number, key: number, answer: ReferredDecision): void {
    this.workers.arrive(type, key, this.decided(type, key, answer));
  }

  private referralDone(type: number, key: number, { role, answer }: Referred): void {
    this.books.taskAnswered(
      this.kernel.now,
      role,
      this.actors.of(type).actor.name,
      key,
      answer.attempt,
      answer.chosen,
    );
    this.workers.arrive(type, key, this.decided(type, key, answer));
  }
}
