/** The fleet under any commands of a core: what went aboard is delivered or comes back, each shipment once, and no stop is served that was not called. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { type Books, START, systemProperty, telling, wasTold } from '#testing/commands/mock-commands';
import { runs } from '#testing/properties/properties';
import { CALLED, ROUTE, SETTINGS } from './fleet.fixture.ts';
import { FleetSystem } from './fleet-system.ts';

const ROUTES = [ROUTE];
const route = fc.constantFrom(...ROUTES);
const LIVELY = {
  ...SETTINGS,
  damagedShare: 0.2,
  refusedShare: 0.3,
  lateRefusedShare: 0.5,
  kmBetweenBreakdowns: 200,
};
const SHIPMENTS = [10, 20, 30];

const delivered = (body: unknown): readonly { readonly shipment: number }[] =>
  (body as { shipments: { shipment: number }[] }).shipments;
const calledBefore = ({ key }: { readonly key: number }, books: Books): boolean =>
  wasTold(books, 'callVehicle', key);

test('whatever a core commands', () => {
  fc.assert(
    systemProperty<FleetSystem>({
      owner: 'carrier',
      make: (context) => {
        const system = new FleetSystem(context, new Random(6), LIVELY);
        return { system, world: system };
      },
      steps: [
        telling('callVehicle', {
          key: route,
          body: fc.nat(5).map((h) => ({ ...CALLED, departAt: START + h * 3_600_000 })),
        }),
        telling('releaseVehicle', {
          key: route,
          body: fc.subarray(SHIPMENTS).map((shipments) => ({ shipments })),
        }),
        telling('withdrawVehicle', { key: route }),
        telling('requestRoute', { key: route }),
        telling('handBack', { key: route, body: fc.constant({ shipments: SHIPMENTS }) }),
      ],
      may: (step, books) => {
        if (!('tell' in step)) return true;
        const { kind, key } = step.tell;
        if (kind === 'callVehicle') return true;
        if (kind === 'releaseVehicle')
          return books.said.some((said) => said.kind === 'vehicleAtDock' && said.key === key);
        return wasTold(books, 'callVehicle', key);
      },
      says: {
        vehicleAtDock: calledBefore,
        vehicleAtStop: ({ key, a }, books) =>
          wasTold(books, 'releaseVehicle', key) && a >= 1 && a <= CALLED.stops.length,
        stopServed: ({ key, a, body }, books) =>
          wasTold(books, 'releaseVehicle', key) &&
          delivered(body).every(({ shipment }) => CALLED.stops[a - 1]!.shipments.includes(shipment)),
        vehicleReturned: ({ key }, books) => calledBefore({ key }, books),
        handedBack: ({ key }, books) => wasTold(books, 'handBack', key),
      },
      holds: ({ said }) => {
        for (const key of ROUTES) {
          const returned = said.filter((each) => each.kind === 'vehicleReturned' && each.key === key);
          for (const { body } of returned) {
            const { delivered: done, aboard } = body as {
              delivered: { shipment: number }[];
              aboard: number[];
            };
            const all = [...done.map(({ shipment }) => shipment), ...aboard];
            expect(new Set(all).size).toBe(all.length);
          }
          // Said again it says the same.
          expect(new Set(returned.map((each) => JSON.stringify(each))).size).toBeLessThanOrEqual(1);
        }
      },
    }),
    { numRuns: runs(60) },
  );
});
