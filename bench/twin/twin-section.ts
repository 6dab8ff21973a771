/** Orders a second through the whole twin. */
import { inChild } from '../child.ts';
import { median } from '../measure.ts';
import { figureRow, repeated, type Section } from '../section.ts';
import type { Row } from '../table.ts';
import type { TwinOptions, TwinResult } from './twin-bench.ts';

const MODULE = new URL('./twin-bench.ts', import.meta.url).href;
const ORDERS_PER_SECOND_MIN = 10_000;

function twinRow(repetitions: number, options: TwinOptions): Row {
  const runs = repeated(repetitions, () => inChild<TwinResult>(MODULE, 'twinOrders', options));
  const { orders, events, digest } = runs[0]!;
  if (runs.some((run) => run.digest !== digest)) throw new Error(`${options.scenario}: two runs differ`);
  const rate = median(runs.map((run) => run.ordersPerSecond));
  const bound = { target: `>= ${ORDERS_PER_SECOND_MIN}/s`, met: rate >= ORDERS_PER_SECOND_MIN };
  const recording = options.recorded ? 'recorded' : 'not recorded';
  return figureRow(
    `${options.scenario}, ${orders} orders, ${(events / orders).toFixed(0)} events each, ${recording}`,
    `${rate.toFixed(0)}/s`,
    options.scenario === 'brunel' ? bound : null,
  );
}

export const twin: Section = {
  name: 'twin',
  title: 'Orders a second through the whole twin, once loaded (baseline policy, CPU time)',
  run: ({ repetitions, data }) => {
    const set = ['demand.ordersPerDay=2000', 'demand.days=5'];
    const worlds: Omit<TwinOptions, 'recorded'>[] = [{ scenario: 'quickstart', data: null, set }];
    if (data !== null) worlds.push({ scenario: 'brunel', data, set: [] });
    const rows = worlds.flatMap((world) =>
      [false, true].map((recorded) => twinRow(repetitions, { ...world, recorded })),
    );
    if (data !== null) return rows;
    return [...rows, figureRow('brunel: name its folder with --data DIR', 'not measured', null)];
  },
};
