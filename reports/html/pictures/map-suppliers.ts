/**
 * Suppliers of whom nobody says where they are: in a band above the map, with lines to the nodes that they send to.
 *
 * 1. A few are named, those with most trucks; the others are one mark.
 */
import { html, type Markup } from '../markup.ts';
import { textWidth } from './map-labels.ts';
import { angleOf, arrowHead, fixed, supplierMark } from './map-marks.ts';

export interface Inflow {
  readonly supplier: string;
  /** Where its node is, px, and from there to its rim. */
  readonly at: readonly [x: number, y: number];
  readonly reach: number;
  /** 0 to 1: of the widest. */
  readonly share: number;
  readonly says: string;
}

export const SUPPLIER_BAND = 46;
export const SUPPLIER_COLOR = 'var(--part4)';
export const SUPPLIER_DASH = '7 3';
const FONT = 11;
const NAME_LENGTH_MAX = 24;
const WIDEST = 5;

/** @param inflows by supplier, those that are named first */
export function supplierBand(inflows: readonly Inflow[], width: number): Markup {
  const names = [...new Set(inflows.map(({ supplier }) => supplier))];
  const column = width / names.length;
  const xOf = (supplier: string): number => (names.indexOf(supplier) + 0.5) * column;
  return html`${inflows.map((inflow) => drawn(inflow, xOf(inflow.supplier)))}${names.map(
    (name) =>
      html`${supplierMark(xOf(name), -14)}<text x="${fixed(xOf(name))}" y="-26" text-anchor="middle">${fitting(name, column - 8)}</text>`,
  )}`;
}

function drawn({ at: [toX, toY], reach, share, says }: Inflow, x: number): Markup {
  const from = [x, -8] as const;
  const length = Math.hypot(toX - x, toY + 8);
  const short = Math.max(0, length - reach - 2) / length;
  const tip = [x + (toX - x) * short, -8 + (toY + 8) * short] as const;
  const wide = Math.max(1.2, share * WIDEST);
  return html`<path d="M${fixed(x)},-8L${fixed(tip[0])},${fixed(tip[1])}" fill="none" stroke="${SUPPLIER_COLOR}" stroke-width="${fixed(wide)}" stroke-dasharray="${SUPPLIER_DASH}"><title>${says}</title></path>${arrowHead(tip[0], tip[1], angleOf(from, tip), SUPPLIER_COLOR)}
`;
}

/** As much of it as there is room for. */
function fitting(name: string, width: number): string {
  const whole = name.replace(/\s+/g, ' ').trim();
  if (whole.length <= NAME_LENGTH_MAX && textWidth(whole, FONT) <= width) return whole;
  const letters = [...whole].slice(0, NAME_LENGTH_MAX);
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, FONT) > width) letters.pop();
  return `${letters.join('')}…`;
}
