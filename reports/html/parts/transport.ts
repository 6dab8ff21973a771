/** Finding carriers, the road, and the freight bills. */
import type { OutboundKpi } from '../../kpis/outbound/catalogue.ts';
import { OUTBOUND_KPIS } from '../../kpis/outbound/catalogue.ts';
import type { CarrierTenders } from '../../outbound/arm-details.ts';
import { figure, NONE } from '../../outbound/figures.ts';
import type { OutboundArmReport, OutboundRunReport } from '../../outbound/outbound-report.ts';
import { count, decimal, money, share } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { kpisOf } from './kpi-sections.ts';
import { type GroupColumn, groupTable, kpiTable } from './tables.ts';

export function transport(report: OutboundRunReport): Markup {
  const { arms, currency } = report;
  return html`<section id="transport">
<h2>Carriers and freight</h2>
${groupTable(
  `Carriers; amounts in ${currency}`,
  'Carrier',
  arms,
  (arm) => [...arm.byCarrier, ...arm.tenders],
  CARRIER_COLUMNS,
)}
${modes(report)}
${kpiTable('Transport KPIs', report, kpisOf('transport'))}
${kpiTable('Freight bills and customer bills', report, kpisOf('bills'))}
</section>`;
}

const CARRIER_COLUMNS: readonly GroupColumn[] = [
  { title: 'Tenders', cell: (arm, no) => count(tendersOf(arm, no)?.offered ?? null) },
  { title: 'Accepted', cell: (arm, no) => answered(arm, no, 'accepted') },
  { title: 'Rejected', cell: (arm, no) => answered(arm, no, 'rejected') },
  { title: 'Countered', cell: (arm, no) => answered(arm, no, 'countered') },
  { title: 'No answer in time', cell: (arm, no) => answered(arm, no, 'silent') },
  ofKpi('loads', 'Loads'),
  ofKpi('onTimePickup', 'Trucks on time'),
  ofKpi('onTimeDelivery', 'Delivered on time'),
  ofKpi('transitDaysMean', 'Transit, mean'),
  ofKpi('freightCost', 'Freight'),
  ofKpi('freightPerKg', 'Freight per kg'),
  ofKpi('invoiceFirstPass', 'Bills right at first pass'),
  ofKpi('spoiltShare', 'Damaged, refused or lost'),
  ofKpi('claimsRate', 'Claims'),
];

function ofKpi(name: OutboundKpi, title: string): GroupColumn {
  return {
    title,
    cell: (arm, no) => {
      const kpis = arm.byCarrier.find((carrier) => carrier.no === no)?.kpis;
      return kpis === undefined ? NONE : figure(kpis[name], OUTBOUND_KPIS[name].unit);
    },
  };
}

function tendersOf(arm: OutboundArmReport, no: number): CarrierTenders | undefined {
  return arm.tenders.find((carrier) => carrier.no === no);
}

function answered(
  arm: OutboundArmReport,
  no: number,
  what: 'accepted' | 'rejected' | 'countered' | 'silent',
): string {
  const tenders = tendersOf(arm, no);
  return tenders === undefined ? NONE : share(tenders[what] / tenders.offered);
}

function modes({ arms, currency }: OutboundRunReport): Markup | null {
  const names = [...new Set(arms.flatMap((arm) => arm.modes.map(({ mode }) => mode)))].sort();
  if (names.length === 0) return null;
  const of = (arm: OutboundArmReport, no: number) => arm.modes.find(({ mode }) => mode === names[no]);
  const groups = names.map((name, no) => ({ no, name }));
  return groupTable(
    `Modes of transport, loads that left; amounts in ${currency}`,
    'Mode',
    arms,
    () => groups,
    [
      { title: 'Loads', cell: (arm, no) => count(of(arm, no)?.loads ?? null) },
      { title: 'Weight', cell: (arm, no) => figure(of(arm, no)?.weightKg ?? null, 'kg') },
      { title: 'Freight', cell: (arm, no) => money(of(arm, no)?.freightMinor ?? null) },
      { title: 'Freight per kg', cell: (arm, no) => money(of(arm, no)?.freightPerKg ?? null) },
      { title: 'Transit, mean', cell: (arm, no) => days(of(arm, no)?.transitDaysMean ?? null) },
      { title: 'Transit, 95th percentile', cell: (arm, no) => days(of(arm, no)?.transitDaysP95 ?? null) },
    ],
  );
}

function days(value: number | null): string {
  return value === null ? NONE : `${decimal(value, 1)} d`;
}
