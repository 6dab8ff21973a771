/** What a model is shown wrongly: a column multiplied and rounded, as where a pipeline says cents and means dollars. */
import { POINTS } from '#orchestrator/decisions/points';
import type { Ask } from '../../../host/ports.ts';
import type { FeatureFault } from '../../../world/governance-settings.ts';

/** Changes the rows in place where they are to be wrong; whole numbers stay whole. */
export function misread(
  faults: readonly FeatureFault[],
  { point, now }: Pick<Ask, 'point' | 'now'>,
  rows: Float32Array,
): Float32Array {
  for (const fault of faults) {
    if (fault.point !== point || now < fault.fromAt || now >= fault.untilAt) continue;
    const { columns } = POINTS[point].features;
    const column = columns.findIndex(({ name }) => name === fault.column);
    for (let at = column; at < rows.length; at += columns.length)
      rows[at] = Math.round(rows[at]! * fault.times);
  }
  return rows;
}
