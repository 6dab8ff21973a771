/** Two policies order by order, in a sentence. */
import type { PairedCosts } from '../kpis/outbound/paired.ts';
import { count, money } from '../text/format.ts';
import { percent } from './figures.ts';
import type { OutboundArmReport } from './outbound-report.ts';

/** The other against the baseline; null = it is the baseline. */
export function pairedWords(
  baseline: OutboundArmReport,
  { policy, paired }: OutboundArmReport,
  currency: string,
): string | null {
  if (paired === null) return null;
  const { onlyBaseline, onlyOther } = paired;
  const alone = `${baseline.policy} alone delivered ${count(onlyBaseline)}, ${policy} alone ${count(onlyOther)}`;
  return `${policy}: ${differenceOf(paired, baseline.policy, currency)}; ${alone}`;
}

function differenceOf(
  { orders, cheaper, dearer, baselineMinor, otherMinor }: PairedCosts,
  baseline: string,
  currency: string,
): string {
  if (baselineMinor === null || otherMinor === null)
    return `no order was delivered at a price by both it and ${baseline}`;
  return (
    `${count(orders)} orders that ${baseline} delivered, too, at a price: ${money(otherMinor)} ${currency} each, ` +
    `${moreOrLess(otherMinor - baselineMinor)} ${baseline} (${percent(baselineMinor, otherMinor)}); ` +
    `${count(cheaper)} cheaper, ${count(dearer)} dearer`
  );
}

/** As shown: less than half a cent is nothing. */
function moreOrLess(minor: number): string {
  if (Math.round(minor) === 0) return 'the same as with';
  return `${money(Math.abs(minor))} ${minor > 0 ? 'more' : 'less'} than with`;
}
