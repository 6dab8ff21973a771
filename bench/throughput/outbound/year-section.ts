/** A quarter and a year of the distributor: cost an order and memory in the length of the run. Takes some ten minutes. */
import { inChild } from '../../harness/child.ts';
import { median } from '../../harness/measure.ts';
import { figureRow, repeated, type Section, sizeWords, withCompileCache } from '../../harness/section.ts';
import type { LengthResult } from './outbound-bench.ts';

const MODULE = new URL('./outbound-bench.ts', import.meta.url).href;
const LENGTHS = [250_000, 1_000_000] as const;
const US_GOAL = 60;
const US_FLOOR = 150;
const RSS_MB_MAX = 2048;
/** A year against a quarter: what is called flat, in cost and in memory. Source: assumption. */
const FLAT_MAX = 1.25;

export const outboundYear: Section = {
  name: 'outbound-year',
  title:
    'A year of b2b-distributor, 2,740 orders a day (objects, invariants and digests on; from a cold start)',
  repetitions: 1,
  onlyWhenNamed: true,
  run: ({ repetitions }) => {
    const all = withCompileCache((env) => {
      inChild<LengthResult>(MODULE, 'wholeRun', { orders: 100 }, env);
      return LENGTHS.map((orders) => ({
        orders,
        runs: repeated(repetitions, () => inChild<LengthResult>(MODULE, 'wholeRun', { orders }, env)),
      }));
    });
    const rows = all.flatMap(({ orders, runs }) => {
      const usPerOrder = median(runs.map((each) => each.usPerOrder));
      const rssMb = median(runs.map((each) => each.rssMb));
      const { inFlightMax, eventsPerOrder } = runs[0]!;
      const whole = orders === LENGTHS.at(-1);
      return [
        figureRow(
          `an order, ${sizeWords(orders)} orders, ${eventsPerOrder.toFixed(0)} events each, at most ${inFlightMax} in flight`,
          `${usPerOrder.toFixed(0)} us`,
          whole ? { target: `<= ${US_FLOOR} us (goal: ${US_GOAL} us)`, met: usPerOrder <= US_FLOOR } : null,
        ),
        figureRow(
          '  peak memory of the process, types stripped before',
          `${rssMb.toFixed(0)} MB`,
          whole ? { target: `<= ${RSS_MB_MAX} MB`, met: rssMb <= RSS_MB_MAX } : null,
        ),
      ];
    });
    const against = (value: (run: LengthResult) => number): number => {
      const [quarter, year] = all.map(({ runs }) => median(runs.map(value)));
      return year! / quarter!;
    };
    const flat = (work: string, ratio: number) =>
      figureRow(work, `${ratio.toFixed(2)} x`, { target: `<= ${FLAT_MAX} x`, met: ratio <= FLAT_MAX });
    return [
      ...rows,
      flat(
        '  cost an order, 1M against 250k',
        against((run) => run.usPerOrder),
      ),
      flat(
        '  peak memory, 1M against 250k',
        against((run) => run.rssMb),
      ),
    ];
  },
};
