// temporary stand-in
import type { OrderOutcomes } from '../kpis/order-outcomes.ts';
import type { RunReport } from '../run-report.ts';
export function renderHtml(input: {
  readonly report: RunReport;
  readonly outcomes: ReadonlyMap<string, OrderOutcomes>;
}): string {
  return `<pre>${JSON.stringify(input.report)}</pre>`;
}
