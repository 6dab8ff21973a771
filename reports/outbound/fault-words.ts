/** What kinds of fault are called: the scenario's, and those of a carrier's own line. */
import { words } from './figures.ts';

/** `answer-lost` -> answer lost; `line.answerLost`, of an X12 or REST line -> answer lost on the line. */
export function faultWords(kind: string): string {
  return kind.startsWith('line.') ? `${words(kind.slice('line.'.length))} on the line` : words(kind);
}
