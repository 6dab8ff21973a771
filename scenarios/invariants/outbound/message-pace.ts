/**
 * When and in which order messages leave for partners, by what the core had heard of them and by what still waits in its lanes.
 *
 * 1. in-order: of what waits about one thing, what was said first is transmitted first; and while a message about it is in trouble, no
 *    other one is.
 * 2. bounded: a message is not sent again more often than it may fail; and one that its partner has answered with a Retry-After is not transmitted again before that is over. Where the core's
 *    clock is off, it is not held to that.
 * 3. Memory: an instant for each message that has been told to wait.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import { PARTNER_LANE } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { laneKey, OUTBOUND_MESSAGE } from '#orchestrator/middleware/inputs';
import type { LaneState } from '#orchestrator/middleware/lane-state';
import type { OutboundMessageState } from '#orchestrator/middleware/outbound-message-state';
import { DEFAULT_PARTNER_POLICY } from '#orchestrator/middleware/policy';
import { verdictOf } from '#orchestrator/middleware/status';
import { type CoreStates, violated } from './part.ts';

const LANE = PARTNER_LANE as ActorTypeNo;
const LETTER = OUTBOUND_MESSAGE as ActorTypeNo;
const { retriesMax } = DEFAULT_PARTNER_POLICY;

export class MessagePace {
  private readonly core: () => CoreStates;
  /** Until when each message is not to be sent again. */
  private waits = new Map<number, number>();

  constructor(core: () => CoreStates) {
    this.core = core;
  }

  /** It leaves for its partner now. */
  transmitted(message: Envelope, attempt: number, now: number): void {
    if (attempt === 1) this.inOrder(message);
    else {
      this.notTooOften(message, attempt);
      if (this.waits.size > 0) this.notTooSoon(message, attempt, now);
    }
  }

  /** The partner answers; what finds the core down is not heard. @param retryAfterMs null = it did not say */
  answered({ counter }: Envelope, status: number, retryAfterMs: number | null, now: number): void {
    if (status === THROTTLED && retryAfterMs !== null && this.core().isDown !== true)
      this.waits.set(counter, now + retryAfterMs);
    else if (this.waits.size > 0 && verdictOf(status) === 'done') this.waits.delete(counter);
  }

  /** What is over needs not be known any more. */
  daily(now: number): void {
    for (const [counter, until] of this.waits) if (until <= now) this.waits.delete(counter);
  }

  save(): ReadonlyMap<number, number> {
    return new Map(this.waits);
  }

  load(saved: ReadonlyMap<number, number>): void {
    this.waits = new Map(saved);
  }

  private inOrder({ kind, key, toKey, counter }: Envelope): void {
    const lane = this.core().state<LaneState>(LANE, laneKey(toKey, key));
    if (lane === undefined) return;
    const troubled = lane.troubled[key];
    if (troubled !== undefined)
      violated(
        'in-order',
        `${kind} ${counter} about ${key} leaves for partner ${toKey} while message ${troubled} about it is in trouble`,
      );
    for (const waiting of lane.staged[key] ?? [])
      if (waiting.counter < counter && waiting.message !== null)
        violated(
          'in-order',
          `${kind} ${counter} about ${key} leaves for partner ${toKey} before ${waiting.message.kind} ${waiting.counter}, which was said before it`,
        );
  }

  private notTooOften({ kind, key, toKey, counter }: Envelope, attempt: number): void {
    const failures = this.core().state<OutboundMessageState>(LETTER, counter)?.failures ?? 0;
    if (failures > retriesMax)
      violated(
        'bounded',
        `${kind} ${counter} about ${key}: attempt ${attempt} at partner ${toKey} after ${failures} failures, ${retriesMax} are allowed`,
      );
  }

  private notTooSoon({ kind, key, toKey, counter }: Envelope, attempt: number, now: number): void {
    const until = this.waits.get(counter);
    if (until === undefined) return;
    this.waits.delete(counter);
    // An answer that the core has not come to yet, or that came after another had been waited for in vain.
    if (this.core().state<OutboundMessageState>(LETTER, counter)?.lastStatus !== THROTTLED) return;
    if (now < until)
      violated(
        'bounded',
        `${kind} ${counter} about ${key}: attempt ${attempt} at partner ${toKey}, which does not want to be asked again for ${until - now} ms`,
      );
  }
}

/** As of HTTP. */
const THROTTLED = 429;
