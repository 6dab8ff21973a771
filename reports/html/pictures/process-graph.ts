/**
 * A process map as a picture, laid out by ELK from top to bottom.
 *
 * 1. No text is smaller than 11 px at the picture's own width.
 * 2. Whose event it is stands in its box; the course that most lives take is drawn in whole lines, others in dashes: colour is
 *    never alone.
 * 3. The same map gives the same picture.
 */
import type { ELK, ElkExtendedEdge, ElkNode, ElkPoint, ElkShape } from 'elkjs/lib/elk-api.js';
import type { LifeKind } from '../../aggregates/process-map/process-map.ts';
import { words } from '../../outbound/figures.ts';
import { count, duration } from '../../text/format.ts';
import { html, Markup } from '../markup.ts';
import type { ShownEdge, ShownMap, ShownNode } from '../process/shown.ts';

/** Width of a letter at most, of the 12 px that names are written in, and of the 11 px of figures. */
const NAME_PX = 6.9;
const FIGURE_PX = 6.1;
const LINE_PX = 14;
const BOX_PADDING_PX = 12;
/** Longer names are cut: they stand whole in the table and in the tip. */
const NAME_LETTERS = 30;
const CORNER_PX = 7;

export const KIND_COLORS: Readonly<Record<LifeKind, string>> = {
  order: 'var(--part0)',
  shipment: 'var(--part1)',
  load: 'var(--part6)',
};

const LAYOUT = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=8,left=8,bottom=8,right=8]',
  'elk.spacing.nodeNode': '22',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeEdge': '12',
  'elk.spacing.edgeLabel': '2',
  'elk.layered.spacing.nodeNodeBetweenLayers': '10',
  'elk.layered.spacing.edgeNodeBetweenLayers': '9',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '9',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
};

/** Of the course that most lives take: straight, and forward. */
const MAIN = {
  'elk.layered.priority.straightness': '10',
  'elk.layered.priority.shortness': '10',
  'elk.layered.priority.direction': '10',
};

/** On a screen never smaller than itself, however narrow that is; on paper no higher than a page. */
const SIZE =
  '@media screen{svg.process-graph{min-width:var(--own)}}@media print{svg.process-graph{max-height:25cm}}';

export interface ProcessGraph {
  readonly picture: Markup;
  readonly widthPx: number;
}

/** @param says what is in the picture, for who can't see it */
export async function processGraph(says: string, map: ShownMap): Promise<ProcessGraph> {
  const elk = await layouter();
  const { nodes, edges } = map;
  const laidOut: ElkNode = await elk.layout({
    id: 'map',
    layoutOptions: LAYOUT,
    children: nodes.map(boxOf),
    edges: edges.map(lineOf),
  });
  const placed = mainLeft(laidOut, nodes);
  const [widthPx, heightPx] = [Math.ceil(placed.width ?? 0), Math.ceil(placed.height ?? 0)];
  const most = edges.reduce((x, { count: own }) => Math.max(x, own), 1);
  const lines = (placed.edges ?? []).map((line, i) => lineDrawn(line, edges[i]!, most));
  const labels = (placed.edges ?? []).map((line, i) => labelDrawn(line, edges[i]!));
  const boxes = (placed.children ?? []).map((box, i) => boxDrawn(box, nodes[i]!));
  const picture = html`<svg class="process-graph" style="--own:${widthPx}px" role="img" aria-label="${says}" viewBox="0 0 ${widthPx} ${heightPx}" width="${widthPx}" height="${heightPx}" font-family="inherit" font-size="12" fill="var(--ink)">
<title>${says}</title>
<style>${new Markup(SIZE)}</style>
${lines}${boxes}${labels}</svg>`;
  return { picture, widthPx };
}

/** Mirrored where the main course would be on the right: on a narrow screen it is to be seen first. */
function mainLeft(placed: ElkNode, nodes: readonly ShownNode[]): ElkNode {
  const { width: all = 0, children = [], edges = [] } = placed;
  const main = children.filter((_, i) => nodes[i]!.isMain);
  const middle = main.reduce((sum, { x = 0, width = 0 }) => sum + x + width / 2, 0) / main.length;
  if (!(middle > all / 2)) return placed;
  const shape = <S extends ElkShape>(each: S): S => ({ ...each, x: all - (each.x ?? 0) - (each.width ?? 0) });
  const point = ({ x, y }: ElkPoint): ElkPoint => ({ x: all - x, y });
  return {
    ...placed,
    children: children.map(shape),
    edges: edges.map(({ sections = [], labels = [], ...edge }) => ({
      ...edge,
      labels: labels.map(shape),
      sections: sections.map(({ startPoint, endPoint, bendPoints = [], ...section }) => ({
        ...section,
        startPoint: point(startPoint),
        endPoint: point(endPoint),
        bendPoints: bendPoints.map(point),
      })),
    })),
  };
}

let loaded: Promise<ELK> | null = null;

/** 1.6 MB of it: only where there is something to draw. */
function layouter(): Promise<ELK> {
  // A CommonJS module, whose types say that it is none.
  loaded ??= import('elkjs/lib/elk.bundled.js').then(
    ({ default: Layouter }) => new (Layouter as unknown as new () => ELK)(),
  );
  return loaded;
}

function linesOf({ event, of, count: times, again }: ShownNode): string[] {
  const name = words(event);
  const cut = name.length > NAME_LETTERS ? `${name.slice(0, NAME_LETTERS - 1)}…` : name;
  const repeats = again === null ? [] : [`↻ ${count(again.count)} more · ${duration(again.medianMs)}`];
  return [cut, `${of} · ${count(times)}`, ...repeats];
}

function boxOf(node: ShownNode): ElkNode {
  const [name, ...figures] = linesOf(node);
  const figuresPx = Math.max(...figures.map((line) => line.length * FIGURE_PX));
  return {
    id: node.event,
    width: Math.ceil(Math.max(name!.length * NAME_PX, figuresPx) + 2 * BOX_PADDING_PX),
    height: LINE_PX * (1 + figures.length) + 8,
  };
}

function lineOf(edge: ShownEdge, i: number): ElkExtendedEdge {
  const text = labelOf(edge);
  return {
    id: `step ${i}`,
    sources: [edge.from],
    targets: [edge.to],
    labels: [{ text, width: Math.ceil(text.length * FIGURE_PX) + 4, height: LINE_PX }],
    layoutOptions: edge.isMain ? MAIN : {},
  };
}

const labelOf = ({ count: times, medianMs }: ShownEdge): string => `${count(times)} · ${duration(medianMs)}`;

function boxDrawn({ x = 0, y = 0, width = 0, height = 0 }: ElkNode, node: ShownNode): Markup {
  const [name, ...figures] = linesOf(node);
  const round = node.of === 'shipment' ? 14 : node.of === 'order' ? 5 : 0;
  const texts = [name!, ...figures].map((line, i) => {
    const at = y + 15 + LINE_PX * i;
    return i === 0
      ? html`<text x="${x + width / 2}" y="${at}" text-anchor="middle" font-weight="${node.isMain ? 700 : 500}">${line}</text>`
      : html`<text x="${x + width / 2}" y="${at}" text-anchor="middle" font-size="11" fill="var(--soft)">${line}</text>`;
  });
  return html`<g><title>${words(node.event)}</title>
<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="var(--panel)" stroke="${KIND_COLORS[node.of]}" stroke-width="${node.isMain ? 2.5 : 1}"></rect>
${texts}</g>
`;
}

function lineDrawn({ sections = [] }: ElkExtendedEdge, edge: ShownEdge, most: number): Markup {
  const color = KIND_COLORS[edge.of];
  const widthPx = 1 + 5 * Math.sqrt(edge.count / most);
  const dashes = edge.isMain ? '' : '5 4';
  const drawn = sections.map(({ startPoint, bendPoints = [], endPoint }) => {
    const points = [startPoint, ...bendPoints, endPoint];
    const [before, end] = [points.at(-2)!, endPoint];
    return html`<path d="${rounded(shortened(points))}" fill="none" stroke="${color}" stroke-width="${figure(widthPx)}" stroke-dasharray="${dashes}"></path>
<path d="${arrow(before, end, widthPx)}" fill="${color}"></path>
`;
  });
  return html`${drawn}`;
}

/** So that the line does not stick out of its arrow. */
function shortened(points: readonly ElkPoint[]): ElkPoint[] {
  const [before, end] = [points.at(-2)!, points.at(-1)!];
  return [...points.slice(0, -1), towards(end, before, 5)];
}

function rounded(points: readonly ElkPoint[]): string {
  const [start, ...rest] = points;
  let path = `M${xy(start!)}`;
  rest.forEach((point, i) => {
    const before = points[i]!;
    const next = rest[i + 1];
    if (next === undefined) path += `L${xy(point)}`;
    else {
      const px = Math.min(CORNER_PX, distance(before, point) / 2, distance(point, next) / 2);
      path += `L${xy(towards(point, before, px))}Q${xy(point)} ${xy(towards(point, next, px))}`;
    }
  });
  return path;
}

function arrow(before: ElkPoint, end: ElkPoint, widthPx: number): string {
  const half = 3 + widthPx / 2;
  const base = towards(end, before, 7 + widthPx / 2);
  const length = distance(base, end) || 1;
  const [ux, uy] = [(end.x - base.x) / length, (end.y - base.y) / length];
  const left = { x: base.x - uy * half, y: base.y + ux * half };
  const right = { x: base.x + uy * half, y: base.y - ux * half };
  return `M${xy(end)}L${xy(left)}L${xy(right)}Z`;
}

function labelDrawn({ labels = [] }: ElkExtendedEdge, edge: ShownEdge): Markup {
  const { x = 0, y = 0, width = 0 } = labels[0] ?? {};
  return html`<text x="${figure(x + width / 2)}" y="${figure(y + 11)}" text-anchor="middle" font-size="11" font-weight="${edge.isMain ? 600 : 400}" stroke="var(--ground)" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${labelOf(edge)}</text>
`;
}

const distance = (x: ElkPoint, y: ElkPoint): number => Math.hypot(x.x - y.x, x.y - y.y);

/** The point so far from `from`, on the way to `to`. */
function towards(from: ElkPoint, to: ElkPoint, px: number): ElkPoint {
  const all = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * px) / all, y: from.y + ((to.y - from.y) * px) / all };
}

const figure = (value: number): string => String(Math.round(value * 10) / 10);
const xy = ({ x, y }: ElkPoint): string => `${figure(x)} ${figure(y)}`;
