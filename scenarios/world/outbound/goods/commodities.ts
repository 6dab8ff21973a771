/**
 * What products are to trade and dangerous-goods law, how large they are, and how long they keep.
 *
 * Drawn by the product's number from a stream of its own: a scenario that says nothing of it draws nothing, and nothing else moves where
 * one does.
 */
import type { ProductDescription, ProductMaster } from '#orchestrator/model/network';
import { exp, log } from '#sim/random/math';
import type { Random, RandomStream } from '#sim/random/random';
import type { CommoditySection, ProductsSection } from '../../../schema/outbound/products.ts';
import { durationMs } from '../../../schema/units.ts';
import type { Goods } from './goods.ts';

/** mm³ a gram at 1 kg/m³. */
const MM3_PER_GRAM = 1e6;

/** @param goods with the weights that count */
export function describedGoods(goods: Goods, section: ProductsSection, random: Random): Goods {
  const { commodities = [] } = section;
  if (commodities.length === 0 && section.dimensions === undefined) return goods;
  const draws = random.stream('network/commodity');
  return {
    ...goods,
    products: goods.products.map((product, no) => {
      const commodity = commodityOf(product, commodities, draws);
      const { unitWeightGrams } = goods.demand[no]!;
      return {
        ...product,
        ...(commodity === null ? {} : asCommodity(product, commodity)),
        ...dimensionsOf(section, unitWeightGrams),
      };
    }),
  };
}

/** Controlled goods are sold as such, also where they are dangerous: the licence is by their classification. */
export function kindOf({
  exportControlled,
  unNumber,
}: Pick<ProductMaster, 'exportControlled' | 'unNumber'>): NonNullable<CommoditySection['of']> {
  if (exportControlled) return 'controlled';
  return unNumber === 0 ? 'ordinary' : 'dangerous';
}

function commodityOf(
  product: ProductMaster,
  commodities: readonly CommoditySection[],
  draws: RandomStream,
): CommoditySection | null {
  const kind = kindOf(product);
  const fitting = commodities.filter(({ of = 'ordinary' }) => of === kind);
  let left = draws.unit(product.no, 1) * fitting.reduce((sum, { weight = 1 }) => sum + weight, 0);
  for (const each of fitting) {
    left -= each.weight ?? 1;
    if (left < 0) return each;
  }
  return fitting.at(-1) ?? null;
}

function asCommodity(
  { unNumber }: ProductMaster,
  { hsCode, exportClass, dangerousGoods, shelfLife }: CommoditySection,
): Partial<ProductMaster> {
  return {
    hsCode,
    ...(exportClass === undefined ? {} : { exportClass }),
    ...(shelfLife === undefined ? {} : { shelfLifeMs: durationMs(shelfLife) }),
    ...(dangerousGoods === undefined || unNumber === 0
      ? {}
      : {
          unNumber: dangerousGoods.unNumber,
          hazardClass: dangerousGoods.class,
          packingGroup: dangerousGoods.packingGroup ?? null,
        }),
  };
}

/** Volume is weight over density; the sides are in their proportions, to the mm. */
function dimensionsOf(
  { dimensions }: ProductsSection,
  unitWeightGrams: number,
): Pick<ProductDescription, 'dimensionsMm'> {
  if (dimensions === undefined) return {};
  const { kgPerM3, length, width, height } = dimensions;
  const volumeMm3 = (unitWeightGrams * MM3_PER_GRAM) / kgPerM3;
  const scale = exp(log(volumeMm3 / (length * width * height)) / 3);
  const mm = (part: number): number => Math.max(1, Math.round(scale * part));
  return { dimensionsMm: { length: mm(length), width: mm(width), height: mm(height) } };
}
