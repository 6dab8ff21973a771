/** What the format of `cases` can't say by itself: what is more severe is not left to lie longer. */
import type { Findings } from '../../findings.ts';
import { durationMs } from '../../units.ts';
import type { AnyOutboundScenario } from '../scenario.ts';

const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;

export function checkCases({ cases }: AnyOutboundScenario, found: Findings): void {
  if (cases === undefined) return;
  const { sla } = cases;
  SEVERITIES.slice(1).forEach((severity, i) => {
    const milder = SEVERITIES[i]!;
    if (durationMs(sla[severity]) > durationMs(sla[milder]))
      found.report(
        ['cases', 'sla', severity],
        `${sla[severity]} for ${severity} is longer than ${sla[milder]} for ${milder}. Make it as short at least`,
      );
  });
}
