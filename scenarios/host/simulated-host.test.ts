/**
 * The simulated host keeps the host contract: as a run that stops at a throw and copies nothing, and as a host that
 * parks; on a platform without latency, with one worker and with several.
 */
import { describe, expect, test } from 'vitest';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { OUTBOUND_MESSAGE } from '#orchestrator/middleware/inputs';
import { middlewareActors } from '#orchestrator/middleware/middleware';
import { DEFAULT_PARTNER_POLICY } from '#orchestrator/middleware/policy';
import { Kernel } from '#sim/kernel';
import { fromPartner, type HostTraits, type HostUnderTest, hostContract } from '#testing/core/host-contract';
import {
  CASE,
  CONTRACT_ACTORS,
  COUNTER,
  COUNTER_KINDS,
  type CounterState,
  LEDGER,
} from '#testing/core/host-contract-actors';
import {
  type Fate,
  type MiddlewareUnderTest,
  middlewareContract,
} from '#testing/core/host-contract-middleware';
import { nullRecorder } from '../recording/recorder.ts';
import type { HostOptions } from './host-options.ts';
import type { PartnerPort, PlatformModel } from './ports.ts';
import { SimulatedHost } from './simulated-host.ts';

const ACTORS = [...CONTRACT_ACTORS, ...middlewareActors(() => DEFAULT_PARTNER_POLICY)];

const INSTANTANEOUS: PlatformModel = { workers: 0, stepLatencyMs: 0, storeLatencyMs: 0 };
const ONE_WORKER: PlatformModel = { workers: 1, stepLatencyMs: 2, storeLatencyMs: 3 };
const MANY_WORKERS: PlatformModel = { workers: 4, stepLatencyMs: 5, storeLatencyMs: 0 };

interface Rig extends MiddlewareUnderTest {
  readonly kernel: Kernel;
  readonly host: SimulatedHost;
}

function rig(platform: PlatformModel, onThrow: HostOptions['onThrow'], actors = ACTORS): Rig {
  const kernel = new Kernel({ start: 1_767_600_000_000 });
  const wire = new TestWire(kernel);
  const events: string[] = [];
  const tasks: string[] = [];
  const host: SimulatedHost = new SimulatedHost({
    kernel,
    actors,
    routes: new Map(COUNTER_KINDS.map((kind) => [kind, COUNTER as ActorTypeNo])),
    exceptionType: CASE as ActorTypeNo,
    partners: wire,
    decide: (ask) => ({
      chosen: ask.options.length - 1,
      policy: `views:${ask.views[0]?.version}`,
      mode: 'active',
      removed: 0,
      score: null,
      confidence: null,
      propensity: null,
      fallback: null,
      latencyMs: 250,
    }),
    recorder: {
      ...nullRecorder,
      business: (
        _time: number,
        event: string,
        _owner: string,
        _type: string,
        _key: number,
        n: number,
        a: number,
        b: number,
      ) => events.push(`${event}#${n}(${a},${b})`),
      task: (
        _now: number,
        role: string,
        type: string,
        key: number,
        kind: string,
        _dueAt: number | null,
        state: string,
      ) => {
        if (state === 'open') tasks.push(`${role}: ${kind} of ${type} ${key}`);
      },
    },
    platform,
    currency: 'USD',
    claimsHorizonMs: 90 * 86_400_000,
    handoverRetryMs: 60_000,
    onThrow,
  });
  wire.host = host;
  return {
    kernel,
    host,
    receive: (message) => host.receive(message),
    work: async (ms) => {
      kernel.run({ until: kernel.now + ms });
    },
    state: (type, key) => host.state(type, key),
    taken: () => wire.taken,
    events: () => events,
    tickets: () => host.tickets.map((ticket) => ticket.error),
    tasks: () => tasks,
    answer: (type, key, no, answer) => host.answerTask(type, key, no, answer, 'planner'),
    setLink: (partner, up) => {
      if (up) wire.down.delete(partner);
      else wire.down.add(partner);
    },
    setFate: (fate) => {
      wire.fate = fate;
    },
    crash: () => host.crash(),
    restart: () => host.restart(),
  };
}

/** A wire without latency, to partners that take everything once. */
class TestWire implements PartnerPort {
  host: SimulatedHost | null = null;
  readonly taken: Envelope[] = [];
  readonly down = new Set<number>();
  fate: Fate = () => 'delivered';
  private readonly kernel: Kernel;
  private readonly onAnswer: number;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.onAnswer = kernel.handler('test.answer', (status, attempt, message) =>
      this.host!.acknowledge(message as Envelope, attempt, status, null),
    );
  }

  transmit(message: Envelope, attempt: number): void {
    const fate = this.fate(message, attempt);
    if (this.down.has(message.toKey) || fate === 'lost') return;
    const repeated = this.taken.some(({ counter }) => counter === message.counter);
    if (typeof fate !== 'number' && !repeated) this.taken.push(message);
    if (fate === 'answerLost') return;
    const status = typeof fate === 'number' ? fate : repeated ? 409 : 200;
    this.kernel.schedule(this.onAnswer, this.kernel.now, status, attempt, message);
  }
}

const STOPS: HostTraits = { onThrow: 'stop' };
const PARKS: HostTraits = { onThrow: 'park' };

for (const [words, platform] of [
  ['instantaneous', INSTANTANEOUS],
  ['one worker', ONE_WORKER],
  ['many workers', MANY_WORKERS],
] as const) {
  hostContract(`simulated, ${words}, stops`, STOPS, () => stopsInReceive(rig(platform, 'stop')));
  hostContract(`simulated, ${words}, parks`, PARKS, () => rig(platform, 'park'));
  middlewareContract(`${words}, stops`, () => rig(platform, 'stop'));
  middlewareContract(`${words}, parks`, () => rig(platform, 'park'));
}

/** Kinds whose step throws. */
const FAILING = new Set(['failAfterEffects', 'postNothing', 'nobodyTakesThis']);

/** In a run a partner's message comes by calendar, so a throw in its step stops the run: put it there. */
function stopsInReceive(under: Rig): HostUnderTest {
  const arrive = under.kernel.handler('test.arrive', (_a, _b, message) =>
    under.host.receive(message as Envelope),
  );
  return {
    ...under,
    receive: (message) => {
      if (!FAILING.has(message.kind)) return under.host.receive(message);
      under.kernel.schedule(arrive, under.kernel.now, 0, 0, message);
      return 'taken';
    },
  };
}

describe('platform model', () => {
  test('one worker steps one input at a time: the n-th of n commits after n latencies', () => {
    const { kernel, host, taken } = rig(ONE_WORKER, 'stop');
    const at: number[] = [];
    for (let key = 1; key <= 4; key++) host.receive(fromPartner('open', key));
    for (let key = 1; key <= 4; key++) host.receive(fromPartner('sendB', key, key));
    expect(host.backlog).toBe(7);
    const start = kernel.now;
    while (kernel.step()) if (taken().length > at.length) at.push(kernel.now - start);
    // Four to open, four to send; then the lanes step, each of which came while others were still waiting.
    expect(at).toEqual([45, 50, 55, 60]);
    expect(host.waitedMsMax).toBe(35);
  });

  test('many workers step different actors side by side, and one actor one input at a time', () => {
    const { kernel, host } = rig(MANY_WORKERS, 'stop');
    for (let key = 1; key <= 4; key++) host.receive(fromPartner('open', key));
    for (let i = 1; i <= 3; i++) host.receive(fromPartner('append', 1, i));
    const start = kernel.now;
    kernel.run();
    expect(kernel.now - start).toBe(20);
    expect(host.state<{ digits: number }>(COUNTER as ActorTypeNo, 1)?.digits).toBe(123);
  });

  test.each([
    ['instantaneous', INSTANTANEOUS],
    ['one worker', ONE_WORKER],
    ['many workers', MANY_WORKERS],
  ])('stepping on copies changes no digest: %s', (_words, platform) => {
    const [stops, parks] = (['stop', 'park'] as const).map((onThrow) => {
      const { kernel, host } = rig(platform, onThrow);
      send(kernel, host, ['open', 'add', 'tellTwice', 'setTimer', 'askBest', 'report', 'sendTwice']);
      kernel.run();
      return [kernel.digest.hex(), host.books.businessDigest.hex(), host.outcomeDigest()];
    });
    expect(parks).toEqual(stops);
  });
});

/** Sends these to actor 1, one a ms. */
function send(kernel: Kernel, host: SimulatedHost, kinds: readonly string[]): void {
  const arrive = kernel.handler('test.arrive', (_a, _b, message) => host.receive(message as Envelope));
  kinds.forEach((kind, i) => {
    kernel.schedule(arrive, kernel.now + i, 0, 0, { ...fromPartner(kind, 1, 500), counter: i + 1 });
  });
}

describe('crash', () => {
  const kinds = ['open', 'add', 'report', 'tellTwice', 'sendTwice', 'report', 'setTimer'];

  test.each(Array.from({ length: 60 }, (_, ms) => ms))(
    'without an outage, %i ms into the run, is no crash: the business digest is equal',
    (afterMs) => {
      const [quiet, crashed] = [false, true].map((crashes) => {
        const { kernel, host } = rig(ONE_WORKER, 'stop');
        send(kernel, host, kinds);
        kernel.run({ until: kernel.now + afterMs });
        if (crashes) {
          host.crash();
          host.restart();
        }
        kernel.run();
        return [host.books.businessDigest.hex(), host.outcomeDigest()];
      });
      expect(crashed).toEqual(quiet);
    },
  );
});

test.each([
  ['cancelTimer', 0],
  ['setTimer', 1],
  ['close', undefined],
] as const)('a timer that rings while %s is under way is withdrawn when it commits', (kind, rings) => {
  const under = rig(ONE_WORKER, 'park');
  const start = under.kernel.now;
  under.host.receive(fromPartner('open', 1));
  under.host.receive(fromPartner('setTimer', 1, 30));
  // Set when it commits, at 10; rings at 40.
  under.kernel.run({ until: start + 37 });
  under.host.receive(fromPartner(kind, 1, 5000));
  under.kernel.run({ until: start + 41 });
  expect(under.host.backlog).toBe(1);
  under.kernel.run();
  expect(under.host.state<CounterState>(COUNTER as ActorTypeNo, 1)?.rings).toBe(rings);
  expect(under.host.state(CASE as ActorTypeNo, 1)).toBeUndefined();
});

test('after an outage lost work starts again in the order in which it had started', () => {
  const under = rig(MANY_WORKERS, 'park');
  for (const key of [1, 2, 3]) under.host.receive(fromPartner('open', key));
  under.kernel.run();
  for (const key of [1, 2, 3]) under.host.receive(fromPartner('sendB', key, key));
  under.kernel.run({ until: under.kernel.now + 2 });
  under.host.crash();
  under.kernel.run({ until: under.kernel.now + 100 });
  under.host.restart();
  under.kernel.run();
  expect(under.taken().map(({ key }) => key)).toEqual([1, 2, 3]);
});

describe('upgrade', () => {
  test('states are migrated, and timers stay with their actor when a version adds one', () => {
    const before = rig(ONE_WORKER, 'stop');
    for (const key of [1, 2]) {
      before.host.receive(fromPartner('open', key));
      before.host.receive(fromPartner('add', key, 10 * key));
      before.host.receive(fromPartner('setTimer', key, 1000));
    }
    before.kernel.run({ until: before.kernel.now + 100 });
    const [counter, ...others] = ACTORS;
    const next = {
      ...counter!,
      version: 2,
      timers: ['alarm', 'second'],
      migrate: (old: unknown, from: number) => ({
        ...(old as CounterState),
        count: (old as CounterState).count + from,
      }),
    };
    const after = rig(ONE_WORKER, 'stop', [next, ...others]);
    after.kernel.restore(structuredClone(before.kernel.snapshot()));
    after.host.receive(fromPartner('cancelTimer', 2));
    after.kernel.run();
    const states = [1, 2].map((key) => after.host.state<CounterState>(COUNTER as ActorTypeNo, key)!);
    expect(states.map(({ count, rings }) => [count, rings])).toEqual([
      [11, 1],
      [21, 0],
    ]);
  });
});

describe('a copy', () => {
  /** Both go on with the same; what they come to must be equal. */
  function goOn(original: Rig, work: (under: Rig) => void): void {
    const copy = rig(ONE_WORKER, 'park');
    copy.kernel.restore(structuredClone(original.kernel.snapshot()));
    const seen = [original, copy].map((under) => {
      const before = under.taken().length;
      work(under);
      under.kernel.run();
      return [
        under.kernel.digest.hex(),
        under.host.books.businessDigest.hex(),
        under.host.outcomeDigest(),
        under.tickets(),
        under.taken().slice(before),
        under.host.keptMessages,
        under.host.backlog,
      ];
    });
    expect(seen[1]).toEqual(seen[0]);
  }

  function opened(): Rig {
    const under = rig(ONE_WORKER, 'park');
    under.host.receive(fromPartner('open', 1));
    under.kernel.run();
    return under;
  }

  test('knows a message that came before it', () => {
    const under = opened();
    const add = fromPartner('add', 1, 5);
    under.host.receive(add);
    goOn(under, ({ host }) => expect(host.receive(add)).toBe('repeat'));
    expect(under.host.state<CounterState>(COUNTER as ActorTypeNo, 1)?.count).toBe(5);
  });

  test('keeps what a partner has not taken, and sends it again at the same time', () => {
    const under = opened();
    under.setLink(2, false);
    under.host.receive(fromPartner('sendTwice', 1, 3));
    // The first is in trouble by now, and waits for its retry.
    under.kernel.run({ until: under.kernel.now + 30_100 });
    expect(under.host.keptMessages).toBe(2);
    expect(under.host.living(OUTBOUND_MESSAGE as ActorTypeNo)).toHaveLength(1);
    const more = fromPartner('sendTwice', 1, 7);
    goOn(under, (each) => {
      each.host.receive(more);
      each.kernel.run({ until: each.kernel.now + 20 });
      expect(each.host.keptMessages).toBe(4);
      each.setLink(2, true);
    });
    expect(under.taken()).toHaveLength(4);
  });

  test('has the tickets there are, and numbers the next one after them', () => {
    const under = opened();
    under.host.receive(fromPartner('failAfterEffects', 1, 1));
    under.kernel.run();
    const next = fromPartner('failAfterEffects', 1, 1);
    goOn(under, ({ host }) => host.receive(next));
    expect(under.host.tickets.map(({ no }) => no)).toEqual([1, 2]);
  });

  test('made while the core is down is down, with its lost work in order', () => {
    const under = opened();
    for (const digit of [1, 2, 3]) under.host.receive(fromPartner('append', 1, digit));
    under.host.receive(fromPartner('open', 2));
    under.kernel.run({ until: under.kernel.now + 2 });
    under.host.crash();
    under.kernel.run({ until: under.kernel.now + 10 });
    const late = fromPartner('append', 1, 9);
    goOn(under, ({ host }) => {
      expect(host.receive(late)).toBe('refused');
      host.restart();
      expect(host.receive(late)).toBe('taken');
    });
    expect(under.host.state<CounterState>(COUNTER as ActorTypeNo, 1)?.digits).toBe(1239);
  });

  test('remembers who has finished', () => {
    const under = opened();
    under.host.receive(fromPartner('close', 1));
    under.kernel.run();
    const late = fromPartner('open', 1);
    goOn(under, ({ host }) => host.receive(late));
    expect(under.host.state(CASE as ActorTypeNo, 1)).toMatchObject({ finished: [1] });
  });
});

describe('snapshot', () => {
  test.each([0, 1, 2, 4, 6, 11, 60_000, 100_000])(
    'work under way survives a copy taken after %i ms',
    (afterMs) => {
      const script = (under: Rig): void => {
        under.setLink(2, false);
        for (const [i, kind] of [
          'open',
          'add',
          'tellTwice',
          'setTimer',
          'askBest',
          'sendTwice',
          'report',
        ].entries()) {
          under.host.receive({ ...fromPartner(kind, 1, 7), counter: i + 1 });
        }
      };
      const straight = rig(ONE_WORKER, 'park');
      script(straight);
      straight.kernel.run({ until: straight.kernel.now + afterMs });
      const snapshot = structuredClone(straight.kernel.snapshot());
      const copy = rig(ONE_WORKER, 'park');
      copy.kernel.restore(snapshot);
      for (const each of [straight, copy]) {
        each.setLink(2, true);
        each.kernel.run();
      }
      expect(copy.kernel.digest.hex()).toBe(straight.kernel.digest.hex());
      expect(copy.host.outcomeDigest()).toBe(straight.host.outcomeDigest());
      expect(copy.host.books.businessDigest.hex()).toBe(straight.host.books.businessDigest.hex());
      expect(copy.host.state(LEDGER as ActorTypeNo, 1)).toEqual(
        straight.host.state(LEDGER as ActorTypeNo, 1),
      );
    },
  );
});
