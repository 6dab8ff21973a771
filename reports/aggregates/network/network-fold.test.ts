/**
 * Flows by hand: what left which node for where, how it was carried, and whether it came in time. Small stories whose sums can be
 * counted, and the bounds of what comes out.
 */
import { describe, expect, test } from 'vitest';
import { FLOWS_MAX, type NetworkFlows } from './network-flows.ts';
import { NetworkFold, type NetworkPlaces } from './network-fold.ts';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 2, 2);
const hour = (hours: number): number => START + hours * HOUR_MS;

/** Nodes 0 and 1 at places 0 and 1; customers 0 and 1 at places 1 and 2, 2 a store at place 2, 3 what node 1 is to node 0. */
const PLACES: NetworkPlaces = {
  places: [
    { name: 'Oslo', latitude: 59.9, longitude: 10.7 },
    { name: 'Rome', latitude: 41.9, longitude: 12.5 },
    { name: 'Suva', latitude: -18.1, longitude: 178.4 },
  ],
  nodes: [
    { name: 'North', place: 0 },
    { name: 'South', place: 1 },
  ],
  customers: [{ place: 1 }, { place: 2 }, { place: 2 }, { place: 1 }],
  receivers: new Map([
    [2, 'stores'],
    [3, 'nodes'],
  ]),
  carriers: ['Rail', 'Sail'],
  suppliers: ['Mill', 'Mine'],
  modeOf: (rate) => ['LTL', 'OCEAN'][rate] ?? null,
};

type Row = readonly [hours: number, event: string, entity: string, key: number, a: number, b: number];

function told(story: readonly Row[], places: NetworkPlaces = PLACES): NetworkFold {
  const fold = new NetworkFold(places);
  for (const [hours, event, entity, key, a, b] of story)
    fold.business(hour(hours), event, 'any', entity, key, 1, a, b);
  return fold;
}

const ordered = (order: number, customer: number, promise: number): Row => [
  0,
  'orderPromised',
  'order',
  order,
  hour(promise),
  customer,
];
const left = (shipment: number, node: number, load: number, grams = 1000): Row[] => [
  [1, 'shipmentPacked', 'shipment', shipment, 1, grams],
  [2, 'goodsIssued', 'shipment', shipment, node, 5],
  [2, 'shipmentLoaded', 'shipment', shipment, load, node],
];
const booked = (load: number, carrier: number, rate: number): Row[] => [
  [1, 'loadBooked', 'load', load, carrier, 900],
  [1, 'pickupPlanned', 'load', load, hour(2), rate],
];
const came = (shipment: number, hours: number, condition = 0): Row => [
  hours,
  'shipmentDelivered',
  'shipment',
  shipment,
  hour(hours),
  condition,
];

const STORY: readonly Row[] = [
  ordered(1, 0, 10),
  ordered(2, 0, 10),
  ordered(3, 1, 20),
  ...booked(8, 0, 0),
  ...booked(24, 1, 1),
  ...left(8, 0, 8, 2000),
  ...left(16, 0, 8, 3000),
  ...left(24, 0, 24, 500),
  came(8, 9),
  came(16, 13),
  [13, 'loadDelivered', 'load', 8, 0, 0],
];

const sumOf = ({ flows, rest }: NetworkFlows, of: 'shipments' | 'due' | 'late'): number =>
  flows.reduce((sum, flow) => sum + flow[of], rest?.[of] ?? 0);

describe('flows', () => {
  test('by node, destination and who receives: what left, how it was carried, how late it came', () => {
    const { nodes, destinations, flows, rest, grouping, inbound } = told(STORY).result(hour(15));
    expect(nodes.map(({ name }) => name)).toEqual(['North', 'South']);
    expect(destinations.map(({ name, customers }) => [name, customers])).toEqual([
      ['Rome', 2],
      ['Suva', 2],
    ]);
    expect([grouping, rest, inbound]).toEqual([{ degrees: 0, places: 2 }, null, []]);
    expect(flows).toEqual([
      {
        node: 0,
        to: 0,
        receiver: 'customers',
        shipments: 2,
        weightGrams: 5000,
        lost: 0,
        due: 2,
        late: 1,
        arrived: 2,
        latenessHoursMean: 1,
        latenessHoursMedian: -1,
        lateHoursMean: 3,
        modes: [['LTL', 2]],
        carriers: [['Rail', 2]],
      },
      {
        node: 0,
        to: 1,
        receiver: 'customers',
        shipments: 1,
        weightGrams: 500,
        lost: 0,
        due: 0,
        late: 0,
        arrived: 0,
        latenessHoursMean: null,
        latenessHoursMedian: null,
        lateHoursMean: null,
        modes: [['OCEAN', 1]],
        carriers: [['Sail', 1]],
      },
    ]);
  });

  test('what is under way is late once its promise has passed, and not before; asking changes nothing', () => {
    const fold = told(STORY);
    expect(fold.result(hour(20)).flows[1]).toMatchObject({ due: 0, late: 0 });
    expect(fold.result(hour(20) + 1).flows[1]).toMatchObject({ due: 1, late: 1, arrived: 0 });
    expect(fold.result(hour(20)).flows[1]).toMatchObject({ due: 0, late: 0 });
    expect(fold.result()).toEqual(fold.result(hour(13)));
  });

  test('what is lost arrived nowhere; what was released never left; what nobody ordered is passed over', () => {
    const { flows } = told([
      ordered(1, 0, 10),
      ...left(8, 1, 8),
      came(8, 30, 3),
      [1, 'shipmentPacked', 'shipment', 9, 1, 700],
      [1, 'reservationReleased', 'shipment', 9, 1, 5],
      ...left(800, 1, 8),
      came(800, 3),
    ]).result(hour(40));
    expect(flows).toHaveLength(1);
    expect(flows[0]).toMatchObject({ shipments: 1, lost: 1, due: 1, late: 1, arrived: 0, weightGrams: 1000 });
    expect(flows[0]).toMatchObject({ modes: [], carriers: [] });
  });

  test('stores, other nodes and customers at one place are told apart; the own fleet is a mode', () => {
    const { flows } = told([
      ordered(1, 1, 10),
      ordered(2, 2, 10),
      ordered(3, 3, 10),
      ...left(8, 0, 1 << 28),
      [1, 'shipmentRouted', 'route', 1 << 28, 16, 0],
      ...left(16, 0, 1 << 28),
      ...booked(24, 0, 7),
      ...left(24, 0, 24),
    ]).result(hour(5));
    expect(flows.map(({ to, receiver, modes }) => [to, receiver, modes])).toEqual([
      [0, 'nodes', []],
      [1, 'customers', []],
      [1, 'stores', [['own fleet', 1]]],
    ]);
  });

  test('mode and carrier are those that it left with: a later booking changes nothing', () => {
    const fold = told([...STORY, ...booked(24, 0, 0)]);
    expect(fold.result(hour(15)).flows[1]).toMatchObject({ modes: [['OCEAN', 1]], carriers: [['Sail', 1]] });
  });

  test('are at most so many; the others are summed up, and nothing is lost', () => {
    const many: NetworkPlaces = {
      ...PLACES,
      places: Array.from({ length: 260 }, (_, i) => ({ name: `P${i}`, latitude: null, longitude: null })),
      customers: Array.from({ length: 260 }, (_, place) => ({ place })),
      receivers: new Map(),
    };
    const story = Array.from({ length: 260 }, (_, i) => [
      ordered(i + 1, i, 10),
      ...left((i + 1) * 8, 0, 0),
      came((i + 1) * 8, i < 30 ? 9 : 12),
    ]).flat();
    const result = told([...story, ordered(900, 5, 10), ...left(7200, 0, 0)], many).result(hour(11));
    expect(result.flows).toHaveLength(FLOWS_MAX);
    expect(result.flows[0]).toMatchObject({ to: 5, shipments: 2 });
    expect(result.rest).toMatchObject({ flows: 60, shipments: 60 });
    expect([sumOf(result, 'shipments'), sumOf(result, 'due'), sumOf(result, 'late')]).toEqual([
      261, 261, 231,
    ]);
    expect(JSON.stringify(result).length).toBeLessThan(100_000);
  });
});

describe('from suppliers', () => {
  const bought = (key: number, due: number, supplier: number): Row[] => [
    [0, 'purchaseOrderReleased', 'purchaseOrder', key, 50, hour(due)],
    [0, 'purchaseCommitted', 'purchaseOrder', key, 999, supplier],
  ];

  test('trucks and units by supplier and node, against when the order was due at the dock', () => {
    const fold = told([
      ...bought(1, 10, 0),
      ...bought(2, 10, 1),
      [3, 'truckDeparted', 'receipt', 8, 30, 1],
      [3, 'truckDeparted', 'receipt', 9, 20, 1],
      [4, 'truckDeparted', 'receipt', 16, 7, 0],
      [9, 'truckAtGate', 'receipt', 8, 1, 0],
      [9, 'purchaseOrderDone', 'purchase-order', 1, 0, 0],
      [14, 'truckAtGate', 'receipt', 9, 1, 0],
    ]);
    expect(fold.result(hour(10)).inbound).toMatchObject([
      { supplier: 'Mill', node: 1, trucks: 2, units: 50, due: 2, late: 1, arrived: 2, lateHoursMean: 4 },
      { supplier: 'Mine', node: 0, trucks: 1, units: 7, due: 0, late: 0, arrived: 0 },
    ]);
    expect(fold.result(hour(11)).inbound[1]).toMatchObject({ due: 1, late: 1, arrived: 0 });
  });
});

describe('stores, borders and tours', () => {
  const STORES: NetworkPlaces = {
    ...PLACES,
    customers: [{ place: 1 }, { place: 1 }, { place: 2 }, { place: 1 }, { place: 2 }],
    receivers: new Map([
      [2, 'stores'],
      [3, 'nodes'],
      [4, 'stores'],
    ]),
    stores: [
      { place: 2, isNode: false },
      { place: 2, isNode: false },
      { place: 1, isNode: true },
    ],
  };

  test('a destination says how many stores are there, and whether anybody else is', () => {
    const [rome, suva] = told([], STORES).result().destinations;
    expect(rome).toEqual({ ...PLACES.places[1], places: 1, customers: 3 });
    expect(suva).toEqual({ ...PLACES.places[2], places: 1, customers: 2, stores: 2, storesAlone: true });
    const mixed = { ...STORES, customers: [...STORES.customers, { place: 2 }] };
    expect(told([], mixed).result().destinations[1]).toMatchObject({ stores: 2, customers: 3 });
    expect(told([], mixed).result().destinations[1]).not.toHaveProperty('storesAlone');
  });

  test('what stood at a border is of the lane of its load, held once however often customs says why', () => {
    const fold = told([
      ordered(1, 1, 100),
      ordered(2, 1, 100),
      ...booked(8, 1, 1),
      ...booked(16, 1, 1),
      ...left(8, 0, 8),
      ...left(16, 0, 16),
      [5, 'goodsPresented', 'declaration', 8, 1, 0],
      [6, 'goodsHeld', 'declaration', 8, 1, 0],
      [7, 'goodsHeld', 'declaration', 8, 1, 0],
      [5, 'goodsPresented', 'declaration', 16, 1, 0],
      [9, 'goodsRefused', 'declaration', 16, 9, 9],
      [9, 'goodsPresented', 'declaration', 24, 1, 0],
    ]);
    const { flows } = fold.result();
    expect(flows).toHaveLength(1);
    expect(flows[0]).toMatchObject({ shipments: 2, border: { loads: 2, held: 1, refused: 1 } });
    expect(told([ordered(1, 1, 100), ...left(8, 0, 8)]).result().flows[0]).not.toHaveProperty('border');
  });

  test('a tour is its legs, there and back; a stop in the same place is none of them', () => {
    const drive = (route: number, hours: number, late: number): Row[] => [
      [hours, 'routeDeparted', 'route', route, 0, 3],
      [hours + 1, 'stopArrived', 'route', route, 2, -5],
      [hours + 2, 'stopArrived', 'route', route, 0, late],
      [hours + 3, 'stopArrived', 'route', route, 1, -5],
      [hours + 9, 'routeReturned', 'route', route, 700, 0],
    ];
    const { tours } = told([...drive(1, 0, 60_000), ...drive(2, 24, 0)], STORES).result();
    // Points: nodes 0 and 1, then Rome and Suva.
    expect(tours).toEqual({
      routes: 2,
      stops: 6,
      late: 1,
      restDrives: 0,
      legs: [
        { from: 0, to: 2, drives: 2, late: 0 },
        { from: 2, to: 3, drives: 2, late: 1 },
        { from: 3, to: 0, drives: 2, late: 0 },
      ],
    });
    expect(told([], STORES).result()).not.toHaveProperty('tours');
  });

  test('legs beyond those that are kept are summed up', () => {
    const places = Array.from({ length: 60 }, (_, i) => ({ name: `P${i}`, latitude: i, longitude: i }));
    const story = places.flatMap((_, store): Row[] => [
      [0, 'routeDeparted', 'route', store, 0, 1],
      [1, 'stopArrived', 'route', store, store, 0],
      [2, 'routeReturned', 'route', store, 9, 0],
    ]);
    const facts: NetworkPlaces = {
      ...PLACES,
      places,
      customers: places.map((_, place) => ({ place })),
      receivers: new Map(places.map((_, customer) => [customer, 'stores'])),
      stores: places.map((_, place) => ({ place, isNode: false })),
    };
    const { tours } = told(story, facts).result();
    expect([tours?.routes, tours?.legs.length, tours?.restDrives]).toEqual([60, 100, 20]);
  });
});
