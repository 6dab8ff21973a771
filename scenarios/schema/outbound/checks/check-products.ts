/** Whether what is said of products fits: each kind that there is has a commodity, and nothing expires before it is sold. */
import type { Findings } from '../../findings.ts';
import { durationMs } from '../../units.ts';
import type { CommoditySection, ProductsSection } from '../products.ts';
import type { OutboundScenario } from '../scenario.ts';

const DAY_MS = 86_400_000;

export function checkProducts(scenario: OutboundScenario, found: Findings): void {
  const { products } = scenario.network;
  const { commodities } = products;
  if (commodities === undefined) return;
  checkKinds(products, commodities, found);
  commodities.forEach(({ of, dangerousGoods }, i) => {
    if (dangerousGoods !== undefined && of !== 'dangerous')
      found.report(
        ['network', 'products', 'commodities', i, 'dangerousGoods'],
        'only what is `of: dangerous` is dangerous goods. Say so, or take it out',
      );
  });
  checkShelves(scenario, commodities, found);
}

/** Products of a kind without a commodity would have no tariff number, among others that do. */
function checkKinds(
  { dangerous = 0, exportControlled = 0 }: ProductsSection,
  commodities: readonly CommoditySection[],
  found: Findings,
): void {
  const shares = {
    ordinary: (1 - dangerous) * (1 - exportControlled),
    dangerous,
    controlled: exportControlled,
  };
  for (const kind of ['ordinary', 'dangerous', 'controlled'] as const) {
    if (shares[kind] <= 0 || commodities.some(({ of = 'ordinary' }) => of === kind)) continue;
    found.report(
      ['network', 'products', 'commodities'],
      `none is \`of: ${kind}\`, and some products are. Add one`,
    );
  }
}

function checkShelves(
  { network }: OutboundScenario,
  commodities: readonly CommoditySection[],
  found: Findings,
): void {
  const target = Math.max(0, ...network.nodes.map(({ stock }) => stock?.targetDays ?? 0));
  commodities.forEach(({ shelfLife }, i) => {
    if (shelfLife === undefined) return;
    const days = durationMs(shelfLife) / DAY_MS;
    if (days < target)
      found.warn(
        ['network', 'products', 'commodities', i, 'shelfLife'],
        `it keeps ${days} days, and a node is filled up to ${target} days of demand: some of it expires on the shelf`,
      );
  });
}
