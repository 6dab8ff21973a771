/** Two days of the distributor that sells abroad, in which customs or a carrier does what it must not: the run stops there. */
import { describe, expect, test } from 'vitest';
import { BORDER_WORD } from '#mock-systems/border';
import { ALL_EXAMINED, smallCustoms } from '#testing/worlds/customs-world';
import { expectCaught, type Inside, replaced, violationOf } from '#testing/worlds/outbound-plants';

const OPEN = smallCustoms();
const EXAMINED = smallCustoms({ regime: ALL_EXAMINED });

test.each([
  ['as it is', OPEN],
  ['where everything is examined', EXAMINED],
])('without a plant nothing stops it, %s', (_what, world) => {
  expect(violationOf(() => {}, world)).toBe(null);
});

/** What a driver makes of the words he is told at the border. */
function drivers(
  { border }: Inside,
  by: (right: (load: number, word: number) => void) => (load: number, word: number) => void,
): void {
  for (const [carrier, driver] of border.drivers) border.drivers.set(carrier, by(driver));
}

describe('at a border', () => {
  test.each<[string, string, RegExp, (systems: Inside) => void]>([
    [
      'a carrier that drives on before it is let go',
      'held-stands-still',
      /load \d+: milestone \d+ at 2026-.*, while customs keeps it at the border/,
      // The driver goes when he is told to wait.
      ({ customs }) =>
        drivers(customs, (right) => (load, word) => {
          if (word === BORDER_WORD.wait) right(load, BORDER_WORD.goOn);
        }),
    ],
    [
      'a carrier that goes round the border',
      'cleared-before-delivery',
      /is delivered, and customs has not released it/,
      ({ customs }) =>
        replaced(customs.border, 'arrive', (_right, load, _country, carrier) => {
          const driver = customs.border.drivers.get(carrier);
          // Not before it stands there.
          customs.kernel.schedule(
            customs.kernel.handler(`round-${load}`, () => driver(load, BORDER_WORD.goOn)),
            customs.kernel.now,
          );
        }),
    ],
    [
      'a carrier that delivers what was refused',
      'cleared-before-delivery',
      /is delivered in condition 0, and customs has refused it/,
      ({ customs }) => {
        for (const regime of customs.regimes) if (regime !== null) regime.refuses = () => true;
        drivers(
          customs,
          (right) => (load, word) => right(load, word === BORDER_WORD.goBack ? BORDER_WORD.goOn : word),
        );
      },
    ],
    [
      'a carrier that moves while it is held',
      'held-stands-still',
      /load \d+: milestone \d+ at 2026-.*, while customs keeps it at the border/,
      ({ customs }) =>
        replaced(customs, 'hold', (right, key, entry, kind) => {
          right(key, entry, kind);
          const { now } = customs.kernel;
          customs.log.business('milestone', 'carrier', 'load', key, 4 + 3 * 16, now + 3_600_000, now);
        }),
    ],
    [
      'customs that releases twice',
      'side-effect-once',
      /declaration \d+: goodsReleased a second time/,
      ({ customs }) =>
        replaced(customs, 'release', (right, key, entry) => {
          right(key, entry);
          customs.write('goodsReleased', key, 1, 0, 0);
        }),
    ],
    [
      'customs that charges what it does not write down',
      'side-effect-once',
      /customs' own ledger has feesMinor \d+, it has written down \d+/,
      ({ customs }) =>
        replaced(customs, 'release', (right, key, entry) => {
          right(key, entry);
          customs.effects.feesMinor += 100;
        }),
    ],
    [
      'customs that tells the core of fees that it has not charged',
      'ledger-balances',
      /customs fees in the ledger are \d+, customs charged \d+/,
      ({ customs }) =>
        replaced(customs, 'send', (right, kind, key, a, b, body) =>
          right(kind, key, kind === 'goodsReleased' ? a + 100 : a, b, body),
        ),
    ],
    [
      'customs that writes under another name',
      'owner-writes',
      /declarationLodged of declaration written by customs, it belongs to CUSTOMS, of declaration/,
      ({ customs }) =>
        replaced(customs, 'write', (_right, event, load, n, a, b) =>
          customs.log.business(event, 'customs', 'declaration', load, n, a, b),
        ),
    ],
  ])('%s', (_what, invariant, message, plant) => {
    expectCaught(invariant, message, (twin) => plant(twin.systems as Inside), EXAMINED);
  });
});

test('customs that releases what it has not accepted', () => {
  expectCaught(
    'only-tabled-transitions',
    /declaration \d+: goodsReleased before declarationAccepted/,
    (twin) => {
      const { customs } = twin.systems as Inside;
      customs.hold = (key: number, entry: Inside) => customs.release(key, entry);
    },
    smallCustoms({ regime: { preArrival: false, reading: { constant: '60 d' } } }),
  );
});

test('a load that leaves before its declaration is accepted, where that is wanted', () => {
  expectCaught(
    'declared-before-leaving',
    /load \d+ left for (CA|MX), which wants its declaration accepted before/,
    (twin) => {
      // The core is told that all is well, and customs has read nothing.
      const { customs } = twin.systems as Inside;
      replaced(customs, 'lodge', (right, message) => {
        right(message);
        customs.send('declarationAccepted', message.key, 1, message.b, null);
      });
    },
    smallCustoms({ regime: { reading: { constant: '60 d' } } }),
  );
});

test('a declaration that nobody reads: the load waits for no person in the end, and is named', () => {
  const world = smallCustoms({ set: ['limits.statusRequests=0'] });
  expectCaught(
    'settles',
    /nothing more can happen, and \d+ (customs entries|loads) wait for no person: \d+ \(\w+\)/,
    (twin) => {
      const { customs } = twin.systems as Inside;
      customs.read = () => {};
      // The desk is not asked either.
      const { host } = twin as Inside;
      const { actor } = host.actors.of(23);
      replaced(actor, 'step', (right, draft, input, now, out) => {
        if (input.kind !== 'timer') right(draft, input, now, out);
      });
    },
    world,
  );
});
