/**
 * Where names stand on a map: each beside what it names, none over another.
 *
 * 1. One by one, in the order given: a name takes the first free of its places, or, if it may, a freer one farther off with a line to it.
 * 2. A name that finds no room is left out. None reaches over the frame, or covers a mark.
 * 3. Widths are estimated from above: nothing here can measure a font.
 */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Named {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** From its middle to its rim, px. */
  readonly reach: number;
  readonly fontSize: number;
  readonly bold: boolean;
  /** It may stand off, at the end of a line. */
  readonly farOff: boolean;
}

export interface Label {
  readonly text: string;
  readonly box: Box;
  /** On its base line, at the end of it that is nearest to what it names. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  /** From what it names to it; null = it stands beside it. */
  readonly line: readonly [x1: number, y1: number, x2: number, y2: number] | null;
}

const GAP = 4;
const NAME_LENGTH_MAX = 24;
/** Wider than plain, times. */
const BOLD = 1.12;
/** Steps away, px. */
const RINGS = [16, 28, 42, 58, 76, 96];
const WAYS = 16;

/** @param marks what names must not cover */
export function placeLabels(
  names: readonly Named[],
  marks: readonly Box[],
  width: number,
  height: number,
): readonly (Label | null)[] {
  const taken: Box[] = [...marks];
  return names.map((named) => {
    for (const label of placesFor(named)) {
      const { left, top, right, bottom } = label.box;
      if (left < GAP || top < GAP || right > width - GAP || bottom > height - GAP) continue;
      if (taken.some((box) => overlap(box, label.box))) continue;
      taken.push(label.box);
      return label;
    }
    return null;
  });
}

export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** Best first. */
function* placesFor({ x, y, reach, farOff, ...named }: Named): Generator<Label> {
  const text = shortened(named.text);
  const width = textWidth(text, named.fontSize) * (named.bold ? BOLD : 1);
  const size = { text, width, height: named.fontSize * 1.2 };
  const near = reach + GAP;
  const slant = 0.7 * reach + GAP;
  const half = size.height / 2;
  yield labelAt(size, 'start', x + near, y, null);
  yield labelAt(size, 'end', x - near, y, null);
  yield labelAt(size, 'middle', x, y - near - half, null);
  yield labelAt(size, 'middle', x, y + near + half, null);
  for (const dy of [-slant - half, slant + half]) {
    yield labelAt(size, 'start', x + slant, y + dy, null);
    yield labelAt(size, 'end', x - slant, y + dy, null);
  }
  if (!farOff) return;
  for (const ring of RINGS)
    for (let way = 0; way < WAYS; way++) {
      const angle = (way / WAYS) * 2 * Math.PI;
      const [toX, toY] = [x + Math.cos(angle) * (reach + ring), y + Math.sin(angle) * (reach + ring)];
      const isRight = Math.cos(angle) >= 0;
      yield labelAt(size, isRight ? 'start' : 'end', toX + (isRight ? 2 : -2), toY, [x, y, toX, toY]);
    }
}

/** @param y of its middle */
function labelAt(
  { text, width, height }: { readonly text: string; readonly width: number; readonly height: number },
  anchor: Label['anchor'],
  x: number,
  y: number,
  line: Label['line'],
): Label {
  const left = x - { start: 0, middle: width / 2, end: width }[anchor];
  const box = { left, top: y - height / 2, right: left + width, bottom: y + height / 2 };
  return { text, box, x, y: y + height * 0.3, anchor, line };
}

function shortened(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  return letters.length <= NAME_LENGTH_MAX
    ? letters.join('')
    : `${letters.slice(0, NAME_LENGTH_MAX - 1).join('')}…`;
}

/** From above, px. */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    if (code > 0x10ff) ems += 1.1;
    else if (/[mwMW@%]/.test(letter)) ems += 1;
    else if (/[ilj.,:;'|! ]/.test(letter)) ems += 0.36;
    else if (/[a-z]/.test(letter)) ems += 0.62;
    else ems += 0.76;
  }
  return Math.ceil(ems * fontSize);
}
