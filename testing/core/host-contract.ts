/**
 * The host contract: what every host of the core must do, whatever it runs on. The simulated host and the live
 * host run this same suite.
 *
 * A host is driven through `HostUnderTest`; the actors of the suite are in `host-contract-actors.ts`.
 */
import { describe, expect, test } from 'vitest';
import { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { ActorTypeNo } from '#orchestrator/core/address';
import {
  CASE,
  COUNTER,
  type CounterState,
  LEDGER,
  type LedgerState,
  PARTNER_A,
  PARTNER_B,
} from './host-contract-actors.ts';

export interface HostUnderTest {
  /** A partner's message reaches the host. */
  receive(message: Envelope): Promise<'taken' | 'repeat' | 'refused'> | 'taken' | 'repeat' | 'refused';
  /** Lets the host work for this long, ms; resolves when nothing more happens within it. Rejects if the run stopped. */
  work(ms: number): Promise<void>;
  state<State>(type: ActorTypeNo, key: number): State | undefined;
  /** Messages that partners have taken, in order. */
  taken(): readonly Envelope[];
  /** Business events written, as `event#n(a,b)`. */
  events(): readonly string[];
  /** Errors of parked inputs. */
  tickets(): readonly string[];
  setLink(partner: number, up: boolean): void;
  /** A person answers a task. */
  answer(type: ActorTypeNo, key: number, taskNo: number, answer: number): Promise<void> | void;
  crash(): Promise<void> | void;
  restart(): Promise<void> | void;
}

/** What a kind of host promises beyond the common part. */
export interface HostTraits {
  readonly onThrow: 'stop' | 'park';
  /** Absent: virtual time. */
  readonly realTime?: RealTime;
}

/**
 * A host whose time nobody can stop. Its hours are short. It is spared what only virtual time can be asked for: to look at it
 * or have it take an input that many ms before a timer rings (which of the two comes first is then nobody's fault), and days
 * and 10,000 inputs at no cost.
 */
export interface RealTime {
  /** What the suite calls an hour, ms: far longer than a step takes. */
  readonly hourMs: number;
  /** How long after the inputs it crashes, ms; each costs a crash. */
  readonly crashAfterMs: readonly number[];
}

let counter = 0;

/** A new message of partner A for actor `key`. */
export function fromPartner(kind: string, key: number, a = 0, b = 0): Envelope {
  counter += 1;
  return envelope(kind, PARTNER, PARTNER_A, 0, 0, PARTNER_A, counter, key, a, b, null);
}

/** Registers the suite. `make` gives a fresh host with the suite's actors. */
export function hostContract(
  name: string,
  traits: HostTraits,
  make: () => HostUnderTest | Promise<HostUnderTest>,
): void {
  const HOUR = traits.realTime?.hourMs ?? 3_600_000;
  const counterOf = (host: HostUnderTest, key: number): CounterState | undefined =>
    host.state<CounterState>(COUNTER as ActorTypeNo, key);

  describe(`host contract: ${name}`, () => {
    test('only an input that creates makes an actor', async () => {
      const host = await make();
      await host.receive(fromPartner('open', 1));
      await host.work(HOUR);
      expect(counterOf(host, 1)).toMatchObject({ count: 0 });
      await host.receive(fromPartner('add', 2, 5));
      await host.work(HOUR);
      expect(counterOf(host, 2)).toBeUndefined();
      expect(host.state(CASE as ActorTypeNo, 2)).toMatchObject({ kinds: ['add'], finished: [0] });
    });

    test('an input delivered twice is stepped once and answered as a repeat', async () => {
      const host = await make();
      await host.receive(fromPartner('open', 1));
      const add = fromPartner('add', 1, 5);
      expect(await host.receive(add)).toBe('taken');
      expect(await host.receive(add)).toBe('repeat');
      await host.work(HOUR);
      expect(await host.receive(add)).toBe('repeat');
      await host.work(HOUR);
      expect(counterOf(host, 1)).toMatchObject({ count: 5, steps: 2 });
    });

    test('inputs of one actor are stepped in the order in which they came', async () => {
      const host = await make();
      await host.receive(fromPartner('open', 1));
      for (const digit of [1, 2, 3, 4]) await host.receive(fromPartner('append', 1, digit));
      await host.work(HOUR);
      expect(counterOf(host, 1)?.digits).toBe(1234);
    });

    test('a tell reaches the other actor; tells keep their order', async () => {
      const host = await make();
      await host.receive(fromPartner('open', 1));
      await host.receive(fromPartner('tellTwice', 1, 7));
      await host.work(HOUR);
      expect(host.state<LedgerState>(LEDGER as ActorTypeNo, 1)?.entries).toEqual([7, 8]);
    });

    test('a message is handed to its partner once, in order, with a sender number and a growing counter', async () => {
      const host = await make();
      await host.receive(fromPartner('open', 1));
      await host.receive(fromPartner('sendTwice', 1, 3));
      await host.work(HOUR);
      const taken = host.taken();
      expect(taken.map((m) => [m.kind, m.toKey, m.a])).toEqual([
        ['requestStatus', PARTNER_A, 3],
        ['requestStatus', PARTNER_A, 4],
      ]);
      expect(taken[0]!.sender).toBe(taken[1]!.sender);
      expect(taken[0]!.counter).toBeLessThan(taken[1]!.counter);
    });

    test('a message is kept until its partner takes it; order is kept, another partner is not held up', async () => {
      const host = await make();
      await host.receive(fromPartner('open', 1));
      host.setLink(PARTNER_A, false);
      await host.receive(fromPartner('sendTwice', 1, 3));
      await host.receive(fromPartner('sendB', 1, 9));
      await host.work(HOUR);
      expect(host.taken().map((m) => m.toKey)).toEqual([PARTNER_B]);
      host.setLink(PARTNER_A, true);
      await host.work(HOUR);
      expect(host.taken().map((m) => [m.toKey, m.a])).toEqual([
        [PARTNER_B, 9],
        [PARTNER_A, 3],
        [PARTNER_A, 4],
      ]);
      await host.work(HOUR);
      expect(host.taken()).toHaveLength(3);
    });

    test('a timer comes back as an input at its instant, not before', async () => {
      const host = await make();
      await host.receive(fromPartner('open', 1));
      await host.receive(fromPartner('setTimer', 1, 10 * HOUR));
      const notYetMs = traits.realTime ? 5 * HOUR : 10 * HOUR - 1;
      await host.work(notYetMs);
      expect(counterOf(host, 1)?.rings).toBe(0);
      await host.work(11 * HOUR - notYetMs);
      expect(counterOf(host, 1)?.rings).toBe(1);
    });

    test('setting a timer that is set moves it; a cancelled one never rings', async () => {
      const host = await make();
      await host.receive(fromPartner('open', 1));
      await host.receive(fromPartner('setTimer', 1, 4 * HOUR));
      await host.receive(fromPartner('setTimer', 1, 10 * HOUR));
      await host.work(6 * HOUR);
      expect(counterOf(host, 1)?.rings).toBe(0);
      await host.receive(fromPartner('cancelTimer', 1));
      await host.work(10 * HOUR);
      expect(counterOf(host, 1)?.rings).toBe(0);
    });

    test('an ask is answered by an input, with the views attached at their version', async () => {
      const host = await make();
      await host.receive(fromPartner('open', 1));
      await host.receive(fromPartner('tellTwice', 1, 7));
      await host.work(HOUR);
      await host.receive(fromPartner('askBest', 1));
      await host.work(HOUR);
      // The suite's policy picks the last option and reports the version of the first view.
      expect(counterOf(host, 1)).toMatchObject({ decided: 2, decidedWith: 'views:2' });
    });

    test('a finished actor leaves a tombstone: a late input opens a case, and none is created anew', async () => {
      const host = await make();
      await host.receive(fromPartner('open', 1));
      await host.receive(fromPartner('setTimer', 1, 5 * HOUR));
      await host.receive(fromPartner('close', 1));
      await host.work(HOUR);
      expect(counterOf(host, 1)).toBeUndefined();
      await host.receive(fromPartner('add', 1, 5));
      await host.receive(fromPartner('open', 1));
      await host.work(10 * HOUR);
      expect(counterOf(host, 1)).toBeUndefined();
      expect(host.state(CASE as ActorTypeNo, 1)).toMatchObject({ kinds: ['add', 'open'], finished: [1, 1] });
    });

    test.skipIf(traits.realTime)(
      'a timer that is cancelled, moved, or whose actor finishes just before it rings does not ring',
      async () => {
        for (const [kind, rings] of [
          ['cancelTimer', 0],
          ['setTimer', 1],
          ['close', undefined],
        ] as const) {
          for (const leadMs of [1, 2, 4, 6, 10]) {
            const host = await make();
            await host.receive(fromPartner('open', 1));
            await host.work(HOUR);
            await host.receive(fromPartner('setTimer', 1, 30));
            await host.work(30 - leadMs);
            await host.receive(fromPartner(kind, 1, 5 * HOUR));
            await host.work(10 * HOUR);
            expect(counterOf(host, 1)?.rings).toBe(rings);
            expect(host.state(CASE as ActorTypeNo, 1)).toBeUndefined();
          }
        }
      },
    );

    test('a task is answered by an input; a second answer changes nothing', async () => {
      const host = await make();
      await host.receive(fromPartner('open', 1));
      await host.receive(fromPartner('askPerson', 1));
      await host.work(HOUR);
      await host.answer(COUNTER as ActorTypeNo, 1, 1, 42);
      await host.answer(COUNTER as ActorTypeNo, 1, 1, 43);
      await host.work(HOUR);
      expect(counterOf(host, 1)?.answered).toBe(42);
    });

    test.skipIf(traits.realTime)(
      'beyond the redelivery window a repeat is an input again: actors decide by their tables',
      async () => {
        const host = await make();
        const first = fromPartner('open', 1);
        await host.receive(first);
        for (const day of [0, 3]) {
          await host.work((1 + day * 24) * HOUR);
          for (let i = 0; i < 5000; i++) await host.receive(fromPartner('add', 1, 1));
          await host.work((1 + day * 24) * HOUR);
          if (day === 0) expect(await host.receive(first)).toBe('repeat');
        }
        await host.receive(fromPartner('add', 1, 1));
        expect(await host.receive(first)).toBe('taken');
        await host.work(HOUR);
        expect(counterOf(host, 1)).toMatchObject({ count: 10_001, steps: 10_003 });
      },
    );

    test('what no actor can take is a fault that names it, and the host goes on where it parks', async () => {
      const poison = [
        fromPartner('nobodyTakesThis', 1),
        fromPartner('postNothing', 1),
        ...(traits.onThrow === 'park' ? [fromPartner('add', -1, 5), fromPartner('add', 1.5, 5)] : []),
      ];
      for (const message of poison) {
        const host = await make();
        await host.receive(fromPartner('open', 1));
        await host.work(HOUR);
        if (traits.onThrow === 'stop') {
          await host.receive(message);
          await expect(host.work(HOUR)).rejects.toThrow(message.kind);
          continue;
        }
        await host.receive(message);
        await host.receive(message);
        await host.receive(fromPartner('add', 1, 5));
        await host.work(HOUR);
        expect(host.tickets()).toHaveLength(1);
        expect(counterOf(host, 1)).toMatchObject({ count: 5, steps: 2 });
        expect(host.state(CASE as ActorTypeNo, 1)).toBeUndefined();
      }
    });

    test('a throw discards the draft and every effect of its step', async () => {
      const host = await make();
      await host.receive(fromPartner('open', 1));
      await host.receive(fromPartner('add', 1, 5));
      await host.work(HOUR);
      await host.receive(fromPartner('failAfterEffects', 1, 1));
      if (traits.onThrow === 'stop') {
        await expect(host.work(HOUR)).rejects.toThrow(/counter 1 failed on "failAfterEffects".*planted/);
        return;
      }
      await host.work(HOUR);
      expect(counterOf(host, 1)).toMatchObject({ count: 5, steps: 2 });
      expect(host.taken()).toEqual([]);
      expect(host.events()).toEqual([]);
      expect(host.tickets()).toEqual([expect.stringContaining('planted')]);
      await host.work(10 * HOUR);
      expect(counterOf(host, 1)?.rings).toBe(0);
      await host.receive(fromPartner('add', 1, 1));
      await host.work(HOUR);
      expect(counterOf(host, 1)).toMatchObject({ count: 6, steps: 3 });
    });

    test.runIf(traits.onThrow === 'park')(
      'a crash while a step is at work that will throw gives one ticket',
      async () => {
        for (const afterMs of traits.realTime?.crashAfterMs ?? [0, 1, 2, 4, 5, 6]) {
          const host = await make();
          await host.receive(fromPartner('open', 1));
          await host.work(HOUR);
          await host.receive(fromPartner('setTimer', 1, 3));
          await host.receive(fromPartner('failAfterEffects', 1, 1));
          await host.work(afterMs);
          await host.crash();
          await host.work(10);
          await host.restart();
          await host.receive(fromPartner('add', 1, 1));
          await host.work(HOUR);
          expect(host.tickets()).toHaveLength(1);
          expect(counterOf(host, 1)).toMatchObject({ count: 1, rings: 1, steps: 4 });
        }
      },
    );

    test('a crash loses no input and no message, and doubles none', async () => {
      const quiet = await make();
      const script = (): Envelope[] => [
        fromPartner('open', 1),
        fromPartner('add', 1, 5),
        fromPartner('sendTwice', 1, 3),
        fromPartner('tellTwice', 1, 7),
        fromPartner('setTimer', 1, 4),
        fromPartner('report', 1, 1),
        fromPartner('add', 1, 1),
      ];
      for (const message of script()) await quiet.receive(message);
      await quiet.work(20 * HOUR);
      for (const afterMs of traits.realTime?.crashAfterMs ?? [0, 1, 3, 4, 5, 9, 14, 19, 23, 29]) {
        const host = await make();
        for (const message of script()) await host.receive(message);
        await host.work(afterMs);
        await host.crash();
        expect(await host.receive(fromPartner('add', 1, 100))).toBe('refused');
        await host.work(HOUR);
        await host.restart();
        await host.work(20 * HOUR);
        expect(counterOf(host, 1)).toEqual(counterOf(quiet, 1));
        expect(host.state(LEDGER as ActorTypeNo, 1)).toEqual(quiet.state(LEDGER as ActorTypeNo, 1));
        expect(host.taken().map((m) => [m.kind, m.a])).toEqual(quiet.taken().map((m) => [m.kind, m.a]));
        expect(host.events()).toEqual(quiet.events());
      }
    });
  });
}
