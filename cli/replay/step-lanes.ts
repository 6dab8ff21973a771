/** Lanes of a failing case: a system each, a type of the core's actors each, the middleware as one, the people. */
import { SHIPMENTS_MAX } from '#orchestrator/contracts/shipment-key';
import type { CaseLane, CaseStep } from '#reports/html/qa/failure-case';

export const MIDDLEWARE = 'middleware';
export const PEOPLE = 'people';

const OF_MIDDLEWARE = new Set(['partner-lane', 'partner-gate', 'outbound-message', 'core']);
/** What loads, bills, claims and the like are numbered by. */
const BY_SHIPMENT = new Set([
  'shipment',
  'load',
  'claim',
  'freight-invoice',
  'declaration',
  'return',
  'return-order',
]);

/** From left to right: who asks, the core as a thing goes through it, who acts. Others stand beside their like. */
const ORDER = ['CRM', 'STORES', 'ERP', 'order', 'shipment', 'wave-plan', 'load', 'freight-invoice', 'claim'];
const LAST = [MIDDLEWARE, 'WMS', 'TMS', 'carrier', PEOPLE];

/** @param type of an actor, or name of a partner as recordings have it */
export function laneOf(type: string): string {
  if (OF_MIDDLEWARE.has(type)) return MIDDLEWARE;
  return /^carrier-\d+$/.test(type) ? 'carrier' : type;
}

/** Order of what an actor is about; -1 = not known by its number. */
export function orderOfActor(type: string, key: number): number {
  if (type === 'order') return key;
  return BY_SHIPMENT.has(type) ? Math.floor(key / SHIPMENTS_MAX) : -1;
}

/** Those in which something happens. */
export function lanesIn(steps: readonly CaseStep[]): CaseLane[] {
  const core = new Set(
    steps.filter(({ kind }) => kind === 'inside' || kind === 'decision').map(({ lane }) => lane),
  );
  for (const { kind, lane, from } of steps)
    if (kind === 'message' && lane !== from && (lane === lane.toLowerCase() || core.has(lane)))
      core.add(lane);
  const names = new Set(steps.flatMap(({ lane, from }) => (from === null ? [lane] : [from, lane])));
  return [...names]
    .map((name): CaseLane => ({ name, side: sideOf(name, core) }))
    .sort((one, other) => rankOf(one) - rankOf(other) || (one.name < other.name ? -1 : 1));
}

function sideOf(name: string, core: ReadonlySet<string>): CaseLane['side'] {
  if (name === PEOPLE) return 'people';
  if (name === MIDDLEWARE) return 'core';
  if (name === 'carrier' || name === 'partner' || name !== name.toLowerCase()) return 'partner';
  return core.has(name) || ORDER.includes(name) ? 'core' : 'partner';
}

/** Of a lane that has no place of its own: behind the core's, or before the last partners. */
function rankOf({ name, side }: CaseLane): number {
  const first = ORDER.indexOf(name);
  if (first >= 0) return first;
  const last = LAST.indexOf(name);
  if (last >= 0) return ORDER.length + 2 + last * 2;
  return side === 'core' ? ORDER.length + 1 : ORDER.length + 3 + LAST.indexOf('TMS') * 2;
}
