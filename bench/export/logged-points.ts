/** The decision points of the core as the decision log takes them: reports may not import their descriptions. */
import { featureRows } from '#orchestrator/decisions/features';
import type { AnyPoint } from '#orchestrator/decisions/point';
import { POINT_LIST } from '#orchestrator/decisions/points';
import type { LoggedPoint } from '#reports/decision-log/logged-point';

export const LOGGED_POINTS: readonly LoggedPoint[] = POINT_LIST.map(loggedPoint);

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
