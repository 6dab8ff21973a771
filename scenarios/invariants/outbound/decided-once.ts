/** What is decided is on record once, and in its turn. */
import { violated } from './part.ts';

/** What is done without a decision on record, or otherwise than it says, breaks this invariant. */
export const AUDITED = 'decision-audited';

/** @param last attempt that is on record */
export function decidedOnce(entity: string, key: number, what: string, last: number, attempt: number): void {
  if (attempt <= last)
    violated(AUDITED, `${entity} ${key}: ${what} ${attempt} is on record after ${what} ${last}`);
}
