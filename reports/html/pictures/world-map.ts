/**
 * A map of nodes, the places they send to, and the ways between them: great circles, as wide as they are used.
 *
 * 1. What a way is like is told by its dashes as well as by its colour; the worst has a mark in its middle, too.
 * 2. A way that ends where it begins is a ring about its node.
 * 3. The key is in the picture, so that a saved one has it, and has only what is on the map.
 */
import { geoInterpolate } from 'd3-geo';
import { html, Markup } from '../markup.ts';
import type { LonLat, MapFrame } from './map-frame.ts';
import { KEY_FONT, type KeyEntry, mapKey } from './map-key.ts';
import { type Box, type Label, type Named, placeLabels } from './map-labels.ts';
import type { Land } from './map-land.ts';
import {
  angleOf,
  arrowHead,
  barrier,
  diamond,
  fixed,
  type Gateway,
  gatewayMark,
  STOP_RADIUS,
  type StopKind,
  stopMark,
  supplierMark,
} from './map-marks.ts';
import { SUPPLIER_BAND, SUPPLIER_COLOR, SUPPLIER_DASH, supplierBand } from './map-suppliers.ts';

export interface WayStyle {
  readonly title: string;
  readonly color: string;
  /** Lengths of dash and gap, in widths of the line; absent = solid. */
  readonly dash?: readonly [number, number];
  /** A mark in its middle. */
  readonly marked?: true;
  /** It is in the key only where a way is like that. */
  readonly rare?: true;
}

export interface Way {
  readonly from: LonLat;
  readonly to: LonLat;
  /** 0 to 1: of the widest. */
  readonly share: number;
  /** Index of the styles. */
  readonly style: number;
  readonly says: string;
  /** Goods stand at a guarded border, half-way. */
  readonly border?: boolean | undefined;
  /** Bent to its right, with a head: so that ways there and back are two. */
  readonly bent?: true;
}

interface MapNode {
  readonly name: string;
  readonly at: LonLat;
  /** 0 to 1: its throughput, of the largest. */
  readonly share: number;
}

interface MapStop {
  readonly name: string;
  readonly at: LonLat;
  readonly kind: StopKind;
  /** What comes there otherwise than by road. */
  readonly gateways: readonly Gateway[];
}

/** From a supplier, of whom nobody says where it is. */
export interface MapInflow {
  readonly supplier: string;
  /** Index of the nodes. */
  readonly node: number;
  /** 0 to 1: of the widest. */
  readonly share: number;
  readonly says: string;
}

interface WorldMap {
  /** For who can't see it. */
  readonly says: string;
  readonly ways: readonly Way[];
  readonly styles: readonly WayStyle[];
  readonly nodes: readonly MapNode[];
  readonly stops: readonly MapStop[];
  readonly inflows?: readonly MapInflow[];
}

/** A node on the map, px. */
interface Square {
  readonly at: readonly [number, number];
  readonly half: number;
  /** With rings about it. */
  readonly reach: number;
}

/** Of the width of the map. */
const WIDEST = 0.0095;
/** Of a bent way, of its length: how far its middle is off the straight line, twice; and its head before the middle. */
const BEND = 0.16;
const AHEAD = 0.03;
const GATEWAY_WIDTH = 14;
/** Inner radius of a ring about a node. */
const RING = 15;
const NODE_FONT = 12.5;
const STOP_FONT = 11;

export function worldMap(map: WorldMap, frame: MapFrame, { land, borders }: Land): Markup {
  const { width, height } = frame;
  const widest = Math.max(5, width * WIDEST);
  const inflows = map.inflows ?? [];
  const below = mapKey(keyEntries(map, frame), width, height);
  const top = inflows.length === 0 ? 0 : SUPPLIER_BAND;
  const squares = map.nodes.map(({ at, share }): Square => {
    const rings = map.ways.filter((way) => isRing(way, frame) && isNear(frame.at(way.from), frame.at(at)));
    const half = 4 + 7 * Math.sqrt(share);
    const reach = rings.reduce((most, way) => Math.max(most, RING + widthOf(way, widest)), half);
    return { at: frame.at(at), half, reach };
  });
  const dots = map.stops.map(({ at }) => frame.at(at));
  const planted = gatewaysAt(map.stops, dots, squares);
  const outline = frame.global
    ? html`<path d="${frame.path({ type: 'Sphere' }, 1)}" fill="none" stroke="var(--rule)"/>`
    : null;
  return html`<svg class="map" viewBox="0 ${-top} ${width} ${below.bottom + top}" width="${width}" height="${below.bottom + top}" role="img" aria-label="${map.says}" font-family="system-ui, sans-serif" font-size="${KEY_FONT}" fill="var(--ink)">
<title>${map.says}</title>
<path d="${new Markup(land)}" fill="var(--panel)" stroke="var(--rule)"/>
<path d="${new Markup(borders)}" fill="none" stroke="var(--rule)" stroke-width="0.8"/>
${outline}<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" fill="none" stroke="var(--rule)"/>
${[...map.ways].sort(worstOnTop).map((way) => drawn(way, map.styles[way.style]!, frame, widest))}
${inflows.length === 0 ? null : supplierBand(inflowsAt(inflows, squares), width)}${dots.map(([x, y], i) => stopMark(map.stops[i]!.kind, x, y))}${planted.map(({ gateway, x, y }) => gatewayMark(gateway, x, y))}
${squares.map(({ at: [x, y], half }) => html`<rect x="${fixed(x - half)}" y="${fixed(y - half)}" width="${fixed(2 * half)}" height="${fixed(2 * half)}" rx="1.5" fill="var(--ink)" stroke="var(--ground)" stroke-width="1.5"/>`)}
${labels(map, frame, squares, dots, planted)}
${below.drawn}
</svg>`;
}

interface PlantedGateway {
  readonly gateway: Gateway;
  readonly x: number;
  readonly y: number;
}

/** Above their stops, and above the node where one is. */
function gatewaysAt(
  stops: readonly MapStop[],
  dots: readonly (readonly [number, number])[],
  squares: readonly Square[],
): PlantedGateway[] {
  return stops.flatMap(({ gateways, kind }, i) => {
    const [x, y] = dots[i]!;
    const reach = squares.reduce(
      (most, square) => (isNear(square.at, [x, y]) ? Math.max(most, square.reach) : most),
      STOP_RADIUS[kind],
    );
    const left = x - ((gateways.length - 1) * GATEWAY_WIDTH) / 2;
    return gateways.map((gateway, no) => ({
      gateway,
      x: left + no * GATEWAY_WIDTH,
      y: y - reach - GATEWAY_WIDTH / 2,
    }));
  });
}

/** Wide ones below narrow ones; the worst style above the others. */
function worstOnTop(one: Way, other: Way): number {
  return one.style - other.style || other.share - one.share;
}

function drawn(way: Way, style: WayStyle, frame: MapFrame, widest: number): Markup {
  const wide = widthOf(way, widest);
  const [x, y] = frame.at(way.from);
  const looks = html`fill="none" stroke="${style.color}" stroke-width="${fixed(wide)}" stroke-opacity="0.85"${dashes(style, wide)}`;
  if (isRing(way, frame)) {
    const radius = RING + wide / 2;
    return html`<circle cx="${fixed(x)}" cy="${fixed(y)}" r="${fixed(radius)}" ${looks}><title>${way.says}</title></circle>${style.marked ? diamond(x, y - radius, style.color) : null}
`;
  }
  if (way.bent) return bent(way, style, frame, wide);
  const line = { type: 'LineString' as const, coordinates: [[...way.from], [...way.to]] };
  return html`<path d="${frame.path(line, 2)}" ${looks}><title>${way.says}</title></path>${marksOn(way, style, frame)}
`;
}

/** In its middle what the worst have, or the border: then that of the worst stands aside. */
function marksOn(way: Way, { marked, color }: WayStyle, frame: MapFrame): Markup {
  const along = geoInterpolate([...way.from], [...way.to]);
  const at = (part: number): readonly [number, number] => frame.at(along(part));
  const [x, y] = at(way.border ? 0.66 : 0.5);
  return html`${marked ? diamond(x, y, color) : null}${way.border ? barrier(...at(0.5)) : null}`;
}

/** A curve with a head in its middle. */
function bent(way: Way, style: WayStyle, frame: MapFrame, wide: number): Markup {
  const [from, to] = [frame.at(way.from), frame.at(way.to)];
  const [across, down] = [to[0] - from[0], to[1] - from[1]];
  const [x, y] = [(from[0] + to[0]) / 2 - down * BEND, (from[1] + to[1]) / 2 + across * BEND];
  const middle = [(from[0] + to[0]) / 4 + x / 2, (from[1] + to[1]) / 4 + y / 2] as const;
  const d = `M${fixed(from[0])},${fixed(from[1])}Q${fixed(x)},${fixed(y)} ${fixed(to[0])},${fixed(to[1])}`;
  return html`<path d="${d}" fill="none" stroke="${style.color}" stroke-width="${fixed(wide)}" stroke-opacity="0.85"${dashes(style, wide)}><title>${way.says}</title></path>${style.marked ? diamond(...middle, style.color) : null}${arrowHead(middle[0] + across * AHEAD, middle[1] + down * AHEAD, angleOf(from, to), style.color)}
`;
}

function inflowsAt(inflows: readonly MapInflow[], squares: readonly Square[]) {
  return inflows.map(({ supplier, node, share, says }) => {
    const { at, half } = squares[node]!;
    return { supplier, at, reach: half, share, says };
  });
}

function isRing({ from, to }: Way, frame: MapFrame): boolean {
  return isNear(frame.at(from), frame.at(to));
}

function isNear([x, y]: readonly [number, number], [toX, toY]: readonly [number, number]): boolean {
  return Math.hypot(x - toX, y - toY) < 2;
}

function widthOf({ share }: Way, widest: number): number {
  return Math.max(1, share * widest);
}

/** At least so long that they can be seen on a thin line. */
function dashes({ dash }: WayStyle, wide: number): Markup | null {
  if (dash === undefined) return null;
  const lengths = dash.map((length) => fixed(length * Math.max(wide, 2)));
  return html` stroke-dasharray="${lengths.join(' ')}"`;
}

/** Nodes before the places that they send to. A place where a node is has the node's name beside its own, if there is room. */
function labels(
  { nodes, stops }: WorldMap,
  { width, height }: MapFrame,
  squares: readonly Square[],
  dots: readonly (readonly [number, number])[],
  planted: readonly PlantedGateway[],
): Markup[] {
  const names: Named[] = [
    ...squares.map(({ at: [x, y], reach }, i) => ({
      text: nodes[i]!.name,
      x,
      y,
      reach,
      fontSize: NODE_FONT,
      bold: true,
      farOff: true,
    })),
    ...dots.map(([x, y], i) => ({
      text: stops[i]!.name,
      x,
      y,
      reach: STOP_RADIUS[stops[i]!.kind],
      fontSize: STOP_FONT,
      bold: false,
      farOff: false,
    })),
  ];
  const marks = [
    ...names.map(({ x, y, reach }) => around(x, y, reach)),
    ...planted.map(({ x, y }) => around(x, y, GATEWAY_WIDTH / 2)),
  ];
  const placed = placeLabels(names, marks, width, height);
  return placed.flatMap((label, i) => (label === null ? [] : [written(label, names[i]!)]));
}

function around(x: number, y: number, reach: number): Box {
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
}

function written({ text, x, y, anchor, line }: Label, { fontSize, bold }: Named): Markup {
  const led =
    line === null
      ? null
      : html`<line x1="${fixed(line[0])}" y1="${fixed(line[1])}" x2="${fixed(line[2])}" y2="${fixed(line[3])}" stroke="var(--soft)"/>`;
  const looks = html`font-size="${fontSize}"${bold ? html` font-weight="600"` : null}${anchor === 'start' ? null : html` text-anchor="${anchor}"`}`;
  return html`${led}<text x="${fixed(x)}" y="${fixed(y)}" ${looks} stroke="var(--ground)" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${text}</text>
`;
}

const STOP_TITLES: Readonly<Record<StopKind, string>> = {
  customers: 'customers',
  stores: 'stores',
  both: 'stores and customers',
};
const GATEWAY_TITLES: Readonly<Record<Gateway, string>> = {
  air: 'comes by air, too',
  sea: 'comes by sea, too',
};

/** A ring has no room for marks. */
function keyEntries({ styles, ways, stops, inflows = [] }: WorldMap, frame: MapFrame): KeyEntry[] {
  const shown = styles.filter(({ rare }, style) => !rare || ways.some((way) => way.style === style));
  const kinds = (['customers', 'stores', 'both'] as const).filter((kind) =>
    stops.some((stop) => stop.kind === kind),
  );
  const gateways = (['air', 'sea'] as const).filter((each) =>
    stops.some((stop) => stop.gateways.includes(each)),
  );
  const plain = kinds.every((kind) => kind === 'customers');
  return [
    ...shown.map(lineEntry),
    ...(ways.some((way) => way.border && !isRing(way, frame)) ? [BORDER_ENTRY] : []),
    ...(inflows.length === 0 ? [] : [TRUCKS_ENTRY]),
    NODE_ENTRY,
    ...(plain ? (['customers'] as const) : kinds).map((kind) => ({
      title: plain ? 'destination' : STOP_TITLES[kind],
      width: kind === 'customers' ? 8 : 12,
      drawn: (x: number, y: number) => stopMark(kind, x + (kind === 'customers' ? 4 : 6), y),
    })),
    ...gateways.map((gateway) => ({
      title: GATEWAY_TITLES[gateway],
      width: 14,
      drawn: (x: number, y: number) => gatewayMark(gateway, x + 7, y),
    })),
    ...(inflows.length === 0 ? [] : [SUPPLIER_ENTRY]),
  ];
}

function lineEntry(style: WayStyle): KeyEntry {
  return {
    title: style.title,
    width: 26,
    drawn: (left, middle) =>
      html`<line x1="${left}" y1="${middle}" x2="${left + 26}" y2="${middle}" stroke="${style.color}" stroke-width="3"${dashes(style, 3)}/>${style.marked ? diamond(left + 13, middle, style.color) : null}`,
  };
}

const NODE_ENTRY: KeyEntry = {
  title: 'node',
  width: 9,
  drawn: (x, y) => html`<rect x="${x}" y="${y - 4.5}" width="9" height="9" rx="1.5" fill="var(--ink)"/>`,
};
const BORDER_ENTRY: KeyEntry = {
  title: 'customs, half-way',
  width: 11,
  drawn: (x, y) => barrier(x + 5.5, y),
};
const TRUCKS_ENTRY: KeyEntry = {
  title: 'trucks of suppliers',
  width: 26,
  drawn: (x, y) =>
    html`<line x1="${x}" y1="${y}" x2="${x + 19}" y2="${y}" stroke="${SUPPLIER_COLOR}" stroke-width="3" stroke-dasharray="${SUPPLIER_DASH}"/>${arrowHead(x + 26, y, 0, SUPPLIER_COLOR)}`,
};
const SUPPLIER_ENTRY: KeyEntry = {
  title: 'supplier (nobody says where)',
  width: 12,
  drawn: (x, y) => supplierMark(x + 6, y),
};
