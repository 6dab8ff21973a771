/** The pairs of each metric: how much they differ, and the one beside the other. */
import type { ComparedMetric } from '../../../comparison/comparison-report.ts';
import { count } from '../../../text/format.ts';
import { html, type Markup } from '../../markup.ts';
import { axisUnit, shortName } from '../pictures/axis.ts';
import { differenceStrip, type Pair, pairScatter } from '../pictures/pairs.ts';
import { figure } from './frame.ts';

/** null = the result has no pairs, as older ones have none. @param of whom, where there are several candidates */
export function pairPictures(
  metrics: readonly [ComparedMetric, ...ComparedMetric[]],
  currency: string,
  of = '',
): Markup | null {
  const [primary, ...guardrails] = metrics.map((metric) => ofMetric(metric, currency, of));
  if (primary == null) return null;
  const rest = guardrails.filter((each) => each !== null);
  return html`${primary}${
    rest.length === 0
      ? null
      : html`<details><summary>The pairs of ${rest.length === 1 ? 'the guardrail' : `the ${rest.length} guardrails`}</summary>
${rest}</details>`
  }`;
}

function ofMetric(
  { title, unit, pairs, difference, threshold }: ComparedMetric,
  currency: string,
  of: string,
): Markup | null {
  if (pairs === undefined || pairs.length === 0) return null;
  const { factor, label } = axisUnit(unit, pairs.flat(), currency);
  const scaled = pairs.map(([one, other]): Pair => [one * factor, other * factor]);
  const interval = {
    mean: difference.mean * factor,
    low: difference.low * factor,
    high: difference.high * factor,
  };
  const who = of === '' ? '' : `${shortName(of)}: `;
  const strip = differenceStrip(
    {
      says: `${who}${title}: differences of ${count(pairs.length)} pairs`,
      unit: label === '%' ? 'pp' : label,
      pairs: scaled,
    },
    interval,
    threshold * factor,
  );
  const scatter = pairScatter({
    says: `${who}${title}: candidate against baseline, ${count(pairs.length)} pairs`,
    unit: label,
    pairs: scaled,
  });
  return html`<div class="pictures">${figure(strip, `${title}: a dot a pair, by what the candidate had more. Dashed: the difference, with its interval around it; in the grey band it does not matter.`)}${figure(
    scatter,
    `${title}: both on the same luck, a dot a pair; on the dashed line they are alike. The closer dots are to a line beside it, the more common random numbers earn.`,
  )}</div>
`;
}
