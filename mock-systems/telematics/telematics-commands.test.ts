/** A telematics provider that a core asks about any trips: positions come of trips that it was asked about, of one device, and go forward. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { systemProperty, telling, wasTold } from '#testing/commands/mock-commands';
import { runs } from '#testing/properties/properties';
import { UnderWay } from '../under-way.ts';
import { CARRIER, DAY_MS, PLAIN, WARM } from './telematics.fixture.ts';
import { TelematicsSystem } from './telematics-system.ts';

const TRIPS = [8, 16, 24];
const trip = fc.constantFrom(...TRIPS);
const SETTINGS = {
  ...PLAIN,
  fitted: { LTL: 0.7 },
  deadZoneShare: 0.3,
  flatShare: 0.2,
  wrongShare: 0.2,
  excursions: { ...WARM, share: 0.5 },
};

interface World {
  drive(load: number): void;
  end(load: number): void;
}

/** When loads left: at the same instants in the run that is copied and in the other. */
const left = new Map<number, number>();

test('whatever a core follows', () => {
  fc.assert(
    systemProperty<World>({
      owner: 'TELEMATICS',
      around: ['carrier'],
      start: () => left.clear(),
      make: (context) => {
        const { kernel } = context;
        const underWay = new UnderWay(kernel);
        const log = underWay.watching(context.log);
        const departedAt = (load: number): number => left.get(load)!;
        underWay.connectCarrier(CARRIER, {
          rideOf: (load) =>
            left.has(load)
              ? {
                  lane: 1,
                  cutoff: -1,
                  mode: 'LTL',
                  departedAt: departedAt(load),
                  plannedAt: departedAt(load) + 2 * DAY_MS,
                }
              : null,
          progressOf: (load) => Math.max(0, Math.min(1, (kernel.now - departedAt(load)) / (2 * DAY_MS))),
        });
        const system = new TelematicsSystem(
          { kernel, log },
          new Random(8),
          SETTINGS,
          underWay,
          (order) => order,
        );
        return {
          system,
          world: {
            drive: (load) => {
              left.set(load, kernel.now);
              log.business('loadDeparted', 'carrier', 'load', load, 1, CARRIER, 0);
            },
            end: (load) => log.business('loadDelivered', 'carrier', 'load', load, 1, CARRIER, 0),
          },
        };
      },
      steps: [
        telling('followTrip', { key: trip, a: fc.constant(CARRIER), b: fc.nat(1) }),
        trip.map((load) => ({ does: `drive(${load})`, act: (world: World) => world.drive(load) })),
        trip.map((load) => ({ does: `end(${load})`, act: (world: World) => world.end(load) })),
      ],
      // A load leaves once, and is delivered after that, once.
      may: (step, { happened }) =>
        'tell' in step ||
        (!happened.includes(step.does) &&
          (step.does.startsWith('drive') || happened.includes(step.does.replace('end', 'drive')))),
      says: {
        deviceAssigned: ({ key }, books) => wasTold(books, 'followTrip', key),
        noDevice: ({ key }, books) => wasTold(books, 'followTrip', key),
        positionReported: ({ key, a }, { said }) =>
          said.some((each) => each.kind === 'deviceAssigned' && each.key === key && each.a === a),
        temperatureExceeded: ({ key }, { told }) => told.some((each) => each.key === key && each.b === 1),
        deviceRemoved: ({ key }, { said }) =>
          said.some((each) => each.kind === 'deviceAssigned' && each.key === key),
      },
      holds: ({ said }) => {
        for (const key of TRIPS) {
          const devices = said
            .filter((each) => each.kind === 'deviceAssigned' && each.key === key)
            .map(({ a }) => a);
          expect(new Set(devices).size).toBeLessThanOrEqual(1);
          expect(
            said.filter((each) => each.kind === 'temperatureExceeded' && each.key === key).length,
          ).toBeLessThanOrEqual(1);
        }
      },
    }),
    { numRuns: runs(60) },
  );
});
