/** The freight desk of a third party, between a warehouse, carriers and a core: each shipment leaves on one load, a load is advised and billed once. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ShippingAdvice } from '#orchestrator/contracts/three-pl';
import {
  type Books,
  START,
  type Step,
  systemProperty,
  telling,
  timesWritten,
} from '#testing/commands/mock-commands';
import { runs } from '#testing/properties/properties';
import { DAY_MS, HOUR_MS, MONDAY } from '../erp/system-bench.fixture.ts';
import { TenderLine } from '../tender-line.ts';
import { line, market, PLACES } from '../tms/tms.fixture.ts';
import { ThreePlFreight } from './freight-system.ts';
import { HaulLine } from './haul-line.ts';
import { Ramp } from './ramp.ts';
import type { FreightSettings } from './settings.ts';

const THIRD_PARTY = 3;
const CARRIERS = [0, 1, 2];
const SHIPMENTS = [8, 16, 24, 32];

const SETTINGS: FreightSettings = {
  carrier: THIRD_PARTY,
  lanes: [
    {
      node: 0,
      origin: PLACES.first,
      destination: PLACES.near,
      cutoffs: [0, 1, 2, 3].map((day) => MONDAY + 4 * HOUR_MS + day * DAY_MS),
      weightGramsMax: 500_000,
      parcelBelowGrams: 20_000,
    },
  ],
  docks: [null],
  lastPickupMs: HOUR_MS,
  loadingMsPerShipment: 0,
  buying: market(),
  selling: { ...market(), lines: [line(9, { carrier: THIRD_PARTY, ratePerKgMinor: 12 })] },
  tendering: {
    everyMs: HOUR_MS / 2,
    respondWithinMs: HOUR_MS,
    tendersMax: 3,
    tolerance: 0.1,
    pickupLeadMs: 2 * HOUR_MS,
    books: true,
  },
  choose: 'cheapest',
  keptMs: 60 * DAY_MS,
};

interface World {
  pack(shipment: number, weightGrams: number): void;
  release(shipment: number): void;
  says(carrier: number, kind: 'truckArrived' | 'podReceived' | 'freightBilled', load: number): void;
}

const shipment = fc.constantFrom(...SHIPMENTS);
const carrier = fc.constantFrom(...CARRIERS);
const pack = (key: number): string => `pack(${key})`;

test('whatever is packed, carried and asked', () => {
  fc.assert(
    systemProperty<World>({
      owner: 'THREEPL',
      around: ['WMS', 'carrier'],
      make: (context) => {
        const { kernel } = context;
        const ramp = new Ramp(kernel);
        const log = ramp.watching(context.log);
        const haul = new HaulLine(kernel, 1000);
        const tenders = new TenderLine(kernel, 1000);
        for (const no of CARRIERS) {
          tenders.connectCarrier(no, {
            // By its load: a copy must be answered alike.
            offer: (load, attempt) => {
              const accepts = (load / 8 + attempt) % 3 !== 0;
              tenders.answer(load, attempt, {
                kind: accepts ? 'tenderAccepted' : 'tenderRejected',
                b: accepts ? no : 1,
                detention: null,
                carrier: no,
              });
            },
            withdraw: () => {},
          });
          haul.connectHaulier(no, { hear: () => {}, soldFor: () => {} });
        }
        ramp.connectWarehouse((load, _node, shipments) => ramp.loaded(load, shipments));
        return {
          system: new ThreePlFreight({ kernel, log }, SETTINGS, tenders, haul, ramp),
          world: {
            pack: (key, weightGrams) => {
              const deliverTo = {
                destination: PLACES.near,
                lane: 0,
                promisedAt: START + DAY_MS,
                valueMinor: 5000,
                dangerous: false,
              };
              ramp.order(key, deliverTo);
              log.business('shipmentPacked', 'WMS', 'shipment', key, 1, 2, weightGrams);
            },
            release: (key) => log.business('reservationReleased', 'WMS', 'shipment', key, 1, 0, 0),
            says: (no, kind, load) => haul.sayOf(no)(kind, load, 1, no, { shipments: [] } as never),
          },
        };
      },
      steps: [
        fc
          .tuple(shipment, fc.constantFrom(10_000, 200_000, 300_000))
          .map(([key, grams]) => ({ does: pack(key), act: (world: World) => world.pack(key, grams) })),
        shipment.map((key) => ({ does: `release(${key})`, act: (world: World) => world.release(key) })),
        fc
          .tuple(carrier, fc.constantFrom('truckArrived' as const, 'podReceived' as const), shipment)
          .map(([no, kind, load]) => ({
            does: `${kind}(${load}) of ${no}`,
            act: (world: World) => world.says(no, kind, load),
          })),
        telling('requestStatus', { key: shipment, a: fc.constant(1) }),
        telling('requestBill', { key: shipment, a: fc.constant(1) }),
      ],
      may: (step, books) => mayBe(step, books),
      says: {
        podReceived: ({ key }, { happened }) =>
          happened.some((each) => each.startsWith(`podReceived(${key})`)),
        // Of packed shipments that nobody has given back, once a load.
        shippingAdvised: ({ key, body }, books) => {
          const advised = (body as ShippingAdvice).shipments.map(({ shipment }) => shipment);
          return (
            advised.includes(key) &&
            advised.every((each) => books.happened.includes(pack(each))) &&
            !books.said.some((said) => said.kind === 'shippingAdvised' && said.key === key)
          );
        },
      },
      holds: (books, _world, system) => {
        const { waiting } = system as ThreePlFreight;
        const advised = books.said.flatMap(({ kind, body }) =>
          kind === 'shippingAdvised'
            ? (body as ShippingAdvice).shipments.map(({ shipment }) => shipment)
            : [],
        );
        expect(new Set(advised).size).toBe(advised.length);
        expect(waiting).toBeLessThanOrEqual(books.happened.filter((each) => each.startsWith('pack')).length);
        for (const key of SHIPMENTS) expect(timesWritten(books, 'loadBooked', key)).toBeLessThanOrEqual(3);
      },
    }),
    { numRuns: runs(50) },
  );
});

/** Packed once; given back after that; a truck comes that was booked. */
function mayBe(step: Step<World>, { happened, written }: Books): boolean {
  if ('tell' in step) return true;
  if (happened.includes(step.does)) return false;
  const [, kind, key, , no] = /^(\w+)\((\d+)\)( of (\d))?$/.exec(step.does)!;
  if (kind === 'pack') return true;
  if (kind === 'release') return happened.includes(pack(Number(key)));
  if (kind === 'podReceived' && !happened.includes(step.does.replace(kind, 'truckArrived'))) return false;
  return written.some(
    (each) => each.event === 'loadBooked' && each.key === Number(key) && each.a === Number(no),
  );
}
