/** What each KPI of exceptions and of the work of people is: see `catalogue.ts`, of which these are part. */
import { AS_OF_END, SAME_RULE } from './censoring.ts';
import { ASSUMPTION, define } from './define-kpi.ts';
import type { KpiDefinition } from './kpi-definition.ts';
import { CONTROL } from './owners.ts';

export const EXCEPTION_KPIS = {
  exceptionRate: define(
    'Shipments with an exception',
    'share',
    'less',
    CONTROL,
    'picked short, on a load at risk or not fetched, or not delivered in good condition / shipments picked',
    'shipments not picked are left out; of the others what has not gone wrong yet counts as right',
    ASSUMPTION,
  ),
  resolutionP50: define(
    'Exception resolution, median',
    'ms',
    'less',
    CONTROL,
    'resolved - detected: holds, loads at risk, disputes, claims, exception cases',
    'open ones are left out, and counted by exceptionsOpen, their age by exceptionAgeP90',
    ASSUMPTION,
  ),
  resolutionP95: define(
    'Exception resolution, 95th percentile',
    'ms',
    'less',
    CONTROL,
    '95th percentile of the same',
    SAME_RULE,
    ASSUMPTION,
  ),
  exceptionsOpen: define(
    'Exceptions open at the end',
    'count',
    'less',
    CONTROL,
    'detected and not resolved',
    'it is the count of what is open at the end',
    ASSUMPTION,
  ),
  exceptionAgeP90: define(
    'Age of the exceptions open at the end, 90th percentile',
    'ms',
    'less',
    CONTROL,
    'end of the run - detected, exceptions open then',
    'it is about what is open at the end; nothing where nothing is',
    ASSUMPTION,
  ),
  detectionP50: define(
    'Exceptions: detected after they occurred, median',
    'ms',
    'less',
    CONTROL,
    'claim opened - arrival or loss of its shipment; bill disputed - billed. Of other exceptions no event tells when they began',
    'what nobody has seen by the end is left out, and nothing counts it',
    ASSUMPTION,
  ),
  detectionP95: define(
    'Exceptions: detected after they occurred, 95th percentile',
    'ms',
    'less',
    CONTROL,
    '95th percentile of the same',
    SAME_RULE,
    ASSUMPTION,
  ),
  tasksPerOrder: define(
    'Tasks for people per order',
    'ratio',
    'less',
    CONTROL,
    'tasks given / orders',
    `${AS_OF_END}: tasks given, answered or not`,
    ASSUMPTION,
  ),
  touchPerOrder: define(
    'Touch time of people per order',
    'ms',
    'less',
    CONTROL,
    'working time of people on tasks / orders; nothing where no role has a handling time',
    'work done by the end; what lies in a tray is not',
    ASSUMPTION,
  ),
} as const satisfies Record<string, KpiDefinition>;
