/** Machines of an outbound scenario: where nobody picks there is nothing for them to do. */
import type { Findings } from '../findings.ts';
import type { NodeSection } from './network.ts';
import type { OutboundScenario } from './scenario.ts';

export function checkAutomation({ network: { nodes, automation } }: OutboundScenario, found: Findings): void {
  nodes.forEach((node, i) => {
    if ('dailyCapacity' in node.work || node.work.automation === undefined || picks(node)) return;
    found.report(
      ['network', 'nodes', i, 'work', 'automation'],
      `"${node.name}" has no station that picks: its machines have nothing to do. Give it work.pick, or take them out`,
    );
  });
  if (automation !== undefined && !nodes.some(picks))
    found.report(
      ['network', 'automation'],
      'no node has a station that picks: machines have nothing to do. Give one work.pick, or take them out',
    );
}

function picks({ work }: NodeSection): boolean {
  return !('dailyCapacity' in work) && work.pick !== undefined;
}
