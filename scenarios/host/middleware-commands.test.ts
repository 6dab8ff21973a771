/**
 * Gate, lane and outbound message of a partner, command by command: messages are sent, partners get better and worse, time passes, the core
 * crashes, people answer dead letters. The model is the simplest books: what was sent, and what each partner did.
 *
 * The stories of `middleware.test.ts` fix all of this before they begin; here each command comes upon what the last ones have left.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { GateState } from '#orchestrator/middleware/gate-state';
import { OUTBOUND_MESSAGE, PARTNER_GATE } from '#orchestrator/middleware/inputs';
import { DEAD_LETTER_ANSWERS, RESENDS_MAX } from '#orchestrator/middleware/outbound-message';
import type { PartnerPolicy } from '#orchestrator/middleware/policy';
import { PARTNER_A, PARTNER_B } from '#testing/core/host-contract-actors';
import { living, type MiddlewareRig, middlewareRig } from '#testing/core/middleware-rig';
import { runs } from '#testing/properties/properties';
import type { Fate } from '../twin/faults/fate.ts';

const PLATFORM = { workers: 2, stepLatencyMs: 7, storeLatencyMs: 3 };
const PARTNERS = [PARTNER_A, PARTNER_B] as const;
const KEYS = 4;
const EVENTS_MAX = 300_000;
const { resend, drop } = DEAD_LETTER_ANSWERS;

const POLICY: PartnerPolicy = {
  timeoutMs: 2_000,
  retriesMax: 2,
  giveUpAfterMs: 60_000,
  repeatsKnownMs: 90_000,
  taskEscalationMs: 86_400_000,
  backOff: { baseMs: 500, factor: 2, maxMs: 8_000, jitterPercent: 50 },
  rate: null,
  breaker: { failuresMin: 3, failurePercentMin: 50, windowMs: 30_000, openMs: 10_000, probes: 2 },
  batchEveryMs: null,
  jitterSalt: 3,
};

/** How a partner is until something else is said; null = well. */
type Health = Fate | null;

const health: fc.Arbitrary<Health> = fc.oneof(
  fc.constant(null),
  fc.constantFrom<Health>({ kind: 'lost' }, { kind: 'answerLost' }),
  fc.nat(5_000).map((afterMs): Health => ({ kind: 'duplicated', afterMs })),
  fc.nat(5_000).map((byMs): Health => ({ kind: 'delayed', byMs })),
  fc
    .record({ status: fc.constantFrom(429, 503, 422), retryAfterMs: fc.option(fc.nat(20_000)) })
    .map((rejected): Health => ({ kind: 'rejected', ...rejected })),
);

/** The books. */
interface Books {
  /** Messages that the actors were made to send. */
  expected: number;
  /** When the core is there again; it can't crash before. */
  upAt: number;
  /** By counter: tickets that a person has answered. */
  readonly answered: Map<number, number>;
  /** Dropped by a person: never to be done any more. */
  readonly dropped: Set<number>;
}

class Middleware {
  readonly health = new Map<number, Health>();
  readonly rig: MiddlewareRig;

  constructor(rate: PartnerPolicy['rate']) {
    const faults = (message: { readonly toKey: number }): Health => this.health.get(message.toKey) ?? null;
    this.rig = middlewareRig({ policy: { ...POLICY, rate }, platform: PLATFORM, faults });
    for (let key = 1; key <= KEYS; key++) this.rig.say('open', key, 0, 0);
    this.rig.kernel.run();
  }

  /** Tickets that nobody has answered yet, by the counter of their message. */
  open({ answered }: Books): number[] {
    const times = new Map<number, number>();
    for (const counter of this.rig.tickets) times.set(counter, (times.get(counter) ?? 0) + 1);
    return [...times]
      .filter(([counter, count]) => count > (answered.get(counter) ?? 0))
      .map(([counter]) => counter);
  }
}

type Command = fc.Command<Books, Middleware>;
const command = (says: string, check: (books: Readonly<Books>) => boolean, run: Command['run']): Command => ({
  check,
  run: (books, real) => {
    run(books, real);
    judge(books, real);
  },
  toString: () => says,
});
const always = (): boolean => true;

const send = fc
  .record({ kind: fc.constantFrom('sendTwice', 'sendB'), key: fc.integer({ min: 1, max: KEYS }) })
  .map(({ kind, key }) =>
    command(`${kind}(${key})`, always, (books, { rig }) => {
      rig.say(kind, key, 2 * books.expected, 0);
      books.expected += kind === 'sendTwice' ? 2 : 1;
    }),
  );
const becomes = fc.record({ partner: fc.constantFrom(...PARTNERS), health }).map(({ partner, health: now }) =>
  command(`partner ${partner} is ${JSON.stringify(now)}`, always, (_books, real) => {
    real.health.set(partner, now);
  }),
);
const wait = fc.oneof(fc.nat(1_000), fc.nat(60_000)).map((ms) =>
  command(`wait(${ms} ms)`, always, (_books, { rig }) => {
    rig.kernel.run({ until: rig.kernel.now + ms, events: EVENTS_MAX });
  }),
);
const crash = fc.nat(10_000).map((forMs) =>
  command(`crash(${forMs} ms)`, always, (books, { rig }) => {
    const { now } = rig.kernel;
    if (now < books.upAt) return;
    rig.crash(0, forMs);
    books.upAt = now + forMs + 1;
  }),
);
const answer = fc.constantFrom(resend, drop).map((how) =>
  command(
    how === resend ? 'a person sends a dead letter again' : 'a person drops a dead letter',
    always,
    (books, real) => {
      const [counter] = real.open(books);
      // Nobody gets through to a core that is down.
      if (counter !== undefined && real.rig.kernel.now >= books.upAt) answerTicket(books, real, counter, how);
    },
  ),
);

function answerTicket(books: Books, { rig }: Middleware, counter: number, how: number): void {
  const no = (books.answered.get(counter) ?? 0) + 1;
  // Sent again often enough, it can only be dropped.
  const choice = no > RESENDS_MAX ? drop : how;
  rig.host.answerTask(OUTBOUND_MESSAGE as ActorTypeNo, counter, no, choice, 'tester');
  books.answered.set(counter, no);
  if (choice === drop) books.dropped.add(counter);
}

/** Holds after every command. */
function judge(_books: Books, { rig }: Middleware): void {
  rig.done().forEach((done, i) => {
    const counters = done.map(({ counter }) => counter);
    expect(new Set(counters).size).toBe(counters.length);
    for (const { toKey } of done) expect(toKey).toBe(PARTNERS[i]);
    const sent = new Set(rig.sent.map(({ message }) => message.counter));
    for (const counter of counters) expect(sent.has(counter)).toBe(true);
    // What was given up and sent again comes after what came after it.
    const ticketed = new Set(rig.tickets);
    for (let key = 1; key <= KEYS; key++) {
      const ofKey = done.filter((each) => each.key === key && !ticketed.has(each.counter));
      const inOrder = ofKey.map(({ counter }) => counter);
      expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other));
    }
  });
  for (const partner of PARTNERS) {
    const gate = rig.host.state<GateState>(PARTNER_GATE as ActorTypeNo, partner);
    expect(gate?.probesOut ?? 0).toBeLessThanOrEqual(POLICY.breaker.probes);
  }
}

/** All is well again, and people send what is dead once more: everything is done, once, that nobody has dropped. */
function heal(books: Books, real: Middleware): void {
  const { rig } = real;
  for (const partner of PARTNERS) real.health.set(partner, null);
  for (let round = 0; round <= RESENDS_MAX + 1; round++) {
    expect(rig.kernel.run({ events: EVENTS_MAX })).toBe('empty');
    judge(books, real);
    const open = real.open(books);
    if (open.length === 0) break;
    for (const counter of open) answerTicket(books, real, counter, resend);
  }
  const done = new Set(rig.done().flatMap((each) => each.map(({ counter }) => counter)));
  const sent = new Set(rig.sent.map(({ message }) => message.counter));
  expect(sent.size).toBe(books.expected);
  for (const counter of sent) expect(done.has(counter) || books.dropped.has(counter)).toBe(true);
  expect(living(rig)).toEqual([]);
  expect(rig.host.keptMessages).toBe(0);
  for (const partner of PARTNERS) {
    const gate = rig.host.state<GateState>(PARTNER_GATE as ActorTypeNo, partner);
    expect(gate?.asks ?? []).toEqual([]);
    expect(gate?.probesOut ?? 0).toBe(0);
  }
}

function reachedIn({ upAt, answered, dropped }: Books, { rig }: Middleware): string[] {
  const opened = PARTNERS.some(
    (partner) => (rig.host.state<GateState>(PARTNER_GATE as ActorTypeNo, partner)?.openings ?? 0) > 0,
  );
  return [
    ...(opened ? ['breaker opened'] : []),
    ...(upAt > 0 ? ['crashed'] : []),
    ...(rig.tickets.length > 0 ? ['dead letter'] : []),
    ...(dropped.size > 0 ? ['dropped'] : []),
    ...([...answered.keys()].some((counter) => !dropped.has(counter)) ? ['sent again'] : []),
  ];
}

test('whatever happens between core and partners, each message is done once, or dropped by a person', () => {
  const commands = fc.commands<Books, Middleware>(
    [send, send, send, becomes, becomes, wait, wait, crash, answer],
    {
      maxCommands: 40,
    },
  );
  const rate = fc.constantFrom(null, { perSecond: 2, burst: 40 });
  const reached = new Set<string>();
  fc.assert(
    fc.property(commands, rate, (list, limit) => {
      const books: Books = { expected: 0, upAt: 0, answered: new Map(), dropped: new Set() };
      const real = new Middleware(limit);
      fc.modelRun(() => ({ model: books, real }), list);
      heal(books, real);
      for (const each of reachedIn(books, real)) reached.add(each);
    }),
    { numRuns: runs(60) },
  );
  // Commands that never come to these would show nothing.
  expect([...reached].sort()).toEqual(['breaker opened', 'crashed', 'dead letter', 'dropped', 'sent again']);
});
