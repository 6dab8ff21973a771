/** Faults of an outbound scenario: partners exist, kinds are named once, and what goes wrong does so within the run. */
import type { Findings, Path } from '../findings.ts';
import { durationMs } from '../units.ts';
import type { AnyOutboundScenario } from './scenario.ts';

/** There in every scenario; carriers go by their names. */
const SYSTEM_NAMES = ['ERP', 'WMS', 'TMS'] as const;

export function checkFaults({ faults: given, network, horizon }: AnyOutboundScenario, found: Findings): void {
  if (given === undefined) return;
  const carriers = network?.carriers ?? [];
  const partners = [...SYSTEM_NAMES, ...carriers.map((carrier) => carrier.name)];
  const wired = new Set(carriers.flatMap((each) => ((each.x12 ?? each.rest) ? [each.name] : [])));
  const within = (path: Path, text: string): void => {
    if (durationMs(text) >= durationMs(horizon))
      found.report(path, `${text} after the start the run has ended: the horizon is ${horizon}`);
  };
  given.written?.forEach((fault, i) => {
    const path: Path = ['faults', 'written', i];
    within([...path, 'from'], fault.from);
    if (!('partner' in fault) || fault.partner === undefined) return;
    // Which carriers a data set has shows when it is read.
    if (network !== undefined) found.oneOf([...path, 'partner'], 'partner', fault.partner, partners);
    if ('share' in fault && wired.has(fault.partner))
      found.report(
        [...path, 'partner'],
        `${fault.partner} is connected by a line of its own: what goes wrong on it stands in its x12 or rest section. An outage can be here`,
      );
  });
  if (given.bySeed === undefined) return;
  within(['faults', 'bySeed', 'heal'], given.bySeed.heal);
  found.unique(['faults', 'bySeed', 'kinds'], 'kind', given.bySeed.kinds ?? []);
}
