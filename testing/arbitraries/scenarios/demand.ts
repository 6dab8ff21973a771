/** How many orders come when, of how many lines; and who orders: classes of customers, what they are promised, how often they change their minds. */
import fc from 'fast-check';
import { type Draft, type Edits, maybe, together } from './draft.ts';
import { ASSUMED, countsDrawn, shares, times } from './figures.ts';

type CustomerClass = Draft['network']['customers']['classes'][number];

const HOURS = 24;
const WEEKDAYS = 7;
const DAY_MS = 86_400_000;

/** Flat where all is 0. */
function weights(length: number): fc.Arbitrary<number[]> {
  return fc
    .array(fc.constantFrom(1, 0, 3, 20), { minLength: length, maxLength: length })
    .map((drawn) => (drawn.every((each) => each === 0) ? drawn.map(() => 1) : drawn));
}

export function demand(): Edits {
  return together(
    maybe(fc.integer({ min: 1, max: 10 }), (draft, days) => {
      draft.demand = { ...draft.demand, days };
    }),
    maybe(fc.integer({ min: 5, max: 600 }), (draft, ordersPerDay) => {
      draft.demand = { ...draft.demand, ordersPerDay };
    }),
    maybe(fc.constantFrom(1, 2, 5), (draft, volume) => {
      draft.demand = { ...draft.demand, volume };
    }),
    maybe(weights(HOURS), (draft, hourWeights) => {
      draft.demand = { ...draft.demand, hourWeights };
    }),
    maybe(weights(WEEKDAYS), (draft, weekdayWeights) => {
      draft.demand = { ...draft.demand, weekdayWeights };
    }),
    maybe(
      fc.constantFrom('America/Chicago', 'UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe'),
      (draft, zone) => {
        draft.demand = { ...draft.demand, zone };
      },
    ),
    maybe(countsDrawn(8), (draft, linesPerOrder) => {
      draft.demand = { ...draft.demand, linesPerOrder };
    }),
    maybe(countsDrawn(40), (draft, unitsPerLine) => {
      draft.demand = { ...draft.demand, unitsPerLine };
    }),
    maybe(
      fc.record({
        day: fc.nat(3),
        days: fc.integer({ min: 1, max: 3 }),
        factor: fc.constantFrom(2, 0.2, 10),
      }),
      peak,
    ),
  );
}

function peak(
  draft: Draft,
  drawn: { readonly day: number; readonly days: number; readonly factor: number },
): void {
  const dateOf = (day: number): string =>
    new Date(Date.parse(draft.start) + day * DAY_MS).toISOString().slice(0, 10);
  const { day, days, factor } = drawn;
  draft.demand = { ...draft.demand, peaks: [{ from: dateOf(day), to: dateOf(day + days), factor }] };
}

/** In turn the biggest share; what they are promised is more than the fastest way takes. */
const CLASS: fc.Arbitrary<Omit<CustomerClass, 'name' | 'share'>> = fc.record({
  shipComplete: shares(),
  priority: fc.integer({ min: 0, max: 9 }),
  lead: times('d', { min: 2, max: 14 }).map((constant) => ({ constant })),
  creditHold: shares(0.5),
  creditRejected: shares(0.5),
  changed: shares(0.5),
  cancelled: shares(0.5),
});

export function orderMixes(): Edits {
  return together(
    maybe(fc.array(CLASS, { minLength: 1, maxLength: 3 }), ({ network }, drawn) => {
      const classes = drawn.map((each, i) => ({
        name: `class-${i + 1}`,
        share: i === 0 ? (6 - (drawn.length - 1)) / 6 : 1 / 6,
        ...each,
      }));
      network.customers = { ...network.customers, classes };
    }),
    maybe(fc.integer({ min: 1, max: 300 }), ({ network }, count) => {
      network.customers = { ...network.customers, count };
    }),
    maybe(shares(0.3), ({ network }, denied) => {
      network.customers = { ...network.customers, denied };
    }),
    maybe(
      fc.record({ change: times('min', { min: 1, max: 2880 }), cancel: times('min', { min: 1, max: 2880 }) }),
      ({ systems }, { change, cancel }) => {
        systems.erp = {
          ...systems.erp,
          changeAfter: { exponential: { mean: change } },
          cancelAfter: { exponential: { mean: cancel } },
          source: ASSUMED,
        };
      },
    ),
    maybe(shares(0.2), ({ systems }, missingWeights) => {
      systems.erp = { ...systems.erp, missingWeights };
    }),
    maybe(times('d', { min: 1, max: 14 }), ({ network, systems }, constant) => {
      // Every other class: an order that asks for no day is beside one that does.
      const classes = network.customers.classes.map((each, i) =>
        i % 2 === 0 ? { ...each, requested: { constant } } : each,
      );
      network.customers = { ...network.customers, classes };
      systems.erp = { ...systems.erp, lineBook: true };
    }),
  );
}
