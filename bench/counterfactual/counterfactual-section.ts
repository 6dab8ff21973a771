/** What a counterfactual costs: the time after the decision once more, and the copy. */
import { inChild } from '../harness/child.ts';
import { median } from '../harness/measure.ts';
import { figureRow, repeated, type Section } from '../harness/section.ts';
import type { CounterfactualCost, CounterfactualWork } from './counterfactual-bench.ts';

const MODULE = new URL('./counterfactual-bench.ts', import.meta.url).href;
const DAY_MS = 86_400_000;
const WORK: CounterfactualWork = { orders: 8000, horizonMs: 7 * DAY_MS };
const RATIO_MAX = 1.2;

export const counterfactual: Section = {
  name: 'counterfactual',
  title: `dray explain: one alternative of a decision amid ${WORK.orders} orders of b2b-distributor, ${WORK.horizonMs / DAY_MS} days on`,
  run: ({ repetitions }) => {
    const runs = repeated(repetitions, () =>
      inChild<CounterfactualCost>(MODULE, 'costOfCounterfactual', WORK),
    );
    const of = (field: keyof CounterfactualCost): number => median(runs.map((run) => run[field]));
    const ratio = of('ratio');
    return [
      figureRow(
        'the alternative: copy taken over, run on, measured',
        `${of('counterfactualMs').toFixed(0)} ms`,
        null,
      ),
      figureRow(
        `the run itself over that time, ${of('events')} events`,
        `${of('plainMs').toFixed(0)} ms`,
        null,
      ),
      figureRow('  the one against the other', `${ratio.toFixed(2)} x`, {
        target: `<= ${RATIO_MAX} x`,
        met: ratio <= RATIO_MAX,
      }),
      figureRow('  of which the copy', `${of('restoreMs').toFixed(1)} ms`, null),
      figureRow(
        'once a decision: the run again up to it, and the copy there',
        `${of('findMs').toFixed(0)} ms`,
        null,
      ),
    ];
  },
};
