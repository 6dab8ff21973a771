/**
 * What a projected shape is drawn on: it writes the data of an SVG path, short.
 *
 * 1. Tenths of a pixel, each point as seen from the one before it, so that rounding never adds up.
 * 2. A point nearer than the grain to the last one is left out; so is a ring of which fewer than three points are left.
 */

export class PathText {
  private readonly grain: number;
  private text = '';
  /** Points of the line that is being drawn, tenths of a pixel. */
  private points: (readonly [number, number])[] = [];
  private last: readonly [number, number] | null = null;

  /** @param grain px */
  constructor(grain: number) {
    this.grain = grain * 10;
  }

  beginPath(): void {}

  moveTo(x: number, y: number): void {
    this.flush('');
    this.points.push([Math.round(x * 10), Math.round(y * 10)]);
  }

  lineTo(x: number, y: number): void {
    const point = [Math.round(x * 10), Math.round(y * 10)] as const;
    this.last = point;
    const before = this.points.at(-1);
    if (before !== undefined && Math.hypot(point[0] - before[0], point[1] - before[1]) < this.grain) return;
    this.points.push(point);
    this.last = null;
  }

  closePath(): void {
    this.last = null;
    if (this.points.length < 3) this.points = [];
    this.flush('Z');
  }

  /** Points are never drawn by it. */
  arc(): void {}

  end(): string {
    this.flush('');
    return this.text;
  }

  private flush(close: 'Z' | ''): void {
    const { points, last } = this;
    // A line ends where it ends, however near that is.
    if (last !== null) points.push(last);
    this.last = null;
    this.points = [];
    if (points.length < 2) return;
    let [x, y] = points[0]!;
    let text = `M${tenths(x)},${tenths(y)}l`;
    points.slice(1).forEach((point, i) => {
      text += `${i === 0 ? '' : ' '}${tenths(point[0] - x)},${tenths(point[1] - y)}`;
      [x, y] = point;
    });
    this.text += text + close;
  }
}

function tenths(value: number): string {
  const text = (value / 10).toFixed(1);
  return (text.endsWith('.0') ? text.slice(0, -2) : text).replace(/^(-?)0\./, '$1.');
}
