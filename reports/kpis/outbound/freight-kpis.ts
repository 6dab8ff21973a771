/** KPIs of freight money. Definitions: `catalogue.ts`. */
import type { KpiScope, OutboundFacts } from './facts.ts';
import { eachLoad, isDelivered } from './load-kpis.ts';
import { ratio, Sample } from './measures.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { LOAD_FLAG } from './outcomes/tables.ts';
import { routeFreight } from './route-kpis.ts';

/**
 * What a load costs: what was paid; until then, once it has left, what was agreed, with what was offered for going faster if it did;
 * nothing where it was lost, never left, or has no price.
 */
export function freightOf({ loads }: OutboundOutcomes, row: number): number {
  if (loads.paidMinor[row]! >= 0) return loads.paidMinor[row]!;
  if (loads.departedAt[row]! < 0 || (loads.flags[row]! & LOAD_FLAG.lost) !== 0) return 0;
  const faster = (loads.flags[row]! & LOAD_FLAG.expedited) === 0 ? 0 : loads.expediteMinor[row]!;
  return Math.max(0, loads.agreedMinor[row]!) + faster;
}

/** The part of it that was paid over what was agreed because it was to go faster: at most what was offered for that. */
export function expediteOf(outcomes: OutboundOutcomes, row: number): number {
  const { loads } = outcomes;
  if ((loads.flags[row]! & LOAD_FLAG.expedited) === 0) return 0;
  const over = freightOf(outcomes, row) - Math.max(0, loads.agreedMinor[row]!);
  return Math.max(0, Math.min(loads.expediteMinor[row]!, over));
}

export function freightKpis(outcomes: OutboundOutcomes, scope: KpiScope) {
  return { ...costs(outcomes, scope), ...audit(outcomes, scope) };
}

function costs(outcomes: OutboundOutcomes, scope: KpiScope) {
  const weights = weightOfLoads(outcomes);
  let freightCost = 0;
  let expediteMinor = 0;
  let grams = 0;
  eachLoad(outcomes, scope, (row) => {
    const minor = freightOf(outcomes, row);
    freightCost += minor;
    expediteMinor += expediteOf(outcomes, row);
    if (minor > 0) grams += weights[row]!;
  });
  // Of the whole run only: a route is no load.
  if (scope.load === undefined) {
    const routes = routeFreight(outcomes);
    freightCost += routes.costMinor;
    grams += routes.grams;
  }
  return {
    freightCost,
    freightPerKg: ratio(freightCost, grams / 1000),
    expediteShare: ratio(expediteMinor, freightCost),
  };
}

/** Gross weight that left with each load, g. */
function weightOfLoads({ loads, shipments }: OutboundOutcomes): Float64Array {
  const grams = new Float64Array(loads.size);
  for (let row = 0; row < shipments.size; row++) {
    const load = shipments.load[row]!;
    if (load >= 0) grams[load]! += shipments.weightGrams[row]!;
  }
  return grams;
}

function audit(outcomes: OutboundOutcomes, scope: KpiScope) {
  const { loads } = outcomes;
  const sum = { bills: 0, firstPass: 0, disputed: 0, off: 0, agreed: 0 };
  eachLoad(outcomes, scope, (row) => {
    const flags = loads.flags[row]!;
    const billed = loads.billedMinor[row]!;
    const agreed = loads.agreedMinor[row]!;
    if (billed >= 0 && agreed > 0) {
      sum.off += Math.abs(billed - agreed);
      sum.agreed += agreed;
    }
    if ((flags & LOAD_FLAG.matched) === 0) return;
    sum.bills += 1;
    if ((flags & LOAD_FLAG.disputed) === 0) sum.firstPass += 1;
    else sum.disputed += 1;
  });
  return {
    invoiceFirstPass: ratio(sum.firstPass, sum.bills),
    invoiceDisputed: ratio(sum.disputed, sum.bills),
    invoiceVariance: ratio(sum.off, sum.agreed),
  };
}

/** Loads, freight and transit of one mode. */
export interface ModeKpis {
  readonly mode: string;
  readonly loads: number;
  readonly freightMinor: number;
  readonly weightKg: number;
  readonly freightPerKg: number | null;
  readonly transitDaysMean: number | null;
  readonly transitDaysP95: number | null;
}

/** By mode, of loads that left; by code unit of the mode's name. */
export function modeKpis(outcomes: OutboundOutcomes, facts: OutboundFacts, scope: KpiScope = {}): ModeKpis[] {
  const { loads } = outcomes;
  const weights = weightOfLoads(outcomes);
  const modes = new Map<string, { loads: number; freight: number; grams: number; transit: Sample }>();
  eachLoad(outcomes, scope, (row) => {
    if (loads.departedAt[row]! < 0) return;
    const mode = facts.modeOf(loads.rate[row]!) ?? 'unknown';
    let sum = modes.get(mode);
    if (sum === undefined) {
      sum = { loads: 0, freight: 0, grams: 0, transit: new Sample() };
      modes.set(mode, sum);
    }
    sum.loads += 1;
    sum.freight += freightOf(outcomes, row);
    sum.grams += weights[row]!;
    if (isDelivered(outcomes, row))
      sum.transit.add((loads.deliveredAt[row]! - loads.departedAt[row]!) / 86_400);
  });
  return [...modes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([mode, { loads: count, freight, grams, transit }]) => ({
      mode,
      loads: count,
      freightMinor: freight,
      weightKg: grams / 1000,
      freightPerKg: ratio(freight, grams / 1000),
      transitDaysMean: transit.mean(),
      transitDaysP95: transit.quantile(0.95),
    }));
}
