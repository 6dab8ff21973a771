/**
 * KPIs of what went wrong, and how long it took to put right.
 *
 * 1. A shipment with an exception: picked short, on a load at risk or whose truck never came, or not delivered in good
 *    condition. Once a shipment, however much went wrong with it.
 * 2. A case is one matter with a beginning and an end that events tell: credit hold, load at risk (until it arrives), disputed
 *    bill (until it is corrected, or else paid), claim, exception case (until its task is answered).
 * 3. When something went wrong is known of what was seen late: of a claim the arrival (or loss) of its shipment, of a disputed bill when
 *    it came; of a load at risk when the delay, or the stop at a border, occurred that was reported. Holds and exception cases begin when
 *    they are seen.
 */
import type { KpiScope } from './facts.ts';
import { eachLoad } from './load-kpis.ts';
import { ratio, Sample } from './measures.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { CONDITION, LOAD_FLAG, SHIPMENT_FLAG } from './outcomes/tables.ts';

export type CaseKind = 'creditHold' | 'loadAtRisk' | 'disputedBill' | 'claim' | 'exceptionCase';

export interface CasesOfKind {
  readonly kind: CaseKind;
  readonly resolved: Sample;
  readonly open: number;
  /** Seconds at which those that are open were seen. */
  readonly openSince: readonly number[];
}

/** @param endAt of the run, epoch ms */
export function exceptionKpis(outcomes: OutboundOutcomes, scope: KpiScope, endAt: number) {
  const all = new Sample();
  const age = new Sample();
  const detection = detectionOf(outcomes, scope);
  const risks = riskDetectionOf(outcomes, scope);
  const end = outcomes.second(endAt);
  let open = 0;
  for (const each of casesOf(outcomes, scope)) {
    each.resolved.each((seconds) => all.add(seconds));
    open += each.open;
    for (const since of each.openSince) age.add(Math.max(0, end - since));
  }
  return {
    exceptionRate: exceptionRate(outcomes, scope),
    resolutionP50: all.quantileMs(0.5),
    resolutionP95: all.quantileMs(0.95),
    exceptionsOpen: open,
    exceptionAgeP90: age.quantileMs(0.9),
    detectionP50: detection.quantileMs(0.5),
    detectionP95: detection.quantileMs(0.95),
    riskDetectionP50: risks.quantileMs(0.5),
    riskDetectionP95: risks.quantileMs(0.95),
  };
}

function exceptionRate({ shipments, loads }: OutboundOutcomes, { shipment }: KpiScope): number | null {
  let left = 0;
  let wrong = 0;
  for (let row = 0; row < shipments.size; row++) {
    if (shipments.pickedAt[row]! < 0 || (shipment !== undefined && !shipment(row))) continue;
    left += 1;
    const load = shipments.load[row]!;
    const onLoad = load >= 0 && (loads.atRiskAt[load]! >= 0 || (loads.flags[load]! & LOAD_FLAG.noShow) !== 0);
    const short = (shipments.flags[row]! & SHIPMENT_FLAG.short) !== 0;
    const spoilt = shipments.deliveredAt[row]! >= 0 && shipments.condition[row] !== CONDITION.good;
    if (onLoad || short || spoilt) wrong += 1;
  }
  return ratio(wrong, left);
}

/** By kind, seconds. Exception cases belong to no order: they are left out where the scope is narrowed. */
export function casesOf(outcomes: OutboundOutcomes, scope: KpiScope = {}): CasesOfKind[] {
  const narrowed = scope.order !== undefined || scope.shipment !== undefined || scope.load !== undefined;
  const cases = narrowed ? [] : [exceptionCases(outcomes)];
  return [holds(outcomes, scope), ...loadCases(outcomes, scope), claims(outcomes, scope), ...cases];
}

function detectionOf(outcomes: OutboundOutcomes, scope: KpiScope): Sample {
  const { claims: table, shipments, loads } = outcomes;
  const lags = new Sample();
  for (let row = 0; row < table.size; row++) {
    const shipment = table.shipment[row]!;
    if (scope.shipment !== undefined && !scope.shipment(shipment)) continue;
    const arrivedAt = shipments.deliveredAt[shipment]!;
    if (arrivedAt >= 0) lags.add(Math.max(0, table.openedAt[row]! - arrivedAt));
  }
  eachLoad(outcomes, scope, (row) => {
    const billedAt = loads.billedAt[row]!;
    if (billedAt >= 0 && loads.disputedAt[row]! >= 0)
      lags.add(Math.max(0, loads.disputedAt[row]! - billedAt));
  });
  return lags;
}

/** A load that was thought late before anything had happened was seen at once. */
function riskDetectionOf(outcomes: OutboundOutcomes, scope: KpiScope): Sample {
  const { loads } = outcomes;
  const lags = new Sample();
  eachLoad(outcomes, scope, (row) => {
    if (loads.atRiskAt[row]! >= 0 && loads.delayedAt[row]! >= 0)
      lags.add(Math.max(0, loads.atRiskAt[row]! - loads.delayedAt[row]!));
  });
  return lags;
}

function holds({ orders }: OutboundOutcomes, { order }: KpiScope): CasesOfKind {
  const resolved = new Sample();
  const open: number[] = [];
  for (let row = 0; row < orders.size; row++) {
    if (order !== undefined && !order(row)) continue;
    if (orders.holdSeconds[row]! > 0) resolved.add(orders.holdSeconds[row]!);
    // Cancelled by the customer while it was on hold: over without a decision.
    if (orders.heldAt[row]! >= 0 && orders.doneAt[row]! < 0) open.push(orders.heldAt[row]!);
  }
  return { kind: 'creditHold', resolved, open: open.length, openSince: open };
}

function loadCases(outcomes: OutboundOutcomes, scope: KpiScope): CasesOfKind[] {
  const { loads } = outcomes;
  const risk = new Sample();
  const dispute = new Sample();
  const risks: number[] = [];
  const disputes: number[] = [];
  eachLoad(outcomes, scope, (row) => {
    const atRiskAt = loads.atRiskAt[row]!;
    const disputedAt = loads.disputedAt[row]!;
    if (atRiskAt >= 0) {
      if (loads.deliveredAt[row]! < 0) risks.push(atRiskAt);
      else risk.add(Math.max(0, loads.deliveredAt[row]! - atRiskAt));
    }
    if (disputedAt < 0) return;
    if (loads.settledAt[row]! < 0) disputes.push(disputedAt);
    else dispute.add(loads.settledAt[row]! - disputedAt);
  });
  return [
    { kind: 'loadAtRisk', resolved: risk, open: risks.length, openSince: risks },
    { kind: 'disputedBill', resolved: dispute, open: disputes.length, openSince: disputes },
  ];
}

function claims({ claims: table }: OutboundOutcomes, { shipment }: KpiScope): CasesOfKind {
  const resolved = new Sample();
  const open: number[] = [];
  for (let row = 0; row < table.size; row++) {
    if (shipment !== undefined && !shipment(table.shipment[row]!)) continue;
    if (table.answeredAt[row]! < 0) open.push(table.openedAt[row]!);
    else resolved.add(table.answeredAt[row]! - table.openedAt[row]!);
  }
  return { kind: 'claim', resolved, open: open.length, openSince: open };
}

function exceptionCases(outcomes: OutboundOutcomes): CasesOfKind {
  const resolved = new Sample();
  for (const seconds of outcomes.caseSeconds) resolved.add(seconds);
  const openSince = outcomes.openCaseStarts;
  return { kind: 'exceptionCase', resolved, open: openSince.length, openSince };
}
