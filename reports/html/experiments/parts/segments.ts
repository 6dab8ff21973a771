/** Where the candidate helps and where it hurts: segments of orders that no decision can change. */
import type { SegmentDifference, SegmentKind, SegmentReport } from '../../../comparison/segment-report.ts';
import { count, decimal, money } from '../../../text/format.ts';
import { html, type Markup } from '../../markup.ts';
import { row, table } from '../../parts/tables.ts';
import { type ForestHeading, type ForestRow, forestPlot } from '../pictures/forest-plot.ts';
import { figure } from './frame.ts';
import { percent, pText } from './metrics.ts';

const KINDS: Readonly<Record<SegmentKind, string>> = {
  class: 'Customer class',
  country: 'Country of the customer',
  node: 'Nearest node',
  size: 'Value of the order',
};

/** @param threshold from which on the primary metric matters, minor units */
export function segments(
  { confidence, segments: all, leftOut }: SegmentReport,
  currency: string,
  threshold: number,
): Markup {
  const rows = (Object.keys(KINDS) as SegmentKind[]).flatMap((kind): (ForestRow | ForestHeading)[] => {
    const own = all.filter(({ by }) => by === kind);
    return own.length === 0 ? [] : [{ heading: KINDS[kind] }, ...own.map((each) => gain(each, currency))];
  });
  const picture = forestPlot({
    says: 'What the candidate saves an order, by segment, with intervals',
    label: `saving an order, ${currency} (right = cheaper)`,
    band: [-threshold / 100, threshold / 100],
    rows,
  });
  const told = all.filter(({ effect }) => effect !== 'open');
  return html`<p>${summary(told)} Segments are made from what customers ordered, so that each holds the same orders in both runs of a pair.</p>
<p class="soft">Exploratory: each interval is ${percent(confidence)} for itself; "helps" and "hurts" are told where they survive Holm's adjustment over all ${count(all.length)} segments. The verdict does not rest
on them, and a plan that does should be compared anew with other seeds.${leftOut === 0 ? '' : ` ${count(leftOut)} more have too few orders, or are smaller than the largest of their kind, and are left out.`}</p>
${figure(picture, 'Landed cost an order that the candidate saves. Triangle: it helps there; diamond: it hurts there; circle: it may be chance. The grey band is what matters overall.')}
${segmentTable(all, currency, confidence)}`;
}

function summary(told: readonly SegmentDifference[]): string {
  const named = (effect: SegmentDifference['effect']): string =>
    told
      .filter((each) => each.effect === effect)
      .map(({ name }) => name)
      .slice(0, 6)
      .join(', ');
  const [helps, hurts] = [named('helps'), named('hurts')];
  if (told.length === 0) return 'In no segment is an effect told from chance.';
  const parts = [
    ...(helps === '' ? [] : [`It helps in: ${helps}.`]),
    hurts === '' ? 'It is not seen to hurt in any.' : `It hurts in: ${hurts}.`,
  ];
  return parts.join(' ');
}

function gain({ name, difference, effect }: SegmentDifference, currency: string): ForestRow {
  const [mean, low, high] = [-difference.mean / 100, -difference.high / 100, -difference.low / 100];
  return {
    name,
    ...{ mean: mean! + 0, low: low! + 0, high: high! + 0 },
    tone: effect === 'helps' ? 'good' : effect === 'hurts' ? 'bad' : 'open',
    words: `${signed(-difference.mean)} ${currency} · ${effect}`,
  };
}

function segmentTable(all: readonly SegmentDifference[], currency: string, confidence: number): Markup {
  const rows = all.map((each) => {
    const { by, name, orders, baseline, candidate, difference, lateBaseline, lateCandidate } = each;
    return row(html`<span class="soft">${KINDS[by]}:</span> ${name}`, [
      decimal(orders, 1),
      money(baseline),
      money(candidate),
      signed(difference.mean),
      `${signed(difference.low)} to ${signed(difference.high)}${difference.method === 'bca' ? ' (BCa)' : ''}`,
      pText(each.adjustedP),
      html`<span class="${each.effect === 'helps' ? 'good' : each.effect === 'hurts' ? 'bad' : 'soft'}">${each.effect}</span>`,
      lateBaseline === null ? '–' : `${decimal(100 * lateBaseline, 1)} %`,
      lateCandidate === null ? '–' : `${decimal(100 * lateCandidate, 1)} %`,
    ]);
  });
  return table(
    `Landed cost an order shipped by segment, ${currency}`,
    [
      'Segment',
      'Orders a replication',
      'Baseline',
      'Candidate',
      'Difference',
      `${percent(confidence)} interval`,
      'p (Holm)',
      'Effect',
      'Late: baseline',
      'Late: candidate',
    ],
    rows,
    'kpis',
  );
}

function signed(minor: number): string {
  return `${minor > 0 ? '+' : minor < 0 ? '-' : '±'}${decimal(Math.abs(minor) / 100, 2)}`;
}
