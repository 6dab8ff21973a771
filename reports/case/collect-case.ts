/**
 * Collects one order's life from a recording: see `CaseView`.
 *
 * 1. Memory is what belongs to the order and to who shares its loads, and some numbers a batch of the recording. Cost: what tells whose
 *    a row is is read once, 6 to 22 bytes a row; of the others what the order's rows have.
 * 2. What is cut off or can't be read is left out and named; an order of which nothing can be seen is none.
 */
import { SHIPMENTS_OF_ORDER } from '../decision-log/outcomes/order-outcome.ts';
import { CHANGE_MADE } from '../kpis/outbound/outcomes/tables.ts';
import { BodyDecoder } from '../recording/bodies/decoder.ts';
import { shapesOf } from '../recording/reader.ts';
import {
  CASE_FORMAT,
  type CaseLoad,
  type CaseQuestion,
  type CaseRoute,
  type CaseSummary,
  type CaseView,
} from './case-view.ts';
import { Entries } from './entries.ts';
import { findDecisions } from './find-decisions.ts';
import { type BusinessRow, findEvents } from './find-events.ts';
import { findFaults, findNotes } from './find-faults.ts';
import { findMessages } from './find-messages.ts';
import { RecordedNames } from './find-names.ts';
import { businessOf, type Found, find, type OrderRange, seek } from './find-parts.ts';
import { findTasks } from './find-tasks.ts';
import { findMoney, type LoadWeights } from './money.ts';
import type { OrderParts } from './order-parts.ts';

export type Collected =
  | { readonly kind: 'found'; readonly view: CaseView }
  /** @param range orders that there are */
  | { readonly kind: 'unknown'; readonly range: OrderRange | null; readonly gaps: readonly string[] };

export function collectCase(question: CaseQuestion): Collected {
  const { dir, order, knowledge } = question;
  const gaps: string[] = [];
  const business = businessOf(dir);
  const { parts, seen, range } = seek(business, order, gaps);
  if (!seen) return { kind: 'unknown', range, gaps };
  const decoder = decoderOf(dir, gaps);
  const found = find(dir, business, parts, decoder, knowledge, gaps);
  const others = new Map([...parts.loads].map((load) => [load, otherOrders(load, found)] as const));
  const sharedLoads = new Set([...parts.loads].filter((load) => others.get(load)!.length > 0));
  const entries = new Entries(parts, sharedLoads, gaps);
  const names = new RecordedNames(dir, knowledge);
  entries.trouble(names.trouble);
  const events = findEvents(business, found, names, entries);
  const nameOfPartner = (partner: string): string => names.nameOfPartner(partner);
  const messages = findMessages(dir, found, { knowledge, nameOfPartner }, entries);
  const decisions = findDecisions(dir, decoder, found, names.things(), entries);
  const tasks = findTasks(dir, decoder, found, entries);
  findFaults(dir, decoder, found, messages, entries);
  findNotes(dir, found, entries);
  const endAt = question.endedAt ?? events.at(-1)?.time ?? 0;
  const { money, weights } = findMoney(dir, business, found, events, question.currency, endAt, entries);
  const loads = [...parts.loads]
    .toSorted((x, y) => x - y)
    .map((key) => loadOf(key, found, others.get(key)!, weights.get(key)));
  const summary: CaseSummary = {
    ...milestonesOf(events, names),
    shipments: [...parts.shipments].toSorted((x, y) => x - y),
    loads,
    routes: [...found.routed].map(([key, shipments]) => routeOf(key, shipments, parts)),
    messages: messages.count,
    resent: messages.resent,
    decisions,
    tasks: tasks.given,
    tasksOpen: tasks.open,
  };
  const { scenario, seed, arm } = question;
  const view = {
    format: CASE_FORMAT,
    scenario,
    seed,
    arm,
    order,
    name: names.nameOf('order', order),
    summary,
    entries: entries.inTime(),
    money,
    gaps,
  } as const;
  return { kind: 'found', view };
}

/** null: nobody can read bodies, and the rest is shown. */
function decoderOf(dir: string, gaps: string[]): BodyDecoder | null {
  try {
    return new BodyDecoder(shapesOf(dir));
  } catch (error) {
    gaps.push(
      `what messages and decisions say can't be read: ${error instanceof Error ? error.message : error}`,
    );
    return null;
  }
}

function otherOrders(load: number, { parts, formedOf, aboard }: Found): number[] {
  const shipments = [...(formedOf.get(load) ?? []), ...(aboard.get(load) ?? []), load];
  const orders = new Set(shipments.map((shipment) => Math.floor(shipment / SHIPMENTS_OF_ORDER)));
  orders.delete(parts.order);
  return [...orders].toSorted((x, y) => x - y);
}

function loadOf(
  key: number,
  { parts, formedOf, aboard }: Found,
  others: readonly number[],
  weights: LoadWeights | undefined,
): CaseLoad {
  const there = new Set([...(formedOf.get(key) ?? []), ...(aboard.get(key) ?? [])]);
  const shipments = [...there].filter((shipment) => parts.isShipment(shipment)).toSorted((x, y) => x - y);
  return { key, shipments, otherOrders: others, share: shareOf(weights, parts.order) };
}

function routeOf(key: number, all: readonly number[], parts: OrderParts): CaseRoute {
  const orders = new Set(all.map((shipment) => Math.floor(shipment / SHIPMENTS_OF_ORDER)));
  orders.delete(parts.order);
  return {
    key,
    shipments: all.filter((shipment) => parts.isShipment(shipment)),
    otherOrders: [...orders].toSorted((x, y) => x - y),
  };
}

function shareOf(weights: LoadWeights | undefined, order: number): number | null {
  if (weights === undefined) return null;
  const total = weights.grams.reduce((sum, each) => sum + each, 0);
  const own = weights.shipments.reduce(
    (sum, shipment, i) => sum + (Math.floor(shipment / SHIPMENTS_OF_ORDER) === order ? weights.grams[i]! : 0),
    0,
  );
  return total === 0 ? null : own / total;
}

function milestonesOf(events: readonly BusinessRow[], names: RecordedNames) {
  const of = (name: string): BusinessRow | undefined => events.find(({ event }) => event === name);
  const released = of('orderReleased');
  const promised = of('orderPromised');
  const repromised = events.findLast(({ event }) => event === 'orderRepromised');
  const changes = events.filter(({ event, a }) => event === 'changeAnswered' && a === CHANGE_MADE);
  const issued = events.filter(({ event }) => event === 'goodsIssued').length;
  const delivered = events.filter(({ event }) => event === 'shipmentDelivered');
  const arrived = issued > 0 && delivered.length >= issued;
  return {
    customer: promised === undefined ? null : names.nameOf('customer', promised.b),
    units: released?.a ?? null,
    weightGrams: released?.b ?? null,
    valueMinor: of('orderValued')?.a ?? null,
    releasedAt: released?.time ?? null,
    promisedAt: (repromised ?? promised)?.a ?? null,
    changes: changes.length,
    deliveredAt: arrived ? Math.max(...delivered.map(({ a }) => a)) : null,
    doneAt: of('orderDone')?.time ?? null,
  };
}
