/** A small peak day whose customers change their orders, in which somebody goes wrong about that: the run stops there, and names it. */
import { describe, expect, test } from 'vitest';
import { PHASE } from '#mock-systems/wms/shipments';
import { orderOf } from '#orchestrator/contracts/shipment-key';
import { ORDER } from '#orchestrator/processes/outbound/inputs';
import { noChanges, type OrderState } from '#orchestrator/processes/outbound/order/order-state';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { expectCaught, type Inside, replaced, violationOf } from '#testing/worlds/outbound-plants';
import { buildOutboundWorld } from '../../../world/outbound/build.ts';

const SET = ['demand.days=1', 'demand.ordersPerDay=150'];
const world = buildOutboundWorld(
  outboundScenario(loadFrom('peak-season', {}, { with: ['order-changes'], set: SET })),
  1,
);

test('without a plant nothing stops it', () => {
  expect(violationOf(() => {}, world)).toBe(null);
});

/** What the core writes of changes is changed on its way. */
function written(twin: Inside, event: string, change: (right: Inside, written: Inside[]) => void): void {
  replaced(twin.host.books, 'business', (right, ...all) => {
    if (all[1] === event) change(right, all);
    else right(...all);
  });
}

describe('of changes', () => {
  test('a core that answers one twice', () => {
    expectCaught(
      'side-effect-once',
      /order \d+: change \d+ is answered, and nobody waits/,
      (twin) =>
        written(twin, 'changeAnswered', (right, all) => {
          right(...all);
          right(...all);
        }),
      world,
    );
  });

  test('a core that says made what it has refused', () => {
    expectCaught(
      'order-lines-conserved',
      /order \d+: change \d+ to \d+ is answered as made, and the order has/,
      (twin) =>
        written(twin, 'changeAnswered', (right, all) => {
          const [time, event, owner, entity, key, n, refusal] = all;
          if (refusal === 0) right(...all);
          else right(time, event, owner, entity, key, n, 0, 0);
        }),
      world,
    );
  });

  test('a core that forgets, of who wants more, that it takes no partial shipment', () => {
    expectCaught(
      'ships-complete',
      /leaves alone, its customer takes no partial shipment, and shipment \d+ \(order \d+\) is in a warehouse/,
      (twin) => {
        const whole = new Set<number>();
        replaced(twin.host.books, 'business', (right, ...all) => {
          const state = twin.host.state(ORDER, all[4]) as OrderState | undefined;
          if (all[1] === 'orderChanged' && state?.shipComplete) {
            whole.add(all[4]);
            state.shipComplete = false;
          }
          if (all[1] === 'orderSourced' && whole.has(all[4])) state!.shipComplete = true;
          right(...all);
        });
      },
      world,
    );
  });

  test('a core that sends what there is to who takes no partial shipment', () => {
    expectCaught(
      'ships-complete',
      /leaves, its customer takes no partial shipment, and 1 units of the order wait for stock/,
      (twin) =>
        written(twin, 'orderSourced', (right, all) => {
          const state = twin.host.state(ORDER, all[4]) as OrderState;
          if (state.shipComplete) state.backordered[0]! += 1;
          right(...all);
        }),
      world,
    );
  });

  test('a warehouse that frees stock and holds it all the same', () => {
    expectCaught(
      'reservations-open',
      /units are reserved, open reservations hold/,
      (twin: Inside) => replaced(twin.systems.wms.goods, 'releasePicks', () => {}),
      world,
    );
  });

  test('a warehouse that frees what it has begun to pick', () => {
    expectCaught(
      'only-tabled-transitions',
      /reduced after it was picked or released/,
      (twin: Inside) => {
        const { goods } = twin.systems.wms;
        const asked = new Set<number>();
        let reduce: Inside = null;
        replaced(goods, 'reduce', (right, key) => {
          asked.add(orderOf(key));
          reduce = right;
        });
        // It is called back, sourced again, and then too few of it are kept.
        replaced(goods, 'pick', (right, key, shipment) => {
          right(key, shipment);
          if (!asked.has(orderOf(key))) return;
          const fewer = shipment.units.map((units: number) => Math.ceil(units / 2));
          shipment.phase = PHASE.reserved;
          reduce(key, shipment, fewer, 1);
          shipment.phase = PHASE.picking;
        });
      },
      world,
    );
  });

  test('an ERP that promises another day unasked', () => {
    expectCaught(
      'owner-writes',
      /order \d+: promised anew by change \d+, which the core has not made so/,
      (twin: Inside) =>
        replaced(twin.systems.erp.changes, 'answered', (right, message) => right({ ...message, a: 1 })),
      world,
    );
  });

  test('a core that is done with an order and has forgotten to answer', () => {
    expectCaught(
      'nothing-left-over',
      /order \d+ is done, and 1 changes of it are not answered/,
      (twin: Inside) =>
        written(twin, 'orderDone', (right, all) => {
          const state = twin.host.state(ORDER, all[4]) as OrderState;
          state.changes = { ...noChanges(), waiting: [{ no: 1, matter: 0, value: 1 }] };
          right(...all);
        }),
      world,
    );
  });
});
