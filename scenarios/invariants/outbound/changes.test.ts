/**
 * Changes are asked for, answered once, and are in the order then. Each rule is seen to catch, by name, what is planted in a story that is
 * right.
 */
import { describe, expect, test } from 'vitest';
import { CHANGE_REFUSAL } from '#orchestrator/contracts/erp';
import { ORDER } from '#orchestrator/processes/outbound/inputs';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { FIRST, ORDER_NO, PROMISE, type Step, storyOf } from './story.fixture.ts';

const world = smallDistributor({ days: 1, ordersPerDay: 10 });
const { fakeCore, play, story, tell, upTo } = storyOf(world);
const DAY_MS = 86_400_000;
/** Thursday. */
const SOONER = PROMISE - DAY_MS;
const SATURDAY = PROMISE + DAY_MS;
const PLACE = 4;

/** As the core has it at the end, where nothing was changed. */
const ORDERED = { ordered: [6, 3], cancelled: [0, 0], promisedAt: PROMISE, destination: 1, changes: null };
const erp = (event: string, n: number, a: number, b = 0): Step => [event, 'ERP', 'order', ORDER_NO, n, a, b];
const more = erp('orderChanged', 1, 1, 4);
const dated = erp('deliveryDateChanged', 1, SOONER, 3);
const placed = erp('shipToChanged', 1, PLACE, 3);
const answered = (refusal: number, units = 0, n = 1): Step => [
  'changeAnswered',
  'core',
  'order',
  ORDER_NO,
  n,
  refusal,
  units,
];
const made = (units = 0, n = 1): Step => answered(CHANGE_REFUSAL.none, units, n);

/** The story up to its first reservation, then these; the core has the order so. */
function told(steps: readonly Step[], order: object = ORDERED): void {
  const core = fakeCore();
  core.set(ORDER as number, ORDER_NO, { ...ORDERED, ...order });
  const until = story().findIndex((step) => step[0] === 'stockReserved') + 1;
  play([...story().slice(0, until), ...steps], core);
}

describe('what is right', () => {
  test('a change that is made is what was ordered; one that is not made is not', () => {
    const at = story().findIndex((step) => step[0] === 'shipmentPacked');
    const ended = (answer: Step, ordered: number[]): void => {
      const core = fakeCore();
      core.set(ORDER as number, ORDER_NO, { ...ORDERED, ordered });
      const invariants = play(story().slice(0, at), core);
      tell(invariants, [more, answer, ...story().slice(at)]);
    };
    expect(() => ended(answered(CHANGE_REFUSAL.atWork), [6, 3])).not.toThrow();
    expect(() => ended(made(1), [6, 4])).toThrow(
      /order-lines-conserved violated: order 5: 10 units ordered, 5 shipped \+ 4/,
    );
  });

  test('of each kind, once', () => {
    expect(() => told([more, made(1)], { ordered: [6, 4] })).not.toThrow();
    // Of the line two were cancelled: it comes to four all the same.
    expect(() => told([more, made(3)], { ordered: [6, 6], cancelled: [0, 2] })).not.toThrow();
    expect(() =>
      told([dated, made(), erp('orderRepromised', 1, SOONER, 3)], { promisedAt: SOONER }),
    ).not.toThrow();
    expect(() => told([placed, made()], { destination: PLACE })).not.toThrow();
    expect(() => told([more, answered(CHANGE_REFUSAL.gone), erp('shipToChanged', 2, PLACE)])).not.toThrow();
    expect(() =>
      told([erp('orderChanged', 1, 0, 4), ['reservationReduced', 'WMS', 'shipment', FIRST, 1, 0, 2]]),
    ).not.toThrow();
  });
});

describe('what is planted', () => {
  test.each<[string, RegExp, readonly Step[], object?]>([
    ['asked for twice', /side-effect-once violated: order 5: shipToChanged 1 after/, [more, placed]],
    [
      'answered without being asked for',
      /side-effect-once violated: order 5: change 2 is answered/,
      [more, made(0, 2)],
    ],
    [
      'answered twice',
      /side-effect-once violated: order 5: change 1 is answered/,
      [more, answered(2), answered(2)],
    ],
    [
      'answered as made, and the line is as it was',
      /order-lines-conserved violated: order 5: change 1 to 4 is answered as made, and the order has 3/,
      [more, made(1)],
    ],
    [
      'made, and another line with it',
      /order-lines-conserved violated: order 5: change 1 is made and leaves 10 units ordered, 12 would be right/,
      [more, made(1)],
      { ordered: [8, 4] },
    ],
    [
      'not made, and units of it are gone',
      /order-lines-conserved violated: order 5: change 1 is not made and leaves 8 units ordered, 9 would be right/,
      [more, answered(CHANGE_REFUSAL.gone, -1)],
    ],
    [
      'answered as made, and the day is the old one',
      /order-lines-conserved violated: order 5: change 1 to \d+ is answered as made/,
      [dated, made()],
    ],
    [
      'answered as made, and the place is the old one',
      /order-lines-conserved violated: order 5: change 1 to 4 is answered as made, and the order has 1/,
      [placed, made()],
    ],
    [
      'promised anew, and the core has refused it',
      /owner-writes violated: order 5: promised anew by change 1/,
      [dated, answered(CHANGE_REFUSAL.withLoad), erp('orderRepromised', 1, SOONER, 3)],
    ],
    [
      'promised anew for another day',
      /owner-writes violated: order 5: promised anew by change 1/,
      [dated, made(), erp('orderRepromised', 1, SOONER - DAY_MS, 3)],
      { promisedAt: SOONER },
    ],
    [
      'promised anew for a Saturday',
      /no-promise-past-cutoff violated: .* not the end of a delivery day/,
      [erp('deliveryDateChanged', 1, SATURDAY), made(), erp('orderRepromised', 1, SATURDAY)],
      { promisedAt: SATURDAY },
    ],
    [
      'asked for by a day that is over',
      /no-promise-past-cutoff violated: order 5: asked for by/,
      [erp('deliveryDateChanged', 1, PROMISE - 7 * DAY_MS)],
    ],
    [
      'reduced, and nobody asked for it',
      /only-tabled-transitions violated: shipment 40 .* reduced for change 1, which nobody/,
      [['reservationReduced', 'WMS', 'shipment', FIRST, 1, 0, 2]],
    ],
    [
      'reduced after it was picked',
      /only-tabled-transitions violated: shipment 40 .* reduced after it was picked/,
      [
        more,
        ['shipmentPicked', 'WMS', 'shipment', FIRST, 1, 0, 6],
        ['reservationReduced', 'WMS', 'shipment', FIRST, 1, 0, 2],
      ],
    ],
    [
      'reduced twice for one change',
      /side-effect-once violated: shipment 40: reservationReduced 1 after/,
      [
        more,
        ['reservationReduced', 'WMS', 'shipment', FIRST, 1, 0, 2],
        ['reservationReduced', 'WMS', 'shipment', FIRST, 1, 0, 2],
      ],
    ],
  ])('%s', (_what, message, steps, order) => {
    expect(() => told(steps, order)).toThrow(message);
  });

  test('done, and a change that it has heard of is not answered', () => {
    const core = fakeCore();
    const changes = { waiting: [{ no: 1, matter: 0, value: 4 }] };
    core.set(ORDER as number, ORDER_NO, { ...ORDERED, changes });
    expect(() => play(upTo('orderDone'), core)).toThrow(
      /nothing-left-over violated: order 5 is done, and 1 changes of it are not answered/,
    );
  });
});

test('a day that is made and not promised yet goes with a copy of the run', () => {
  const core = fakeCore();
  core.set(ORDER as number, ORDER_NO, { ...ORDERED, promisedAt: SOONER });
  const first = play([...upTo('orderSourced'), dated, made()], core);
  const copy = play([], core);
  copy.load(first.save());
  const promised = erp('orderRepromised', 1, SOONER, 3);
  expect(() => tell(copy, [promised])).not.toThrow();
  expect(() => tell(copy, [erp('orderRepromised', 2, SOONER, 3)])).toThrow(/owner-writes/);
});

test('what it remembers goes with a copy of the run', () => {
  const core = fakeCore();
  core.set(ORDER as number, ORDER_NO, { ...ORDERED, ordered: [6, 4] });
  const first = play([...upTo('orderSourced'), more], core);
  const copy = play([], core);
  copy.load(first.save());
  expect(() => tell(copy, [made(1)])).not.toThrow();
  expect(() => tell(copy, [made(1)])).toThrow(/side-effect-once/);
  // The first does not know that.
  expect(() => tell(first, [made(1)])).not.toThrow();
});
