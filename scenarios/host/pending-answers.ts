/**
 * Questions that were put and not yet settled, and the answers that came for them.
 *
 * 1. Questions are numbered in the order in which they were put, and wait in the order (instant of the answer, number).
 *    When a promise settles is never looked at: an answer lies here until its calendar event takes it.
 * 2. Nobody outside is asked from inside an event: `awaitDue` asks, between two events, everything that is open.
 * 3. A question is data. A copy of the run has the questions and the answers that were awaited; what was asked and not
 *    awaited is asked again there.
 */
import type { ModelAnswer } from '#orchestrator/decisions/model-answer';
import { assert } from '#sim/assert';
import type { Ask, ModelQuestion, OutsideQuestion } from './ports.ts';

export interface PendingQuestion {
  readonly no: number;
  /** When its answer counts: its calendar slot. */
  readonly dueAt: number;
  readonly ask: Ask;
  readonly question: OutsideQuestion;
}

export interface PendingSnapshot {
  readonly put: number;
  readonly questions: readonly PendingQuestion[];
  readonly answers: readonly (readonly [no: number, answer: ModelAnswer])[];
}

/** Whom to ask; null = nobody is asked through promises. */
export type Asker = (question: ModelQuestion) => Promise<ModelAnswer>;

type Outcome = { readonly answer: ModelAnswer } | { readonly error: unknown };

export class PendingAnswers {
  private put = 0;
  private readonly questions = new Map<number, PendingQuestion>();
  private readonly answers = new Map<number, ModelAnswer>();
  /** Without an answer yet, by (dueAt, no). Empty where nobody is asked. */
  private waiting: PendingQuestion[] = [];
  /** Of those that wait: not asked yet. */
  private unasked: PendingQuestion[] = [];
  /** Asked and under way. */
  private readonly asked = new Map<number, Promise<Outcome>>();
  /** Grows with every `load`: what was asked before it belongs to another run. */
  private epoch = 0;
  private asker: Asker | null = null;
  private questionOf: ((ask: Ask) => ModelQuestion) | null = null;

  /** Whom to ask from now on. What has been asked must be taken over from a snapshot after it. */
  askThrough(asker: Asker | null, questionOf: (ask: Ask) => ModelQuestion): void {
    this.asker = asker;
    this.questionOf = questionOf;
  }

  /** Whether a run can come to a point where it must wait for a promise. */
  get needsPromises(): boolean {
    return this.asker !== null;
  }

  /** Open questions, with or without an answer. */
  get size(): number {
    return this.questions.size;
  }

  /** The earliest instant at which an answer counts that is not there yet; Infinity = none. */
  get earliestDue(): number {
    return this.waiting.length === 0 ? Infinity : this.waiting[0]!.dueAt;
  }

  /** Takes a question in; answers its number. @param now of the calendar, whatever the asker's clock shows */
  add(ask: Ask, question: OutsideQuestion, now: number): number {
    this.put += 1;
    const entry = { no: this.put, dueAt: now + question.latencyMs, ask, question };
    this.questions.set(entry.no, entry);
    this.wait(entry);
    return entry.no;
  }

  /** The question whose calendar event has come, and its answer; it is open no longer. */
  take(no: number): { readonly entry: PendingQuestion; readonly answer: ModelAnswer | null } {
    const entry = this.questions.get(no);
    if (entry === undefined) assert(false, `question ${no} is not open`);
    const answer = this.answers.get(no) ?? null;
    if (answer === null && this.asker !== null && !entry.question.tooLate) {
      const { entityType, entityKey } = entry.ask;
      assert(
        false,
        `the answer to question ${no} (${entityType} ${entityKey}) is outstanding: runQuiescent()`,
      );
    }
    this.questions.delete(no);
    this.answers.delete(no);
    return { entry, answer };
  }

  /**
   * Asks everything that is open, and waits for the answers that count at `earliestDue`, for no others. Rejects, and
   * leaves the questions open, where an answer is unavailable.
   */
  async awaitDue(): Promise<void> {
    this.askAll();
    const { epoch, earliestDue, waiting } = this;
    const later = waiting.findIndex((entry) => entry.dueAt > earliestDue);
    const due = later < 0 ? [...waiting] : waiting.slice(0, later);
    const outcomes = await Promise.all(due.map(({ no }) => this.asked.get(no)!));
    assert(epoch === this.epoch, 'the run was restored while it waited for answers');
    const answers = outcomes.map((outcome) => {
      if ('answer' in outcome) return outcome.answer;
      this.askAnew();
      throw outcome.error;
    });
    due.forEach(({ no }, i) => {
      this.answers.set(no, answers[i]!);
      this.asked.delete(no);
    });
    waiting.splice(0, due.length);
  }

  save(): PendingSnapshot {
    return { put: this.put, questions: [...this.questions.values()], answers: [...this.answers] };
  }

  load(saved: PendingSnapshot): void {
    this.epoch += 1;
    this.put = saved.put;
    this.questions.clear();
    this.answers.clear();
    this.asked.clear();
    this.waiting = [];
    this.unasked = [];
    for (const [no, answer] of saved.answers) this.answers.set(no, answer);
    for (const entry of saved.questions) {
      this.questions.set(entry.no, entry);
      if (!this.answers.has(entry.no)) this.wait(entry);
    }
  }

  private wait(entry: PendingQuestion): void {
    if (this.asker === null || entry.question.tooLate) return;
    const { waiting } = this;
    // Mostly the last: thinking times are much alike.
    let at = waiting.length;
    while (at > 0 && waiting[at - 1]!.dueAt > entry.dueAt) at -= 1;
    waiting.splice(at, 0, entry);
    this.unasked.push(entry);
  }

  /** Whoever runs on after an error asks everything again. */
  private askAnew(): void {
    this.asked.clear();
    this.unasked = [...this.waiting];
  }

  /** A promise that is refused must not go unheard while others are awaited: its error waits in the outcome. */
  private askAll(): void {
    for (const { no, ask } of this.unasked) {
      const outcome = this.asker!(this.questionOf!(ask)).then(
        (answer) => ({ answer }),
        (error: unknown) => ({ error }),
      );
      this.asked.set(no, outcome);
    }
    this.unasked = [];
  }
}
