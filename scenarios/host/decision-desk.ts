/**
 * Where a step's question meets whoever decides it: with the views it asked for, as they stand now, and put on record.
 *
 * 1. What a rule of thumb decides is decided when the question is put. What must be asked outside is only written down
 *    then, with the calendar slot of its answer; it is decided when that slot comes.
 * 2. A shadow's question changes nothing but the record: the answer that counts is that of the rule of thumb.
 * 3. What is a person's to decide is on record when it is put, and counts when that person has come to it.
 * 4. Each decision makes one audit record, chained by hash; the chain's head is part of a copy of the run. Beside it every run,
 *    recorded or not, has its trail (audit-trail.ts), and whoever watches is shown the decision as it is noted.
 */
import type { DecisionAnswer } from '#orchestrator/core/actor';
import { AuditChain } from '#orchestrator/decisions/audit-record';
import type { ModeNote } from '#orchestrator/decisions/governance/governor';
import { type GovernedModel, recordOfMode } from '#orchestrator/decisions/governance/mode-record';
import { answerText, type ModelAnswer, TIMED_OUT } from '#orchestrator/decisions/model-answer';
import { assert } from '#sim/assert';
import { hears, type Recorder } from '../recording/recorder.ts';
import type { ActorRegistry } from './actor-registry.ts';
import { AuditTrail, type SavedTrail } from './audit-trail.ts';
import { copyJson } from './copy-json.ts';
import type { PendingAsk } from './host-out.ts';
import { inputDigest } from './input-digest.ts';
import { PendingAnswers, type PendingSnapshot } from './pending-answers.ts';
import type { Ask, Decided, Decider, OutsideDecider, OutsideQuestion, PersonSay, Referral } from './ports.ts';
import { StateDigests } from './state-digests.ts';

/** What goes back to the actor that asked. */
export interface DeskAnswer extends Pick<Decided, 'chosen' | 'latencyMs'> {
  readonly attempt: number;
  /** Whose task it is first; absent = nobody's. */
  readonly person?: PersonSay;
  readonly body: DecisionAnswer;
}

/** What became of a question that was put. */
export interface PutQuestion {
  /** Decided at once; null = when the slot of the open question comes. */
  readonly answer: DeskAnswer | null;
  /** Open, and when its slot comes; null = nothing was asked outside. */
  readonly open: { readonly no: number; readonly latencyMs: number } | null;
}

export interface SettledQuestion {
  /** null = a shadow: nobody waits for it. */
  readonly answer: DeskAnswer | null;
  /** A person is asked; the answer goes out when the person is done. */
  readonly referral: Referral | null;
}

export interface DeskSnapshot {
  readonly pending: PendingSnapshot;
  readonly auditHead: string;
  readonly trail: SavedTrail;
}

export class DecisionDesk {
  readonly pending = new PendingAnswers();
  readonly trail = new AuditTrail();
  private readonly actors: ActorRegistry;
  private decider!: Decider;
  private outside!: OutsideDecider | null;
  private readonly recorder: Recorder;
  /** Whether anybody hears of decisions, and whether what proves them is read. */
  private readonly isHeard: boolean;
  private readonly proves: boolean;
  private readonly watch: ((ask: Ask, decided: Decided) => void) | undefined;
  private readonly states = new StateDigests();
  private readonly chain = new AuditChain();

  constructor(
    actors: ActorRegistry,
    decider: Decider,
    recorder: Recorder,
    outside: OutsideDecider | null = null,
    watch?: (ask: Ask, decided: Decided) => void,
  ) {
    this.actors = actors;
    this.recorder = recorder;
    this.isHeard = hears(recorder, 'decision') || hears(recorder, 'mode');
    this.proves = recorder.provesDecisions !== false;
    this.watch = watch;
    this.obey(decider, outside);
  }

  /** Who decides from now on: for a branch, to be followed by `load`. */
  obey(decider: Decider, outside: OutsideDecider | null): void {
    this.decider = decider;
    this.outside = outside;
    const answers = outside?.answers;
    this.pending.askThrough(answers?.kind === 'outside' ? (question) => answers.ask(question) : null, (ask) =>
      outside!.questionOf(ask),
    );
  }

  /**
   * Puts a question; when answers arrive is the caller's business.
   * @param at what the core's clock shows, and what it is: from a clock that is wrong no slot of the calendar is counted
   */
  put(
    type: number,
    key: number,
    { request, views }: PendingAsk,
    at: { readonly shown: number; readonly now: number },
  ): PutQuestion {
    const now = at.shown;
    const { point, attempt, context, options } = request;
    const ask: Ask = {
      point,
      attempt,
      entityType: this.actors.of(type).actor.name,
      entityKey: key,
      now,
      context,
      options,
      views: views.map(([viewType, viewKey]) => this.actors.read(viewType, viewKey, now)),
    };
    const question = this.outside?.plan(ask) ?? null;
    if (question === null) return { answer: this.decideAlone(ask), open: null };
    const answer = question.obeyed ? null : this.decideAlone(ask);
    // A view goes on changing; what the answer is given to is what stands there now.
    const kept = { ...ask, views: copyJson(ask.views) };
    return { answer, open: { no: this.pending.add(kept, question, at.now), latencyMs: question.latencyMs } };
  }

  /** The slot of an open question has come. */
  settle(no: number): SettledQuestion {
    const { entry, answer: awaited } = this.pending.take(no);
    const { ask, question } = entry;
    const { outside } = this;
    if (outside === null) {
      // A branch: this run has no model, and decides the question that is open as it decides every other.
      return { answer: question.obeyed ? this.decideAlone(ask) : null, referral: null };
    }
    const answer = awaited ?? answerNow(outside, ask, question);
    const { decided, referral } = outside.settle(ask, question, answer);
    this.note(ask, decided);
    if (!question.obeyed) return { answer: null, referral: null };
    return { answer: deskAnswer(ask, decided), referral };
  }

  /** Last hash of the chain; null = nobody reads what proves decisions, and there is none. */
  get auditHead(): string | null {
    return this.isHeard && this.proves ? this.chain.head : null;
  }

  /** What became of a model's mode stands in the chain between the decisions. */
  noteMode(model: GovernedModel, note: ModeNote): void {
    this.trail.noteMode(model, note);
    if (!this.isHeard) return;
    const { at, n, from, to, share, cause, by, reason } = note;
    const { point, key, name, digest } = model;
    const hash = this.proves ? this.chain.add(recordOfMode(model, note)) : '';
    this.recorder.mode(
      at,
      point,
      key,
      n,
      name,
      digest,
      from,
      to,
      share,
      cause,
      by,
      reason,
      this.trail.entries,
      hash,
    );
  }

  save(): DeskSnapshot {
    return { pending: this.pending.save(), auditHead: this.chain.head, trail: this.trail.save() };
  }

  load(saved: DeskSnapshot): void {
    this.pending.load(saved.pending);
    this.chain.load(saved.auditHead);
    this.trail.load(saved.trail);
  }

  private decideAlone(ask: Ask): DeskAnswer {
    const decided = this.decider(ask);
    this.note(ask, decided);
    return deskAnswer(ask, decided);
  }

  private note(ask: Ask, decided: Decided): void {
    this.trail.note(ask, decided);
    if (this.isHeard) this.record(ask, decided);
    // Last: where it breaks an invariant it must be on record, or no replay would get there.
    this.watch?.(ask, decided);
  }

  /** Costs nothing where nobody records. */
  private record(ask: Ask, decided: Decided): void {
    const { now, point, entityType, entityKey, attempt } = ask;
    const { policy, mode, chosen, fallback, model, person, instead } = decided;
    const record = {
      now,
      point,
      entityType,
      entityKey,
      attempt,
      policy,
      mode,
      modelDigest: model?.digest ?? null,
      inputDigest: this.proves ? inputDigest(ask, this.states) : '',
      answer: model === undefined ? null : answerText(model.answer),
      recommended: model?.recommended ?? person?.recommended ?? instead?.of ?? chosen,
      chosen,
      override: instead?.by ?? model?.override ?? overrideOf(decided),
      fallback,
      candidates: ask.options.length,
      removed: decided.removed,
      ruledOut: decided.ruledOut?.() ?? null,
      score: decided.score,
      confidence: decided.confidence,
      propensity: decided.propensity,
      latencyMs: decided.latencyMs,
    };
    const auditHash = this.proves ? this.chain.add(record) : '';
    this.recorder.decision(
      now,
      point,
      entityType,
      entityKey,
      attempt,
      policy,
      record.modelDigest,
      mode,
      record.candidates,
      record.removed,
      chosen,
      record.score,
      record.confidence,
      record.propensity,
      fallback,
      record.latencyMs,
      ask.context,
      ask.options,
      ask.views,
      record.recommended,
      record.override,
      record.inputDigest,
      record.answer,
      auditHash,
      record.ruledOut,
    );
  }
}

/** Of a source that needs no promise, and for a question that nobody was asked. */
function answerNow(outside: OutsideDecider, ask: Ask, question: OutsideQuestion): ModelAnswer {
  if (question.tooLate) return TIMED_OUT;
  const { answers } = outside;
  assert(answers.kind === 'recorded', `an answer of "${ask.point}" is missing`);
  return answers.find(outside.questionOf(ask));
}

/** Who decided otherwise than was advised. */
function overrideOf({ person, chosen }: Decided): 'person' | null {
  return person === undefined || person.recommended === chosen ? null : 'person';
}

function deskAnswer({ point, attempt, options }: Ask, decided: Decided): DeskAnswer {
  const { chosen, latencyMs, policy, fallback, person } = decided;
  return {
    chosen,
    latencyMs,
    attempt,
    ...(person === undefined ? {} : { person }),
    body: { point, policy, fallback, option: chosen < 0 ? null : options[chosen] },
  };
}
