/**
 * The distributor of the library, made for a live run: near enough to be through with every order within two weeks, and patient
 * enough for a platform that loses a day of its fast clock whenever it is killed.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { CarrierProfile } from '#mock-systems/carriers/settings';
import { type OutboundScenario, outboundScenarioSchema } from '#scenarios/schema/outbound/scenario';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { Distribution } from '#sim/random/distributions';

const DAY_MS = 86_400_000;
const FILE = fileURLToPath(new URL('../../scenarios/library/b2b-distributor.yaml', import.meta.url));
/** Near each other and across a border: loads of several shipments, parcels, and papers. */
const PLACES = new Set([
  'Reno',
  'Los Angeles',
  'Denver',
  'Dallas',
  'Chicago',
  'Harrisburg',
  'New York',
  'Toronto',
]);
/** Whatever fetches a load comes by appointment: a day a second, an answer of TMS may be heard when the slot is over. */
const APPOINTMENTS = {
  slot: '4 h',
  doors: 20,
  modes: ['PARCEL', 'LTL', 'TL', 'AIR', 'OCEAN'],
  answer: { constant: '1 min' },
  source: 'assumption',
} as const;
/** More than are asked for, so that the last does not have to wait for an unlikely hour. */
const SPARE = 1.5;

/** @param orders released within a day, no more and no fewer */
export function liveOutboundWorld(orders: number): OutboundWorld {
  const written = parse(readFileSync(FILE, 'utf8')) as OutboundScenario;
  const { network, systems, limits } = written;
  const scenario = outboundScenarioSchema.parse({
    ...written,
    demand: { ...written.demand, days: 2, ordersPerDay: Math.ceil(orders * SPARE) },
    network: {
      ...network,
      places: network.places.filter(({ name }) => PLACES.has(name)),
      nodes: network.nodes.map((node) => ({ ...node, feed: { ...node.feed, every: '12 h', fullEvery: 2 } })),
      carriers: network.carriers.map(({ x12: _x12, rest: _rest, files: _files, ...carrier }) => carrier),
      licences: [{ country: 'CA', units: 100_000 }],
      parcelBelow: '4 kg',
    },
    systems: {
      ...systems,
      erp: { ...systems.erp, paymentTerms: '1 d' },
      tms: { ...systems.tms, appointments: APPOINTMENTS },
    },
    limits: { ...limits, tenderResponse: '1 d', milestoneGrace: '3 d', answerGrace: '3 d' },
    // Who never answers would hold an order up for ever.
    people: written.people.map((role) => ({ ...role, unanswered: 0 })),
  });
  const world = buildOutboundWorld(scenario, 1);
  if (world.demand.kind !== 'generated') throw new Error('the distributor makes its orders');
  const settings = { ...world.demand.settings, ordersMax: orders };
  return { ...world, demand: { kind: 'generated', settings }, carriers: world.carriers.map(quick) };
}

/** A carrier whose paperwork takes days, not weeks, and that breaks and loses more than it should. */
function quick(profile: CarrierProfile): CarrierProfile {
  const { delivery, freight, claims } = profile;
  const days = (count: number): Distribution => ({ kind: 'constant', value: count * DAY_MS });
  return {
    ...profile,
    delivery: {
      ...delivery,
      damagedShare: 0.08,
      refusedShare: 0.05,
      lostShare: 0.05,
      lostAfterMs: 2 * DAY_MS,
      podLagMs: days(0.2),
    },
    freight: {
      ...freight,
      billAfterDeliveryMs: days(0.5),
      errorShare: 0.2,
      duplicateAfterMs: days(0.7),
      disputeAnswerMs: days(0.8),
    },
    claims: { ...claims, answerMs: days(1) },
  };
}
