/**
 * What a model of `node-and-carrier` is shown: one row an option, these columns in this order.
 *
 * 1. Pure: a function of the question as it was put. The same question gives the same bits everywhere.
 * 2. Whole numbers only. A float32 holds them exactly up to 2^24, and so a linear model with small binary weights gives
 *    the same score in whatever order, and with whatever fused operations, a runtime adds it up.
 * 3. A column is never moved, dropped or given another meaning: that is a new version, and a new digest. A model says
 *    which digest it was made for.
 */
import { sha256Hex } from '../model/sha256.ts';
import type { NodeAndCarrierContext, NodeAndCarrierOption } from './node-and-carrier.ts';

/** A column; its name is a type, so that a misspelt one is found. */
const feature = <Name extends string>(name: Name, unit: string, doc: string) => ({ name, unit, doc });

export const NODE_AND_CARRIER_FEATURES = {
  version: 1,
  features: [
    feature('freight', 'minor units', '0 where no rate covers it'),
    feature('warehouse', 'minor units', 'handling at the plant'),
    feature('priced', '0 or 1', '1 where a rate covers it'),
    feature('transit', 'days', 'of the table'),
    feature('shortfall', 'hours', 'by which transit alone misses the promise, >= 0, rounded up'),
    feature('tightness', 'hours', 'missing from two days of slack, 0..48'),
    feature('air', '0 or 1', 'mode AIR'),
    feature('ocean', '0 or 1', 'mode OCEAN'),
    feature('units', 'pieces', 'ordered'),
    feature('weight', 'kg', 'rounded'),
    feature('openOrders', 'orders', 'planned at the plant and not yet issued, as the view has it'),
    feature('instructed', '0 or 1', '1 where the order list says so'),
  ],
} as const;

export const FEATURE_COUNT = NODE_AND_CARRIER_FEATURES.features.length;

/** Names, units and order: 16 hexadecimal digits. */
export const NODE_AND_CARRIER_FEATURES_DIGEST: string = sha256Hex(
  JSON.stringify([
    NODE_AND_CARRIER_FEATURES.version,
    ...NODE_AND_CARRIER_FEATURES.features.map(({ name, unit }) => [name, unit]),
  ]),
).slice(0, 16);

/** A view as it stood when the question was put. */
export interface ViewOfPlant {
  readonly type: string;
  readonly key: number;
  readonly state: unknown;
}

export interface NodeAndCarrierQuestion {
  /** When it was put, epoch ms. */
  readonly now: number;
  readonly context: NodeAndCarrierContext;
  /** The options offered. */
  readonly options: readonly NodeAndCarrierOption[];
  readonly views: readonly ViewOfPlant[];
}

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const SLACK_HOURS = 48;

/** One row of `FEATURE_COUNT` numbers an option, row by row. */
export function nodeAndCarrierFeatures(question: NodeAndCarrierQuestion): Float32Array {
  const { options } = question;
  const rows = new Float32Array(options.length * FEATURE_COUNT);
  const backlog = openOrders(question.views);
  options.forEach((option, i) => {
    rows.set(rowOf(question, option, backlog.get(option.plant) ?? 0), i * FEATURE_COUNT);
  });
  return rows;
}

/** In the order of the list above. */
function rowOf(
  { now, context }: NodeAndCarrierQuestion,
  option: NodeAndCarrierOption,
  open: number,
): readonly number[] {
  const slackMs = context.promisedAt - now - option.transitDays * DAY_HOURS * HOUR_MS;
  const slackHours = Math.floor(slackMs / HOUR_MS);
  return [
    Math.round(option.freightMinor ?? 0),
    Math.round(option.warehouseMinor),
    option.freightMinor === null ? 0 : 1,
    option.transitDays,
    Math.max(0, Math.ceil(-slackMs / HOUR_MS)),
    Math.min(SLACK_HOURS, Math.max(0, SLACK_HOURS - slackHours)),
    option.mode === 'AIR' ? 1 : 0,
    option.mode === 'OCEAN' ? 1 : 0,
    context.units,
    Math.round(context.weightGrams / 1000),
    open,
    option.instructed ? 1 : 0,
  ];
}

function openOrders(views: readonly ViewOfPlant[]): ReadonlyMap<number, number> {
  const open = new Map<number, number>();
  for (const { type, key, state } of views) {
    if (type !== 'plant-load' || state === null || state === undefined) continue;
    open.set(key, (state as { readonly openOrders: number }).openOrders);
  }
  return open;
}
