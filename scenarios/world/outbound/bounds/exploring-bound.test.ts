/** An arm that explores has more time, as much as the longest wait of a run needs; another has what it had. */
import { expect, test } from 'vitest';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { buildOutboundWorld } from '../build.ts';
import { worldOfExploring } from '../phases/in-phase.ts';
import { exploringOf } from './exploring-bound.ts';
import { settleBound } from './settle-bound.ts';

const EXPLORES = 'policies=[{ name: x, sourcing: cheapest-in-time, explore: { floor: 0.1 } }]';
const of = (...set: readonly string[]) => outboundScenario(loadFrom('spare-parts-global', {}, { set }));
const moreMs = (...set: readonly string[]): number | undefined => {
  const scenario = of(...set);
  return exploringOf(scenario, settleBound(scenario)).exploringMs;
};

test('as long as one in as many draws as there are orders', () => {
  const scenario = of(EXPLORES);
  // 20 days of 260.
  expect(moreMs(EXPLORES)).toBe(settleBound(scenario, 1 / 5200).boundMs - settleBound(scenario).boundMs);
  expect(moreMs(EXPLORES)).toBeGreaterThan(0);
  expect(moreMs(EXPLORES, 'demand.days=40')).toBeGreaterThan(moreMs(EXPLORES)!);
});

test('nothing where no arm explores, and where there are so few orders that the bound has it already', () => {
  expect(moreMs()).toBeUndefined();
  expect(moreMs(EXPLORES, 'demand.maxOrders=100')).toBe(0);
});

test('it is the arm that explores which has it', () => {
  const world = buildOutboundWorld(of(EXPLORES, 'demand.days=10', 'demand.ordersPerDay=260'), 1);
  const { settleBoundMs, exploringMs } = world;
  expect(worldOfExploring(world, { point: 'sourcing' }).settleBoundMs).toBe(settleBoundMs! + exploringMs!);
  expect(worldOfExploring(world, undefined)).toBe(world);
});
