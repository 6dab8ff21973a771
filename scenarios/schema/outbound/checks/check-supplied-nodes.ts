/**
 * What the format of `replenishment.nodes` can't say by itself: every node is supplied by another one, in no circle, has stock of its
 * own, and can be delivered to. Where nobody who supplies it keeps all products, that is a warning: which ones are kept is drawn.
 */
import { windowsOf } from '../../../world/outbound/goods/delivery-windows.ts';
import { sitesOf } from '../../../world/outbound/goods/supplied-nodes.ts';
import { spanOf } from '../../../world/outbound/systems/warehouses.ts';
import type { Findings } from '../../findings.ts';
import type { ReplenishmentSection, SuppliedNodeSection } from '../replenishment.ts';
import type { OutboundScenario } from '../scenario.ts';

const PATH = ['replenishment', 'nodes'];

export function checkSuppliedNodes(
  scenario: OutboundScenario,
  { nodes }: ReplenishmentSection,
  found: Findings,
): void {
  if (nodes === undefined) return;
  const names = scenario.network.nodes.map(({ name }) => name);
  found.unique(
    PATH,
    'node',
    nodes.map(({ node }) => node),
    'node',
  );
  nodes.forEach(({ node, suppliedBy }, i) => {
    found.oneOf([...PATH, i, 'node'], 'node', node, names);
    found.unique([...PATH, i, 'suppliedBy'], 'node', suppliedBy);
    suppliedBy.forEach((each, n) => {
      found.oneOf([...PATH, i, 'suppliedBy', n], 'node', each, names);
    });
    checkStock(scenario, node, i, found);
    checkKept(scenario, suppliedBy, i, found);
  });
  checkCircle(nodes, found);
  const { erp } = scenario.systems;
  if (erp.stockRefresh !== undefined)
    found.report(
      ['systems', 'erp', 'stockRefresh'],
      'ERP posts what nodes send each other, and a refresh of its stock from WMS would count it twice. Take systems.erp.stockRefresh or replenishment.nodes out',
    );
}

function checkStock({ network }: OutboundScenario, name: string, i: number, found: Findings): void {
  const node = network.nodes.find((each) => each.name === name);
  if (node === undefined || node.stock !== undefined) return;
  found.report(
    [...PATH, i, 'node'],
    `"${name}" has stock without end, and never wants any. Give network.nodes "${name}" stock, or take it out`,
  );
}

function checkKept(
  { network }: OutboundScenario,
  suppliedBy: readonly string[],
  i: number,
  found: Findings,
): void {
  const suppliers = network.nodes.filter(({ name }) => suppliedBy.includes(name));
  if (suppliers.length === 0) return;
  if (suppliers.some(({ products }) => products === 'all' || products === 1)) return;
  const kept = suppliers.map(({ name, products }) => `"${name}" (${Math.round(100 * Number(products))} %)`);
  found.warn(
    [...PATH, i, 'suppliedBy'],
    `none of them keeps all products: ${kept.join(', ')}. What they don't keep never comes. Name one that keeps all, or raise its products`,
  );
}

/** Each node once, and what it is supplied by: a way that comes back to where it began is a circle. */
function checkCircle(nodes: readonly SuppliedNodeSection[], found: Findings): void {
  const sources = new Map(nodes.map(({ node, suppliedBy }) => [node, suppliedBy]));
  const cleared = new Set<string>();
  const visit = (node: string, way: readonly string[]): boolean => {
    if (cleared.has(node)) return false;
    const from = way.indexOf(node);
    if (from >= 0) {
      const circle = [...way.slice(from), node];
      const i = nodes.findIndex((each) => each.node === node);
      found.report(
        [...PATH, i, 'suppliedBy'],
        `nodes supply each other in a circle: ${circle.join(' <- ')}. One of them must be supplied from outside: take it out of replenishment.nodes, or name another`,
      );
      return true;
    }
    const circled = (sources.get(node) ?? []).some((each) => visit(each, [...way, node]));
    cleared.add(node);
    return circled;
  };
  for (const { node } of nodes) if (visit(node, [])) return;
}

/** Only of nodes that are right so far. */
export function checkSuppliedTimes(
  scenario: OutboundScenario,
  section: ReplenishmentSection,
  found: Findings,
): void {
  const span = spanOf(scenario);
  const first = section.stores.length;
  for (const [i, site] of sitesOf(scenario, section).slice(first).entries())
    if (site.window.from === site.window.to || windowsOf(scenario, site, span).length === 0)
      found.report(
        [...PATH, i, 'window'],
        `"${site.name}" can never be delivered to: its window is never open in the run. Change its hours, days or holidays`,
      );
}
