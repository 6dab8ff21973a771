/**
 * A figure in the report of an arm, by what a page's file calls it: a KPI by its name, anything else by its path, or sums of them.
 *
 * 1. `a + b - c / d` is all that stands before ` / ` over what stands after it; null where any of it is null, or `d` is 0.
 * 2. A step of a path is a key, or the name (or role) of an entry of a list: `partners.WMS.doorP95`, `faults.line.poison`;
 *    `*` is the sum over all entries.
 * 3. What did not happen is not listed among faults and notes: there it is 0, so what is misspelt is, too.
 * 4. `written.EVENT` is how often the business event was written.
 */
import type { OutboundArmReport } from '#reports/outbound/outbound-report';
import { EVENT_RULES } from '#scenarios/invariants/outbound/events';
import { assert } from '#sim/assert';

export interface Reported extends OutboundArmReport {
  /** By business event; those that did not happen have 0. */
  readonly written: Readonly<Record<string, number>>;
  /** Against the arm before it, order by order (`paired`: against the first); null = it is the first. */
  readonly pairedBefore: OutboundArmReport['paired'];
}

/** What is listed when it has happened. */
const COUNTED = /^(faults|notes)\./;

/** To be counted in. */
export function noneWritten(): Record<string, number> {
  return Object.fromEntries(Object.keys(EVENT_RULES).map((event) => [event, 0]));
}

/** Throws where nothing of the report is called so. */
export function figureIn(report: Reported, of: string): number | null {
  const [value, by] = of.split(' / ').map((terms) => sumOf(report, terms));
  if (by === undefined || value === null) return value!;
  return by === null || by === 0 ? null : value! / by;
}

function sumOf(report: Reported, terms: string): number | null {
  const [first, ...more] = terms.split(/ (?=[+-] )/);
  return more.reduce<number | null>(
    (sum, term) => {
      const value = valueAt(report, term.slice(2));
      if (sum === null || value === null) return null;
      return term.startsWith('+') ? sum + value : sum - value;
    },
    valueAt(report, first!),
  );
}

function valueAt(report: Reported, path: string): number | null {
  const there = within(report, path.includes('.') ? path : `kpis.${path}`);
  const value = there === undefined && COUNTED.test(path) ? 0 : there;
  assert(
    value === null || typeof value === 'number',
    `"${path}" is no figure of a run: ${JSON.stringify(value)}`,
  );
  return value;
}

/** Names have dots in them, too: the shortest that is there is taken. */
function within(node: unknown, path: string): unknown {
  if (path === '') return node;
  if (typeof node !== 'object' || node === null) return undefined;
  if (Array.isArray(node) && path.startsWith('*.'))
    return node.reduce((sum, entry) => sum + Number(within(entry, path.slice(2))), 0);
  for (let end = path.indexOf('.'); ; end = path.indexOf('.', end + 1)) {
    const step = end < 0 ? path : path.slice(0, end);
    const next = Array.isArray(node) ? entryOf(node, step) : (node as Record<string, unknown>)[step];
    if (next !== undefined) return within(next, end < 0 ? '' : path.slice(end + 1));
    if (end < 0) return undefined;
  }
}

function entryOf(list: readonly unknown[], step: string): unknown {
  if (/^\d+$/.test(step)) return list[Number(step)];
  return list.find((entry) => {
    const { name, role } = entry as { readonly name?: string; readonly role?: string };
    return name === step || role === step;
  });
}
