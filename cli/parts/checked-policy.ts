/** From what a user defined with `definePolicy` to a policy that the house can ask: checked, and guarded at every call. */
import { DECISION_POINTS } from '#orchestrator/decisions/points';
import type { View } from '#orchestrator/decisions/view';
import type { PolicyDefinition } from '#own-parts/policy';
import type { OwnPart } from '#scenarios/schema/own-parts';
import type { AnyPolicy } from '#scenarios/twin/deciders/decision-rules';
import { checkedLearning } from './checked-learning.ts';
import { frozenCopy, frozenView } from './frozen.ts';
import { faultAt, guarded, hookPlace, show } from './guard.ts';
import type { GuardedPart } from './guarded-part.ts';

const NAME = /^[a-z0-9][a-z0-9-]{0,59}$/;
/** As of any amount in a scenario. */
const COST_MINOR_MAX = 100_000_000;

/** Throws `PartFault` for a definition that is none. @param origin said in its summary: file and digest */
export function checkedPolicy(definition: PolicyDefinition, part: GuardedPart, origin: string): OwnPart {
  const { point, name, summary, costPerDecisionMinor } = definition;
  const refuse = (word: string, message: string): never => {
    throw faultAt(hookPlace(part, word), part, message);
  };
  if (!DECISION_POINTS.includes(point))
    refuse('point', `point ${show(point)} is none of ${DECISION_POINTS.join(', ')}`);
  if (!NAME.test(name))
    refuse('name', `name ${show(name)}: small letters, digits and hyphens only, 60 at most`);
  if (typeof summary !== 'string' || summary === '')
    refuse('summary', 'summary is missing: say in a line what it does');
  if (typeof definition.recommend !== 'function') refuse('recommend', 'recommend must be a function');
  if (costPerDecisionMinor !== undefined && !isCost(costPerDecisionMinor))
    refuse(
      'costPerDecisionMinor',
      `costPerDecisionMinor ${show(costPerDecisionMinor)}: a number of minor units from 0 to ${COST_MINOR_MAX} is needed`,
    );
  // Typed by its point; the guard hands on what the point gives.
  const recommend = guarded(
    part,
    'recommend',
    definition.recommend.bind(definition) as (...args: readonly unknown[]) => number,
    (answer, [, options]) => wrongAnswer(answer, options as readonly unknown[]),
  );
  const recommendBy = (knows: unknown, ...asked: Parameters<AnyPolicy['recommend']>): number => {
    const [context, options, views] = asked;
    return recommend(frozenCopy(context), frozenCopy(options), Object.freeze(views.map(frozenView)), knows);
  };
  const learns = checkedLearning(definition, part, recommendBy);
  const policy = {
    name,
    summary: `${summary} (${origin})`,
    ...(costPerDecisionMinor === undefined ? {} : { costPerDecisionMinor }),
    recommend: (context: unknown, options: readonly unknown[], views: readonly View[]) =>
      recommendBy(learns?.initial, context, options, views),
    ...(learns === null ? {} : { learns }),
  };
  return { kind: 'policy', point, policy };
}

function isCost(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= COST_MINOR_MAX;
}

function wrongAnswer(answer: unknown, options: readonly unknown[]): string | null {
  if (Number.isInteger(answer) && (answer as number) >= -1 && (answer as number) < options.length)
    return null;
  return `answered ${show(answer)}: the index of one of the ${options.length} options is needed (0 to ${options.length - 1}), or -1 for none`;
}
