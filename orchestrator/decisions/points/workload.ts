/** Decision point `workload`, described. */
import { columnOf, flag } from '../features.ts';
import { everywhere, type PointDescription } from '../point.ts';
import {
  fitsThere,
  WORKLOAD_POLICIES,
  type WorkloadContext,
  type WorkloadOption,
  waitingIn,
} from '../workload.ts';

const MINUTE_MS = 60_000;
const column = columnOf<WorkloadContext, WorkloadOption>();

const WORKLOAD_COLUMNS = [
  column('move', '0 or 1', 'action move', ({ option }) => flag(option.action === 'move')),
  column('lines', 'lines', 'that would go; 0 where they stay', ({ option }) =>
    option.action === 'move' ? option.lines : 0,
  ),
  column('capacity', 'lines', 'that the waves of the other node can take in time', ({ option }) =>
    option.action === 'move' ? option.capacityLines : 0,
  ),
  column(
    'waitingThere',
    'lines',
    'at the other node, as the view of its wave plan shows; 0 where it shows nothing',
    ({ view }) => waitingIn(view),
  ),
  column('waiting', 'lines', 'at this node', ({ context }) => context.waitingLines),
  column(
    'behind',
    'lines',
    'that its waves do not get to by their cut-off',
    ({ context }) => context.behindLines,
  ),
  column('left', 'minutes', 'until the last of their cut-offs, >= 0, rounded down', ({ now, context }) =>
    Math.max(0, Math.floor((context.deadlineAt - now) / MINUTE_MS)),
  ),
] as const;

export const WORKLOAD: PointDescription<WorkloadContext, WorkloadOption> = {
  name: 'workload',
  decides:
    'what becomes of what a node can not pick by its cut-off: it stays, or another node sends it instead',
  about: 'workload',
  context: {
    node: ['number', 'that is behind'],
    waitingLines: ['lines', 'that wait there'],
    behindLines: ['lines', 'of these, that its waves will not get to by their cut-off'],
    deadlineAt: ['epoch ms', 'the last of their cut-offs'],
  },
  option: {
    action: ['name', '`stay`, `move`'],
    node: ['number', 'of a move: to it'],
    lines: ['lines', 'of a move: of those behind that it could send, up to so many'],
    capacityLines: ['lines', 'of a move: what its waves can take until the deadline, whatever waits there'],
  },
  views: { type: 'wave-plan', keyOf: (option) => (option.action === 'move' ? option.node : -1) },
  rules: [
    everywhere(
      fitsThere,
      'nothing goes where all of it could not be picked in time even if nothing else waited',
    ),
  ],
  policies: WORKLOAD_POLICIES,
  baseline: 'stay',
  features: { version: 1, columns: WORKLOAD_COLUMNS },
};
