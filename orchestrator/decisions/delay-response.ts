/**
 * Decision point `delay-response`: a load is estimated after a promise. Wait, pay for speed, or have another carrier take it on
 * from where it is.
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

/** Who would take a load on from where it is. */
export interface OnwardCarrier {
  /** Line of the rate table. */
  readonly rate: number;
  readonly carrier: number;
  readonly mode: string;
  readonly estimatedAt: number;
}

export interface DelayOption {
  readonly action: 'wait' | 'expedite' | 'reroute';
  /** What it costs on top of the freight, at most; minor units. */
  readonly costMinor: number;
  /** Of a reroute. */
  readonly onward: OnwardCarrier | null;
}

export type DelayPolicy = Policy<DelayContext, DelayOption>;

/** No more is offered for speed, or for another way, than the authority limits say. */
export function delayWithin(
  expediteMinorMax: number,
  rerouteMinorMax: number,
): HardRule<DelayContext, DelayOption> {
  const limits = { wait: 0, expedite: expediteMinorMax, reroute: rerouteMinorMax };
  return { name: 'delay-limit', allows: (_context, { action, costMinor }) => costMinor <= limits[action] };
}

export const neverExpedite: DelayPolicy = {
  name: 'never-expedite',
  summary: 'wait, whatever the delay',
  recommend: (_context, options) => waitAt(options),
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
    return fast >= 0 ? fast : waitAt(options);
  },
};

/** Only another carrier can say that it will be there in time: who speeds up has not said by how much. */
export const rerouteInTime: DelayPolicy = {
  name: 'reroute-in-time',
  summary:
    'the cheapest carrier that is there in time, where the goods are worth twenty times what it costs; else expedite where worth',
  recommend: (context, options, views) => {
    const { valueMinor, promisedAt } = context;
    let best = -1;
    options.forEach(({ onward, costMinor }, i) => {
      if (onward === null || onward.estimatedAt > promisedAt || valueMinor < WORTH * costMinor) return;
      if (best < 0 || costMinor < options[best]!.costMinor) best = i;
    });
    return best >= 0 ? best : expediteWhereWorth.recommend(context, options, views);
  },
};

export const DELAY_POLICIES: readonly DelayPolicy[] = [expediteWhereWorth, neverExpedite, rerouteInTime];

function waitAt(options: readonly DelayOption[]): number {
  return options.findIndex(({ action }) => action === 'wait');
}
