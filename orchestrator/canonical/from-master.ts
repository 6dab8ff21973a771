/** Master data of the network -> parties and products. What neither the network nor the warehouses hold is null. */
import type { ProductMaster } from '../model/network.ts';
import { type CanonicalContext, gramsOf, nameOf, placeName } from './context.ts';
import type { InboundCanonicalContext } from './from-inbound.ts';
import type { Party } from './party.ts';
import type { Product } from './product.ts';
import type { Quantity } from './values.ts';

const DAY_MS = 86_400_000;

/** Who the run is about: whose goods they are. */
export function canonicalOfShipper({ owner }: CanonicalContext): Party {
  return {
    canonical: 'party',
    version: 2,
    id: owner,
    role: 'shipper',
    name: owner,
    place: null,
    country: null,
    deniedParty: false,
    scac: null,
    dangerousGoods: false,
  };
}

export function canonicalOfSupplier({ suppliers }: InboundCanonicalContext, no: number): Party {
  const name = nameOf(suppliers, no, 'supplier');
  return {
    canonical: 'party',
    version: 2,
    id: name,
    role: 'supplier',
    name,
    place: null,
    country: null,
    deniedParty: false,
    scac: null,
    dangerousGoods: false,
  };
}

export function canonicalOfCustomer(context: CanonicalContext, no: number): Party {
  const { place, deniedParty } = context.network.customers[no]!;
  const name = nameOf(context.customers, no, 'customer');
  return {
    canonical: 'party',
    version: 2,
    id: name,
    role: 'customer',
    name,
    place: placeName(context, place),
    country: context.places[place]!.country,
    deniedParty,
    scac: null,
    dangerousGoods: false,
  };
}

export function canonicalOfCarrier(context: CanonicalContext, no: number): Party {
  const { dangerousGoods } = context.network.carriers[no]!;
  const name = nameOf(context.carriers, no, 'carrier');
  return {
    canonical: 'party',
    version: 2,
    id: name,
    role: 'carrier',
    name,
    place: null,
    country: null,
    deniedParty: false,
    scac: context.scacs.get(no) ?? null,
    dangerousGoods,
  };
}

export function canonicalOfProduct(context: CanonicalContext, no: number): Product {
  const product = context.network.products[no]!;
  const { hsCode, exportControlled, exportClass, dimensionsMm, shelfLifeMs } = product;
  const weightGrams = context.unitWeightsGrams[no];
  return {
    canonical: 'product',
    version: 2,
    id: nameOf(context.products, no, 'product'),
    unitOfMeasure: 'EA',
    unitWeight: weightGrams === undefined ? null : gramsOf(weightGrams),
    dimensions: dimensionsMm === undefined ? null : dimensionsOf(dimensionsMm),
    hsCode: hsCode ?? null,
    dangerousGoods: dangerousGoodsOf(product),
    exportControlled,
    exportClassification: exportClass ?? null,
    shelfLife: shelfLifeMs === undefined ? null : { value: Math.floor(shelfLifeMs / DAY_MS), unit: 'DAY' },
  };
}

function dangerousGoodsOf({ unNumber, hazardClass, packingGroup }: ProductMaster): Product['dangerousGoods'] {
  if (unNumber === 0) return null;
  return {
    unNumber: `UN${String(unNumber).padStart(4, '0')}`,
    class: hazardClass ?? null,
    packingGroup: packingGroup ?? null,
  };
}

function dimensionsOf({
  length,
  width,
  height,
}: NonNullable<ProductMaster['dimensionsMm']>): NonNullable<Product['dimensions']> {
  const mm = (value: number): Quantity => ({ value, unit: 'MMT' });
  return { length: mm(length), width: mm(width), height: mm(height) };
}
