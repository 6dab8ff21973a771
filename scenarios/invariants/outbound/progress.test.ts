/** A load that moves back in the core's picture, and refused goods that no warehouse takes back, are each named. */
import { expect, test } from 'vitest';
import { CONDITION } from '#orchestrator/contracts/erp';
import { OpenBooks, SHIPMENT_FIELD as S } from './books.ts';
import type { CoreStates } from './part.ts';
import { ProgressRules } from './progress.ts';

const NOBODY: ReadonlySet<number> = new Set();

function rulesOf(): {
  readonly rules: ProgressRules;
  readonly load: { milestone: number };
  readonly books: OpenBooks;
} {
  const load = { milestone: 0 };
  const books = new OpenBooks();
  const core = { state: () => load };
  return { rules: new ProgressRules(books, () => core as unknown as CoreStates), load, books };
}

test('forwards is right, backwards is not, and from a terminal it begins anew', () => {
  const { rules, load } = rulesOf();
  const look = (milestone: number) => () => {
    load.milestone = milestone;
    rules.rules.milestone!(0, 40, 1, 0, 0);
  };
  look(2)();
  look(5)();
  expect(look(3)).toThrow(
    /only-tabled-transitions.*load 40: the core has it at milestone 3, and had it at 5/,
  );
  rules.rules.loadRerouted!(0, 40, 1, 0, 0);
  expect(look(3)).not.toThrow();
});

test('what is refused comes back', () => {
  const { rules, books } = rulesOf();
  const at = books.shipments.open(136);
  books.shipments.values[at + S.load] = 40;
  rules.rules.shipmentDelivered!(0, 136, 1, 0, CONDITION.refused);
  const copy = rulesOf().rules;
  copy.load(rules.save());
  expect(() => copy.atEnd(NOBODY, NOBODY)).toThrow(
    /units-conserved.*shipment 136 .*its customer has refused it, and it is in no warehouse/,
  );
  copy.atEnd(new Set([17]), NOBODY);
  rules.rules.goodsReturned!(0, 136, 1, 0, 4);
  rules.atEnd(NOBODY, NOBODY);
});

test('who has handed over a load has heard that it should', () => {
  const { rules } = rulesOf();
  rules.rules.loadRerouted!(0, 40, 1, 0, 0);
  expect(() => rules.atEnd(NOBODY, NOBODY)).toThrow(
    /saga-nets-zero.*load 40: another carrier has taken it over/,
  );
  rules.atEnd(NOBODY, new Set([40]));
  rules.rules.loadHandedOver!(0, 40, 1, 0, 0);
  rules.atEnd(NOBODY, NOBODY);
});
