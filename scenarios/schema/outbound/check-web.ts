/** Web faults of carriers with an API: what the webhook is lied to about must be something that it looks at. */
import type { Findings } from '../findings.ts';
import type { AnyOutboundScenario } from './scenario.ts';

export function checkWeb({ network }: AnyOutboundScenario, found: Findings): void {
  network?.carriers.forEach(({ name, rest }, i) => {
    if (rest === undefined || rest.webhook !== undefined) return;
    for (const fault of ['forged', 'replayed'] as const)
      if ((rest.faults[fault] ?? 0) > 0)
        found.report(
          ['network', 'carriers', i, 'rest', 'faults', fault],
          `events of ${name} are not signed: nobody could tell. Give it \`webhook: { tolerance: 5 min }\`, or leave it out`,
        );
  });
}
