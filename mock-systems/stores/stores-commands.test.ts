/** Stores under any questions of a core, with deliveries that come: a delivery is received once, and no shelf is ever below nothing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shipmentKey } from '#orchestrator/contracts/shipment-key';
import { Random } from '#sim/random/random';
import { systemProperty, telling } from '#testing/commands/mock-commands';
import { runs } from '#testing/properties/properties';
import { Doorstep } from '../doorstep.ts';
import { FIRST, SETTINGS } from './stores.fixture.ts';
import { StoresSystem } from './stores-system.ts';

const GROUPS = [0, 1];
/** One of each group, and the next of the first. */
const TRANSFERS = [FIRST, FIRST + 1, FIRST + 2];

interface World {
  open(): void;
  deliver(transfer: number, units: number): void;
}

test('whatever a core asks', () => {
  fc.assert(
    systemProperty<World>({
      owner: 'STORES',
      around: ['carrier'],
      start: ({ open }) => open(),
      make: (context) => {
        const { kernel } = context;
        const doorstep = new Doorstep(kernel);
        const log = doorstep.watching(context.log);
        const system = new StoresSystem({ kernel, log }, new Random(7), SETTINGS, doorstep);
        return {
          system,
          world: {
            open: () => system.start(),
            deliver: (transfer, units) => {
              const shipment = shipmentKey(transfer, 0);
              doorstep.send({ shipment, node: 0, products: [(transfer - FIRST) % 2], units: [units] });
              log.business('shipmentDelivered', 'carrier', 'shipment', shipment, 1, kernel.now, 0);
            },
          },
        };
      },
      steps: [
        telling('requestShelf', { key: fc.constantFrom(...GROUPS), a: fc.nat(9) }),
        fc.tuple(fc.constantFrom(...TRANSFERS), fc.integer({ min: 1, max: 20 })).map(([transfer, units]) => ({
          does: `deliver(${transfer})`,
          act: (world: World) => world.deliver(transfer, units),
        })),
        telling('askForReceipts', { key: fc.constantFrom(...GROUPS), a: fc.constantFrom(...TRANSFERS) }),
      ],
      // A shipment is delivered once.
      may: (step, { happened }) => 'tell' in step || !happened.includes(step.does),
      says: {
        shelfReported: ({ key, body }) =>
          GROUPS.includes(key) && (body as { onHand: number[] }).onHand.every((units) => units >= 0),
        transferReceived: ({ a }, { happened }) => happened.includes(`deliver(${a})`),
      },
      holds: ({ said }) => {
        const reports = said.filter(({ kind }) => kind === 'shelfReported');
        for (const key of GROUPS) {
          const numbers = reports.filter((each) => each.key === key).map(({ b }) => b);
          expect(numbers).toEqual([...new Set(numbers)].sort((x, y) => x - y));
        }
      },
    }),
    { numRuns: runs(40) },
  );
});
