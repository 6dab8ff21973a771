/** The freight desk of a third party by itself: warehouse, carriers and core are played by the test. */
import { describe, expect, test } from 'vitest';
import type { LoadTender } from '#orchestrator/contracts/carriers';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { ShippingAdvice } from '#orchestrator/contracts/three-pl';
import { DAY_MS, HOUR_MS, MONDAY, type SystemBench, systemBench } from '../erp/system-bench.fixture.ts';
import { type LineAnswer, TenderLine } from '../tender-line.ts';
import { line, market, PLACES } from '../tms/tms.fixture.ts';
import { ThreePlFreight } from './freight-system.ts';
import { HaulLine, type SoldFreight } from './haul-line.ts';
import { Ramp } from './ramp.ts';
import type { FreightSettings } from './settings.ts';

/** It bills as carrier 3; 0 to 2 drive. */
const THIRD_PARTY = 3;
const CUTOFF = 4 * HOUR_MS;
const FUEL = 0.1;

type Answers = (carrier: number, tender: LoadTender) => Omit<LineAnswer, 'carrier'> | null;
const accept: Answers = (carrier) => ({ kind: 'tenderAccepted', b: carrier, detention: null });
const reject: Answers = () => ({ kind: 'tenderRejected', b: 1, detention: null });

function settings(changes: Partial<FreightSettings> = {}): FreightSettings {
  const tms = market();
  return {
    carrier: THIRD_PARTY,
    lanes: [
      {
        node: 0,
        origin: PLACES.first,
        destination: PLACES.near,
        cutoffs: [MONDAY + CUTOFF, MONDAY + CUTOFF + DAY_MS],
        weightGramsMax: 500_000,
        parcelBelowGrams: 0,
      },
    ],
    docks: [null],
    lastPickupMs: HOUR_MS,
    loadingMsPerShipment: 0,
    buying: tms,
    selling: { ...tms, lines: [line(9, { carrier: THIRD_PARTY, ratePerKgMinor: 12 })] },
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
    ...changes,
  };
}

interface FreightBench extends SystemBench<ThreePlFreight> {
  /** What carriers were offered (+), told, and had withdrawn (-). */
  readonly heard: string[];
  readonly sold: SoldFreight[];
  readonly trucks: (readonly number[])[];
  readonly ramp: Ramp;
  pack(shipment: number, weightGrams: number, dangerous?: boolean): void;
  release(shipment: number): void;
  /** A carrier says so. */
  says(
    carrier: number,
    kind: 'truckArrived' | 'podReceived' | 'freightBilled',
    load: number,
    a: number,
  ): void;
}

/** @param aboard which of the shipments at the door the warehouse loads */
function bench(
  answers: Answers,
  changes: Partial<FreightSettings> = {},
  aboard = (_key: number) => true,
): FreightBench {
  const heard: string[] = [];
  const sold: SoldFreight[] = [];
  const trucks: (readonly number[])[] = [];
  let ramp!: Ramp;
  let haul!: HaulLine;
  let watched!: ReturnType<Ramp['watching']>;
  const made = systemBench((context) => {
    const { kernel } = context;
    ramp = new Ramp(kernel);
    watched = ramp.watching(context.log);
    haul = new HaulLine(kernel, 1000);
    const tenders = new TenderLine(kernel, 1000);
    for (const carrier of [0, 1, 2]) {
      tenders.connectCarrier(carrier, {
        offer: (load, attempt, tender) => {
          heard.push(`+${load}.${attempt} ${carrier}`);
          const answer = answers(carrier, tender);
          if (answer !== null) tenders.answer(load, attempt, { ...answer, carrier });
        },
        withdraw: (load, attempt) => heard.push(`-${load}.${attempt} ${carrier}`),
      });
      haul.connectHaulier(carrier, {
        hear: ({ kind, key, a }: Envelope) => heard.push(`${kind} ${key} ${a} ${carrier}`),
        soldFor: (_load, freight) => sold.push(freight),
      });
    }
    ramp.connectWarehouse((load, _node, shipments) => {
      trucks.push(shipments);
      ramp.loaded(load, shipments.filter(aboard));
    });
    return new ThreePlFreight({ kernel, log: watched }, settings(changes), tenders, haul, ramp);
  });
  const write = (event: string, shipment: number, a: number, b: number): void =>
    watched.business(event, 'WMS', 'shipment', shipment, 1, a, b);
  return {
    ...made,
    heard,
    sold,
    trucks,
    ramp,
    pack: (shipment, weightGrams, dangerous = false) => {
      const deliverTo = {
        destination: PLACES.near,
        lane: 0,
        promisedAt: MONDAY + DAY_MS,
        valueMinor: 5000,
        dangerous,
      };
      ramp.order(shipment, deliverTo);
      write('shipmentPacked', shipment, 2, weightGrams);
    },
    release: (shipment) => write('reservationReleased', shipment, 0, 0),
    says: (carrier, kind, load, a) => haul.sayOf(carrier)(kind, load, a, carrier, { shipments: [] } as never),
  };
}
const until = ({ kernel }: FreightBench, ms: number): unknown => kernel.run({ until: MONDAY + ms });
/** By the tariff that is agreed with the shipper: 12 a kg, and fuel. */
const tariffMinor = (grams: number): number => Math.round((12 * grams) / 1000) * (1 + FUEL);

describe('what is packed', () => {
  test('waits for the cut-off of its lane, and is offered with the next run to who costs least', () => {
    const desk = bench(accept);
    desk.pack(24, 200_000);
    desk.pack(8, 200_000);
    until(desk, CUTOFF - 1);
    expect([desk.mock.waiting, desk.heard]).toEqual([2, []]);
    until(desk, CUTOFF + HOUR_MS);
    expect(desk.heard).toEqual(['+8.1 1', 'dispatchTruck 8 1 1']);
    expect(desk.log).toContain('THREEPL.loadFormed load 8#1(0,2)');
    expect(desk.log).toContain(`THREEPL.loadBooked load 8#1(1,${tariffMinor(400_000)})`);
    expect(desk.log).toContain('THREEPL.freightArranged load 8#1(1,3520)');
    expect([desk.mock.waiting, desk.ramp.open]).toEqual([0, 0]);
  });

  test('and is given back does not leave, before the cut-off or on the ramp', () => {
    const desk = bench(accept);
    desk.ramp.order(40, {
      destination: PLACES.near,
      lane: 0,
      promisedAt: 0,
      valueMinor: 0,
      dangerous: false,
    });
    desk.pack(8, 200_000);
    desk.pack(24, 200_000);
    desk.release(8);
    desk.release(40);
    until(desk, CUTOFF + HOUR_MS);
    expect(desk.heard).toEqual(['+24.1 1', 'dispatchTruck 24 1 1']);
    expect(desk.ramp.open).toBe(0);
  });

  test('is too much for one load, dangerous, or light: parted, or alone at once', () => {
    const lanes = settings().lanes.map((lane) => ({ ...lane, parcelBelowGrams: 50_000 }));
    const desk = bench(accept, { lanes });
    desk.pack(8, 300_000);
    desk.pack(16, 300_000);
    desk.pack(24, 60_000, true);
    desk.pack(32, 10_000);
    until(desk, HOUR_MS);
    expect(desk.heard).toEqual(['+32.1 0', 'dispatchTruck 32 1 0']);
    until(desk, CUTOFF + HOUR_MS);
    const offered = desk.heard.filter((each) => each.startsWith('+'));
    // Dangerous goods are offered to who takes them; the cheapest does not.
    expect(offered).toEqual(['+32.1 0', '+8.1 1', '+16.1 1', '+24.1 0']);
  });
});

describe('a load', () => {
  test('that nobody takes is offered again from the top, under new numbers', () => {
    const desk = bench((carrier, tender) =>
      tender.pickupAt < MONDAY + 9 * HOUR_MS ? reject(carrier, tender) : accept(carrier, tender),
    );
    desk.pack(8, 200_000);
    until(desk, CUTOFF + 6 * HOUR_MS);
    expect(desk.heard.filter((each) => each.startsWith('+')).slice(0, 4)).toEqual([
      '+8.1 1',
      '+8.2 0',
      '+8.3 2',
      '+8.4 1',
    ]);
    expect(desk.mock.ledger).toMatchObject({ loads: 1, bookings: 1 });
  });

  test('by the guide goes to its first, whoever costs less', () => {
    const { buying } = settings();
    const guide = [{ origin: PLACES.first, region: 0, ranked: [{ carrier: 2, service: 1 }] }];
    const desk = bench(accept, { choose: 'guide', buying: { ...buying, guide } });
    desk.pack(8, 200_000);
    until(desk, CUTOFF + HOUR_MS);
    expect(desk.heard[0]).toBe('+8.1 2');
  });

  test('is fetched within the hours of the docks', () => {
    let pickupAt = 0;
    const hours = [
      MONDAY + 3 * HOUR_MS,
      MONDAY + 6.5 * HOUR_MS,
      MONDAY + 30 * HOUR_MS,
      MONDAY + 40 * HOUR_MS,
    ];
    const desk = bench(
      (carrier, tender) => {
        pickupAt = tender.pickupAt;
        return accept(carrier, tender);
      },
      { docks: [hours] },
    );
    desk.pack(8, 200_000);
    until(desk, CUTOFF + HOUR_MS);
    expect(pickupAt).toBe(MONDAY + 30 * HOUR_MS);
  });

  test('that is taken so late that the docks are closed is fetched as they open', () => {
    const hours = [MONDAY + 3 * HOUR_MS, MONDAY + 8 * HOUR_MS, MONDAY + 30 * HOUR_MS, MONDAY + 40 * HOUR_MS];
    const asked: number[] = [];
    const desk = bench(
      (carrier, tender) => {
        asked.push(tender.pickupAt - MONDAY);
        return tender.pickupAt < hours[1]! ? null : accept(carrier, tender);
      },
      { docks: [hours] },
    );
    desk.pack(8, 200_000);
    until(desk, CUTOFF + 6 * HOUR_MS);
    expect(asked.at(-1)).toBeGreaterThanOrEqual(8 * HOUR_MS);
    expect(desk.log.filter((each) => each.startsWith('THREEPL.pickupPlanned'))).toEqual([
      expect.stringContaining(`load 8#${asked.length}(${MONDAY + 30 * HOUR_MS},`),
    ]);
  });

  test('leaves with what is there, is billed for that by the tariff, and then the core hears of it', () => {
    const desk = bench(accept, {}, (key) => key !== 24);
    desk.pack(8, 200_000);
    desk.pack(24, 200_000);
    until(desk, CUTOFF + HOUR_MS);
    expect(desk.sent).toEqual([]);
    desk.says(1, 'truckArrived', 8, 1);
    until(desk, CUTOFF + 2 * HOUR_MS);
    expect(desk.trucks).toEqual([[8, 24]]);
    expect(desk.heard.at(-1)).toBe('releaseTruck 8 1 1');
    expect(desk.sold).toEqual([
      {
        totalMinor: tariffMinor(200_000),
        charges: [
          { code: '400', amountMinor: 2400 },
          { code: 'FUE', amountMinor: 240 },
        ],
      },
    ]);
    expect(desk.said()).toEqual([['shippingAdvised', 8, 0, THIRD_PARTY]]);
    const advice = desk.sent[0]!.body as ShippingAdvice;
    expect(advice).toMatchObject({ haulier: 1, destination: PLACES.near, lane: 0, cutoff: 0 });
    expect(advice.shipments).toEqual([
      {
        shipment: 8,
        promisedAt: MONDAY + DAY_MS,
        valueMinor: 5000,
        weightGrams: 200_000,
        handlingUnits: 2,
        dangerous: false,
      },
    ]);
    desk.says(1, 'truckArrived', 8, 1);
    until(desk, CUTOFF + 3 * HOUR_MS);
    expect([desk.trucks.length, desk.sent.length]).toEqual([1, 1]);
  });

  test('of which nothing is left at the door is called off, with its booking', () => {
    const desk = bench(accept, {}, () => false);
    desk.pack(8, 200_000);
    until(desk, CUTOFF + HOUR_MS);
    desk.says(1, 'truckArrived', 8, 1);
    until(desk, CUTOFF + 2 * HOUR_MS);
    expect(desk.heard.at(-1)).toBe('-8.1 1');
    expect(desk.log).toContain('THREEPL.bookingCancelled load 8#1(1,0)');
    expect(desk.log).toContain('THREEPL.loadCancelled load 8#1(1,0)');
    expect(desk.said()).toEqual([]);
  });
});

describe('in its name', () => {
  const away = (): FreightBench => {
    const desk = bench(accept);
    desk.pack(8, 200_000);
    until(desk, CUTOFF + HOUR_MS);
    desk.says(1, 'truckArrived', 8, 1);
    until(desk, CUTOFF + 2 * HOUR_MS);
    return desk;
  };

  test('what its carrier says is said, and what it is asked is passed on', () => {
    const desk = away();
    desk.says(1, 'podReceived', 8, 77);
    desk.says(1, 'freightBilled', 8, 2640);
    desk.tell('requestStatus', 8, 1, THIRD_PARTY, null);
    desk.tell('disputeInvoice', 8, 2640, 65, { codes: [] });
    desk.tell('fileClaim', 8, 500, 8, { condition: 2 });
    until(desk, CUTOFF + 3 * HOUR_MS);
    expect(desk.said('podReceived', 'freightBilled')).toEqual([
      ['podReceived', 8, 77, THIRD_PARTY],
      ['freightBilled', 8, 2640, THIRD_PARTY],
    ]);
    expect(desk.heard.slice(-3)).toEqual([
      'requestStatus 8 1 1',
      'disputeInvoice 8 2640 1',
      'fileClaim 8 500 1',
    ]);
  });

  test('a claim about a load that it does not remember is denied, and no other question is answered', () => {
    const desk = away();
    until(desk, 90 * DAY_MS);
    desk.tell('requestStatus', 8, 1, THIRD_PARTY, null);
    desk.tell('fileClaim', 8, 500, 8, { condition: 2 });
    expect(desk.said('claimAnswered')).toEqual([['claimAnswered', 8, 0, THIRD_PARTY]]);
    expect(desk.log).toContain('carrier.claimAnswered shipment 8#1(0,3)');
  });
});

test('a copy made at any hour goes on as the run does', () => {
  const whole = bench(accept);
  const pack = (desk: FreightBench): void => {
    desk.pack(8, 300_000);
    desk.pack(16, 300_000);
  };
  pack(whole);
  until(whole, 2 * DAY_MS);
  for (const hour of [0, 4, 5]) {
    const first = bench(accept);
    pack(first);
    until(first, hour * HOUR_MS);
    const copy = bench(accept);
    copy.kernel.restore(structuredClone(first.kernel.snapshot()));
    until(copy, 2 * DAY_MS);
    expect([...first.heard, ...copy.heard], `after ${hour} h`).toEqual(whole.heard);
    expect(copy.mock.ledger).toEqual(whole.mock.ledger);
  }
});
