/** The page of a proposal of a warm-up: what to leave out, the curve that it was chosen from, and the run in stretches to see for oneself. */
import type { PilotSeries, WarmUpReport } from '../../comparison/warm-up-report.ts';
import { figure as figureOf, NONE, unitWords } from '../../outbound/figures.ts';
import { count, duration } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { row, table } from '../parts/tables.ts';
import { experimentPage, figure } from './parts/frame.ts';
import { axisUnit } from './pictures/axis.ts';
import { mserCurve, stretchPicture } from './pictures/warm-up.ts';

const HOUR_MS = 3_600_000;

export function renderWarmUpPage(report: WarmUpReport): string {
  const { scenario, policy, replications, setting, warmUpMs, seed } = report;
  return experimentPage({
    kind: 'Warm-up',
    scenario,
    heading: `When does ${scenario} count?`,
    verdict: {
      word:
        warmUpMs === null
          ? 'not to be told:'
          : setting === null
            ? 'nothing to leave out:'
            : `warmUp: ${setting}`,
      mood: warmUpMs === null ? 'bad' : 'open',
      sentence: sentence(report),
    },
    facts: [
      [
        'Pilots',
        `${count(replications)} ${replications === 1 ? 'run' : 'runs'} of ${policy}, with seeds of their own (${String(seed)}/pilot): what is compared later was not looked at`,
      ],
      [
        'Procedure',
        'MSER-5: leave out as many orders as make the mean of the others most certain, of the first half at most',
      ],
    ],
    sections: [
      {
        id: 'curves',
        title: 'What leaving out earns',
        body: html`${report.series.map((series) => ofSeries(series, report))}`,
      },
      { id: 'series', title: 'What is left out', body: seriesTable(report) },
      { id: 'stretches', title: 'The run in stretches', body: stretchTable(report) },
    ],
    seed: String(seed),
    result: report,
  });
}

function sentence({ warmUpMs, setting, series }: WarmUpReport): string {
  const unsettled = series.filter(({ trusted }) => !trusted).map(({ title }) => title);
  if (warmUpMs === null)
    return `${unsettled.join(' and ')} had not settled in the first half of the orders. Let the runs be longer, or take them as they are: from their beginning to their end.`;
  if (setting === null) return 'the first orders are like those that follow.';
  return '– write this line into the scenario, and comparisons count orders released from then on.';
}

function ofSeries(series: PilotSeries, { currency, warmUpMs }: WarmUpReport): Markup {
  const { title, unit, curve, truncated, trusted, stretches } = series;
  const means = stretches.flatMap(({ mean }) => mean ?? []);
  const { factor, label } = axisUnit(unit, means, currency);
  const errors = axisUnit(
    unit,
    (curve ?? []).map(({ standardError }) => standardError),
    currency,
  );
  const first =
    curve === undefined || curve.length === 0
      ? null
      : figure(
          mserCurve(
            `${title}: standard error of the mean by orders left out`,
            errors.label,
            curve.map((each) => ({ ...each, standardError: each.standardError * errors.factor })),
            trusted ? truncated : null,
          ),
          `${title}: how uncertain the mean of the orders that are kept is, by how many are left out. ${trusted ? `The least is at ${count(truncated)}.` : 'It still falls at the end of what is searched: the run has not settled.'}`,
        );
  const spans = stretches.flatMap(({ fromMs, mean }, i) => {
    const toMs = stretches[i + 1]?.fromMs ?? fromMs + (stretches[1]?.fromMs ?? HOUR_MS);
    return mean === null
      ? []
      : [{ fromHours: fromMs / HOUR_MS, toHours: toMs / HOUR_MS, mean: mean * factor }];
  });
  const second =
    spans.length === 0
      ? null
      : figure(
          stretchPicture(`${title}: the run in stretches`, label, spans, (warmUpMs ?? 0) / HOUR_MS),
          `${title} of orders by when they were released, means over pilots${warmUpMs !== null && warmUpMs > 0 ? '; shaded: left out' : ''}.`,
        );
  return html`<div class="pictures">${first}${second}</div>
`;
}

function seriesTable({ series, currency }: WarmUpReport): Markup {
  const rows = series.map(
    ({ title, unit, observations, truncated, untilMs, trusted, meanBefore, meanAfter }) =>
      row(unit === 'money' ? `${title}, ${unitWords(unit, currency)}` : title, [
        count(observations),
        count(truncated),
        trusted ? (truncated === 0 ? NONE : duration(untilMs)) : 'not settled',
        meanBefore === null ? NONE : figureOf(meanBefore, unit),
        figureOf(meanAfter, unit),
      ]),
  );
  return table(
    'MSER-5',
    ['Over', 'Orders', 'Left out', 'Until', 'Mean of these', 'Of the others'],
    rows,
    'kpis',
  );
}

function stretchTable({ series }: WarmUpReport): Markup {
  const [first, ...others] = series as readonly [PilotSeries, ...PilotSeries[]];
  const rows = first.stretches.map(({ fromMs, orders }, i) =>
    row(duration(fromMs), [
      count(Math.round(orders)),
      ...[first, ...others].map(({ stretches, unit }) => figureOf(stretches[i]?.mean ?? null, unit)),
    ]),
  );
  return table(
    'Orders by when they were released, since the start of the run',
    ['Released from', 'Orders', ...series.map(({ title }) => title)],
    rows,
  );
}
