/**
 * Carriers and customers are billed, paid and credited what is due, once. Each rule is seen to catch, by name, what is
 * planted in a story that is right.
 */
import { describe, expect, test } from 'vitest';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { CARRIER, FIRST, START, type Step, storyOf, withFigures } from './story.fixture.ts';

const world = smallDistributor({ days: 1, ordersPerDay: 10 });
const { changed, play, story, until, upTo } = storyOf(world);

describe('money', () => {
  const claim = (claimed: number, credited: number, by = CARRIER): Step[] => [
    ...upTo('loadDelivered'),
    ['claimOpened', 'core', 'claim', FIRST, 1, claimed, CARRIER],
    ['claimAnswered', 'carrier', 'shipment', FIRST, 1, credited, by],
  ];

  test.each<[string, Step[], RegExp]>([
    [
      'more paid than billed',
      changed('freightPaid', { a: 1021 }),
      /invoice-settled-once violated: load 40: 1021 paid, 1020 billed/,
    ],
    [
      'more than tolerated',
      story().map((step): Step => (step[0].startsWith('freight') ? withFigures(step, { a: 1021 }) : step)),
      /invoice-settled-once violated: load 40: 1021 paid as within tolerance, agreed 1000/,
    ],
    [
      'paid to another carrier',
      changed('freightPaid', { b: 0 }),
      /invoice-settled-once violated: load 40: 1020 paid to Swallow Parcel, booked with Heron Freight/,
    ],
    [
      'billed by another carrier',
      changed('freightBilled', { b: 0 }),
      /invoice-settled-once violated: load 40: billed by Swallow Parcel/,
    ],
    [
      'another bill matched',
      changed('freightMatched', { a: 1000 }),
      /invoice-settled-once violated: load 40: a bill of 1000 is matched, 1020 was billed/,
    ],
    [
      'a third bill',
      [
        ...story(),
        ['freightBilled', 'carrier', 'load', FIRST, 2, 1020, CARRIER],
        ['freightBilled', 'carrier', 'load', FIRST, 2, 1020, CARRIER],
      ],
      /side-effect-once violated: load 40: freightBilled a second time/,
    ],
    [
      'the customer billed for what was lost',
      story().map((step): Step => (step[0] === 'shipmentDelivered' ? withFigures(step, { b: 3 }) : step)),
      /invoice-settled-once violated: .*billed though it arrived in condition 3/,
    ],
    [
      'the customer billed another amount',
      changed('customerBilled', { a: 501 }),
      /invoice-settled-once violated: .*billed 501, 500 are due/,
    ],
    [
      'more credited than claimed',
      claim(500, 501),
      /invoice-settled-once violated: .*501 credited by Heron Freight, 500 claimed of Heron Freight/,
    ],
    [
      'a credit of another carrier',
      claim(500, 500, 0),
      /invoice-settled-once violated: .*500 credited by Swallow Parcel/,
    ],
    [
      'less claimed than the goods are worth',
      claim(499, 499),
      /invoice-settled-once violated: .*499 claimed, the goods are worth 500/,
    ],
  ])('%s', (_name, steps, message) => {
    expect(() => play(steps)).toThrow(message);
  });

  test('speed that was bought is agreed, and no more than that', () => {
    const until = upTo('milestone');
    const fast = (paid: number): Step[] => [
      ...until,
      ['expediteRequested', 'core', 'load', FIRST, 1, 200, CARRIER],
      ['expediteAnswered', 'core', 'load', FIRST, 1, 1, START],
      ...story()
        .slice(until.length)
        .map(
          (step): Step =>
            step[0].startsWith('freight')
              ? [step[0], step[1], step[2], step[3], step[4], paid, step[6]]
              : step,
        ),
    ];
    expect(() => play(fast(1224))).not.toThrow();
    expect(() => play(fast(1225))).toThrow(/1225 paid as within tolerance, agreed 1200/);
  });

  test('a dispute may end above what was tolerated, and the duplicate of a bill may come late', () => {
    const dear = story().map((step): Step => {
      if (!step[0].startsWith('freight')) return step;
      const within = step[0] === 'freightMatched' ? 0 : step[6];
      return [step[0], step[1], step[2], step[3], step[4], 1500, within];
    });
    const corrected: Step = ['invoiceCorrected', 'carrier', 'load', FIRST, 1, 1500, CARRIER];
    const disputed: Step = ['freightDisputed', 'core', 'freight-invoice', FIRST, 1, 1500, 1000];
    expect(() =>
      play([
        ...until('freightPaid', dear),
        disputed,
        corrected,
        dear.at(-1)!,
        ['freightBilled', 'carrier', 'load', FIRST, 2, 1500, CARRIER],
      ]),
    ).not.toThrow();
  });
});
