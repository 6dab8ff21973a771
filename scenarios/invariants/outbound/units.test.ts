/**
 * Units of an order are conserved, from reservation to invoice. Each rule is seen to catch, by name, what is planted in a
 * story that is right.
 */
import { describe, expect, test } from 'vitest';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { FIRST, ORDER_NO, SECOND, type Step, storyOf } from './story.fixture.ts';

const world = smallDistributor({ days: 1, ordersPerDay: 10 });
const { changed, play, tell, upTo } = storyOf(world);

describe('units', () => {
  test.each<[string, Step[], RegExp]>([
    [
      'more picked than reserved',
      changed('shipmentPicked', { b: 7 }),
      /order-lines-conserved violated: shipment 40 \(order 5\) at DC Reno: 7 units picked, 6 were reserved/,
    ],
    [
      'more issued than picked',
      changed('goodsIssued', { b: 6 }),
      /order-lines-conserved violated: .* 6 units issued, 5 were picked/,
    ],
    [
      'a short pick of another number',
      changed('pickedShort', { b: 2 }),
      /order-lines-conserved violated: .* 2 units short, 1 are missing/,
    ],
    [
      'another number shipped than issued',
      changed('orderDone', { a: 6 }),
      /order-lines-conserved violated: order 5: the core shipped 6 units, WMS issued 5/,
    ],
    [
      'another number cancelled than was noted',
      changed('orderDone', { b: 3 }),
      /order-lines-conserved violated: order 5: 3 units cancelled at its end, 4 line by line/,
    ],
    [
      'a unit of the order forgotten',
      changed('orderReleased', { a: 10 }),
      /order-lines-conserved violated: order 5: 10 units ordered, 5 shipped \+ 4 cancelled/,
    ],
    [
      'a release of another number than was held',
      changed('reservationReleased', { b: 2 }),
      /reservations-open violated: shipment 41 \(order 5\): 2 units released, 3 were held/,
    ],
    [
      'ERP posts other units',
      changed('goodsIssuePosted', { b: 4 }),
      /no-drift violated: .*ERP posted 4 units at DC Reno, WMS issued 5 at DC Reno/,
    ],
    [
      'a doubled warehouse charge',
      changed('warehouseCharged', { a: 340 }),
      /ledger-balances violated: .*DC Reno charged 340 for 5 units/,
    ],
    [
      'a reservation reduced by all that it holds',
      [
        ...upTo('stockReserved'),
        ['orderChanged', 'ERP', 'order', ORDER_NO, 1, 0, 4],
        ['reservationReduced', 'WMS', 'shipment', SECOND, 1, 1, 3],
      ],
      /order-lines-conserved violated: shipment 41 .* reduced by 3 units, 3 were reserved/,
    ],
    [
      'picked as it was reserved, before that was reduced',
      [
        ...upTo('orderSourced').slice(0, -1),
        ['orderChanged', 'ERP', 'order', ORDER_NO, 1, 0, 4],
        ['reservationReduced', 'WMS', 'shipment', FIRST, 1, 0, 2],
        ['shipmentPicked', 'WMS', 'shipment', FIRST, 1, 0, 5],
      ],
      /order-lines-conserved violated: .* 5 units picked, 4 were reserved/,
    ],
    [
      'more returned than issued',
      [...upTo('shipmentDelivered'), ['goodsReturned', 'WMS', 'shipment', FIRST, 1, 0, 6]],
      /order-lines-conserved violated: .*6 units returned, 5 were issued/,
    ],
  ])('%s', (_name, steps, message) => {
    expect(() => play(steps)).toThrow(message);
  });
});

test('the second shipment of an order is told from its first', () => {
  const invariants = play(upTo('orderSourced'));
  tell(invariants, [['stockReserved', 'WMS', 'shipment', SECOND, 1, 1, 3]]);
  expect(() => tell(invariants, [['stockReserved', 'WMS', 'shipment', SECOND, 1, 1, 3]])).toThrow(
    /shipment 41 .* a second time/,
  );
});
