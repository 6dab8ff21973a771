/** What a run says, in one or two sentences: figures of this run, no claim beyond it. */
import type { KpiName } from './kpis/kpis.ts';
import type { ArmReport, RunReport } from './run-report.ts';
import { count, decimal, money, share } from './text/format.ts';

export function verdictOf(report: RunReport): string {
  const [baseline, ...others] = report.arms;
  if (baseline === undefined) return 'Nothing was run.';
  const violated = report.arms.find((arm) => arm.violation !== null);
  if (violated !== undefined)
    return `Stopped: ${violated.policy} broke an invariant, so no figure here counts. ${violated.violation}`;
  const sentences =
    others.length === 0 ? [alone(report, baseline)] : others.map((arm) => against(report, baseline, arm));
  return sentences.join(' ');
}

function alone(report: RunReport, arm: ArmReport): string {
  const { kpis } = arm;
  return (
    `${arm.policy} delivered ${share(kpis.onTimeShare)} of ${count(kpis.orders)} orders on time, ` +
    `at ${money(kpis.costPerOrder)} ${report.currency} a priced order.`
  );
}

function against(report: RunReport, baseline: ArmReport, arm: ArmReport): string {
  const of = (name: KpiName, side: ArmReport): number | null => (side.compared ?? side.kpis)[name];
  if (report.comparedOrders === 0)
    return `There is no order that every policy can price: ${arm.policy} and ${baseline.policy} can’t be compared.`;
  const set =
    report.comparedOrders === null || report.comparedOrders === report.orders
      ? `On all ${count(report.orders)} orders`
      : `On the ${count(report.comparedOrders)} orders that every policy can price`;
  const cost = costWords(of('costPerOrder', baseline), of('costPerOrder', arm), baseline.policy);
  return (
    `${set}, ${arm.policy} ${cost} ` +
    `and delivered ${share(of('onTimeShare', arm))} on time against ${share(of('onTimeShare', baseline))}.`
  );
}

function costWords(baseline: number | null, other: number | null, policy: string): string {
  if (baseline === null || other === null || baseline === 0)
    return `can’t be compared with ${policy} in cost`;
  const percent = ((other - baseline) / baseline) * 100;
  if (Math.abs(percent) < 0.05) return `cost as much an order as ${policy}`;
  return `cost ${decimal(Math.abs(percent), 1)} % ${percent > 0 ? 'more' : 'less'} an order than ${policy}`;
}
