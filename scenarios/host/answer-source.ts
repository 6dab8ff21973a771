/**
 * The two places that answers of models come from: a model that runs now, and a recording.
 *
 * 1. Whatever a model does wrong (throws, answers with nonsense) becomes an answer that the gate can judge, and goes on
 *    record as such. Only `AnswerUnavailable` stops the run.
 * 2. An answer on record counts for the question it was given to and for no other: the digest of the question must agree.
 */
import type { ModelAnswer } from '#orchestrator/decisions/model-answer';
import type { AnswerSource, ModelOutput, ModelQuestion, ModelRunner } from './ports.ts';

/** There is no answer, and none may be put in its place: a run that went on would depend on the machine. */
export class AnswerUnavailable extends Error {
  override readonly name = 'AnswerUnavailable';
}

/** Asks the model each time. */
export function answersOf(runner: ModelRunner): Extract<AnswerSource, { readonly kind: 'outside' }> {
  return {
    kind: 'outside',
    ask: async ({ features, rows, text }) => {
      try {
        return answered(await runner.score(features, rows, text));
      } catch (error) {
        if (error instanceof AnswerUnavailable) throw error;
        return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
      }
    },
    begin: () => runner.begin?.(),
  };
}

function answered({ scores, action, confidence, propensity }: ModelOutput): ModelAnswer {
  return {
    kind: 'answered',
    scores: Array.from(scores),
    action: action ?? null,
    confidence: confidence ?? null,
    propensity: propensity ?? null,
  };
}

/** An answer as it was put on record. */
export interface RecordedAnswer
  extends Pick<ModelQuestion, 'policy' | 'point' | 'entityType' | 'entityKey' | 'attempt' | 'inputDigest'> {
  readonly answer: ModelAnswer;
}

/** Answers from a record; a question that it does not hold stops the run, or goes to the model if there is one. */
export function recordedAnswers(rows: Iterable<RecordedAnswer>, otherwise?: AnswerSource): AnswerSource {
  const record = new Map<string, RecordedAnswer>();
  for (const row of rows) record.set(keyOf(row), row);
  const find = (question: ModelQuestion): ModelAnswer | null => {
    const found = record.get(keyOf(question));
    return found?.inputDigest === question.inputDigest ? found.answer : null;
  };
  if (otherwise?.kind === 'outside')
    return { ...otherwise, ask: async (question) => find(question) ?? otherwise.ask(question) };
  return {
    kind: 'recorded',
    find: (question) => find(question) ?? otherwise?.find(question) ?? missing(question, record),
  };
}

function missing(question: ModelQuestion, record: ReadonlyMap<string, RecordedAnswer>): never {
  const { policy, entityType, entityKey, attempt, inputDigest } = question;
  const other = record.get(keyOf(question));
  const why =
    other === undefined
      ? 'there is none'
      : `it was given to another question (digest ${other.inputDigest}, this is ${inputDigest})`;
  throw new AnswerUnavailable(
    `no answer of "${policy}" on record for ${entityType} ${entityKey}, attempt ${attempt}: ${why}`,
  );
}

function keyOf(question: Omit<RecordedAnswer, 'answer' | 'inputDigest'>): string {
  const { policy, point, entityType, entityKey, attempt } = question;
  return `${policy}\n${point}\n${entityType}\n${entityKey}\n${attempt}`;
}
