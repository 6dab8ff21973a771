/** Three days of sixteen stores, in which stores, ERP or the core do what they must not: the run stops there. */
import { describe, expect, test } from 'vitest';
import {
  expectCaught,
  type Inside,
  type Plant,
  replaced,
  violationOf,
} from '#testing/worlds/outbound-plants';
import { storesWorld } from '#testing/worlds/replenishment-world';

const WORLD = storesWorld({ days: 3 });

/** Reaches into the mocks. */
const inside =
  (act: (systems: Inside) => void): Plant =>
  (twin) =>
    act(twin.systems);

test('without a plant nothing stops it', () => {
  expect(violationOf(() => {}, WORLD)).toBe(null);
});

describe('a store', () => {
  test.each<[string, string, RegExp, Plant]>([
    [
      'that sells what it has not',
      'never-sells-what-it-has-not',
      /store .*, day 1: \d+ units are sold, and only \d+ can be there/,
      inside(({ stores }) =>
        replaced(stores.shelves, 'sell', (right, ...of) => ({ ...right(...of), units: 10_000 })),
      ),
    ],
    [
      'whose goods vanish from the shelf unseen',
      'units-conserved',
      /store .*, day \d+: \d+ units on the shelves; what was received, sold and missing leaves \d+/,
      inside(({ stores }) =>
        replaced(stores.shelves, 'count', (right, store, day) => {
          const at = stores.shelves.there.findIndex((units: number) => units > 0);
          stores.shelves.there[at] -= 1;
          return right(store, day);
        }),
      ),
    ],
    [
      'that receives more than was issued for it',
      'units-conserved',
      /shipment \d+ \(order \d+\): \d+ units received, \d+ were on their way/,
      inside(({ stores }) =>
        replaced(stores, 'receive', (right, store, box) =>
          right(store, { ...box, units: box.units.map((units: number) => units + 1) }),
        ),
      ),
    ],
    [
      'that receives the same delivery twice',
      'units-conserved',
      /shipment \d+ \(order \d+\): \d+ units received, none were on their way/,
      inside(({ stores }) =>
        replaced(stores, 'receive', (right, store, box) => {
          right(store, box);
          right(store, box);
        }),
      ),
    ],
    [
      'that never receives what stands at its door',
      'nothing-left-over',
      /\d+ shipments are on their way to a store or node at the end/,
      inside(({ stores }) => {
        // The carrier's word must not be enough, and nobody must wait for it for ever.
        replaced(stores, 'arrived', () => {});
      }),
    ],
    [
      'that sells more than it writes down',
      'side-effect-once',
      /the stores' own ledger has soldUnits \d+, they have written down \d+/,
      inside(({ stores }) =>
        replaced(stores, 'close', (right, store, day) => {
          right(store, day);
          stores.own.soldUnits += 1;
        }),
      ),
    ],
  ])('%s', (_what, invariant, message, plant) => {
    expectCaught(invariant, message, plant, WORLD);
  });
});

describe('ERP', () => {
  test.each<[string, string, RegExp, Plant]>([
    [
      'that posts a receipt twice',
      'side-effect-once',
      /ERP posts a receipt of \d+ units, to be posted were none/,
      inside(({ erp }) =>
        replaced(erp.transfers, 'postReceipt', (right, message) => {
          right(message);
          erp.transfers.transfers.get(message.a).posted[message.b] = false;
          right(message);
        }),
      ),
    ],
    [
      'that posts no receipt',
      'nothing-left-over',
      /\d+ shipments are received and not posted by ERP at the end/,
      // In the handler's place, since handlers were bound before.
      inside(({ erp }) => erp.handlers.set('postTransferReceipt', () => {})),
    ],
    [
      'that releases a second transfer of the same goods',
      'one-open-transfer',
      /transfer \d+ is released while \d+ of the same store and group is open/,
      inside(({ erp }) =>
        replaced(erp.transfers, 'request', (right, message) => {
          right(message);
          erp.transfers.log.business(
            'transferReleased',
            'ERP',
            'internal-order',
            message.a + 100_000,
            1,
            1,
            message.key,
          );
        }),
      ),
    ],
  ])('%s', (_what, invariant, message, plant) => {
    expectCaught(invariant, message, plant, WORLD);
  });
});

describe('the core', () => {
  const desk =
    (act: (desk: Inside) => void): Plant =>
    ({ host }) =>
      act((host as Inside).desk);

  test.each<[string, string, RegExp, Plant]>([
    [
      'that proposes something else than was decided',
      'decision-audited',
      /replenishment \d+: proposal \d+ of \d+ units to node \d; on record is \d+, \d+ units from node \d/,
      desk((inside) =>
        replaced(inside, 'decideAlone', (right, ask) => {
          const answer = right(ask);
          if (ask.point !== 'replenishment' || answer.body.option === null) return answer;
          const option = ask.options.find((each: Inside) => each.source !== answer.body.option.source);
          return { ...answer, body: { ...answer.body, option } };
        }),
      ),
    ],
    [
      'that decides the same thing twice',
      'decision-audited',
      /replenishment \d+: decision \d+ is on record after decision \d+/,
      desk((inside) =>
        replaced(inside, 'note', (right, ask, decided) => {
          right(ask, decided);
          if (ask.point === 'replenishment') right(ask, decided);
        }),
      ),
    ],
    [
      'that goes beyond its authority without asking',
      'authority-kept',
      /replenishment \d+: proposal \d+ is worth \d+, beyond 100, and no planner has said so/,
      (twin) => {
        (twin as Inside).invariants.parts.replenishment.authorityMinor = 100;
      },
    ],
  ])('%s', (_what, invariant, message, plant) => {
    expectCaught(invariant, message, plant, WORLD);
  });
});

describe('a node that another one supplies', () => {
  const TWO_ECHELONS = storesWorld({ days: 4, overlays: ['two-echelon'] });

  test('without a plant nothing stops it', () => {
    expect(violationOf(() => {}, TWO_ECHELONS)).toBe(null);
  });

  test.each<[string, string, RegExp, Plant]>([
    [
      'that receives more than was sent',
      'units-conserved',
      /shipment \d+ \(order \d+\): \d+ units received, \d+ were on their way/,
      inside(({ wms }) =>
        replaced(wms.transfers, 'receive', (right, dock, box) =>
          right(dock, { ...box, units: box.units.map((units: number) => units + 1) }),
        ),
      ),
    ],
    [
      'that puts away less than it says',
      'units-conserved',
      /DC East: node 1, product \d+: WMS holds \d+ units, \d+ by what came, left and was adjusted/,
      inside(({ wms }) =>
        replaced(wms.transfers.stock, 'receive', (right, node, product, units, now) =>
          right(node, product, node === 1 ? units - 1 : units, now),
        ),
      ),
    ],
    [
      'that puts away what it does not write down',
      'side-effect-once',
      /WMS has put away \d+ units from other nodes by its own count, \d+ by what it has written down/,
      inside(({ wms }) => {
        wms.transfers.units += 1;
      }),
    ],
    [
      'whose receipts ERP posts to another node',
      'no-drift',
      /DC West, product P\d+: ERP believes in -?\d+ units at the end, -?\d+ by what has left and come/,
      inside(({ erp }) =>
        replaced(erp.transfers.orders, 'stock', (right, _node, product, units) => right(0, product, units)),
      ),
    ],
  ])('%s', (_what, invariant, message, plant) => {
    expectCaught(invariant, message, plant, TWO_ECHELONS);
  });
});
