/** Lots that WMS has named in its feeds, by node and product: as with what is available, the latest feed that named a product counts. */
import type { StockCounted, StockLot } from '../contracts/wms.ts';

interface Told {
  readonly feed: number;
  readonly lots: readonly StockLot[];
}

export class LotBook {
  private readonly nodes = new Map<number, Map<number, Told>>();

  counted({ key: node, b: feed, body }: StockCounted): void {
    const products = this.nodes.get(node) ?? new Map<number, Told>();
    this.nodes.set(node, products);
    for (const { product, lots } of body.entries) {
      if ((products.get(product)?.feed ?? 0) >= feed) continue;
      if (lots !== undefined) products.set(product, { feed, lots });
    }
  }

  /** None of a product whose lots nobody tells of. */
  of(node: number, product: number): readonly StockLot[] {
    return this.nodes.get(node)?.get(product)?.lots ?? [];
  }
}
