/**
 * The kinds of what stands in a `run.json`: somebody may have changed a field of it. One of another kind is taken out or replaced and
 * named, and all else is shown.
 *
 * 1. A field that is whole stays as it is, and one that is not there is no matter of this.
 * 2. No figure is made up: a number is taken out, and a text says that it could not be read.
 */
import { OUTBOUND_KPIS } from '../kpis/outbound/catalogue.ts';
import { END_WORDS } from './figures.ts';

type Fields = Readonly<Record<string, unknown>>;
type Kind =
  | 'text'
  | 'number'
  | 'text or number'
  | 'text or null'
  | 'end'
  | 'texts'
  | 'list'
  | 'fields'
  | 'fields or null'
  | 'numbers'
  | 'thresholds';
type Shape = Readonly<Record<string, Kind | { readonly of: Shape }>>;

/** In the place of a text. */
const UNREADABLE = '(unreadable)';

const ARM: Shape = {
  summary: 'text',
  modelDigest: 'text',
  carrierPolicy: 'text',
  delayPolicy: 'text',
  otherPolicies: 'fields',
  digest: 'text',
  businessDigest: 'text',
  outcomeDigest: 'text',
  audit: 'fields',
  events: 'number',
  steps: 'number',
  messages: 'number',
  endedAt: 'number',
  end: 'end',
  violation: 'text or null',
  kpis: 'fields',
  pots: 'numbers',
  paired: 'fields or null',
  byNode: 'list',
  byCarrier: 'list',
  open: 'numbers',
  openTasks: 'list',
  faults: 'numbers',
  platform: 'fields',
  governance: 'fields',
  learned: 'list',
  days: 'list',
  lateness: 'list',
  stages: 'list',
  nodeWork: 'list',
  modes: 'list',
  tenders: 'list',
  cases: 'list',
  exceptionClasses: 'list',
  roles: 'list',
  people: 'list',
  decisions: 'list',
  traffic: 'list',
  partners: 'list',
  deadLetters: 'fields',
  faultPlaces: 'list',
  notes: 'numbers',
};

const HEAD: Shape = {
  end: 'end',
  scenario: { of: { name: 'text', title: 'text', story: 'text', digest: 'text' } },
  seed: 'text or number',
  reproduce: 'text',
  versions: { of: { dray: 'text', node: 'text', v8: 'text' } },
  digest: 'text',
  businessDigest: 'text',
  outcomeDigest: 'text',
  events: 'number',
  currency: 'text',
  startAt: 'number',
  endAt: 'number',
  orders: 'number',
  world: 'numbers',
  input: 'fields or null',
  kpis: 'fields',
  notRun: 'texts',
  thresholds: 'thresholds',
  warnings: 'texts',
  assumptions: 'texts',
  plausible: 'list',
  featureFaults: 'list',
  parts: 'list',
};

const IS: Readonly<Record<Exclude<Kind, keyof typeof EACH>, (value: unknown) => boolean>> = {
  text: isText,
  number: isNumber,
  'text or number': (value) => isText(value) || isNumber(value),
  'text or null': (value) => isText(value) || value === null,
  end: (value) => isText(value) && value in END_WORDS,
  fields: isFields,
  'fields or null': (value) => isFields(value) || value === null,
  numbers: (value) => isFields(value) && Object.values(value).every(isNumber),
};

/** Of lists: what is in them. One that is something else is taken out alone. */
const EACH = {
  texts: isText,
  list: isFields,
  thresholds: isThreshold,
} satisfies Partial<Record<Kind, (value: unknown) => boolean>>;

/** What stands in the place of one that is of another kind; others are taken out. */
const INSTEAD: Partial<Readonly<Record<Kind, string>>> = {
  text: UNREADABLE,
  'text or number': UNREADABLE,
  'text or null': UNREADABLE,
  end: 'unknown',
};

export interface Mended {
  readonly found: Fields;
  /** A sentence each. */
  readonly gaps: readonly string[];
}

/** @param found what `run.json` holds, whose arms are a list of fields */
export function mendedReport(found: Fields): Mended {
  const gaps: string[] = [];
  const head = mended(found, HEAD, '', gaps);
  const arms = (found.arms as readonly Fields[]).map((arm, i) => {
    const shaped = mended(arm, ARM, `arms[${i}].`, gaps);
    return isFields(shaped.kpis)
      ? { ...shaped, kpis: kpisOf(shaped.kpis, `arms[${i}].kpis.`, gaps) }
      : shaped;
  });
  return { found: { ...head, arms }, gaps };
}

function mended(fields: Fields, shape: Shape, path: string, gaps: string[]): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
      const kind = shape[name];
      if (kind === undefined) return [[name, value]];
      if (typeof kind === 'object') return [[name, groupOf(value, kind.of, `${path}${name}`, gaps)]];
      if (isListKind(kind) && Array.isArray(value))
        return [[name, eachOf(value, EACH[kind], `${path}${name}`, gaps)]];
      if (!isListKind(kind) && IS[kind](value)) return [[name, value]];
      gaps.push(`${path}${name}: run.json holds ${kindOf(value)} in its place: it was changed`);
      return kind in INSTEAD ? [[name, INSTEAD[kind]]] : [];
    }),
  );
}

function eachOf(
  list: readonly unknown[],
  isWhole: (value: unknown) => boolean,
  path: string,
  gaps: string[],
): unknown[] {
  return list.filter((value, i) => {
    if (isWhole(value)) return true;
    gaps.push(`${path}[${i}]: run.json holds ${kindOf(value)} in its place: it was changed`);
    return false;
  });
}

function isListKind(kind: Kind): kind is keyof typeof EACH {
  return kind in EACH;
}

/** Texts without which not even the beginning could be shown. */
function groupOf(value: unknown, shape: Shape, path: string, gaps: string[]): Fields {
  const unread = Object.fromEntries(Object.keys(shape).map((name) => [name, UNREADABLE]));
  if (!isFields(value)) {
    gaps.push(`${path}: run.json holds ${kindOf(value)} in its place: it was changed`);
    return unread;
  }
  for (const name of Object.keys(shape))
    if (!(name in value)) gaps.push(`${path}.${name}: run.json does not have it`);
  return { ...unread, ...mended(value, shape, `${path}.`, gaps) };
}

/** null = it has no value. */
function kpisOf(kpis: Fields, path: string, gaps: string[]): Fields {
  return Object.fromEntries(
    Object.entries(kpis).map(([name, value]) => {
      if (value === null || isNumber(value)) return [name, value];
      gaps.push(
        `${path}${name}: run.json holds ${kindOf(value)} in its place, shown as a dash: it was changed`,
      );
      return [name, null];
    }),
  );
}

function kindOf(value: unknown): string {
  if (Array.isArray(value))
    return value.every(isText) || value.every(isFields) ? 'a list' : 'a list of other things';
  if (isFields(value)) return 'another object';
  if (value === null) return 'null';
  return isText(value) ? 'another text' : `a ${typeof value}`;
}

function isThreshold(value: unknown): boolean {
  if (!isFields(value)) return false;
  const { kpi, policy, bound, value: reached, passed } = value;
  return (
    isText(kpi) &&
    kpi in OUTBOUND_KPIS &&
    isText(policy) &&
    isText(bound) &&
    (reached === null || isNumber(reached)) &&
    typeof passed === 'boolean'
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
