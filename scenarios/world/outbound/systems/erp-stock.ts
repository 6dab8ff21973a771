/** ERP begins with WMS's stock: as of the start the two agree. */
import type { StockEntry } from '#mock-systems/erp/settings';
import type { WmsNode } from '#mock-systems/wms/settings';

/** What ERP believes to lie where, by product; a node of unlimited stock has none that anybody counts. */
export function erpStockOf(nodes: readonly WmsNode[]): readonly StockEntry[] {
  return nodes.flatMap(({ stock }, node) => {
    const units = new Map<number, number>();
    for (const lot of stock?.lots ?? []) units.set(lot.product, (units.get(lot.product) ?? 0) + lot.units);
    return [...units].map(([product, there]) => ({ node, product, units: there }));
  });
}
