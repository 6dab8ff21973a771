/**
 * What one party may still ask of a gateway: a bucket of tokens, places for requests that are served, and a quota of the day.
 *
 * 1. Over any stretch of W ms at most `perSecond * W / 1000 + burst` requests pass; one message of more requests than the burst
 *    passes a full bucket, and leaves it in debt.
 * 2. A day begins at midnight UTC.
 * 3. Integer arithmetic: tokens are counted in thousandths.
 */
import type { RateLimit } from '#orchestrator/middleware/policy';
import type { GatewayLimits } from '../../world/gateway-settings.ts';

const DAY_MS = 86_400_000;

export interface SavedAllowance {
  readonly tokensMilli: number;
  readonly refilledAt: number;
  readonly ends: readonly number[];
  readonly day: number;
  readonly used: number;
}

export class Allowance {
  private readonly limits: GatewayLimits;
  private tokensMilli: number;
  private refilledAt = 0;
  /** When the requests that are being served will have been. */
  private ends: number[] = [];
  private day = 0;
  /** Requests of the day. */
  private used = 0;

  constructor(limits: GatewayLimits) {
    this.limits = limits;
    this.tokensMilli = 1000 * (limits.rate?.burst ?? 0);
  }

  /** ms until so many requests would pass; 0 = they pass now. Cost: the places there are. */
  waitMs(requests: number, now: number): number {
    const { rate, concurrent, perDay } = this.limits;
    let waitMs = 0;
    if (perDay !== null && this.usedOn(now) > 0 && this.used + requests > perDay)
      waitMs = DAY_MS - (now % DAY_MS);
    if (rate !== null) waitMs = Math.max(waitMs, this.untilTokens(rate, requests, now));
    if (concurrent !== null) waitMs = Math.max(waitMs, this.untilPlace(concurrent, now));
    return waitMs;
  }

  /** They pass. */
  take(requests: number, now: number): void {
    const { rate, concurrent, serviceMs } = this.limits;
    if (rate !== null) this.tokensMilli -= 1000 * requests;
    if (concurrent !== null) this.ends.push(now + requests * serviceMs);
    this.used = this.usedOn(now) + requests;
  }

  save(): SavedAllowance {
    const { tokensMilli, refilledAt, ends, day, used } = this;
    return { tokensMilli, refilledAt, ends: ends.slice(), day, used };
  }

  load({ tokensMilli, refilledAt, ends, day, used }: SavedAllowance): void {
    this.tokensMilli = tokensMilli;
    this.refilledAt = refilledAt;
    this.ends = ends.slice();
    this.day = day;
    this.used = used;
  }

  private usedOn(now: number): number {
    const day = Math.floor(now / DAY_MS);
    if (day !== this.day) {
      this.day = day;
      this.used = 0;
    }
    return this.used;
  }

  private untilTokens({ perSecond, burst }: RateLimit, requests: number, now: number): number {
    // A token a second is a thousandth of it a millisecond.
    this.tokensMilli = Math.min(1000 * burst, this.tokensMilli + (now - this.refilledAt) * perSecond);
    this.refilledAt = now;
    const neededMilli = 1000 * Math.min(requests, burst);
    return Math.max(0, Math.ceil((neededMilli - this.tokensMilli) / perSecond));
  }

  private untilPlace(most: number, now: number): number {
    let kept = 0;
    let first = Infinity;
    for (const end of this.ends) {
      if (end <= now) continue;
      this.ends[kept] = end;
      kept += 1;
      if (end < first) first = end;
    }
    this.ends.length = kept;
    return kept < most ? 0 : first - now;
  }
}
