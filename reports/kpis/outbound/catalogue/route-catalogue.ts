/** What each KPI of the own fleet's routes is: see `catalogue.ts`, of which these are part. */
import { ASSUMPTION, define } from './define-kpi.ts';
import type { KpiDefinition } from './kpi-definition.ts';

const FLEET = 'own fleet';
const LEFT_OUT = 'a route that is not back is left out';

export const ROUTE_KPIS = {
  routes: define(
    'Routes',
    'count',
    'less',
    FLEET,
    'vehicles of the own fleet that are back',
    LEFT_OUT,
    ASSUMPTION,
  ),
  routeCost: define(
    'Cost of routes',
    'money',
    'less',
    FLEET,
    'charged a route, a stop and a km; part of freight',
    LEFT_OUT,
    ASSUMPTION,
  ),
  dropsPerRoute: define(
    'Drops a route',
    'ratio',
    'more',
    FLEET,
    'stops that took goods / routes',
    LEFT_OUT,
    ASSUMPTION,
  ),
  routeFill: define(
    'Fill of vehicles',
    'share',
    'more',
    FLEET,
    'gross weight put on routes / what their vehicles carry',
    LEFT_OUT,
    ASSUMPTION,
  ),
  routeKmPerCase: define(
    'Route km a case',
    'ratio',
    'less',
    FLEET,
    'km driven / handling units delivered',
    LEFT_OUT,
    ASSUMPTION,
  ),
  windowHits: define(
    'Stops reached in their window',
    'share',
    'more',
    FLEET,
    'stops reached before their delivery window has closed / stops reached',
    LEFT_OUT,
    ASSUMPTION,
  ),
  stopsRefused: define(
    'Stops that took nothing',
    'share',
    'less',
    FLEET,
    'stops refused or not reached / stops planned of which goods were on the vehicle',
    LEFT_OUT,
    ASSUMPTION,
  ),
} as const satisfies Record<string, KpiDefinition>;

export type RouteKpi = keyof typeof ROUTE_KPIS;
