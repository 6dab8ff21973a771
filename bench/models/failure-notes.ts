/**
 * Counts the answers of a model that could not be used: a run in which the baseline decided in the model's place must not look like the model's.
 *
 * 1. Whatever model it is, the reason why it failed is cleaned of secrets before it is counted, shown or on record.
 */

import type { ModelAnswer } from '#orchestrator/decisions/model-answer';
import { adviceOf } from '#orchestrator/decisions/model-answer';
import { fallbackWords } from '#reports/outbound/fallback-words';
import type { AnswerSource } from '#scenarios/host/ports';
import { REAL_TIME } from './outside-model.ts';
import { cleanerOf, type Secret } from './secrets.ts';

export interface ModelFailures {
  readonly asked: number;
  /** By reason, as the gate has it: the model failed, or what it said can be obeyed by nobody. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Why it failed when it first did; null = it always said something. */
  readonly first: string | null;
  /** Answers that did not come within a limit of real time. */
  readonly late: number;
}

const FAILED = 'model-failed';

export class FailureNotes {
  private asked = 0;
  private first: string | null = null;
  private late = 0;
  private reasons: Record<string, number> = {};
  private readonly clean: (text: string) => string;

  /** @param secrets that no reason may hold */
  constructor(secrets: readonly Secret[] = []) {
    this.clean = cleanerOf(secrets);
  }

  /** The same source, listened to. */
  listeningTo(source: Extract<AnswerSource, { readonly kind: 'outside' }>): AnswerSource {
    return {
      ...source,
      ask: async (question) => {
        const answer = await source.ask(question);
        this.asked += 1;
        const unusable = whyUnusable(answer, question.rows);
        if (unusable !== null) this.reasons[unusable] = (this.reasons[unusable] ?? 0) + 1;
        if (answer.kind !== 'failed') return answer;
        const reason = this.clean(answer.reason);
        this.noteFailure(reason);
        return { ...answer, reason };
      },
    };
  }

  /** What was counted since the last time; null = every answer could be used. */
  take(): ModelFailures | null {
    const { asked, reasons, first, late } = this;
    Object.assign(this, { asked: 0, reasons: {}, first: null, late: 0 });
    return Object.keys(reasons).length === 0 ? null : { asked, reasons, first, late };
  }

  /** In a sentence or two; null = none failed. */
  text(policy: string): string | null {
    const { asked, reasons, first, late } = this;
    const unusable = Object.values(reasons).reduce((sum, times) => sum + times, 0);
    if (unusable === 0) return null;
    const text =
      unusable === reasons[FAILED]
        ? `${unusable} of ${asked} answers of its model failed, and the baseline decided`
        : `${unusable} of ${asked} answers of its model could not be used, and the baseline decided (${fallbackWords(reasons)})`;
    const said = `policy "${policy}": ${text}${first === null ? '' : `; the first${unusable === reasons[FAILED] ? '' : ' that failed'}: ${first}`}`;
    return late === 0 ? said : `${said}. ${LATE_WORDS}`;
  }

  private noteFailure(reason: string): void {
    this.first ??= reason;
    if (reason.endsWith(REAL_TIME)) this.late += 1;
  }
}

const LATE_WORDS =
  'What is late in real time depends on the machine: run again, this may be another run; `dray replay` has the answers on record';

/** By the gate's word; null = it can be obeyed. One that wants none of the options is an answer. @param offered options asked about */
function whyUnusable(answer: ModelAnswer, offered: number): string | null {
  const advice = adviceOf(answer, offered);
  if (advice.kind === 'none') return advice.reason;
  const { action } = advice;
  return action === -1 || (Number.isInteger(action) && action >= 0 && action < offered)
    ? null
    : 'invalid-answer';
}
