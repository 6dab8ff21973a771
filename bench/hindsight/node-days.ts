/**
 * How many shipments a node can have finished by when, where it is known to finish so many a day: what nodes have too little of.
 *
 * 1. Instants are whole steps from the start of the run. Who needs a shipment by an instant in between counts at the end of that step, so that nothing
 *    is refused which could be done.
 * 2. Only where being late costs something: else a backlog does not matter to the bound, however long it is.
 */
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { DAY_MS } from '#sim/shifts/civil';

/** More instants than these are not worth their while. Source: assumption. */
const STEPS = 28;

export class NodeDays {
  /** By resource: whole shipments. */
  readonly capacities: readonly number[];
  private readonly startAt: number;
  private readonly stepMs: number;
  /** First resource of each node; -1 = it has no such limit. */
  private readonly first: readonly number[];

  /** @param lastPromise the latest instant that matters */
  constructor({ wms, startAt, costs }: OutboundWorld, lastPromise: number) {
    this.startAt = startAt;
    this.stepMs = Math.max(1, Math.ceil((lastPromise - startAt) / STEPS));
    const capacities: number[] = [];
    this.first = wms.nodes.map(({ work }) => {
      if (work.kind !== 'dailyCapacity' || costs.latePenaltyShare === 0) return -1;
      for (let step = 1; step <= STEPS; step++)
        capacities.push(finishedMost(work.perDay, step * this.stepMs));
      return capacities.length - STEPS;
    });
    this.capacities = capacities;
  }

  /** What a shipment uses that must be finished at a node by `at`. Empty = nothing that is short. */
  usesOf(node: number, at: number): readonly number[] {
    const first = this.first[node]!;
    if (first < 0) return [];
    const from = Math.max(0, Math.ceil((at - this.startAt) / this.stepMs) - 1);
    return Array.from({ length: Math.max(0, STEPS - from) }, (_, i) => first + from + i);
  }
}

/** The k-th is finished k/perDay days after the first one was taken on, a ms short, and rounded down: see `DailyCapacity`. */
function finishedMost(perDay: number, withinMs: number): number {
  return Math.floor(((withinMs + 2) * perDay) / DAY_MS);
}
