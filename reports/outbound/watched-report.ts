/**
 * A report that may be of another version, or cut down by somebody: whoever reads a field that is not there is stopped with its name,
 * in the place of going on with `undefined`.
 *
 * 1. What may be absent in a whole report may be absent here. A KPI that is not there is null, as one that has no value.
 * 2. A report that is whole reads as it is.
 */
import { OUTBOUND_KPI_NAMES } from '../kpis/outbound/catalogue.ts';
import type { OutboundRunReport } from './outbound-report.ts';
import { mendedReport } from './report-shapes.ts';

const MAY_BE_ABSENT: ReadonlySet<PropertyKey> = new Set([
  'audit',
  'featureFaults',
  'governance',
  'learned',
  'modelDigest',
  'notRun',
  'openTasks',
  'otherPolicies',
  'parts',
  'plausible',
  'scores',
  // Of JSON and promises, which look for them on every object.
  'toJSON',
  'then',
]);

/** Lists that much of a report is shown without. Of assumptions an empty list would say that every parameter has a source. */
const LISTS = ['thresholds', 'warnings'] as const;

const NAMED_MAX = 6;

/** @param raw what `run.json` holds, whose arms are a list */
export function watchedReport(raw: Readonly<Record<string, unknown>>): {
  readonly report: OutboundRunReport;
  /** A sentence each. */
  readonly missing: readonly string[];
} {
  const { found, gaps: changed } = mendedReport(raw);
  const arms = (found.arms as readonly Readonly<Record<string, unknown>>[]).map((arm) =>
    watched({ ...arm, ...partsOf(arm, ['platform', 'pots', 'deadLetters']), kpis: kpisOf(arm) }, 'an arm'),
  );
  const parts = partsOf(found, ['scenario', 'versions', 'world']);
  const absent = LISTS.filter((name) => !(name in raw));
  const lists = Object.fromEntries(LISTS.filter((name) => !(name in found)).map((name) => [name, []]));
  const report = watched({ ...found, ...lists, ...parts, arms }, 'run.json') as unknown as OutboundRunReport;
  const gaps = absent.map((name) => `${name[0]!.toUpperCase()}${name.slice(1)}: run.json has no "${name}"`);
  return {
    report,
    missing: [...changed, ...gaps, ...kpiGaps(found.arms as readonly Readonly<Record<string, unknown>>[])],
  };
}

/** null = the report does not say. */
export function assumptionsIn(report: OutboundRunReport): readonly string[] | null {
  return 'assumptions' in report ? report.assumptions : null;
}

function watched<Fields extends object>(fields: Fields, what: string): Fields {
  return new Proxy(fields, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target || MAY_BE_ABSENT.has(key))
        return Reflect.get(target, key, receiver);
      throw new Error(`${what} has no "${key}"`);
    },
  });
}

/** Those of its fields that hold fields themselves. */
function partsOf(
  fields: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const part = fields[name];
      return isFields(part) ? [[name, watched({ ...part }, `"${name}"`)]] : [];
    }),
  );
}

function kpisOf({ kpis }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const there = isFields(kpis) ? kpis : {};
  const absent = OUTBOUND_KPI_NAMES.filter((name) => !(name in there));
  return { ...there, ...Object.fromEntries(absent.map((name) => [name, null])) };
}

function kpiGaps(arms: readonly Readonly<Record<string, unknown>>[]): string[] {
  const absent = OUTBOUND_KPI_NAMES.filter((name) =>
    arms.some(({ kpis }) => !isFields(kpis) || !(name in kpis)),
  );
  if (absent.length === 0) return [];
  const more = absent.length > NAMED_MAX ? `, and ${absent.length - NAMED_MAX} more` : '';
  return [
    `KPIs that this run does not have, shown as a dash: ${absent.slice(0, NAMED_MAX).join(', ')}${more}`,
  ];
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
