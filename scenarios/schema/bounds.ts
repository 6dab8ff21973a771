/** Bounds on KPIs, as people write them: with a unit where the KPI has one. */
import { DURATION_PATTERN, durationMs, MONEY_PATTERN, moneyMinor } from './units.ts';

/** What a KPI is measured in; money in minor units of the scenario's currency. */
export type BoundUnit = 'count' | 'money' | 'money/kg' | 'share' | 'ratio' | 'kg' | 'days' | 'ms';

/** The bound in the KPI's own unit, or, as text, what is wrong with it. */
export function boundValue(bound: number | string, unit: BoundUnit, currency: string): number | string {
  switch (unit) {
    case 'money':
    case 'money/kg':
      return typeof bound === 'string' && MONEY_PATTERN.exec(bound)?.[2] === currency
        ? moneyMinor(bound)
        : `is no amount in ${currency}, such as "12.50 ${currency}"`;
    case 'ms':
      return typeof bound === 'string' && DURATION_PATTERN.test(bound)
        ? durationMs(bound)
        : 'is no time with a unit, such as "36 h" or "2 d"';
    case 'share':
      return typeof bound === 'number' && bound <= 1 ? bound : 'is no share: write 95 % as 0.95';
    case 'kg':
    case 'days':
      return typeof bound === 'number' ? bound : `is no number of ${unit}`;
    case 'count':
    case 'ratio':
      return typeof bound === 'number' ? bound : 'is no number';
  }
}
