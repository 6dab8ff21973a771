/**
 * The lanes of an outbound scenario: every place with customers can be reached, at every weight that orders have, in the time that
 * is promised; every carrier and tariff is of use.
 */
import type { TariffLine } from '#mock-systems/tms/settings';
import { compile } from '#sim/random/distributions';
import { exp } from '#sim/random/math';
import { DAY_MS } from '#sim/shifts/civil';
import { drawnGrams, drawnMs } from '../../../world/draws.ts';
import { placesOf } from '../../../world/outbound/freight/places.ts';
import { tariffsOf } from '../../../world/outbound/freight/tariffs.ts';
import { meanDemand } from '../../../world/outbound/goods/goods.ts';
import { upperQuantile } from '../../../world/upper-quantile.ts';
import type { Findings, Path } from '../../findings.ts';
import { profileOf } from '../../own-parts.ts';
import { durationMs, durationText, weightGrams } from '../../units.ts';
import type { NetworkSection } from '../network.ts';
import type { OutboundScenario } from '../scenario.ts';

/** Longer is a mistaken kmPerDay. */
const TRANSIT_DAYS_MAX = 365;
/** One product in a thousand is lighter than what the check takes for the lightest. */
const LIGHTEST_TAIL = 1e-3;

export function checkLanes(scenario: OutboundScenario, found: Findings): void {
  const { network } = scenario;
  const { regions, kmBetween } = placesOf(network);
  const { lines } = tariffsOf(network, regions, kmBetween);
  checkUse(network, lines, found);
  checkTransit(network, kmBetween, found);
  if (!checkReach(network, lines, found)) return;
  checkWeights(scenario, lines, found);
  checkPromises(network, lines, found);
}

function checkUse(network: NetworkSection, lines: readonly TariffLine[], found: Findings): void {
  const { carriers, routingGuide, tariffs, places, nodes } = network;
  carriers.forEach(({ name }, i) => {
    const path = ['network', 'carriers', i];
    if (!lines.some((line) => line.carrier === i)) {
      const own = tariffs.some(({ carrier }) => carrier === name);
      const why = own
        ? 'its tariffs are for other lanes than there are (see `international`)'
        : 'it has no tariff';
      found.report(path, `"${name}" is on no lane: ${why}. Give it one, or take it out`);
    } else if (!routingGuide.includes(name))
      found.warn(path, `"${name}" is not in the routing guide: it is asked last`);
  });
  const home = new Set(nodes.map(({ place }) => places.find(({ name }) => name === place)!.country));
  const demand = places.filter((place) => (place.demand ?? 0) > 0);
  const abroad = demand.some(({ country }) => home.size > 1 || !home.has(country));
  const inland = demand.some(({ country }) => home.has(country));
  tariffs.forEach(({ carrier, service, international }, i) => {
    if (international === true ? abroad : inland) return;
    const which = international === true ? 'crosses a border' : 'stays in one country';
    found.warn(['network', 'tariffs', i], `no lane ${which}: "${service}" of "${carrier}" is for nobody`);
  });
}

function checkTransit(
  network: NetworkSection,
  kmBetween: (from: number, to: number) => number,
  found: Findings,
): void {
  const { places, nodes } = network;
  const origins = nodes.map(({ place }) => places.findIndex(({ name }) => name === place));
  const farthest = Math.max(...origins.flatMap((from) => places.map((_place, to) => kmBetween(from, to))));
  network.tariffs.forEach(({ kmPerDay, extraDays }, i) => {
    const transitDays = Math.max(1, Math.ceil(farthest / kmPerDay)) + (extraDays ?? 0);
    if (transitDays > TRANSIT_DAYS_MAX)
      found.report(
        ['network', 'tariffs', i, 'kmPerDay'],
        `${farthest} km at ${kmPerDay} km a day take ${transitDays} days; ${TRANSIT_DAYS_MAX} at most. Raise kmPerDay`,
      );
  });
}

/** @returns whether every place with customers can be reached */
function checkReach(network: NetworkSection, lines: readonly TariffLine[], found: Findings): boolean {
  const reached = new Set(lines.map(destinationOf));
  let all = true;
  network.places.forEach(({ name, demand = 0, country }, i) => {
    if (demand === 0 || reached.has(i)) return;
    all = false;
    const inland = network.nodes.some(
      (node) => network.places.find((place) => place.name === node.place)!.country === country,
    );
    found.report(
      ['network', 'places', i],
      `no node can reach "${name}": there is no ${inland ? 'domestic' : 'international'} tariff. Add one, or set its demand to 0`,
    );
  });
  return all;
}

function destinationOf({ destination }: TariffLine): number {
  return 'place' in destination ? destination.place : -1;
}

/** Gaps between the weights that rates cover, on each lane: for all goods, and for dangerous ones, which not every carrier takes. */
function checkWeights(scenario: OutboundScenario, lines: readonly TariffLine[], found: Findings): void {
  const { carriers, products } = scenario.network;
  const gaps = gapsOf(scenario, lines, () => true);
  for (const { path, says } of gaps) found.report(path, says);
  if (gaps.length > 0 || (products.dangerous ?? 0) === 0) return;
  const takesDangerous = ({ carrier }: TariffLine): boolean =>
    profileOf(scenario, carriers[carrier]!.profile).dangerousGoods;
  for (const { path, says } of gapsOf(scenario, lines, takesDangerous))
    found.warn(path, `${says}, or orders of dangerous goods find no carrier`);
}

interface Gap {
  readonly path: Path;
  readonly says: string;
}

/** The same gap is told once, of lanes at home and of those abroad. */
function gapsOf(
  scenario: OutboundScenario,
  lines: readonly TariffLine[],
  counts: (line: TariffLine) => boolean,
): readonly Gap[] {
  const { network } = scenario;
  const [lightest, heaviest] = orderGrams(scenario);
  const gaps = new Map<string, Gap>();
  for (const ofLane of Map.groupBy(lines, (line) => `${line.origin}-${destinationOf(line)}`).values()) {
    const gap = gapIn(ofLane.filter(counts), lightest, heaviest);
    if (gap === null) continue;
    const [from, to] = gap.map((grams) => `${Math.round(grams) / 1000} kg`);
    const { origin } = ofLane[0]!;
    const node = network.nodes.find(({ place }) => place === network.places[origin]!.name)!;
    const place = network.places[destinationOf(ofLane[0]!)]!;
    const international = place.country !== network.places[origin]!.country;
    const tariff = network.tariffs.findIndex((each) => (each.international ?? false) === international);
    const key = `${international} ${from} ${to}`;
    if (gaps.has(key)) continue;
    gaps.set(key, {
      path: ['network', 'tariffs', tariff],
      says: `from "${node.name}" to "${place.name}" there is no rate between ${from} and ${to}; a mean order weighs ${Math.round(meanGrams(scenario)) / 1000} kg, a load up to ${network.maxLoadWeight}. Widen a tariff`,
    });
  }
  return [...gaps.values()];
}

/** What the lightest order weighs, and the heaviest load, or the mean order where that is heavier. */
function orderGrams(scenario: OutboundScenario): readonly [number, number] {
  const { network } = scenario;
  const unit = drawnGrams(network.products.unitWeight);
  // On the scale of logarithms both quantiles are as far from the median.
  const lightest =
    unit.kind === 'lognormal' ? exp(2 * unit.mu) / upperQuantile(unit, LIGHTEST_TAIL) : compile(unit).min;
  return [Math.max(1, lightest), Math.max(weightGrams(network.maxLoadWeight), meanGrams(scenario))];
}

function meanGrams({ demand, network }: OutboundScenario): number {
  const { linesPerOrder, unitsPerLine } = meanDemand(demand, network.products.count);
  return linesPerOrder * unitsPerLine * compile(drawnGrams(network.products.unitWeight)).mean;
}

/** The first stretch of weights that no line covers; null = none. Grams are whole: from 500 to 501 there is no gap. */
function gapIn(lines: readonly TariffLine[], from: number, to: number): readonly [number, number] | null {
  let covered = from;
  const sorted = lines.toSorted((x, y) => x.minWeightGrams - y.minWeightGrams);
  for (const { minWeightGrams, maxWeightGrams } of sorted) {
    if (minWeightGrams > covered + 1) return [covered, Math.min(minWeightGrams, to)];
    covered = Math.max(covered, maxWeightGrams);
    if (covered >= to) return null;
  }
  return covered < to ? [covered, to] : null;
}

/** A class of customers that is promised less than the fastest way takes; the place for which most is missing. */
function checkPromises(network: NetworkSection, lines: readonly TariffLine[], found: Findings): void {
  const fastest = new Map<number, TariffLine>();
  for (const line of lines) {
    const known = fastest.get(destinationOf(line));
    if (known === undefined || line.transitDays < known.transitDays) fastest.set(destinationOf(line), line);
  }
  network.customers.classes.forEach(({ name, lead }, i) => {
    const leadDays = compile(drawnMs(lead)).mean / DAY_MS;
    const late = [...fastest]
      .map(([place, line]) => ({ place: network.places[place]!, line }))
      .map((each) => ({ ...each, promisedDays: leadDays + extraDaysOf(each.place) }))
      .filter(({ line, promisedDays }) => promisedDays < line.transitDays)
      .toSorted((x, y) => y.line.transitDays - y.promisedDays - (x.line.transitDays - x.promisedDays));
    if (late.length === 0) return;
    const { place, line, promisedDays } = late[0]!;
    const node = network.nodes.find((each) => each.place === network.places[line.origin]!.name)!;
    found.report(
      ['network', 'customers', 'classes', i, 'lead'],
      `"${name}" is promised ${durationText(promisedDays * DAY_MS)} to "${place.name}", but the fastest way takes ${line.transitDays} d ("${network.carriers[line.carrier]!.name}" from "${node.name}"). Promise more, or add a faster way`,
    );
  });
}

function extraDaysOf({ extraLead }: NetworkSection['places'][number]): number {
  return extraLead === undefined ? 0 : durationMs(extraLead) / DAY_MS;
}
