/**
 * How long a truck may wait for its appointment, where TMS keeps those of the docks: once for the one it is called for, once more for the one
 * after that, which it may have missed. Faults are not in it.
 *
 * 1. At most: the book is full, it is asked again as long as planners have it asked, and then given the last slot of the book.
 * 2. A book that trucks do not fill is a queue: a truck is given a slot within a week x how full the book is, and what the docks are closed,
 *    and never further ahead than the book is open. It refuses nobody.
 * 3. How full it is, is a first guess: some trucks for each carrier, place and cut-off, and what does not go into these by weight; no more than
 *    orders. Policies say otherwise. So who judges a run goes by 1, and only who advises on its horizon by 2.
 */
import { TASKS_MAX } from '#orchestrator/processes/outbound/load/load-state';
import { DAY_MS } from '#sim/shifts/civil';
import type { AppointmentsSection } from '../../../schema/outbound/appointments.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs } from '../../../schema/units.ts';
import { placesOf } from '../freight/places.ts';
import { tariffsOf } from '../freight/tariffs.ts';
import { appointedModes, BOOKED_AHEAD } from '../systems/appointments.ts';
import { openMsPerWeek, shipmentsOf } from './utilisation.ts';

const WEEK_MS = 7 * DAY_MS;
/** Of a carrier to a place at a cut-off. Source: measured, the fullest docks of `b2b-distributor` on its fullest days under `cheapest-in-stock`. */
const TRUCKS = 2.3;

export interface AppointmentWaits {
  /** From the request for a slot to its answer. */
  readonly answerMs: number;
  /** Of a planner, who has it asked again. */
  readonly plannerMs: number;
  /** The longest that the docks of a node are closed. */
  readonly closedMs: number;
}

/** At most; 0 where nobody keeps them. */
export function appointmentsMs({ systems, limits }: OutboundScenario, waits: AppointmentWaits): number {
  const { appointments } = systems.tms;
  if (appointments === undefined) return 0;
  const { answerMs, plannerMs } = waits;
  const { ahead = BOOKED_AHEAD, slot } = appointments;
  const round = (limits.statusRequests + 1) * (answerMs + durationMs(limits.answerGrace ?? '1 d'));
  return 2 * (TASKS_MAX * (round + plannerMs) + durationMs(ahead) + durationMs(slot));
}

/** The same, where the doors are enough by a first guess: see 2 and 3. */
export function likelyAppointmentsMs(scenario: OutboundScenario, waits: AppointmentWaits): number {
  const { appointments } = scenario.systems.tms;
  if (appointments === undefined) return 0;
  const { answerMs, closedMs } = waits;
  const full = bookedShare(scenario, appointments);
  // An answer that takes longer than it is waited for is asked for again, as one that never comes.
  const isAsked = answerMs >= durationMs(scenario.limits.answerGrace ?? '1 d');
  if (full >= 1 || isAsked) return appointmentsMs(scenario, waits);
  const aheadMs = durationMs(appointments.ahead ?? BOOKED_AHEAD);
  const queueMs = Math.min(aheadMs, full * WEEK_MS + closedMs);
  return 2 * (answerMs + queueMs + durationMs(appointments.slot));
}

/** Of the fullest book of a node: trucks that come in a week, over those that its slots take. Above 1 whoever comes last is refused. */
export function bookedShare(scenario: OutboundScenario, section: AppointmentsSection): number {
  const { network } = scenario;
  const { slot, doors, docks = [] } = section;
  const shares = trucksPerWeek(scenario, section).map((trucks, node) => {
    const { name, work } = network.nodes[node]!;
    const openMs = openMsPerWeek('hours' in work ? work.hours : undefined);
    const atOnce = docks.find((dock) => dock.node === name)?.doors ?? doors;
    return trucks / (atOnce * Math.max(1, Math.floor(openMs / durationMs(slot))));
  });
  return Math.max(0, ...shares);
}

/** By node. */
function trucksPerWeek(scenario: OutboundScenario, section: AppointmentsSection): readonly number[] {
  const { network } = scenario;
  const { regions, kmBetween } = placesOf(network);
  const modes = appointedModes(section);
  const lines = tariffsOf(network, regions, kmBetween).lines.filter(({ mode }) => modes.includes(mode));
  const shipments = shipmentsOf(scenario);
  return network.nodes.map(({ place, cutoffs, work }, node) => {
    const origin = network.places.findIndex(({ name }) => name === place);
    const own = lines.filter((line) => line.origin === origin);
    if (own.length === 0) return 0;
    const { perWeek, grams } = shipments[node]!;
    if (cutoffs === undefined) return perWeek;
    const days = 'hours' in work && work.hours !== undefined ? work.hours.days.length : 7;
    const lanes = new Set(own.map(({ carrier, destination }) => JSON.stringify([carrier, destination]))).size;
    const byWeight = (perWeek * grams) / Math.max(...own.map(({ maxWeightGrams }) => maxWeightGrams));
    return Math.min(perWeek, TRUCKS * cutoffs.length * days * lanes + byWeight);
  });
}
