/** The summary a run ends with in the terminal: policies side by side, then what they share by plant and by carrier. */
import { COMPARED_KPIS, KPI_CATALOGUE, type KpiGroup, type KpiName, type Kpis } from '../kpis/kpis.ts';
import type { ArmReport, RunReport } from '../run-report.ts';
import { verdictOf } from '../verdict.ts';
import { count, difference, figure } from './format.ts';

export interface SummaryOptions {
  readonly color?: boolean;
}

const TITLES: Partial<Record<KpiName, string>> = {
  orders: 'orders',
  planned: 'feasible',
  unplannable: 'infeasible',
  unpriced: 'unpriced',
  overCapacity: 'over capacity',
  units: 'units',
  freightCost: 'freight cost',
  warehouseCost: 'warehouse cost',
  costPerOrder: 'cost per priced order',
  onTimeShare: 'on time',
  orderToShipP50: 'order to ship p50',
  orderToShipP95: 'order to ship p95',
  orderToDeliveryP50: 'order to delivery p50',
  orderToDeliveryP95: 'order to delivery p95',
  open: 'not delivered at the end',
};

const GROUP_COLUMNS: readonly (readonly [KpiName, string])[] = [
  ['planned', 'orders'],
  ['units', 'units'],
  ['freightCost', 'freight'],
  ['warehouseCost', 'warehouse'],
  ['onTimeShare', 'on time'],
  ['orderToShipP50', 'ship p50'],
  ['orderToShipP95', 'p95'],
  ['orderToDeliveryP50', 'deliver p50'],
  ['orderToDeliveryP95', 'p95'],
];

export function renderSummary(report: RunReport, options: SummaryOptions = {}): string {
  const bold = (text: string): string => (options.color ? `\u001b[1m${text}\u001b[0m` : text);
  const { arms, currency } = report;
  const policies = arms.map((arm, i) => (i === 0 ? `${arm.policy} (baseline)` : arm.policy));
  const sections: string[] = [];
  const section = (title: string, body: string): void => {
    sections.push(`${bold(title)}\n${body}`);
  };
  const kpiTable = (names: readonly KpiName[], kpisOf: (arm: ArmReport) => Kpis): string =>
    table([
      [`amounts in ${currency}`, ...policies, ...(arms.length === 2 ? ['difference'] : [])],
      ...names.map((name) =>
        kpiRow(
          name,
          arms.map((arm) => kpisOf(arm)[name]),
        ),
      ),
    ]);

  section(
    report.scenario.title,
    `${verdictOf(report)}\n\n${kpiTable(Object.keys(TITLES) as KpiName[], (arm) => arm.kpis)}`,
  );
  if (report.comparedOrders !== null && report.comparedOrders !== report.orders) {
    section(
      `On the ${count(report.comparedOrders)} orders that every policy can price`,
      kpiTable(COMPARED_KPIS, (arm) => arm.compared ?? arm.kpis),
    );
  }
  section(
    'By plant',
    groupTable(arms, (arm) => arm.byPlant),
  );
  section(
    'By carrier',
    groupTable(arms, (arm) => arm.byCarrier),
  );
  const facts = [...report.input.facts];
  if (report.input.leftOut > 0)
    facts.push(`${count(report.input.leftOut)} orders are left out by the scenario or the command line`);
  if (report.input.rejects > 0)
    facts.push(`${count(report.input.rejects)} rows are no orders: rejects.csv says where and why`);
  if (report.assumptions.length > 0) {
    facts.push(
      `resting on an assumption, at least in part: ${report.assumptions.length} groups of parameters (run.json and the report list them)`,
    );
  }
  section('Input', facts.map((fact) => `  ${fact}`).join('\n'));
  if (report.thresholds.length > 0) {
    const lines = report.thresholds.map(({ kpi, policy, bound, value, passed }) => {
      const { unit } = KPI_CATALOGUE[kpi];
      return `  ${passed ? 'ok    ' : 'MISSED'}  ${kpi} of ${policy}: ${figure(value, unit)}, asked for: ${bound}`;
    });
    section('Thresholds', lines.join('\n'));
  }
  if (report.end !== 'empty')
    sections.push(`The run ended early: ${report.end}. What was open then counts as open.`);
  return sections.join('\n\n');
}

function kpiRow(name: KpiName, values: readonly (number | null)[]): string[] {
  const { unit } = KPI_CATALOGUE[name];
  const cells = [TITLES[name] ?? name, ...values.map((value) => figure(value, unit))];
  if (values.length !== 2) return cells;
  return [...cells, difference(values[0] ?? null, values[1] ?? null, unit)];
}

function groupTable(arms: readonly ArmReport[], groupsOf: (arm: ArmReport) => readonly KpiGroup[]): string {
  const names = new Map<number, string>();
  for (const arm of arms) for (const group of groupsOf(arm)) names.set(group.no, group.name);
  const rows = [...names]
    .sort(([, x], [, y]) => (x < y ? -1 : 1))
    .flatMap(([no, name]) =>
      arms.map((arm, i) => {
        const kpis = groupsOf(arm).find((group) => group.no === no)?.kpis ?? null;
        const cells = GROUP_COLUMNS.map(([kpi]) =>
          kpis === null ? '–' : figure(kpis[kpi], KPI_CATALOGUE[kpi].unit),
        );
        return [i === 0 ? name : '', arm.policy, ...cells];
      }),
    );
  return table([['', 'policy', ...GROUP_COLUMNS.map(([, title]) => title)], ...rows], 2);
}

/** Aligned columns, the first `left` to the left, the others to the right. */
function table(rows: readonly (readonly string[])[], left = 1): string {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => row[c]!.length)));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, c) => (c < left ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!))).join('  ')}`.trimEnd();
  const rule = `  ${widths.map((width) => '-'.repeat(width)).join('  ')}`;
  return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join('\n');
}
