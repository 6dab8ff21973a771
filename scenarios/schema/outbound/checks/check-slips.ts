/** Slips of unit and currency: a currency has its rate, and a slip is beyond what is tolerated, or nobody could ever see it. */
import type { Findings } from '../../findings.ts';
import type { AnyOutboundScenario } from '../scenario.ts';

export function checkSlips({ network, limits }: AnyOutboundScenario, found: Findings): void {
  network?.carriers.forEach(({ slips, name }, i) => {
    if (slips === undefined) return;
    const path = ['network', 'carriers', i, 'slips'];
    const { currency = 0, rate } = slips;
    if (currency > 0 && rate === undefined)
      found.report(
        [...path, 'currency'],
        `nothing says what the other currency is worth: give \`rate\`, such as 1.37 of CAD for USD`,
      );
    if (rate === undefined || rate > 1 + limits.invoiceTolerance) return;
    found.report(
      [...path, 'rate'],
      `bills of "${name}" are ${rate} times what they should be, within the tolerance of ${limits.invoiceTolerance} (\`limits.invoiceTolerance\`): they would be paid as billed. Give a currency that is further off`,
    );
  });
}
