/** Whether the nodes of an outbound scenario can do the work, have goods to send, and the run is long enough: warnings all. */
import { compile } from '#sim/random/distributions';
import { DAY_MS } from '#sim/shifts/civil';
import { drawnMs } from '../../../world/draws.ts';
import { settleBound } from '../../../world/outbound/bounds/settle-bound.ts';
import { utilisations } from '../../../world/outbound/bounds/utilisation.ts';
import type { Findings } from '../../findings.ts';
import { durationMs } from '../../units.ts';
import type { OutboundScenario } from '../scenario.ts';

/** Source: counted on a prototype of the process, about 97. */
const STEPS_OF_ORDER = 100;

export function checkWork(scenario: OutboundScenario, found: Findings): void {
  checkUtilisation(scenario, found);
  checkPlatform(scenario, found);
  checkStock(scenario, found);
  checkKept(scenario, found);
  checkLicences(scenario, found);
  checkHorizon(scenario, found);
}

function checkUtilisation(scenario: OutboundScenario, found: Findings): void {
  const { nodes } = scenario.network;
  for (const { node, what, share } of utilisations(scenario)) {
    if (share <= 1) continue;
    const { name, work } = nodes[node]!;
    const own = ['network', 'nodes', node];
    const path =
      what === 'machines'
        ? 'automation' in work && work.automation !== undefined
          ? [...own, 'work', 'automation']
          : ['network', 'automation']
        : [...own, ...(what === 'waves' ? ['linesPerWave'] : what === 'work' ? ['work'] : ['work', what])];
    found.warn(
      path,
      `${what} of "${name}" is asked for ${share.toFixed(2)} times what it can do: its queue grows as long as orders come`,
    );
  }
}

function checkPlatform({ platform, demand }: OutboundScenario, found: Findings): void {
  const { workers, stepLatency, storeLatency } = platform;
  if (workers === 0) return;
  const busyMs =
    demand.ordersPerDay *
    (demand.volume ?? 1) *
    STEPS_OF_ORDER *
    (durationMs(stepLatency) + durationMs(storeLatency));
  const share = busyMs / (workers * DAY_MS);
  if (share > 1)
    found.warn(
      ['platform'],
      `the platform is asked for ${share.toFixed(2)} times what ${workers} workers can do: inputs pile up, and a run ends at its limit for them`,
    );
}

function checkStock({ network }: OutboundScenario, found: Findings): void {
  network.nodes.forEach(({ name, stock }, i) => {
    if (stock === undefined) return;
    const leadDays = compile(drawnMs(stock.leadTime)).mean / DAY_MS;
    const neededDays = leadDays + durationMs(stock.review) / DAY_MS;
    if (stock.reorderDays < leadDays)
      found.warn(
        ['network', 'nodes', i, 'stock', 'reorderDays'],
        `"${name}" orders with ${stock.reorderDays} days of demand left, and waits ${leadDays.toFixed(1)} days for it (and up to ${neededDays.toFixed(1)} with the review): it runs out each time`,
      );
  });
}

/** Products that no node happens to keep can't be sent at all. */
function checkKept({ network }: OutboundScenario, found: Findings): void {
  const { nodes, products } = network;
  const nowhere = nodes.reduce(
    (share, node) => share * (1 - (node.products === 'all' ? 1 : node.products)),
    1,
  );
  const count = nowhere * products.count;
  if (count >= 1)
    found.warn(
      ['network', 'nodes'],
      `about ${Math.round(count)} of ${products.count} products are kept at no node: what is ordered of them is never sent. Let one node keep all`,
    );
}

function checkLicences({ network }: OutboundScenario, found: Findings): void {
  const { places, nodes, licences, products } = network;
  if ((products.exportControlled ?? 0) === 0) return;
  const home = new Set(nodes.map(({ place }) => places.find(({ name }) => name === place)!.country));
  const licensed = new Set(licences.map(({ country }) => country));
  const without = places.filter(
    ({ country, demand = 0 }) => demand > 0 && !home.has(country) && !licensed.has(country),
  );
  for (const country of new Set(without.map((place) => place.country)))
    found.warn(['network', 'licences'], `none is for ${country}: controlled products are never sent there`);
}

function checkHorizon(scenario: OutboundScenario, found: Findings): void {
  const { horizon } = scenario;
  const { days } = scenario.demand;
  const { advisedMs } = settleBound(scenario);
  if (durationMs(horizon) < days * DAY_MS) {
    found.warn(
      ['horizon'],
      `${horizon} is shorter than the ${days} days of demand: orders after it never come. Give it more than ${days} d, or lower demand.days`,
    );
    return;
  }
  const neededDays = Math.ceil(days + advisedMs / DAY_MS);
  if (advisedMs === Infinity || durationMs(horizon) >= neededDays * DAY_MS) return;
  found.warn(
    ['horizon'],
    `${days} days of orders may take ${neededDays} d to settle; the run ends before. Give it ${neededDays} d`,
  );
}
