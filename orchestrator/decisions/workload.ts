/**
 * Decision point `workload`: a node can't pick by the cut-off what waits for its waves. What is not released yet may go to another node,
 * which then sends it instead; or it stays and misses the cut-off.
 *
 * The other nodes' wave plans are views: pictures of known age of what waits there. What is on its way to them shows in none.
 */
import type { HardRule, Policy } from './gate.ts';
import type { View } from './view.ts';

export interface WorkloadContext {
  readonly node: number;
  /** Order lines that wait there. */
  readonly waitingLines: number;
  /** Of these, lines that its waves will not get to by their cut-off. */
  readonly behindLines: number;
  /** The last of their cut-offs. */
  readonly deadlineAt: number;
}

export type WorkloadOption =
  | { readonly action: 'stay' }
  | {
      readonly action: 'move';
      /** To it. */
      readonly node: number;
      /** Of those behind that it could send, up to so many. */
      readonly lines: number;
      /** What its waves can take until the deadline, whatever waits there. */
      readonly capacityLines: number;
    };

/** What a rule of thumb reads of a wave plan: lines of each shipment that waits. */
interface PlanPicture {
  readonly lines: readonly number[];
}

export type WorkloadPolicy = Policy<WorkloadContext, WorkloadOption>;

/** Nothing goes where all of it could not be picked in time even if nothing else waited. */
export const fitsThere: HardRule<WorkloadContext, WorkloadOption> = {
  name: 'fits-there',
  allows: (_context, option) => option.action === 'stay' || option.lines <= option.capacityLines,
};

export const stay: WorkloadPolicy = {
  name: 'stay',
  summary: 'what waits at a node stays there',
  recommend: (_context, options) => options.findIndex(({ action }) => action === 'stay'),
};

/** As much as fits into what a node's waves have left, at the node with the most left; of two, the first. */
export const levelLoad: WorkloadPolicy = {
  name: 'level-load',
  summary: 'what a node can not pick by the cut-off goes to the node with the most room in its waves',
  recommend: (context, options, views) => {
    let best = stay.recommend(context, options, views);
    let bestLines = 0;
    let bestRoom = 0;
    options.forEach((option, i) => {
      if (option.action === 'stay') return;
      const room = option.capacityLines - waitingAt(views, option.node);
      if (option.lines > room || option.lines < bestLines) return;
      if (option.lines === bestLines && room <= bestRoom) return;
      best = i;
      bestLines = option.lines;
      bestRoom = room;
    });
    return best;
  },
};

export const WORKLOAD_POLICIES: readonly WorkloadPolicy[] = [stay, levelLoad];

function waitingAt(views: readonly View[], node: number): number {
  return waitingIn(views.find(({ key }) => key === node));
}

/** Lines that wait there, as the view of its wave plan shows; none where nothing has waited yet. */
export function waitingIn(view: Pick<View, 'state'> | undefined): number {
  const picture = view?.state as PlanPicture | null | undefined;
  return picture?.lines.reduce((sum, each) => sum + each, 0) ?? 0;
}
