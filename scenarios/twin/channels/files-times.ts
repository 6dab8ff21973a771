/** What a core must allow for on a line of files. */
import type { PartnerPolicy } from '#orchestrator/middleware/policy';
import { AssertionError } from '#sim/assert';
import type { FilesLine } from '../../world/partner-settings.ts';

/** So many files may go astray one after the other before a person hears of it. Source: assumption. */
const TRIES = 6;
const DAY_MS = 86_400_000;

/** Between a transmission and its receipt: the wait for the cut-off, and for the receipt of a file. */
function timeoutOf(settings: FilesLine): number {
  const { mailbox, cutoffEveryMs, pollEveryMs, receiptTimeoutMs } = settings;
  if (!(cutoffEveryMs >= 1000 && pollEveryMs >= 1 && receiptTimeoutMs >= 1)) {
    throw new AssertionError(
      `mailbox ${mailbox}: cutoffEveryMs must be >= 1000, pollEveryMs and receiptTimeoutMs >= 1`,
    );
  }
  return cutoffEveryMs + receiptTimeoutMs;
}

/**
 * How long the core waits for a receipt at all: longer than its middleware may try. A message that is sent again meanwhile goes in the
 * same file, which the partner knows by its number.
 */
export function keptMsOf(settings: FilesLine): number {
  return Math.max(2 * DAY_MS, 2 * TRIES * timeoutOf(settings));
}

/** Time enough for a file and its receipt, and for files that go astray. Without a receipt all of it is within `keptMsOf`. */
export function filesPolicy(policy: PartnerPolicy, line: FilesLine): PartnerPolicy {
  const timeoutMs = timeoutOf(line);
  return {
    ...policy,
    timeoutMs,
    giveUpAfterMs: Math.max(policy.giveUpAfterMs, TRIES * timeoutMs),
    repeatsKnownMs: Math.max(policy.repeatsKnownMs, (TRIES + 1) * timeoutMs),
  };
}
