/** What a run must come through alike, or at all: a core that blinks, and links that lose and repeat. */
import { keyedHash } from '#orchestrator/middleware/jitter';
import type { FaultPlan } from '#scenarios/twin/faults/fate';
import type { OutboundTwin } from '#scenarios/twin/outbound-twin';
import type { MessageHit } from '#scenarios/world/fault-settings';

/** Of all messages and answers 4 % are lost each, and 2 % of messages come twice. */
export const LOSSY_LINKS: FaultPlan = ({ counter }, attempt) => {
  const percent = (keyedHash(7, counter, attempt) >>> 0) % 100;
  if (percent < 4) return { kind: 'lost' };
  if (percent < 8) return { kind: 'answerLost' };
  return percent < 10 ? { kind: 'duplicated', afterMs: 90_000 } : null;
};

/**
 * Runs to its `steps`th step; at every `every`th on the way the core dies and is back at the same instant.
 * @returns how often
 */
export function runBlinking(twin: OutboundTwin, steps: number, every: number): number {
  let blinks = 0;
  for (let n = 97; n < steps; n += every) {
    while (twin.host.steps < n && twin.run({ events: 1 }) === 'events');
    twin.host.crash();
    twin.host.restart();
    blinks += 1;
  }
  return blinks;
}

/** What befalls every message of a kind, whatever it is about: so many transmissions of each. */
export interface LateKind {
  readonly kind: MessageHit['kind'];
  /** Which, of the core or of a partner. */
  readonly message: string;
  readonly transmissions: number;
  /** How much later, ms; null where the kind of fault has none. */
  readonly byMs: number | null;
}

export function hitsOfKind(
  partners: readonly number[],
  { kind, message, transmissions, byMs }: LateKind,
): MessageHit[] {
  const any = { key: null, a: null, b: null, fromAt: 0, untilAt: Number.MAX_SAFE_INTEGER };
  return partners.flatMap((partner) =>
    Array.from({ length: transmissions }, (_, i) => ({
      ...any,
      kind,
      partner,
      message,
      attempt: i + 1,
      byMs,
    })),
  );
}
