/** Where rows and lanes of two swim-lane pictures stand: in px, the same for both, so that a row is at one height in both of them. */
import type { CaseLane, CaseStep } from '../failure-case.ts';
import { isLeftOut, type Row, type Shown } from '../shown-steps.ts';

/** Of a picture, px: two of them stand beside each other on a wide page. */
export const LANES_WIDTH = 560;
export const LEFT = 88;
const RIGHT = 4;
/** Names of neighbouring lanes stand at so many heights, so that none runs into the next: at more, where lanes are narrow. */
const LEVELS = 2;
const LEVELS_NARROW = 3;
const NARROW = 52;
export const NAME_LINE = 14;
/** Of a row: a label and its arrow; below them a state, or what the core wrote. */
const LINE = 27;
const STATE_LINE = 17;
const GAP_LINE = 20;
/** Of a letter, px, at the size of labels: a little more than what fonts have, so that nothing is cut off. */
const LETTER = 5.9;
const BOLD_LETTER = 6.5;

export interface LaneLayout {
  readonly lanes: readonly CaseLane[];
  /** Middle of each lane, by name. */
  readonly xOf: (lane: string) => number;
  readonly laneWidth: number;
  /** Heights at which names of lanes stand, and where they end. */
  readonly levels: number;
  readonly head: number;
  /** Where the arrow of each row is. */
  readonly ys: readonly number[];
  /** Below all rows. */
  readonly bottom: number;
}

export function layoutOf(lanes: readonly CaseLane[], rows: readonly Row[]): LaneLayout {
  const used = new Set(rows.flatMap((row) => row.flatMap(lanesOf)));
  const shown = lanes.filter(({ name }) => used.has(name));
  const laneWidth = (LANES_WIDTH - LEFT - RIGHT) / Math.max(1, shown.length);
  const places = new Map(shown.map(({ name }, i) => [name, LEFT + (i + 0.5) * laneWidth]));
  const levels = laneWidth < NARROW ? LEVELS_NARROW : LEVELS;
  const head = NAME_LINE * levels + 12;
  let bottom = head;
  const ys = rows.map(([one, other]) => {
    const y = bottom + 20;
    bottom += Math.max(heightOf(one), heightOf(other));
    return y;
  });
  return {
    lanes: shown,
    xOf: (lane) => places.get(lane) ?? LEFT,
    laneWidth,
    levels,
    head,
    ys,
    bottom,
  };
}

function lanesOf(shown: Shown | null): readonly string[] {
  if (shown === null || isLeftOut(shown)) return [];
  return shown.from === null ? [shown.lane] : [shown.from, shown.lane];
}

function heightOf(shown: Shown | null): number {
  if (shown === null) return GAP_LINE;
  if (isLeftOut(shown)) return GAP_LINE;
  return LINE + (belowOf(shown) === '' ? 0 : STATE_LINE);
}

/** Letters of what was written, beside a state. */
const WROTE_MAX = 30;

/** What the core wrote, as far as there is room. */
export function wroteOf({ wrote }: CaseStep): string {
  const text = wrote.join(', ');
  return text.length <= WROTE_MAX ? text : `${text.slice(0, WROTE_MAX - 1)}…`;
}

/** What stands below the arrow of a step; '' = nothing. */
export function belowOf(step: CaseStep): string {
  return [stateOf(step), wroteOf(step)].filter((text) => text !== '').join('  ');
}

const NEW = 'new';

/** `open → sourcing`; '' = it did not change. */
export function stateOf({ before, after }: CaseStep): string {
  if (after === null || after === before) return '';
  if (before === null && after === NEW) return NEW;
  return `${before === null ? NEW : brief(before)} → ${brief(after)}`;
}

/** Of a state, or of a lane: people give names of any length. */
const BRIEF_MAX = 20;

export function brief(text: string): string {
  return text.length <= BRIEF_MAX ? text : `${text.slice(0, BRIEF_MAX - 1)}…`;
}

export function widthOf(text: string): number {
  return text.length * LETTER;
}

/** Where a text's middle can be, so that it is whole. */
export function clamped(x: number, text: string, weight: 'plain' | 'bold' = 'plain'): number {
  const half = (text.length * (weight === 'bold' ? BOLD_LETTER : LETTER)) / 2;
  return Math.max(LEFT - 4 + half, Math.min(LANES_WIDTH - 2 - half, x));
}

/** What fits into a picture. */
export function shortened(text: string): string {
  const most = Math.floor((LANES_WIDTH - LEFT) / BOLD_LETTER) - 1;
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
