/**
 * Counts the answers of a model that failed: a run in which the baseline decided in the model's place must not look like the model's.
 *
 * 1. Whatever model it is, the reason why it failed is cleaned of secrets before it is counted, shown or on record.
 */
import type { AnswerSource } from '#scenarios/host/ports';
import { REAL_TIME } from './outside-model.ts';
import { cleanerOf, type Secret } from './secrets.ts';

export class FailureNotes {
  private asked = 0;
  private failed = 0;
  private first: string | null = null;
  private late = 0;
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
        if (answer.kind !== 'failed') return answer;
        const reason = this.clean(answer.reason);
        this.note(reason);
        return { ...answer, reason };
      },
    };
  }

  /** In a sentence or two; null = none failed. */
  text(policy: string): string | null {
    if (this.failed === 0) return null;
    const text = `policy "${policy}": ${this.failed} of ${this.asked} answers of its model failed, and the baseline decided; the first: ${this.first}`;
    return this.late === 0
      ? text
      : `${text}. What is late in real time depends on the machine: run again, this may be another run; \`dray replay\` has the answers on record`;
  }

  private note(reason: string): void {
    this.failed += 1;
    this.first ??= reason;
    if (reason.endsWith(REAL_TIME)) this.late += 1;
  }
}
