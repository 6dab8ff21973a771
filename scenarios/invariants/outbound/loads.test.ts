/**
 * A load has one tender out and one booking in force, within contracts and capacity. Each rule is seen to catch, by name,
 * what is planted in a story that is right.
 */
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '#sim/shifts/civil';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { CARRIER, FIRST, OTHER_CARRIER, START, type Step, storyOf } from './story.fixture.ts';

const world = smallDistributor({ days: 1, ordersPerDay: 10 });
const { changed, fakeCore, play, story, tell, until, upTo } = storyOf(world);

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
