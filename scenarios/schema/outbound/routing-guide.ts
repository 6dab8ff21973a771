/**
 * The routing guide of a network: whom a load is offered to, in order of rank, on each lane. A lane is from a place with nodes to a region.
 *
 * 1. Rows with the same `from` and `to` are one guide. Of those that fit a lane the most specific is its guide, whole: a node's before a
 *    region's before that of `*`; of these one to a region before one to a country before one to `*`.
 * 2. A lane that no row fits has the general list. A guide that is a list is that list.
 */
import type { GuideRow, NetworkSection } from './network.ts';

/** Each, in the place of a name. */
export const ANY = '*';

/** A carrier as a guide has it; without mode and service by all of its tariffs. */
type GuideEntry = Pick<GuideRow, 'carrier' | 'mode' | 'service'>;

/** A row, and where it is in `lanes`. */
export interface NumberedRow {
  readonly no: number;
  readonly row: GuideRow;
}

interface LaneGuide {
  /** First choice first. */
  readonly entries: readonly GuideEntry[];
  /** It is made of these, by rank; null = it is the general list. */
  readonly rows: readonly NumberedRow[] | null;
}

/** Names in order of rank, where nothing is said of a lane. */
export function generalGuide({ routingGuide }: NetworkSection): readonly string[] {
  return Array.isArray(routingGuide) ? routingGuide : (routingGuide.general ?? []);
}

export function guideRows({ routingGuide }: NetworkSection): readonly GuideRow[] {
  return Array.isArray(routingGuide) ? [] : (routingGuide.lanes ?? []);
}

/** Everybody it names, each once: the general list, then rows as they are written. */
export function guideNames(network: NetworkSection): readonly string[] {
  return [...new Set([...generalGuide(network), ...guideRows(network).map(({ carrier }) => carrier)])];
}

export class RoutingGuide {
  private readonly network: NetworkSection;
  private readonly general: LaneGuide;
  /** By `from`, then `to`. */
  private readonly guides = new Map<string, Map<string, NumberedRow[]>>();
  private readonly countriesOf = new Map<string, string[]>();

  /** Names may still be wrong: what nobody has fits no lane. */
  constructor(network: NetworkSection) {
    this.network = network;
    this.general = { entries: generalGuide(network).map((carrier) => ({ carrier })), rows: null };
    guideRows(network).forEach((row, no) => {
      const to = this.guides.get(row.from) ?? new Map<string, NumberedRow[]>();
      this.guides.set(row.from, to);
      const rows = to.get(row.to) ?? [];
      to.set(row.to, rows);
      rows.push({ no, row });
    });
    for (const { region, country, demand = 0 } of network.places) {
      const known = this.countriesOf.get(region) ?? [];
      if (demand > 0 && !known.includes(country)) known.push(country);
      this.countriesOf.set(region, known);
    }
  }

  /** Rows that make one guide, in the order in which the first of each is written; each by row, not by rank. */
  together(): readonly (readonly NumberedRow[])[] {
    return [...this.guides.values()].flatMap((to) => [...to.values()]);
  }

  /** Countries in which customers of a region are. */
  private countries(region: string): readonly string[] {
    return this.countriesOf.get(region) ?? [];
  }

  /** @param origin name of a place with nodes */
  on(origin: string, region: string): LaneGuide {
    if (this.guides.size === 0) return this.general;
    const { nodes, places } = this.network;
    const home = places.find(({ name }) => name === origin)?.region ?? ANY;
    const here = nodes.filter(({ place }) => place === origin).map(({ name }) => name);
    for (const from of [...here, home, ANY]) {
      const guides = this.guides.get(from);
      if (guides === undefined) continue;
      for (const to of [region, ...this.countries(region), ANY]) {
        const rows = guides.get(to)?.toSorted((x, y) => x.row.rank - y.row.rank);
        if (rows !== undefined) return { entries: rows.map(({ row }) => row), rows };
      }
    }
    return this.general;
  }
}

/** A carrier of a guide, or what a tariff is; by names or by numbers. */
interface Said<Name> {
  readonly carrier: Name;
  readonly mode?: string | undefined;
  readonly service?: Name | undefined;
}

/** Whether a guide means a tariff by what it says of a carrier. */
export function means<Name>({ carrier, mode, service }: Said<Name>, tariff: Required<Said<Name>>): boolean {
  return (
    carrier === tariff.carrier &&
    (mode === undefined || mode === tariff.mode) &&
    (service === undefined || service === tariff.service)
  );
}
