/** Two days of the distributor whose proofs of delivery are looked at, in which the core does what it must not: the run stops there. */
import { describe, expect, test } from 'vitest';
import { expectCaught, type Inside, type Saboteur, violationOf } from '#testing/worlds/outbound-plants';
import { smallProofs } from '#testing/worlds/proof-world';

const OFTEN = ['systems.proof.unread=0.5', 'systems.proof.copies=1'];
const HELD = smallProofs({ set: OFTEN });
const BY_RULE = smallProofs({ set: [...OFTEN, 'systems.proof.otherwise=bill'] });

test.each([
  ['held', HELD],
  ['by rule', BY_RULE],
])('without a plant nothing stops it: %s', (_what, world) => {
  expect(violationOf(() => {}, world)).toBe(null);
});

describe('of proofs', () => {
  const write = (twin: Inside, event: string, load: number, n: number, a: number, b: number): void =>
    twin.host.books.business(twin.kernel.now, event, 'core', 'load', load, n, a, b);

  test.each<[string, RegExp, (twin: Inside, saboteur: Saboteur) => void]>([
    [
      'a rule that the scenario does not have',
      /load \d+: its proof is done without, and no rule allows that/,
      (twin, saboteur) => {
        saboteur.act = (event, key, a) => {
          if (event === 'proofUnread') write(twin, 'proofWaived', key, 1, a, 1);
        };
      },
    ],
    [
      'a copy that is counted twice',
      /load \d+: copy 3 can't be read, 1 before it/,
      (twin, saboteur) => {
        saboteur.act = (event, key, a, b, n) => {
          if (event === 'proofUnread' && n === 1) write(twin, 'proofUnread', key, 3, a, b);
        };
      },
    ],
    [
      'a proof that says nothing of the copies before it',
      /load \d+: read after 0 copies that could not be, there were 1/,
      (twin, saboteur) => {
        saboteur.act = (event, key, a, _b, n) => {
          if (event === 'proofUnread' && n === 1) write(twin, 'proofReceived', key, 1, a, 0);
        };
      },
    ],
  ])('%s', (_what, message, plant) => {
    expectCaught('billed-by-proof', message, plant, HELD);
  });

  test('a rule that does not wait for all the copies', () => {
    expectCaught(
      'billed-by-proof',
      /load \d+: done without after 1 copies, 1 are asked for/,
      (twin, saboteur) => {
        saboteur.act = (event, key, a) => {
          if (event === 'proofUnread') write(twin, 'proofWaived', key, 1, a, 1);
        };
      },
      BY_RULE,
    );
  });

  test('a bill for what nobody has seen a proof of', () => {
    expectCaught(
      'billed-by-proof',
      /shipment \d+ \(order \d+\): billed, and nobody has read a proof of load \d+/,
      (twin: Inside) => {
        const right = twin.host.books.business.bind(twin.host.books);
        twin.host.books.business = (time: number, event: string, ...rest: Inside[]) => {
          if (event !== 'proofReceived') right(time, event, ...rest);
        };
      },
      HELD,
    );
  });
});
