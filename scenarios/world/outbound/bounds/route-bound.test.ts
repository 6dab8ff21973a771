/** What routes add to the bound within which everything is over: by hand, where nothing is drawn. */
import { expect, test } from 'vitest';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { routesMs } from './route-bound.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const STILL = [
  'replenishment.routes.rides=1',
  'replenishment.routes.driving.traffic={ constant: 1 }',
  'replenishment.routes.driving.perStop={ constant: 1 h }',
  'replenishment.routes.driving.perHandlingUnit={ constant: 1 min }',
  'replenishment.routes.risks.repair={ constant: 1 d }',
];
const routes = (...set: string[]): number => {
  const options = { with: ['routes'], set: [...STILL, ...set] };
  return routesMs(outboundScenario(loadFrom('retail-replenishment', {}, options)), 3 * DAY_MS, 1e-3);
};

test('a ride is a wait for a cut-off, a departure and a window, a duty and its way home, a stop and a repair', () => {
  // Sunday is no day of departures or windows; windows are known until winter, and the Sunday on which clocks go back has an hour more.
  const waits = 3 * DAY_MS + 2 * DAY_MS + (2 * DAY_MS + HOUR_MS);
  expect(routes()).toBe(waits + 2 * 14 * HOUR_MS + (1 + 2) * HOUR_MS + DAY_MS);
});

test('goods are driven as often as they may be, and slow roads or repairs make each time longer', () => {
  expect(routes('replenishment.routes.rides=3')).toBe(3 * routes());
  expect(routes('replenishment.routes.risks.repair={ constant: 9 d }') - routes()).toBe(8 * DAY_MS);
  expect(routes('replenishment.routes.driving.traffic={ constant: 2 }') - routes()).toBe(14 * HOUR_MS);
});

test('where there are none they add nothing', () => {
  expect(routesMs(outboundScenario(loadFrom('retail-replenishment')), DAY_MS, 1e-3)).toBe(0);
});
