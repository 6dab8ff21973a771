/** Warehouses whose products expire: how old what they begin with is, and that their feeds tell of lots. */
import type { WmsNode } from '#mock-systems/wms/settings';
import type { Goods } from '../goods/goods.ts';

/** Opening stock has so much of its shelf life before it. Source: assumption, as replenishment brings it in evenly. */
const LEFT_AT_START = 0.5;

/** @param tellsLots their feeds have room for lots */
export function withShelfLives(
  nodes: readonly WmsNode[],
  { products }: Goods,
  startAt: number,
  { tellsLots }: { readonly tellsLots: boolean },
): readonly WmsNode[] {
  if (products.every(({ shelfLifeMs }) => shelfLifeMs === undefined)) return nodes;
  const expiryOf = (product: number): number | null => {
    const { shelfLifeMs } = products[product]!;
    return shelfLifeMs === undefined ? null : startAt + Math.round(shelfLifeMs * LEFT_AT_START);
  };
  return nodes.map((node) => ({
    ...node,
    ...(node.stock === null
      ? {}
      : {
          stock: {
            ...node.stock,
            lots: node.stock.lots.map((lot) => ({ ...lot, expiresAt: expiryOf(lot.product) })),
          },
        }),
    ...(node.feed === null || !tellsLots ? {} : { feed: { ...node.feed, tellsLots } }),
  }));
}
