/**
 * The routing guide: what it names exists, no two of its rows contradict each other, and on every lane it has somebody who carries there.
 *
 * 1. A guide that is one list may leave lanes out, or all of them: their loads go to the cheapest, and that is said. One by lane may not: a
 *    gap in it is a slip.
 * 2. Of what is wrong with rows the first is told, at each row, and how much more there is.
 */
import type { TariffLine } from '#mock-systems/tms/settings';
import { suggestion } from '#sim/nearest';
import type { Tariffs } from '../../../world/outbound/freight/tariffs.ts';
import type { Findings, Path } from '../../findings.ts';
import type { GuideRow, NetworkSection } from '../network.ts';
import { ANY, generalGuide, guideRows, means, type NumberedRow, RoutingGuide } from '../routing-guide.ts';

const TOLD_MAX = 20;
const GUIDE = ['network', 'routingGuide'];

type Said = readonly [path: Path, message: string];

const cell = ({ no }: NumberedRow, key: keyof GuideRow): Path => [...GUIDE, 'lanes', no, key];

/** Names, and what stands twice. */
export function checkGuide(network: NetworkSection, found: Findings): void {
  const byLane = !Array.isArray(network.routingGuide);
  checkGeneral(network, byLane ? [...GUIDE, 'general'] : GUIDE, found);
  const rows = guideRows(network).map((row, no): NumberedRow => ({ no, row }));
  if (byLane && generalGuide(network).length + rows.length === 0)
    found.report(
      GUIDE,
      'it names nobody. Give rows (lanes, or a file), or carriers for every lane (general)',
    );
  const names = namesOf(network);
  const guides = new RoutingGuide(network).together();
  report(
    [
      ...rows.flatMap((each) => [...unknownIn(each, names, network)]),
      ...guides.flatMap((each) => [...contradictions(each)]),
      ...guides.flatMap(([first]) => [...unclear(first!, guides, network)]),
    ],
    found,
  );
}

function report(said: readonly Said[], found: Findings): void {
  for (const [path, message] of said.slice(0, TOLD_MAX)) found.report(path, message);
  const next = said[TOLD_MAX];
  if (next !== undefined) found.report(next[0], `here, too; ${said.length - TOLD_MAX} more like these`);
}

/** The list is gone through from the top, and again when it is used up: a carrier that comes twice is a circle in it. */
function checkGeneral(network: NetworkSection, at: Path, found: Findings): void {
  const list = generalGuide(network);
  const carriers = network.carriers.map(({ name }) => name);
  list.forEach((carrier, i) => {
    const path = [...at, i];
    found.oneOf(path, 'carrier', carrier, carriers);
    if (list.indexOf(carrier) !== i)
      found.report(
        path,
        `routing goes in a circle: ${list.slice(list.indexOf(carrier), i + 1).join(' -> ')}. Name a carrier once; a guide that is used up starts over by itself`,
      );
    else if (carriers.includes(carrier) && !network.tariffs.some((each) => each.carrier === carrier))
      found.report(path, `"${carrier}" has no tariff, so it can't be asked. Give it one, or take it out`);
  });
}

/** What a row may name. */
type Names = Readonly<Record<'from' | 'to' | 'carrier', readonly string[]>>;

function namesOf({ carriers, nodes, places }: NetworkSection): Names {
  const regionOf = new Map(places.map(({ name, region }) => [name, region]));
  const homes = nodes.map(({ place }) => regionOf.get(place) ?? ANY);
  return {
    from: [...new Set([...nodes.map(({ name }) => name), ...homes, ANY])],
    to: [...new Set([...places.flatMap(({ region, country }) => [region, country]), ANY])],
    carrier: carriers.map(({ name }) => name),
  };
}

const WHAT = { from: 'node or region of a node', to: 'region or country', carrier: 'carrier' } as const;

function* unknownIn(each: NumberedRow, names: Names, { tariffs }: NetworkSection): Generator<Said> {
  const { row } = each;
  for (const key of ['from', 'to', 'carrier'] as const)
    if (!names[key].includes(row[key]))
      yield [cell(each, key), `unknown ${WHAT[key]}: "${row[key]}".${suggestion(row[key], names[key])}`];
  if (!names.carrier.includes(row.carrier)) return;
  const own = tariffs.filter(({ carrier }) => carrier === row.carrier);
  const meant = own.filter((tariff) => means(row, tariff));
  if (own.length === 0)
    yield [
      cell(each, 'carrier'),
      `"${row.carrier}" has no tariff, so it can't be asked. Give it one, or take it out`,
    ];
  else if (meant.length === 0)
    yield [
      cell(each, row.service === undefined ? 'mode' : 'service'),
      `"${row.carrier}" has no such tariff; it has ${own.map(({ service, mode }) => `${service} (${mode})`).join(', ')}. Name one of these`,
    ];
  const mixed = own.find(
    (other) => !meant.includes(other) && meant.some(({ service }) => service === other.service),
  );
  if (mixed !== undefined)
    yield [
      cell(each, 'mode'),
      `"${mixed.service}" of "${row.carrier}" goes by ${mixed.mode} as well, and has one rank. Leave the mode out, or give its tariffs services of their own`,
    ];
}

/** Of the rows of one guide. */
function* contradictions(rows: readonly NumberedRow[]): Generator<Said> {
  const ranks = new Map<number, GuideRow>();
  const carriers = new Set<string>();
  for (const each of rows) {
    const { row } = each;
    const { from, to, rank, carrier, mode = '', service = '' } = row;
    const lane = `from "${from}" to "${to}"`;
    const other = ranks.get(rank);
    const said = [carrier, mode, service].join('\0');
    if (carriers.has(said))
      yield [cell(each, 'carrier'), `${lane} "${carrier}" is there twice. Name a carrier once`];
    else if (other !== undefined)
      yield [
        cell(each, 'rank'),
        `${lane} rank ${rank} is that of "${other.carrier}" already. Give each its own`,
      ];
    ranks.set(rank, row);
    carriers.add(said);
  }
}

/** What no lane could have two of: guides of two nodes at one place, or of two countries in a region. */
function* unclear(
  first: NumberedRow,
  guides: readonly (readonly NumberedRow[])[],
  { nodes, places }: NetworkSection,
): Generator<Said> {
  const { from, to } = first.row;
  const here = nodes.find(({ name }) => name === from)?.place;
  const other = nodes.find(
    ({ name, place }) => place === here && name !== from && guides.some(([each]) => each!.row.from === name),
  );
  if (here !== undefined && other !== undefined)
    yield [
      cell(first, 'from'),
      `"${from}" and "${other.name}" are both in "${here}", and nodes of a place have one guide. Give rows from one of them`,
    ];
  if (places.some(({ region }) => region === to)) return;
  const guide = new Map(places.map(({ region }) => [region, new Set<string>()]));
  for (const { region, country, demand = 0 } of places) if (demand > 0) guide.get(region)!.add(country);
  for (const [region, countries] of guide)
    if (countries.size > 1 && countries.has(to))
      yield [
        cell(first, 'to'),
        `region "${region}" is in ${[...countries].join(', ')}, and has one guide. Give its rows by region`,
      ];
}

/** A lane that somebody carries on, and the guide there. */
interface Lane {
  /** The first of the nodes there. */
  readonly from: string;
  readonly to: string;
  readonly lines: readonly TariffLine[];
  readonly rows: readonly NumberedRow[] | null;
  /** Nobody of the guide carries there. */
  readonly open: boolean;
}

/** Who carries where; after all else is right. */
export function checkGuideLanes(
  network: NetworkSection,
  regions: readonly string[],
  tariffs: Tariffs,
  found: Findings,
): void {
  const lanes = lanesOf(network, regions, tariffs);
  const open = lanes.filter((lane) => lane.open);
  if (Array.isArray(network.routingGuide)) {
    warnOpen(open, network.routingGuide.length === 0, found);
    return;
  }
  const idle = idleRows(network, lanes, tariffs, found);
  const gaps = open.filter(({ rows }) => rows === null || !rows.every(({ no }) => idle.has(no)));
  report(
    [
      ...[...idle.values()].map(
        (each): Said => [
          cell(each, 'carrier'),
          `"${each.row.carrier}" carries on no lane from "${each.row.from}" to "${each.row.to}": it has no tariff there. Give it one, or take the row out`,
        ],
      ),
      ...gaps.map(({ from, to, lines, rows }): Said => {
        const who = [...new Set(lines.map(({ carrier }) => `"${network.carriers[carrier]!.name}"`))].join(
          ', ',
        );
        return [
          rows === null ? GUIDE : cell(rows[0]!, 'to'),
          `nobody of the guide carries from "${from}" to "${to}". Add a row with ${who}${rows === null ? ', or name one in general' : ''}`,
        ];
      }),
    ],
    found,
  );
}

function lanesOf(network: NetworkSection, regions: readonly string[], { lines, guide }: Tariffs): Lane[] {
  const lanes = new RoutingGuide(network);
  const { nodes, places } = network;
  const byLane = Map.groupBy(lines, ({ origin, destination }) => {
    return `${origin} ${'place' in destination ? regions.indexOf(places[destination.place]!.region) : -1}`;
  });
  return guide.flatMap(({ origin, region, ranked }) => {
    const here = byLane.get(`${origin} ${region}`);
    if (here === undefined) return [];
    const [home, to] = [places[origin]!.name, regions[region]!];
    const from = nodes.find(({ place }) => place === home)!.name;
    return [{ from, to, lines: here, rows: lanes.on(home, to).rows, open: ranked.length === 0 }];
  });
}

/** As it always was: who is in no guide is asked last, the cheapest first. */
function warnOpen(open: readonly Lane[], empty: boolean, found: Findings): void {
  const [first] = open;
  if (first === undefined) return;
  const more = open.length === 1 ? '' : `, nor on ${open.length - 1} more lanes`;
  found.warn(
    GUIDE,
    empty
      ? 'it names nobody: each load is offered to the cheapest carrier that may take it first. Name carriers in order of rank, if that is not meant'
      : `it names nobody who carries from "${first.from}" to "${first.to}"${more}: loads there are offered to the cheapest first. Name a carrier that does`,
  );
}

/** By number: rows whose carrier carries on no lane that goes by them. Warns of guides by which no lane goes. */
function idleRows(
  network: NetworkSection,
  lanes: readonly Lane[],
  { services }: Tariffs,
  found: Findings,
): ReadonlyMap<number, NumberedRow> {
  const byRow = new Map<number, Lane[]>();
  for (const lane of lanes)
    for (const { no } of lane.rows ?? []) {
      const known = byRow.get(no) ?? [];
      byRow.set(no, known);
      known.push(lane);
    }
  const carriers = network.carriers.map(({ name }) => name);
  const idle = new Map<number, NumberedRow>();
  for (const rows of new RoutingGuide(network).together()) {
    const [first] = rows;
    const used = byRow.get(first!.no);
    if (used === undefined) {
      found.warn(
        cell(first!, 'from'),
        `no load goes by the rows from "${first!.row.from}" to "${first!.row.to}": rows that say more of their lane come first, or nobody carries there`,
      );
      continue;
    }
    for (const each of rows) {
      const { carrier, mode, service } = each.row;
      const said = {
        ...{ carrier: carriers.indexOf(carrier), mode },
        service: service === undefined ? undefined : services.indexOf(service),
      };
      if (!used.some(({ lines }) => lines.some((line) => means(said, line)))) idle.set(each.no, each);
    }
  }
  return idle;
}
