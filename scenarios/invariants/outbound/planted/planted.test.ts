/** A small day of the distributor in which one system lies, forgets or does too much: the run stops there, and names it. */
import { describe, expect, test } from 'vitest';
import { PHASE } from '#mock-systems/wms/shipments';
import {
  expectCaught,
  type Inside,
  quietly,
  replaced,
  violationOf,
  SMALL_DAY as world,
} from '#testing/worlds/outbound-plants';
import type { OutboundTwin } from '../../../twin/outbound-twin.ts';

test('without a plant nothing stops it', () => {
  expect(violationOf(() => {})).toBe(null);
});

describe('a system that lies', () => {
  test.each<[string, string, RegExp, (systems: Inside, twin: OutboundTwin) => void]>([
    [
      'a carrier that delivers twice',
      'side-effect-once',
      /load \d+: loadDelivered a second time/,
      ({ carriers }) => {
        for (const { office } of carriers) {
          replaced(office, 'loadEvent', (right, event, ...rest) => {
            right(event, ...rest);
            if (event === 'loadDelivered') right(event, ...rest);
          });
        }
      },
    ],
    [
      'a carrier that delivers what is not on the truck',
      'only-tabled-transitions',
      /shipment \d+ \(order \d+\): shipmentDelivered before goodsIssued/,
      ({ carriers }) => {
        for (const { office } of carriers)
          replaced(office, 'shipmentEvent', (right, event, shipment, ...rest) =>
            right(event, shipment + 1, ...rest),
          );
      },
    ],
    [
      'a carrier that bills what another has carried',
      'invoice-settled-once',
      /load \d+: billed by .*, booked with/,
      ({ carriers }) => {
        for (const { office } of carriers)
          replaced(office, 'loadEvent', (right, event, load, n, a, b) =>
            right(event, load, n, a, event === 'freightBilled' ? b + 1 : b),
          );
      },
    ],
    [
      'a WMS that issues more than it has picked',
      'order-lines-conserved',
      /at DC \w+: \d+ units issued, \d+ were picked/,
      ({ wms }) =>
        replaced(wms.goods, 'issue', (right, key, shipment) => {
          shipment.units = shipment.units.map((units: number) => units + 1);
          right(key, shipment);
        }),
    ],
    [
      'a WMS that ships and keeps',
      'units-conserved',
      /DC \w+: node \d, product \d+/,
      ({ wms }) => {
        wms.stock.ship = (node: number, product: number, _lot: number, units: number) => {
          wms.stock.shipped[wms.stock.cell(node, product)] += units;
        };
      },
    ],
    [
      'a WMS that reserves more than it says',
      'reservations-open',
      /DC \w+: \d+ units are reserved, open reservations hold \d+/,
      ({ wms }) =>
        replaced(wms.goods, 'reserve', (right, key, node, lines) => {
          wms.stock.reserve(node, lines[0].product, 1, 0, 0, []);
          return right(key, node, lines);
        }),
    ],
    [
      'an ERP that pays twice',
      'side-effect-once',
      /load \d+: freightPaid a second time/,
      ({ erp }) =>
        replaced(erp, 'pay', (right, ...args) => {
          right(...args);
          right(...args);
        }),
    ],
    [
      'an ERP that pays more than was billed',
      'invoice-settled-once',
      /load \d+: \d+ paid, \d+ billed/,
      ({ erp }) => replaced(erp, 'pay', (right, load, minor, carrier) => right(load, minor + 1, carrier)),
    ],
    [
      'an ERP that bills by other prices',
      'invoice-settled-once',
      /shipment \d+ \(order \d+\): billed \d+, \d+ are due/,
      ({ erp }) => replaced(erp, 'bill', (right, shipment, minor) => right(shipment, minor + 1)),
    ],
    [
      'an ERP that promises for the night',
      'no-promise-past-cutoff',
      /order 1: promised for .*Z, which is not the end of a delivery day/,
      ({ erp }) =>
        replaced(erp.source, 'next', (right) => {
          const order = right();
          const sales = order && { ...order.sales, promisedAt: order.sales.promisedAt + 3_600_000 };
          return order && { ...order, sales };
        }),
    ],
    [
      'a TMS that books a load twice',
      'one-active-booking',
      /load \d+: booked with .* while it is booked with/,
      ({ tms }) =>
        replaced(tms.bookings, 'decide', (right, key, attempt) => {
          right(key, attempt);
          const load = tms.loads.get(key);
          if (load.booking !== 'booked') return;
          load.booking = 'asked';
          right(key, attempt);
        }),
    ],
    [
      'an event of ERP in the name of WMS',
      'owner-writes',
      /shipment \d+ \(order \d+\): customerBilled of shipment written by WMS, it belongs to ERP/,
      ({ erp }) =>
        replaced(erp.log, 'business', (right, event, owner, ...rest) =>
          right(event, event === 'customerBilled' ? 'WMS' : owner, ...rest),
        ),
    ],
    [
      'a WMS that receives more than it says',
      'units-conserved',
      /DC \w+: node \d, product \d+: WMS holds \d+ units, \d+ by what came, left and was adjusted/,
      ({ wms }) =>
        replaced(wms.stock, 'receive', (right, node, product, units, now) =>
          right(node, product, units + 1, now),
        ),
    ],
    [
      'a WMS that takes back more than it says',
      'units-conserved',
      /DC \w+: WMS has taken back \d+ units, \d+ by what was written down/,
      ({ wms }) =>
        replaced(wms.stock, 'takeBack', (right, node, product, units, now) =>
          right(node, product, units + 1, now),
        ),
    ],
    [
      'a WMS that says it has released, and has not',
      'saga-nets-zero',
      /order \d+ is done, and shipment \d+ .* still holds \d+ units at DC \w+/,
      ({ wms }) => {
        wms.goods.release = (_key: number, shipment: Inside) => {
          shipment.phase = PHASE.released;
        };
      },
    ],
    [
      'an ERP that posts, and leaves its stock as it was',
      'no-drift',
      /DC \w+, product P\d+: ERP believes in \d+ units at the end, \d+ by what has left/,
      ({ erp }) => {
        erp.picture.move = () => {};
      },
    ],
    [
      'an ERP that never posts, nor bills',
      'no-drift',
      /shipment \d+ \(order \d+\) left 2 days ago, and ERP has not posted it/,
      ({ erp }) => {
        erp.handlers.set('reportGoodsIssue', () => {});
        erp.handlers.set('reportDelivery', () => {});
      },
    ],
    [
      'an ERP that bills what it has not posted',
      'only-tabled-transitions',
      /shipment \d+ \(order \d+\): customerBilled before goodsIssuePosted/,
      ({ erp }) =>
        erp.handlers.set('reportGoodsIssue', ({ key }: { readonly key: number }) => {
          const order = erp.orders.get(Math.floor(key / 8));
          if (order !== undefined) order.issued |= 1 << (key % 8);
        }),
    ],
    [
      'an ERP that pays twice and writes it down once',
      'side-effect-once',
      /ERP's own ledger has \d+ freight payments, it has written down \d+/,
      ({ erp }) =>
        replaced(erp, 'pay', (right, ...args) => {
          right(...args);
          quietly(erp, 'say', () => right(...args));
        }),
    ],
    [
      'an ERP that bills another amount than it says',
      'side-effect-once',
      /ERP's own ledger has \d+ minor units invoiced, it has written down \d+/,
      ({ erp }) =>
        replaced(erp, 'bill', (right, shipment, minor) => {
          right(shipment, minor);
          erp.effects.invoicedMinor += 1;
        }),
    ],
    [
      'a TMS that books twice and writes it down once',
      'side-effect-once',
      /TMS's own ledger has \d+ bookings, it has written down \d+/,
      ({ tms }) =>
        replaced(tms.bookings, 'decide', (right, key, attempt) => {
          right(key, attempt);
          const load = tms.loads.get(key);
          if (load.booking !== 'booked') return;
          load.booking = 'asked';
          quietly(tms.bookings, 'answer', () => right(key, attempt));
        }),
    ],
    [
      'a TMS that uses more of a licence than has left',
      'saga-nets-zero',
      /licences of P\d+ for \w+: 1 units are used at TMS, 0 have left/,
      ({ tms }) => {
        tms.papers.rules.left[0] -= 1;
      },
    ],
  ])('%s: %s', (_what, invariant, message, plant) => {
    expectCaught(invariant, message, (twin) => plant(twin.systems, twin));
  });

  test('a TMS that forgets a cancellation: saga-nets-zero', () => {
    const classes = world.erp.classes.map((each) => ({ ...each, cancelShare: 1 }));
    const fickle = { ...world, erp: { ...world.erp, classes } };
    expect(violationOf(() => {}, fickle)).toBe(null);
    expectCaught(
      'saga-nets-zero',
      /load \d+ was called off \d+ days ago, and it is still booked/,
      ({ systems }) => {
        (systems.tms as Inside).handlers.set('cancelBooking', () => {});
      },
      fickle,
    );
  });

  test('a TMS that books beyond what is contracted', () => {
    const capacity = world.tms.lines.map(({ carrier, origin, destination }) => {
      const region = 'region' in destination ? destination.region : world.tms.regionOf[destination.place]!;
      return { carrier, origin, region, loadsPerWeek: 1 };
    });
    const tight = { ...world, tms: { ...world.tms, capacity: firstOfEach(capacity) } };
    const violation = violationOf(({ systems }) => {
      (systems.tms as Inside).bookings.capacity.take = () => true;
    }, tight);
    expect(violation?.invariant).toBe('capacity-respected');
    expect(violation?.message).toMatch(/load \d+ is no. 2 of .* 1 are contracted/);
  });

  test('a TMS that lets pass what must not travel', () => {
    const controlled = world.network.products.map((each) => ({ ...each, exportControlled: true }));
    const forbidding = {
      ...world,
      network: { ...world.network, products: controlled },
      tms: { ...world.tms, trade: { ...world.tms.trade, licences: [] } },
    };
    const violation = violationOf(({ systems }) => {
      (systems.tms as Inside).papers.rules.judge = () => ({ refusal: 0, fault: 0, uses: [] });
    }, forbidding);
    expect(violation?.invariant).toBe('export-released-legally');
    expect(violation?.message).toMatch(
      /controlled product P\d+ .* left for \w\w: \d+ units by now, 0 are licensed/,
    );
  });

  test('a TMS that prepares papers for other loads than it says', () => {
    const controlled = world.network.products.map((each) => ({ ...each, exportControlled: true }));
    const violation = violationOf(
      ({ systems }) => {
        const { tms } = systems as Inside;
        replaced(tms.papers, 'judge', (_right, key) => tms.send('documentsPrepared', key, key, 0, null));
      },
      { ...world, network: { ...world.network, products: controlled } },
    );
    expect(violation?.invariant).toBe('export-released-legally');
    expect(violation?.message).toMatch(/without papers for the booking in force/);
  });
});

/** One contract for each carrier and lane. */
function firstOfEach<C extends { carrier: number; origin: number; region: number }>(
  contracts: readonly C[],
): C[] {
  const seen = new Map<string, C>();
  for (const each of contracts) {
    const lane = `${each.carrier} ${each.origin} ${each.region}`;
    if (!seen.has(lane)) seen.set(lane, each);
  }
  return [...seen.values()];
}
