/**
 * The frame of a map: which part of the globe is seen, and how it is laid out flat.
 *
 * 1. Every place is inside, with a margin; what all arms are drawn in is one frame, so that maps can be laid side by side.
 * 2. Up to a continent the projection is Lambert's azimuthal equal-area about the middle of the places, as national and European
 *    atlases have it; beyond that Natural Earth, turned so that its edge runs where no place is. Neither is cut by the date line or a pole.
 * 3. Places that are (nearly) one have some country around them.
 */
import {
  type GeoGeometryObjects,
  type GeoProjection,
  geoAzimuthalEqualArea,
  geoCircle,
  geoDistance,
  geoNaturalEarth1,
  geoPath,
} from 'd3-geo';
import { PathText } from './path-text.ts';

/** Degrees. */
export type LonLat = readonly [longitude: number, latitude: number];

export interface MapFrame {
  readonly width: number;
  readonly height: number;
  /** A whole world, and not a part of it. */
  readonly global: boolean;
  /** Angle from the middle to the farthest place, degrees. */
  readonly radius: number;
  /** Pixels. */
  at(place: LonLat): readonly [x: number, y: number];
  /** As the data of a path: cut at the frame, points nearer than `grain` px to each other are left out. */
  path(shape: GeoGeometryObjects | { readonly type: 'Sphere' }, grain: number): string;
}

const MARGIN = 44;
const HEIGHT_LEAST = 0.42;
const HEIGHT_MOST = 0.66;
/** Farther apart than this, degrees from the middle, places need a map of the world. */
const PART_MAX = 55;
/** Seen at least, degrees from the middle. */
const RADIUS_LEAST = 2.5;
const DEGREES = 180 / Math.PI;

/** @param width px @param places at least one @param lines from where to where */
export function mapFrame(
  width: number,
  places: readonly LonLat[],
  lines: readonly (readonly [LonLat, LonLat])[],
): MapFrame {
  const middle = middleOf(places);
  const radius =
    places.reduce((far, place) => Math.max(far, geoDistance(pair(middle), pair(place))), 0) * DEGREES;
  const global = radius > PART_MAX;
  const projection = global
    ? geoNaturalEarth1().rotate([-middle[0], 0])
    : geoAzimuthalEqualArea().rotate([-middle[0], -middle[1]]);
  const height = fitInto(projection, width, shapeOf(middle, places, lines));
  projection.clipExtent([
    [0, 0],
    [width, height],
  ]);
  return {
    width,
    height,
    global,
    radius,
    at: (place) => projection(pair(place)) ?? [width / 2, height / 2],
    path: (shape, grain) => {
      const text = new PathText(grain);
      geoPath(projection, text)(shape);
      return text.end();
    },
  };
}

/** Into the width; a height that suits. */
function fitInto(projection: GeoProjection, width: number, shape: GeoGeometryObjects): number {
  const within = (height: number): void => {
    projection.fitExtent(
      [
        [MARGIN, MARGIN],
        [width - MARGIN, height - MARGIN],
      ],
      shape,
    );
  };
  within(Math.round(width * HEIGHT_MOST));
  const [[, top], [, bottom]] = geoPath(projection).bounds(shape);
  const needed = Math.round(bottom - top + 2 * MARGIN);
  const height = Math.max(
    Math.round(width * HEIGHT_LEAST),
    Math.min(Math.round(width * HEIGHT_MOST), needed),
  );
  within(height);
  return height;
}

/** What has to be seen. */
function shapeOf(
  middle: LonLat,
  places: readonly LonLat[],
  lines: readonly (readonly [LonLat, LonLat])[],
): GeoGeometryObjects {
  return {
    type: 'GeometryCollection',
    geometries: [
      { type: 'MultiPoint', coordinates: places.map(pair) },
      { type: 'MultiLineString', coordinates: lines.map(([from, to]) => [pair(from), pair(to)]) },
      geoCircle().center(pair(middle)).radius(RADIUS_LEAST)(),
    ],
  };
}

/** Opposite the widest stretch of longitudes without a place, between the outermost latitudes. */
function middleOf(places: readonly LonLat[]): LonLat {
  const across = places.map(([longitude]) => longitude).sort((x, y) => x - y);
  let widest = -1;
  let middle = 0;
  across.forEach((longitude, i) => {
    const next = i + 1 < across.length ? across[i + 1]! : across[0]! + 360;
    if (next - longitude <= widest) return;
    widest = next - longitude;
    middle = (longitude + next) / 2 + 180;
  });
  const up = places.map(([, latitude]) => latitude);
  const latitude = (Math.min(...up) + Math.max(...up)) / 2;
  return [((middle + 540) % 360) - 180, latitude];
}

function pair([longitude, latitude]: LonLat): [number, number] {
  return [longitude, latitude];
}
