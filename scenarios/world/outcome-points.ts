/** Decision points of which the core hears in the end what came of a decision, and what it hears. */
import type { DecisionPoint } from '#orchestrator/core/out';

/** In core-owned events, heard when the core hears of them. */
export type Outcome = 'late' | 'troubled' | 'billed' | 'outcome-drift';

const OF_LOADS: readonly Outcome[] = ['late', 'troubled', 'billed', 'outcome-drift'];
const OF_ORDERS: readonly Outcome[] = ['late', 'troubled'];

const OUTCOMES: Partial<Record<DecisionPoint, readonly Outcome[]>> = {
  sourcing: OF_ORDERS,
  carrier: OF_LOADS,
};

export const OUTCOME_POINTS = Object.keys(OUTCOMES) as readonly DecisionPoint[];

export function hasOutcomes(point: DecisionPoint, of: Outcome): boolean {
  return OUTCOMES[point]?.includes(of) ?? false;
}
