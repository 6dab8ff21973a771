/** A threshold as a test writes it: a KPI by its name, and a bound such as `>= 0.95`, `<= 2 d`, `< 12.50 USD`. */
import { OUTBOUND_KPI_NAMES, OUTBOUND_KPIS, type OutboundKpi } from '#reports/kpis/outbound/catalogue';
import { boundValue } from '#scenarios/schema/bounds';
import { suggestion } from '#sim/nearest';

export interface Threshold {
  readonly kpi: OutboundKpi;
  /** In the KPI's unit. */
  readonly bound: number;
  readonly holds: (value: number) => boolean;
}

const BOUND = /^\s*(>=|<=|>|<|=)\s*(\S.*?)\s*$/;

const COMPARED: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '>=': (value, bound) => value >= bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '<': (value, bound) => value < bound,
  '=': (value, bound) => value === bound,
};

/** Throws for a KPI or a bound that there is none of. */
export function thresholdOf(kpi: string, words: string, currency: string): Threshold {
  if (!isKpi(kpi))
    throw new Error(
      `unknown KPI: "${kpi}".${suggestion(kpi, OUTBOUND_KPI_NAMES)} \`dray list\` has all of them`,
    );
  const [, sign, given] = BOUND.exec(words) ?? [];
  if (sign === undefined || given === undefined)
    throw new Error(
      `${kpi}: "${words}" is no bound. Write a sign and a figure, such as ">= 0.95", "<= 2 d" or "< 12.50 ${currency}"`,
    );
  const number = Number(given);
  const bound = boundValue(Number.isNaN(number) ? given : number, OUTBOUND_KPIS[kpi].unit, currency);
  if (typeof bound === 'string') throw new Error(`${kpi}: "${given}" ${bound}`);
  const compared = COMPARED[sign]!;
  return { kpi, bound, holds: (value) => compared(value, bound) };
}

function isKpi(name: string): name is OutboundKpi {
  return Object.hasOwn(OUTBOUND_KPIS, name);
}
