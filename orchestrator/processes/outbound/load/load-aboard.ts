/** The shipments of a load: who stays on it and who leaves it, with their promises and what they are worth. */
import type { LoadState } from './load-state.ts';

/** Keeps the shipments at these places, and counts promise and value anew. */
export function keepAboard(draft: LoadState, places: readonly number[]): void {
  draft.shipments = places.map((at) => draft.shipments[at]!);
  draft.promises = places.map((at) => draft.promises[at]!);
  draft.values = places.map((at) => draft.values[at]!);
  draft.told = places.map((at) => draft.told[at]!);
  draft.promisedAt = draft.promises.reduce((least, each) => Math.min(least, each), Number.MAX_SAFE_INTEGER);
  draft.valueMinor = draft.values.reduce((sum, each) => sum + each, 0);
}

/** False when it was not on it. */
export function dropShipment(draft: LoadState, shipment: number): boolean {
  const at = draft.shipments.indexOf(shipment);
  if (at < 0) return false;
  keepAboard(
    draft,
    [...draft.shipments.keys()].filter((place) => place !== at),
  );
  const { plan } = draft;
  draft.plan = { ...plan!, shipments: plan!.shipments.filter((each) => each.shipment !== shipment) };
  return true;
}
