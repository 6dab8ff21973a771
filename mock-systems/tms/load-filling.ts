/** How TMS fills loads: first fit decreasing, by weight and by handling units. */

export interface Goods {
  readonly shipment: number;
  readonly weightGrams: number;
  readonly handlingUnits: number;
  readonly dangerous: boolean;
  /** Travels alone. */
  readonly alone: boolean;
}

/** What a load takes. */
export interface Equipment {
  readonly weightGramsMax: number;
  readonly handlingUnitsMax: number;
}

interface Filling {
  readonly shipments: number[];
  readonly dangerous: boolean;
  readonly closed: boolean;
  weightGrams: number;
  handlingUnits: number;
}

/**
 * Into as few loads as that finds: the heaviest first, each into the first load with room for it. What is more than a load takes is one
 * by itself. Keys ascend within a load, and loads by their first. O(goods x loads).
 */
export function loadsOf(
  goods: readonly Goods[],
  { weightGramsMax, handlingUnitsMax }: Equipment,
): number[][] {
  const loads: Filling[] = [];
  const heaviestFirst = goods.toSorted((x, y) => y.weightGrams - x.weightGrams || x.shipment - y.shipment);
  for (const { shipment, weightGrams, handlingUnits, dangerous, alone } of heaviestFirst) {
    const load = alone
      ? undefined
      : loads.find(
          (each) =>
            !each.closed &&
            each.dangerous === dangerous &&
            each.weightGrams + weightGrams <= weightGramsMax &&
            each.handlingUnits + handlingUnits <= handlingUnitsMax,
        );
    if (load === undefined)
      loads.push({ shipments: [shipment], dangerous, closed: alone, weightGrams, handlingUnits });
    else {
      load.shipments.push(shipment);
      load.weightGrams += weightGrams;
      load.handlingUnits += handlingUnits;
    }
  }
  const filled = loads.map(({ shipments }) => shipments.sort((x, y) => x - y));
  return filled.sort(([x], [y]) => x! - y!);
}
