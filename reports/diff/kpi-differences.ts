/**
 * KPIs and cost pots of two arms side by side.
 *
 * 1. What differs by less than its figures show is no difference to a reader: it counts as the same.
 */
import { OUTBOUND_KPIS, type OutboundKpi } from '../kpis/outbound/catalogue.ts';
import { POTS, type Pot } from '../kpis/outbound/landed-cost.ts';
import { figure, isBetter, POT_TITLES } from '../outbound/figures.ts';
import type { KpiDifference, PotDifference } from './diff-report.ts';
import type { SideArm } from './run-side.ts';

export interface KpiDifferences {
  readonly kpis: readonly KpiDifference[];
  readonly same: readonly KpiDifference[];
}

export function kpiDifferences(one: SideArm, other: SideArm): KpiDifferences {
  const known = Object.keys(OUTBOUND_KPIS);
  const there = new Set([...Object.keys(one.kpis), ...Object.keys(other.kpis)]);
  const names = [
    ...known.filter((name) => there.has(name)),
    ...[...there].filter((name) => !known.includes(name)).sort(),
  ];
  const all = names.map((name) => differenceOf(name, one.kpis[name] ?? null, other.kpis[name] ?? null));
  return { kpis: all.filter((each) => !isSame(each)), same: all.filter(isSame) };
}

function differenceOf(kpi: string, one: number | null, other: number | null): KpiDifference {
  const definition = kpi in OUTBOUND_KPIS ? OUTBOUND_KPIS[kpi as OutboundKpi] : null;
  const difference = one === null || other === null ? null : other - one;
  return {
    kpi,
    title: definition?.title ?? kpi,
    unit: definition?.unit ?? null,
    one,
    other,
    difference,
    relative: difference === null || one === null || one === 0 ? null : difference / Math.abs(one),
    better: definition === null ? null : isBetter(one, other, definition.better),
  };
}

function isSame({ one, other, unit }: KpiDifference): boolean {
  if (one === other) return true;
  if (one === null || other === null) return false;
  return unit !== null && figure(one, unit) === figure(other, unit);
}

/** Only pots that differ, in the order in which they are shown. */
export function potDifferences(one: SideArm, other: SideArm): PotDifference[] {
  const others = [...Object.keys(one.pots), ...Object.keys(other.pots)].filter((pot) => !isPot(pot));
  return [...POTS, ...new Set(others)].flatMap((pot) => {
    const values = { one: one.pots[pot] ?? 0, other: other.pots[pot] ?? 0 };
    return values.one === values.other ? [] : [{ pot, title: isPot(pot) ? POT_TITLES[pot] : pot, ...values }];
  });
}

function isPot(pot: string): pot is Pot {
  return (POTS as readonly string[]).includes(pot);
}
