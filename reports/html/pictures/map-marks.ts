/**
 * What stands on a map beside its lines: told apart by shape, never by colour alone.
 *
 * 1. Each is drawn about a point, px, in the picture and in its key alike.
 */
import { html, type Markup } from '../markup.ts';

/** Who is at a place. */
export type StopKind = 'customers' | 'stores' | 'both';
/** How goods come to a place, where it is not by road. */
export type Gateway = 'air' | 'sea';

/** From the middle of a stop to its rim. */
export const STOP_RADIUS: Readonly<Record<StopKind, number>> = { customers: 3.5, stores: 5.5, both: 5.5 };

export function stopMark(kind: StopKind, x: number, y: number): Markup {
  if (kind === 'customers')
    return html`<circle cx="${fixed(x)}" cy="${fixed(y)}" r="3.5" fill="var(--ground)" stroke="var(--ink)" stroke-width="1.4"/>`;
  const dot =
    kind === 'stores'
      ? null
      : html`<circle cx="${fixed(x)}" cy="${fixed(y + 1)}" r="1.7" fill="var(--ink)"/>`;
  return html`<path d="M${fixed(x)},${fixed(y - 6)}l5.8,10.4h-11.6Z" fill="var(--ground)" stroke="var(--ink)" stroke-width="1.4" stroke-linejoin="round"/>${dot}`;
}

/** On the worst ways. */
export function diamond(x: number, y: number, color: string): Markup {
  return html`<path d="M${fixed(x)},${fixed(y - 5.5)}l5.5,5.5 -5.5,5.5 -5.5,-5.5Z" fill="${color}" stroke="var(--ground)"/>`;
}

/** A plane, or a ship. */
export function gatewayMark(gateway: Gateway, x: number, y: number): Markup {
  const shape = gateway === 'air' ? 'M6,-5L-6,0L-1.5,1.5L0,6Z' : 'M-6,1.5H6L4,5.5H-4ZM-1,0V-6L4.5,0Z';
  return html`<path d="${shape}" transform="translate(${fixed(x)},${fixed(y)})" fill="var(--ink)" stroke="var(--ground)" stroke-width="0.8"/>`;
}

/** A border that is guarded. */
export function barrier(x: number, y: number): Markup {
  return html`<circle cx="${fixed(x)}" cy="${fixed(y)}" r="5" fill="var(--ground)" stroke="var(--ink)" stroke-width="1.4"/><path d="M${fixed(x - 2.8)},${fixed(y)}h5.6" stroke="var(--ink)" stroke-width="2"/>`;
}

export function supplierMark(x: number, y: number): Markup {
  return html`<path d="M${fixed(x - 6)},${fixed(y - 5)}h12l-6,10Z" fill="var(--ink)"/>`;
}

/** With its tip at a point. */
export function arrowHead(x: number, y: number, angle: number, color: string): Markup {
  return html`<path d="M0,0L-8,-4L-8,4Z" transform="translate(${fixed(x)},${fixed(y)}) rotate(${fixed(angle)})" fill="${color}"/>`;
}

/** From a point to another, degrees, clockwise from the right. */
export function angleOf(from: readonly [number, number], to: readonly [number, number]): number {
  return (Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI;
}

export function fixed(value: number): string {
  return String(Math.round(value * 10) / 10);
}
