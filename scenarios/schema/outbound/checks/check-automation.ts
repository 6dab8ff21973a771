/** Machines of an outbound scenario: where nobody picks there is nothing for them to do; and what they cost is of machines that are there. */
import { automationOf } from '../../../world/outbound/systems/automation.ts';
import type { Findings } from '../../findings.ts';
import type { NodeSection } from '../network.ts';
import type { OutboundScenario } from '../scenario.ts';

export function checkAutomation({ network, costs }: OutboundScenario, found: Findings): void {
  const { nodes, automation } = network;
  checkPrices(network, costs, found);
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

const PRICES = [
  ['robots', 'robotPerDay'],
  ['conveyor', 'conveyorPerDay'],
] as const;

function checkPrices(
  network: OutboundScenario['network'],
  costs: OutboundScenario['costs'],
  found: Findings,
): void {
  for (const [machine, price] of PRICES) {
    const isThere = network.nodes.some((node) => automationOf(network, node)?.[machine] !== undefined);
    if (isThere && costs[price] === undefined)
      found.warn(
        ['costs'],
        `there ${machine === 'robots' ? 'are robots' : 'is a conveyor'} without a price: landed cost has what they save and not what they cost. Give \`${price}\`; 0 where it is in the charge a unit`,
      );
    if (!isThere && costs[price] !== undefined)
      found.report(
        ['costs', price],
        `no node has ${machine === 'robots' ? 'robots' : 'a conveyor'}: nothing costs that. Take it out, or give \`${machine}\` in network.automation`,
      );
  }
}

function picks({ work }: NodeSection): boolean {
  return !('dailyCapacity' in work) && work.pick !== undefined;
}
