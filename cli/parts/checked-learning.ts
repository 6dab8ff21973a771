/** What a user's policy learns by, if it does: `initial` and `learn`, checked, and guarded at every call. */
import type { DecisionPoint } from '#orchestrator/core/out';
import type { PolicyDefinition } from '#own-parts/policy';
import { outcomeOf } from '#reports/decision-log/outcomes/outcomes';
import { RunningOutcomes } from '#reports/decision-log/outcomes/running-outcomes';
import type { LearningPolicy } from '#scenarios/twin/deciders/learning';
import { frozenCopy } from './frozen.ts';
import { faultAt, guarded, hookPlace } from './guard.ts';
import type { GuardedPart } from './guarded-part.ts';
import { notPlain } from './plain.ts';

type Learns = LearningPolicy['learns'];

/** null = it does not learn. Throws `PartFault` where it can't as it is defined. */
export function checkedLearning(
  definition: PolicyDefinition<DecisionPoint, unknown>,
  part: GuardedPart,
  recommendBy: Learns['recommendBy'],
): Learns | null {
  const { point, initial, learn } = definition;
  if (learn === undefined && initial === undefined) return null;
  const refused = (word: string, message: string): Error => faultAt(hookPlace(part, word), part, message);
  if (learn === undefined)
    throw refused('initial', 'initial is there and learn is not: what does not learn has nothing to know');
  if (typeof learn !== 'function') throw refused('learn', 'learn must be a function');
  if (initial === undefined)
    throw refused('learn', 'learn is there and initial is not: say what it knows when a run begins');
  const wrong = notPlain(initial, 'initial');
  if (wrong !== null) throw refused('initial', wrong);
  // Typed by its point; the follower tells what the point's log has.
  const learning = guarded(
    part,
    'learn',
    learn.bind(definition) as (...told: readonly unknown[]) => unknown,
    wrongKnowledge,
  );
  return {
    initial: frozenCopy(initial),
    recommendBy,
    learn: (knows, told) => frozenCopy(learning(knows, frozenCopy(told))),
    follower: () => new RunningOutcomes(outcomeOf(point)),
  };
}

function wrongKnowledge(answer: unknown): string | null {
  if (answer === undefined) return 'answered undefined: what it knows from then on is needed';
  return notPlain(answer, 'what it knows');
}
