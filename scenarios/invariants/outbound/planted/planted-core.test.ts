/** A small day of the distributor in which the core goes wrong: the run stops there, and names it. */
import { describe, expect, test } from 'vitest';
import type { Envelope } from '#orchestrator/contracts/envelope';
import { HOLD } from '#orchestrator/contracts/erp';
import type { ActorTypeNo } from '#orchestrator/core/address';
import {
  CONSOLIDATION,
  FREIGHT_INVOICE,
  LOAD,
  ORDER,
  WAVE_PLAN,
} from '#orchestrator/processes/outbound/inputs';
import type { LoadState } from '#orchestrator/processes/outbound/load/load-state';
import { DAY_MS } from '#sim/shifts/civil';
import {
  expectCaught,
  type Inside,
  replaced,
  violationOf,
  SMALL_DAY as world,
} from '#testing/worlds/outbound-plants';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import { TIMERS_MAX } from '../../../host/host-out.ts';
import type { OutboundTwin } from '../../../twin/outbound-twin.ts';

describe('a core that goes wrong', () => {
  /** No timer of actors of a type, or of those, rings. */
  const forgetTimers = (
    twin: OutboundTwin,
    type: unknown,
    of: (key: number) => boolean = () => true,
  ): void => {
    replaced(twin.host as Inside, 'ring', (right, packed, key) => {
      if (Math.floor(packed / TIMERS_MAX) !== type || !of(key)) right(packed, key);
    });
  };
  const loadIs =
    (twin: OutboundTwin, status: string) =>
    (key: number): boolean =>
      twin.host.state<LoadState>(LOAD as ActorTypeNo, key)?.status === status;

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

  test('work that the core forgets: no timer of it rings any more', () => {
    expectCaught(
      'settles',
      /nothing more can happen, and \d+ loads wait for no person: \d+ \(loading\)/,
      (twin) => {
        (twin.systems.wms as Inside).floor.truckAtDoor = () => {};
        forgetTimers(twin, LOAD, loadIs(twin, 'loading'));
      },
    );
    expectCaught(
      'settles',
      /nothing more can happen, and \d+ loads wait for no person: \d+ \(delivered\)/,
      (twin) => {
        for (const { handlers, output } of twin.systems.carriers as Inside) {
          expect(handlers.size).toBeGreaterThan(0);
          replaced(output, 'next', (right, message: Envelope) => {
            if (message.kind !== 'freightBilled') right(message);
          });
        }
        forgetTimers(twin, LOAD, loadIs(twin, 'delivered'));
        forgetTimers(twin, FREIGHT_INVOICE);
      },
    );
  });

  test('what is past the bound is found while the rest goes on', () => {
    const bounded = { ...smallDistributor({ days: 30, ordersPerDay: 5 }), settleBoundMs: 70 * DAY_MS };
    const forgetful = (twin: OutboundTwin): void => {
      let forgotten = -1;
      replaced(twin.systems.wms as Inside, 'take', (right, message: Envelope) => {
        if (message.kind === 'loadTruck' && forgotten < 0) forgotten = message.key;
        return message.kind === 'loadTruck' && message.key === forgotten ? 200 : right(message);
      });
      forgetTimers(twin, LOAD, (key) => key === forgotten);
    };
    expect(violationOf(() => {}, bounded)).toBe(null);
    expectCaught(
      'settles',
      /order \d+ was released more than 70 days ago, within which everything of it is over, and waits for no person/,
      forgetful,
      bounded,
    );
  });

  test('at the horizon nothing may be past the bound, however still it is by then', () => {
    const cut = { ...world, settleBoundMs: 20 * DAY_MS, endAt: world.startAt + 30 * DAY_MS };
    const twin = distributorTwin(cut);
    (twin.systems.wms as Inside).floor.truckAtDoor = () => {};
    forgetTimers(twin, LOAD);
    forgetTimers(twin, ORDER);
    twin.start();
    expect(() => twin.run()).toThrow(/settles/);
    expect(twin.pastBound().orders.length).toBeGreaterThan(0);
  });

  test('a wave plan that forgets a shipment, and a wave that never comes', () => {
    expectCaught('nothing-left-over', /\d+ shipments wait for a wave of node \d at the end: \d+/, (twin) =>
      forgetTimers(twin, WAVE_PLAN),
    );
    expectCaught('nothing-left-over', /\d+ consolidations are open at the end: \d+/, (twin) =>
      forgetTimers(twin, CONSOLIDATION),
    );
  });

  test('an accrual that stays when its load is called off', () => {
    const classes = world.erp.classes.map((each) => ({ ...each, cancelShare: 1 }));
    expectCaught(
      'saga-nets-zero',
      /load \d+ was called off \d+ days ago, and \d+ minor units of freight are still accrued/,
      (twin, saboteur) => {
        const off = new Set<number>();
        saboteur.act = (event, load) => {
          if (event === 'loadCancelled') off.add(load);
        };
        replaced(twin.host.books, 'post', (right, now, posting, minor, type, key) => {
          if (!off.has(key)) right(now, posting, minor, type, key);
        });
      },
      { ...world, erp: { ...world.erp, classes } },
    );
  });

  test('an order that is sourced while it is held', () => {
    expectCaught('rules-win', /order \d+: sourced at DC \w+ while ERP holds it/, (twin) => {
      const { host } = twin as Inside;
      replaced(host, 'receive', (right, message: Envelope) =>
        right(message.kind === 'salesOrderReleased' ? { ...message, a: HOLD.none } : message),
      );
    });
  });

  test('inputs that nobody takes up', () => {
    expectCaught('bounded', /\d+ inputs wait and \d+ messages are kept, with \d+ orders open/, (twin) => {
      Object.defineProperty(twin.host, 'backlog', { get: () => 100_000 });
    });
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
