/** How figures of outbound fulfilment are written, and what their parts are called: the same in the terminal and in the report. */
import type { Better, OutboundKpiUnit } from '../kpis/outbound/catalogue.ts';
import type { CaseKind } from '../kpis/outbound/exception-kpis.ts';
import { POTS, type Pot } from '../kpis/outbound/landed-cost.ts';
import type { Stage } from '../kpis/outbound/outcomes/stages.ts';
import type { RunEndReason } from '../run-head.ts';
import { count, decimal, duration, money, share } from '../text/format.ts';
import type { InputReport } from './outbound-report.ts';

/** No value. */
export const NONE = '–';

/** By the unit of a KPI. */
export function figure(value: number | null, unit: OutboundKpiUnit): string {
  if (value === null) return NONE;
  switch (unit) {
    case 'count':
      return count(value);
    case 'share':
      return share(value);
    case 'ms':
      return duration(value);
    case 'money':
    case 'money/kg':
      return money(value);
    case 'days':
      return `${decimal(value, 1)} d`;
    case 'kg':
      return `${decimal(value, 0)} kg`;
    case 'ratio':
      return decimal(value, 2);
  }
}

/** What stands beside figures of this unit that do not say it themselves. */
export function unitWords(unit: OutboundKpiUnit, currency: string): string {
  switch (unit) {
    case 'count':
      return 'number';
    case 'share':
      return '%';
    case 'ms':
      return 'time';
    case 'money':
      return currency;
    case 'money/kg':
      return `${currency} per kg`;
    case 'days':
      return 'd';
    case 'kg':
      return 'kg';
    case 'ratio':
      return 'ratio';
  }
}

/** Against the baseline: percentage points for shares, per cent for the rest. */
export function difference(baseline: number | null, other: number | null, unit: OutboundKpiUnit): string {
  if (baseline === null || other === null) return NONE;
  if (unit !== 'share') return percent(baseline, other);
  const points = (other - baseline) * 100;
  return signed(points, 'pp');
}

export function percent(baseline: number, other: number): string {
  if (baseline === 0) return other === 0 ? '0.0 %' : NONE;
  return signed(((other - baseline) / Math.abs(baseline)) * 100, '%');
}

function signed(value: number, unit: string): string {
  const text = decimal(value, 1);
  return `${Number(value.toFixed(1)) > 0 ? '+' : ''}${text} ${unit}`;
}

/** Whether the other is better than the baseline; null = the same as shown, or nobody can say. */
export function isBetter(baseline: number | null, other: number | null, better: Better): boolean | null {
  if (better === 'neither' || baseline === null || other === null || baseline === other) return null;
  return other > baseline === (better === 'more');
}

/** Mostly it is far less than a second. */
export function wait(ms: number): string {
  return ms < 1000 ? `${decimal(ms, 0)} ms` : duration(ms);
}

/** A little is not nothing. */
export function busyFigure(value: number): string {
  return value > 0 && value < 0.0005 ? '< 0.1 %' : share(value);
}

export const POT_TITLES: Readonly<Record<Pot, string>> = {
  freight: 'Freight',
  expedite: 'Expediting',
  customs: 'Customs fees',
  claimCredits: 'Claims credited by carriers',
  goodsLost: 'Goods lost or damaged',
  handling: 'Handling',
  receiving: 'Receiving labour',
  labour: 'Warehouse labour',
  machines: 'Robots and conveyors',
  holding: 'Holding stock',
  latePenalty: 'Penalties for late orders',
  returns: 'Returns',
  tasks: "People's time on tasks",
  it: 'Running the orchestrator',
};

/** Not everywhere is a border, a dock or a machine. */
const WHERE_ANY: readonly Pot[] = ['customs', 'receiving', 'machines'];

/** Without those of what is not there. */
export function shownPots(arms: readonly { readonly pots: Readonly<Record<Pot, number>> }[]): Pot[] {
  return POTS.filter((pot) => !WHERE_ANY.includes(pot) || arms.some(({ pots }) => pots[pot] !== 0));
}

export const STAGE_TITLES: Readonly<Record<Stage, string>> = {
  source: 'Release to reservation',
  pick: 'Reservation to picked',
  pack: 'Picked to packed',
  dock: 'Packed to gone',
  road: 'Gone to arrived',
};

export const CASE_TITLES: Readonly<Record<CaseKind, string>> = {
  creditHold: 'Orders on credit hold',
  loadAtRisk: 'Loads at risk of coming late',
  disputedBill: 'Freight bills disputed',
  claim: 'Claims against carriers',
  exceptionCase: 'Inputs that nobody expected',
};

export const END_WORDS: Readonly<Record<RunEndReason, string>> = {
  empty: 'ran until nothing was left to do',
  horizon: "stopped at the scenario's horizon: what was open then counts as open",
  until: 'stopped at the time given with --until: what was open then counts as open',
  interrupted: 'was interrupted: what was open then counts as open',
  violated: 'was stopped by an invariant that did not hold: no figure counts',
  running: 'has not ended',
  unknown: 'ended in a way that its run.json does not tell',
};

/** What was read of an order list, a sentence each. */
export function inputWords({ facts, orders, leftOut, rejects }: InputReport): string[] {
  const words = [`${count(orders)} orders are run`, ...facts];
  if (leftOut > 0) words.push(`${count(leftOut)} orders are left out by the scenario or the command line`);
  if (rejects > 0) words.push(`${count(rejects)} rows are no orders: rejects.csv says where and why`);
  return words;
}

/** `acknowledgementLost`, `call-lost`, `DENIED_PARTY` -> lower case words. */
export function words(name: string): string {
  return name
    .replace(/[-_]/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}
