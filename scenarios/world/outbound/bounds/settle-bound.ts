/**
 * The settle bound of an outbound scenario: the time from an order's release within which it is over (billed, claimed for, or
 * cancelled) and its freight is paid, unless somebody's task is open. The longest chain of waits, one after another, each as long
 * as it can be.
 *
 * 1. What the scenario states (a term, a deadline, a grace) counts in full. What is drawn counts as the value that `tail` of the
 *    draws pass (`upperQuantile`): there is no time that an unbounded distribution never passes. Where a share says how often
 *    something happens again, it happens as often as is likelier than `tail`.
 * 2. A queue that the mean demand does not fill is worked off within a week x its utilisation; one that it does fill has no bound:
 *    Infinity.
 * 3. Behaviour of carriers is that of their profiles, and what the scenario says over these. Faults are not in it.
 * 4. What is called back for a change is picked and tendered again. That is not in it: an order whose every other wait (its back-orders, two rounds of
 *    tenders) is the longest is not called back as well.
 * 5. A person is waited for once at each of: planning, papers, tracing, claims; and for each document that customs queries. How long a team takes follows from its queue, and no
 *    scenario says that: whoever judges by the bound adds the longest that one has taken, as often (`TEAM_WAITS` of the invariants).
 */
import type { CarrierProfile } from '#mock-systems/carriers/settings';
import { SHIPMENTS_MAX } from '#orchestrator/processes/outbound/inputs';
import { TASKS_MAX } from '#orchestrator/processes/outbound/load/load-state';
import { log } from '#sim/random/math';
import { DAY_MS } from '#sim/shifts/civil';
import type { DurationDistribution } from '../../../schema/distributions.ts';
import type { RegimeSection } from '../../../schema/outbound/customs.ts';
import type { OrderChangesSection } from '../../../schema/outbound/erp.ts';
import type { NetworkSection, NodeSection } from '../../../schema/outbound/network.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs } from '../../../schema/units.ts';
import { drawnMs } from '../../draws.ts';
import { upperQuantile } from '../../upper-quantile.ts';
import { placesOf } from '../freight/places.ts';
import { tariffsOf } from '../freight/tariffs.ts';
import { automationOf, carriageSettings } from '../systems/automation.ts';
import { behaviourOf } from '../systems/behaviour.ts';
import { ABANDON_AFTER } from '../systems/customs.ts';
import { erpWaits, erpWays } from '../systems/erp.ts';
import { CHANGES_MOST } from '../systems/order-changes.ts';
import { creditsDeliveries } from '../systems/proof.ts';
import { filesMsOf } from '../systems/three-pl.ts';
import { hoursOf, spanOf } from '../systems/warehouses.ts';
import { calendarOf, shiftsOf, timetable } from '../timetable.ts';
import { type AppointmentWaits, appointmentsMs, likelyAppointmentsMs } from './appointment-bound.ts';
import { routesMs } from './route-bound.ts';
import { utilisations } from './utilisation.ts';

/** One draw in a thousand takes longer than what the bound counts for it. */
export const SETTLE_TAIL = 1e-3;

export interface SettleLink {
  readonly what: string;
  readonly ms: number;
}

export interface SettleBound {
  /** ms from release; Infinity where a node can't keep up. */
  readonly boundMs: number;
  /** What the horizon of a run should leave for it: the same, with books of appointments as full as a first guess says. */
  readonly advisedMs: number;
  /** What it is the sum of, in order. */
  readonly chain: readonly SettleLink[];
}

/** The core ends a dispute that nobody answers after it, and chases a claim: freight-invoice.ts, claim.ts. */
const DISPUTE_MS = 30 * DAY_MS;
const CLAIM_MS = 120 * DAY_MS;
const WEEK_MS = 7 * DAY_MS;
/** Messages, steps and batches of ERP that one order's longest chain may take. Source: assumption, a generous count. */
const MESSAGES = 100;
const STEPS = 200;
const BATCHES = 5;

/** @param tail see 1; in (0, 0.5] */
export function settleBound(scenario: OutboundScenario, tail = SETTLE_TAIL): SettleBound {
  const draw = (written: DurationDistribution): number => upperQuantile(drawnMs(written), tail);
  const journeys = carriersOf(scenario).map((carrier) => journey(scenario, carrier, draw, tail));
  const longest = journeys.reduce((x, y) => (sumOf(y) > sumOf(x) ? y : x));
  const chain = [
    ...beforeWork(scenario, draw),
    ...atTheNode(scenario, tail),
    { what: 'waves by hand', ms: wavesByHand(scenario, draw) },
    ...tendering(scenario, draw),
    ...clearance(scenario, draw, tail),
    ...longest,
    ...erpWaits(scenario, draw),
    { what: 'files of the third party', ms: filesMsOf(scenario, tail) },
    overhead(scenario),
  ].filter(({ ms }) => ms > 0);
  const slots = slotWaits(scenario, draw);
  const shorterMs = appointmentsMs(scenario, slots) - likelyAppointmentsMs(scenario, slots);
  const boundMs = Math.ceil(sumOf(chain));
  return { boundMs, advisedMs: Math.ceil(boundMs - shorterMs), chain };
}

type Draw = (written: DurationDistribution) => number;

function sumOf(links: readonly SettleLink[]): number {
  return links.reduce((sum, { ms }) => sum + ms, 0);
}

function beforeWork({ network, systems, limits }: OutboundScenario, draw: Draw): SettleLink[] {
  const { classes } = network.customers;
  const { erp } = systems;
  const held = classes.some((each) => each.creditHold > 0);
  const changed = classes.some((each) => each.changed > 0);
  const stocked = network.nodes.some((node) => node.stock !== undefined);
  return [
    { what: 'credit hold', ms: held ? draw(erp.creditDecision) : 0 },
    { what: 'missing weights', ms: erp.missingWeights > 0 ? draw(erp.masterDataAnswer) : 0 },
    {
      what: "the customer's change",
      ms: (changed ? draw(erp.changeAfter) : 0) + changesMs(erp.changes, draw),
    },
    { what: 'ratings', ms: SHIPMENTS_MAX * draw(systems.tms.rating) },
    {
      what: 'back-orders',
      ms: stocked ? Math.min(limits.backorderTries, SHIPMENTS_MAX) * durationMs(limits.backorderRetry) : 0,
    },
  ];
}

/** One after another, as many as there may be of a kind. */
function changesMs(section: OrderChangesSection | undefined, draw: Draw): number {
  return section === undefined ? 0 : (section.most ?? CHANGES_MOST) * draw(section.after);
}

/** Waves, work and cut-offs of the slowest node; again for what is picked short. */
function atTheNode(scenario: OutboundScenario, tail: number): SettleLink[] {
  const { network } = scenario;
  const { startAt, until } = spanOf(scenario);
  const busy = utilisations(scenario);
  const waits = network.nodes.map((section, node) => {
    const { zone } = network.places.find((place) => place.name === section.place)!;
    const calendar = calendarOf(hoursOf(section), zone, section.name);
    const gapOf = (times: readonly string[] | undefined): number =>
      times === undefined ? 0 : longestGap(timetable(times, zone, calendar, startAt, until), startAt);
    const closed = longestClosed(shiftsOf(calendar, startAt, until), startAt);
    const queues = busy
      .filter((each) => each.node === node)
      .map(({ share }) => (share < 1 ? share * WEEK_MS : Infinity));
    return {
      work: gapOf(section.waves) + closed + Math.max(0, ...queues) + carriedMs(network, section),
      cutoff: gapOf(section.cutoffs),
      again: timesLikely(section.shortPicks ?? 0, tail),
    };
  });
  const work = Math.max(...waits.map((each) => each.work * (1 + each.again)));
  const cutoff = Math.max(...waits.map((each) => each.cutoff));
  return [
    { what: 'waves and work', ms: work },
    { what: 'cut-off', ms: cutoff },
    { what: 'routes', ms: routesMs(scenario, cutoff, tail) },
    { what: 'planning runs', ms: planningMs(scenario) },
  ];
}

/** Whoever comes after the run for a cut-off waits for the one after it: where there is none, for two runs. */
function planningMs({ systems: { tms } }: OutboundScenario): number {
  return tms.consolidation === undefined ? 0 : 2 * durationMs(tms.consolidation.every);
}

/** From the pickers to the packers. */
function carriedMs(network: NetworkSection, section: NodeSection): number {
  const machines = automationOf(network, section);
  const carriage = machines === null ? null : carriageSettings(machines, 1);
  if (carriage === null) return 0;
  return carriage.kind === 'conveyor' ? carriage.travelMs : carriage.driveMs;
}

/** How often something of this share happens in a row, before that is rarer than the tail. At most as often as there are shipments. */
function timesLikely(share: number, tail: number): number {
  if (share === 0) return 0;
  if (share >= 1) return SHIPMENTS_MAX;
  return Math.min(SHIPMENTS_MAX, Math.ceil(log(tail) / log(share)));
}

/** The longest wait for the next of these instants, from the first moment on; 0 where there is none. */
function longestGap(instants: readonly number[], from: number): number {
  let longest = 0;
  let before = from;
  for (const at of instants) {
    longest = Math.max(longest, at - before);
    before = at;
  }
  return longest;
}

function longestClosed(shifts: readonly (readonly [number, number])[], from: number): number {
  let longest = 0;
  let before = from;
  for (const [open, close] of shifts) {
    longest = Math.max(longest, open - before);
    before = close;
  }
  return longest;
}

/** Each list may be lost in a tray: then it is that of the next wave, for which a wait is counted. */
function wavesByHand({ people, responsibilities }: OutboundScenario, draw: Draw): number {
  return responsibilities?.wave === 'people' ? 2 * answerOf(people, 'warehouse-desk', draw) : 0;
}

function tendering(scenario: OutboundScenario, draw: Draw): SettleLink[] {
  const { limits, systems, people } = scenario;
  const { tms, threePl } = systems;
  const every = tms.tendering?.every ?? threePl?.freight?.tenderEvery;
  const runs = every === undefined ? 0 : (limits.tenders + 1) * durationMs(every);
  const round =
    draw(tms.rating) + limits.tenders * (durationMs(limits.tenderResponse) + draw(tms.booking)) + runs;
  return [
    { what: 'tenders', ms: 2 * round },
    { what: "a planner's answer", ms: answerOf(people, 'planner', draw) },
    { what: 'papers', ms: draw(tms.documents) },
    { what: 'appointments', ms: appointmentsMs(scenario, slotWaits(scenario, draw)) },
  ];
}

function slotWaits(scenario: OutboundScenario, draw: Draw): AppointmentWaits {
  const { appointments } = scenario.systems.tms;
  return {
    answerMs: appointments === undefined ? 0 : draw(appointments.answer),
    plannerMs: answerOf(scenario.people, 'planner', draw),
    closedMs: longestNight(scenario),
  };
}

/**
 * The declaration, read and queried in the slowest country; then what its border may keep. What is refused there comes back by the way
 * it came, which is no longer than the one that lay ahead.
 */
function clearance(scenario: OutboundScenario, draw: Draw, tail: number): SettleLink[] {
  const { systems, people } = scenario;
  const regimes = systems.customs?.countries ?? [];
  const answer = answerOf(people, 'export-desk', draw);
  const readings = regimes.map((regime) => {
    const { queries, queriesAgain = 0, reading } = regime;
    const rounds = queries === 0 ? 0 : Math.min(TASKS_MAX, 1 + timesLikely(queriesAgain, tail));
    return (rounds + 1) * deskMs(scenario, regime, draw(reading)) + rounds * answer;
  });
  const border = regimes.map((regime) => {
    const { exams, abandonAfter, preArrival } = regime;
    const waits = preArrival ? 0 : durationMs(abandonAfter ?? ABANDON_AFTER);
    // An exam goes on while the desk is closed; its end is an officer's word.
    const exam = Math.max(0, ...exams.map(({ takes }) => draw(takes)));
    return waits + exam + deskMs(scenario, regime, 0);
  });
  return [
    { what: 'customs declaration', ms: Math.max(0, ...readings) },
    { what: 'customs border', ms: Math.max(0, ...border) },
  ];
}

/** Work at a desk with hours: closed once before it, and once for every stretch that it fills. */
function deskMs(scenario: OutboundScenario, { hours, zone, country }: RegimeSection, workMs: number): number {
  if (hours === undefined) return workMs;
  const { startAt, until } = spanOf(scenario);
  const shifts = shiftsOf(calendarOf(hours, zone, country), startAt, until);
  if (shifts.length === 0) return Infinity;
  const open = Math.min(...shifts.map(([from, until]) => until - from));
  const closed = longestClosed(shifts, shifts[0]![0]);
  return workMs + closed * (1 + Math.floor(workMs / open));
}

/** 0 where nobody fills the role: the task stays open. And of a team: see 4. */
function answerOf(people: OutboundScenario['people'], role: string, draw: Draw): number {
  const found = people.find((each) => each.role === role);
  return found?.answer === undefined ? 0 : draw(found.answer);
}

/** By whoever comes later: the role, or the next one, where the role forgets it. */
function deskOrNextRole({ people, limits }: OutboundScenario, role: string, draw: Draw): number {
  const next = durationMs(limits.taskEscalation) + answerOf(people, 'supervisor', draw);
  return Math.max(answerOf(people, role, draw), next);
}

interface Carrier {
  readonly name: string;
  readonly profile: CarrierProfile;
  readonly transitDays: number;
}

/** The carriers with their profiles and longest transit. */
function carriersOf(scenario: OutboundScenario): readonly Carrier[] {
  const { network } = scenario;
  const { regions, kmBetween } = placesOf(network);
  const { lines } = tariffsOf(network, regions, kmBetween);
  return network.carriers.map((carrier, no) => {
    const own = lines.filter((line) => line.carrier === no);
    const transitDays = own.reduce((most, line) => Math.max(most, line.transitDays), 0);
    return { name: carrier.name, profile: behaviourOf(scenario, carrier), transitDays };
  });
}

/** From the truck's call to the last bill or claim, with one carrier. */
function journey(scenario: OutboundScenario, carrier: Carrier, draw: Draw, tail: number): SettleLink[] {
  const { name, transitDays } = carrier;
  const { pickup, transit, delivery, reporting } = carrier.profile;
  const { limits, people } = scenario;
  const asked =
    (limits.statusRequests + 1) * durationMs(limits.milestoneGrace) +
    answerOf(people, 'track-and-trace', draw) +
    upperQuantile(reporting.statusAnswerMs, tail);
  const late = Math.max(upperQuantile(transit.lateDays, tail) * DAY_MS, delivery.lostAfterMs);
  const order = closing(scenario, carrier, draw, tail);
  const freight = settlement(scenario, carrier, draw, tail);
  const docks = durationMs(limits.lastPickup ?? '1 h') + longestNight(scenario);
  return [
    { what: 'pickup', ms: durationMs(limits.pickupLead) + docks + upperQuantile(pickup.lateMs, tail) },
    { what: `transit with ${name}`, ms: transitDays * DAY_MS + late },
    {
      what: 'proof of delivery',
      ms: upperQuantile(delivery.podLagMs, tail) + askedForProof(scenario, carrier, tail) * asked,
    },
    { what: 'the quality desk', ms: qualityMs(scenario, draw) },
    ...(sumOf(order) >= sumOf(freight) ? order : freight),
  ];
}

/** How often somebody goes after a proof of delivery: one that is missing, and each copy that can't be read. */
function askedForProof({ systems }: OutboundScenario, { profile }: Carrier, tail: number): number {
  const { proof } = systems;
  const missing = (proof?.missing ?? profile.delivery.podMissingShare) > 0 ? 1 : 0;
  if (proof === undefined || proof.unread === 0) return missing;
  const copies = proof.unread < 1 ? Math.ceil(log(tail) / log(proof.unread)) : Infinity;
  return missing + (proof.otherwise === 'bill' ? Math.min(copies, proof.copies) : copies);
}

/** Goods that were too warm are decided on before anybody hears that they have been delivered. */
function qualityMs({ systems, people }: OutboundScenario, draw: Draw): number {
  return systems.telematics?.coldChain === undefined ? 0 : answerOf(people, 'quality-desk', draw);
}

/** The longest that the docks of a node are closed. */
function longestNight(scenario: OutboundScenario): number {
  const { network } = scenario;
  const { startAt, until } = spanOf(scenario);
  return network.nodes.reduce((longest, section) => {
    const { zone } = network.places.find((place) => place.name === section.place)!;
    const shifts = shiftsOf(calendarOf(hoursOf(section), zone, section.name), startAt, until);
    return Math.max(longest, longestClosed(shifts, startAt));
  }, 0);
}

/** The order's side: its bill, or a claim. */
function closing(scenario: OutboundScenario, { profile }: Carrier, draw: Draw, tail: number): SettleLink[] {
  const { systems, people, returns } = scenario;
  const answered = upperQuantile(profile.claims.answerMs, tail);
  const claim = Math.min(answered, CLAIM_MS + deskOrNextRole(scenario, 'claims-desk', draw));
  const billing = draw(systems.erp.billingDelay);
  if (systems.proof?.differences !== undefined)
    return [
      { what: 'units that differ', ms: answerOf(people, 'claims-desk', draw) },
      { what: "the customer's bill", ms: billing },
      {
        what: 'credit note',
        ms: creditsDeliveries(scenario) && returns !== undefined ? draw(returns.creditPosting) : 0,
      },
      { what: 'claim', ms: claim },
    ];
  return [claim >= billing ? { what: 'claim', ms: claim } : { what: "the customer's bill", ms: billing }];
}

/** The carrier's side: its bill, a dispute, payment. */
function settlement(
  scenario: OutboundScenario,
  { profile }: Carrier,
  draw: Draw,
  tail: number,
): SettleLink[] {
  const { freight } = profile;
  return [
    { what: 'freight bill', ms: upperQuantile(freight.billAfterDeliveryMs, tail) },
    { what: 'dispute', ms: Math.min(DISPUTE_MS, upperQuantile(freight.disputeAnswerMs, tail)) },
    { what: 'audit', ms: deskOrNextRole(scenario, 'freight-auditor', draw) },
    { what: 'payment terms', ms: durationMs(scenario.systems.erp.paymentTerms) },
  ];
}

function overhead(scenario: OutboundScenario): SettleLink {
  const { systems, platform } = scenario;
  const stepMs = durationMs(platform.stepLatency) + durationMs(platform.storeLatency);
  const batches = BATCHES * (erpWays(scenario).batchEveryMs ?? 0);
  return {
    what: 'messages and steps',
    ms: MESSAGES * durationMs(systems.linkLatency) + STEPS * stepMs + batches,
  };
}
