/** What a status of a transmission means for the message and for the partner's gate. */

/**
 * `done`: the partner has it. `throttled`: it wants less. `failed`: it is in no state to answer. `refused`: it will never
 * take this message, which says nothing of the next.
 */
export type Verdict = 'done' | 'throttled' | 'failed' | 'refused';

/** No acknowledgement in time. */
export const NO_ANSWER = 0;

/** @param status as of HTTP, or `NO_ANSWER`; 409 answers a repeat: the partner has it already */
export function verdictOf(status: number): Verdict {
  if ((status >= 200 && status < 300) || status === 409) return 'done';
  if (status === 429) return 'throttled';
  if (status >= 400 && status < 500 && status !== 408) return 'refused';
  return 'failed';
}
