/** How far a model may go by itself: its limits as plain data, and the gate's checks made of them. */
import type { Limit } from './gate.ts';
import type { PointDescription } from './point.ts';

export interface ModelLimits {
  /** 0..1; 0 = none. */
  readonly confidenceMin: number;
  /** Oldest view that a decision may rest on, ms; Infinity = none. */
  readonly viewAgeMsMax: number;
  /** What it may commit, minor units; Infinity = none. An option of unknown cost is beyond any limit but none. */
  readonly commitsMinorMax: number;
  /** Who decides what is beyond its authority or below its confidence. */
  readonly otherwise: 'baseline' | 'person';
}

export const NO_LIMITS: ModelLimits = {
  confidenceMin: 0,
  viewAgeMsMax: Infinity,
  commitsMinorMax: Infinity,
  otherwise: 'baseline',
};

/**
 * @param oldestViewMs age of the oldest view that the question came with, Infinity where one does not exist yet; null = it
 *   came with none. Data that is too old is never a person's matter: a person would see no newer.
 */
export function limitsOf<Context, Option>(
  point: Pick<PointDescription<Context, Option>, 'commitsMinor'>,
  { confidenceMin, viewAgeMsMax, commitsMinorMax, otherwise }: ModelLimits,
  oldestViewMs: number | null,
): Limit<Context, Option>[] {
  return [
    {
      reason: 'poor-data',
      keeps: () => oldestViewMs === null || oldestViewMs <= viewAgeMsMax,
      otherwise: 'baseline',
    },
    {
      reason: 'low-confidence',
      keeps: (_context, _option, { confidence }) => (confidence ?? 0) >= confidenceMin,
      otherwise,
    },
    {
      reason: 'beyond-authority',
      keeps: (_context, option) => (point.commitsMinor?.(option) ?? Infinity) <= commitsMinorMax,
      otherwise,
    },
  ];
}
