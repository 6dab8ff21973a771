/**
 * The lanes of an outbound scenario: every place with customers can be reached, at every weight that orders have, in the time that
 * is promised; every carrier and tariff is of use.
 */
import type { TariffLine } from '#mock-systems/tms/settings';
import { placesOf } from '../../../world/outbound/freight/places.ts';
import { tariffsOf } from '../../../world/outbound/freight/tariffs.ts';
import { behaviourOf } from '../../../world/outbound/systems/behaviour.ts';
import type { Findings, Path } from '../../findings.ts';
import { weightGrams } from '../../units.ts';
import type { NetworkSection } from '../network.ts';
import { guideNames } from '../routing-guide.ts';
import type { OutboundScenario } from '../scenario.ts';
import { checkPromises } from './check-promises.ts';
import { checkGuideLanes } from './check-routing-guide.ts';
import { heaviestGrams, lightestGrams, meanGrams } from './order-weights.ts';

/** Longer is a mistaken kmPerDay. */
const TRANSIT_DAYS_MAX = 365;

export function checkLanes(scenario: OutboundScenario, found: Findings): void {
  const { network } = scenario;
  const { regions, kmBetween } = placesOf(network);
  const tariffs = tariffsOf(network, regions, kmBetween);
  const { lines } = tariffs;
  checkUse(network, lines, found);
  checkWeightsOfUse(scenario, found);
  checkTransit(network, kmBetween, found);
  if (!checkReach(network, lines, found)) return;
  checkGuideLanes(network, regions, tariffs, found);
  checkWeights(scenario, lines, found);
  checkPromises(scenario, lines, found);
}

function checkUse(network: NetworkSection, lines: readonly TariffLine[], found: Findings): void {
  const { carriers, tariffs, places, nodes } = network;
  const guide = guideNames(network);
  carriers.forEach(({ name }, i) => {
    const path = ['network', 'carriers', i];
    if (!lines.some((line) => line.carrier === i)) {
      const own = tariffs.some(({ carrier }) => carrier === name);
      const why = own
        ? 'its tariffs are for other lanes than there are (see `international`)'
        : 'it has no tariff';
      found.report(path, `"${name}" is on no lane: ${why}. Give it one, or take it out`);
    } else if (guide.length > 0 && !guide.includes(name))
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

/** A tariff is for weights that loads have: up to `maxLoadWeight`, or a single order that is heavier. */
function checkWeightsOfUse(scenario: OutboundScenario, found: Findings): void {
  const { carriers, tariffs, maxLoadWeight } = scenario.network;
  const loadGrams = weightGrams(maxLoadWeight);
  const heaviest = Math.max(loadGrams, heaviestGrams(scenario));
  const beginsOver = (grams: number) => (each: NetworkSection['tariffs'][number]) =>
    weightGrams(each.minWeight) > grams;
  carriers.forEach(({ name }, i) => {
    const own = tariffs.filter(({ carrier }) => carrier === name);
    if (own.length === 0 || !own.every(beginsOver(loadGrams))) return;
    const least = own.reduce((x, y) =>
      weightGrams(y.minWeight) < weightGrams(x.minWeight) ? y : x,
    ).minWeight;
    const path = ['network', 'carriers', i];
    const why = `its tariffs begin at ${least}, and a load weighs ${maxLoadWeight} at most`;
    if (own.every(beginsOver(heaviest)))
      found.report(
        path,
        `"${name}" is on no lane: ${why}. Lower minWeight, raise maxLoadWeight, or take it out`,
      );
    else found.warn(path, `"${name}" is asked for single orders alone: ${why}`);
  });
  tariffs.forEach((tariff, i) => {
    const all = tariffs.filter(({ carrier }) => carrier === tariff.carrier).every(beginsOver(loadGrams));
    if (all || !beginsOver(heaviest)(tariff)) return;
    found.warn(
      ['network', 'tariffs', i, 'minWeight'],
      `"${tariff.service}" of "${tariff.carrier}" begins at ${tariff.minWeight}, and a load weighs ${maxLoadWeight} at most: it is for nobody`,
    );
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
    behaviourOf(scenario, carriers[carrier]!).dangerousGoods;
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
  return [
    lightestGrams(scenario),
    Math.max(weightGrams(scenario.network.maxLoadWeight), meanGrams(scenario)),
  ];
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
