/** Outbound fulfilment as a host needs it: its actors, and which actor takes which partner message. */
import type { CarrierToCore } from '../../contracts/carriers.ts';
import type { CustomsToCore } from '../../contracts/customs.ts';
import type { ErpToCore } from '../../contracts/erp.ts';
import type { TelematicsToCore } from '../../contracts/telematics.ts';
import type { ShippingAdvised } from '../../contracts/three-pl.ts';
import type { TmsToCore } from '../../contracts/tms.ts';
import type { WmsToCore } from '../../contracts/wms.ts';
import type { Actor } from '../../core/actor.ts';
import type { ActorTypeNo } from '../../core/address.ts';
import type { Network } from '../../model/network.ts';
import { tmsConsolidates } from '../../model/responsibilities.ts';
import { customsEntryActor } from './customs/customs-entry.ts';
import { CUSTOMS_ENTRY } from './customs/inputs.ts';
import { exceptionCaseActor } from './exception-case.ts';
import { claimActor } from './freight/claim.ts';
import { freightInvoiceActor } from './freight/freight-invoice.ts';
import {
  CLAIM,
  FREIGHT_INVOICE,
  LOAD,
  ORDER,
  PLANNED_LOADS,
  SHIPMENT,
  STOCK_VIEW,
  WAVE_PLAN,
} from './inputs.ts';
import { consolidationActor } from './load/consolidation.ts';
import { loadActor } from './load/load.ts';
import { plannedLoadsActor } from './load/planned-loads.ts';
import { orderActor } from './order/order.ts';
import { refusalReviewActor } from './refusal-review.ts';
import { shipmentActor } from './shipment/shipment.ts';
import { stockViewActor } from './stock-view.ts';
import { carrierRecordActor } from './tracking/carrier-record.ts';
import { TRACK } from './tracking/inputs.ts';
import { qualityCaseActor } from './tracking/quality-case.ts';
import { trackActor } from './tracking/track.ts';
import { wavePlanActor } from './wave/wave-plan.ts';

// biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
export function outboundProcess(network: Network): readonly Actor<any, any>[] {
  return [
    orderActor(network),
    shipmentActor(network),
    wavePlanActor(network),
    consolidationActor(network),
    // Where TMS plans loads.
    ...(tmsConsolidates(network) ? [plannedLoadsActor(network)] : []),
    loadActor(network),
    freightInvoiceActor(network),
    claimActor(network.limits),
    refusalReviewActor(network.limits),
    // Where no border stops anything there is none.
    ...(network.customs === undefined ? [] : [customsEntryActor(network)]),
    ...(network.telematics === undefined ? [] : [trackActor(network), qualityCaseActor(network)]),
    stockViewActor,
    // Where nobody asks what it knows there is none.
    ...(network.predictsDelays === undefined && network.auditsBills === undefined
      ? []
      : [carrierRecordActor]),
    exceptionCaseActor(network.limits),
  ];
}

type Takes =
  | ShippingAdvised
  | ErpToCore
  | WmsToCore
  | TmsToCore
  | CarrierToCore
  | CustomsToCore
  | TelematicsToCore;

const ROUTES: Readonly<Record<Takes['kind'], ActorTypeNo>> = {
  salesOrderReleased: ORDER as ActorTypeNo,
  holdReleased: ORDER as ActorTypeNo,
  orderRejected: ORDER as ActorTypeNo,
  orderChanged: ORDER as ActorTypeNo,
  deliveryDateChanged: ORDER as ActorTypeNo,
  shipToChanged: ORDER as ActorTypeNo,
  orderCancelled: ORDER as ActorTypeNo,
  orderTakenOver: ORDER as ActorTypeNo,
  masterDataProvided: ORDER as ActorTypeNo,
  orderAllocated: ORDER as ActorTypeNo,
  customerBilled: SHIPMENT as ActorTypeNo,
  deliveryCredited: SHIPMENT as ActorTypeNo,
  invoicePaid: FREIGHT_INVOICE as ActorTypeNo,
  stockReserved: SHIPMENT as ActorTypeNo,
  reservationReduced: SHIPMENT as ActorTypeNo,
  shipmentPicked: SHIPMENT as ActorTypeNo,
  shipmentPacked: SHIPMENT as ActorTypeNo,
  goodsIssued: SHIPMENT as ActorTypeNo,
  truckLoaded: LOAD as ActorTypeNo,
  shipmentReleased: SHIPMENT as ActorTypeNo,
  stockCounted: STOCK_VIEW as ActorTypeNo,
  waveReleased: WAVE_PLAN as ActorTypeNo,
  orderRated: ORDER as ActorTypeNo,
  loadRated: LOAD as ActorTypeNo,
  loadBooked: LOAD as ActorTypeNo,
  bookingRefused: LOAD as ActorTypeNo,
  documentsPrepared: LOAD as ActorTypeNo,
  documentsRefused: LOAD as ActorTypeNo,
  carrierAssigned: LOAD as ActorTypeNo,
  noCarrierFound: LOAD as ActorTypeNo,
  loadPlanned: PLANNED_LOADS as ActorTypeNo,
  appointmentConfirmed: LOAD as ActorTypeNo,
  appointmentRefused: LOAD as ActorTypeNo,
  tenderAccepted: LOAD as ActorTypeNo,
  tenderRejected: LOAD as ActorTypeNo,
  tenderCountered: LOAD as ActorTypeNo,
  truckArrived: LOAD as ActorTypeNo,
  milestoneReported: LOAD as ActorTypeNo,
  shippingAdvised: LOAD as ActorTypeNo,
  podReceived: LOAD as ActorTypeNo,
  expediteAnswered: LOAD as ActorTypeNo,
  holdAnswered: LOAD as ActorTypeNo,
  freightBilled: FREIGHT_INVOICE as ActorTypeNo,
  invoiceCorrected: FREIGHT_INVOICE as ActorTypeNo,
  disputeRejected: FREIGHT_INVOICE as ActorTypeNo,
  claimAnswered: CLAIM as ActorTypeNo,
  declarationAccepted: CUSTOMS_ENTRY as ActorTypeNo,
  declarationQueried: CUSTOMS_ENTRY as ActorTypeNo,
  goodsHeld: CUSTOMS_ENTRY as ActorTypeNo,
  goodsReleased: CUSTOMS_ENTRY as ActorTypeNo,
  goodsRefused: CUSTOMS_ENTRY as ActorTypeNo,
  deviceAssigned: TRACK as ActorTypeNo,
  noDevice: TRACK as ActorTypeNo,
  positionReported: TRACK as ActorTypeNo,
  temperatureExceeded: TRACK as ActorTypeNo,
  deviceRemoved: TRACK as ActorTypeNo,
};

/** Kind of partner message -> actor type; the key is the message's business key. */
export const OUTBOUND_PROCESS_ROUTES: ReadonlyMap<string, ActorTypeNo> = new Map(Object.entries(ROUTES));
