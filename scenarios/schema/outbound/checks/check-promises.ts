/**
 * Classes of customers that are promised less than the way takes. A way counts for the weights that it takes: what is fast for 400 kg alone
 * keeps no promise where orders weigh ten.
 */
import type { TariffLine } from '#mock-systems/tms/settings';
import { compile } from '#sim/random/distributions';
import { DAY_MS } from '#sim/shifts/civil';
import { drawnMs } from '../../../world/draws.ts';
import type { Findings } from '../../findings.ts';
import { durationMs, durationText } from '../../units.ts';
import type { NetworkSection } from '../network.ts';
import type { OutboundScenario } from '../scenario.ts';
import { meanGrams, sampledGrams } from './order-weights.ts';

/** Share of the orders that can be there in time; with fewer a promise is likely a slip. Source: assumption. */
const IN_TIME_MIN = 0.5;

type Place = NetworkSection['places'][number];

/** The ways to a place: by sampled order its fastest line, null where none takes its weight. */
interface Ways {
  readonly place: Place;
  readonly fastest: readonly (TariffLine | null)[];
}

/** What is missing in days at a place; the line is the fastest that an order can go by. */
interface Late {
  readonly place: Place;
  readonly line: TariffLine;
  readonly promisedDays: number;
}

export function checkPromises(
  scenario: OutboundScenario,
  lines: readonly TariffLine[],
  found: Findings,
): void {
  const { network } = scenario;
  const grams = sampledGrams(scenario);
  const ways = waysTo(network, lines, grams);
  network.customers.classes.forEach(({ name, lead }, i) => {
    const leadDays = compile(drawnMs(lead)).mean / DAY_MS;
    const path = ['network', 'customers', 'classes', i, 'lead'];
    const late = ways.flatMap((each) => lateAt(each, leadDays + extraDaysOf(each.place)));
    const [worst] = late.toSorted((x, y) => missingDays(y) - missingDays(x));
    if (worst !== undefined) {
      found.report(path, lateWords(scenario, name, worst, fasterThan(lines, worst)));
      return;
    }
    const share = shareInTime(ways, leadDays);
    if (share >= IN_TIME_MIN) return;
    found.warn(
      path,
      `"${name}" is promised ${durationText(leadDays * DAY_MS)}: of its orders about ${Math.round(share * 100)} % can be there by then, each by the fastest way that takes its weight. Promise more, or add a faster way`,
    );
  });
}

function waysTo(network: NetworkSection, lines: readonly TariffLine[], grams: readonly number[]): Ways[] {
  const byPlace = Map.groupBy(lines, ({ destination }) => ('place' in destination ? destination.place : -1));
  return [...byPlace].map(([place, to]) => {
    const fastest = grams.map((): TariffLine | null => null);
    for (const line of to) {
      for (let i = firstFrom(grams, line.minWeightGrams); i < grams.length; i++) {
        if (grams[i]! > line.maxWeightGrams) break;
        const known = fastest[i] ?? null;
        if (known === null || line.transitDays < known.transitDays) fastest[i] = line;
      }
    }
    return { place: network.places[place]!, fastest };
  });
}

/** Index of the first that is not less; they rise. */
function firstFrom(numbers: readonly number[], least: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Nothing where one order at least can be there in time. */
function lateAt({ place, fastest }: Ways, promisedDays: number): Late[] {
  const taken = fastest.filter((each) => each !== null);
  if (taken.length === 0) return [];
  const line = taken.reduce((x, y) => (y.transitDays < x.transitDays ? y : x));
  return promisedDays < line.transitDays ? [{ place, line, promisedDays }] : [];
}

function missingDays({ line, promisedDays }: Late): number {
  return line.transitDays - promisedDays;
}

/** A way that would keep the promise for other weights than orders have; undefined = there is none. */
function fasterThan(lines: readonly TariffLine[], { line, promisedDays }: Late): TariffLine | undefined {
  return lines.find(
    (each) =>
      each.transitDays <= promisedDays &&
      'place' in each.destination &&
      'place' in line.destination &&
      each.destination.place === line.destination.place,
  );
}

function lateWords(
  scenario: OutboundScenario,
  name: string,
  { place, line, promisedDays }: Late,
  faster: TariffLine | undefined,
): string {
  const { carriers, nodes, places } = scenario.network;
  const node = nodes.find((each) => each.place === places[line.origin]!.name)!;
  const kg = (grams: number): number => Math.round(grams) / 1000;
  const but =
    faster === undefined
      ? ''
      : `; "${carriers[faster.carrier]!.name}" takes ${faster.transitDays} d, and only ${kg(faster.minWeightGrams)} to ${kg(faster.maxWeightGrams)} kg, where a mean order weighs ${kg(meanGrams(scenario))} kg`;
  return `"${name}" is promised ${durationText(promisedDays * DAY_MS)} to "${place.name}", but the fastest way takes ${line.transitDays} d ("${carriers[line.carrier]!.name}" from "${node.name}")${but}. Promise more, or add a faster way`;
}

/** Of the orders that have a way, by the demand of their places. */
function shareInTime(ways: readonly Ways[], leadDays: number): number {
  let all = 0;
  let inTime = 0;
  for (const { place, fastest } of ways) {
    const promisedDays = leadDays + extraDaysOf(place);
    const taken = fastest.filter((each) => each !== null);
    const weight = (place.demand ?? 0) / Math.max(1, taken.length);
    all += weight * taken.length;
    inTime += weight * taken.filter(({ transitDays }) => transitDays <= promisedDays).length;
  }
  return all === 0 ? 1 : inTime / all;
}

function extraDaysOf({ extraLead }: Place): number {
  return extraLead === undefined ? 0 : durationMs(extraLead) / DAY_MS;
}
