/**
 * What a load tells its customs entry: what is to cross a border, that less of it has left, or nothing.
 *
 * 1. It is declared once, when its papers are there first: a declaration does not depend on who carries it.
 * 2. Where the country wants that, no truck is called for before the declaration is accepted.
 */
import type { DeclaredGoods } from '../../../contracts/customs.ts';
import type { Out } from '../../../core/out.ts';
import { customsBetween } from '../../../model/customs.ts';
import type { Network } from '../../../model/network.ts';
import { CUSTOMS_ENTRY } from '../customs/inputs.ts';
import type { LoadedShipment } from '../inputs.ts';
import { CLEARANCE, type LoadState } from './load-state.ts';

/** Declares it where that is needed. @returns whether the truck may be called */
export function mayLeave(
  draft: LoadState,
  key: number,
  declaration: number,
  network: Network,
  out: Out,
): boolean {
  const { node, plan, lane, cutoff } = draft;
  const { shipments } = plan!;
  const { customer } = shipments[0]!;
  const terms = customsBetween(network, node, customer);
  if (terms === null) return true;
  if (draft.clearance === CLEARANCE.none) {
    draft.clearance = CLEARANCE.lodged;
    draft.declared = shipments.length;
    const { country } = network.customers[customer]!;
    const goods = goodsOf(shipments);
    out.tell(CUSTOMS_ENTRY, key, 'openEntry', declaration, country, { ...goods, lane, cutoff });
  }
  return !terms.preArrival || draft.clearance >= CLEARANCE.accepted;
}

/** The truck has left: what was declared and is not on it will not come. */
export function amendEntry(draft: LoadState, key: number, network: Network, out: Out): void {
  if (draft.clearance === CLEARANCE.none) return;
  const { shipments } = draft.plan!;
  const aboard = shipments.filter(({ shipment }) => draft.shipments.includes(shipment));
  if (aboard.length >= draft.declared) return;
  const { country } = network.customers[shipments[0]!.customer]!;
  out.tell(CUSTOMS_ENTRY, key, 'entryAmended', draft.carrier, country, goodsOf(aboard));
}

/** It will not move. */
export function withdrawEntry(draft: LoadState, key: number, out: Out): void {
  if (draft.clearance === CLEARANCE.none) return;
  draft.clearance = CLEARANCE.none;
  out.tell(CUSTOMS_ENTRY, key, 'withdrawEntry', 0, 0, null);
}

function goodsOf(shipments: readonly LoadedShipment[]): DeclaredGoods {
  return {
    products: shipments.flatMap((each) => each.products),
    units: shipments.flatMap((each) => each.units),
    valueMinor: shipments.reduce((sum, each) => sum + each.valueMinor, 0),
  };
}
