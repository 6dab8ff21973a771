/**
 * Modes of transport and equipment between X12 and the core.
 *
 * Source: elements 91 and 40 as in kputnam/stupidedi (BSD-3-Clause). What is in no table stays the raw code.
 */

const MODES: readonly (readonly [mode: string, code: string])[] = [
  ['AIR', 'A'],
  ['GROUND', 'J'],
  ['TL', 'M'],
  ['LTL', 'LT'],
  ['RAIL', 'R'],
  ['OCEAN', 'S'],
  ['PARCEL', 'U'],
  ['INTERMODAL', 'X'],
  ['PICKUP', 'H'],
  ['BEST', 'T'],
];

const EQUIPMENT: readonly (readonly [equipment: string, code: string])[] = [
  ['dryVan', 'TF'],
  ['reefer', 'RT'],
  ['reeferRailcar', 'RC'],
  ['frozen', 'FF'],
  ['flatbed', 'FT'],
  ['trailer', 'TL'],
  ['truck', 'TV'],
];

function reversed(pairs: readonly (readonly [string, string])[]): Map<string, string> {
  return new Map(pairs.map(([word, code]) => [code, word]));
}

const CODE_OF_MODE = new Map(MODES);
const MODE_OF_CODE = reversed(MODES);
const CODE_OF_EQUIPMENT = new Map(EQUIPMENT);
const EQUIPMENT_OF_CODE = reversed(EQUIPMENT);

export function codeOfMode(mode: string): string {
  return CODE_OF_MODE.get(mode) ?? mode;
}

export function modeOfCode(code: string): string {
  return MODE_OF_CODE.get(code) ?? code;
}

export function codeOfEquipment(equipment: string): string {
  return CODE_OF_EQUIPMENT.get(equipment) ?? equipment;
}

export function equipmentOfCode(code: string): string {
  return EQUIPMENT_OF_CODE.get(code) ?? code;
}
