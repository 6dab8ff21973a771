/** No name may lie over another, over a mark, or over the frame; and those who have room are shown. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Box, type Named, overlap, placeLabels, textWidth } from './map-labels.ts';

const WIDTH = 400;
const HEIGHT = 300;

function named(text: string, x: number, y: number, farOff = true): Named {
  return { text, x, y, reach: 5, fontSize: 12, bold: false, farOff };
}

const around = ({ x, y, reach }: Named): Box => ({
  left: x - reach,
  top: y - reach,
  right: x + reach,
  bottom: y + reach,
});

describe('names on a map', () => {
  test('stand to the right where nothing is in the way, and elsewhere where something is', () => {
    const alone = named('Chicago', 100, 100);
    expect(placeLabels([alone], [], WIDTH, HEIGHT)[0]).toMatchObject({ x: 109, anchor: 'start', line: null });
    const wall: Box = { left: 106, top: 0, right: 200, bottom: HEIGHT };
    expect(placeLabels([alone], [wall], WIDTH, HEIGHT)[0]).toMatchObject({
      x: 91,
      anchor: 'end',
      line: null,
    });
  });

  test('of ten nodes on one spot each has its own, off the spot with a line to it', () => {
    const names = Array.from({ length: 10 }, (_, i) => named(`Node ${i}`, 200, 150));
    const labels = placeLabels(names, names.map(around), WIDTH, HEIGHT);
    expect(labels.every((label) => label !== null)).toBe(true);
    expect(labels.filter((label) => label!.line !== null).length).toBeGreaterThan(0);
  });

  test('who may not stand off and finds no room is left out', () => {
    const names = Array.from({ length: 30 }, (_, i) => named(`Place ${i}`, 200, 150, false));
    const labels = placeLabels(names, [], WIDTH, HEIGHT);
    expect(labels.filter((label) => label === null).length).toBeGreaterThan(15);
  });

  test('of any names on any spots none lies over another, a mark or the frame', () => {
    const spot = fc.tuple(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.integer({ min: 5, max: WIDTH - 5 }),
      fc.integer({ min: 5, max: HEIGHT - 5 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 40 }), (spots) => {
        const names = spots.map(([text, x, y, farOff]) => named(text, x, y, farOff));
        const marks = names.map(around);
        const boxes = placeLabels(names, marks, WIDTH, HEIGHT).flatMap((label) => (label ? [label.box] : []));
        boxes.forEach((box, i) => {
          expect(box.left >= 0 && box.top >= 0 && box.right <= WIDTH && box.bottom <= HEIGHT).toBe(true);
          expect([...boxes.slice(0, i), ...marks].some((other) => overlap(box, other))).toBe(false);
        });
      }),
    );
  });

  test('long ones are cut, and their width is estimated by their letters', () => {
    const [label] = placeLabels([named('x'.repeat(10_000), 50, 50)], [], WIDTH, HEIGHT);
    expect(label!.text).toHaveLength(24);
    expect(textWidth('WWWW', 10)).toBeGreaterThan(textWidth('iiii', 10));
    expect(textWidth('東京', 10)).toBeGreaterThanOrEqual(20);
  });
});
