/** The page of a sweep: a curve a KPI with its intervals and its bend; of two things varied a map; of more the table alone. */

import { isUnheard } from '../../comparison/stand-ins.ts';
import { warmUpWords } from '../../comparison/summary.ts';
import type { SweepPoint, SweepReport, SweptKpi } from '../../comparison/sweep-report.ts';
import { placeWords, someOf, sweptStandIns, thresholdWords } from '../../comparison/swept-words.ts';
import { lower } from '../../comparison/verdict-words.ts';
import { OUTBOUND_KPIS, type OutboundKpi } from '../../kpis/outbound/catalogue.ts';
import { figure as figureOf, NONE, unitWords } from '../../outbound/figures.ts';
import { count } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { row, table } from '../parts/tables.ts';
import { experimentPage, figure } from './parts/frame.ts';
import { axisUnit } from './pictures/axis.ts';
import { heatMap, sweptCurve } from './pictures/curves.ts';

export function renderSweepPage(report: SweepReport): string {
  const { scenario, policy, varied, points, knees, replications, seed } = report;
  const bends = knees.map(({ kpi, value }) => `${OUTBOUND_KPIS[kpi].title} bends at ${varied[0]} = ${value}`);
  const asked = thresholdWords(report);
  const heard = sweptStandIns(report);
  return experimentPage({
    kind: 'Sweep',
    scenario,
    heading: `${policy} over ${varied.join(' and ')}`,
    verdict: {
      word: points.every(isUnheard) ? 'not heard:' : bends.length === 0 ? 'no bend:' : 'bends:',
      mood: 'open',
      sentence: points.every(isUnheard)
        ? lower(heard!)
        : [bends.length === 0 ? noBend(report) : `${bends.join('; ')}.`, ...rangeWords(report)].join(' '),
    },
    facts: [
      [
        'Points',
        `${count(points.length)}, ${count(replications)} ${replications === 1 ? 'replication' : 'replications'} of each on common random numbers`,
      ],
      [
        'Intervals',
        replications === 1
          ? 'none: of one replication nothing is known but what it was'
          : '95 %, each for itself (Student’s t over replications)',
      ],
      ...warmUpWords(report).map((said) => ['Warm-up', said] as const),
      ...(asked === null ? [] : [['Thresholds', asked] as const]),
      ...(heard === null || points.every(isUnheard) ? [] : [['Answered by others', heard] as const]),
    ],
    sections: [
      { id: 'curves', title: 'Curves', body: pictures(report) },
      { id: 'points', title: 'Points', body: pointTable(report) },
    ],
    seed: String(seed),
    result: report,
  });
}

function noBend({ varied, points }: SweepReport): string {
  return varied.length > 1
    ? 'more than one thing is varied, and a bend is one of a single curve.'
    : `no curve over ${count(points.length)} points of ${varied[0]} bends.`;
}

/** Of the first KPI: where it is least and where most, and which other points that can't be told apart from. */
function rangeWords(report: SweepReport): string[] {
  const { points, varied, currency } = report;
  const [kpi] = kpisOf(report);
  const own = points.flatMap((point) => {
    const swept = kpi === undefined ? undefined : sweptIn(point, kpi);
    return swept === undefined ? [] : [{ point, mean: swept.mean, halfWidth: swept.halfWidth }];
  });
  if (kpi === undefined || own.length < 2) return [];
  const { title, unit } = OUTBOUND_KPIS[kpi];
  const placeOf = ({ point }: (typeof own)[number]): string => placeWords(varied, point.values);
  const told = (each: (typeof own)[number]): string => {
    const like = own.filter((other) => other !== each && overlap(each, other)).map(placeOf);
    const unsure = like.length === 0 ? '' : ` (not to be told apart from ${someOf(like)}: intervals overlap)`;
    return `${figureOf(each.mean, unit)}${unit === 'money' ? ` ${currency}` : ''} at ${placeOf(each)}${unsure}`;
  };
  const least = own.reduce((one, other) => (other.mean < one.mean ? other : one));
  const most = own.reduce((one, other) => (other.mean > one.mean ? other : one));
  if (least.mean === most.mean) return [`${title} is the same at every point.`];
  return [`${title} is least, ${told(least)}, and most, ${told(most)}.`];
}

interface Spread {
  readonly mean: number;
  readonly halfWidth: number | null;
}

/** Of one replication there is no interval, and nothing is said. */
function overlap(one: Spread, other: Spread): boolean {
  if (one.halfWidth === null || other.halfWidth === null) return false;
  return Math.abs(one.mean - other.mean) <= one.halfWidth + other.halfWidth;
}

function kpisOf({ points }: SweepReport): readonly OutboundKpi[] {
  return [...new Set(points.flatMap(({ kpis }) => kpis.map(({ kpi }) => kpi)))];
}

function sweptIn({ kpis }: SweepPoint, kpi: OutboundKpi): SweptKpi | undefined {
  return kpis.find((each) => each.kpi === kpi);
}

function pictures(report: SweepReport): Markup {
  const kpis = kpisOf(report);
  if (kpis.length === 0)
    return html`<p>No KPI has a value in every replication of a point: let the runs go on for longer.</p>`;
  if (report.varied.length === 1)
    return html`<div class="pictures">${kpis.map((kpi) => curveOf(report, kpi))}</div>`;
  if (report.varied.length === 2)
    return html`<div class="pictures">${kpis.map((kpi) => mapOf(report, kpi))}</div>`;
  return html`<p>${count(report.varied.length)} things are varied at once, and a picture has two sides: see the table.</p>`;
}

function curveOf(report: SweepReport, kpi: OutboundKpi): Markup {
  const { points, varied, currency, knees } = report;
  const { title, unit } = OUTBOUND_KPIS[kpi];
  const swept = points.flatMap((point) => {
    const own = sweptIn(point, kpi);
    return own === undefined ? [] : [{ value: point.values[0]!, own }];
  });
  const { factor, label } = axisUnit(
    unit,
    swept.map(({ own }) => own.mean),
    currency,
  );
  const numbers = numbersOf(swept.map(({ value }) => value));
  const knee = knees.find((each) => each.kpi === kpi)?.value ?? null;
  const picture = sweptCurve({
    says: `${title} over ${varied[0]}`,
    path: varied[0]!,
    unit: label,
    bounds: unit === 'share' ? [0, factor] : [-Infinity, Infinity],
    knee,
    points: swept.map(({ value, own }, i) => ({
      value,
      at: numbers === null ? null : numbers[i]!,
      mean: own.mean * factor,
      halfWidth: own.halfWidth === null ? null : own.halfWidth * factor,
    })),
  });
  return figure(
    picture,
    `${title}${label === '' ? '' : `, ${label}`}${knee === null ? '' : `: bends at ${knee}`}.`,
  );
}

/** null where they are no rising numbers of one unit. */
function numbersOf(texts: readonly string[]): readonly number[] | null {
  const units = new Set(texts.map((text) => text.replace(/^[-+]?[\d.]+\s*/, '')));
  const numbers = texts.map((text) => Number.parseFloat(text));
  const rise = numbers.every((x, i) => Number.isFinite(x) && (i === 0 || x > numbers[i - 1]!));
  return units.size === 1 && rise ? numbers : null;
}

function mapOf(report: SweepReport, kpi: OutboundKpi): Markup {
  const { points, varied, currency } = report;
  const { title, unit } = OUTBOUND_KPIS[kpi];
  const cells = points.flatMap((point) => {
    const own = sweptIn(point, kpi);
    if (own === undefined) return [];
    const [rowValue, columnValue] = point.values as readonly [string, string];
    return [{ row: rowValue, column: columnValue, mean: own.mean, words: figureOf(own.mean, unit) }];
  });
  const picture = heatMap({
    says: `${title} over ${varied.join(' and ')}`,
    rowPath: varied[0]!,
    columnPath: varied[1]!,
    cells,
  });
  return figure(
    picture,
    `${title}${unit === 'money' ? `, ${unitWords(unit, currency)}` : ''}: the fuller the colour, the more.`,
  );
}

function pointTable(report: SweepReport): Markup {
  const { points, varied, currency } = report;
  const kpis = kpisOf(report);
  const heads = kpis.map((kpi) => {
    const { title, unit } = OUTBOUND_KPIS[kpi];
    return unit === 'money' ? `${title}, ${unitWords(unit, currency)}` : title;
  });
  const rows = points.map((point) =>
    row(html`<code>${point.values[0]!}</code>`, [
      ...point.values.slice(1).map((value) => html`<code>${value}</code>`),
      ...kpis.map((kpi) => cellOf(sweptIn(point, kpi))),
    ]),
  );
  return table('Means of each point with half of its 95 % interval', [...varied, ...heads], rows, 'kpis');
}

function cellOf(swept: SweptKpi | undefined): string {
  if (swept === undefined) return NONE;
  const { unit } = OUTBOUND_KPIS[swept.kpi];
  const mean = figureOf(swept.mean, unit);
  return swept.halfWidth === null ? mean : `${mean} ± ${figureOf(swept.halfWidth, unit)}`;
}
