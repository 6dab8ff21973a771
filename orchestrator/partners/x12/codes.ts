/**
 * Codes of X12 004010 that the codec knows. A code that is not here is kept and reported.
 *
 * Source: kputnam/stupidedi (BSD-3-Clause), its code lists of 004010; codes marked `use` were seen in real files.
 */

/** 346: application type. */
export const APPLICATION_TYPES = new Set(['LT', 'PC', 'ZZ']);
/** 353: purpose of a tender. */
export const PURPOSES = new Set(['00', '01', '04', '05']);
/** 146: who pays. */
export const PAYMENT_METHODS = new Set(['CC', 'PC', 'PP', 'PU', 'TP']);
/** 163: why a stop is made; LD and UL by `use`. */
export const STOP_REASONS = new Set(['CL', 'CU', 'PL', 'PU', 'LD', 'UL']);
/** 432; 69 and 70 (scheduled pickup, scheduled delivery) and 86 (as of) by `use`. */
export const DATE_QUALIFIERS = new Set('02 04 10 11 17 19 35 37 38 53 54 64 69 70 86'.split(' '));
/** 176; U and X (scheduled pickup, scheduled delivery) by `use`. */
export const TIME_QUALIFIERS = new Set(['I', 'K', 'G', 'L', '1', 'U', 'X']);
/** 188: weight units. */
export const WEIGHT_UNITS = new Set(['E', 'G', 'K', 'L', 'M', 'O', 'S', 'T']);
/** 91: how it is moved. */
export const METHOD_CODES = new Set(['A', 'H', 'J', 'M', 'R', 'S', 'T', 'U', 'X', 'LT']);
/** 558: answer to a tender. C counter-offer and the others by the standard's full list. */
export const RESERVATION_ACTIONS = new Set(['A', 'B', 'C', 'D', 'N', 'R', 'U']);
/** 202: what an invoice corrects. */
export const CORRECTIONS = new Set(['AD', 'BD', 'RB']);
/** 717: outcome of a set; 715 has P besides. */
export const SET_OUTCOMES = new Set(['A', 'E', 'M', 'R', 'W', 'X']);
export const GROUP_OUTCOMES = new Set([...SET_OUTCOMES, 'P']);

/** 623, as minutes east of UTC. Zones that change over with daylight saving are in `time.ts`. */
const HOURS_EAST: readonly (readonly [string, number])[] = [
  ...Array.from({ length: 12 }, (_, i) => [String(i + 1).padStart(2, '0'), i + 1] as const),
  ...Array.from({ length: 12 }, (_, i) => [String(i + 13), i - 12] as const),
];
export const FIXED_ZONE_MINUTES: ReadonlyMap<string, number> = new Map([
  ...HOURS_EAST.map(([code, hours]) => [code, hours * 60] as const),
  ['UT', 0],
  ['GM', 0],
  ['NS', -210],
  ['ND', -150],
  ['TS', -240],
  ['TD', -180],
  ['ES', -300],
  ['ED', -240],
  ['CS', -360],
  ['CD', -300],
  ['MS', -420],
  ['MD', -360],
  ['PS', -480],
  ['PD', -420],
  ['AS', -540],
  ['AD', -480],
  ['HS', -600],
  ['HD', -540],
  ['HT', -600],
]);
/** Standard time of the zones that change over, minutes east of UTC. */
export const CHANGING_ZONE_MINUTES: ReadonlyMap<string, number> = new Map([
  ['NT', -210],
  ['TT', -240],
  ['ET', -300],
  ['CT', -360],
  ['MT', -420],
  ['PT', -480],
  ['AT', -540],
]);
export const TIME_CODE_SET: ReadonlySet<string> = new Set([
  'LT',
  ...FIXED_ZONE_MINUTES.keys(),
  ...CHANGING_ZONE_MINUTES.keys(),
]);

/** 1650: shipment status codes. */
export const STATUS_CODES = new Set(
  (
    'A3 A7 A9 AF AA AG AH AI AJ AM AN AP AR AV B6 BA BC C1 CA CD CL CP D1 I1 J1 K1 L1 OA OO P1 PR R1 RL S1 SD ' +
    'X1 X2 X3 X4 X5 X6 X8 XB'
  ).split(' '),
);
/** 1651: reasons of a status or appointment. */
export const STATUS_REASONS = new Set(
  (
    'A1 A2 A3 A5 A6 AA AD AE AF AG AH AI AJ AK AL AM AN AO AQ AR AS AT AV AW AX AY AZ B1 B2 B5 B8 B9 BB BC BD BE ' +
    'BF BG BH BI BL BS BT C1 C2 C3 C4 C5 C6 C7 C8 C9 CA CB CC D1 D2 F2 NA NS P1 P2 P3 P4 RC T2 T3 T4 T5 T6 T7'
  ).split(' '),
);
/** 1652: appointments. */
export const APPOINTMENTS = new Set(['AA', 'AB']);

/** 150: charges that a freight bill usually has. A few of 1,122. */
export const CHARGE_NAMES: ReadonlyMap<string, string> = new Map([
  ['400', 'freight'],
  ['405', 'fuel surcharge'],
  ['FUE', 'fuel charge'],
  ['DTL', 'detention loading'],
  ['DTU', 'detention unloading'],
  ['TDT', 'truck detention'],
  ['LAY', 'layover'],
  ['SOC', 'stop-off'],
  ['RES', 'residential delivery'],
  ['IDL', 'inside delivery'],
  ['RCL', 'redelivery'],
  ['HAZ', 'hazardous cargo'],
  ['SRG', 'storage'],
  ['RCC', 'reconsignment'],
  ['LFT', 'lift gate'],
  ['DSC', 'discount'],
  ['CUS', 'customs'],
  ['MSC', 'other accessorial'],
]);
export const CHARGE_CODES: ReadonlySet<string> = new Set(CHARGE_NAMES.keys());
