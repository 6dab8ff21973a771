/** The map of the network: see its fold in `reports/aggregates`. */
import type { ArmAggregates } from '../../aggregates/aggregates.ts';
import type { OutboundRunReport } from '../../outbound/outbound-report.ts';
import type { Markup } from '../markup.ts';

export function networkMap(_report: OutboundRunReport, _drawn: readonly ArmAggregates[]): Markup | null {
  return null;
}
