/**
 * A picture with a palette: less than half of the size of what a browser makes of a page, which has few colours beside the edges of its letters.
 *
 * 1. At most 256 colours: the most frequent ones stay, the others become the nearest of them.
 */
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS_MOST = 256;
const INDEXED = 3;

/** @param pixels red, green, blue, alpha of each, row by row; alpha is left out */
export function indexedPng(width: number, height: number, pixels: Uint8Array): Buffer {
  const counts = new Map<number, number>();
  const colours = Array.from({ length: width * height }, (_, i) => {
    const colour = (pixels[4 * i]! << 16) | (pixels[4 * i + 1]! << 8) | pixels[4 * i + 2]!;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
    return colour;
  });
  const palette = [...counts]
    .sort((one, other) => other[1] - one[1] || one[0] - other[0])
    .slice(0, COLOURS_MOST);
  const places = new Map(palette.map(([colour], i) => [colour, i]));
  const placeOf = (colour: number): number => {
    const known = places.get(colour) ?? nearest(palette, colour);
    places.set(colour, known);
    return known;
  };
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = placeOf(colours[y * width + x]!);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, INDEXED], 8);
  const shown = Buffer.from(palette.flatMap(([colour]) => channels(colour)));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', shown),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function channels(colour: number): readonly [number, number, number] {
  return [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255];
}

function nearest(palette: readonly (readonly [number, number])[], colour: number): number {
  const distance = (other: number): number => {
    const [red, green, blue] = channels(other);
    const [r, g, b] = channels(colour);
    return (red - r) ** 2 + (green - g) ** 2 + (blue - b) ** 2;
  };
  const distances = palette.map(([other]) => distance(other));
  return distances.indexOf(Math.min(...distances));
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}
