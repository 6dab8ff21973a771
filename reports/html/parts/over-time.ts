/** The series over time: see its fold in `reports/aggregates`. */
import type { ArmAggregates } from '../../aggregates/aggregates.ts';
import type { OutboundRunReport } from '../../outbound/outbound-report.ts';
import type { Markup } from '../markup.ts';

export function overTime(_report: OutboundRunReport, _drawn: readonly ArmAggregates[]): Markup | null {
  return null;
}
