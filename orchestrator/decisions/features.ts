/**
 * What a model of a decision point is shown: one row an option offered, the point's columns in their order. `docs/decisions.md` has
 * them for whoever trains one.
 *
 * 1. Pure: a function of the question as it was put. The same question gives the same bits everywhere.
 * 2. Whole numbers only. A float32 holds them exactly up to 2^24, and so a linear model with small binary weights gives
 *    the same score in whatever order, and with whatever fused operations, a runtime adds it up.
 * 3. A column is never moved, dropped or given another meaning: that is a new version. A model's file says which point, which
 *    version and which columns it was made for.
 */
import type { View } from './view.ts';

/** What a column is made of. */
export interface FeatureCase<Context, Option> {
  /** When the question was put, epoch ms. */
  readonly now: number;
  readonly context: Context;
  readonly option: Option;
  /** Of the option: see `ViewsOfPoint`; undefined = there is none. */
  readonly view: View | undefined;
}

export interface Feature<Context, Option, Name extends string = string> {
  readonly name: Name;
  readonly unit: string;
  readonly doc: string;
  of(asked: FeatureCase<Context, Option>): number;
}

export interface FeatureSet<Context, Option> {
  readonly version: number;
  readonly columns: readonly Feature<Context, Option>[];
}

/** The views that come with a point's questions, and which of them is an option's. */
export interface ViewsOfPoint<Option> {
  /** Kind of actor. */
  readonly type: string;
  /** Key of the view that an option is about; -1 = of none. */
  keyOf(option: Option): number;
}

/** Makes columns of one point; a column's name is a type, so that a misspelt one is found. */
export function columnOf<Context, Option>() {
  return <Name extends string>(
    name: Name,
    unit: string,
    doc: string,
    of: (asked: FeatureCase<Context, Option>) => number,
  ): Feature<Context, Option, Name> => ({ name, unit, doc, of });
}

export interface FeatureQuestion<Context, Option> {
  readonly now: number;
  readonly context: Context;
  /** The options offered. */
  readonly options: readonly Option[];
  readonly views: readonly View[];
}

/** Rows of as many numbers as there are columns, row by row. */
export function featureRows<Context, Option>(
  { columns }: FeatureSet<Context, Option>,
  about: ViewsOfPoint<Option> | null,
  { now, context, options, views }: FeatureQuestion<Context, Option>,
): Float32Array {
  const rows = new Float32Array(options.length * columns.length);
  const byKey = new Map<number, View>();
  for (const view of views) if (view.type === about?.type) byKey.set(view.key, view);
  let at = 0;
  for (const option of options) {
    const view = about === null ? undefined : byKey.get(about.keyOf(option));
    const asked = { now, context, option, view };
    for (const column of columns) rows[at++] = column.of(asked);
  }
  return rows;
}

/** `name [unit]` of each column, in their order: what a model's file must say it was made for. */
export function columnsOf({ columns }: FeatureSet<never, never>): readonly string[] {
  return columns.map(({ name, unit }) => `${name} [${unit}]`);
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const VIEW_AGE_MINUTES_MAX = 7 * 24 * 60;

/** 0 or 1. */
export function flag(is: boolean): number {
  return is ? 1 : 0;
}

/** Rounded down. */
export function minutes(ms: number): number {
  return Math.floor(ms / MINUTE_MS);
}

/** Rounded up, at least 0. */
export function hoursOver(ms: number): number {
  return Math.max(0, Math.ceil(ms / HOUR_MS));
}

const SLACK_HOURS = 48;

/** Hours missing from two days of slack, 0..48. */
export function tightness(slackMs: number): number {
  return Math.min(SLACK_HOURS, Math.max(0, SLACK_HOURS - Math.floor(slackMs / HOUR_MS)));
}

/** Of a view, rounded down, at most a week; a week where there is none. */
export function viewMinutes(view: View | undefined): number {
  const ageMs = view?.ageMs ?? null;
  return ageMs === null ? VIEW_AGE_MINUTES_MAX : Math.min(VIEW_AGE_MINUTES_MAX, minutes(ageMs));
}
