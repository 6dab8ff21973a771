/** Figures of an outbound scenario that must fit together, and that the run can count with. */
import { compile, type Distribution } from '#sim/random/distributions';
import { pow } from '#sim/random/math';
import { DAY_MS } from '#sim/shifts/civil';
import { drawnCount, drawnGrams, drawnMs } from '../../../world/draws.ts';
import { meanDemand } from '../../../world/outbound/goods/goods.ts';
import {
  type CountDistribution,
  type DurationDistribution,
  isDistribution,
  type WeightDistribution,
} from '../../distributions.ts';
import type { Findings, Path } from '../../findings.ts';
import { DURATION_PATTERN, durationText, moneyMinor, WEIGHT_PATTERN, weightGrams } from '../../units.ts';
import type { OutboundScenario } from '../scenario.ts';
import { high } from './order-weights.ts';

/** Longer waits are a mistaken unit, or a shape with too long a tail. */
const DRAWN_MS_MAX = 3650 * DAY_MS;
const MINUTE_MS = 60_000;
/** Of one order, minor units and grams: sums of a run stay safe integers. */
const ORDER_VALUE_MINOR_MAX = 1e11;
const ORDER_GRAMS_MAX = 1e11;
/** Of a sum: as good as none. */
const WEIGHTS_MIN = 1e-9;
/** Products at a node, rate lines, units a day: what fits into the memory of a laptop. */
const KEPT_MAX = 2_000_000;
const RATES_MAX = 1_000_000;
const UNITS_PER_DAY_MAX = 1e9;
/** Share of the seeds for which a node may keep no product: with more of them it is told, and with the second it likely has none. Source: assumption. */
const SEEDS_WITHOUT_WARNED = 0.01;
const SEEDS_WITHOUT_MAX = 0.5;

export function checkFigures(scenario: OutboundScenario, found: Findings): void {
  const distributionsRight = checkDistributions(scenario, [], found);
  checkDemand(scenario, found);
  checkCustomers(scenario, found);
  checkNodes(scenario, found);
  checkTariffs(scenario, found);
  checkCharges(scenario, found);
  checkSizes(scenario, found);
  if (distributionsRight) {
    checkBreakdowns(scenario, found);
    checkMagnitudes(scenario, found);
  }
}

/** Every distribution can be drawn from, and no time is beyond ten years. @returns whether that is so */
export function checkDistributions(value: unknown, path: Path, found: Findings): boolean {
  if (value === null || typeof value !== 'object') return true;
  const entries = Object.entries(value);
  if (isDistribution(Object.keys(value))) return checkDistribution(value, path, found);
  // No short cut: every mistake is told.
  return entries.map(([key, each]) => checkDistributions(each, [...path, key], found)).every(Boolean);
}

function checkDistribution(written: object, path: Path, found: Findings): boolean {
  const leaf = leafOf(written);
  const isTime = typeof leaf === 'string' && DURATION_PATTERN.test(leaf);
  const isWeight = typeof leaf === 'string' && WEIGHT_PATTERN.test(leaf);
  try {
    const distribution: Distribution = isTime
      ? drawnMs(written as DurationDistribution)
      : isWeight
        ? drawnGrams(written as WeightDistribution)
        : drawnCount(written as CountDistribution);
    const { mean, variance } = compile(distribution);
    if (!isTime || (mean <= DRAWN_MS_MAX && Math.sqrt(variance) <= DRAWN_MS_MAX)) return true;
    found.report(
      path,
      `its mean is ${durationText(mean)} and its standard deviation ${durationText(Math.sqrt(variance))}; 3650 d at most. Look at its units and its shape`,
    );
  } catch (error) {
    found.report(path, error instanceof Error ? error.message : String(error));
  }
  return false;
}

/** The first text in it, or else the first number. */
function leafOf(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  const leaves = Object.values(value).map(leafOf);
  return leaves.find((leaf) => typeof leaf === 'string') ?? leaves[0];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function checkDemand({ demand }: OutboundScenario, found: Findings): void {
  if (sum(demand.hourWeights) < WEIGHTS_MIN)
    found.report(['demand', 'hourWeights'], 'all hours have weight 0: no order would ever come');
  if (sum(demand.weekdayWeights) < WEIGHTS_MIN)
    found.report(['demand', 'weekdayWeights'], 'all weekdays have weight 0: no order would ever come');
  const orders = demand.ordersPerDay * (demand.volume ?? 1) * demand.days;
  if (orders < 1)
    found.report(
      ['demand', 'ordersPerDay'],
      `${orders} orders in ${demand.days} days: likely none would come. Raise ordersPerDay or days`,
    );
}

/** Both may be meant: a penalty for the order beside a charge for the units. */
function checkCharges({ costs: { latePenalty, otifCharge = 0 } }: OutboundScenario, found: Findings): void {
  if (latePenalty > 0 && otifCharge > 0)
    found.warn(
      ['costs', 'otifCharge'],
      `what is late costs latePenalty ${latePenalty} and otifCharge ${otifCharge}, one on top of the other. Set one to 0, if not both are meant`,
    );
}

function checkCustomers({ network }: OutboundScenario, found: Findings): void {
  const { places, customers } = network;
  if (sum(places.map((place) => place.demand ?? 0)) < WEIGHTS_MIN)
    found.report(
      ['network', 'places'],
      'no place has demand: there are no customers. Give a place demand: 1',
    );
  const shares = sum(customers.classes.map(({ share }) => share));
  const path = ['network', 'customers', 'classes'];
  if (shares > 1 + WEIGHTS_MIN) found.report(path, `shares sum to ${round(shares)}; 1 at most. Lower one`);
  else if (shares < WEIGHTS_MIN) found.report(path, 'all shares are 0: nobody is of any class');
  else if (shares < 1 - WEIGHTS_MIN)
    found.warn(path, `shares sum to ${round(shares)}: the rest is spread over the classes in proportion`);
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function checkNodes({ network }: OutboundScenario, found: Findings): void {
  const someStock = network.nodes.some((node) => node.stock !== undefined);
  network.nodes.forEach(({ name, products, stock, waves = [], linesPerWave }, i) => {
    const path = ['network', 'nodes', i];
    checkKept(name, products === 'all' ? 1 : products, network.products.count, [...path, 'products'], found);
    if (stock === undefined && someStock)
      found.warn(path, `"${name}" has no stock section: it has everything, always. Other nodes run out`);
    if (stock !== undefined && stock.targetDays < stock.reorderDays)
      found.report(
        [...path, 'stock', 'targetDays'],
        `targetDays ${stock.targetDays} is less than reorderDays ${stock.reorderDays}: nothing would be ordered`,
      );
    if (linesPerWave !== undefined && waves.length === 0)
      found.warn([...path, 'linesPerWave'], `"${name}" has no waves, so linesPerWave does nothing`);
  });
}

/** Each product is kept or not by chance: of a small share of few products none may be left. */
function checkKept(name: string, share: number, count: number, path: Path, found: Findings): void {
  const nothing = pow(1 - share, count);
  if (nothing < SEEDS_WITHOUT_WARNED) return;
  const percent = `${(nothing * 100).toFixed(nothing < 0.1 ? 1 : 0)} %`;
  const wayOut = `Raise the share to ${Math.ceil(1000 * (1 - pow(SEEDS_WITHOUT_WARNED, 1 / count))) / 1000}`;
  if (share === 0)
    found.report(path, `"${name}" keeps no product, so it has nothing to send. Raise the share`);
  else if (nothing >= SEEDS_WITHOUT_MAX)
    found.report(
      path,
      `"${name}" keeps ${share} of ${count} products: none at all with ${percent} of the seeds, so it has nothing to send. ${wayOut}`,
    );
  else
    found.warn(
      path,
      `"${name}" keeps ${share} of ${count} products: none at all with ${percent} of the seeds. ${wayOut}`,
    );
}

function checkTariffs({ network }: OutboundScenario, found: Findings): void {
  network.tariffs.forEach(({ minWeight, maxWeight }, i) => {
    if (weightGrams(minWeight) > weightGrams(maxWeight))
      found.report(
        ['network', 'tariffs', i, 'minWeight'],
        `minWeight ${minWeight} is more than maxWeight ${maxWeight}`,
      );
  });
  const { parcelBelow, maxLoadWeight, fuel, products } = network;
  if (parcelBelow !== undefined && weightGrams(parcelBelow) > weightGrams(maxLoadWeight))
    found.report(
      ['network', 'parcelBelow'],
      `parcelBelow ${parcelBelow} is more than maxLoadWeight ${maxLoadWeight}`,
    );
  fuel.forEach(({ from }, i) => {
    if (fuel.findIndex((each) => each.from === from) !== i)
      found.report(['network', 'fuel', i, 'from'], `fuel from ${from} is there twice`);
  });
  if (moneyMinor(products.unitPrice.median) === 0)
    found.report(['network', 'products', 'unitPrice', 'median'], 'must be more than 0');
}

function checkSizes({ network }: OutboundScenario, found: Findings): void {
  const { nodes, places, tariffs, products } = network;
  const kept = nodes.length * products.count;
  if (kept > KEPT_MAX)
    found.report(
      ['network', 'products', 'count'],
      `${products.count} products at ${nodes.length} nodes are ${kept} stocks; ${KEPT_MAX} at most`,
    );
  const rates = nodes.length * places.length * tariffs.length;
  if (rates > RATES_MAX)
    found.report(
      ['network', 'tariffs'],
      `${nodes.length} nodes x ${places.length} places x ${tariffs.length} tariffs are ${rates} rates; ${RATES_MAX} at most`,
    );
}

function checkBreakdowns({ network }: OutboundScenario, found: Findings): void {
  network.nodes.forEach(({ work }, i) => {
    if ('dailyCapacity' in work) return;
    for (const what of ['pick', 'pack', 'stage', 'load'] as const) {
      const breakdowns = work[what]?.breakdowns;
      if (breakdowns !== undefined && compile(drawnMs(breakdowns.every)).mean < MINUTE_MS)
        found.report(
          ['network', 'nodes', i, 'work', what, 'breakdowns', 'every'],
          'it would break down more often than once a minute',
        );
    }
  });
}

function checkMagnitudes({ demand, network, currency }: OutboundScenario, found: Findings): void {
  const { products } = network;
  const { linesPerOrder, linesPerDay, unitsPerLine } = meanDemand(demand, products.count);
  const unitsPerDay = linesPerDay * unitsPerLine;
  if (unitsPerDay > UNITS_PER_DAY_MAX)
    found.report(['demand'], `${unitsPerDay} units a day; ${UNITS_PER_DAY_MAX} at most`);
  const units = high(drawnCount(demand.unitsPerLine)) * linesPerOrder;
  const grams = units * high(drawnGrams(products.unitWeight));
  if (grams > ORDER_GRAMS_MAX)
    found.report(
      ['network', 'products', 'unitWeight'],
      `an order may weigh ${Math.round(grams / 1e6)} t; ${ORDER_GRAMS_MAX / 1e6} t at most. Lower a median or sigma`,
    );
  const { median, sigma } = products.unitPrice;
  const priceMinor = moneyMinor(median) * high({ kind: 'lognormal', mu: 0, sigma });
  if (units * priceMinor > ORDER_VALUE_MINOR_MAX)
    found.report(
      ['network', 'products', 'unitPrice'],
      `an order may be worth ${Math.round((units * priceMinor) / 100)} ${currency}; ${ORDER_VALUE_MINOR_MAX / 100} ${currency} at most. Lower a median or sigma`,
    );
}
