/** Tariffs of a scenario -> the rate lines, routing guide and contracts of TMS. */
import type { CapacityContract, RoutingGuideLane, TariffLine } from '#mock-systems/tms/settings';
import type { NetworkSection, TariffSection } from '../../../schema/outbound/network.ts';
import { means, RoutingGuide } from '../../../schema/outbound/routing-guide.ts';
import { moneyMinor, weightGrams } from '../../../schema/units.ts';

export interface Tariffs {
  readonly lines: readonly TariffLine[];
  readonly services: readonly string[];
  readonly guide: readonly RoutingGuideLane[];
  readonly capacity: readonly CapacityContract[];
}

export function tariffsOf(
  network: NetworkSection,
  regions: readonly string[],
  kmBetween: (from: number, to: number) => number,
): Tariffs {
  const carriers = network.carriers.map((each) => each.name);
  const services = [...new Set(network.tariffs.map((each) => each.service))];
  const lines: TariffLine[] = [];
  for (const origin of originsOf(network)) {
    network.places.forEach((place, destination) => {
      if ((place.demand ?? 0) === 0) return;
      const abroad = place.country !== network.places[origin]!.country;
      for (const tariff of network.tariffs) {
        if ((tariff.international ?? false) !== abroad) continue;
        lines.push(
          lineOf(tariff, lines.length, origin, destination, kmBetween(origin, destination), {
            carrier: carriers.indexOf(tariff.carrier),
            service: services.indexOf(tariff.service),
          }),
        );
      }
    });
  }
  return { lines, services, ...guideOf(network, regions, services, lines) };
}

/** Places with a node, each once: nodes of one place have their rates and contracts in common. */
function originsOf({ nodes, places }: NetworkSection): readonly number[] {
  return [...new Set(nodes.map((node) => places.findIndex((place) => place.name === node.place)))];
}

function lineOf(
  tariff: TariffSection,
  no: number,
  origin: number,
  destination: number,
  km: number,
  numbers: { readonly carrier: number; readonly service: number },
): TariffLine {
  const perLoad = tariff.perLoad === undefined ? 0 : moneyMinor(tariff.perLoad);
  const byDistance = tariff.perKm === undefined ? 0 : moneyMinor(tariff.perKm) * km;
  return {
    no,
    ...numbers,
    origin,
    destination: { place: destination },
    mode: tariff.mode,
    minWeightGrams: weightGrams(tariff.minWeight),
    maxWeightGrams: weightGrams(tariff.maxWeight),
    minimumChargeMinor: Math.max(moneyMinor(tariff.minimumCharge), Math.round(perLoad + byDistance)),
    ratePerKgMinor: moneyMinor(tariff.perKg) + (moneyMinor(tariff.perKgAnd1000Km) * km) / 1000,
    transitDays: Math.max(1, Math.ceil(km / tariff.kmPerDay)) + (tariff.extraDays ?? 0),
  };
}

/** On each lane, the carriers of its guide that have a rate there, in its order; their contracts. */
function guideOf(
  network: NetworkSection,
  regions: readonly string[],
  services: readonly string[],
  lines: readonly TariffLine[],
): Pick<Tariffs, 'guide' | 'capacity'> {
  const guide: RoutingGuideLane[] = [];
  const capacity: CapacityContract[] = [];
  const lanes = new RoutingGuide(network);
  const carriers = network.carriers.map(({ name }) => name);
  for (const origin of originsOf(network)) {
    const onLane = regions.map((): TariffLine[] => []);
    for (const line of lines) {
      if (line.origin !== origin || !('place' in line.destination)) continue;
      onLane[regions.indexOf(network.places[line.destination.place]!.region)]!.push(line);
    }
    regions.forEach((name, region) => {
      const { entries } = lanes.on(network.places[origin]!.name, name);
      const ranked = eachOnce(
        entries.flatMap(({ carrier, mode, service }) => {
          const said = {
            ...{ carrier: carriers.indexOf(carrier), mode },
            service: service === undefined ? undefined : services.indexOf(service),
          };
          return onLane[region]!.filter((line) => means(said, line));
        }),
      );
      guide.push({ origin, region, ranked });
      network.carriers.forEach(({ loadsPerWeek }, carrier) => {
        if (loadsPerWeek !== undefined && ranked.some((each) => each.carrier === carrier))
          capacity.push({ carrier, origin, region, loadsPerWeek });
      });
    });
  }
  return { guide, capacity };
}

/** By carrier and service: where a guide has one of them twice, by one mode and by all, the better rank counts. */
function eachOnce(lines: readonly TariffLine[]): RoutingGuideLane['ranked'] {
  const ranked = new Map<string, RoutingGuideLane['ranked'][number]>();
  for (const { carrier, service } of lines) {
    const key = `${carrier} ${service}`;
    if (!ranked.has(key)) ranked.set(key, { carrier, service });
  }
  return [...ranked.values()];
}
