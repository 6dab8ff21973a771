/**
 * Every event is written by its owner, as often as it may be, and in its turn. Each rule is seen to catch, by name, what is
 * planted in a story that is right.
 */
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '#sim/shifts/civil';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { EVENT_RULES, type EventName } from './events.ts';
import { CARRIER, FIRST, ORDER_NO, PROMISE, type Step, storyOf } from './story.fixture.ts';

const world = smallDistributor({ days: 1, ordersPerDay: 10 });
const { changed, play, story, tellUndecided, until, upTo } = storyOf(world);

const isOnce = ([event]: Step): boolean => EVENT_RULES[event as EventName].once;

describe('who writes what, how often, in which order', () => {
  test.each(story().map((step, i) => [step[0], i] as const))('%s (step %i) by another', (event, i) => {
    const [name, owner, entity, ...rest] = story()[i]!;
    const by = owner === 'TMS' ? 'ERP' : 'TMS';
    expect(() => play(story().with(i, [name, by, entity, ...rest]))).toThrow(
      new RegExp(`owner-writes violated: .*${event} .*written by ${by}, it belongs to ${owner}`),
    );
    expect(() => play(story().with(i, [name, owner, 'truck', ...rest]))).toThrow(/owner-writes/);
  });

  test('an event that nobody owns', () => {
    expect(() => play([['orderBlessed', 'ERP', 'order', 1, 1, 0, 0]])).toThrow(
      /owner-writes.*"orderBlessed"/,
    );
  });

  test.each(
    story()
      .filter(isOnce)
      .map((step) => [step[0], step] as const),
  )('%s twice', (event, step) => {
    expect(() => play([...upTo(event), step])).toThrow(
      new RegExp(`side-effect-once violated: .*${event} a second time`),
    );
    expect(() => play([...story(), step])).toThrow(/side-effect-once/);
    expect(() => play(changed(event, { n: 3 }))).toThrow(new RegExp(`side-effect-once.*${event} no. 3`));
  });

  test.each<[string, string]>([
    ['orderPromised', 'orderReleased'],
    ['shipmentPicked', 'stockReserved'],
    ['shipmentPacked', 'shipmentPicked'],
    ['goodsIssued', 'shipmentPacked'],
    ['goodsIssuePosted', 'goodsIssued'],
    ['shipmentDelivered', 'goodsIssued'],
    ['customerBilled', 'shipmentDelivered'],
    ['customerBilled', 'goodsIssuePosted'],
    ['loadDelivered', 'loadDeparted'],
    ['freightBilled', 'loadDelivered'],
    ['freightMatched', 'freightBilled'],
    ['freightPaid', 'freightMatched'],
  ])('%s before %s', (event, first) => {
    const step = story().find((each) => each[0] === event)!;
    expect(() => play([...until(first), step])).toThrow(
      new RegExp(`only-tabled-transitions violated: .*${event} before .*${first}`),
    );
  });

  test.each<[string, Step[], RegExp]>([
    [
      'a released reservation is picked',
      [
        ...until('shipmentPicked'),
        ['reservationReleased', 'WMS', 'shipment', FIRST, 1, 0, 6],
        ['shipmentPicked', 'WMS', 'shipment', FIRST, 1, 0, 6],
      ],
      /only-tabled-transitions violated: .*shipmentPicked after reservationReleased/,
    ],
    [
      'a load that is delivered is lost',
      [...upTo('loadDelivered'), ['loadLost', 'carrier', 'load', FIRST, 1, CARRIER, 1]],
      /only-tabled-transitions violated: load 40: loadLost after loadDelivered/,
    ],
    [
      'a load that was given up departs',
      [
        ...until('loadDeparted'),
        ['loadGivenUp', 'core', 'load', FIRST, 1, 3, 1],
        ['loadDeparted', 'carrier', 'load', FIRST, 1, CARRIER, 0],
      ],
      /only-tabled-transitions violated: load 40: loadDeparted after loadGivenUp/,
    ],
    [
      'an order goes on when it is done',
      [...story(), ['orderSourced', 'core', 'order', ORDER_NO, 3, 0, 1]],
      /only-tabled-transitions violated: order 5: orderSourced while it is not open/,
    ],
    [
      'WMS reserves for an order that is done',
      [...story(), ['stockReserved', 'WMS', 'shipment', ORDER_NO * 8 + 2, 1, 0, 1]],
      /only-tabled-transitions violated: shipment 42 \(order 5\): stockReserved, but/,
    ],
    [
      'goods move where the order was not sourced',
      [...until('stockReserved'), ['stockReserved', 'WMS', 'shipment', FIRST, 1, 2, 6]],
      /only-tabled-transitions violated: .*stockReserved at DC Harrisburg, sourced at DC Reno/,
    ],
    [
      'a claim is answered that nobody opened',
      [...upTo('shipmentDelivered'), ['claimAnswered', 'carrier', 'shipment', FIRST, 1, 5, CARRIER]],
      /only-tabled-transitions violated: .*claimAnswered before claimOpened/,
    ],
    [
      'a line is cancelled under a number that was',
      changed('lineCancelled', { n: 1 }),
      /side-effect-once.*lineCancelled 1/,
    ],
    [
      'a customer is told twice of one delay',
      [
        ...upTo('milestone'),
        ['customerNotified', 'ERP', 'shipment', FIRST, 1, PROMISE + 1, PROMISE],
        ['customerNotified', 'ERP', 'shipment', FIRST, 2, PROMISE + DAY_MS, PROMISE],
        ['customerNotified', 'ERP', 'shipment', FIRST, 2, PROMISE + DAY_MS, PROMISE],
      ],
      /side-effect-once violated: shipment 40: customerNotified 2 after customerNotified 2/,
    ],
    [
      'a customer is told of a delay again that has hardly moved',
      [
        ...upTo('milestone'),
        ['customerNotified', 'ERP', 'shipment', FIRST, 1, PROMISE + 1, PROMISE],
        ['customerNotified', 'ERP', 'shipment', FIRST, 2, PROMISE + 2, PROMISE],
      ],
      /bounded violated: shipment 40 .*notice 2, and the estimate has moved by 1 ms since the last/,
    ],
    [
      'an order is sourced while it is held',
      story().filter((step) => step[0] !== 'holdReleased'),
      /rules-win violated: order 5: sourced at DC Reno while ERP holds it/,
    ],
    [
      'an order is sourced a ninth time',
      changed('orderSourced', { n: 9 }),
      /bounded violated: order 5: sourcing 9/,
    ],
  ])('%s', (_name, steps, message) => {
    expect(() => play(steps)).toThrow(message);
  });

  test('a sourcing counts back, whatever was decided', () => {
    const steps = changed('orderSourced', { n: 1 });
    const undecided = play(upTo('stockReserved').slice(0, 6));
    expect(() => tellUndecided(undecided, [steps[6]!])).toThrow(
      /side-effect-once violated: order 5: orderSourced 1 after orderSourced 1/,
    );
  });
});
