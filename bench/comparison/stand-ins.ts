/** Answers that others gave in the stead of a design's policy, over its replications: see `StandIns`. */
import type { StandIns, WithStandIns } from '#reports/comparison/stand-in-report';
import type { DecisionReport } from '#reports/outbound/arm-details';
import type { ModelFailures } from '../models/failure-notes.ts';

/** Of one replication. */
interface Answered {
  readonly decisions: readonly DecisionReport[];
  readonly failures?: ModelFailures;
}

/**
 * Where an answer was not used and nothing was chosen either, as of a rule of thumb that finds nothing to its liking, nobody stood in.
 * @param policy of the design; what others answer in it, at other decision points, is their own
 */
export function standInsOf(policy: string, results: readonly Answered[]): WithStandIns {
  const own = results
    .flatMap(({ decisions }) => decisions)
    .filter((each) => each.policy === policy && each.mode !== 'shadow');
  const sum = (of: 'asked' | 'fellBack' | 'withoutChoice'): number =>
    own.reduce((all, each) => all + each[of], 0);
  const fellBack = sum('fellBack');
  if (fellBack <= sum('withoutChoice')) return {};
  const reasons: Record<string, number> = {};
  for (const { fallbacks = {} } of own)
    for (const [reason, times] of Object.entries(fallbacks)) reasons[reason] = (reasons[reason] ?? 0) + times;
  const failures = results.flatMap((each) => each.failures ?? []);
  const first = failures.find((each) => each.first !== null)?.first ?? null;
  const late = failures.reduce((all, each) => all + each.late, 0);
  const standIns: StandIns = {
    ...{ policy, asked: sum('asked'), fellBack, reasons },
    ...(first === null ? {} : { first }),
    ...(late === 0 ? {} : { late }),
  };
  return { standIns };
}
