/** One mock system by itself: the test plays the core, and sees what is sent and what is written down. */
import { CORE_SENDER, type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { CoreToPartner } from '#orchestrator/contracts/partner-messages';
import { Kernel } from '#sim/kernel';
import { trapRxErrors } from '#sim/rx/error-trap';
import { linesInto } from '../bench.fixture.ts';
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
  /** Commands told so far; a bench restored from another's snapshot goes on with that one's number. */
  told: number;
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
    log: linesInto(log),
  });
  const sent: Envelope[] = [];
  const sentAfterMs: number[] = [];
  mock.output.subscribe((message) => {
    sent.push(message);
    sentAfterMs.push(kernel.now - MONDAY);
  });
  const bench: SystemBench<Mock> = {
    kernel,
    mock,
    sent,
    sentAfterMs,
    log,
    told: 0,
    tell: (kind, key, a, b, body) => {
      bench.told += 1;
      // Not through `input`: there a throw comes late.
      mock.take(
        envelope(kind, 8, key, PARTNER, mock.partner, CORE_SENDER, bench.told, key, a, b, body as unknown),
      );
    },
    said: (...kinds) =>
      sent
        .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
        .map(({ kind, key, a, b }) => [kind, key, a, b] as const),
  };
  return bench;
}

/** Where a run ended: its digest, and what was sent and logged in its second half. */
export interface End<Mock> {
  readonly digest: string;
  readonly sent: readonly Envelope[];
  readonly log: readonly string[];
  readonly mock: Mock;
}

/**
 * Ends of a run, and of copies that were made half-way: two, as a snapshot shares nothing with who took it, nor with who took it
 * over.
 */
export function endsOfCopies<Mock extends MockSystem<unknown>>(
  make: () => SystemBench<Mock>,
  before: (bench: SystemBench<Mock>) => void,
  after: (bench: SystemBench<Mock>) => void,
): { readonly whole: End<Mock>; readonly copies: readonly End<Mock>[] } {
  const whole = make();
  before(whole);
  const { told } = whole;
  const snapshot = whole.kernel.snapshot();
  const end = goOn(whole, after);
  const copies = [1, 2].map(() => {
    const copy = make();
    copy.kernel.restore(snapshot);
    copy.told = told;
    return goOn(copy, after);
  });
  return { whole: end, copies };
}

function goOn<Mock>(bench: SystemBench<Mock>, after: (bench: SystemBench<Mock>) => void): End<Mock> {
  const [sent, logged] = [bench.sent.length, bench.log.length];
  after(bench);
  bench.kernel.run();
  const { kernel, mock } = bench;
  return { digest: kernel.digest.hex(), sent: bench.sent.slice(sent), log: bench.log.slice(logged), mock };
}
