/**
 * What all pictures of the report share. Observable Plot draws on a document without a browser; colours are variables of the
 * page, so that a picture follows light and dark.
 *
 * 1. A picture says what it shows (`title`, `aria-label`) and labels its axes.
 * 2. An arm is told by place or by dashes as well as by colour.
 */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { html, Markup } from '../markup.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');

export const WIDE = 960;
/** Two beside each other. */
export const HALF = 470;
/** Colours of arms and of parts of a whole there are. */
const ARMS = 4;
const PARTS = 7;

/** Colour of an arm; the fifth has that of the first. */
export function armColor(arm: number): string {
  return `var(--arm${arm % ARMS})`;
}

/** Colour of a part of a whole. */
export function partColor(part: number): string {
  return `var(--part${part % PARTS})`;
}

/** Lines differ by their dashes, too: colour alone is not enough. */
export function dashes(arm: number): { readonly strokeDasharray?: string } {
  return arm === 0 ? {} : { strokeDasharray: ['6 3', '2 3', '8 3 2 3'][(arm - 1) % 3]! };
}

/** @param says what is in the picture, for who can't see it */
export function picture(says: string, options: Plot.PlotOptions): Markup {
  const drawn = Plot.plot({
    document: document as unknown as NonNullable<Plot.PlotOptions['document']>,
    width: WIDE,
    marginLeft: 56,
    marginRight: 24,
    marginBottom: 40,
    style: { background: 'none', color: 'var(--ink)', fontSize: '12px', overflow: 'visible' },
    ...options,
  });
  // Plot names its groups as if each were read out by itself: the picture is read as one.
  for (const group of drawn.querySelectorAll('g[aria-label]')) {
    group.setAttribute('data-mark', group.getAttribute('aria-label')!);
    group.removeAttribute('aria-label');
  }
  drawn.setAttribute('role', 'img');
  // A name may have a `>` in it, which the document would leave as it is: what is said is put in once it is text.
  drawn.setAttribute('aria-label', 'says');
  const text = drawn.outerHTML;
  const inside = text.indexOf('>') + 1;
  const opening = text.slice(0, inside).replace('aria-label="says"', () => html`aria-label="${says}"`.text);
  return new Markup(`${opening}${html`<title>${says}</title>`.text}${text.slice(inside)}`);
}

/** From 0; at least to 1, so that nothing at all is drawn as nothing. */
export function countAxis(label: string, counts: readonly number[]): Plot.ScaleOptions {
  const most = counts.reduce((x, y) => Math.max(x, y), 1);
  return {
    label,
    domain: [0, most],
    nice: true,
    ...(most < 5 ? { ticks: Math.ceil(most), tickFormat: 'd' } : {}),
  };
}

/** @param counts what the axis is for: a line where it has a tick */
export function gridY(counts: readonly number[]): Plot.Markish {
  const most = counts.reduce((x, y) => Math.max(x, y), 1);
  return Plot.gridY({
    stroke: 'var(--rule)',
    strokeOpacity: 1,
    ...(most < 5 ? { ticks: Math.ceil(most) } : {}),
  });
}
export const gridX = (): Plot.Markish => Plot.gridX({ stroke: 'var(--rule)', strokeOpacity: 1 });

/** The policy's name in the corner of its panel. */
export function panelNames(policies: readonly string[]): Plot.Markish {
  return Plot.text(
    policies.map((policy) => ({ policy })),
    { fy: 'policy', text: 'policy', frameAnchor: 'top-right', dy: 4, dx: -4, fontWeight: 600, fontSize: 13 },
  );
}

/** What the colours are, as a list beside the picture. */
export function colorKey(entries: readonly (readonly [name: string, color: string])[]): Markup {
  const items = entries.map(([name, color]) => html`<li><i style="background:${color}"></i>${name}</li>`);
  return html`<ul class="key">${items}</ul>`;
}
