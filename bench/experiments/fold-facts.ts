/** What the folds of a report need to know of a world: see `FoldFacts`. */
import type { FoldFacts } from '#reports/aggregates/arm-folds';
import type { OutboundWorld } from '#scenarios/world/outbound-world';

export function foldFacts({ startAt }: OutboundWorld): FoldFacts {
  return { places: { places: [] }, overTime: { startAt } };
}
