/** The summary a run of outbound fulfilment ends with in the terminal: what it cost, how it served, arm by arm. */
import { OUTBOUND_KPIS, type OutboundKpi, type OutboundKpiUnit } from '../kpis/outbound/catalogue.ts';
import { POTS } from '../kpis/outbound/landed-cost.ts';
import { count, decimal, duration, money, share } from '../text/format.ts';
import type { OutboundArmReport, OutboundGroupReport, OutboundRunReport } from './outbound-report.ts';

const SHOWN: readonly OutboundKpi[] = [
  'landedCostPerOrder',
  'orders',
  'ordersShipped',
  'perfectOrder',
  'onTimeDelivery',
  'otif',
  'fillRate',
  'backorderShare',
  'cancellationShare',
  'orderToShipP50',
  'orderToShipP90',
  'cycleTimeP50',
  'cycleTimeP95',
  'loads',
  'firstTenderAcceptance',
  'tenderRejection',
  'tenderDepth',
  'onTimePickup',
  'exceptionRate',
  'invoiceFirstPass',
  'freightCost',
  'expediteShare',
  'claimsRate',
  'co2eKg',
];

const GROUP_COLUMNS: readonly OutboundKpi[] = [
  'ordersShipped',
  'loads',
  'landedCostPerOrder',
  'onTimeDelivery',
  'freightCost',
  'orderToShipP50',
];

export function renderOutboundSummary(report: OutboundRunReport, { color = false } = {}): string {
  const bold = (text: string): string => (color ? `\u001b[1m${text}\u001b[0m` : text);
  const { arms, currency } = report;
  const policies = arms.map((arm, i) => (i === 0 ? `${arm.policy} (baseline)` : arm.policy));
  const head = [`amounts in ${currency}`, ...policies, ...(arms.length === 2 ? ['difference'] : [])];
  const kpiRows = SHOWN.map((name) => kpiRow(name, arms));
  const potRows = POTS.map((pot) => [
    pot,
    ...arms.map((arm) => money(arm.pots[pot])),
    ...(arms.length === 2 ? [percent(arms[0]!.pots[pot], arms[1]!.pots[pot])] : []),
  ]);
  const sections = [
    `${bold(report.scenario.title)}\n${verdict(report)}\n\n${table([head, ...kpiRows])}`,
    `${bold('What it cost')}\n${table([head, ...potRows])}`,
    `${bold('By node')}\n${groups(arms, (arm) => arm.byNode)}`,
    `${bold('By carrier')}\n${groups(arms, (arm) => arm.byCarrier)}`,
  ];
  sections.push(`${bold('Platform')}\n${list(arms.map(platformWords))}`);
  if (report.warnings.length > 0) sections.push(`${bold('Warnings')}\n${list(report.warnings)}`);
  if (report.thresholds.length > 0) sections.push(`${bold('Thresholds')}\n${thresholds(report)}`);
  if (arms.some((arm) => Object.keys(arm.faults).length > 0))
    sections.push(
      `${bold('Faults that happened')}\n${list(arms.map((arm) => `${arm.policy}: ${countsOf(arm.faults)}`))}`,
    );
  const open = arms.map((arm) => `${arm.policy}: ${countsOf(arm.open)}`);
  sections.push(`${bold('Open at the end')}\n${list(open)}`);
  sections.push(
    `${bold('Assumptions')}\n${count(report.assumptions.length)} groups of parameters; dray check lists them`,
  );
  return sections.join('\n\n');
}

function verdict({ arms, currency }: OutboundRunReport): string {
  const violated = arms.find((arm) => arm.violation !== null);
  if (violated !== undefined)
    return `Stopped: ${violated.policy} broke an invariant, so no figure here counts. ${violated.violation}`;
  const [baseline, ...others] = arms;
  if (baseline === undefined) return 'Nothing was run.';
  const say = ({ policy, kpis }: OutboundArmReport): string =>
    `${policy} delivered ${share(kpis.onTimeDelivery)} on time at a landed cost of ${money(kpis.landedCostPerOrder)} ${currency} an order.`;
  return [baseline, ...others].map(say).join(' ');
}

function kpiRow(name: OutboundKpi, arms: readonly OutboundArmReport[]): string[] {
  const { title, unit } = OUTBOUND_KPIS[name];
  const values = arms.map((arm) => arm.kpis[name]);
  const row = [title, ...values.map((value) => figure(value, unit))];
  if (arms.length === 2) row.push(difference(values[0]!, values[1]!, unit));
  return row;
}

/** By the unit of a KPI. */
export function figure(value: number | null, unit: OutboundKpiUnit): string {
  if (value === null) return '–';
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

function difference(baseline: number | null, other: number | null, unit: OutboundKpiUnit): string {
  if (baseline === null || other === null) return '–';
  if (unit !== 'share') return percent(baseline, other);
  const points = (other - baseline) * 100;
  return `${points > 0 ? '+' : ''}${decimal(points, 1)} pp`;
}

function percent(baseline: number, other: number): string {
  if (baseline === 0) return other === 0 ? '0.0 %' : '–';
  const value = ((other - baseline) / Math.abs(baseline)) * 100;
  return `${value > 0 ? '+' : ''}${decimal(value, 1)} %`;
}

function groups(
  arms: readonly OutboundArmReport[],
  of: (arm: OutboundArmReport) => readonly OutboundGroupReport[],
): string {
  const head = ['', 'policy', ...GROUP_COLUMNS.map((name) => OUTBOUND_KPIS[name].title)];
  const rows = arms.flatMap((arm) =>
    of(arm).map(({ name, kpis }) => [
      name,
      arm.policy,
      ...GROUP_COLUMNS.map((column) => figure(kpis[column], OUTBOUND_KPIS[column].unit)),
    ]),
  );
  return table([head, ...rows.toSorted((a, b) => (a[0]! < b[0]! ? -1 : a[0]! > b[0]! ? 1 : 0))]);
}

function thresholds({ thresholds: all }: OutboundRunReport): string {
  return list(
    all.map(({ kpi, policy, bound, value, passed }) => {
      const { title, unit } = OUTBOUND_KPIS[kpi];
      return `${passed ? 'kept  ' : 'MISSED'} ${title} of ${policy}: ${figure(value, unit)}, ${bound}`;
    }),
  );
}

/** Full hours of work with a line before them: it is the orchestrator that does not keep up. */
function platformWords({ policy, platform }: OutboundArmReport): string {
  const { waitedMsMean, waitedMsMax, busyShare, busyShareMax, fullHours, backlogMax } = platform;
  const waited = `inputs waited ${wait(waitedMsMean)} on average, ${wait(waitedMsMax)} at most`;
  const peak =
    fullHours === 0 ? `${share(busyShareMax)} in the busiest hour` : `all of ${count(fullHours)} hours`;
  const busy = `workers busy ${share(busyShare)} of the time that orders came in, ${peak}`;
  return `${policy}: ${waited}; ${busy}; at most ${count(backlogMax)} inputs in line at a full hour`;
}

/** Mostly it is far less than a second. */
function wait(ms: number): string {
  return ms < 1000 ? `${decimal(ms, 0)} ms` : duration(ms);
}

function countsOf(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).filter(([, left]) => left > 0);
  return parts.length === 0 ? 'nothing' : parts.map(([what, left]) => `${count(left)} ${what}`).join(', ');
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n');
}

/** First column left, the others right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => (row[c] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, c) => (c === 0 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!)))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join('\n');
}
