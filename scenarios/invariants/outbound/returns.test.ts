/** A return of dangerous goods, of more than came, or credited with more than it is worth, is named. */
import { expect, test } from 'vitest';
import { ORDER } from '#orchestrator/processes/outbound/inputs';
import type { CoreStates } from './part.ts';
import { ReturnRules } from './returns.ts';

const SHIPMENT = 137;
const WORLD = {
  network: {
    products: [
      { no: 0, unNumber: 0 },
      { no: 1, unNumber: 1263 },
    ],
  },
  names: { products: ['P0000', 'P0001'] },
};

/** Of an order of three lines the second shipment had the last two: 4 of product 0, 2 of product 1. */
function rulesFor(units: readonly number[]): ReturnRules {
  const order = { ordered: [3, 4, 2], products: [0, 0, 1], care: { sent: [3, -1, -1, -1, 4, 2] } };
  const core = { state: (type: unknown) => (type === ORDER ? order : { units, unitPriceMinor: [250, 100] }) };
  return new ReturnRules(WORLD as never, () => core as unknown as CoreStates);
}

const authorise = (units: readonly number[]) => () =>
  rulesFor(units).rules.returnAuthorised!(0, SHIPMENT, 1, 0, 0);

test('what came, and is no dangerous goods, may come back', () => {
  expect(authorise([4, 0])).not.toThrow();
  expect(authorise([5, 0])).toThrow(/rules-win.*shipment 137 .*5 units of line 1 may be sent back, 4 came/);
  expect(authorise([0, 1])).toThrow(/rules-win.*1 units of P0001 \(UN 1263\) may be sent back by parcel/);
});

test('and is credited with what it is worth at most', () => {
  const credit = (minor: number) => () => rulesFor([2, 0]).rules.creditNoteIssued!(0, SHIPMENT, 1, minor, 0);
  expect(credit(500)).not.toThrow();
  expect(credit(501)).toThrow(/invoice-settled-once.*501 credited, what was authorised is worth 500/);
});
