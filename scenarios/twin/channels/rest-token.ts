/**
 * The core's token for a carrier's web API: it is good until it expires by the carrier's clock, and is refreshed when a call was
 * answered 401.
 *
 * 1. At most one refresh is in flight; calls that were answered 401 meanwhile wait for it, and are sent again once.
 * 2. A call that is answered 401 with the fresh token as well has failed: the middleware goes on from there.
 * 3. State is plain data: the token, and the calls that wait.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';

/** A call that was made with some token. */
export interface TokenCall {
  readonly message: Envelope;
  readonly attempt: number;
  readonly token: string;
  /** It has been sent again with a fresh one. */
  readonly again: boolean;
}

export interface TokenTally {
  refreshes: number;
  /** Calls answered 401, since the token had expired, or looked as if it had. */
  expired: number;
  /** Calls answered 401 with a fresh token, too. */
  failed: number;
}

export interface SavedToken {
  readonly token: string;
  readonly refreshing: boolean;
  readonly waiting: readonly TokenCall[];
  readonly tally: TokenTally;
}

export type Verdict401 = 'send again' | 'refresh' | 'wait' | 'failed';

export class RestToken {
  /** '' = there is none yet. */
  token = '';
  tally: TokenTally = { refreshes: 0, expired: 0, failed: 0 };
  private refreshing = false;
  private waiting: TokenCall[] = [];

  /** A call was answered 401. */
  refused(call: TokenCall): Verdict401 {
    this.tally.expired += 1;
    if (call.again) {
      this.tally.failed += 1;
      return 'failed';
    }
    if (call.token !== this.token && !this.refreshing) return 'send again';
    this.waiting.push(call);
    if (this.refreshing) return 'wait';
    this.refreshing = true;
    this.tally.refreshes += 1;
    return 'refresh';
  }

  /** @returns the calls that have waited for it, in their order */
  refreshed(token: string): readonly TokenCall[] {
    this.token = token;
    this.refreshing = false;
    return this.waiting.splice(0);
  }

  save(): SavedToken {
    const { token, refreshing, waiting, tally } = this;
    return { token, refreshing, waiting: waiting.slice(), tally: { ...tally } };
  }

  load({ token, refreshing, waiting, tally }: SavedToken): void {
    this.token = token;
    this.refreshing = refreshing;
    this.waiting = waiting.slice();
    this.tally = { ...tally };
  }
}

const PREFIX = 'until-';

/** What the carrier issues. */
export function tokenUntil(expiresAt: number): string {
  return `${PREFIX}${expiresAt}`;
}

/** As the carrier judges by its clock. */
export function hasExpired(token: string, now: number): boolean {
  const expiresAt = token.startsWith(PREFIX) ? Number(token.slice(PREFIX.length)) : Number.NaN;
  return !(now < expiresAt);
}
