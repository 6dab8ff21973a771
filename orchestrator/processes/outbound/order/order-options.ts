/** What an order can be sourced from: which nodes could send what is open, and by which ratings. Nothing here changes it. */
import type { AllocationRequest, Instructed } from '../../../contracts/erp.ts';
import type { Rating, RatingRequest } from '../../../contracts/tms.ts';
import type { SourcingContext, SourcingOption } from '../../../decisions/sourcing.ts';
import type { Instant } from '../../../model/instant.ts';
import { roundHalfAway } from '../../../model/money.ts';
import { type Network, type NodeMaster, originsFrom } from '../../../model/network.ts';
import { arrivalOf, pickupFrom } from '../load/pickup.ts';
import { total } from './order-lines.ts';
import { type OrderState, wasTried } from './order-state.ts';

/** Places, each once, and when it would be picked up at each. */
export type Origins = Pick<RatingRequest, 'origins' | 'pickupsAt'>;

/** Where the goods of nodes that could send it are carried from. Of nodes that share a port the one counts that it leaves first. */
export function originsOf(network: Network, draft: OrderState, now: Instant): Origins {
  const origins: number[] = [];
  const pickupsAt: number[] = [];
  for (const node of network.nodes) {
    if (!canSend(node, draft)) continue;
    const at = earliestPickup(node, network, now);
    for (const place of originsFrom(node)) {
      const known = origins.indexOf(place);
      if (known >= 0) pickupsAt[known] = Math.min(pickupsAt[known]!, at);
      else {
        origins.push(place);
        pickupsAt.push(at);
      }
    }
  }
  return { origins, pickupsAt };
}

/** What ERP is asked, where it allocates: the nodes that could send it, and what is open. */
export function allocationRequest({ nodes }: Network, draft: OrderState): AllocationRequest {
  const products: number[] = [];
  const units: number[] = [];
  for (let line = 0; line < draft.open.length; line++) {
    if (draft.open[line] === 0) continue;
    products.push(draft.products[line]!);
    units.push(draft.open[line]!);
  }
  const may = nodes.filter((node) => canSend(node, draft)).map(({ no }) => no);
  return { destination: draft.destination, nodes: may, products, units };
}

/** As a load of it alone would be picked up, were it ready now. */
function earliestPickup(node: NodeMaster, { limits }: Network, now: Instant): number {
  return pickupFrom(node, now + limits.pickupLeadMs, 1, limits);
}

/** Open lines that a node keeps, ascending. */
export function linesKept({ products }: NodeMaster, draft: OrderState): number[] {
  const lines: number[] = [];
  for (let line = 0; line < draft.open.length; line++) {
    if (draft.open[line]! > 0 && (products === null || products.has(draft.products[line]!))) lines.push(line);
  }
  return lines;
}

export function contextOf(network: Network, draft: OrderState): SourcingContext {
  const { customer, destination, shipComplete, priority, releasedAt, promisedAt, instructed, note } = draft;
  const products: number[] = [];
  const units: number[] = [];
  for (let line = 0; line < draft.open.length; line++) {
    if (draft.open[line] === 0) continue;
    products.push(draft.products[line]!);
    units.push(draft.open[line]!);
  }
  return {
    customer,
    destination,
    totalUnits: total(units),
    weightGrams: openWeight(draft),
    dangerous: isDangerous(network, draft),
    shipComplete,
    priority,
    releasedAt,
    promisedAt,
    products,
    units,
    instructed,
    ...(note === undefined ? {} : { note }),
  };
}

/** Every node that could send it, by every rating from its place; and what was instructed. */
export function optionsOf(
  network: Network,
  draft: OrderState,
  ratings: readonly Rating[],
  now: Instant,
): SourcingOption[] {
  const { instructed } = draft;
  const options: SourcingOption[] = [];
  let offered = instructed === null || wasTried(draft, instructed.plant);
  for (const node of network.nodes) {
    if (!canSend(node, draft)) continue;
    const handlingMinor = roundHalfAway(node.unitCostMinor * unitsKept(node, draft));
    const pickupAt = earliestPickup(node, network, now);
    for (const rating of ratings) {
      if (rating.origin !== node.place && !node.ports?.includes(rating.origin)) continue;
      const follows = !offered && isInstructed(instructed!, node.no, rating);
      offered ||= follows;
      options.push(optionOf(node.no, rating, pickupAt, rating.amountMinor, handlingMinor, follows));
    }
  }
  const node = offered ? undefined : network.nodes[instructed!.plant];
  if (node !== undefined) {
    const handlingMinor = roundHalfAway(node.unitCostMinor * unitsKept(node, draft));
    const unpriced = { ...instructed!, mode: instructed!.mode ?? 'unknown' };
    const pickupAt = earliestPickup(node, network, now);
    options.push(optionOf(node.no, unpriced, pickupAt, null, handlingMinor, true));
  }
  return options;
}

function optionOf(
  node: number,
  way: Pick<Rating, 'origin' | 'carrier' | 'service' | 'mode' | 'transitDays'>,
  pickupAt: number,
  freightMinor: number | null,
  handlingMinor: number,
  instructed: boolean,
): SourcingOption {
  const { origin, carrier, service, mode, transitDays } = way;
  return {
    node,
    origin,
    carrier,
    service,
    mode,
    transitDays,
    arrivesAt: arrivalOf(pickupAt, transitDays),
    freightMinor,
    handlingMinor,
    instructed,
  };
}

function isInstructed(instructed: Instructed, node: number, rating: Rating): boolean {
  return (
    !instructed.customerArranged &&
    instructed.plant === node &&
    instructed.origin === rating.origin &&
    instructed.carrier === rating.carrier &&
    instructed.service === rating.service &&
    instructed.transitDays === rating.transitDays
  );
}

/** Not tried yet, may serve the customer, and keeps what is open: all of it where the customer takes no partial shipment. */
function canSend(node: NodeMaster, draft: OrderState): boolean {
  if (wasTried(draft, node.no) || node.customers?.has(draft.customer) === false) return false;
  if (node.products === null) return true;
  let some = false;
  for (let line = 0; line < draft.open.length; line++) {
    if (draft.open[line] === 0) continue;
    if (node.products.has(draft.products[line]!)) some = true;
    else if (draft.shipComplete) return false;
  }
  return some;
}

function unitsKept({ products }: NodeMaster, draft: OrderState): number {
  let units = 0;
  for (let line = 0; line < draft.open.length; line++)
    if (products === null || products.has(draft.products[line]!)) units += draft.open[line]!;
  return units;
}

export function openWeight({ open, unitWeightGrams }: OrderState): number {
  let grams = 0;
  for (let line = 0; line < open.length; line++) grams += open[line]! * unitWeightGrams[line]!;
  return grams;
}

export function openValue({ open, unitPriceMinor }: OrderState): number {
  let minor = 0;
  for (let line = 0; line < open.length; line++) minor += open[line]! * unitPriceMinor[line]!;
  return minor;
}

export function isDangerous({ products }: Network, draft: OrderState): boolean {
  for (let line = 0; line < draft.open.length; line++) {
    if (draft.open[line]! > 0 && (products[draft.products[line]!]?.unNumber ?? 0) !== 0) return true;
  }
  return false;
}
