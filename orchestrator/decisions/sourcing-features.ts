/**
 * What a model of `sourcing` is shown: one row an option offered, these columns in this order. `docs/models.md` has them for
 * whoever trains one.
 *
 * 1. Pure: a function of the question as it was put. The same question gives the same bits everywhere.
 * 2. Whole numbers only. A float32 holds them exactly up to 2^24, and so a linear model with small binary weights gives
 *    the same score in whatever order, and with whatever fused operations, a runtime adds it up.
 * 3. A column is never moved, dropped or given another meaning: that is a new version. A model's file says which version
 *    and which columns it was made for.
 */
import { coverage, type SourcingContext, type SourcingOption } from './sourcing.ts';

/** A column; its name is a type, so that a misspelt one is found. */
const feature = <Name extends string>(name: Name, unit: string, doc: string) => ({ name, unit, doc });

export const SOURCING_FEATURES = {
  point: 'sourcing',
  version: 1,
  features: [
    feature('freight', 'minor units', '0 where no rate covers it'),
    feature('handling', 'minor units', 'at the node, of what it keeps'),
    feature('priced', '0 or 1', '1 where a rate covers it'),
    feature('transit', 'days', 'of the rating'),
    feature('shortfall', 'hours', 'by which transit alone misses the promise, >= 0, rounded up'),
    feature('tightness', 'hours', 'missing from two days of slack, 0..48'),
    feature('parcel', '0 or 1', 'mode PARCEL'),
    feature('air', '0 or 1', 'mode AIR'),
    feature('ocean', '0 or 1', 'mode OCEAN'),
    feature('lines', 'lines', 'open'),
    feature('units', 'pieces', 'open, of all lines'),
    feature('weight', 'kg', 'of what is open, rounded'),
    feature('uncovered', 'pieces', 'open that the stock view of the node does not show'),
    feature('viewAge', 'minutes', 'of that view, rounded down, at most a week; a week where there is none'),
    feature('shipComplete', '0 or 1', '1 where the customer takes no partial shipment'),
    feature('dangerous', '0 or 1', '1 where a line is dangerous goods'),
    feature('priority', 'rank', '0 is the most urgent'),
    feature('instructed', '0 or 1', '1 where the order list says so'),
  ],
} as const;

export type SourcingFeature = (typeof SOURCING_FEATURES.features)[number]['name'];

export const SOURCING_FEATURE_COUNT = SOURCING_FEATURES.features.length;

/** `name [unit]` of each column, in their order: what a model's file must say it was made for. */
export const SOURCING_COLUMNS: readonly string[] = SOURCING_FEATURES.features.map(
  ({ name, unit }) => `${name} [${unit}]`,
);

/** A view as it stood when the question was put: its key is the node. */
export interface ViewOfNode {
  readonly type: string;
  readonly key: number;
  /** Since it last took something in; null = it does not exist yet. */
  readonly ageMs: number | null;
  readonly state: unknown;
}

export interface SourcingQuestion {
  /** When it was put, epoch ms. */
  readonly now: number;
  readonly context: SourcingContext;
  /** The options offered. */
  readonly options: readonly SourcingOption[];
  readonly views: readonly ViewOfNode[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const SLACK_HOURS = 48;
const VIEW_AGE_MINUTES_MAX = 7 * 24 * 60;

/** One row of `SOURCING_FEATURE_COUNT` numbers an option, row by row. */
export function sourcingFeatures(question: SourcingQuestion): Float32Array {
  const { options, views } = question;
  const rows = new Float32Array(options.length * SOURCING_FEATURE_COUNT);
  const byNode = new Map<number, ViewOfNode>();
  for (const view of views) if (view.type === 'stock-view') byNode.set(view.key, view);
  options.forEach((option, i) => {
    rows.set(rowOf(question, option, byNode.get(option.node)), i * SOURCING_FEATURE_COUNT);
  });
  return rows;
}

/** In the order of the list above. */
function rowOf(
  { now, context }: SourcingQuestion,
  option: SourcingOption,
  view: ViewOfNode | undefined,
): readonly number[] {
  const slackMs = context.promisedAt - now - option.transitDays * DAY_HOURS * HOUR_MS;
  const slackHours = Math.floor(slackMs / HOUR_MS);
  return [
    Math.round(option.freightMinor ?? 0),
    Math.round(option.handlingMinor),
    option.freightMinor === null ? 0 : 1,
    option.transitDays,
    Math.max(0, Math.ceil(-slackMs / HOUR_MS)),
    Math.min(SLACK_HOURS, Math.max(0, SLACK_HOURS - slackHours)),
    option.mode === 'PARCEL' ? 1 : 0,
    option.mode === 'AIR' ? 1 : 0,
    option.mode === 'OCEAN' ? 1 : 0,
    context.products.length,
    context.totalUnits,
    Math.round(context.weightGrams / 1000),
    context.totalUnits - coverage(context, view),
    viewMinutes(view),
    context.shipComplete ? 1 : 0,
    context.dangerous ? 1 : 0,
    context.priority,
    option.instructed ? 1 : 0,
  ];
}

function viewMinutes(view: ViewOfNode | undefined): number {
  const ageMs = view?.ageMs ?? null;
  return ageMs === null
    ? VIEW_AGE_MINUTES_MAX
    : Math.min(VIEW_AGE_MINUTES_MAX, Math.floor(ageMs / MINUTE_MS));
}
