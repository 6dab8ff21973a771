/** Why answers of a policy were not used, in words: the most frequent reasons first. */
import { count } from '../text/format.ts';

/** By the name that a decision is recorded with. */
const WORDS: Readonly<Record<string, string>> = {
  'no-option-left': 'no option was left',
  'policy-declined': 'it wanted none of the options',
  'invalid-answer': 'an option that was not offered',
  'not-finite': 'a figure that is none (NaN, infinite, or a probability outside of 0 to 1)',
  'wrong-length': 'too few or too many scores',
  'model-failed': 'the model failed',
  'timed-out': 'no answer in time',
  'stepped-down': 'the model was taken out of force',
  'low-confidence': 'not sure enough of it',
  'poor-data': 'what it was shown was too old',
  'beyond-authority': 'more than it may decide alone',
};

/** More than these are told as one. */
const TOLD_MAX = 3;

/** `the model failed 12, no answer in time 3`. @param reasons how often each was there; empty = nothing to say, as of an older result */
export function fallbackWords(reasons: Readonly<Record<string, number>>): string {
  const ranked = Object.entries(reasons).sort(
    ([one, often], [other, times]) => times - often || (one < other ? -1 : 1),
  );
  const told = ranked
    .slice(0, TOLD_MAX)
    .map(([reason, times]) => `${WORDS[reason] ?? reason} ${count(times)}`);
  const rest = ranked.slice(TOLD_MAX).reduce((sum, [, times]) => sum + times, 0);
  return [...told, ...(rest === 0 ? [] : [`other reasons ${count(rest)}`])].join(', ');
}
