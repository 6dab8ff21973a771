/** Ways between a core and a partner that both write down what they get, with people and a line that do as a test says. */
import { CORE_SENDER, type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { TaskForPerson } from '#orchestrator/contracts/tasks';
import { Kernel } from '#sim/kernel';
import type { Way } from '../../world/phase-settings.ts';
import { HandWork } from './hand-work.ts';
import { Ways } from './ways.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const LATENCY_MS = 1_000;
const TIMEOUT_MS = 30_000;
const FOUND_AFTER_MS = 5 * HOUR_MS;
/** Actor types. */
const SENDER = 9;
const TAKER = 14;
export const PARTNER_NO = 1;

export const KINDS = {
  direct: 'requestRating',
  file: 'reserveStock',
  hand: 'offerTender',
  never: 'reportSlaRisk',
};

export const WAYS: ReadonlyMap<string, Way> = new Map<string, Way>([
  [KINDS.file, { kind: 'file', everyMs: HOUR_MS }],
  [KINDS.hand, { kind: 'by-hand', role: 'desk' }],
  [KINDS.never, { kind: 'never' }],
]);

export interface Got {
  readonly at: number;
  readonly key: number;
  readonly counter: number;
}

export interface Line {
  /** What a person answers, and after how long; null = the task is forgotten. */
  readonly person?: (
    task: TaskForPerson,
    key: number,
  ) => { readonly afterMs: number; readonly answer: number } | null;
  /** What becomes of a transmission. */
  readonly fate?: (counter: number, attempt: number) => 'taken' | 'lost' | 'answerLost' | 'busy';
  readonly coreIsDown?: (now: number) => boolean;
}

export interface WaysRig {
  readonly kernel: Kernel;
  readonly ways: Ways;
  readonly hand: HandWork;
  /** What the partner and the core have got, each message once; and what the core was told of its transmissions. */
  readonly got: { readonly partner: Got[]; readonly core: Got[]; readonly acknowledged: Got[] };
  sends(
    at: number,
    from: 'core' | 'partner',
    kind: string,
    key: number,
    counter: number,
    attempt?: number,
  ): void;
}

export function waysRig({ person, fate, coreIsDown }: Line = {}, table = WAYS): WaysRig {
  const kernel = new Kernel({ start: 0 });
  const got = { partner: [] as Got[], core: [] as Got[], acknowledged: [] as Got[] };
  const tell = (list: Got[], { key, counter }: Envelope): void => {
    list.push({ at: kernel.now, key, counter });
  };
  kernel.component('got', {
    save: () => ({
      partner: got.partner.slice(),
      core: got.core.slice(),
      acknowledged: got.acknowledged.slice(),
    }),
    load: (saved) => {
      for (const name of ['partner', 'core', 'acknowledged'] as const)
        got[name].splice(0, Infinity, ...(saved as typeof got)[name]);
    },
  });
  const answers = kernel.handler('test.answer', (ref, no, answer) =>
    hand.answered(ref, no, answer as number, 'desk'),
  );
  const hand: HandWork = new HandWork({
    kernel,
    foundAfterMs: FOUND_AFTER_MS,
    give: (_type, key, task, ref) => {
      const done = person === undefined ? { afterMs: 10 * MINUTE_MS, answer: 0 } : person(task, key);
      if (done === null) return false;
      kernel.schedule(answers, kernel.now + done.afterMs, ref, task.no, done.answer);
      return true;
    },
    given: () => {},
    answered: () => {},
  });
  const ways = new Ways({
    kernel,
    ways: table,
    hand,
    latencyMs: LATENCY_MS,
    typeOf: () => TAKER,
    timeoutMs: () => TIMEOUT_MS,
  });
  const answered = kernel.handler('test.answered', (status, attempt, message) =>
    ways.acknowledge(message as Envelope, attempt, status, null),
  );
  ways.between(
    {
      receive: (message) => {
        if (coreIsDown?.(kernel.now)) return 'refused';
        tell(got.core, message);
        return 'taken';
      },
      acknowledge: (message) => tell(got.acknowledged, message),
    },
    {
      transmit: (message, attempt) => {
        const befalls = fate?.(message.counter, attempt) ?? 'taken';
        if (befalls === 'taken' || befalls === 'answerLost') {
          if (!got.partner.some(({ counter }) => counter === message.counter)) tell(got.partner, message);
        }
        const status = befalls === 'busy' ? 503 : 200;
        if (befalls === 'taken' || befalls === 'busy')
          kernel.schedule(answered, kernel.now + LATENCY_MS, status, attempt, message);
      },
    },
  );
  const fromCore = kernel.handler('test.fromCore', (attempt, _b, message) =>
    ways.transmit(message as Envelope, attempt, 'shipment'),
  );
  const fromPartner = kernel.handler('test.fromPartner', (_a, _b, message) => {
    ways.receive(message as Envelope);
  });
  return {
    kernel,
    ways,
    hand,
    got,
    sends: (at, from, kind, key, counter, attempt = 1) => {
      if (from === 'core')
        kernel.schedule(
          fromCore,
          at,
          attempt,
          0,
          envelope(kind, SENDER, key, PARTNER, PARTNER_NO, CORE_SENDER, counter, key, 1, 2, null),
        );
      else
        kernel.schedule(
          fromPartner,
          at,
          0,
          0,
          envelope(kind, PARTNER, PARTNER_NO, 0, 0, PARTNER_NO, counter, key, 1, 2, null),
        );
    },
  };
}
