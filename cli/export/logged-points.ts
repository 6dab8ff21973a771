/** The decision points by the names that a user types, and what a rule of thumb would have done. */
import { LOGGED_POINTS } from '#bench/export/logged-points';
import type { AnyPoint } from '#orchestrator/decisions/point';
import { pointNamed } from '#orchestrator/decisions/point-words';
import { POINT_LIST } from '#orchestrator/decisions/points';
import type { LoggedPoint } from '#reports/decision-log/logged-point';
import type { Target } from '#reports/decision-log/projections/ope-lines';
import { UserError } from '../exit-codes.ts';

/** By any word for it; null = there is no such point. */
export function loggedPointOf(word: string): LoggedPoint | null {
  const name = pointNamed(word);
  return LOGGED_POINTS.find((point) => point.name === name) ?? null;
}

/** What a rule of thumb would have done. Throws `UserError` where there is none of the name, or it can't tell from the log alone. */
export function targetOf(point: string, name: string): Target {
  const { policies }: AnyPoint = POINT_LIST.find((each) => each.name === point)!;
  const policy = policies.find((each) => each.name === name);
  if (policy === undefined)
    throw new UserError(
      `--target ${name}: there is no such rule of thumb for ${point}. There are: ${policies.map((each) => each.name).join(', ')}. Name the point it is for with --point`,
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
