/**
 * Land and borders under a map, as far as its frame shows them. Source: Natural Earth (public domain), by way of world-atlas.
 *
 * 1. Nothing is fetched: the shapes are a package, read when the first map is drawn.
 * 2. A part of the world has the finer of two outlines. Borders are for orientation; no claim is made by them.
 */
import { createRequire } from 'node:module';
import type { GeoGeometryObjects } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { MapFrame } from './map-frame.ts';

export interface Land {
  /** Data of paths. */
  readonly land: string;
  readonly borders: string;
}

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

/** Of all the world. */
interface Shapes {
  readonly land: readonly GeoGeometryObjects[];
  readonly borders: GeoGeometryObjects;
}

/** Beyond this angle the coarse outline is fine enough, degrees. */
const FINE_MAX = 30;
/** Nearer points are left out, px: borders are but for orientation. */
const GRAIN = { land: 1.1, borders: 1.8 };

const require = createRequire(import.meta.url);
const read = new Map<string, Shapes>();

export function landIn(frame: MapFrame): Land {
  const { land, borders } = shapesOf(frame.radius > FINE_MAX ? '110m' : '50m');
  return {
    land: land.map((shape) => frame.path(shape, GRAIN.land)).join(''),
    borders: frame.path(borders, GRAIN.borders),
  };
}

function shapesOf(scale: '50m' | '110m'): Shapes {
  const known = read.get(scale);
  if (known !== undefined) return known;
  const world: World = require(`world-atlas/countries-${scale}.json`);
  const { land, countries } = world.objects;
  const shapes = {
    land: feature(world, land).features.map(({ geometry }) => geometry),
    borders: mesh(world, countries, (one, other) => one !== other),
  };
  read.set(scale, shapes);
  return shapes;
}
