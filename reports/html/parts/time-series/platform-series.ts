/** The orchestrator hour by hour while orders came in: latency, line, busy workers, load. */
import type { ArmAggregates } from '../../../aggregates/aggregates.ts';
import type { PlatformOverTime } from '../../../aggregates/platform-hours.ts';
import type { OutboundRunReport } from '../../../outbound/outbound-report.ts';
import { count, instant, share } from '../../../text/format.ts';
import { html, type Markup } from '../../markup.ts';
import { armColor, colorKey, HALF, WIDE } from '../../pictures/plot.ts';
import { seriesPicture, type TimeAxis, type TimePoint } from '../../pictures/series.ts';

const HOUR_MS = 3_600_000;
/** Less is a line at 0. */
const SEEN_SHARE = 0.01;
/** More slots get the whole width of the page. */
const HALF_SLOTS_MAX = 200;
const MINUTE_MS = 60_000;
/** Waits of which the longest mean is no longer are told in ms, in minutes. */
const SHORT_MS = 10_000;
const MIDDLING_MS = 5 * HOUR_MS;

interface Drawn {
  readonly axis: TimeAxis;
  /** In the order of the report's arms; null = nothing is known of it. */
  readonly arms: readonly (PlatformOverTime | null)[];
}

/** null = no arm has it. */
export function platformSeries(report: OutboundRunReport, drawn: readonly ArmAggregates[]): Markup | null {
  const arms = report.arms.map(
    ({ policy }) => drawn.find((each) => each.policy === policy)?.platform ?? null,
  );
  const known = arms.filter((platform) => platform !== null);
  if (known.length === 0) return null;
  const endAt = Math.max(...known.map((each) => each.endAt));
  const { fromAt, slotMs } = known[0]!;
  const warmUpUntil = drawn.find(({ overTime }) => overTime !== undefined)?.overTime?.warmUpUntil ?? null;
  const all: Drawn = { arms, axis: { from: fromAt, to: endAt, warmUpUntil, ordersUntil: endAt } };
  return html`<p class="soft" id="platform-hours">While orders came in, up to ${instant(endAt)}; ${widthWords(slotMs)}${warmUpUntil === null ? '' : ', warm-up shaded'}.
An input that waits counts in the hour in which it is stepped, in line on the hour as it stands.</p>
${idle(all)}${colorKey(report.arms.map(({ policy }, arm) => [policy, armColor(arm)]))}
<div class="pictures${wide(known) ? ' wide' : ''}">${latency(all)}${line(all)}${workers(all)}${load(all)}</div>`;
}

function widthWords(slotMs: number): string {
  return slotMs === HOUR_MS
    ? 'a point is an hour'
    : `a point is ${count(slotMs / HOUR_MS)} hours, since there are too many hours to show each; the busiest and the fullest hour of each are kept`;
}

function wide(known: readonly PlatformOverTime[]): boolean {
  return known.some(({ stepped }) => stepped.length > HALF_SLOTS_MAX);
}

function latency(all: Drawn): Markup {
  const most = all.arms.reduce((x, arm) => Math.max(x, ...(arm?.waitedMsMean ?? []).map((ms) => ms ?? 0)), 0);
  const [unit, unitMs] = unitOf(most);
  return figure(
    `Latency of an input: wait for a worker or its actor, and its step; mean, ${unit}`,
    unit,
    all,
    ({ waitedMsMean, stepMs }) => waitedMsMean.map((ms) => (ms === null ? null : (ms + stepMs) / unitMs)),
  );
}

function unitOf(mostMs: number): readonly [unit: string, unitMs: number] {
  if (mostMs < SHORT_MS) return ['ms', 1];
  return mostMs < MIDDLING_MS ? ['minutes', MINUTE_MS] : ['hours', HOUR_MS];
}

function line(all: Drawn): Markup {
  return figure('Inputs in line on the hour, the most', 'inputs', all, ({ inLineMax }) => inLineMax);
}

/** Nothing where they are without limit, or did next to nothing. */
function workers(all: Drawn): Markup | null {
  const limited = limitedOf(all);
  if (limited === null || !isBusy(all)) return null;
  const title = `Workers busy, of ${count(limited.workers)}, ${limited.busyMax === null ? 'mean' : 'the busiest hour'}`;
  return figure(title, 'workers', all, busiest);
}

function idle(all: Drawn): Markup | null {
  const limited = limitedOf(all);
  if (limited === null || isBusy(all)) return null;
  const who = limited.workers === 1 ? 'Its only worker was' : `Its ${count(limited.workers)} workers were`;
  return html`<p>${who} busy for less than ${share(SEEN_SHARE)} of each hour.</p>
`;
}

function limitedOf({ arms }: Drawn): PlatformOverTime | null {
  return arms.find((arm) => arm?.busyMean != null) ?? null;
}

function isBusy({ arms }: Drawn): boolean {
  return arms.some((arm) => arm !== null && busiest(arm).some((busy) => busy >= SEEN_SHARE * arm.workers));
}

function busiest({ busyMax, busyMean }: PlatformOverTime): readonly number[] {
  return busyMax ?? busyMean ?? [];
}

function load(all: Drawn): Markup {
  return figure('Inputs stepped, an hour', 'inputs an hour', all, ({ stepped, fromAt, endAt, slotMs }) =>
    stepped.map((inputs, slot) => (inputs * HOUR_MS) / Math.min(slotMs, endAt - fromAt - slot * slotMs)),
  );
}

function figure(
  title: string,
  unit: string,
  { axis, arms }: Drawn,
  of: (platform: PlatformOverTime) => readonly (number | null)[],
): Markup {
  const known = arms.filter((arm) => arm !== null);
  const lines = arms.map((arm) => (arm === null ? [] : pointsOf(arm, of(arm))));
  const width = wide(known) ? WIDE : HALF;
  return html`<figure>${seriesPicture(`${title}, over time, by policy`, unit, axis, lines, width)}
<figcaption>${title}</figcaption></figure>
`;
}

/** In the middle of each slot. */
function pointsOf(
  { fromAt, slotMs, endAt }: PlatformOverTime,
  values: readonly (number | null)[],
): TimePoint[] {
  return values.map((value, slot) => {
    const from = fromAt + slot * slotMs;
    return { at: (from + Math.min(endAt, from + slotMs)) / 2, value };
  });
}
