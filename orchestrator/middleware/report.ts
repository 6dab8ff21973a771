/** What a lane or a message in trouble tells its partner's gate of an attempt that did not simply succeed. */
import type { Out } from '../core/out.ts';
import type { Instant } from '../model/instant.ts';
import { PARTNER_GATE } from './inputs.ts';
import type { PartnerPolicy } from './policy.ts';
import type { Verdict } from './status.ts';

export interface Attempt {
  readonly partner: number;
  readonly verdict: Verdict;
  readonly retryAfterMs: number | null;
  readonly probe: boolean;
  /** Acknowledgements since the last report. */
  readonly answers: number;
}

export function reportAttempt(policy: PartnerPolicy, attempt: Attempt, now: Instant, out: Out): void {
  const { partner, verdict, retryAfterMs, answers } = attempt;
  const probe = attempt.probe ? 1 : 0;
  switch (verdict) {
    case 'failed':
      out.tell(PARTNER_GATE, partner, 'attemptFailed', probe, answers, null);
      return;
    case 'throttled':
      // Without Retry-After: as long as the first back-off, for all messages of the partner.
      out.tell(
        PARTNER_GATE,
        partner,
        'attemptThrottled',
        now + (retryAfterMs ?? policy.backOff.baseMs),
        probe,
        null,
      );
      return;
    case 'done':
    case 'refused':
      // Who refuses answers: the partner is up.
      if (attempt.probe) out.tell(PARTNER_GATE, partner, 'probePassed', 0, 0, null);
  }
}
