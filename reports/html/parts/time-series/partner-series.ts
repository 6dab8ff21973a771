/** Messages by partner over time: how slow answers were, what was sent again or given up, and whether that drifts. */
import type { PartnerOverTime, PartnerThird } from '../../../aggregates/over-time/over-time.ts';
import { figure, NONE, wait } from '../../../outbound/figures.ts';
import type { OutboundArmReport, OutboundRunReport } from '../../../outbound/outbound-report.ts';
import { count, decimal } from '../../../text/format.ts';
import { html, type Markup } from '../../markup.ts';
import { heatKey, heatStrip, type StripCell, type StripMark } from '../../pictures/heat-strip.ts';
import { seriesPicture, type TimeAxis } from '../../pictures/series.ts';
import { groupTable } from '../tables.ts';
import { bins, HOUR_MS, ratePoints, type SeriesArm, sumOf } from './points.ts';

/** As many cells are wide enough to be seen. */
const CELLS_MAX = 120;

export function partnerSeries(
  report: OutboundRunReport,
  arms: readonly SeriesArm[],
  axis: TimeAxis,
): Markup | null {
  if (arms.every(({ series }) => series.partners.length === 0)) return null;
  const names = namesOf(report.arms);
  const strips = arms.map((arm) => strip(arm, axis, names));
  return html`<h3>Messages by partner</h3>
<p>How long partners took to answer, against what the same questions take over the whole run: a question is what the core says of an order, a
shipment or a load, its answer what the partner says of it next.</p>
${heatKey()}
${strips[0] ?? null}
${strips.length > 1 ? html`<details><summary>The other policies</summary>${strips.slice(1)}</details>` : null}
${traffic(arms, axis)}
${drift(report, arms, names)}`;
}

function namesOf(arms: readonly OutboundArmReport[]): ReadonlyMap<number, string> {
  return new Map(arms.flatMap(({ partners }) => partners.map(({ no, name }) => [no, name] as const)));
}

function strip({ policy, series }: SeriesArm, axis: TimeAxis, names: ReadonlyMap<number, string>): Markup {
  const cells: StripCell[] = [];
  const marks: StripMark[] = [];
  const wide = bins(series, Math.ceil((axis.to - axis.from) / CELLS_MAX));
  // Two partners of one name have a row each.
  const rows = new Map<number, string>();
  for (const { no } of series.partners) {
    const name = names.get(no) ?? `partner ${no}`;
    rows.set(no, [...rows.values()].includes(name) ? `${name} (${no})` : name);
  }
  for (const partner of series.partners) {
    const row = rows.get(partner.no)!;
    for (const { at, from, to, slots } of wide) {
      const usual = sumOf(partner.answerMsUsual, slots);
      if (usual > 0) cells.push({ row, from, to, ratio: sumOf(partner.answerMs, slots) / usual });
      const retries = sumOf(partner.retries, slots);
      const letters = sumOf(partner.deadLetters, slots);
      if (retries > 0) marks.push({ row, at, kind: 'retries', count: retries });
      if (letters > 0) marks.push({ row, at, kind: 'deadLetters', count: letters });
    }
  }
  const says = `Time to answer by partner, against what is usual, over time: ${policy}`;
  return html`<figure>${heatStrip(says, axis, [...rows.values()], cells, marks)}
<figcaption>${policy}: the stronger the colour, the slower. Where there is no colour, nothing was answered.</figcaption></figure>`;
}

const TRAFFIC: readonly (readonly [
  title: string,
  unit: string,
  of: (partner: PartnerOverTime) => readonly number[],
])[] = [
  ['Messages to and from partners, each transmission', 'messages an hour', said],
  ['Messages transmitted again', 'messages an hour', ({ retries }) => retries],
  ['Messages given up (dead letters)', 'messages an hour', ({ deadLetters }) => deadLetters],
  ['Messages answered by "too many"', 'messages an hour', ({ throttled }) => throttled],
];

function said({ sent, retries, received }: PartnerOverTime): number[] {
  return sent.map((first, slot) => first + retries[slot]! + received[slot]!);
}

/** What never happened has no picture. */
function traffic(arms: readonly SeriesArm[], axis: TimeAxis): Markup {
  const pictures = TRAFFIC.flatMap(([title, unit, of]) => {
    const lines = arms.map(({ series }) => {
      const lists = series.partners.map(of);
      const sums = Array.from({ length: series.slots }, (_, slot) =>
        lists.reduce((sum, list) => sum + list[slot]!, 0),
      );
      return { any: sums.some((sum) => sum > 0), points: ratePoints(series, sums, HOUR_MS) };
    });
    if (!lines.some(({ any }) => any)) return [];
    const drawn = seriesPicture(
      `${title}, all partners, by policy`,
      unit,
      axis,
      lines.map(({ points }) => points),
    );
    return [html`<figure>${drawn}<figcaption>${title}, all partners</figcaption></figure>`];
  });
  return html`<div class="pictures">${pictures}</div>`;
}

function drift(
  report: OutboundRunReport,
  arms: readonly SeriesArm[],
  names: ReadonlyMap<number, string>,
): Markup {
  const found = (arm: OutboundArmReport, no: number): PartnerOverTime | undefined =>
    arms.find((each) => report.arms[each.no] === arm)?.series.partners.find((each) => each.no === no);
  const total = (arm: OutboundArmReport, no: number) => arm.partners.find((each) => each.no === no);
  const drawn = report.arms.filter((arm) => arms.some((each) => report.arms[each.no] === arm));
  return html`${groupTable(
    'Drift by partner: the first third of the time in which orders came in against the last, warm-up left out',
    'Partner',
    drawn,
    (arm) =>
      (arms.find((each) => report.arms[each.no] === arm)?.series.partners ?? []).map(({ no }) => ({
        no,
        name: names.get(no) ?? `partner ${no}`,
      })),
    [
      { title: 'Retries, in all', cell: (arm, no) => count(total(arm, no)?.retries ?? null) },
      { title: 'Throttled, in all', cell: (arm, no) => count(total(arm, no)?.throttled ?? null) },
      { title: 'Dead letters, in all', cell: (arm, no) => count(total(arm, no)?.deadLetters ?? null) },
      { title: 'Faults, first third', cell: (arm, no) => count(found(arm, no)?.first.faults ?? null) },
      { title: 'Faults, last', cell: (arm, no) => count(found(arm, no)?.last.faults ?? null) },
      { title: 'Answer, median, first third', cell: (arm, no) => answered(found(arm, no)?.first) },
      { title: 'Answer, last', cell: (arm, no) => answered(found(arm, no)?.last) },
      { title: 'Slower by', cell: (arm, no) => slower(found(arm, no)) },
      { title: 'Errors of 1,000 sent, first third', cell: (arm, no) => errors(found(arm, no)?.first) },
      { title: 'Errors, last', cell: (arm, no) => errors(found(arm, no)?.last) },
    ],
  )}
<p class="soft">Slower by: the median of the same question, so that other questions make no drift; above 0 answers take longer by the end. A dash: too few
to tell. Medians are to within a sixteenth. Errors: messages transmitted again and messages given up.</p>`;
}

function answered(third: PartnerThird | undefined): string {
  return third === undefined || third.answerMsP50 === null ? NONE : wait(third.answerMsP50);
}

function slower(partner: PartnerOverTime | undefined): string {
  const drift = partner?.answerDrift ?? null;
  return drift === null ? NONE : `${drift > 0 ? '+' : ''}${figure(drift, 'share')}`;
}

function errors(third: PartnerThird | undefined): string {
  if (third === undefined || third.sent === 0) return NONE;
  return decimal(((third.retries + third.deadLetters) / third.sent) * 1000, 1);
}
