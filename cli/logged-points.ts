/** The decision points of the core as the decision log takes them. */
import type { DecisionPoint } from '#orchestrator/core/out';
import { featureRows } from '#orchestrator/decisions/features';
import type { AnyPoint } from '#orchestrator/decisions/point';
import { DECISION_POINTS, POINTS } from '#orchestrator/decisions/points';
import type { LoggedPoint } from '#reports/decision-log/logged-point';
import type { Target } from '#reports/decision-log/projections/ope-lines';
import { UserError } from './exit-codes.ts';

export const LOGGED_POINTS: readonly LoggedPoint[] = DECISION_POINTS.map((name) => loggedPoint(POINTS[name]));

/** By name; null = there is no such point. */
export function loggedPointOf(name: string): LoggedPoint | null {
  return LOGGED_POINTS.find((point) => point.name === name) ?? null;
}

function loggedPoint({ name, decides, context, option, views, features }: AnyPoint): LoggedPoint {
  return {
    name,
    decides,
    context,
    option,
    features,
    hasViews: views !== null,
    featuresOf: (question) => featureRows(features, views, question),
  };
}

/** What a rule of thumb would have done. Throws `UserError` where there is none of the name, or it can't tell from the log alone. */
export function targetOf(point: string, name: string): Target {
  const { policies }: AnyPoint = POINTS[point as DecisionPoint];
  const policy = policies.find((each) => each.name === name);
  if (policy === undefined)
    throw new UserError(
      `--target ${name}: there is no such rule of thumb for ${point}. There are: ${policies.map((each) => each.name).join(', ')}`,
    );
  if (policy.inNetwork !== undefined)
    throw new UserError(
      `--target ${name}: it must know the network, which no log has. Run it instead: dray compare SCENARIO --candidate ${name}`,
    );
  return ({ context, options, views }, offered) =>
    policy.recommend(
      context,
      offered.map((i) => options[i]!),
      views,
    );
}
