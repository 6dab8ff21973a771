/** Two days on which a third party arranges the freight, and somebody does what he must not: the run stops there, named. */
import { describe, expect, test } from 'vitest';
import { smallFreight } from '#testing/worlds/freight-world';
import {
  expectCaught,
  type Inside,
  quietly,
  replaced,
  type Saboteur,
  violationOf,
} from '#testing/worlds/outbound-plants';

const WORLD = smallFreight();

test('without a plant nothing stops it', () => {
  expect(violationOf(() => {}, WORLD)).toBe(null);
});

const write = (
  twin: Inside,
  owner: string,
  event: string,
  load: number,
  n: number,
  a: number,
  b: number,
): void => twin.host.books.business(twin.kernel.now, event, owner, 'load', load, n, a, b);

describe('a third party', () => {
  test.each<[string, string, RegExp, (freight: Inside, twin: Inside, saboteur: Saboteur) => void]>([
    [
      'that arranges with another carrier than it has booked',
      'one-active-booking',
      /load \d+: arranged with .* \(tender \d\), which is not what is booked/,
      (freight) =>
        replaced(freight, 'write', (right, event, load, n, a, b) =>
          right(event, load, n, event === 'freightArranged' ? (a + 1) % 5 : a, b),
        ),
    ],
    [
      'that books a second carrier beside the first',
      'one-active-booking',
      /load \d+: booked with .* while it is booked with/,
      (freight) =>
        replaced(freight, 'write', (right, event, load, n, a, b) => {
          right(event, load, n, a, b);
          if (event === 'freightArranged') right('loadBooked', load, n + 1, a, b);
        }),
    ],
    [
      'that advises what was left behind at the ramp',
      'order-lines-conserved',
      /load \d+ was advised with .*, which WMS has not loaded for it/,
      (freight) => {
        const others: Inside[] = [];
        replaced(freight, 'advise', (right, key, load, goods) => {
          const [other] = others.filter(({ shipment }) => !goods.includes(shipment));
          others.push(...goods);
          right(key, load, other === undefined ? goods : [...goods, other]);
        });
      },
    ],
    [
      'that advises before it has left',
      'only-tabled-transitions',
      /load \d+: advised by the third party, and it has not left/,
      (_freight, twin, saboteur) => {
        saboteur.act = (event, load) => {
          if (event === 'freightArranged') write(twin, 'core', 'loadAdvised', load, 1, 5, 1);
        };
      },
    ],
    [
      'whose load is taken from its word twice',
      'side-effect-once',
      /load \d+: advised, which it was already, or it was not arranged/,
      (_freight, twin, saboteur) => {
        saboteur.act = (event, load, a, b) => {
          if (event === 'loadAdvised') write(twin, 'core', 'loadAdvised', load, 1, a, b);
        };
      },
    ],
    [
      'that books twice and writes it down once',
      'side-effect-once',
      /THREEPL's own ledger has \d+ bookings, it has written down \d+/,
      (freight) =>
        replaced(freight, 'book', (right, key, tender) => {
          right(key, tender);
          quietly(freight, 'sendAs', () => {
            freight.done.bookings += 1;
          });
        }),
    ],
    [
      'that bills more than its tariff, and is paid within tolerance',
      'invoice-settled-once',
      /paid as within tolerance, agreed \d+ and/,
      (freight, twin) => {
        replaced(freight, 'soldFor', (right, load, goods) => {
          const { totalMinor, charges } = right(load, goods);
          const half = charges.map(({ code, amountMinor }: Inside) => ({
            code,
            amountMinor: Math.floor(amountMinor / 2),
          }));
          return load.stage === 'booked'
            ? { totalMinor: Math.floor(totalMinor / 2), charges: half }
            : { totalMinor, charges };
        });
        expect(twin.systems.freight).toBe(freight);
      },
    ],
    [
      'that forgets what is packed',
      'settles',
      /nothing more can happen, and \d+ shipments wait for no person: \d+ \(packed\)/,
      (freight) => replaced(freight, 'formLoads', () => {}),
    ],
  ])('%s', (_what, invariant, message, plant) => {
    expectCaught(invariant, message, (twin, saboteur) => plant(twin.systems.freight, twin, saboteur), WORLD);
  });
});

test('a third party that has dangerous goods loaded for who takes none', () => {
  const carriers = [
    '{ name: Heron Freight, profile: ltl }',
    '{ name: Condor Truckload, profile: truckload }',
    '{ name: Magpie Logistics, profile: courier }',
    '{ name: Linnet Freight, profile: ltl }',
    '{ name: Kestrel Air, profile: air }',
  ];
  const world = smallFreight([`network.carriers=[${carriers.join(', ')}]`, 'network.products.dangerous=0.3']);
  expectCaught(
    'dangerous-goods-accepted',
    /load \d+: .* with UN \d+ was loaded for Magpie Logistics, which takes no dangerous goods/,
    (twin: Inside) =>
      replaced(twin.systems.freight, 'requestFor', (right, lane, goods, at) => ({
        ...right(lane, goods, at),
        dangerous: false,
      })),
    world,
  );
});

test('a core that forms, tenders or books a load as well', () => {
  for (const event of ['tenderOffered', 'loadBooked'])
    expectCaught(
      'owner-writes',
      new RegExp(`load \\d+: ${event} of load written by core, it belongs to THREEPL`),
      (twin, saboteur) => {
        saboteur.act = (seen, load) => {
          if (seen === 'loadFormed') write(twin, 'core', event, load, 1, 0, 1_000);
        };
      },
      WORLD,
    );
});

test('a truck that leaves, and nobody has said that it was arranged', () => {
  expectCaught(
    'one-active-booking',
    /load \d+ left with .*, and the third party has arranged nothing/,
    (twin: Inside) =>
      replaced(twin.systems.freight, 'write', (right, event, ...rest) => {
        if (event !== 'freightArranged') right(event, ...rest);
      }),
    WORLD,
  );
});
