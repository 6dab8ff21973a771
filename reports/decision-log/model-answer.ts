/** What is read of a model's answer, as it stands in a recording. */

/** Scores of the options offered, in their order; null = it gave none. What is no number as JSON has them was written as a text. */
export function answerOf(text: string): readonly number[] | null {
  const { scores } = JSON.parse(text) as { readonly scores?: unknown };
  return Array.isArray(scores) ? scores.map(Number) : null;
}
