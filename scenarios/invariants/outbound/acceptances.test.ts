/** A carrier that holds a load ready for nobody, and a booking at another price than was said, are each named. */
import { expect, test } from 'vitest';
import { AcceptanceRules } from './acceptances.ts';
import { LOAD_FIELD as L, OpenBooks } from './books.ts';
import type { EventName } from './events.ts';

const LOAD = 40;
const NOBODY: ReadonlySet<number> = new Set();
const BEHIND: ReadonlySet<number> = new Set([LOAD]);

type Happening = readonly [event: EventName, n: number, a?: number, b?: number];

/** After these events, the tender `booked` being that in force. */
function after(happenings: readonly Happening[], booked = 0): AcceptanceRules {
  const books = new OpenBooks();
  const at = books.loads.open(LOAD);
  books.loads.values[at + L.booked] = booked;
  const world = { names: { carriers: ['Heron', 'Magpie'] }, network: {} };
  const rules = new AcceptanceRules(books, world as never);
  for (const [event, n, a = 0, b = 0] of happenings) rules.rules[event]!(0, LOAD, n, a, b);
  return rules;
}

test('driven or withdrawn, nothing stands', () => {
  after(
    [
      ['tenderAccepted', 1, 0, 500],
      ['loadDeparted', 1],
    ],
    1,
  ).atEnd(NOBODY);
  after(
    [
      ['tenderAccepted', 1, 0, 500],
      ['tenderWithdrawn', 1],
      ['tenderAccepted', 2, 1, 600],
      ['loadDeparted', 1],
    ],
    2,
  ).atEnd(NOBODY);
});

test('a later tender that is withdrawn from a carrier took the place of its earlier one; an earlier one did not', () => {
  const later = (n: number, taken: number) =>
    after(
      [
        ['tenderAccepted', taken, 0, 500],
        ['tenderWithdrawn', n, 0],
        ['tenderAccepted', 9, 1, 600],
        ['loadDeparted', 1],
      ],
      9,
    );
  later(7, 4).atEnd(NOBODY);
  expect(() => later(4, 7).atEnd(NOBODY)).toThrow(/tender 7/);
});

test('a late acceptance that nobody withdraws stands', () => {
  const rules = after(
    [
      ['tenderAccepted', 2, 1, 600],
      ['loadDeparted', 1],
      ['tenderAccepted', 1, 0, 500],
    ],
    2,
  );
  expect(() => rules.atEnd(NOBODY)).toThrow(/saga-nets-zero.*load 40: Heron has taken tender 1/);
  expect(() => rules.atEnd(BEHIND)).not.toThrow();
  const copy = after([]);
  copy.load(rules.save());
  expect(() => copy.atEnd(NOBODY)).toThrow(/tender 1/);
});

test("taken when the load was over, it is somebody's case", () => {
  after([
    ['tenderAccepted', 1, 0, 500],
    ['exceptionOpened', 1],
  ]).atEnd(NOBODY);
});

test('a booking is for what the carrier has said', () => {
  expect(() =>
    after([
      ['tenderCountered', 1, 0, 540],
      ['loadBooked', 1, 0, 540],
    ]),
  ).not.toThrow();
  expect(() =>
    after([
      ['tenderCountered', 1, 0, 540],
      ['loadBooked', 1, 0, 500],
    ]),
  ).toThrow(/one-active-booking.*load 40: booked for 500 \(tender 1\), Heron has said 540/);
});

test('a later tender of the same carrier takes the place of an earlier one', () => {
  after(
    [
      ['tenderAccepted', 1, 0, 500],
      ['tenderAccepted', 4, 0, 500],
      ['loadDeparted', 1],
    ],
    4,
  ).atEnd(NOBODY);
});
