/** What a threshold of a scenario asks for, in the unit of its KPI. */
import { OUTBOUND_KPIS, type OutboundKpi } from '#reports/kpis/outbound/catalogue';
import { figure } from '#reports/outbound/figures';
import { boundValue } from '#scenarios/schema/bounds';

export interface Threshold {
  readonly kpi: string;
  readonly policy?: string | undefined;
  readonly atLeast?: number | string | undefined;
  readonly atMost?: number | string | undefined;
}

export interface Bounds {
  /** `at least 90.0 % and at most 95.0 %`. */
  readonly words: string;
  keeps(value: number): boolean;
  /** Whether none of an interval, low <= high, keeps it. */
  missesAll(low: number, high: number): boolean;
}

const SIDES = [
  ['atLeast', 'at least', 1],
  ['atMost', 'at most', -1],
] as const;

/** Throws for what `checkThresholds` refuses. */
export function boundsOf(threshold: Threshold, currency: string): Bounds {
  const { kpi } = threshold;
  const { unit } = OUTBOUND_KPIS[kpi as OutboundKpi];
  const sides = SIDES.flatMap(([side, word, sign]) => {
    const given = threshold[side];
    if (given === undefined) return [];
    const bound = boundValue(given, unit, currency);
    if (typeof bound === 'string') throw new Error(`${kpi}: ${given} ${bound}`);
    const shown = `${word} ${figure(bound, unit)}${unit === 'money' ? ` ${currency}` : ''}`;
    return [{ shown, keeps: (value: number) => sign * (value - bound) >= 0 }];
  });
  return {
    words: sides.map(({ shown }) => shown).join(' and '),
    keeps: (value) => sides.every(({ keeps }) => keeps(value)),
    missesAll: (low, high) => sides.some(({ keeps }) => !keeps(low) && !keeps(high)),
  };
}
