/** Dangerous goods of a 204: one lading with an LH1 loop for each substance. */
import type { X12Hazard, X12StopLading } from '../../../contracts/x12-payloads.ts';
import type { Hazmat } from '../../carrier-shapes.ts';
import type { Mapping } from '../mapping.ts';
import { carriedText, unwrapped, wrapped } from '../text.ts';

const NAME_WIDTH = 25;
const NAME_LINES_MAX = 10;
const DESCRIPTION_MAX = 50;
/** LH2-02 and LH3-02: D is the code of the hazardous material list. */
const LISTED = 'D';

/** @param contact whom to call, a name */
export function ladingOfHazmat(
  goods: Hazmat,
  lineItem: number,
  contact: string,
  mapping: Mapping,
): X12StopLading {
  const name = carriedText(goods.properName, NAME_WIDTH * NAME_LINES_MAX) ?? goods.unNumber;
  const hazard: X12Hazard = {
    material: {
      unit: 'ZZ',
      quantity: 0,
      unNumber: mapping.key('UN number', goods.unNumber, 6, 6),
      packingGroup: mapping.code('packing group', goods.packingGroup, 1, 3),
    },
    classes: [{ hazardClass: mapping.key('hazard class', goods.hazardClass, 1, 30), qualifier: LISTED }],
    names: wrapped(name, NAME_WIDTH, NAME_LINES_MAX).map((line) => ({ name: line, qualifier: LISTED })),
  };
  return {
    lading: {
      lineItem,
      description: carriedText(name, DESCRIPTION_MAX),
      commodity: null,
      commodityQualifier: null,
      packaging: null,
    },
    weight: null,
    hazardous: [
      {
        contact: { function: 'HM', name: contact, numberQualifier: null, number: null },
        references: [],
        hazards: [hazard],
      },
    ],
  };
}

export function hazmatOfLading(lading: X12StopLading): Hazmat[] {
  return lading.hazardous.flatMap(({ hazards }) =>
    hazards.map(({ material, classes, names }) => ({
      unNumber: material.unNumber ?? '',
      hazardClass: classes[0]?.hazardClass ?? '',
      packingGroup: material.packingGroup,
      properName: unwrapped(names.map(({ name }) => name)) || (lading.lading.description ?? ''),
    })),
  );
}
