/** One mock system by itself: the test plays the core, and sees what is sent and what is written down. */
import { CORE_SENDER, type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { CoreToPartner } from '#orchestrator/contracts/outbound';
import { Kernel } from '#sim/kernel';
import { trapRxErrors } from '#sim/rx/error-trap';
import type { MockContext, MockSystem } from '../mock-system.ts';

/** 2026-01-05T00:00:00Z, a Monday. */
export const MONDAY = 1_767_571_200_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export interface SystemBench<Mock> {
  readonly kernel: Kernel;
  readonly mock: Mock;
  readonly sent: Envelope[];
  /** Of each message sent, ms after the start. */
  readonly sentAfterMs: number[];
  /** `owner.event type key#n(a,b)`. */
  readonly log: string[];
  /** A command of the core, numbered anew each time. */
  tell<Kind extends CoreToPartner['kind']>(
    kind: Kind,
    key: number,
    a: number,
    b: number,
    body: Extract<CoreToPartner, { readonly kind: Kind }>['body'],
  ): void;
  /** Kind, key, a and b of what was sent of these kinds, or of all. */
  said(...kinds: readonly string[]): (readonly [kind: string, key: number, a: number, b: number])[];
}

export function systemBench<Mock extends MockSystem<unknown>>(
  make: (context: MockContext) => Mock,
): SystemBench<Mock> {
  const kernel = new Kernel({ start: MONDAY });
  trapRxErrors(kernel);
  const log: string[] = [];
  const mock = make({
    kernel,
    log: {
      business: (event, owner, type, key, n, a, b) =>
        log.push(`${owner}.${event} ${type} ${key}#${n}(${a},${b})`),
    },
  });
  const sent: Envelope[] = [];
  const sentAfterMs: number[] = [];
  mock.output.subscribe((message) => {
    sent.push(message);
    sentAfterMs.push(kernel.now - MONDAY);
  });
  let counter = 0;
  return {
    kernel,
    mock,
    sent,
    sentAfterMs,
    log,
    tell: (kind, key, a, b, body) => {
      counter += 1;
      // Not through `input`: there a throw comes late.
      mock.take(
        envelope(kind, 8, key, PARTNER, mock.partner, CORE_SENDER, counter, key, a, b, body as unknown),
      );
    },
    said: (...kinds) =>
      sent
        .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
        .map(({ kind, key, a, b }) => [kind, key, a, b] as const),
  };
}
