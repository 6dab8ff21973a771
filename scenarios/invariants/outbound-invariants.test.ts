/** Each invariant, seen to catch a planted violation, named, and silent on what is right. */
import { describe, expect, test } from 'vitest';
import { smallWorld } from '#testing/small-world';
import { OutboundInvariants } from './outbound-invariants.ts';

type Step = readonly [event: string, order: number, a: number, b: number, time?: number];

function play(...steps: readonly Step[]): OutboundInvariants {
  const invariants = new OutboundInvariants(smallWorld({ dailyCapacity: 2 }));
  for (const [event, order, a, b, time] of steps)
    invariants.business(time ?? 0, event, 'x', 'order', order, 1, a, b);
  return invariants;
}

const none = { orders: 0, shipments: 0, freightInvoices: 0 };

test('a right story is right', () => {
  const story: Step[] = [
    ['orderReleased', 1, 5, 0],
    ['freightRated', 1, 1000, 2],
    ['goodsIssued', 1, 0, 5],
    ['freightMatched', 1, 1020, 1],
    ['freightPaid', 1, 1020, 0],
  ];
  expect(() => play(...story).atEnd(none)).not.toThrow();
});

describe('planted violations', () => {
  const released: Step = ['orderReleased', 1, 5, 0];
  const rated: Step = ['freightRated', 1, 1000, 2];
  test.each<[string, RegExp, Step[]]>([
    ['released twice', /owner-writes violated: order 1 released twice/, [released, released]],
    [
      'fewer units issued',
      /order-lines-conserved.*order 1: 5 units released, 4 issued/,
      [released, ['goodsIssued', 1, 0, 4]],
    ],
    [
      'issued twice',
      /order-lines-conserved.*nothing units released/,
      [released, ['goodsIssued', 1, 0, 5], ['goodsIssued', 1, 0, 5]],
    ],
    [
      'issued though unplannable',
      /order-lines-conserved/,
      [released, ['orderUnplannable', 1, 1, 0], ['goodsIssued', 1, 0, 5]],
    ],
    [
      'paid beyond tolerance',
      /invoice-settled-once.*1021 paid; rated 1000/,
      [rated, ['freightPaid', 1, 1021, 0]],
    ],
    ['paid twice', /invoice-settled-once/, [rated, ['freightPaid', 1, 1000, 0], ['freightPaid', 1, 1000, 0]]],
  ])('%s', (_name, message, steps) => {
    expect(() => play(...steps)).toThrow(message);
  });

  test('a third order issued in a day of two', () => {
    const three = [1, 2, 3].flatMap((order): Step[] => [
      ['orderReleased', order, 5, 0],
      ['goodsIssued', order, 0, 5, 100 + order],
    ]);
    expect(() => play(...three)).toThrow(
      /capacity-respected violated: PLANT-0 issued 3 orders in a day of 2/,
    );
    const nextDay = three.map(
      (step): Step => (step[1] === 3 ? [step[0], 3, step[2], step[3], 86_400_001] : step),
    );
    expect(() => play(...nextDay)).not.toThrow();
  });

  test('something left over when nothing more can happen', () => {
    expect(() => play().atEnd({ ...none, shipments: 2 })).toThrow(
      /settles violated: .* 2 shipments are still open/,
    );
    expect(() => play(['freightMatched', 1, 1, 1]).atEnd(none)).toThrow(
      /nothing-left-over violated: 1 bills approved, 0 paid/,
    );
  });
});
