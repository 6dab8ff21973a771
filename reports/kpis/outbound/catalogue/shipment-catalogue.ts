/** What each KPI of shipments in the warehouse is: see `catalogue.ts`, of which these are part. */
import { AS_OF_END, SAME_RULE } from './censoring.ts';
import { ASSUMPTION, define } from './define-kpi.ts';
import type { KpiDefinition } from './kpi-definition.ts';
import { IT, TRANSPORT, WAREHOUSE } from './owners.ts';

export const SHIPMENT_KPIS = {
  shipments: define(
    'Shipments that left',
    'count',
    'neither',
    WAREHOUSE,
    'shipments with a goods issue',
    AS_OF_END,
    ASSUMPTION,
  ),
  waveWaitP50: define(
    'Reserved to picked, median',
    'ms',
    'less',
    WAREHOUSE,
    'picked - reserved',
    'reserved and not picked is left out; ordersOpen counts its order',
    ASSUMPTION,
  ),
  waveWaitP95: define(
    'Reserved to picked, 95th percentile',
    'ms',
    'less',
    WAREHOUSE,
    '95th percentile of the same',
    SAME_RULE,
    ASSUMPTION,
  ),
  shipmentsMoved: define(
    'Shipments moved to another node',
    'count',
    'neither',
    WAREHOUSE,
    'orders of which a reserved shipment was given to another node before it was picked',
    'counted when it is moved; null where none was',
    ASSUMPTION,
  ),
  movedOnTime: define(
    'On-time delivery of what was moved',
    'share',
    'more',
    WAREHOUSE,
    'of orders with a moved shipment: shipments delivered in time / shipments that left and were due',
    'as onTimeDelivery; null where none was moved',
    ASSUMPTION,
  ),
  dockWaitP50: define(
    'Packed to issued, median',
    'ms',
    'less',
    TRANSPORT,
    'goods issue - packed',
    'packed and not issued is left out; ordersOpen counts its order',
    ASSUMPTION,
  ),
  dockWaitP95: define(
    'Packed to issued, 95th percentile',
    'ms',
    'less',
    TRANSPORT,
    '95th percentile of the same',
    SAME_RULE,
    ASSUMPTION,
  ),
  postingLagP50: define(
    'Goods issues: posted by ERP after they occurred, median',
    'ms',
    'less',
    IT,
    'posted by ERP - goods issue in the warehouse',
    'what left and is not posted yet is left out',
    'A: data timeliness in the domain notes',
  ),
  postingLagP95: define(
    'Goods issues: posted by ERP after they occurred, 95th percentile',
    'ms',
    'less',
    IT,
    '95th percentile of the same',
    SAME_RULE,
    'A: data timeliness in the domain notes',
  ),
} as const satisfies Record<string, KpiDefinition>;
