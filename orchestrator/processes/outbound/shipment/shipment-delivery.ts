/**
 * What becomes of a shipment at its end: delivered and billed, or claimed for.
 *
 * 1. A delivery that overtakes the goods issue is kept, and told to nobody before it: ERP bills only what it knows to have left.
 * 2. Where its proof says other units than were shipped, that is settled first (`shipment-difference.ts`).
 */
import { CONDITION, type CustomerBilled, type DeliveryCredited } from '../../../contracts/erp.ts';
import { WMS } from '../../../contracts/partners.ts';
import { closeTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { DifferenceTerms, Network } from '../../../model/network.ts';
import { CLAIM, ORDER, orderOf, SHIPMENTS_MAX, type StopDelivered } from '../inputs.ts';
import {
  apartMinor,
  arrivedUnits,
  askClaimsDesk,
  claimDifference,
  differs,
  isRuled,
  missingMinor,
  noteDifference,
  recordSettled,
  soundExceptions,
} from './shipment-difference.ts';
import { ESCALATION_TIMER, moveShipment, moveStock, type ShipmentState } from './shipment-state.ts';

/** Its load has been delivered, or lost. */
export function arrived(
  network: Network,
  draft: ShipmentState,
  { kind, key, a: deliveredAt, b: condition, body }: StopDelivered,
  now: Instant,
  out: Out,
): void {
  draft.deliveredAt = deliveredAt;
  draft.condition = condition;
  if (body !== null) draft.exceptions = soundExceptions(draft, body.exceptions, out);
  if (draft.status === 'in-transit') deliver(network, draft, key, now, out);
  else moveShipment(draft, kind);
}

/** What is known of its delivery takes effect. */
export function deliver(network: Network, draft: ShipmentState, key: number, now: Instant, out: Out): void {
  const { units, deliveredAt, condition } = draft;
  moveShipment(draft, 'stopDelivered');
  const terms = differenceOf(network, draft);
  if (terms !== null) {
    deliverDiffering(network, terms, draft, key, now, out);
    return;
  }
  out.tell(ORDER, orderOf(key), 'shipmentDelivered', key % SHIPMENTS_MAX, condition, { deliveredAt });
  report(draft, key, units, out);
  if (condition === CONDITION.good) return;
  moveShipment(draft, 'notGood');
  if (condition === CONDITION.refused) {
    out.send(WMS, 'returnToStock', key, draft.node, 1, { units });
    moveStock(draft, -1, out);
  }
  claim(draft, key, out);
}

/** What is to be done about units that differ; null = none do, or nobody has said. */
function differenceOf(network: Network, draft: ShipmentState): DifferenceTerms | null {
  return differs(draft, network) ? (network.proof?.differences ?? null) : null;
}

function deliverDiffering(
  network: Network,
  terms: DifferenceTerms,
  draft: ShipmentState,
  key: number,
  now: Instant,
  out: Out,
): void {
  const { deliveredAt, condition } = draft;
  out.tell(ORDER, orderOf(key), 'shipmentDelivered', key % SHIPMENTS_MAX, condition, {
    deliveredAt,
    arrived: arrivedUnits(draft, terms),
    apartMinor: apartMinor(draft, terms),
  });
  noteDifference(draft, out);
  if (terms.billShipped) report(draft, key, draft.units, out);
  else look(network, terms, draft, key, now, out);
}

/** A rule settles it, or somebody has to. */
function look(
  network: Network,
  terms: DifferenceTerms,
  draft: ShipmentState,
  key: number,
  now: Instant,
  out: Out,
): void {
  if (isRuled(draft, terms)) settle(terms, draft, key, 0, out);
  else askClaimsDesk(draft, network, now, out);
}

/** ERP bills what arrived in good condition. */
function report(draft: ShipmentState, key: number, units: readonly number[], out: Out): void {
  const { lines, deliveredAt, condition } = draft;
  out.send(draft.erp, 'reportDelivery', key, deliveredAt, condition, { lines, units });
}

export function billed(
  network: Network,
  draft: ShipmentState,
  { kind, key, a: billedMinor }: CustomerBilled,
  now: Instant,
  out: Out,
): void {
  draft.billedMinor = billedMinor;
  const terms = differenceOf(network, draft);
  if (terms === null) close(draft, kind, key, out);
  else if (!terms.billShipped) end(draft, kind, key, out);
  else look(network, terms, draft, key, now, out);
}

/** The claims desk has looked at it. */
export function decided(network: Network, draft: ShipmentState, key: number, out: Out): void {
  closeTask(draft, ESCALATION_TIMER, out);
  moveShipment(draft, 'taskAnswered');
  settle(network.proof!.differences!, draft, key, 1, out);
}

/** The bill may be made of what arrived; or it has been made of what was shipped, and the difference is credited. */
function settle(terms: DifferenceTerms, draft: ShipmentState, key: number, byPerson: 0 | 1, out: Out): void {
  recordSettled(draft, key, byPerson, terms, out);
  if (!terms.billShipped) {
    report(draft, key, arrivedUnits(draft, terms), out);
    return;
  }
  const minor = missingMinor(draft);
  if (minor === 0) {
    end(draft, 'customerBilled', key, out);
    return;
  }
  moveShipment(draft, 'credit');
  out.send(draft.erp, 'creditDelivery', key, minor, 0, null);
}

export function credited(draft: ShipmentState, { kind, key, a: minor }: DeliveryCredited, out: Out): void {
  draft.correctedMinor = minor;
  if (minor > 0) out.post('deliveryCredited', minor);
  end(draft, kind, key, out);
}

/** The customer has its bill: what is missing is claimed. */
function end(draft: ShipmentState, kind: string, key: number, out: Out): void {
  if (!claimDifference(draft, key, out)) close(draft, kind, key, out);
}

/** Without a carrier, or for goods of no value, there is nothing to ask of anybody: it is written off. */
function claim(draft: ShipmentState, key: number, out: Out): void {
  let valueMinor = 0;
  for (let line = 0; line < draft.units.length; line++) {
    valueMinor += draft.units[line]! * draft.unitPriceMinor[line]!;
  }
  if (valueMinor <= 0 || draft.carrier < 0) close(draft, 'nothingToClaim', key, out);
  else {
    const { condition } = draft;
    out.tell(CLAIM, key, 'openClaim', draft.load, draft.carrier, { condition, valueMinor });
  }
}

export function close(draft: ShipmentState, kind: string, key: number, out: Out): void {
  moveShipment(draft, kind);
  out.tell(ORDER, orderOf(key), 'shipmentClosed', key % SHIPMENTS_MAX, draft.billedMinor, null);
}
