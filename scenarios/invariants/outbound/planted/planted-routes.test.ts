/** Three days of sixteen stores that are driven to by routes, in which fleet or core do what they must not: the run stops there. */
import { describe, expect, test } from 'vitest';
import {
  expectCaught,
  type Inside,
  type Plant,
  replaced,
  violationOf,
} from '#testing/worlds/outbound-plants';
import { storesWorld } from '#testing/worlds/replenishment-world';

const WORLD = storesWorld({ days: 3, overlays: ['routes'] });

const inside =
  (act: (systems: Inside) => void): Plant =>
  (twin) =>
    act(twin.systems);

/** Steps of the core's actor of this name. */
const stepOf =
  (
    type: string,
    act: (right: Inside, draft: Inside, input: Inside, now: number, out: Inside) => void,
  ): Plant =>
  ({ host }) => {
    const { actor } = (host as Inside).actors.all().find((each: Inside) => each.actor.name === type);
    replaced(actor, 'step', (right, draft, input, now, out) => act(right, draft, input, now, out));
  };

test('without a plant nothing stops it', () => {
  expect(violationOf(() => {}, WORLD)).toBe(null);
});

describe('the core', () => {
  test.each<[string, string, RegExp, Plant]>([
    [
      'that puts more on a vehicle than it carries',
      'capacity-respected',
      /route \d+ of DC \w+: \d+ g in \d+ handling units; its vehicle carries 100000 g/,
      (twin) => {
        const rules = (twin as Inside).invariants.parts.routes;
        const { network } = rules.world;
        const small = network.routes.nodes.map((node: Inside) => ({
          ...node,
          vehicles: node.vehicles.map((each: Inside) => ({ ...each, weightGramsMax: 100_000 })),
        }));
        rules.world = { network: { ...network, routes: { ...network.routes, nodes: small } } };
      },
    ],
    [
      'that puts a shipment on two routes',
      'one-route',
      /shipment \d+ \(order \d+\) is put on route \d+, and is on route \d+/,
      stepOf('route', (right, draft, input, now, out) => {
        right(draft, input, now, out);
        if (input.kind === 'formRoute')
          out.event('shipmentRouted', 99, input.body.stops[0].shipments[0].goods.shipment, 0);
      }),
    ],
  ])('%s', (_what, invariant, message, plant) => {
    expectCaught(invariant, message, plant, WORLD);
  });
});

describe('the fleet', () => {
  test.each<[string, string, RegExp, Plant]>([
    [
      'that loses a shipment on the way',
      'units-conserved',
      /route \d+ is back with \d+ shipments; what was put on it and not delivered are \d+/,
      inside(({ fleet }) =>
        replaced(fleet, 'serve', (right, key, vehicle) => {
          vehicle.aboard = vehicle.aboard.slice(1);
          right(key, vehicle);
        }),
      ),
    ],
    [
      'that delivers before it has left',
      'units-conserved',
      /shipment \d+ \(order \d+\) is delivered in condition 0, and is on no vehicle that could have brought it/,
      inside(({ fleet }) =>
        replaced(fleet, 'release', (right, message) => {
          right(message);
          fleet.log.business('shipmentDelivered', 'carrier', 'shipment', message.body.shipments[0], 1, 0, 0);
        }),
      ),
    ],
    [
      'that is paid twice',
      'only-tabled-transitions',
      /route \d+: routeCharged, and there is no such route, or it is over/,
      inside(({ fleet }) =>
        replaced(fleet, 'comeBack', (right, key, vehicle) => {
          right(key, vehicle);
          fleet.event('routeCharged', key, 1, vehicle.costMinor, vehicle.node);
        }),
      ),
    ],
    [
      'that comes to a stop twice',
      'side-effect-once',
      /route \d+: stop 1 is reached after stop 1/,
      inside(({ fleet }) =>
        replaced(fleet, 'arrive', (right, key, vehicle) => {
          right(key, vehicle);
          fleet.event('stopArrived', key, vehicle.stop, 0, 0);
        }),
      ),
    ],
    [
      'that drives farther than it says',
      'side-effect-once',
      /the fleet's own ledger has km \d+, it has written down \d+/,
      inside(({ fleet }) =>
        replaced(fleet, 'comeBack', (right, key, vehicle) => {
          right(key, vehicle);
          fleet.own.km += 1;
        }),
      ),
    ],
  ])('%s', (_what, invariant, message, plant) => {
    expectCaught(invariant, message, plant, WORLD);
  });
});
