/**
 * Decision point `delay-response`: a load is estimated after a promise. Wait, or pay for speed.
 */
import type { HardRule, Policy } from './gate.ts';

export interface DelayContext {
  readonly lane: number;
  readonly carrier: number;
  readonly shipments: number;
  readonly valueMinor: number;
  readonly promisedAt: number;
  readonly estimatedAt: number;
  readonly freightMinor: number;
}

export interface DelayOption {
  readonly action: 'wait' | 'expedite';
  /** What it costs on top, minor units. */
  readonly costMinor: number;
}

export type DelayPolicy = Policy<DelayContext, DelayOption>;

/** No more is offered for speed than the authority limit says. */
export function expediteWithin(limitMinor: number): HardRule<DelayContext, DelayOption> {
  return { name: 'expedite-limit', allows: (_context, { costMinor }) => costMinor <= limitMinor };
}

export const neverExpedite: DelayPolicy = {
  name: 'never-expedite',
  summary: 'wait, whatever the delay',
  recommend: (_context, options) => options.findIndex(({ action }) => action === 'wait'),
};

/** Where the goods are worth twenty times what speed costs. Source: assumption. */
const WORTH = 20;

export const expediteWhereWorth: DelayPolicy = {
  name: 'expedite-where-worth',
  summary: 'expedite where the goods are worth twenty times what it costs, else wait',
  recommend: ({ valueMinor }, options) => {
    const fast = options.findIndex(
      ({ action, costMinor }) => action === 'expedite' && valueMinor >= WORTH * costMinor,
    );
    return fast >= 0 ? fast : options.findIndex(({ action }) => action === 'wait');
  },
};

export const DELAY_POLICIES: readonly DelayPolicy[] = [expediteWhereWorth, neverExpedite];
