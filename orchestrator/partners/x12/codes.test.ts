/**
 * What must hold: the tables of codes are those of the standard, but for what real files use besides. Shown against the
 * extracted element definitions; skipped where they are missing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  APPLICATION_TYPES,
  APPOINTMENTS,
  CHARGE_CODES,
  CORRECTIONS,
  DATE_QUALIFIERS,
  GROUP_OUTCOMES,
  METHOD_CODES,
  PAYMENT_METHODS,
  PURPOSES,
  RESERVATION_ACTIONS,
  SET_OUTCOMES,
  STATUS_CODES,
  STATUS_REASONS,
  STOP_REASONS,
  TIME_CODE_SET,
  TIME_QUALIFIERS,
  WEIGHT_UNITS,
} from './codes.ts';

const FILE = new URL('../../../../shared/domain/x12_004010_elements.json', import.meta.url);

interface Definitions {
  readonly elements: Readonly<Record<string, { readonly codes: Readonly<Record<string, string>> | null }>>;
}

describe.skipIf(!existsSync(FILE))('codes', () => {
  const { elements } = existsSync(FILE)
    ? (JSON.parse(readFileSync(FILE, 'utf8')) as Definitions)
    : { elements: {} };
  const codes = (element: number) => Object.keys(elements[element]!.codes ?? {});

  it.each([
    ['application types', 346, APPLICATION_TYPES, []],
    ['appointments', 1652, APPOINTMENTS, []],
    ['corrections', 202, CORRECTIONS, []],
    ['date qualifiers', 432, DATE_QUALIFIERS, ['69', '70', '86']],
    ['outcomes of groups', 715, GROUP_OUTCOMES, []],
    ['methods', 91, METHOD_CODES, []],
    ['payment methods', 146, PAYMENT_METHODS, []],
    ['purposes', 353, PURPOSES, []],
    ['reservation actions', 558, RESERVATION_ACTIONS, ['B', 'C', 'N', 'R', 'U']],
    ['outcomes of sets', 717, SET_OUTCOMES, []],
    ['statuses', 1650, STATUS_CODES, []],
    ['reasons', 1651, STATUS_REASONS, []],
    ['stop reasons', 163, STOP_REASONS, ['LD', 'UL']],
    ['time codes', 623, TIME_CODE_SET, []],
    ['time qualifiers', 176, TIME_QUALIFIERS, ['U', 'X']],
    ['weight units', 188, WEIGHT_UNITS, []],
  ] as const)('%s are those of element %i', (_name, element, table, besides) => {
    expect([...table].sort()).toEqual([...codes(element), ...besides].sort());
  });

  it('charges are some of element 150', () => {
    expect(codes(150)).toEqual(expect.arrayContaining([...CHARGE_CODES]));
  });
});
