/**
 * Where mutants are searched for: scenarios of the library, small, under the overlay `swarm`, and rough where a process has its places.
 *
 * 1. Each has so few orders that a run takes a third of a second or so, and so much that goes wrong that a few runs have each of it.
 * 2. `model`: the arm is a model that is right, wrong, late or hostile by turns. `compared`: each run is done again with crashes, an
 *    upgrade and zombies, and must come to the same business.
 */

import type { Ground } from './ground.ts';
import { INBOUND_GROUNDS } from './inbound-grounds.ts';

const SMALL = ['demand.days=2', 'demand.ordersPerDay=40'];
const classes = (list: readonly string[], shares: Readonly<Record<string, number>>): string[] =>
  list.flatMap((name) =>
    Object.entries(shares).map(([share, value]) => `network.customers.classes.${name}.${share}=${value}`),
  );
/** Customers who change their minds, and are held. */
const FICKLE = classes(['trade', 'plant', 'emergency'], {
  cancelled: 0.25,
  changed: 0.15,
  creditHold: 0.15,
  creditRejected: 0.3,
});
const SHORT = ['DC Reno', 'DC Dallas', 'DC Harrisburg'].map((node) => `network.nodes.${node}.shortPicks=0.1`);
const DISTRIBUTOR = {
  scenario: 'b2b-distributor',
  overlays: ['swarm'],
  set: [...SMALL, ...FICKLE, ...SHORT],
};

const over = (overlays: readonly string[], set: readonly string[] = []): Ground => ({
  ...DISTRIBUTOR,
  overlays: [...overlays, 'swarm'],
  set: [...DISTRIBUTOR.set, ...set],
});

const STORES = {
  scenario: 'retail-replenishment',
  overlays: ['swarm'],
  set: ['demand.days=5', 'demand.ordersPerDay=8'],
};
/** Half of what arrives comes back, often not as it should. */
const RETURNING = [
  'returns.classes=[{ class: trade, share: 0.5, after: { exponential: { mean: 5 d } }, part: 0.5, partOf: { uniform: { min: 0.2, max: 0.9 } }, tooMany: 0.2, reasons: { unwanted: 5, damaged: 1, wrong: 2, defective: 2 }, never: 0.1, strange: 0.2, worn: 0.3, pack: { exponential: { mean: 2 d } }, transit: { exponential: { mean: 3 d } } }]',
];

/** Every ten minutes: at each somebody is just too late. */
const OFTEN = Array.from(
  { length: 72 },
  (_, i) => `"${String(8 + Math.floor(i / 6)).padStart(2, '0')}:${i % 6}0"`,
);
const OFTEN_CUT = ['DC Reno', 'DC Dallas', 'DC Harrisburg'].map(
  (node) => `network.nodes.${node}.cutoffs=[${OFTEN.join(', ')}]`,
);

const ABSENT = ['freight-auditor', 'claims-desk', 'planner', 'track-and-trace', 'credit-clerk'].map(
  (role) => `people.${role}.unanswered=0.6`,
);

export const GROUNDS = {
  distributor: over([]),
  /** Of what customers want to be sent much may not be, and more must be asked for than a licence allows. */
  export: over(
    [],
    [
      'network.customers.denied=0.05',
      'network.products.dangerous=0.2',
      'network.products.exportControlled=0.3',
      'network.licences=[{ country: CA, units: 12 }, { country: MX, units: 12 }, { country: DE, units: 12 }]',
      'network.places.Toronto.demand=4',
      'network.places.Monterrey.demand=3',
    ],
  ),
  /** Two of five may be sent nothing. Their orders are over at once, and ERP, which hears that days later, has them changed and cancelled. */
  denied: {
    ...over([]),
    set: [
      ...over([]).set,
      'network.customers.denied=0.4',
      'faults={ written: [{ kind: outage-to, partner: ERP, from: 1 h, lasts: 3 d }], source: assumption }',
    ],
    overlays: [],
  },
  /** Trucks stand at the door for hours, while customers call their orders off. */
  longLoading: {
    ...over([]),
    set: [
      ...over([]).set,
      'network.parcelBelow=0 kg',
      'systems.erp.cancelAfter={ uniform: { min: 6 h, max: 30 h } }',
      ...classes(['trade', 'plant', 'emergency'], { cancelled: 0.8, creditHold: 0 }),
      ...['DC Reno', 'DC Dallas', 'DC Harrisburg'].map(
        (node) => `network.nodes.${node}.work.load={ workers: 1, perShipment: { constant: 2 h } }`,
      ),
    ],
    overlays: [],
  },
  /** Outages of a day and more: messages die. */
  hard: over([], ['faults.bySeed.intensity=0.7', 'faults.bySeed.heal=8 d']),
  /** Nobody likes to carry anything; everything is late, and may go faster. */
  carriers: over(
    [],
    [
      'network.routingGuide=[Magpie Logistics, Heron Freight, Condor Truckload, Kestrel Air, Albatross Ocean, Swallow Parcel]',
      'network.parcelBelow=0 kg',
    ],
  ),
  care: over(
    ['returns-wave', 'short-deliveries', 'unread-proofs'],
    [
      'systems.proof.unread=0.2',
      'systems.proof.differences.short=0.15',
      'systems.proof.differences.damaged=0.15',
      'systems.proof.differences.over=0.05',
    ],
  ),
  customs: { scenario: 'customs-heavy', overlays: ['swarm'], set: [...SMALL, ...FICKLE] },
  stores: STORES,
  routes: {
    scenario: 'retail-replenishment',
    overlays: ['routes', 'swarm'],
    set: ['demand.days=5', 'demand.ordersPerDay=8'],
  },
  thirdParty: { scenario: 'three-pl', overlays: ['swarm'], set: [...SMALL] },
  /** A third of the files comes again under another name. */
  renamedFiles: {
    scenario: 'three-pl',
    overlays: ['rough-files'],
    set: [...SMALL, 'systems.threePl.faults.renamed=0.3'],
  },
  freight: {
    scenario: 'as-is-to-be',
    overlays: ['three-pl', 'three-pl-freight', 'swarm'],
    set: [...SMALL, 'policies=[cheapest-in-stock]'],
  },
  /** A fifth of the files between third party and core is lost, and nobody notices before the next day: goods are gone before they are packed. */
  lostAdvices: {
    scenario: 'as-is-to-be',
    overlays: ['three-pl', 'three-pl-freight'],
    set: [
      ...SMALL,
      'policies=[cheapest-in-stock]',
      'network.parcelBelow=0 kg',
      'systems.threePl.receiptTimeout=1 d',
      'systems.threePl.cutoffEvery=5 min',
      'systems.threePl.pollEvery=5 min',
      'systems.threePl.faults={ lost: 0.2, halfWritten: 0, overtaken: 0, doubled: 0, late: 0, recordSpoilt: 0, delayBy: { uniform: { min: 1 h, max: 12 h } } }',
    ],
  },
  cases: over(['exceptions-as-cases']),
  telematics: over(['live-positions']),
  reroute: over(
    ['reroute'],
    [
      'network.routingGuide=[Magpie Logistics, Kestrel Air, Swallow Parcel, Heron Freight, Condor Truckload, Albatross Ocean]',
      'network.parcelBelow=0 kg',
      'network.products.unitPrice.median=400 USD',
      'limits.rerouteMax=1000 USD',
      'limits.expediteMax=0 USD',
    ],
  ),
  tms: over(['tms-tenders', 'tms-consolidates']),
  /** Asked for long before, in slots that a truck soon misses, at few doors, by a TMS that takes its time. */
  slots: over(
    ['appointments'],
    [
      'limits.pickupLead=12 h',
      'systems.tms.appointments.slot=15 min',
      'systems.tms.appointments.doors=2',
      'systems.tms.appointments.answer={ exponential: { mean: 1 h } }',
    ],
  ),
  bills: over(['bill-audit']),
  migration: { scenario: 'erp-migration', overlays: ['swarm'], set: [...SMALL, ...FICKLE] },
  /** Nothing is late but by whose fault it is: what the old ERP is told after the cut-over shows. */
  moved: {
    scenario: 'erp-migration',
    overlays: [],
    set: ['demand.days=6', 'demand.ordersPerDay=40', ...FICKLE],
  },
  waves: over(
    ['full-waves', 'level-load'],
    ['DC Reno', 'DC Dallas', 'DC Harrisburg'].map((node) => `network.nodes.${node}.linesPerWave=6`),
  ),
  /** Waves take one shipment or two. */
  fullWaves: over(
    [],
    ['DC Reno', 'DC Dallas', 'DC Harrisburg'].map((node) => `network.nodes.${node}.linesPerWave=3`),
  ),
  /** Drivers are on duty for four hours at most. */
  shortDuty: {
    ...STORES,
    overlays: ['routes', 'swarm'],
    set: [
      ...STORES.set,
      'replenishment.routes.driving.dutyTime=4 h',
      'replenishment.routes.driving.drivingTime=4 h',
    ],
  },
  /** Customers are not answered, and say it again; goodwill is a large share of much, and limited. */
  deafCare: over(
    ['returns-wave'],
    [
      'people.customer-service.unanswered=0.8',
      'systems.crm.lateCredit={ share: 0.5, most: 5 USD }',
      'network.products.unitPrice.median=200 USD',
    ],
  ),
  sourcingModel: { ...DISTRIBUTOR, model: 'sourcing' },
  carrierModel: { ...DISTRIBUTOR, model: 'carrier' },
  comparedSlow: {
    scenario: 'b2b-distributor',
    overlays: [],
    set: [
      ...SMALL,
      ...FICKLE,
      'platform={ workers: 4, stepLatency: 30 s, storeLatency: 30 s, source: assumption }',
    ],
    compared: true,
  },
  compared: {
    scenario: 'b2b-distributor',
    overlays: [],
    set: [...SMALL, ...FICKLE, ...SHORT],
    compared: true,
  },
  /** Loads that are full. */
  heavy: over(
    [],
    ['network.maxLoadWeight=60 kg', 'network.parcelBelow=0 kg', 'network.places.Chicago.demand=20'],
  ),
  /** The market is tight: a tender is refused more often than not, or countered. */
  refusing: over(
    [],
    [
      'network.routingGuide=[Magpie Logistics, Heron Freight, Condor Truckload, Kestrel Air, Albatross Ocean, Swallow Parcel]',
      'network.parcelBelow=0 kg',
      'limits.tenders=3',
      'systems.market.weeks=[tight]',
      'systems.market.rejection={ soft: 0.5, normal: 0.6, tight: 0.7 }',
    ],
  ),
  /** Carriers have capacity for a load a week. */
  contracts: over(
    [],
    [
      'network.parcelBelow=0 kg',
      'network.carriers=[{ name: Swallow Parcel, profile: parcel, loadsPerWeek: 1 }, { name: Heron Freight, profile: ltl, loadsPerWeek: 1 }, { name: Condor Truckload, profile: truckload, loadsPerWeek: 1 }, { name: Kestrel Air, profile: air, loadsPerWeek: 1 }, { name: Albatross Ocean, profile: ocean }, { name: Magpie Logistics, profile: bad, loadsPerWeek: 1 }]',
    ],
  ),
  /** Nobody answers who should. */
  absent: over([], ABSENT),
  /** Unread proofs are done without. */
  waived: over(
    ['unread-proofs'],
    ['systems.proof.unread=0.5', 'systems.proof.copies=1', 'systems.proof.otherwise=bill'],
  ),
  largeTransfers: {
    ...STORES,
    set: [
      ...STORES.set,
      'replenishment.limits.authority=60 USD',
      'people.replenishment-planner.answers={ largeTransfer: 1 }',
      'people.replenishment-planner.mistakes=0.4',
    ],
  },
  scarceStores: {
    ...STORES,
    set: [
      ...STORES.set,
      'network.nodes.DC West.stock.daysOfDemand=1',
      'network.nodes.DC East.stock.daysOfDemand=1',
      'network.nodes.DC West.shortPicks=0.2',
      'network.nodes.DC East.shortPicks=0.2',
    ],
  },
  /** The same, and nothing is late but by whose fault it is. */
  cutTransfers: {
    ...STORES,
    overlays: [],
    set: [
      ...STORES.set,
      'network.nodes.DC West.stock.daysOfDemand=1',
      'network.nodes.DC East.stock.daysOfDemand=1',
      'network.nodes.DC West.shortPicks=0.2',
      'network.nodes.DC East.shortPicks=0.2',
    ],
  },
  writtenOffTransfers: {
    ...STORES,
    set: [
      ...STORES.set,
      'people.replenishment-planner.answers={ transferMissing: 1 }',
      'replenishment.limits.receiptGrace=1 h',
      'replenishment.limits.answerGrace=30 min',
    ],
  },
  refusingStores: {
    ...STORES,
    overlays: ['routes', 'swarm'],
    set: [
      ...STORES.set,
      'replenishment.routes.risks.refused=0.5',
      'replenishment.routes.risks.lateRefused=1',
      'replenishment.routes.risks.tolerance=1 min',
    ],
  },
  dangerousReturns: over(['returns-wave'], ['network.products.dangerous=0.4', ...RETURNING]),
  manyReturns: over(['returns-wave'], RETURNING),
  disputes: over(
    ['returns-wave'],
    [
      'systems.erp.wrongBills={ price: 0.15, priceFactor: { constant: 1.5 }, quantity: 0.1, quantityUnits: 3, source: assumption }',
      'systems.crm.disputes={ noticed: 0.9, unfounded: 0.1, after: { exponential: { mean: 3 d } }, within: 40 d, creditMost: 5 USD, source: assumption }',
    ],
  ),
  cold: over(
    ['live-positions'],
    [
      'network.products.coldChain=0.6',
      'network.parcelBelow=0 kg',
      'systems.telematics.fitted={ TL: 1, LTL: 1, AIR: 1, OCEAN: 1, INTERMODAL: 1, PARCEL: 1 }',
      'systems.telematics.coldChain.excursions=0.25',
      'systems.telematics.wrongDevices=0.1',
    ],
  ),
  /** Clocks change on its second day. */
  summerTime: over(
    [],
    ['start=2026-03-07T00:00:00Z', 'demand.days=3', 'demand.weekdayWeights=[1, 1, 1, 1, 1, 1, 1]'],
  ),
  casesModel: { ...over(['exceptions-as-cases'], ABSENT), model: 'exception' },
  /** What the warehouses say comes hours later. */
  lateNews: {
    ...over([]),
    set: [
      ...over([]).set,
      'faults={ written: [{ kind: event-delayed, partner: WMS, from: 0 s, lasts: 10 d, share: 0.3, by: { uniform: { min: 1 h, max: 20 h } } }, { kind: event-duplicated, from: 0 s, lasts: 10 d, share: 0.2, by: { exponential: { mean: 2 h } } }], source: assumption }',
    ],
    overlays: [],
  },
  /** A tenth of what the warehouses say comes days later: goods are delivered before anybody hears that they have left. */
  lateIssues: {
    ...over([]),
    set: [
      ...over([]).set,
      'network.parcelBelow=0 kg',
      'faults={ written: [{ kind: event-reordered, partner: WMS, from: 0 s, lasts: 20 d, share: 0.1, by: { uniform: { min: 1 d, max: 9 d } } }], source: assumption }',
    ],
    overlays: [],
  },
  /** Everything takes whole minutes, and the core no time: goods are packed, and heard of, at the very instant of a cut-off. */
  onTheMinute: {
    ...over([]),
    set: [
      ...over([]).set,
      'platform={ workers: 0, stepLatency: 0 s, storeLatency: 0 s, source: assumption }',
      'systems.linkLatency=1 min',
      ...OFTEN_CUT,
      ...['DC Reno', 'DC Dallas', 'DC Harrisburg'].flatMap((node) => [
        `network.nodes.${node}.work.pick={ workers: 9, perLine: { constant: 1 min } }`,
        `network.nodes.${node}.work.pack={ workers: 9, perShipment: { constant: 5 min } }`,
      ]),
    ],
    overlays: [],
  },
  /** Steps take a minute. */
  slow: over([], ['platform={ workers: 4, stepLatency: 30 s, storeLatency: 30 s, source: assumption }']),
  /** And loads are cut all the time. */
  oftenCut: over(
    [],
    ['platform={ workers: 4, stepLatency: 30 s, storeLatency: 30 s, source: assumption }', ...OFTEN_CUT],
  ),
  slowStores: {
    ...STORES,
    set: [
      ...STORES.set,
      'platform={ workers: 4, stepLatency: 20 s, storeLatency: 20 s, source: assumption }',
    ],
  },
  /** Carriers can be told nothing for days: trucks do not come. */
  silentTrucks: {
    ...over([]),
    set: [
      ...over([]).set,
      'network.parcelBelow=0 kg',
      'faults={ written: [{ kind: outage-to, partner: first-carrier, from: 30 h, lasts: 6 d }, { kind: outage-from, partner: Heron Freight, from: 2 d, lasts: 3 d }, { kind: outage-from, partner: Swallow Parcel, from: 2 d, lasts: 3 d }, { kind: outage-to, partner: Condor Truckload, from: 30 h, lasts: 6 d }], source: assumption }',
    ],
    overlays: [],
  },
  clocks: {
    ...over([]),
    set: [
      ...over([]).set,
      'faults={ written: [{ kind: clock-fast, from: 20 h, lasts: 3 h, by: 30 min }, { kind: clock-slow, from: 30 h, lasts: 5 h, by: 50 min }], source: assumption }',
    ],
    overlays: [],
  },
  ...INBOUND_GROUNDS,
} satisfies Record<string, Ground>;

export type GroundName = keyof typeof GROUNDS;
