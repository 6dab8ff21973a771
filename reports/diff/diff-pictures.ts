/**
 * Pictures of two runs' differences: KPIs by how far each moved, and pots of the landed cost.
 *
 * 1. Better and worse are told apart by a sign and by colour: `+` better, `-` worse.
 */
import * as Plot from '@observablehq/plot';
import type { Markup } from '../html/markup.ts';
import { picture, WIDE } from '../html/pictures/plot.ts';
import { decimal } from '../text/format.ts';
import type { KpiDifference, PotDifference } from './diff-report.ts';
import { differenceWords, signedMoney } from './diff-words.ts';

const ROW_PX = 24;
const TITLE_PX = 270;
/** Longer bars are cut, and their figure says so. */
const SHARE_MAX = 1;
/** KPIs in the picture; the table has all. */
export const KPIS_MAX = 20;

/** Those that moved most, by what they were. Only such as have a better and a worse. */
export function movedMost(kpis: readonly KpiDifference[]): KpiDifference[] {
  return kpis
    .filter(({ relative, better }) => relative !== null && better !== null)
    .toSorted((x, y) => Math.abs(y.relative!) - Math.abs(x.relative!))
    .slice(0, KPIS_MAX);
}

/** @param kpis from `movedMost` */
export function kpiBars(says: string, kpis: readonly KpiDifference[]): Markup {
  const bars = kpis.map((kpi) => ({
    title: shortened(kpi.title),
    share: Math.max(-SHARE_MAX, Math.min(SHARE_MAX, kpi.relative!)),
    color: kpi.better === true ? 'var(--good)' : 'var(--bad)',
    text: `${kpi.better === true ? 'better' : 'worse'}  ${differenceWords(kpi)}`,
  }));
  return bands(says, bars, {
    label: 'moved by, of what it was in A',
    tickFormat: (share) => `${decimal(share * 100, 0)} %`,
    domain: [-SHARE_MAX, SHARE_MAX],
  });
}

export function potBars(says: string, pots: readonly PotDifference[], currency: string): Markup {
  const most = pots.reduce((largest, { one, other }) => Math.max(largest, Math.abs(other - one)), 1);
  const bars = pots.map(({ title, one, other }) => ({
    title: shortened(title),
    share: (other - one) / 100,
    color: other < one ? 'var(--good)' : 'var(--bad)',
    text: signedMoney(other - one),
  }));
  return bands(says, bars, {
    label: `B - A, ${currency}, all orders`,
    tickFormat: (value) => decimal(value, 0),
    domain: [-most / 100, most / 100],
  });
}

interface Bar {
  readonly title: string;
  readonly share: number;
  readonly color: string;
  readonly text: string;
}

interface Axis {
  readonly label: string;
  readonly tickFormat: (value: number) => string;
  readonly domain: readonly [number, number];
}

function bands(says: string, bars: readonly Bar[], { label, tickFormat, domain }: Axis): Markup {
  return picture(says, {
    width: WIDE,
    height: 60 + ROW_PX * bars.length,
    marginLeft: TITLE_PX,
    marginRight: 30,
    // Room for the figures beside the longest bars.
    x: { domain: domain.map((end) => end * 1.45), label, labelAnchor: 'center', ticks: 7, tickFormat },
    y: { domain: bars.map(({ title }) => title), label: null, tickSize: 0 },
    marks: [
      Plot.gridX({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 7 }),
      Plot.barX(bars, {
        x: 'share',
        y: 'title',
        fill: ({ color }: Bar) => color,
        insetTop: 3,
        insetBottom: 3,
      }),
      Plot.text(
        bars.filter(({ share }) => share >= 0),
        { x: 'share', y: 'title', text: 'text', textAnchor: 'start', dx: 5, fill: 'var(--ink)' },
      ),
      Plot.text(
        bars.filter(({ share }) => share < 0),
        { x: 'share', y: 'title', text: 'text', textAnchor: 'end', dx: -5, fill: 'var(--ink)' },
      ),
      Plot.ruleX([0], { stroke: 'var(--soft)' }),
    ],
  });
}

const TITLE_CHARS = 40;

function shortened(title: string): string {
  return title.length <= TITLE_CHARS ? title : `${title.slice(0, TITLE_CHARS - 1)}…`;
}
