/**
 * The simulated host keeps the host contract: as a run that stops at a throw and copies nothing, under a platform
 * with latencies and few workers, and as a host that rolls back, parks and survives crashes.
 */
import { describe, expect, test } from 'vitest';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { Kernel } from '#sim/kernel';
import { fromPartner, type HostTraits, type HostUnderTest, hostContract } from '#testing/host-contract';
import { CASE, CONTRACT_ACTORS, COUNTER, COUNTER_KINDS, LEDGER } from '#testing/host-contract-actors';
import { nullRecorder } from '../recording/recorder.ts';
import type { PlatformModel } from './ports.ts';
import { type HostOptions, SimulatedHost } from './simulated-host.ts';

const INSTANTANEOUS: PlatformModel = { workers: 0, stepLatencyMs: 0, storeLatencyMs: 0 };
const ONE_WORKER: PlatformModel = { workers: 1, stepLatencyMs: 2, storeLatencyMs: 3 };
const MANY_WORKERS: PlatformModel = { workers: 4, stepLatencyMs: 5, storeLatencyMs: 0 };

interface Rig extends HostUnderTest {
  readonly kernel: Kernel;
  readonly host: SimulatedHost;
}

function rig(
  platform: PlatformModel,
  rollback: HostOptions['rollback'],
  onThrow: HostOptions['onThrow'],
): Rig {
  const kernel = new Kernel({ start: 1_767_600_000_000 });
  const taken: Envelope[] = [];
  const events: string[] = [];
  const down = new Set<number>();
  const host = new SimulatedHost({
    kernel,
    actors: CONTRACT_ACTORS,
    routes: new Map(COUNTER_KINDS.map((kind) => [kind, COUNTER as ActorTypeNo])),
    exceptionType: CASE as ActorTypeNo,
    partners: {
      offer: (message) => {
        if (down.has(message.toKey)) return false;
        taken.push(message);
        return true;
      },
    },
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
    },
    platform,
    currency: 'USD',
    claimsHorizonMs: 90 * 86_400_000,
    handoverRetryMs: 60_000,
    rollback,
    onThrow,
  });
  return {
    kernel,
    host,
    receive: (message) => host.receive(message),
    work: async (ms) => {
      kernel.run({ until: kernel.now + ms });
    },
    state: (type, key) => host.state(type, key),
    taken: () => taken,
    events: () => events,
    tickets: () => host.tickets.map((ticket) => ticket.error),
    setLink: (partner, up) => {
      if (up) down.delete(partner);
      else down.add(partner);
    },
    crash: () => host.crash(),
    restart: () => host.restart(),
  };
}

const STOPS: HostTraits = { onThrow: 'stop', crashes: false };
const PARKS: HostTraits = { onThrow: 'park', crashes: true };

hostContract('simulated, instantaneous', STOPS, () => stopsInReceive(rig(INSTANTANEOUS, 'none', 'stop')));
hostContract('simulated, one worker', STOPS, () => stopsInReceive(rig(ONE_WORKER, 'none', 'stop')));
hostContract('simulated, copying, stops', STOPS, () => stopsInReceive(rig(MANY_WORKERS, 'copy', 'stop')));
hostContract('simulated, copying, parks', PARKS, () => rig(INSTANTANEOUS, 'copy', 'park'));
hostContract('simulated, copying, one worker, parks', PARKS, () => rig(ONE_WORKER, 'copy', 'park'));
hostContract('simulated, copying, many workers, parks', PARKS, () => rig(MANY_WORKERS, 'copy', 'park'));

/** In a run a partner's message comes by calendar, so a throw in its step stops the run: put it there. */
function stopsInReceive(under: Rig): HostUnderTest {
  const arrive = under.kernel.handler('test.arrive', (_a, _b, message) =>
    under.host.receive(message as Envelope),
  );
  return {
    ...under,
    receive: (message) => {
      if (message.kind !== 'failAfterEffects') return under.host.receive(message);
      under.kernel.schedule(arrive, under.kernel.now, 0, 0, message);
      return 'taken';
    },
  };
}

describe('platform model', () => {
  test('one worker steps one input at a time: the n-th of n commits after n latencies', () => {
    const { kernel, host, taken } = rig(ONE_WORKER, 'none', 'stop');
    const at: number[] = [];
    for (let key = 1; key <= 4; key++) host.receive(fromPartner('open', key));
    for (let key = 1; key <= 4; key++) host.receive(fromPartner('sendB', key, key));
    expect(host.backlog).toBe(7);
    const start = kernel.now;
    while (kernel.step()) if (taken().length > at.length) at.push(kernel.now - start);
    expect(at).toEqual([25, 30, 35, 40]);
    expect(host.waitedMsMax).toBe(35);
  });

  test('many workers step different actors side by side, and one actor one input at a time', () => {
    const { kernel, host } = rig(MANY_WORKERS, 'none', 'stop');
    for (let key = 1; key <= 4; key++) host.receive(fromPartner('open', key));
    for (let i = 1; i <= 3; i++) host.receive(fromPartner('append', 1, i));
    const start = kernel.now;
    kernel.run();
    expect(kernel.now - start).toBe(20);
    expect(host.state<{ digits: number }>(COUNTER as ActorTypeNo, 1)?.digits).toBe(123);
  });

  test('copying drafts changes no digest', () => {
    const digests = (['none', 'copy'] as const).map((rollback) => {
      const { kernel, host } = rig(ONE_WORKER, rollback, 'stop');
      const arrive = kernel.handler('test.arrive', (_a, _b, message) => host.receive(message as Envelope));
      const script = ['open', 'add', 'tellTwice', 'setTimer', 'askBest', 'report', 'sendTwice'];
      script.forEach((kind, i) => {
        const message = { ...fromPartner(kind, 1, 500), counter: i + 1 };
        kernel.schedule(arrive, kernel.now + i, 0, 0, message);
      });
      kernel.run();
      return [kernel.digest.hex(), host.books.businessDigest.hex(), host.outcomeDigest()];
    });
    expect(digests[1]).toEqual(digests[0]);
  });

  test('onThrow: park without copies is refused: half a step would stay', () => {
    expect(() => rig(INSTANTANEOUS, 'none', 'park')).toThrow(/needs rollback: 'copy'/);
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
      const straight = rig(ONE_WORKER, 'copy', 'park');
      script(straight);
      straight.kernel.run({ until: straight.kernel.now + afterMs });
      const snapshot = structuredClone(straight.kernel.snapshot());
      const copy = rig(ONE_WORKER, 'copy', 'park');
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
