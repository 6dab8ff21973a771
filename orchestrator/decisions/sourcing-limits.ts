/** How far a model of `sourcing` may go by itself: its limits as plain data, and the gate's checks made of them. */
import type { Limit } from './gate.ts';
import type { SourcingContext, SourcingOption } from './sourcing.ts';

export interface SourcingLimits {
  /** 0..1; 0 = none. */
  readonly confidenceMin: number;
  /** Oldest view that a decision may rest on, ms; Infinity = none. */
  readonly viewAgeMsMax: number;
  /** Freight it may commit, minor units; Infinity = none. An option without a price is beyond any limit but none. */
  readonly freightMinorMax: number;
  /** Who decides what is beyond its authority or below its confidence. */
  readonly otherwise: 'baseline' | 'person';
}

export const NO_LIMITS: SourcingLimits = {
  confidenceMin: 0,
  viewAgeMsMax: Infinity,
  freightMinorMax: Infinity,
  otherwise: 'baseline',
};

/**
 * @param oldestViewMs age of the oldest view that the question came with, Infinity where one does not exist yet; null = it
 *   came with none. Data that is too old is never a person's matter: a person would see no newer.
 */
export function limitsOf(
  limits: SourcingLimits,
  oldestViewMs: number | null,
): Limit<SourcingContext, SourcingOption>[] {
  const { confidenceMin, viewAgeMsMax, freightMinorMax, otherwise } = limits;
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
      keeps: (_context, { freightMinor }) => (freightMinor ?? Infinity) <= freightMinorMax,
      otherwise,
    },
  ];
}
