/**
 * Simpler values of the events that are left: fewer lines, one unit, round times, shorter faults, hits that say less. Each candidate is one
 * step; who tries them keeps those that still fail, and asks again at the same place.
 */
import type { FaultHit, WrittenFault } from '#scenarios/schema/outbound/faults';
import type { WrittenOrder } from '#scenarios/schema/outbound/orders';
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { durationMs, exactDuration } from '#scenarios/schema/units';
import { ordersIn, withOrders } from './exogenous.ts';
import { withFaults } from './written-down.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** What times are rounded to, the roundest first. */
const ROUND_MS = [DAY_MS, HOUR_MS, MINUTE_MS];

/** Of one order, the largest step first. */
function* simplerOrders(order: WrittenOrder): Generator<WrittenOrder> {
  for (let line = 0; line < order.lines.length && order.lines.length > 1; line++)
    yield withoutLine(order, line);
  const { priority, shipComplete, ...plain } = order;
  if (priority !== undefined || shipComplete !== undefined) yield plain;
  if (order.lines.some(({ units }) => units > 1))
    yield { ...order, lines: order.lines.map((line) => ({ ...line, units: 1 })) };
  for (const [i, line] of order.lines.entries())
    for (const units of fewer(line.units)) yield { ...order, lines: order.lines.with(i, { ...line, units }) };
  if (order.changed !== undefined)
    for (const units of fewer(order.changed.units)) yield { ...order, changed: { ...order.changed, units } };
  yield* rounderTimes(order);
}

function* fewer(units: number): Generator<number> {
  for (const less of [1, 2, Math.floor(units / 2), units - 1]) if (less >= 1 && less < units) yield less;
}

function* rounderTimes(order: WrittenOrder): Generator<WrittenOrder> {
  for (const release of rounder(order.release)) yield { ...order, release };
  if (order.cancelled !== undefined)
    for (const cancelled of rounder(order.cancelled)) yield { ...order, cancelled };
  if (order.held !== undefined)
    for (const each of rounder(order.held.for)) yield { ...order, held: { ...order.held, for: each } };
  if (order.changed !== undefined)
    for (const after of rounder(order.changed.after))
      yield { ...order, changed: { ...order.changed, after } };
}

/** The same but for one line; what is said of a line that is gone, goes. */
function withoutLine(order: WrittenOrder, line: number): WrittenOrder {
  const { changed, weightsMissing, ...rest } = order;
  const numbered = (no: number): number => (no > line + 1 ? no - 1 : no);
  const missing = weightsMissing?.filter((no) => no !== line + 1).map(numbered) ?? [];
  return {
    ...rest,
    lines: order.lines.toSpliced(line, 1),
    ...(changed === undefined || changed.line === line + 1
      ? {}
      : { changed: { ...changed, line: numbered(changed.line) } }),
    ...(missing.length === 0 ? {} : { weightsMissing: missing }),
  };
}

/** Whole days, hours, minutes, as it has some: before it and after it. */
function* rounder(text: string): Generator<string> {
  const ms = durationMs(text);
  for (const unitMs of ROUND_MS) {
    if (ms % unitMs === 0) return;
    const before = Math.floor(ms / unitMs) * unitMs;
    if (before === 0) continue;
    yield exactDuration(before);
    yield exactDuration(before + unitMs);
  }
}

/** Of one fault in a window. */
function* simplerWindows(fault: WrittenFault): Generator<WrittenFault> {
  if ('lasts' in fault) for (const lasts of shorter(fault.lasts)) yield { ...fault, lasts };
  for (const from of rounder(fault.from)) yield { ...fault, from };
}

function* shorter(text: string): Generator<string> {
  const ms = durationMs(text);
  for (const less of [MINUTE_MS, HOUR_MS, Math.floor(ms / 2)])
    if (less >= 1 && less < ms) yield exactDuration(less);
  for (const round of rounder(text)) if (durationMs(round) > 0) yield round;
}

/** Of one hit: what it says of its message beyond kind, key and attempt, and how late. */
function* simplerHits(hit: FaultHit): Generator<FaultHit> {
  for (const key of ['from', 'until', 'a', 'b', 'actorKey', 'step'] as const) {
    if (!(key in hit)) continue;
    const less = { ...hit };
    delete (less as Partial<Record<typeof key, unknown>>)[key];
    yield less;
  }
  if ('by' in hit) for (const by of rounder(hit.by)) yield { ...hit, by };
}

/** One of the events that are left, by its place in its list. */
interface ValuePlace {
  readonly of: 'order' | 'window' | 'hit';
  readonly i: number;
}

/** In the order of the file. */
export function valuePlaces(scenario: OutboundScenario): ValuePlace[] {
  const { written = [], hits = [] } = scenario.faults ?? {};
  const places = (of: ValuePlace['of'], list: readonly unknown[]): ValuePlace[] =>
    list.map((_each, i) => ({ of, i }));
  return [...places('order', ordersIn(scenario)), ...places('window', written), ...places('hit', hits)];
}

/** The scenario with the event of that place simpler. */
export function* simplerAt(scenario: OutboundScenario, { of, i }: ValuePlace): Generator<OutboundScenario> {
  if (of === 'order') {
    const orders = ordersIn(scenario);
    for (const simpler of simplerOrders(orders[i]!)) yield withOrders(scenario, orders.with(i, simpler));
    return;
  }
  const { faults } = scenario;
  if (faults === undefined) return;
  const { written = [], hits = [] } = faults;
  if (of === 'window')
    for (const fault of simplerWindows(written[i]!))
      yield withFaults(scenario, { ...faults, written: written.with(i, fault) });
  else
    for (const hit of simplerHits(hits[i]!))
      yield withFaults(scenario, { ...faults, hits: hits.with(i, hit) });
}

/** The scenario with all of its orders simpler in one way. */
export const SIMPLER_TOGETHER: readonly ((scenario: OutboundScenario) => OutboundScenario)[] = [
  (order: WrittenOrder) => oneUnit(oneLine(order)),
  oneLine,
  oneUnit,
].map((simpler) => (scenario) => withOrders(scenario, ordersIn(scenario).map(simpler)));

function oneLine(order: WrittenOrder): WrittenOrder {
  let left = order;
  while (left.lines.length > 1) left = withoutLine(left, left.lines.length - 1);
  return left;
}

function oneUnit(order: WrittenOrder): WrittenOrder {
  return { ...order, lines: order.lines.map((line) => ({ ...line, units: 1 })) };
}
