/**
 * A load whose freight a third party arranges: the core hears of it when it has left.
 *
 * 1. What is on it, who drives and when it left are the third party's word. What that costs is not: TMS rates it by the agreed tariff, and
 *    the bill is held to that.
 * 2. News from the road may overtake the advice, which says more than it: what is heard before is noted, and no more.
 * 3. It is delivered, asked after, disputed and claimed like any load; nobody else is asked to take it on.
 */
import { TMS } from '../../../contracts/partners.ts';
import type { ShippingAdvised } from '../../../contracts/three-pl.ts';
import type { LoadRated } from '../../../contracts/tms.ts';
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import { type Network, originsFrom } from '../../../model/network.ts';
import { FREIGHT_INVOICE, SHIPMENT } from '../inputs.ts';
import { keepAboard } from './load-aboard.ts';
import { watchFrom } from './load-silence.ts';
import type { LoadState } from './load-state.ts';
import { moveLoad } from './load-table.ts';
import { arrivalOf } from './pickup.ts';

/** It has left: its shipments hear who has them, and TMS is asked what was agreed for it. */
export function takeAdvice(draft: LoadState, input: ShippingAdvised, network: Network, out: Out): void {
  const { key, a: node, b: carrier, body } = input;
  const { shipments } = body;
  moveLoad(draft, input.kind);
  draft.node = node;
  draft.lane = body.lane;
  draft.cutoff = body.cutoff;
  draft.carrier = carrier;
  draft.attempt = 1;
  draft.ratings = 1;
  draft.pickupAt = body.pickupAt;
  draft.transitDays = body.transitDays;
  draft.estimatedAt = arrivalOf(instant(body.departedAt), body.transitDays);
  draft.shipments = shipments.map((each) => each.shipment);
  draft.promises = shipments.map((each) => each.promisedAt);
  draft.values = shipments.map((each) => each.valueMinor);
  draft.told = shipments.map(() => 0);
  keepAboard(draft, [...shipments.keys()]);
  draft.weightGrams = shipments.reduce((sum, each) => sum + each.weightGrams, 0);
  draft.handlingUnits = shipments.reduce((sum, each) => sum + each.handlingUnits, 0);
  out.event('loadAdvised', 1, carrier, shipments.length);
  for (const shipment of draft.shipments) out.tell(SHIPMENT, shipment, 'shipmentBooked', key, carrier, null);
  const origins = originsFrom(network.nodes[node]!);
  out.send(TMS, 'requestRating', key, draft.ratings, 1, {
    origins,
    destination: body.destination,
    weightGrams: draft.weightGrams,
    handlingUnits: draft.handlingUnits,
    dangerous: shipments.some((each) => each.dangerous),
    pickupsAt: origins.map(() => body.pickupAt),
  });
}

/** By the tariff agreed with the third party: that much is expected of its bill. */
export function takeTariff(
  draft: LoadState,
  { key, body }: LoadRated,
  network: Network,
  now: Instant,
  out: Out,
): void {
  const rating = body.ratings.find(({ carrier }) => carrier === draft.carrier);
  moveLoad(draft, 'loadRated');
  draft.unpriced = rating === undefined || rating.amountMinor === 0;
  draft.settled = draft.unpriced;
  if (rating !== undefined && !draft.unpriced) {
    draft.rate = rating.rate;
    draft.agreedMinor = rating.amountMinor;
    draft.billExpected = true;
    const charges: (readonly [code: string, minor: number])[] = [['400', rating.lineHaulMinor]];
    if (rating.fuelMinor > 0) charges.push(['FUE', rating.fuelMinor]);
    if (rating.accessorialsMinor > 0) charges.push(['HAZ', rating.accessorialsMinor]);
    out.tell(FREIGHT_INVOICE, key, 'expectBill', draft.agreedMinor, draft.carrier, { charges });
  }
  watchFrom(draft, network, now, out);
}
