/**
 * The decision points of the core as the decision log takes them: reports may not import their descriptions.
 *
 * 1. Features are those that a model was shown: wrong where it was shown them wrongly.
 */
import { featureRows } from '#orchestrator/decisions/features';
import type { AnyPoint } from '#orchestrator/decisions/point';
import { POINT_LIST } from '#orchestrator/decisions/points';
import type { LoggedPoint } from '#reports/decision-log/logged-point';
import type { FeatureFaultHead } from '#reports/outbound/outbound-report';
import { misread } from '#scenarios/twin/deciders/governance/misread';
import type { FeatureFault } from '#scenarios/world/governance-settings';

/** Of runs in which nothing was shown wrongly. */
export const LOGGED_POINTS: readonly LoggedPoint[] = POINT_LIST.map((point) => loggedPoint(point, []));

/** @param faults as `run.json` has them */
export function loggedPoints(faults: readonly FeatureFaultHead[]): readonly LoggedPoint[] {
  if (faults.length === 0) return LOGGED_POINTS;
  const shown = faults.flatMap(({ untilAt, ...fault }): FeatureFault[] => {
    const point = POINT_LIST.find(({ name }) => name === fault.point);
    // Who writes run.json by hand may name what there is not.
    if (!point?.features.columns.some(({ name }) => name === fault.column)) return [];
    return [{ ...fault, point: point.name, untilAt: untilAt ?? Infinity }];
  });
  return POINT_LIST.map((point) => loggedPoint(point, shown));
}

function loggedPoint(point: AnyPoint, faults: readonly FeatureFault[]): LoggedPoint {
  const { name, decides, context, option, views, features } = point;
  return {
    name,
    decides,
    context,
    option,
    features,
    hasViews: views !== null,
    featuresOf: (question) =>
      misread(faults, { point: name, now: question.now }, featureRows(features, views, question)),
  };
}
