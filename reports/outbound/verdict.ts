/**
 * What a run says: which policy came out better and by how much, then a sentence an arm. Figures of this run, no claim beyond it.
 *
 * 1. Policies are compared by what is shown: what is equal to the cent, or to a tenth of a per cent, is equal.
 */
import { money, share } from '../text/format.ts';
import { difference, NONE, percent } from './figures.ts';
import type { OutboundArmReport, OutboundRunReport } from './outbound-report.ts';

/** The first sentence is about all arms, where there are several, then comes the baseline. */
export function verdictOf({ arms, currency }: OutboundRunReport): string[] {
  const violated = arms.find(({ violation }) => violation !== null);
  if (violated !== undefined)
    return [
      `Stopped: ${violated.policy} broke an invariant, so no figure here counts.`,
      String(violated.violation),
    ];
  const [baseline, ...others] = arms;
  if (baseline === undefined) return ['Nothing was run.'];
  if (baseline.kpis.orders === 0) return ['No order came in, so there is nothing to judge.'];
  const compared = comparison(arms, currency);
  return [
    ...(compared === null ? [] : [compared]),
    alone(baseline, currency),
    ...others.map((arm) => against(baseline, arm, currency)),
  ];
}

/** An arm of which something left and arrived, so that it has a cost and a service. */
interface Judged {
  readonly policy: string;
  /** An order shipped. */
  readonly cost: number;
  /** The same to the cent. */
  readonly costMinor: number;
  /** Share of shipments. */
  readonly onTime: number;
  /** The same as shown: thousandths. */
  readonly onTimeShown: number;
}

function judgedOf({ policy, kpis }: OutboundArmReport): Judged[] {
  const { landedCostPerOrder: cost, onTimeDelivery: onTime } = kpis;
  if (cost === null || onTime === null) return [];
  return [{ policy, cost, costMinor: Math.round(cost), onTime, onTimeShown: Math.round(onTime * 1000) }];
}

/** null = fewer than two can be judged. */
function comparison(arms: readonly OutboundArmReport[], currency: string): string | null {
  const judged = arms.flatMap(judgedOf);
  const [cheapest, next] = judged.toSorted(
    (x, y) => x.costMinor - y.costMinor || y.onTimeShown - x.onTimeShown,
  );
  const [timeliest] = judged.toSorted((x, y) => y.onTimeShown - x.onTimeShown || x.costMinor - y.costMinor);
  if (cheapest === undefined || next === undefined || timeliest === undefined) return null;
  if (cheapest === timeliest) return oneIsBest(cheapest, next, judged, currency);
  return (
    `${cheapest.policy} is cheaper, ${timeliest.policy} more often on time: ` +
    `${money(timeliest.costMinor - cheapest.costMinor)} ${currency} more an order (${percent(cheapest.cost, timeliest.cost)}) ` +
    `for ${points(cheapest, timeliest)} of the shipments.`
  );
}

/** @param next the cheapest of the others */
function oneIsBest(best: Judged, next: Judged, judged: readonly Judged[], currency: string): string {
  const same = judged.every(
    (arm) => arm.costMinor === best.costMinor && arm.onTimeShown === best.onTimeShown,
  );
  if (same) return 'The policies came out the same, in cost and in service.';
  const less = next.costMinor - best.costMinor;
  const cost =
    less === 0
      ? 'at the same cost'
      : `${money(less)} ${currency} an order cheaper (${percent(next.cost, best.cost)})`;
  const service =
    best.onTimeShown === next.onTimeShown
      ? 'as often on time'
      : `more often on time (${points(next, best)} of the shipments)`;
  return `${best.policy} came out better than ${next.policy}: ${cost}, and ${service}.`;
}

/** What the second has over the first, of shipments on time. */
function points(first: Judged, second: Judged): string {
  return difference(first.onTime, second.onTime, 'share');
}

function alone({ policy, kpis }: OutboundArmReport, currency: string): string {
  if (kpis.onTimeDelivery === null) return nothingDue(policy, kpis.landedCostPerOrder, currency);
  return (
    `${policy} delivered ${share(kpis.onTimeDelivery)} of its shipments on time, ` +
    `at a landed cost of ${amount(kpis.landedCostPerOrder, currency)} an order.`
  );
}

function nothingDue(policy: string, cost: number | null, currency: string): string {
  const spent = cost === null ? '' : `; an order has cost ${amount(cost, currency)} so far`;
  return `${policy} delivered nothing that was due${spent}.`;
}

function against(baseline: OutboundArmReport, arm: OutboundArmReport, currency: string): string {
  if (arm.kpis.onTimeDelivery === null) return nothingDue(arm.policy, arm.kpis.landedCostPerOrder, currency);
  const was = baseline.kpis.landedCostPerOrder;
  const is = arm.kpis.landedCostPerOrder;
  const change = was === null || is === null ? NONE : percent(was, is);
  const compared = change === NONE ? '' : ` (${change} against ${baseline.policy})`;
  return (
    `${arm.policy} delivered ${share(arm.kpis.onTimeDelivery)}, ` +
    `at ${amount(is, currency)} an order${compared}.`
  );
}

function amount(minor: number | null, currency: string): string {
  return minor === null ? NONE : `${money(minor)} ${currency}`;
}
