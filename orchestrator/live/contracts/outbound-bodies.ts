/** Bodies of what ERP, WMS, TMS and the third party say in outbound fulfilment. */
import { z } from 'zod';
import type { ErpToCore } from '../../contracts/erp.ts';
import type { ShippingAdvised } from '../../contracts/three-pl.ts';
import type { TmsToCore } from '../../contracts/tms.ts';
import type { WmsToCore } from '../../contracts/wms.ts';
import {
  amount,
  type BodiesOf,
  byLine,
  count,
  counts,
  detention,
  grams,
  instant,
  listOf,
  no,
  noOrNone,
  nothing,
  shipments,
  text,
} from './shapes.ts';

const instructed = z.object({
  plant: no,
  origin: no,
  carrier: no,
  service: no,
  mode: text.nullable(),
  transitDays: z.number().min(0).max(3660),
  customerArranged: z.boolean(),
});

const salesOrder = z.object({
  customer: no,
  destination: no,
  lines: listOf(
    z.object({
      product: no,
      units: z.int().min(1),
      unitWeightGrams: grams.nullable(),
      unitPriceMinor: amount,
    }),
  ).min(1),
  shipComplete: z.boolean(),
  priority: z.int().min(0).max(1000),
  promisedAt: instant,
  instructed: instructed.nullable(),
  note: text.exactOptional(),
});

export const ERP_BODIES: BodiesOf<ErpToCore> = {
  salesOrderReleased: salesOrder,
  holdReleased: nothing,
  orderRejected: nothing,
  orderChanged: z.object({ change: count }),
  deliveryDateChanged: nothing,
  shipToChanged: nothing,
  orderCancelled: nothing,
  orderTakenOver: nothing,
  masterDataProvided: z.object({ unitWeightGrams: listOf(grams) }),
  customerBilled: nothing,
  deliveryCredited: nothing,
  orderAllocated: nothing,
  invoicePaid: nothing,
};

export const WMS_BODIES: BodiesOf<WmsToCore> = {
  stockReserved: byLine,
  reservationReduced: byLine,
  shipmentPicked: byLine,
  shipmentPacked: z.object({ units: counts, handlingUnits: count, grossWeightGrams: grams }),
  goodsIssued: nothing,
  truckLoaded: shipments,
  shipmentReleased: nothing,
  waveReleased: shipments,
  // What a feed says may be wrong, below nothing too.
  stockCounted: z.object({
    entries: listOf(
      z.object({
        product: no,
        available: z.int(),
        lots: listOf(z.object({ no: count, available: count, expiresAt: z.int() })).exactOptional(),
      }),
    ),
  }),
};

const rating = z.object({
  rate: noOrNone,
  origin: no,
  carrier: no,
  service: no,
  mode: text,
  transitDays: z.number().min(0).max(3660),
  lineHaulMinor: amount,
  fuelMinor: amount,
  accessorialsMinor: amount,
  amountMinor: amount,
  detention,
  guideRank: count,
});
const ratings = z.object({ ratings: listOf(rating) });

export const TMS_BODIES: BodiesOf<TmsToCore> = {
  orderRated: ratings,
  loadRated: ratings,
  loadBooked: z.object({ fuelShare: z.number().min(0).max(100), detention }),
  bookingRefused: nothing,
  documentsPrepared: nothing,
  documentsRefused: z.object({ unitsLeft: z.int() }),
  carrierAssigned: z.object({ rating, agreedMinor: amount, detention, pickupAt: instant }),
  noCarrierFound: nothing,
  loadPlanned: shipments,
  appointmentConfirmed: z.object({ fromAt: instant, untilAt: instant }),
  appointmentRefused: nothing,
};

const advised = z.object({
  shipment: no,
  promisedAt: instant,
  valueMinor: amount,
  weightGrams: grams,
  handlingUnits: count,
  dangerous: z.boolean(),
});

export const THIRD_PARTY_BODIES: BodiesOf<ShippingAdvised> = {
  shippingAdvised: z.object({
    haulier: no,
    destination: no,
    lane: no,
    cutoff: noOrNone,
    pickupAt: instant,
    departedAt: instant,
    transitDays: z.number().min(0).max(3660),
    shipments: listOf(advised),
  }),
};
