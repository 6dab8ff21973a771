/** Places, centres, goods, carriers and their rates: quickstart's, with some of them gone, others added, and each a little different. */
import fc from 'fast-check';
import { behaviours } from './behaviours.ts';
import { type Draft, type Edits, maybe, together } from './draft.ts';
import { ASSUMED, dollars, shares, someOf, someShares, times } from './figures.ts';

type Network = Draft['network'];
type Node = Network['nodes'][number];
type Work = Node['work'];
type Tariff = Network['tariffs'][number];

/** With those that an edit adds. */
export const NODES_MOST = 4;
export const CARRIERS_MOST = 5;

const MORE_PLACES: Network['places'] = [
  {
    name: 'Kansas City',
    region: 'South',
    country: 'US',
    zone: 'America/Chicago',
    latitude: 39.1,
    longitude: -94.58,
  },
  {
    name: 'Phoenix',
    region: 'West',
    country: 'US',
    zone: 'America/Phoenix',
    latitude: 33.45,
    longitude: -112.07,
  },
  {
    name: 'Toronto',
    region: 'Canada',
    country: 'CA',
    zone: 'America/Toronto',
    latitude: 43.65,
    longitude: -79.38,
  },
  {
    name: 'Monterrey',
    region: 'Mexico',
    country: 'MX',
    zone: 'America/Monterrey',
    latitude: 25.67,
    longitude: -100.31,
  },
];
const ABROAD = new Set(['CA', 'MX']);

/** Where a border may be crossed, somebody crosses it, at every weight. */
const EXPORT_TARIFFS: readonly Tariff[] = [
  {
    carrier: 'Swift Air',
    service: 'express abroad',
    mode: 'AIR',
    minWeight: '0 kg',
    maxWeight: '10 t',
    minimumCharge: '45.00 USD',
    perKg: '3.10 USD',
    perKgAnd1000Km: '0.50 USD',
    kmPerDay: 5000,
    international: true,
  },
];

/** Of those that may be added: what they carry at which price. */
const MORE_CARRIERS: readonly { readonly carrier: Network['carriers'][number]; readonly tariff: Tariff }[] = [
  {
    carrier: { name: 'Heron Haulage', profile: 'truckload' },
    tariff: {
      carrier: 'Heron Haulage',
      service: 'full truck',
      mode: 'TL',
      minWeight: '100 kg',
      maxWeight: '10 t',
      minimumCharge: '90.00 USD',
      perKg: '0.05 USD',
      perKgAnd1000Km: '0.06 USD',
      perLoad: '40.00 USD',
      perKm: '0.90 USD',
      kmPerDay: 700,
    },
  },
  {
    carrier: { name: 'Magpie Courier', profile: 'courier' },
    tariff: {
      carrier: 'Magpie Courier',
      service: 'same day',
      mode: 'PARCEL',
      minWeight: '0 kg',
      maxWeight: '60 kg',
      minimumCharge: '11.00 USD',
      perKg: '1.20 USD',
      perKgAnd1000Km: '0.30 USD',
      kmPerDay: 900,
      extraDays: 1,
    },
  },
];

const station = (workers: number, minutes: number) => ({
  workers,
  perShipment: { constant: `${minutes} min` },
});

const PLACES = together(
  maybe(someOf(MORE_PLACES, 1), ({ network }, places) => {
    const more = places.map((place) => ({ ...place, demand: 1 }));
    network.places = [...network.places, ...more];
    if (more.some(({ country }) => ABROAD.has(country)))
      network.tariffs = [...network.tariffs, ...EXPORT_TARIFFS];
  }),
  maybe(fc.array(fc.constantFrom(1, 0, 5, 0.2), { minLength: 12, maxLength: 12 }), ({ network }, demands) => {
    network.places = network.places.map((place, i) => ({ ...place, demand: demands[i]! }));
    if (network.places.every(({ demand }) => demand === 0))
      network.places = network.places.map((place, i) => (i === 0 ? { ...place, demand: 1 } : place));
  }),
);

const WORK: fc.Arbitrary<(work: Work) => Work> = fc.oneof(
  fc.integer({ min: 40, max: 400 }).map((dailyCapacity) => () => ({ dailyCapacity })),
  fc
    .record({ pickers: fc.integer({ min: 1, max: 6 }), packers: fc.integer({ min: 1, max: 4 }) })
    .map(({ pickers, packers }) => (work: Work) => ({
      ...('hours' in work ? { hours: work.hours } : {}),
      pick: { workers: pickers, perLine: { lognormal: { median: '4 min', sigma: 0.4 } } },
      pack: station(packers, 5),
      stage: station(1, 2),
      load: station(1, 3),
    })),
  fc
    .record({
      every: times('h', { min: 10, max: 100 }),
      repair: times('min', { min: 5, max: 120 }),
      misread: shares(0.2),
    })
    .map(({ every, repair, misread }) => (work: Work) => {
      if ('dailyCapacity' in work || work.pick === undefined) return work;
      const breakdowns = { every: { exponential: { mean: every } }, repair: { constant: repair } };
      const scan = { misread, rescan: { constant: '4 s' }, rescans: 2, keyIn: { constant: '20 s' } };
      return { ...work, pick: { ...work.pick, breakdowns, scan } };
    }),
);

const STOCK: fc.Arbitrary<(stock: Node['stock']) => Node['stock']> = fc.oneof(
  fc
    .record({
      days: fc.integer({ min: 1, max: 40 }),
      reorder: fc.integer({ min: 1, max: 20 }),
      wrong: shares(0.5),
    })
    .map(({ days, reorder, wrong }) => (stock: Node['stock']): Node['stock'] => ({
      review: stock?.review ?? '1 d',
      leadTime: stock?.leadTime ?? { constant: '4 d' },
      daysOfDemand: days,
      reorderDays: reorder,
      targetDays: reorder + 10,
      counts: { every: '1 d', cycle: 3, wrong, missing: 0.6, units: { constant: 2 } },
      source: ASSUMED,
    })),
  fc.constant(() => undefined),
);

function editOfNode<Value>(
  i: number,
  value: fc.Arbitrary<Value>,
  edit: (node: Node, value: Value) => Node,
): Edits {
  return maybe(value, ({ network }, drawn) => {
    network.nodes = network.nodes.map((node, at) => (at === i ? edit(node, drawn) : node));
  });
}

function nodeEdits(i: number): Edits {
  return together(
    editOfNode(i, dollars({ min: 5, max: 300 }), (node, costPerUnit) => ({ ...node, costPerUnit })),
    editOfNode(i, someShares(1), (node, products) => ({ ...node, products })),
    editOfNode(i, WORK, (node, edit) => ({ ...node, work: edit(node.work) })),
    editOfNode(i, STOCK, (node, edit) => {
      const { stock, ...rest } = node;
      const edited = edit(stock);
      return edited === undefined ? rest : { ...rest, stock: edited };
    }),
    editOfNode(i, shares(0.3), (node, shortPicks) => ({ ...node, shortPicks })),
    editOfNode(
      i,
      fc.record({ every: times('min', { min: 10, max: 720 }), omitted: shares(0.3), wrong: shares(0.3) }),
      (node, feed) => ({
        ...node,
        feed: { ...feed, delay: { constant: '5 min' }, wrongBy: { constant: 2 }, source: ASSUMED },
      }),
    ),
  );
}

const NODE_LIST = together(
  maybe(fc.integer({ min: 0, max: 7 }), ({ network }, place) => {
    const like = network.nodes[1]!;
    network.nodes = [...network.nodes, { ...like, name: 'DC Extra', place: network.places[place]!.name }];
  }),
  maybe(fc.subarray([0, 1, 2], { maxLength: 2, minLength: 1 }), ({ network }, gone) => {
    network.nodes = network.nodes.filter((_node, i) => !gone.includes(i));
  }),
);

/** Of few products a small share may be none at all, and what keeps nothing is refused. */
const SOMETHING_KEPT: Edits = fc.constant(({ network }: Draft) => {
  const { count } = network.products;
  network.nodes = network.nodes.map((node) =>
    node.products === 'all' || node.products * count >= 1 ? node : { ...node, products: 'all' },
  );
});

/** What they are to customs, how large they are, and for how many days some keep. */
function commodities(days: number): Pick<Network['products'], 'dimensions' | 'commodities'> {
  const shelfLife = `${days + 1} d`;
  return {
    dimensions: { kgPerM3: 100 + days, length: 3, width: 2, height: 1, source: ASSUMED },
    commodities: [
      { hsCode: '848210', shelfLife, source: ASSUMED },
      { hsCode: '848340', exportClass: 'EAR99', weight: 2, source: ASSUMED },
      { hsCode: '850440', of: 'controlled', exportClass: '3A225', source: ASSUMED },
      {
        hsCode: '850760',
        of: 'dangerous',
        dangerousGoods: { unNumber: 3480, class: '9' },
        shelfLife,
        source: ASSUMED,
      },
    ],
  };
}

const GOODS = together(
  maybe(fc.integer({ min: 1, max: 120 }), ({ network }, count) => {
    network.products = { ...network.products, count };
  }),
  maybe(
    fc.record({ dangerous: shares(0.4), surcharge: dollars({ min: 0, max: 4000 }) }),
    ({ network }, drawn) => {
      network.products = { ...network.products, dangerous: drawn.dangerous };
      network.accessorials = [{ code: 'HAZ', applies: 'dangerous', amount: drawn.surcharge }];
    },
  ),
  maybe(
    fc.record({ controlled: shares(0.4), units: fc.integer({ min: 1, max: 200 }) }),
    ({ network }, drawn) => {
      network.products = {
        ...network.products,
        exportControlled: drawn.controlled,
        ...commodities(drawn.units),
      };
      const abroad = new Set(network.places.map(({ country }) => country).filter((each) => ABROAD.has(each)));
      network.licences = [...abroad].map((country) => ({ country, units: drawn.units }));
    },
  ),
);

/** Parcels may go, since others take them; groupage may go where air takes what it took. */
const CARRIER_LIST = together(
  maybe(someOf(MORE_CARRIERS, 1), ({ network }, more) => {
    network.carriers = [...network.carriers, ...more.map(({ carrier }) => carrier)];
    network.tariffs = [...network.tariffs, ...more.map(({ tariff }) => tariff)];
    network.routingGuide = [...listed(network), ...more.map(({ carrier }) => carrier.name)];
  }),
  maybe(fc.constantFrom('Sparrow Parcel', 'Bluebird Freight'), ({ network }, gone) => {
    network.carriers = network.carriers.filter(({ name }) => name !== gone);
    network.routingGuide = listed(network).filter((name) => name !== gone);
    network.tariffs = network.tariffs
      .filter(({ carrier }) => carrier !== gone)
      .map((each) => (each.service === 'express' ? { ...each, maxWeight: '10 t' } : each));
  }),
  maybe(fc.integer({ min: 1, max: 4 }), ({ network }, by) => {
    const guide = listed(network);
    const turn = by % guide.length;
    network.routingGuide = [...guide.slice(turn), ...guide.slice(0, turn)];
  }),
  maybe(fc.record({ from: fc.boolean(), most: fc.integer({ min: 1, max: 3 }) }), ({ network }, drawn) => {
    const general = listed(network);
    const { region } = network.places.find(({ country }) => !ABROAD.has(country))!;
    const lanes = general.toReversed().map((carrier, i) => ({
      ...{ from: drawn.from ? network.nodes[0]!.name : '*', to: region },
      ...{ rank: i + 1, carrier },
    }));
    network.routingGuide = { general, lanes: lanes.slice(0, drawn.most), source: ASSUMED };
  }),
  ...Array.from({ length: CARRIERS_MOST }, (_, i) =>
    together(
      editOfCarrier(
        i,
        fc.constantFrom('parcel', 'ltl', 'truckload', 'air', 'courier', 'bad'),
        (carrier, profile) => ({
          ...carrier,
          profile,
        }),
      ),
      editOfCarrier(i, fc.integer({ min: 1, max: 20 }), (carrier, loadsPerWeek) => ({
        ...carrier,
        loadsPerWeek,
      })),
      editOfCarrier(i, behaviours(), (carrier, behaviour) => ({ ...carrier, behaviour })),
    ),
  ),
);

/** The guide before it is by lane: a list. */
function listed({ routingGuide }: Network): string[] {
  return Array.isArray(routingGuide) ? routingGuide : [];
}

function editOfCarrier<Value>(
  i: number,
  value: fc.Arbitrary<Value>,
  edit: (carrier: Network['carriers'][number], value: Value) => Network['carriers'][number],
): Edits {
  return maybe(value, ({ network }, drawn) => {
    network.carriers = network.carriers.map((carrier, at) => (at === i ? edit(carrier, drawn) : carrier));
  });
}

const LOADS = together(
  maybe(fc.integer({ min: 0, max: 60 }), ({ network }, kg) => {
    network.parcelBelow = `${kg} kg`;
  }),
  maybe(shares(0.6), ({ network }, share) => {
    network.fuel = [...network.fuel, { from: '2026-03-04', share }];
  }),
);

export function networks(): Edits {
  return together(
    PLACES,
    NODE_LIST,
    ...Array.from({ length: NODES_MOST }, (_, i) => nodeEdits(i)),
    GOODS,
    SOMETHING_KEPT,
    CARRIER_LIST,
    LOADS,
  );
}
