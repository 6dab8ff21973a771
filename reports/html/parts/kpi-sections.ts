/** In which section of the report each KPI stands: in one, and none is left out. */
import { OUTBOUND_KPI_NAMES, type OutboundKpi } from '../../kpis/outbound/catalogue.ts';

export type KpiSection =
  | 'cost'
  | 'service'
  | 'inbound'
  | 'warehouse'
  | 'transport'
  | 'bills'
  | 'exceptions'
  | 'messages';

const SECTION_OF: Readonly<Record<OutboundKpi, KpiSection>> = {
  landedCostPerOrder: 'cost',
  freightCost: 'cost',
  freightPerKg: 'cost',
  expediteShare: 'cost',
  detentionCost: 'cost',
  customsFees: 'cost',
  inventoryTurns: 'cost',
  co2eKg: 'cost',
  orders: 'service',
  lines: 'service',
  ordersShipped: 'service',
  ordersDelivered: 'service',
  ordersWithdrawn: 'service',
  ordersOpen: 'service',
  perfectOrder: 'service',
  perfectInFull: 'service',
  perfectOnDate: 'service',
  perfectDocuments: 'service',
  perfectCondition: 'service',
  cycleTimeMean: 'service',
  cycleTimeP50: 'service',
  cycleTimeP95: 'service',
  otif: 'service',
  onTimeDelivery: 'service',
  earlyDelivery: 'service',
  fillRate: 'service',
  backorderShare: 'service',
  cancellationShare: 'service',
  dockToStockP50: 'inbound',
  dockToStockP95: 'inbound',
  gateWaitMean: 'inbound',
  receiptsOnTime: 'inbound',
  noticeAccuracy: 'inbound',
  supplierInFull: 'inbound',
  appointmentsKept: 'inbound',
  dockOccupancy: 'inbound',
  orderToShipP50: 'warehouse',
  orderToShipP90: 'warehouse',
  holdTimeP50: 'warehouse',
  holdTimeP90: 'warehouse',
  shipments: 'warehouse',
  waveWaitP50: 'warehouse',
  waveWaitP95: 'warehouse',
  dockWaitP50: 'warehouse',
  dockWaitP95: 'warehouse',
  dwellP50: 'warehouse',
  dwellP95: 'warehouse',
  detainedShare: 'warehouse',
  loads: 'transport',
  firstTenderAcceptance: 'transport',
  tenderDepth: 'transport',
  tenderRejection: 'transport',
  tenderCounter: 'transport',
  tenderSilence: 'transport',
  tenderToBookingP50: 'transport',
  tenderToBookingP95: 'transport',
  onTimePickup: 'transport',
  transitDaysMean: 'transport',
  transitDaysP95: 'transport',
  milestoneLagP50: 'transport',
  milestoneLagP95: 'transport',
  milestonesTimely: 'transport',
  milestonesMissing: 'transport',
  spoiltShare: 'transport',
  customsExamined: 'transport',
  customsQueried: 'transport',
  clearanceP50: 'transport',
  clearanceP95: 'transport',
  borderDays: 'transport',
  borderStayP95: 'transport',
  customsRefused: 'transport',
  claimsRate: 'transport',
  claimCreditRatio: 'transport',
  invoiceFirstPass: 'bills',
  invoiceVariance: 'bills',
  invoiceDisputed: 'bills',
  billingLagP50: 'bills',
  billingLagP95: 'bills',
  exceptionRate: 'exceptions',
  resolutionP50: 'exceptions',
  resolutionP95: 'exceptions',
  exceptionsOpen: 'exceptions',
  exceptionAgeP90: 'exceptions',
  detectionP50: 'exceptions',
  detectionP95: 'exceptions',
  tasksPerOrder: 'exceptions',
  touchPerOrder: 'exceptions',
  messagesPerOrder: 'messages',
  urgenciesHeeded: 'service',
  complaintsPerOrder: 'service',
  complaintsInTime: 'service',
  complaintsByRule: 'exceptions',
  goodwillCost: 'cost',
  returnRate: 'service',
  returnsRefused: 'service',
  benchWaitP50: 'warehouse',
  benchWaitP95: 'warehouse',
  timeToCreditP50: 'bills',
  timeToCreditP95: 'bills',
  creditsInTime: 'bills',
};

/** Sections in the order of the page of KPIs: what they are about, and where in the report they stand. */
export const KPI_SECTIONS: readonly {
  readonly section: KpiSection;
  readonly title: string;
  readonly where: string;
}[] = [
  { section: 'cost', title: 'Cost', where: '"Cost"' },
  { section: 'service', title: 'Service and customers', where: '"Service"' },
  { section: 'inbound', title: 'Inbound', where: '"What held orders up", where there is inbound' },
  { section: 'warehouse', title: 'Warehouse', where: '"What held orders up"' },
  { section: 'transport', title: 'Transport and borders', where: '"Carriers"' },
  { section: 'bills', title: 'Bills and credits', where: '"Carriers"' },
  { section: 'exceptions', title: 'Exceptions and people', where: '"Exceptions"' },
  { section: 'messages', title: 'Messages', where: '"Checks, faults and messages"' },
];

/** In the order of the catalogue. */
export function kpisOf(section: KpiSection): OutboundKpi[] {
  return OUTBOUND_KPI_NAMES.filter((name) => SECTION_OF[name] === section);
}
