/** The key below a map, in as many rows as it needs: only what is on the map stands in it. */
import { html, type Markup } from '../markup.ts';
import { textWidth } from './map-labels.ts';

export interface KeyEntry {
  readonly title: string;
  /** Of what is drawn before the title, px. */
  readonly width: number;
  /** @param left, middle where it begins, px */
  drawn(left: number, middle: number): Markup;
}

/** What it is, and where that ends, px. */
interface Key {
  readonly drawn: Markup;
  readonly bottom: number;
}

export const KEY_FONT = 11;
const KEY_ROW = 18;

/** @param top where the map ends, px */
export function mapKey(entries: readonly KeyEntry[], width: number, top: number): Key {
  let x = 2;
  let y = top + 15;
  const rows = entries.map((entry) => {
    const wide = entry.width + 5 + textWidth(entry.title, KEY_FONT);
    if (x + wide > width) [x, y] = [2, y + KEY_ROW];
    const [left, middle] = [x, y];
    x += wide + 10;
    return html`${entry.drawn(left, middle)}<text x="${left + entry.width + 5}" y="${middle + 4}">${entry.title}</text>`;
  });
  return { drawn: html`${rows}`, bottom: y + 10 };
}
