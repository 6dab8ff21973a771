/** Master data of the network -> parties and products. What neither the network nor the warehouses hold is null. */
import { type CanonicalContext, gramsOf, nameOf, placeName } from './context.ts';
import type { Party } from './party.ts';
import type { Product } from './product.ts';

export function canonicalOfCustomer(context: CanonicalContext, no: number): Party {
  const { place, deniedParty } = context.network.customers[no]!;
  const name = nameOf(context.customers, no, 'customer');
  return {
    canonical: 'party',
    version: 1,
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
    version: 1,
    id: name,
    role: 'carrier',
    name,
    place: null,
    country: null,
    deniedParty: false,
    scac: null,
    dangerousGoods,
  };
}

export function canonicalOfProduct(context: CanonicalContext, no: number): Product {
  const { unNumber, exportControlled } = context.network.products[no]!;
  const weightGrams = context.unitWeightsGrams[no];
  return {
    canonical: 'product',
    version: 1,
    id: nameOf(context.products, no, 'product'),
    unitOfMeasure: 'EA',
    unitWeight: weightGrams === undefined ? null : gramsOf(weightGrams),
    dimensions: null,
    hsCode: null,
    dangerousGoods:
      unNumber === 0
        ? null
        : { unNumber: `UN${String(unNumber).padStart(4, '0')}`, class: null, packingGroup: null },
    exportControlled,
    exportClassification: null,
    lots: [],
  };
}
