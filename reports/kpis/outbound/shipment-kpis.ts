/** KPIs of shipments: waiting in the warehouse, arrival, billing, claims, emissions. Definitions: `catalogue.ts`. */
import type { KpiScope, OutboundFacts } from './facts.ts';
import { ratio, Sample } from './measures.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { CONDITION, SHIPMENT_FLAG } from './outcomes/tables.ts';

const DAY_SECONDS = 86_400;

export function shipmentKpis(outcomes: OutboundOutcomes, facts: OutboundFacts, scope: KpiScope) {
  return {
    ...waits(outcomes, scope),
    ...arrivals(outcomes, facts, scope),
    ...moves(outcomes, facts, scope),
    ...claims(outcomes, scope),
    co2eKg: emissions(outcomes, facts, scope),
  };
}

function each({ shipments }: OutboundOutcomes, { shipment }: KpiScope, visit: (row: number) => void): void {
  for (let row = 0; row < shipments.size; row++) if (shipment === undefined || shipment(row)) visit(row);
}

function waits(outcomes: OutboundOutcomes, scope: KpiScope) {
  const { reservedAt, pickedAt, packedAt, issuedAt, postedAt, deliveredAt, billedAt } = outcomes.shipments;
  const wave = new Sample();
  const dock = new Sample();
  const billing = new Sample();
  const posting = new Sample();
  let shipped = 0;
  each(outcomes, scope, (row) => {
    if (issuedAt[row]! >= 0) shipped += 1;
    if (pickedAt[row]! >= 0 && reservedAt[row]! >= 0) wave.add(pickedAt[row]! - reservedAt[row]!);
    if (issuedAt[row]! >= 0 && packedAt[row]! >= 0) dock.add(issuedAt[row]! - packedAt[row]!);
    if (postedAt[row]! >= 0) posting.add(postedAt[row]! - issuedAt[row]!);
    if (billedAt[row]! >= 0) billing.add(billedAt[row]! - deliveredAt[row]!);
  });
  return {
    shipments: shipped,
    waveWaitP50: wave.quantileMs(0.5),
    waveWaitP95: wave.quantileMs(0.95),
    dockWaitP50: dock.quantileMs(0.5),
    dockWaitP95: dock.quantileMs(0.95),
    postingLagP50: posting.quantileMs(0.5),
    postingLagP95: posting.quantileMs(0.95),
    billingLagP50: billing.quantileMs(0.5),
    billingLagP95: billing.quantileMs(0.95),
  };
}

function arrivals(outcomes: OutboundOutcomes, facts: OutboundFacts, scope: KpiScope) {
  const { shipments, orders } = outcomes;
  const end = outcomes.second(facts.endAt);
  let due = 0;
  let onTime = 0;
  let early = 0;
  const windows = { due: 0, inside: 0 };
  const cases = { due: 0, onTime: 0 };
  each(outcomes, scope, (row) => {
    if (shipments.issuedAt[row]! < 0) return;
    const deliveredAt = shipments.deliveredAt[row]!;
    const order = shipments.order[row]!;
    const promisedAt = orders.promisedAt[order]!;
    if (deliveredAt < 0 && promisedAt >= end) return;
    const windowMs = facts.windowMs?.(orders.customer[order]!) ?? null;
    const packed = Math.max(0, shipments.handlingUnits[row]!);
    due += 1;
    cases.due += packed;
    if (windowMs !== null) windows.due += 1;
    if (deliveredAt < 0 || deliveredAt > promisedAt) return;
    onTime += 1;
    const arrived = shipments.condition[row] !== CONDITION.lost;
    if (arrived) cases.onTime += packed;
    if (arrived && windowMs !== null && promisedAt - deliveredAt <= windowMs / 1000) windows.inside += 1;
    if (promisedAt - deliveredAt > DAY_SECONDS) early += 1;
  });
  return {
    onTimeDelivery: ratio(onTime, due),
    earlyDelivery: ratio(early, due),
    inWindow: ratio(windows.inside, windows.due),
    casesOnTime: ratio(cases.onTime, cases.due),
  };
}

/** Shipments moved to another node before they were picked, and how what their orders shipped instead arrived; null where none was. */
function moves(outcomes: OutboundOutcomes, facts: OutboundFacts, scope: KpiScope) {
  const { flags, order } = outcomes.shipments;
  const moved = new Set<number>();
  each(outcomes, scope, (row) => {
    if ((flags[row]! & SHIPMENT_FLAG.moved) !== 0) moved.add(order[row]!);
  });
  if (moved.size === 0) return { shipmentsMoved: null, movedOnTime: null };
  const { onTimeDelivery } = arrivals(outcomes, facts, { shipment: (row) => moved.has(order[row]!) });
  return { shipmentsMoved: moved.size, movedOnTime: onTimeDelivery };
}

function claims(outcomes: OutboundOutcomes, { shipment }: KpiScope) {
  const { claims: table, shipments } = outcomes;
  let arrived = 0;
  let spoilt = 0;
  each(outcomes, { ...(shipment === undefined ? {} : { shipment }) }, (row) => {
    if (shipments.deliveredAt[row]! < 0) return;
    arrived += 1;
    if (shipments.condition[row] !== CONDITION.good) spoilt += 1;
  });
  let opened = 0;
  let claimedMinor = 0;
  let creditedMinor = 0;
  for (let row = 0; row < table.size; row++) {
    if (shipment !== undefined && !shipment(table.shipment[row]!)) continue;
    opened += 1;
    if (table.answeredAt[row]! < 0) continue;
    claimedMinor += table.claimedMinor[row]!;
    creditedMinor += table.creditedMinor[row]!;
  }
  return {
    spoiltShare: ratio(spoilt, arrived),
    claimsRate: ratio(opened, arrived),
    claimCreditRatio: ratio(creditedMinor, claimedMinor),
  };
}

/** Tonne-kilometres by mode x factor; null where no shipment has mode, distance and factor. */
function emissions({ shipments, orders, loads }: OutboundOutcomes, facts: OutboundFacts, scope: KpiScope) {
  let kg = 0;
  let known = 0;
  for (let row = 0; row < shipments.size; row++) {
    if (scope.shipment !== undefined && !scope.shipment(row)) continue;
    const load = shipments.load[row]!;
    if (shipments.issuedAt[row]! < 0 || load < 0) continue;
    const mode = facts.modeOf(loads.rate[load]!);
    const factor = mode === null ? undefined : facts.co2eKgPerTonneKm[mode];
    if (factor === undefined) continue;
    const km = facts.distanceKm(shipments.node[row]!, orders.customer[shipments.order[row]!]!);
    kg += (shipments.weightGrams[row]! / 1e6) * km * factor;
    known += 1;
  }
  return known === 0 ? null : kg;
}
