/**
 * What routes may add to the time in which an order is over: goods are driven as often as they may be, and each time they wait for a
 * cut-off, a departure and a window, on the slowest of roads. What there is no vehicle for waits longer; no scenario says how long.
 */
import type { RoutesSection } from '../../../schema/outbound/routes.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs } from '../../../schema/units.ts';
import { drawnCount, drawnMs } from '../../draws.ts';
import { upperQuantile } from '../../upper-quantile.ts';
import { termsOf } from '../freight/routes.ts';
import { spanOf } from '../systems/warehouses.ts';

/**
 * 0 where there are no routes. Gaps between departures, and between windows, count from one to the next.
 * @param cutoffMs the longest wait for a cut-off
 * @param tail share of the draws that may take longer
 */
export function routesMs(scenario: OutboundScenario, cutoffMs: number, tail: number): number {
  const section = scenario.replenishment;
  if (section?.routes === undefined) return 0;
  const { nodes, windows, ridesMax } = termsOf(scenario, section, section.routes, spanOf(scenario));
  const departures = nodes.map((node) => longestStep(node?.departures ?? []));
  const opens = windows.map((instants) => longestStep(instants.filter((_at, i) => i % 2 === 0)));
  const waitMs = cutoffMs + longest(departures) + longest(opens);
  return ridesMax * (waitMs + drivenMs(section.routes, tail));
}

/** Nobody begins a leg to a stop after the duty is over, by plan; that leg, the stop and the way home may be slow. */
function drivenMs({ driving, risks, nodes }: RoutesSection, tail: number): number {
  const slow = Math.max(1, upperQuantile(drawnCount(driving.traffic), tail));
  const units = longest(nodes.flatMap(({ vehicles }) => vehicles.map(({ handlingUnits }) => handlingUnits)));
  const stopMs =
    upperQuantile(drawnMs(driving.perStop), tail) +
    units * upperQuantile(drawnMs(driving.perHandlingUnit), tail);
  const brokenMs = risks.kmBetweenBreakdowns === undefined ? 0 : upperQuantile(drawnMs(risks.repair), tail);
  return durationMs(driving.dutyTime) * (1 + slow) + stopMs + brokenMs;
}

/** From one instant to the next. */
function longestStep(instants: readonly number[]): number {
  return longest(instants.slice(1).map((at, i) => at - instants[i]!));
}

function longest(all: readonly number[]): number {
  return all.reduce((most, each) => Math.max(most, each), 0);
}
