/**
 * What a host must do that runs the core's partner middleware: messages to partners which don't get through at once.
 *
 * Beside `hostContract`, with the same actors and those of the middleware; an hour is long for their policy.
 */
import { describe, expect, test } from 'vitest';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { OUTBOUND_MESSAGE } from '#orchestrator/middleware/inputs';
import { DEAD_LETTER_ANSWERS } from '#orchestrator/middleware/outbound-message';
import { fromPartner, type HostUnderTest } from './host-contract.ts';

/** What becomes of a transmission: a number = the partner answers this status and does nothing. */
export type Fate = (message: Envelope, attempt: number) => 'delivered' | 'lost' | 'answerLost' | number;

export interface MiddlewareUnderTest extends HostUnderTest {
  /** Tasks given to persons, as `role: kind of type key`. */
  tasks(): readonly string[];
  setFate(fate: Fate): void;
}

/** What partners have taken, as business key and a. */
function taken(host: HostUnderTest): number[][] {
  return host.taken().map(({ key, a }) => [key, a]);
}

/**
 * Registers the suite. `make` gives a fresh host with the suite's actors.
 * @param HOUR what the suite calls an hour, ms: far longer than the middleware takes to get three failures behind it
 */
export function middlewareContract(
  name: string,
  make: () => MiddlewareUnderTest | Promise<MiddlewareUnderTest>,
  HOUR = 3_600_000,
): void {
  describe(`middleware in a host: ${name}`, () => {
    test('a lost message is sent again; later ones of its key wait for it, other keys do not', async () => {
      const host = await make();
      host.setFate(({ a }, attempt) => (a === 3 && attempt <= 2 ? 'lost' : 'delivered'));
      for (const key of [1, 2]) await host.receive(fromPartner('open', key));
      await host.receive(fromPartner('sendTwice', 1, 3));
      await host.receive(fromPartner('sendTwice', 2, 7));
      await host.work(HOUR);
      expect(taken(host)).toEqual([
        [2, 7],
        [2, 8],
        [1, 3],
        [1, 4],
      ]);
    });

    test('a partner that did it but whose answer got lost does it once', async () => {
      const host = await make();
      host.setFate((_message, attempt) => (attempt === 1 ? 'answerLost' : 'delivered'));
      await host.receive(fromPartner('open', 1));
      await host.receive(fromPartner('sendTwice', 1, 3));
      await host.work(HOUR);
      expect(taken(host)).toEqual([
        [1, 3],
        [1, 4],
      ]);
      expect(host.tasks()).toEqual([]);
    });

    test('a partner that is busy, or broken for a while, gets everything in the end', async () => {
      const host = await make();
      host.setFate((_message, attempt) => [429, 503, 500][attempt - 1] ?? 'delivered');
      await host.receive(fromPartner('open', 1));
      await host.receive(fromPartner('sendTwice', 1, 3));
      await host.work(HOUR);
      expect(taken(host)).toEqual([
        [1, 3],
        [1, 4],
      ]);
    });

    test('what a partner refuses is a dead letter with one ticket; the next of its key goes', async () => {
      const host = await make();
      host.setFate(({ a }) => (a === 3 ? 422 : 'delivered'));
      await host.receive(fromPartner('open', 1));
      await host.receive(fromPartner('sendTwice', 1, 3));
      await host.work(10 * HOUR);
      expect(taken(host)).toEqual([[1, 4]]);
      expect(host.tasks()).toEqual([
        expect.stringMatching(/^integration-desk: deadLetter of outbound-message/),
      ]);
      expect(host.events()).toEqual([`messageDeadLettered#1(2,422)`]);
    });

    test('a person has a dead letter sent again, once, or dropped', async () => {
      for (const answer of ['resend', 'drop'] as const) {
        const host = await make();
        host.setFate(({ a }) => (a === 3 ? 422 : 'delivered'));
        await host.receive(fromPartner('open', 1));
        await host.receive(fromPartner('sendTwice', 1, 3));
        await host.work(HOUR);
        host.setFate(() => 'delivered');
        const message = Number(host.tasks()[0]!.split(' ').at(-1));
        await host.answer(OUTBOUND_MESSAGE as ActorTypeNo, message, 1, DEAD_LETTER_ANSWERS[answer]);
        await host.work(HOUR);
        expect(taken(host).slice(1)).toEqual(answer === 'resend' ? [[1, 3]] : []);
        expect(host.state(OUTBOUND_MESSAGE as ActorTypeNo, message)).toBeUndefined();
        expect(host.tasks()).toHaveLength(1);
      }
    });
  });
}
