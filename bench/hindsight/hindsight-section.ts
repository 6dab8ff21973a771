/** What hindsight costs: see `hindsight-bench.ts`. */
import { inChild } from '../harness/child.ts';
import { median } from '../harness/measure.ts';
import { figureRow, repeated, type Section } from '../harness/section.ts';
import type { AssignmentCost, BoundCost } from './hindsight-bench.ts';

const MODULE = new URL('./hindsight-bench.ts', import.meta.url).href;
const ORDERS = 4000;
const SIZE = { items: 1000, resources: 50 };

export const hindsight: Section = {
  name: 'hindsight',
  title: `Hindsight bounds: of a run of b2b-distributor of ${ORDERS} orders (CPU), and of an assignment of ${SIZE.items} to ${SIZE.resources} (wall time)`,
  run: ({ repetitions }) => {
    const bounds = repeated(repetitions, () => inChild<BoundCost>(MODULE, 'boundCost', { orders: ORDERS }));
    const programs = repeated(repetitions, () => inChild<AssignmentCost>(MODULE, 'assignmentCost', SIZE));
    const share = median(bounds.map(({ runMs, boundMs }) => boundMs / runMs));
    const seconds = median(programs.map(({ wallMs }) => wallMs)) / 1000;
    const gap = median(programs.map((each) => each.gap));
    return [
      figureRow('bound / run', `${(100 * share).toFixed(1)} %`, null),
      figureRow('assignment by linear program', `${seconds.toFixed(2)} s`, null),
      figureRow('  its certified gap', `${(100 * gap).toFixed(3)} %`, null),
    ];
  },
};
