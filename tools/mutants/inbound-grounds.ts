/** Where goods come in: one centre, two doors, suppliers who are late, and answers that are later. */
import type { Ground } from './ground.ts';

export const INBOUND_GROUNDS = {
  inbound: {
    scenario: 'inbound-dock',
    overlays: ['swarm'],
    set: ['demand.days=6', 'demand.ordersPerDay=20'],
  },
  /** What is not as it was announced goes back. */
  sentBack: {
    scenario: 'inbound-dock',
    overlays: ['swarm'],
    set: ['demand.days=6', 'demand.ordersPerDay=20', 'people.receiving-desk.answers={ discrepancy: 1 }'],
  },
  /** Trucks are given up an hour after they were due, and are at the gate by then: the warehouse says so hours later. */
  lateDock: {
    scenario: 'inbound-dock',
    overlays: [],
    set: [
      'demand.days=6',
      'demand.ordersPerDay=20',
      'inbound.limits.neverCame=1 h',
      'inbound.limits.answerGrace=1 d',
      'faults={ written: [{ kind: event-delayed, partner: WMS, from: 0 s, lasts: 20 d, share: 0.4, by: { uniform: { min: 10 min, max: 20 h } } }], source: assumption }',
    ],
  },
  /** Slots are short, trucks late, and each answer about a slot comes when it likes. */
  shortSlots: {
    scenario: 'inbound-dock',
    overlays: [],
    set: [
      'demand.days=6',
      'demand.ordersPerDay=20',
      'inbound.limits.answerGrace=10 min',
      'inbound.limits.statusRequests=8',
      'inbound.suppliers=[{ name: Alder Mills, profile: unreliable, products: 0.5, price: 0.62, zone: America/Chicago, departures: ["18:00"], days: [sun, mon, tue, wed, thu, fri], transit: { uniform: { min: 12 h, max: 60 h } }, due: 6 d, confirmGrace: 1 d, noticeGrace: 1 d, source: assumption }, { name: Cedar Trading, profile: unreliable, products: 0.5, price: 0.48, zone: America/Chicago, departures: ["18:00"], days: [sun, mon, tue, wed, thu, fri], transit: { uniform: { min: 12 h, max: 60 h } }, due: 6 d, confirmGrace: 1 d, noticeGrace: 1 d, countTolerance: 0.02, source: assumption }]',
      'inbound.docks=[{ node: DC Central, doors: 2, slot: 15 min, hours: { days: [mon, tue, wed, thu, fri, sat], from: "06:00", to: "18:00" }, unload: { workers: 2, perShipment: { constant: 20 min }, perHandlingUnit: { lognormal: { median: 10 min, sigma: 0.3 } } }, putAway: { workers: 3, perHandlingUnit: { lognormal: { median: 6 min, sigma: 0.3 } } }, miscounted: 0.005, source: assumption }]',
      'faults={ written: [{ kind: event-reordered, partner: WMS, from: 0 s, lasts: 20 d, share: 0.7, by: { uniform: { min: 30 min, max: 12 h } } }], source: assumption }',
    ],
  },
  /** What suppliers say comes days later, and buyers cancel what nobody has heard of. */
  lateSuppliers: {
    scenario: 'inbound-dock',
    overlays: [],
    set: [
      'demand.days=6',
      'demand.ordersPerDay=20',
      'inbound.limits.statusRequests=1',
      'people.buyer.answers={ shortDelivery: 1, noNotice: 1, orderUnanswered: 1 }',
      'faults={ written: [{ kind: event-delayed, partner: SUPPLIER, from: 0 s, lasts: 20 d, share: 0.5, by: { uniform: { min: 1 h, max: 6 d } } }], source: assumption }',
    ],
  },
  /** A model thinks for half a day about each task; suppliers are asked at once again, and answer days later. */
  pondering: {
    scenario: 'inbound-dock',
    overlays: ['exceptions-as-cases'],
    set: [
      'demand.days=6',
      'demand.ordersPerDay=20',
      'inbound.limits.statusRequests=0',
      'inbound.limits.answerGrace=10 min',
      'faults={ written: [{ kind: event-reordered, partner: SUPPLIER, from: 0 s, lasts: 20 d, share: 0.5, by: { uniform: { min: 1 h, max: 3 d } } }, { kind: event-delayed, partner: WMS, from: 0 s, lasts: 20 d, share: 0.1, by: { uniform: { min: 10 min, max: 2 h } } }], source: assumption }',
    ],
    model: 'exception',
    thinkingMs: 43_200_000,
  },
} satisfies Record<string, Ground>;
