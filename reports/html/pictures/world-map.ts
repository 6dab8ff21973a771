/**
 * A map of nodes, the places they send to, and the ways between them: great circles, as wide as they are used.
 *
 * 1. What a way is like is told by its dashes as well as by its colour; the worst has a mark in its middle, too.
 * 2. A way that ends where it begins is a ring about its node.
 * 3. The key is in the picture, so that a saved one has it.
 */
import { geoInterpolate } from 'd3-geo';
import { html, Markup } from '../markup.ts';
import type { LonLat, MapFrame } from './map-frame.ts';
import { type Box, type Label, type Named, placeLabels, textWidth } from './map-labels.ts';
import type { Land } from './map-land.ts';

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
}

interface WorldMap {
  /** For who can't see it. */
  readonly says: string;
  readonly ways: readonly Way[];
  readonly styles: readonly WayStyle[];
  readonly nodes: readonly MapNode[];
  readonly stops: readonly MapStop[];
}

/** What a line or square is, and where that ends, px. */
interface Key {
  readonly drawn: Markup;
  readonly bottom: number;
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
const KEY_ROW = 18;
const STOP_RADIUS = 3.5;
/** Inner radius of a ring about a node. */
const RING = 15;
const NODE_FONT = 12.5;
const STOP_FONT = 11;

export function worldMap(map: WorldMap, frame: MapFrame, { land, borders }: Land): Markup {
  const { width, height } = frame;
  const widest = Math.max(5, width * WIDEST);
  const below = key(
    map.styles.filter(({ rare }, style) => !rare || map.ways.some((way) => way.style === style)),
    frame,
  );
  const squares = map.nodes.map(({ at, share }): Square => {
    const rings = map.ways.filter((way) => isRing(way, frame) && isNear(frame.at(way.from), frame.at(at)));
    const half = 4 + 7 * Math.sqrt(share);
    const reach = rings.reduce((most, way) => Math.max(most, RING + widthOf(way, widest)), half);
    return { at: frame.at(at), half, reach };
  });
  const dots = map.stops.map(({ at }) => frame.at(at));
  const outline = frame.global
    ? html`<path d="${frame.path({ type: 'Sphere' }, 1)}" fill="none" stroke="var(--rule)"/>`
    : null;
  return html`<svg class="map" viewBox="0 0 ${width} ${below.bottom}" width="${width}" height="${below.bottom}" role="img" aria-label="${map.says}" font-family="system-ui, sans-serif" font-size="${STOP_FONT}" fill="var(--ink)">
<title>${map.says}</title>
<path d="${new Markup(land)}" fill="var(--panel)" stroke="var(--rule)"/>
<path d="${new Markup(borders)}" fill="none" stroke="var(--rule)" stroke-width="0.8"/>
${outline}<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" fill="none" stroke="var(--rule)"/>
${[...map.ways].sort(worstOnTop).map((way) => drawn(way, map.styles[way.style]!, frame, widest))}
${dots.map(([x, y]) => html`<circle cx="${fixed(x)}" cy="${fixed(y)}" r="${STOP_RADIUS}" fill="var(--ground)" stroke="var(--ink)" stroke-width="1.4"/>`)}
${squares.map(({ at: [x, y], half }) => html`<rect x="${fixed(x - half)}" y="${fixed(y - half)}" width="${fixed(2 * half)}" height="${fixed(2 * half)}" rx="1.5" fill="var(--ink)" stroke="var(--ground)" stroke-width="1.5"/>`)}
${labels(map, frame, squares, dots)}
${below.drawn}
</svg>`;
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
    return html`<circle cx="${fixed(x)}" cy="${fixed(y)}" r="${fixed(radius)}" ${looks}><title>${way.says}</title></circle>${style.marked ? diamond(x, y - radius, style) : null}
`;
  }
  const line = { type: 'LineString' as const, coordinates: [[...way.from], [...way.to]] };
  const [middleX, middleY] = frame.at(geoInterpolate([...way.from], [...way.to])(0.5));
  return html`<path d="${frame.path(line, 2)}" ${looks}><title>${way.says}</title></path>${style.marked ? diamond(middleX, middleY, style) : null}
`;
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

function diamond(x: number, y: number, { color }: WayStyle): Markup {
  return html`<path d="M${fixed(x)},${fixed(y - 5.5)}l5.5,5.5 -5.5,5.5 -5.5,-5.5Z" fill="${color}" stroke="var(--ground)"/>`;
}

/** Nodes before the places that they send to. A place where a node is has the node's name beside its own, if there is room. */
function labels(
  { nodes, stops }: WorldMap,
  { width, height }: MapFrame,
  squares: readonly Square[],
  dots: readonly (readonly [number, number])[],
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
      reach: STOP_RADIUS,
      fontSize: STOP_FONT,
      bold: false,
      farOff: false,
    })),
  ];
  const marks = names.map(({ x, y, reach }) => around(x, y, reach));
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

/** Below the frame, in as many rows as it needs. */
function key(styles: readonly WayStyle[], { width, height }: MapFrame): Key {
  let x = 2;
  let y = height + 15;
  const place = (title: string, sample: number): readonly [x: number, y: number] => {
    const wide = sample + 5 + textWidth(title, STOP_FONT);
    if (x + wide > width) [x, y] = [2, y + KEY_ROW];
    const at = [x, y] as const;
    x += wide + 10;
    return at;
  };
  const entries = styles.map((style) => {
    const [left, middle] = place(style.title, 26);
    return html`<line x1="${left}" y1="${middle}" x2="${left + 26}" y2="${middle}" stroke="${style.color}" stroke-width="3"${dashes(style, 3)}/>${style.marked ? diamond(left + 13, middle, style) : null}<text x="${left + 31}" y="${middle + 4}">${style.title}</text>`;
  });
  const [square, squareY] = place('node', 9);
  const [dot, dotY] = place('destination', 8);
  const marks = html`<rect x="${square}" y="${squareY - 4.5}" width="9" height="9" rx="1.5" fill="var(--ink)"/><text x="${square + 14}" y="${squareY + 4}">node</text><circle cx="${dot + 4}" cy="${dotY}" r="${STOP_RADIUS}" fill="var(--ground)" stroke="var(--ink)" stroke-width="1.4"/><text x="${dot + 13}" y="${dotY + 4}">destination</text>`;
  return { drawn: html`${entries}${marks}`, bottom: y + 10 };
}

function fixed(value: number): string {
  return String(Math.round(value * 10) / 10);
}
