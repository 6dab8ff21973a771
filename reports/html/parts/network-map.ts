/**
 * Which lanes carry what, where that is late, and what other policies change of it: maps, sentences and tables. What they are drawn
 * from: `reports/aggregates/network`.
 *
 * 1. All maps of a report have one frame, and one scale each for lateness, for width, for trucks of suppliers and for change.
 * 2. Where nobody says where places are there is no map, and the page says so.
 */
import type { ArmAggregates } from '../../aggregates/aggregates.ts';
import type { MapPlace, NetworkFlows } from '../../aggregates/network/network-flows.ts';
import type { OutboundRunReport } from '../../outbound/outbound-report.ts';
import { count, share } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { type MapFrame, mapFrame } from '../pictures/map-frame.ts';
import { type Land, landIn } from '../pictures/map-land.ts';
import { WIDE } from '../pictures/plot.ts';
import { type Way, type WayStyle, worldMap } from '../pictures/world-map.ts';
import { type ArmNetwork, type Lane, lanesOf, type Road, roadsOf, totalOf } from './lanes.ts';
import { inflowsOf, lonLat, marks, mostTrucks, placesOf, wordsOf } from './network-marks.ts';
import { changedTable, inboundTable, laneTable } from './network-tables.ts';
import { mostDrives, toursMap } from './tours-map.ts';

/** Arms beside the baseline that have maps; the tables have all. */
const ARMS_DRAWN = 3;
/** Width of two maps beside each other: they need more of the page than other pictures, px. */
const BESIDE = 560;
/** Of fewer that are due a share says little. */
const DUE_LEAST = 5;
/** Shares that part little late from some, and some from much: the first that suits the run. */
const CLASSES: readonly (readonly [number, number])[] = [
  [0.02, 0.1],
  [0.05, 0.2],
  [0.1, 0.3],
  [0.2, 0.5],
];

/** The widest lines of all arms. */
interface Widest {
  readonly shipments: number;
  readonly trucks: number;
}

/** What maps of one size are drawn on. */
interface Sheet {
  readonly frame: MapFrame;
  readonly land: Land;
}

export function networkMap(report: OutboundRunReport, drawn: readonly ArmAggregates[]): Markup | null {
  const networks = report.arms.flatMap(({ policy }): ArmNetwork[] => {
    const network = drawn.find((each) => each.policy === policy)?.network;
    return network === undefined ? [] : [{ policy, network }];
  });
  const first = networks[0];
  if (first === undefined) return null;
  const arms = report.arms.filter(({ policy }) => networks.some((each) => each.policy === policy));
  const lanes = lanesOf(networks);
  return html`<section id="network">
<h2>Network map</h2>
${networks.map((network, arm) => sentence(network, lanes, arm))}
${lanes.length === 0 ? null : maps(networks, lanes)}
${networks.length > 1 ? changedTable(arms, networks, lanes) : null}
${lanes.length === 0 ? null : laneTable(arms, networks, lanes)}
${inboundTable(arms, networks)}
</section>`;
}

/** What an arm sends, and where most of what is late goes. */
function sentence({ policy, network }: ArmNetwork, lanes: readonly Lane[], arm: number): Markup {
  const { shipments, due, late } = totalOf(network);
  if (shipments === 0) return html`<p>Under ${policy} nothing left any node.</p>`;
  const used = lanes.filter(({ flows }) => flows[arm] !== null);
  const ends = new Set(used.map(({ to }) => to)).size;
  const from = new Set(used.map(({ node }) => node)).size;
  const grouped =
    network.grouping.degrees === 0
      ? ''
      : `, ${network.grouping.places} places grouped by squares of ${network.grouping.degrees} degrees`;
  const rest =
    network.rest === null
      ? ''
      : ` Of them ${count(network.rest.shipments)} went over ${count(network.rest.flows)} lanes that are not shown one by one.`;
  const worst = used.reduce<Lane | null>(
    (most, lane) => (lateOn(lane, arm) > (most === null ? 0 : lateOn(most, arm)) ? lane : most),
    null,
  );
  const where =
    worst === null
      ? ''
      : ` Most late ones: ${worst.name}, ${count(lateOn(worst, arm))} of the ${count(worst.flows[arm]!.due)} due there, ${share(lateOn(worst, arm) / late)} of all late ones.`;
  return html`<p>Under <strong>${policy}</strong> ${count(shipments)} ${shipments === 1 ? 'shipment' : 'shipments'} left ${count(from)} ${from === 1 ? 'node' : 'nodes'} for ${count(ends)} ${ends === 1 ? 'destination' : 'destinations'}${grouped}; ${due === 0 ? 'none was due yet' : `${count(late)} of ${count(due)} due were late (${share(late / due)})`}.${rest}${where}</p>
`;
}

function maps(networks: readonly ArmNetwork[], lanes: readonly Lane[]): Markup {
  const { network } = networks[0]!;
  const ends = [...network.nodes, ...network.destinations];
  if (!ends.every(isLocated)) return html`<p>No map: the scenario does not say where its places are.</p>`;
  const places = ends.map(lonLat);
  const lines = lanes.map(
    ({ node, to }) => [lonLat(network.nodes[node]!), lonLat(network.destinations[to]!)] as const,
  );
  const cuts = classesFor(networks);
  const most: Widest = {
    shipments: networks.reduce(
      (sum, own, arm) => roadsOf(lanes, arm, own).reduce((x, { shipments }) => Math.max(x, shipments), sum),
      1,
    ),
    trucks: mostTrucks(networks),
  };
  const wide = sheetOf(mapFrame(WIDE, places, lines));
  const others = networks.slice(1, 1 + ARMS_DRAWN);
  const half = others.length === 0 ? null : sheetOf(mapFrame(BESIDE, places, lines));
  const left = networks.length - 1 - others.length;
  const drives = mostDrives(networks);
  return html`<figure>${flowMap(networks[0]!, lanes, 0, cuts, most, wide)}
<figcaption>Shipments under ${networks[0]!.policy}: the wider a line, the more (the widest: ${count(most.shipments)}); a ring: from a node to its own place. Late: after the promise, of what was due. Squares: nodes by what left them.${supplierSentence(most)}${borderSentence(networks[0]!, lanes)}</figcaption></figure>
${half === null ? null : others.map((arm, i) => beside(arm, i + 1, networks, lanes, cuts, most, half))}
${networks.slice(0, 1 + ARMS_DRAWN).flatMap((arm) => toursMap(arm, drives, wide.frame, wide.land) ?? [])}
${left === 0 ? null : html`<p class="soft">${left} more ${left === 1 ? 'policy is' : 'policies are'} in the tables alone.</p>`}`;
}

function supplierSentence({ trucks }: Widest): string {
  if (trucks === 0) return '';
  return ` Lines from suppliers have a scale of their own (the widest: ${count(trucks)} ${trucks === 1 ? 'truck' : 'trucks'}).`;
}

/** What stood at borders under the baseline. */
function borderSentence(own: ArmNetwork, lanes: readonly Lane[]): string {
  const sum = { atBorder: 0, held: 0, refused: 0 };
  for (const { atBorder, held, refused } of roadsOf(lanes, 0, own)) {
    sum.atBorder += atBorder;
    sum.held += held;
    sum.refused += refused;
  }
  if (sum.atBorder === 0) return '';
  return ` Customs stops loads half-way: ${count(sum.atBorder)} stood at a border, ${count(sum.held)} of them were held and ${count(sum.refused)} refused.`;
}

function sheetOf(frame: MapFrame): Sheet {
  return { frame, land: landIn(frame) };
}

/** An arm's own map, and what it changes. */
function beside(
  arm: ArmNetwork,
  no: number,
  networks: readonly ArmNetwork[],
  lanes: readonly Lane[],
  cuts: readonly [number, number],
  most: Widest,
  sheet: Sheet,
): Markup {
  const baseline = networks[0]!.policy;
  return html`<div class="pictures">
<figure>${flowMap(arm, lanes, no, cuts, most, sheet)}
<figcaption>Shipments under ${arm.policy}, on the same scales</figcaption></figure>
<figure>${changeMap(networks, lanes, no, sheet)}
<figcaption>What ${arm.policy} sends more or less of than ${baseline}: the wider, the more it differs</figcaption></figure>
</div>
`;
}

function flowMap(
  own: ArmNetwork,
  lanes: readonly Lane[],
  arm: number,
  [little, much]: readonly [number, number],
  most: Widest,
  sheet: Sheet,
): Markup {
  const styles: readonly WayStyle[] = [
    { title: `under ${DUE_LEAST} due`, color: 'var(--soft)', rare: true },
    { title: `up to ${percent(little)} late`, color: 'var(--arm0)' },
    { title: `up to ${percent(much)}`, color: 'var(--arm1)', dash: [3, 1.5] },
    { title: `over ${percent(much)}`, color: 'var(--bad)', dash: [1, 1], marked: true },
  ];
  const styleOf = ({ due, late }: Road): number => {
    if (due < DUE_LEAST) return 0;
    if (late / due <= little) return 1;
    return late / due <= much ? 2 : 3;
  };
  const { network } = own;
  const ways = roadsOf(lanes, arm, own)
    .filter(({ shipments }) => shipments > 0)
    .map((road): Way => {
      const width = road.shipments / most.shipments;
      return {
        ...endsOf(network, road),
        border: road.atBorder > 0,
        share: width,
        style: styleOf(road),
        says: wordsOf(road),
      };
    });
  const says = `Map of shipments from nodes to destinations, by number and share late, under policy ${own.policy}`;
  const map = { says, ways, styles, ...marks(network, lanes, arm), inflows: inflowsOf(network, most.trucks) };
  return worldMap(map, sheet.frame, sheet.land);
}

function changeMap(
  networks: readonly ArmNetwork[],
  lanes: readonly Lane[],
  arm: number,
  sheet: Sheet,
): Markup {
  const { policy, network } = networks[arm]!;
  const styles: readonly WayStyle[] = [
    { title: 'fewer', color: 'var(--arm1)', dash: [2, 1] },
    { title: 'more shipments', color: 'var(--arm2)' },
  ];
  const before = roadsOf(lanes, 0, networks[0]!);
  const changes = roadsOf(lanes, arm, networks[arm]!)
    .map((road, i) => ({ road, was: before[i]!, by: road.shipments - before[i]!.shipments }))
    .filter(({ road, was, by }) => by !== 0 && !road.vague && !was.vague);
  const most = changes.reduce((x, { by }) => Math.max(x, Math.abs(by)), 1);
  const ways = changes.map(({ road, was, by }): Way => {
    const says = `${road.name}: ${count(road.shipments)} shipments, not ${count(was.shipments)}`;
    return { ...endsOf(network, road), share: Math.abs(by) / most, style: by > 0 ? 1 : 0, says };
  });
  const says = `Map of lanes by how many more or fewer shipments they have under policy ${policy} than under ${networks[0]!.policy}`;
  const map = { says, ways, styles, ...marks(network, lanes, arm), stops: placesOf(network) };
  return worldMap(map, sheet.frame, sheet.land);
}

/** So that what is late of the whole run is in the middle class, or the lowest. */
function classesFor(networks: readonly ArmNetwork[]): readonly [number, number] {
  const totals = networks.map(({ network }) => totalOf(network));
  const due = totals.reduce((sum, total) => sum + total.due, 0);
  const late = totals.reduce((sum, total) => sum + total.late, 0);
  return CLASSES.find(([, much]) => late <= much * due) ?? CLASSES.at(-1)!;
}

function lateOn({ flows }: Lane, arm: number): number {
  return flows[arm]?.late ?? 0;
}

function endsOf({ nodes, destinations }: NetworkFlows, { node, to }: Road) {
  return { from: lonLat(nodes[node]!), to: lonLat(destinations[to]!) };
}

function isLocated({ latitude, longitude }: MapPlace): boolean {
  return latitude !== null && longitude !== null;
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}
