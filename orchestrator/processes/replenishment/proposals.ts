/**
 * What could be sent to a store: proposals by each rule and from each node, in whole cases, no more than a vehicle carries. Pure.
 */
import type { ReplenishmentContext, ReplenishmentOption } from '../../decisions/replenishment.ts';
import { REPLENISHMENT_RULES } from '../../decisions/replenishment.ts';
import type { ReplenishmentPlan, ReplenishmentSettings } from '../../model/replenishment.ts';
import { fairShare } from './fair-share.ts';

const DAY_MS = 86_400_000;

/**
 * Proposals that send anything at all.
 * @param tried node that is not asked again; -1 = none
 */
export function proposalsOf(
  settings: ReplenishmentSettings,
  context: ReplenishmentContext,
  tried: number,
): ReplenishmentOption[] {
  const { store, group } = context;
  const { sources, plans } = settings.stores[store]!;
  const options: ReplenishmentOption[] = [];
  for (const rule of REPLENISHMENT_RULES) {
    const wanted = wantedBy(rule, context, plans[group]!, settings.groups[group]!.casePack);
    for (const source of sources) {
      if (source === tried) continue;
      const option = optionOf(settings, context, rule, source, wanted);
      if (option.totalUnits > 0) options.push(option);
    }
  }
  return options;
}

function wantedBy(
  rule: ReplenishmentOption['rule'],
  context: ReplenishmentContext,
  { maxUnits }: ReplenishmentPlan,
  casePack: number,
): number[] {
  const { position, minUnits, targetUnits } = context;
  const levels = rule === 'min-max' ? maxUnits : targetUnits;
  return position.map((there, line) => {
    if (rule === 'min-max' && there > minUnits[line]!) return 0;
    if (rule === 'urgent' && !runsOut(context, line)) return 0;
    return casesUp(levels[line]! - there, casePack);
  });
}

/** Before what is ordered now arrives, at the mean demand. */
function runsOut({ position, dailyUnits, leadTimeMs }: ReplenishmentContext, line: number): boolean {
  return position[line]! < (dailyUnits[line]! * leadTimeMs) / DAY_MS;
}

function casesUp(units: number, casePack: number): number {
  return units <= 0 ? 0 : Math.ceil(units / casePack) * casePack;
}

function optionOf(
  { stores, groups, keptAt, unitPriceMinor, unitWeightGrams }: ReplenishmentSettings,
  { store, group, products, weightGramsMax }: ReplenishmentContext,
  rule: ReplenishmentOption['rule'],
  source: number,
  wanted: readonly number[],
): ReplenishmentOption {
  const kept = keptAt[source]!;
  const able = wanted.map((units, line) => (kept === null || kept.has(products[line]!) ? units : 0));
  const weigh = (units: readonly number[]): number => {
    let grams = 0;
    for (let line = 0; line < units.length; line++) grams += units[line]! * unitWeightGrams[products[line]!]!;
    return grams;
  };
  const { sources } = stores[store]!;
  let units = able;
  // Fewer and fewer cases, each product by its part, until the vehicle takes it.
  for (let grams = weigh(units); grams > weightGramsMax; grams = weigh(units)) {
    const sum = total(units);
    const most = Math.min(sum - 1, Math.floor((sum * weightGramsMax) / grams));
    units = fairShare(units, most, groups[group]!.casePack);
  }
  let valueMinor = 0;
  for (let line = 0; line < units.length; line++)
    valueMinor += units[line]! * unitPriceMinor[products[line]!]!;
  return {
    source,
    usual: source === sources[0],
    rule,
    units,
    totalUnits: total(units),
    valueMinor,
    weightGrams: weigh(units),
  };
}

function total(units: readonly number[]): number {
  let sum = 0;
  for (const each of units) sum += each;
  return sum;
}
