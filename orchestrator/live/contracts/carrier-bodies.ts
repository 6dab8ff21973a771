/** Bodies of what those say that move goods: carriers, the own fleet, telematics, customs at the border. */
import { z } from 'zod';
import type { CarrierToCore } from '../../contracts/carriers.ts';
import type { CustomsToCore } from '../../contracts/customs.ts';
import type { FleetToCore } from '../../contracts/fleet.ts';
import type { TelematicsToCore } from '../../contracts/telematics.ts';
import {
  amount,
  type BodiesOf,
  count,
  detention,
  durationMs,
  instant,
  listOf,
  no,
  nothing,
  numbers,
  shipments,
  text,
} from './shapes.ts';

/** What became of each shipment. A condition or kind that nobody knows is for the actors to judge: it is kept. */
const delivered = listOf(
  z.object({
    shipment: no,
    condition: z.int(),
    exceptions: listOf(z.object({ line: no, kind: z.int(), units: z.int().min(1) })).exactOptional(),
  }),
);

export const CARRIER_BODIES: BodiesOf<CarrierToCore> = {
  tenderAccepted: nothing,
  tenderRejected: nothing,
  tenderCountered: z.object({ detention }),
  truckArrived: z.object({ arrivedAt: instant }),
  milestoneReported: z.object({ rawCode: text, occurredAt: instant, estimatedAt: instant.nullable() }),
  podReceived: z.object({ shipments: delivered }),
  expediteAnswered: nothing,
  holdAnswered: z.object({ readyAt: z.int(), earnedMinor: amount }),
  freightBilled: z.object({
    invoice: no,
    charges: listOf(z.object({ code: text, amountMinor: z.int() })),
  }),
  invoiceCorrected: nothing,
  disputeRejected: nothing,
  claimAnswered: nothing,
};

export const CUSTOMS_BODIES: BodiesOf<CustomsToCore> = {
  declarationAccepted: nothing,
  declarationQueried: nothing,
  goodsHeld: nothing,
  goodsReleased: nothing,
  goodsRefused: nothing,
};

export const TELEMATICS_BODIES: BodiesOf<TelematicsToCore> = {
  deviceAssigned: z.object({ departedAt: instant, plannedAt: instant, everyMs: durationMs }),
  noDevice: nothing,
  positionReported: z.object({ reading: count, progress: z.int(), estimatedAt: instant }),
  temperatureExceeded: z.object({ startedAt: instant, outsideMs: durationMs, peakTenths: z.int() }),
  deviceRemoved: nothing,
};

export const FLEET_BODIES: BodiesOf<FleetToCore> = {
  vehicleAtDock: nothing,
  vehicleLoaded: shipments,
  vehicleAtStop: nothing,
  stopServed: z.object({ shipments: delivered }),
  vehicleReturned: z.object({ delivered, aboard: numbers }),
  handedBack: shipments,
};
