/** A small day of the distributor in which one system lies, forgets or does too much: the run stops there, and names it. */
import { describe, expect, test } from 'vitest';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { LOAD, ORDER } from '#orchestrator/processes/outbound/inputs';
import { distributorTwin, smallDistributor } from '#testing/outbound-world';
import type { BusinessWatcher } from '../../host/signals.ts';
import type { OutboundTwin } from '../../twin/outbound-twin.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { InvariantViolation } from '../invariant-violation.ts';

const world = smallDistributor({ days: 1, ordersPerDay: 60 });

// biome-ignore lint/suspicious/noExplicitAny: plants reach into what is private
type Inside = any;

/** Does something when an event is written, after the invariants have seen it. */
class Saboteur implements BusinessWatcher {
  readonly name = 'saboteur';
  act: (event: string, key: number, a: number, b: number) => void = () => {};

  business(...[, event, , , key, , a, b]: Parameters<BusinessWatcher['business']>): void {
    this.act(event, key, a, b);
  }

  save(): null {
    return null;
  }

  load(): void {}
}

/** Runs to the end with a plant. @returns what stopped it; null = nothing did */
function violationOf(
  plant: (twin: OutboundTwin, saboteur: Saboteur) => void,
  of: OutboundWorld = world,
): InvariantViolation | null {
  const saboteur = new Saboteur();
  const twin = distributorTwin(of, { watchers: [saboteur] });
  plant(twin, saboteur);
  twin.start();
  try {
    expect(twin.run()).toBe('empty');
    return null;
  } catch (error) {
    let cause = error;
    while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
    if (cause instanceof InvariantViolation) return cause;
    throw error;
  }
}

/** Replaces a method of a system, which may call the right one. */
function replaced(object: Inside, method: string, by: (right: Inside, ...args: Inside[]) => unknown): void {
  const right = object[method].bind(object);
  object[method] = (...args: Inside[]) => by(right, ...args);
}

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
          wms.stock.reserve(node, lines[0].product, 1, 0, []);
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
        replaced(tms, 'decideBooking', (right, key, attempt) => {
          right(key, attempt);
          const load = tms.loads.get(key);
          if (load.booking !== 'booked') return;
          load.booking = 'asked';
          right(key, attempt);
        }),
    ],
  ])('%s: %s', (_what, invariant, message, plant) => {
    const violation = violationOf((twin) => plant(twin.systems, twin));
    expect(violation?.invariant).toBe(invariant);
    expect(violation?.message).toMatch(message);
  });

  test('a TMS that books beyond what is contracted', () => {
    const capacity = world.tms.lines.map(({ carrier, origin, destination }) => {
      const region = 'region' in destination ? destination.region : world.tms.regionOf[destination.place]!;
      return { carrier, origin, region, loadsPerWeek: 1 };
    });
    const tight = { ...world, tms: { ...world.tms, capacity: firstOfEach(capacity) } };
    const violation = violationOf(({ systems }) => {
      (systems.tms as Inside).capacity.take = () => true;
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
      (systems.tms as Inside).rules.judge = () => ({ refusal: 0, fault: 0, uses: [] });
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
        replaced(tms, 'judge', (_right, key) => tms.send('documentsPrepared', key, key, 0, null));
      },
      { ...world, network: { ...world.network, products: controlled } },
    );
    expect(violation?.invariant).toBe('export-released-legally');
    expect(violation?.message).toMatch(/without papers for the booking in force/);
  });
});

describe('a core that goes wrong', () => {
  const order = (twin: OutboundTwin, key: number): Inside =>
    twin.host.state(ORDER as ActorTypeNo, Math.floor(key / 8));

  test('an order that counts a unit which nobody shipped', () => {
    const violation = violationOf((twin, saboteur) => {
      saboteur.act = (event, key) => {
        if (event === 'shipmentDelivered') order(twin, key).shipped[0] += 1;
      };
    });
    expect(violation?.invariant).toBe('order-lines-conserved');
    expect(violation?.message).toMatch(/order \d+: the core shipped \d+ units, WMS issued \d+/);
  });

  test('an order that forgets units', () => {
    const violation = violationOf((twin, saboteur) => {
      saboteur.act = (event, key) => {
        if (event === 'orderSourced') twin.host.state<Inside>(ORDER as ActorTypeNo, key).open[0] -= 1;
      };
    });
    expect(violation?.invariant).toBe('order-lines-conserved');
    expect(violation?.message).toMatch(/order \d+: \d+ units ordered, \d+ shipped \+ \d+ cancelled/);
  });

  test('a load that goes with goods that its carrier does not take', () => {
    const carriers = world.network.carriers.map((each) => ({ ...each }));
    const products = world.network.products.map((each) => ({ ...each, unNumber: 1263 }));
    const violation = violationOf(
      (_twin, saboteur) => {
        saboteur.act = (event, _key, carrier) => {
          if (event === 'loadBooked') carriers[carrier]!.dangerousGoods = false;
        };
      },
      { ...world, network: { ...world.network, carriers, products } },
    );
    expect(violation?.invariant).toBe('dangerous-goods-accepted');
    expect(violation?.message).toMatch(/load \d+ left with .*, which takes no dangerous goods: UN 1263/);
  });

  test('an order that goes to a denied party', () => {
    const customers = world.network.customers.map((each) => ({ ...each }));
    const violation = violationOf(
      (_twin, saboteur) => {
        saboteur.act = (event) => {
          // Where the core has a rule against it, it knows too late; TMS does not know at all.
          if (event === 'loadBooked') for (const each of customers) each.deniedParty = true;
        };
      },
      { ...world, network: { ...world.network, customers } },
    );
    expect(violation?.invariant).toBe('export-released-legally');
    expect(violation?.message).toMatch(/load \d+ left with shipment \d+ .* a denied party/);
  });

  test('a load that is tendered to two carriers at once', () => {
    const violation = violationOf((twin, saboteur) => {
      let done = false;
      saboteur.act = (event, load, carrier, minor) => {
        if (event !== 'tenderOffered' || done) return;
        done = true;
        twin.host.books.business(twin.kernel.now, 'tenderOffered', 'core', 'load', load, 2, carrier, minor);
      };
    });
    expect(violation?.invariant).toBe('one-active-booking');
  });

  test('a posting that is lost', () => {
    const violation = violationOf(({ host }) => {
      let lost = false;
      replaced(host.books, 'post', (right, now, posting, ...rest) => {
        if (posting === 'freightApproved' && !lost) lost = true;
        else right(now, posting, ...rest);
      });
    });
    expect(violation?.invariant).toBe('ledger-balances');
    expect(violation?.message).toMatch(/freight-accrual holds \d+ at the end, 0 minor units/);
  });

  test('trucks that nobody loads, and bills that nobody sends', () => {
    const unloaded = violationOf(({ systems }) => {
      (systems.wms as Inside).floor.truckAtDoor = () => {};
    });
    expect(unloaded?.invariant).toBe('settles');
    expect(unloaded?.message).toMatch(
      /nothing more can happen, and \d+ loads wait for no person: \d+ \(loading\)/,
    );
    const unbilled = violationOf(({ systems }) => {
      for (const carrier of systems.carriers as Inside)
        carrier.output.next = ((right) => (message: Envelope) => {
          if (message.kind !== 'freightBilled') right(message);
        })(carrier.output.next.bind(carrier.output));
    });
    expect(unbilled?.invariant).toBe('settles');
    expect(unbilled?.message).toMatch(/\(delivered\)/);
  });

  test('a copy of the run finds what the run would have found', () => {
    const lying = (twin: OutboundTwin): OutboundTwin => {
      replaced(twin.systems.erp as Inside, 'pay', (right, load, minor, carrier) =>
        right(load, minor + 1, carrier),
      );
      return twin;
    };
    const first = lying(distributorTwin(world));
    first.start();
    first.run({ events: 15_000 });
    expect(first.host.living(LOAD as ActorTypeNo).length).toBeGreaterThan(0);
    const copy = lying(distributorTwin(world));
    copy.restore(structuredClone(first.snapshot()));
    const stopped = (twin: OutboundTwin): string => {
      try {
        return twin.run();
      } catch (error) {
        return String((error as Error).cause ?? error);
      }
    };
    const found = stopped(first);
    expect(found).toMatch(/invoice-settled-once/);
    expect(stopped(copy)).toBe(found);
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
