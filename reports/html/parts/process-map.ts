/** The map of the process: see its fold in `reports/aggregates`. */
import type { ArmAggregates } from '../../aggregates/aggregates.ts';
import type { OutboundRunReport } from '../../outbound/outbound-report.ts';
import type { Markup } from '../markup.ts';

export async function processMap(
  _report: OutboundRunReport,
  _drawn: readonly ArmAggregates[],
): Promise<Markup | null> {
  return null;
}
