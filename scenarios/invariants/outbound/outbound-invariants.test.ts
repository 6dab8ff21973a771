/** Each invariant, seen to catch a planted violation event by event, named, and silent on what is right. */
import { describe, expect, test } from 'vitest';
import { LOAD, ORDER, SHIPMENT } from '#orchestrator/processes/outbound/inputs';
import { DAY_MS } from '#sim/shifts/civil';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { EVENT_RULES, type EventName } from './events.ts';
import { OutboundInvariants } from './outbound-invariants.ts';
import {
  CARRIER,
  FIRST,
  ORDER_NO,
  OTHER_CARRIER,
  PROMISE,
  SECOND,
  START,
  type Step,
  storyOf,
} from './story.fixture.ts';

const world = smallDistributor({ days: 1, ordersPerDay: 10 });
const { changed, fakeCore, play, story, tell, tellUndecided, until, upTo } = storyOf(world);

const isOnce = ([event]: Step): boolean => EVENT_RULES[event as EventName].once;

test('a right story is right, also in two parts, wherever it is cut', () => {
  for (let cut = 0; cut <= story().length; cut++) {
    const first = play(story().slice(0, cut));
    const second = new OutboundInvariants(world);
    second.connect(fakeCore(), null);
    second.load(structuredClone(first.save()));
    expect(() => tell(second, story().slice(cut))).not.toThrow();
    expect(second.save()).toEqual(play(story()).save());
  }
});

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
      'more returned than issued',
      [...upTo('shipmentDelivered'), ['goodsReturned', 'WMS', 'shipment', FIRST, 1, 0, 6]],
      /order-lines-conserved violated: .*6 units returned, 5 were issued/,
    ],
  ])('%s', (_name, steps, message) => {
    expect(() => play(steps)).toThrow(message);
  });

  test('a change that the core has made is what was ordered; one that it has not made is not', () => {
    const wish: Step = ['orderChanged', 'ERP', 'order', ORDER_NO, 1, 0, 4];
    const at = story().findIndex((step) => step[0] === 'shipmentPacked');
    const told = (ordered: number[], known: number[] = [6, 3]) => {
      const core = fakeCore();
      const steps = story();
      const invariants = play(steps.slice(0, at), core);
      core.set(ORDER as number, ORDER_NO, { ordered: known });
      tell(invariants, [wish]);
      core.set(ORDER as number, ORDER_NO, { ordered });
      tell(invariants, steps.slice(at));
    };
    expect(() => told([6, 3])).not.toThrow();
    expect(() => told([4, 3])).toThrow(
      /order-lines-conserved violated: order 5: 7 units ordered, 5 shipped \+ 4/,
    );
    // The core knew of it, by what its customer had said, and not of its lines.
    expect(() => told([4, 3], [])).toThrow(/order 5: 7 units ordered/);
  });
});

describe('tenders and bookings', () => {
  test.each<[string, Step[], RegExp]>([
    [
      'a second tender while the first is out',
      story().filter((step) => step[0] !== 'tenderRejected'),
      /one-active-booking violated: load 40: tender 2 offered to Heron Freight while tender 1 to Swallow Parcel is outstanding/,
    ],
    [
      'a tender number left out',
      changed('tenderOffered', { n: 3 }),
      /side-effect-once violated: load 40: tender 3 offered after tender 1/,
    ],
    [
      'a tender beside a booking',
      [...upTo('loadBooked'), ['tenderOffered', 'core', 'load', FIRST, 3, OTHER_CARRIER, 9]],
      /one-active-booking.*tender 3 offered.*while tender 2/,
    ],
    [
      'an answer twice',
      [...upTo('tenderAccepted'), ['tenderRejected', 'carrier', 'load', FIRST, 2, CARRIER, 1]],
      /side-effect-once violated: load 40: tenderRejected 2 by Heron Freight, which has answered/,
    ],
    [
      'an answer to no tender',
      changed('tenderAccepted', { n: 3 }),
      /only-tabled-transitions.*tenderAccepted 3, a tender that was not offered/,
    ],
    [
      'an expiry of a tender that is over',
      [
        ...upTo('tenderRejected'),
        ['tenderExpired', 'core', 'load', FIRST, 1, OTHER_CARRIER, 0],
        ['tenderExpired', 'core', 'load', FIRST, 1, OTHER_CARRIER, 0],
      ],
      /only-tabled-transitions.*tenderExpired of tender 1; the last is 1, over/,
    ],
    [
      'a withdrawal twice',
      [
        ...upTo('tenderAccepted'),
        ['tenderWithdrawn', 'carrier', 'load', FIRST, 1, OTHER_CARRIER, 0],
        ['tenderWithdrawn', 'carrier', 'load', FIRST, 1, OTHER_CARRIER, 0],
      ],
      /side-effect-once violated: load 40: tender 1 withdrawn/,
    ],
    [
      'a booking that nobody accepted',
      story().filter((step) => step[0] !== 'tenderAccepted'),
      /one-active-booking violated: load 40: loadBooked of tender 2, which no carrier has taken/,
    ],
    [
      'a booking with another carrier',
      changed('loadBooked', { a: 3 }),
      /one-active-booking violated: load 40: booked with Kestrel Air, accepted by Heron Freight/,
    ],
    [
      'a second booking',
      [...upTo('loadBooked'), ['loadBooked', 'TMS', 'load', FIRST, 3, 3, 900]],
      /one-active-booking violated: load 40: booked with Kestrel Air \(tender 3\) while it is booked with Heron Freight \(tender 2\)/,
    ],
    [
      'a cancellation twice',
      [
        ...upTo('loadBooked'),
        ['bookingCancelled', 'TMS', 'load', FIRST, 2, CARRIER, 9],
        ['bookingCancelled', 'TMS', 'load', FIRST, 2, CARRIER, 9],
      ],
      /side-effect-once violated: load 40: booking of tender 2 cancelled/,
    ],
    [
      'a departure without a booking',
      [
        ...upTo('shipmentLoaded'),
        ['bookingCancelled', 'TMS', 'load', FIRST, 2, CARRIER, 9],
        ['loadDeparted', 'carrier', 'load', FIRST, 1, CARRIER, 0],
      ],
      /one-active-booking violated: load 40: loadDeparted by Heron Freight, no booking is in force/,
    ],
    [
      'a departure by another carrier',
      changed('loadDeparted', { a: 0 }),
      /one-active-booking violated: load 40: loadDeparted by Swallow Parcel, booked with Heron Freight/,
    ],
    [
      'papers of another booking',
      changed('documentsPrepared', { n: 3 }),
      /only-tabled-transitions.*documentsPrepared for tender 3, booked is 2/,
    ],
    [
      'a milestone twice',
      [...upTo('milestone'), ['milestone', 'carrier', 'load', FIRST, 3, START, START]],
      /side-effect-once violated: load 40: milestone 3, no. 0 of its kind/,
    ],
    [
      'a truck that comes twice',
      [...upTo('truckArrived'), ['truckArrived', 'carrier', 'load', FIRST, 2, CARRIER, START]],
      /side-effect-once violated: load 40: the truck of tender 2 came, which has come/,
    ],
    [
      'a truck that nobody has asked for',
      [...until('truckArrived'), ['truckArrived', 'carrier', 'load', FIRST, 3, CARRIER, START]],
      /side-effect-once violated: load 40: the truck of tender 3 came, which has come or was not offered/,
    ],
    [
      'a no-show of a load that was never booked',
      [...until('tenderAccepted'), ['truckNoShow', 'core', 'load', FIRST, 2, CARRIER, 0]],
      /only-tabled-transitions.*no truck for tender 2, which was never booked/,
    ],
  ])('%s', (_name, steps, message) => {
    expect(() => play(steps)).toThrow(message);
  });

  test('a no-show, a counter-offer, an expiry that crosses a rejection, and a late answer are right', () => {
    const load = (event: string, owner: string, n: number, a = CARRIER, b = 0): Step => [
      event,
      owner,
      'load',
      FIRST,
      n,
      a,
      b,
    ];
    expect(() =>
      play([
        ...upTo('pickupPlanned'),
        load('truckNoShow', 'core', 2),
        load('tenderOffered', 'core', 3, OTHER_CARRIER),
        load('bookingCancelled', 'TMS', 2),
        load('tenderCountered', 'carrier', 3, OTHER_CARRIER, 9),
        load('tenderExpired', 'core', 3, OTHER_CARRIER),
        load('tenderOffered', 'core', 4),
        load('tenderRejected', 'carrier', 4),
        load('tenderOffered', 'core', 5),
        load('tenderExpired', 'core', 5),
        load('tenderOffered', 'core', 6),
        load('tenderAccepted', 'carrier', 5),
        load('tenderCountered', 'carrier', 6),
        load('loadBooked', 'TMS', 6),
        load('documentsPrepared', 'TMS', 6),
      ]),
    ).not.toThrow();
  });

  test('a load that is still tendered after half a year', () => {
    const again: Step = ['tenderOffered', 'core', 'load', FIRST, 2, CARRIER, 9];
    const until = upTo('tenderRejected');
    expect(() => tell(play(until), [again], START + 180 * DAY_MS)).not.toThrow();
    expect(() => tell(play(until), [again], START + 181 * DAY_MS)).toThrow(
      /settles violated: load 40: tender 2, 180 days after it was formed/,
    );
    // A team that takes ten days to answer may have been asked four times.
    const behindTeams = (): ReturnType<typeof play> => {
      const story = play(until);
      story.connect(fakeCore(), null, { longestAnswerMs: () => 10 * DAY_MS });
      return story;
    };
    expect(() => tell(behindTeams(), [again], START + 220 * DAY_MS)).not.toThrow();
    expect(() => tell(behindTeams(), [again], START + 221 * DAY_MS)).toThrow(/settles violated: load 40/);
  });

  test('one load more in a week than contracted, and room again after a cancellation', () => {
    const rate = world.tms.lines[0]!;
    const { origin, carrier, destination } = rate;
    const region = 'region' in destination ? destination.region : world.tms.regionOf[destination.place]!;
    const tight = {
      ...world,
      tms: { ...world.tms, capacity: [{ carrier, origin, region, loadsPerWeek: 1 }] },
    };
    const booked = (load: number, at: number): Step[] => [
      ['loadFormed', 'core', 'load', load, 1, 4, 1],
      ['tenderOffered', 'core', 'load', load, 1, carrier, 1],
      ['tenderAccepted', 'carrier', 'load', load, 1, carrier, 1],
      ['loadBooked', 'TMS', 'load', load, 1, carrier, 1],
      ['pickupPlanned', 'TMS', 'load', load, 1, at, rate.no],
    ];
    const cancelled: Step = ['bookingCancelled', 'TMS', 'load', 8, 1, carrier, 1];
    const sunday = START + 6 * DAY_MS;
    expect(() => play([...booked(8, START), ...booked(16, sunday)], fakeCore(), tight)).toThrow(
      /capacity-respected violated: load 16 is no. 2 of .* from .*; 1 are contracted/,
    );
    expect(() =>
      play([...booked(8, START), cancelled, ...booked(16, sunday)], fakeCore(), tight),
    ).not.toThrow();
    expect(() =>
      play([...booked(8, START), ...booked(16, START + 7 * DAY_MS)], fakeCore(), tight),
    ).not.toThrow();
  });

  test('a third shipment picked in a day of two', () => {
    const nodes = world.wms.nodes.map((node) => ({
      ...node,
      work: { kind: 'dailyCapacity' as const, perDay: 2 },
    }));
    const slow = { ...world, wms: { ...world.wms, nodes } };
    const picked = (order: number): Step[] => [
      ['orderReleased', 'ERP', 'order', order, 1, 1, 1],
      ['orderSourced', 'core', 'order', order, 1, 0, 1],
      ['stockReserved', 'WMS', 'shipment', order * 8, 1, 0, 1],
      ['shipmentPicked', 'WMS', 'shipment', order * 8, 1, 0, 1],
    ];
    const two = play([...picked(1), ...picked(2)], fakeCore(), slow);
    expect(() => tell(two, picked(3))).toThrow(
      /capacity-respected violated: DC Reno picked 3 shipments in a day of 2/,
    );
    expect(() =>
      tell(play([...picked(1), ...picked(2)], fakeCore(), slow), picked(3), START + DAY_MS),
    ).not.toThrow();
  });
});

describe('what may leave', () => {
  const product = world.network.products.find((each) => each.exportControlled)!;
  const place = world.network.customers.find(
    (each) => each.country !== world.network.nodes[0]!.country,
  )!.place;
  const country = world.tms.trade.countryOf[place]!;
  const departs = (goods: object, steps = story(), of = world) => {
    const core = fakeCore();
    core.set(SHIPMENT as number, FIRST, { ...core.state<object>(SHIPMENT as number, FIRST), ...goods });
    return () => play(upTo('loadDeparted', steps), core, of);
  };
  const abroad = { products: [product.no], destination: place };

  test('nothing to a denied party', () => {
    const customer = world.network.customers.findIndex((each) => each.deniedParty);
    expect(departs({ customer })).toThrow(
      /export-released-legally violated: load 40 left with shipment 40 \(order 5\) for customer C\d+ \D+, a denied party/,
    );
  });

  test('nothing controlled without papers of the booking in force, nor beyond the licence', () => {
    expect(departs(abroad)).not.toThrow();
    const without = story().filter((step) => step[0] !== 'documentsPrepared');
    expect(departs(abroad, without)).toThrow(
      /export-released-legally violated: .* without papers for the booking/,
    );
    expect(departs({ ...abroad, destination: world.network.nodes[0]!.place }, without)).not.toThrow();
    const licences = [{ no: 1, product: product.no, country, units: 4 }];
    const few = { ...world, tms: { ...world.tms, trade: { ...world.tms.trade, licences } } };
    expect(departs(abroad, story(), few)).toThrow(
      /export-released-legally violated: .* 5 units by now, 4 are licensed/,
    );
  });

  test('nothing dangerous with a carrier that takes none', () => {
    const dangerous = world.network.products.find((each) => each.unNumber !== 0)!;
    const carriers = world.network.carriers.map((each) => ({ ...each, dangerousGoods: each.no !== CARRIER }));
    const careful = { ...world, network: { ...world.network, carriers } };
    expect(departs({ products: [dangerous.no] }, story(), careful)).toThrow(
      /dangerous-goods-accepted violated: load 40 left with Heron Freight, which takes no dangerous goods: UN \d+/,
    );
  });

  test('nothing that WMS has not loaded', () => {
    expect(
      departs(
        {},
        story().filter((step) => step[0] !== 'shipmentLoaded'),
      ),
    ).toThrow(
      /order-lines-conserved violated: load 40 left.*with shipment 40 \(order 5\), which WMS has not loaded/,
    );
  });
});

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
      story().map(
        (step): Step =>
          step[0].startsWith('freight') ? ([...step.slice(0, 5), 1021, step[6]] as unknown as Step) : step,
      ),
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
      story().map(
        (step): Step =>
          step[0] === 'shipmentDelivered' ? ([...step.slice(0, 6), 3] as unknown as Step) : step,
      ),
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

describe('promises', () => {
  test.each([
    [
      'before the release',
      START - 1,
      /no-promise-past-cutoff violated: order 5: promised for .*, released at/,
    ],
    [
      'an hour late',
      PROMISE + 3_600_000,
      /no-promise-past-cutoff violated: order 5: promised for 2026-03-07T01:00:00.000Z/,
    ],
    ['on a Saturday', PROMISE + DAY_MS, /no-promise-past-cutoff violated: .* not the end of a delivery day/],
  ])('%s', (_name, a, message) => {
    expect(() => play(changed('orderPromised', { a }))).toThrow(message);
  });
});

describe('at the end', () => {
  /** Nothing lives, and the ledger says what was paid. */
  const emptyCore = () => {
    const core = fakeCore();
    core.states.clear();
    core.ledger.set('freightAccrued', 1000).set('freightApproved', 1000);
    core.ledger.set('freightUnderAccrued', 20).set('freightPaid', 1020);
    return core;
  };
  const ended = (steps: readonly Step[] = story()) => {
    const invariants = play(steps);
    const core = emptyCore();
    invariants.connect(core, null);
    return { invariants, core };
  };

  test('a right story has ended', () => {
    expect(ended().invariants.atEnd().tasks).toBe(0);
  });

  test.each<[string, (core: ReturnType<typeof emptyCore>) => void, RegExp]>([
    [
      'a kept message',
      (core) => Object.assign(core, { keptMessages: 1 }),
      /nothing-left-over violated: 1 messages are kept/,
    ],
    [
      'a waiting input',
      (core) => Object.assign(core, { backlog: 2 }),
      /nothing-left-over violated: 2 inputs wait/,
    ],
    [
      'a load that waits for nobody',
      (core) => core.set(LOAD as number, 8, { status: 'loading', openTask: 0, shipments: [] }),
      /settles violated: .* 1 loads wait for no person: 8 \(loading\)/,
    ],
    [
      'a shipment that waits for nobody',
      (core) => core.set(SHIPMENT as number, 8, { status: 'billing' }),
      /settles violated: .* 1 shipments wait for no person: 8 \(billing\)/,
    ],
    [
      'an order that waits for nobody',
      (core) => core.set(ORDER as number, 8, { status: 'closing', taskStage: 0 }),
      /settles violated: .* 1 orders wait for no person: 8 \(closing\)/,
    ],
    [
      'a payable that nobody paid',
      (core) => core.ledger.set('freightPaid', 18),
      /ledger-balances violated: accounts-payable holds 1002 at the end/,
    ],
    [
      'an accrual that stays',
      (core) => core.ledger.set('freightAccrued', 1500),
      /ledger-balances violated: freight-accrual holds 500 at the end/,
    ],
    [
      'a credit that no carrier gave',
      (core) => core.ledger.set('claimCredited', 1),
      /ledger-balances violated: claims credited in the ledger are 1, carriers credited 0/,
    ],
    [
      'a payment that ERP did not make',
      (core) => core.ledger.set('freightPaid', 1030).set('freightUnderAccrued', 30),
      /ledger-balances violated: freight paid in the ledger is 1030 at the end, 1020/,
    ],
  ])('%s', (_what, plant, message) => {
    const { invariants, core } = ended();
    plant(core);
    expect(() => invariants.atEnd()).toThrow(message);
  });

  test('what stands behind a person is left, and all that waits for it', () => {
    const { invariants, core } = ended();
    core.set(LOAD as number, 80, { status: 'planning', openTask: 1, shipments: [80, 88] });
    for (const order of [10, 11]) {
      core.set(SHIPMENT as number, order * 8, { status: 'packed' });
      core.set(ORDER as number, order, { status: 'fulfilling', taskStage: 0 });
    }
    core.set(ORDER as number, 12, { status: 'no-route', taskStage: 2 });
    expect(invariants.atEnd().tasks).toBe(2);
    core.set(ORDER as number, 13, { status: 'fulfilling', taskStage: 0 });
    expect(() => invariants.atEnd()).toThrow(
      /settles violated: .* 1 orders wait for no person: 13 \(fulfilling\)/,
    );
  });

  test('units that stay reserved, an order of which nothing is heard any more', () => {
    expect(() => ended(until('reservationReleased')).invariants.atEnd()).toThrow(/reservations-open|settles/);
    const released: Step[] = [...story(), ['orderReleased', 'ERP', 'order', 77, 1, 2, 2]];
    expect(() => ended(released).invariants.atEnd()).toThrow(/settles violated: order 77/);
  });
});

test('more inputs waiting than the open orders could have', () => {
  const core = fakeCore();
  const invariants = play(upTo('orderReleased'), core);
  core.backlog = 5000;
  expect(() =>
    tell(invariants, [['promiseMissed', 'core', 'order', ORDER_NO, 1, PROMISE, 0]], START + DAY_MS),
  ).toThrow(/bounded violated: 5000 inputs wait and 0 messages are kept, with 1 orders open/);
});

test('the second shipment of an order is told from its first', () => {
  const invariants = play(upTo('orderSourced'));
  tell(invariants, [['stockReserved', 'WMS', 'shipment', SECOND, 1, 1, 3]]);
  expect(() => tell(invariants, [['stockReserved', 'WMS', 'shipment', SECOND, 1, 1, 3]])).toThrow(
    /shipment 41 .* a second time/,
  );
});
