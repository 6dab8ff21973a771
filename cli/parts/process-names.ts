/** Names that a process of a user's own gives to what it has, or takes from us: none of them may mean two things, or nothing. */
import type { SystemConduct } from '#mock-systems/own-system';
import type { Envelope } from '#orchestrator/contracts/envelope';
import * as actorTypes from '#orchestrator/core/actor-types';
import type { OwnActor } from '#orchestrator/core/own-actor';
import { MESSAGE_KINDS } from '#orchestrator/middleware/message-kinds';
import { OUTBOUND_KPI_NAMES } from '#reports/kpis/outbound/catalogue';
import { EVENT_RULES, type EventName, type EventRule, ownerOf } from '#scenarios/invariants/outbound/events';
import { TASKS } from '#scenarios/schema/outbound/tasks';
import { PARTNER_KINDS } from '#scenarios/world/outbound/systems/partner-kinds';
import { nearest } from '#sim/nearest';

/** What the house itself says to an actor, or to a lane. */
const OF_THE_HOUSE: readonly string[] = [
  'timer',
  'taskAnswered',
  'decided',
  'inputWithoutActor',
  'acknowledged',
  'leaseGranted',
  'gateMoved',
  'messageSettled',
  'turnAsked',
];

const OUR_SYSTEMS = [
  'erp',
  'next-erp',
  'erp-migration',
  'wms',
  'tms',
  'supplier',
  'customs',
  'telematics',
  'crm',
  'stores',
  'fleet',
  // What is no partner, and has its name in recordings, reports or `faults`.
  'core',
  'carriers',
  'people',
  'broker',
  'gateway',
  'first-carrier',
];
const OUR_ACTORS = Object.keys(actorTypes).map((name) => name.toLowerCase().replaceAll('_', '-'));

/** What the house measures as it goes: names in the recording's table `kpis`. */
const OUR_MEASURES: readonly string[] = [
  'brokerLag',
  'dockToStock',
  'gateDepth',
  'gateStatus',
  'partnerDepth',
  'partnerLatency',
  'releaseToPlan',
  'troubledDelivery',
];
const OUR_TASKS = Object.values(TASKS).flat();

const OWN_NAME = 'Give it a name of its own';
/** There TMS writes down what the core writes elsewhere. */
const WHERE_TMS_TENDERS = {
  responsibilities: {
    allocate: 'orchestrator',
    wave: 'orchestrator',
    tender: 'tms',
    book: 'tms',
    placingMs: 0,
  },
} as const;

/** @returns the word where it stands and what is wrong; null = nothing */
export function wrongName(
  { name, hears = [], takes = [], says }: SystemConduct,
  { name: actorName, tasks = {} }: Pick<OwnActor<unknown, Envelope>, 'name' | 'tasks'>,
): readonly [word: string, message: string] | null {
  if (isOurSystem(name)) return ['system', `system.name "${name}" is a system of ours. ${OWN_NAME}`];
  if (OUR_ACTORS.includes(actorName) || OUR_ACTORS.includes(singular(actorName)))
    return ['actor', `actor.name "${actorName}" is an actor of ours. ${OWN_NAME}`];
  const taken = takes.find((kind) => isOfHouse(kind) || MESSAGE_KINDS.some((ours) => ours === kind));
  if (taken !== undefined) return ['takes', `"${taken}" is a message of ours. ${OWN_NAME}`];
  const said = says.find((kind) => isOfHouse(kind) || PARTNER_KINDS.includes(kind));
  if (said !== undefined) return ['says', `"${said}" is a message of ours. ${OWN_NAME}`];
  const given = Object.values(tasks)
    .flat()
    .find((kind) => OUR_TASKS.includes(kind));
  if (given !== undefined) return ['tasks', `"${given}" is a task of ours. ${OWN_NAME}`];
  for (const event of hears) {
    const message = unheard(event);
    if (message !== null) return ['hears', message];
  }
  return null;
}

export function isOurSystem(name: string): boolean {
  return OUR_SYSTEMS.includes(name.toLowerCase()) || /^carrier-\d+$/.test(name);
}

const KEY_MAX = 0x7fffffff;

/** Number of an order, load ... */
export function isKey(key: unknown): boolean {
  return Number.isInteger(key) && (key as number) >= 0 && (key as number) <= KEY_MAX;
}

/** A figure of the house, measured or computed: one name must not mean two. */
export function isOurMeasure(name: string): boolean {
  return OUR_MEASURES.includes(name) || OUTBOUND_KPI_NAMES.some((ours) => ours === name);
}

/** `freightInvoices` is what a run calls its open `freight-invoice` actors. */
function singular(name: string): string {
  return name.replace(/s$/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function isOfHouse(kind: string): boolean {
  return OF_THE_HOUSE.includes(kind);
}

/** Who writes a business event, of what; null = there is none. */
export function eventOf(event: string): EventRule | null {
  return Object.hasOwn(EVENT_RULES, event) ? EVENT_RULES[event as EventName] : null;
}

/** Why a system of one's own can't hear of a business event; null = it can. */
export function unheard(event: string): string | null {
  if (!Object.hasOwn(EVENT_RULES, event)) {
    const near = nearest(event, Object.keys(EVENT_RULES));
    const meant = near === null ? 'docs/outbound.md lists them' : `Did you mean "${near}"?`;
    return `there is no business event "${event}". ${meant}`;
  }
  if (ownerOf(event as EventName, WHERE_TMS_TENDERS) !== 'core') return null;
  return `"${event}" is written by the core, and a system hears what systems write. docs/outbound.md says who writes what`;
}
