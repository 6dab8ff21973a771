/** A process map as tables: every step, and the courses that lives took. */
import type { ProcessEdge, ProcessMap, ProcessVariants } from '../../aggregates/process-map/process-map.ts';
import { words } from '../../outbound/figures.ts';
import { count, duration, share } from '../../text/format.ts';
import { html, Markup } from '../markup.ts';
import { type Cell, row, table } from '../parts/tables.ts';

/** Of steps beyond only their number is told. */
const ROWS_MAX = 200;
/** A share of 1 is so wide. */
const BAR_REM = 5;
/** Heads of rows are one line elsewhere. */
const WRAPPED = new Markup('style="display:block;white-space:normal;min-width:15rem;margin:0"');
/** No more events than these are named as missing. */
const NAMED_MAX = 3;

/** Of all that came next after the same event, in lives of the same kind, the share that was this. */
export function shareOfNext(edges: readonly ProcessEdge[]): (edge: ProcessEdge) => number {
  const key = ({ from, of }: ProcessEdge): string => JSON.stringify([of, from]);
  const all = new Map<string, number>();
  for (const edge of edges) all.set(key(edge), (all.get(key(edge)) ?? 0) + edge.count);
  return (edge) => edge.count / Math.max(1, all.get(key(edge)) ?? 0);
}

export function stepsTable(caption: string, { edges }: ProcessMap): Markup {
  const shareOf = shareOfNext(edges);
  const heads: Cell[] = [
    'From',
    left('To'),
    left('Along the life of'),
    'Times',
    'Share of what came next',
    'Median time',
    '90th percentile',
  ];
  const frequent = new Set([...edges].sort((x, y) => y.count - x.count).slice(0, ROWS_MAX));
  const rows = edges
    .filter((edge) => frequent.has(edge))
    .map((edge) =>
      row(edge.from === null ? '(begins)' : words(edge.from), [
        left(edge.to === null ? '(nothing more)' : words(edge.to)),
        left(`each ${edge.of}`),
        count(edge.count),
        share(shareOf(edge)),
        duration(edge.medianMs),
        duration(edge.p90Ms),
      ]),
    );
  const more = edges.length - rows.length;
  return html`${table(caption, heads, rows)}${more > 0 ? html`<p class="soft">And ${count(more)} that are rarer.</p>` : null}`;
}

/** @param what lives are called, many of them */
export function variantsTable(caption: string, what: string, variants: ProcessVariants): Markup {
  const { lives, top, others } = variants;
  const main = top[0]?.events ?? [];
  const heads: Cell[] = ['Course', left('Share'), what, 'Median time'];
  const rows = top.map(({ events, lives: own, medianMs }, i) =>
    courseRow(courseCell(events, main, i), own / lives, own, medianMs),
  );
  if (others.variants > 0) {
    const named = `${others.more ? 'at least ' : ''}${count(others.variants)} other${others.variants === 1 ? '' : 's'}`;
    rows.push(courseRow(html`${named}`, others.lives / lives, others.lives, others.medianMs));
  }
  return table(caption, heads, rows, 'courses');
}

function courseRow(head: Markup, part: number, lives: number, medianMs: number | null): Markup {
  return row(head, [
    html`<span class="left">${bar(part)} ${share(part)}</span>`,
    count(lives),
    duration(medianMs),
  ]);
}

/** The most frequent one as a whole; of the others what tells them from it, and the whole to be opened. */
function courseCell(events: readonly string[], main: readonly string[], i: number): Markup {
  const steps = events.map((event) =>
    main.includes(event) ? html`${words(event)}` : html`<strong>${words(event)}</strong>`,
  );
  const whole = steps.flatMap((step, at) => (at === 0 ? [step] : [html` → `, step]));
  if (i === 0) return html`<span ${WRAPPED}><strong>The most frequent</strong><br>${whole}</span>`;
  return html`<details ${WRAPPED}><summary>${differenceFrom(main, events)}</summary><span class="soft">${whole}</span></details>`;
}

function differenceFrom(main: readonly string[], events: readonly string[]): string {
  const more = [...new Set(events.filter((event) => !main.includes(event)))];
  const less = main.filter((event) => !events.includes(event));
  const again = [
    ...new Set(events.filter((event, at) => main.includes(event) && events.indexOf(event) < at)),
  ];
  const parts = [
    ...(more.length > 0 ? [`with ${list(more)}`] : []),
    ...(less.length > 0 ? [`without ${list(less)}`] : []),
    ...(again.length > 0 ? [`${list(again)} again`] : []),
  ];
  const text = parts.length === 0 ? 'in another order' : parts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function list(events: readonly string[]): string {
  const named = events.slice(0, NAMED_MAX).map(words);
  const rest = events.length - named.length;
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ');
}

function bar(part: number): Markup {
  const rem = Math.round(part * BAR_REM * 100) / 100;
  return html`<span aria-hidden="true" style="display:inline-block;width:${BAR_REM}rem"><span style="display:inline-block;width:${rem}rem;height:.7rem;background:var(--part0)"></span></span>`;
}

function left(text: string): Markup {
  return html`<span class="left">${text}</span>`;
}
