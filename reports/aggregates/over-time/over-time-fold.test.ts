/**
 * Series are worked out by hand for a story of five orders: who is where in which hour, what is on time, what lies in trays. Beside it what
 * partners say, and that no run, however long or full, makes the series longer.
 */
import { describe, expect, test } from 'vitest';
import {
  FIVE_ORDERS,
  type Happening,
  HOUR_MS,
  hour,
  issued,
  released,
  START,
} from '../../kpis/outbound/story.fixture.ts';
import { SERIES_FACTS, seriesOf, tellFold } from './over-time.fixture.ts';
import { OverTimeFold } from './over-time-fold.ts';
import { SLOTS_MAX } from './slot-clock.ts';

const END = hour(200);
const five = seriesOf(FIVE_ORDERS, END);
const sum = (values: readonly number[]): number => values.reduce((x, y) => x + y, 0);

describe('five orders', () => {
  test('are drawn by the hour, until nearly all that ever were over were it', () => {
    const { slotMs, slots, fromAt, endAt } = five;
    expect({ slotMs, slots, fromAt, endAt }).toEqual({
      slotMs: HOUR_MS,
      slots: 61,
      fromAt: START,
      endAt: hour(61),
    });
    for (const { mean, entered } of Object.values(five.stages)) {
      expect(mean).toHaveLength(61);
      expect(entered).toHaveLength(61);
    }
  });

  test('are in process from release to the last arrival, or to when nothing comes any more', () => {
    const { released: came, over, inProcess } = five.orders;
    expect(came.slice(0, 6)).toEqual([1, 1, 1, 1, 1, 0]);
    // Order 3 is done at hour 51, and over when its only shipment arrived: at 20. Order 5 never is.
    expect(over.flatMap((count, slot) => (count > 0 ? [[slot, count]] : []))).toEqual([
      [4, 1],
      [20, 1],
      [60, 2],
    ]);
    expect(inProcess.slice(0, 6)).toEqual([1, 2, 3, 4, 4, 4]);
    expect([19, 20, 59, 60].map((slot) => inProcess[slot])).toEqual([4, 3, 3, 1]);
    // Little's law: all the time in process is the time of each: 60, 59, 18, 1, and 57 of order 5 so far.
    expect(sum(inProcess)).toBeCloseTo(60 + 59 + 18 + 1 + 57, 3);
  });

  test('wait at each stage for as long as the story says', () => {
    const { source, pick, pack, dock, road } = five.stages;
    expect(source.mean.slice(0, 7)).toEqual([1, 1, 2, 2, 2, 1, 0]);
    expect(pick.mean.slice(0, 9)).toEqual([0, 1, 1, 1, 1, 1, 2, 1, 1]);
    expect(pack.mean.slice(2, 9)).toEqual([0, 1, 0, 1, 0, 1, 0]);
    expect(dock.mean.slice(3, 11)).toEqual([0, 1, 1, 2, 1, 2, 2, 0]);
    expect([6, 7, 10, 19, 20, 59, 60].map((slot) => road.mean[slot])).toEqual([0, 1, 3, 3, 2, 2, 0]);
    expect([source, pick, pack, dock, road].map(({ entered }) => sum(entered))).toEqual([5, 4, 3, 3, 3]);
    expect(five.nodes.map(({ no, pick: queue }) => [no, sum(queue.entered)])).toEqual([
      [0, 3],
      [1, 1],
    ]);
    expect(sum(five.nodes[0]!.pick.mean) + sum(five.nodes[1]!.pick.mean)).toBeCloseTo(sum(pick.mean), 3);
  });

  test('wait in loads for a carrier, the truck and loading, as many as a load was formed of', () => {
    const { carrier, truck, loading } = five.loads;
    expect(carrier.mean.slice(4, 10)).toEqual([0.25, 0, 0, 0, 2, 0]);
    expect(truck.mean.slice(4, 10)).toEqual([0.75, 1, 0.75, 0, 0, 1.5]);
    // Goods are issued at 7 and 10, before the trucks leave.
    expect(loading.mean.slice(6, 14)).toEqual([0.25, 0, 0, 0.5, 0, 0, 0, 0]);
  });

  test('are on time by when they arrive, and by when they were released', () => {
    const { arrived, arrivedOnTime, due, dueOnTime, cycles } = five.kpis;
    const at = (counts: readonly number[]) =>
      counts.flatMap((count, slot) => (count > 0 ? [[slot, count]] : []));
    expect(at(arrived)).toEqual([
      [20, 1],
      [60, 2],
    ]);
    expect(at(arrivedOnTime)).toEqual([
      [20, 1],
      [60, 1],
    ]);
    expect(at(due)).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
    expect(at(dueOnTime)).toEqual([
      [0, 1],
      [2, 1],
    ]);
    // Two hours together: 60 and 59 hours; the smaller one is the median. Then 18.
    expect(cycles.slotsTogether).toBe(2);
    expect(cycles.msP50[0]! / HOUR_MS).toBeGreaterThan(59 * (15 / 16));
    expect(cycles.msP50[0]! / HOUR_MS).toBeLessThan(59 * (17 / 16));
    expect(cycles.msP50[1]! / HOUR_MS).toBeCloseTo(18, -1);
    expect(cycles.msP50[2]).toBeNull();
  });

  test('of what is on the road past its promise when the run ends one is late', () => {
    const story = FIVE_ORDERS.filter(([hours]) => hours < 60);
    const { due, dueOnTime } = seriesOf(story, hour(59)).kpis;
    expect([sum(due), sum(dueOnTime)]).toEqual([2, 1]);
  });

  test('lie in trays from the task to its first answer', () => {
    const desk = five.roles.find(({ role }) => role === 'exception-desk')!;
    expect(desk.open.mean.slice(9, 17)).toEqual([0, 1, 1, 0, 0, 0, 1, 1]);
    expect([sum(desk.open.entered), sum(desk.answered)]).toEqual([2, 1]);
    const twice = seriesOf([...FIVE_ORDERS, [13, 'answer', 'exception-desk', 'exception-case', 9]], END);
    expect(twice.roles).toEqual(five.roles);
  });

  test('hold what their tasks are about: a load all of its shipments, once, while it is at the dock', () => {
    const story: Happening[] = [
      [2, 'loadFormed', 'load', 24, 1, 0, 3],
      [3, 'task', 'planner', 'load', 24],
      [4, 'task', 'planner', 'shipment', 8],
      [6, 'loadDeparted', 'load', 24, 1, 0, 0],
      [7, 'answer', 'planner', 'load', 24],
      [8, 'task', 'planner', 'load', 24],
      [9, 'answer', 'planner', 'load', 24],
    ];
    const [planner] = seriesOf(story, hour(12)).roles;
    const hours = (level: readonly number[]): number[] => [2, 3, 4, 6, 7, 8].map((at) => level[at]!);
    expect(hours(planner!.open.mean)).toEqual([0, 1, 2, 2, 1, 2]);
    expect(hours(planner!.held)).toEqual([0, 3, 4, 4, 1, 1]);

    const fold = new OverTimeFold(SERIES_FACTS);
    fold.business(hour(1), 'loadFormed', 'core', 'load', 24, 1, 0, 5);
    for (const [at, no, state] of [
      [2, 1, 'open'],
      [3, 2, 'open'],
      [4, 1, 'answered'],
      [6, 2, 'answered'],
    ] as const)
      fold.task(hour(at), 'planner', 'load', 24, 'any', null, state, { no });
    expect(hours(fold.result(hour(12)).roles[0]!.held)).toEqual([5, 5, 5, 0, 0, 0]);
  });

  test('are worked on by when they were packed, though the work is told when they leave; or by when they were released', () => {
    const worked = (...of: Happening[]): number[] =>
      seriesOf(
        [
          ...released(1, 0, { customer: 1, promise: 72, units: 1 }, 100, 1),
          [1, 'stockReserved', 'shipment', 8, 1, 0, 1],
          [2, 'shipmentPicked', 'shipment', 8, 1, 0, 1],
          ...of,
          [47, 'orderDone', 'order', 1, 1, 1, 0],
        ],
        hour(48),
      ).nodes[0]!.workedMs.flatMap((ms, slot) => (ms > 0 ? [slot, ms] : []));
    const packed: Happening = [3, 'shipmentPacked', 'shipment', 8, 1, 1, 1];
    const labour = (at: number): Happening => [at, 'labourSpent', 'shipment', 8, 1, 6_000, 0];
    expect(worked(packed, [26, 'goodsIssued', 'shipment', 8, 1, 0, 1], labour(26))).toEqual([3, 6_000]);
    expect(worked([5, 'reservationReleased', 'shipment', 8, 1, 0, 1], labour(5))).toEqual([5, 6_000]);
    expect(worked(packed, [9, 'reservationReleased', 'shipment', 8, 1, 0, 1], labour(9))).toEqual([3, 6_000]);
    // Reserved again, it begins anew.
    expect(
      worked(
        packed,
        [9, 'reservationReleased', 'shipment', 8, 1, 0, 1],
        labour(9),
        [10, 'stockReserved', 'shipment', 8, 1, 0, 1],
        labour(12),
      ),
    ).toEqual([3, 6_000, 12, 6_000]);
  });

  test('give the same series however often they are told', () => {
    expect(JSON.stringify(seriesOf(FIVE_ORDERS, END))).toBe(JSON.stringify(five));
  });

  test('stop where nothing of a shipment was found, or its reservation was released', () => {
    const story: Happening[] = [
      ...released(1, 0, { customer: 1, promise: 72, units: 1 }, 100, 1),
      [1, 'stockReserved', 'shipment', 8, 1, 0, 1],
      [2, 'shipmentPicked', 'shipment', 8, 1, 0, 0],
      [3, 'stockReserved', 'shipment', 9, 1, 0, 1],
      [4, 'reservationReleased', 'shipment', 9, 1, 0, 1],
      [6, 'orderDone', 'order', 1, 1, 0, 1],
    ];
    const { stages, orders } = seriesOf(story, hour(48));
    expect(stages.pick.mean.slice(0, 6)).toEqual([0, 1, 0, 1, 0, 0]);
    expect(sum(stages.pack.mean)).toBe(0);
    expect(orders.inProcess.slice(4, 8)).toEqual([1, 1, 0, 0]);
  });
});

describe('what partners say', () => {
  const MINUTE_MS = 60_000;
  const fold = (): OverTimeFold => new OverTimeFold(SERIES_FACTS);
  const tell = (to: OverTimeFold, at: number, kind: string, counter: number, key: number): void =>
    to.message(at, at + 2000, kind, 'order', key, 'TMS', 3, counter, key);
  const hear = (from: OverTimeFold, at: number, key: number): void =>
    from.message(at, at + 2000, 'orderRated', 'TMS', 3, 'core', 0, 1, key);

  test('is counted: what is sent, sent again, received, given up; and on the way', () => {
    const told = fold();
    tell(told, hour(1), 'requestRating', 7, 17);
    told.fault(hour(1), 'throttled', 'core to TMS');
    tell(told, hour(1) + MINUTE_MS, 'requestRating', 7, 17);
    tell(told, hour(2), 'requestRating', 8, 18);
    hear(told, hour(2) + MINUTE_MS, 18);
    told.fault(hour(2.5), 'lost', 'TMS to core, rest');
    told.fault(hour(2.5), 'crash', 'core');
    told.business(hour(3), 'messageDeadLettered', 'core', 'outbound-message', 7, 1, 3, 503);
    const { partners, faults } = told.result(hour(10));
    expect(partners).toHaveLength(1);
    const [tms] = partners;
    expect(tms).toMatchObject({ no: 3 });
    expect([tms!.sent, tms!.retries, tms!.received].map((counts) => counts.slice(0, 4))).toEqual([
      [0, 1, 1, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
    ]);
    expect([tms!.deadLetters, tms!.throttled, tms!.faults].map((counts) => counts.slice(0, 4))).toEqual([
      [0, 0, 0, 1],
      [0, 1, 0, 0],
      [0, 1, 1, 0],
    ]);
    expect(tms!.wayMsMean.slice(0, 4)).toEqual([null, 2000, 2000, null]);
    expect(tms!.wayMsMax[2]).toBe(2000);
    // One question was answered, after a minute and the way back; the other one never.
    expect([sum(tms!.answerMs), tms!.answerMs[2]]).toEqual([62_000, 62_000]);
    expect(faults.map(({ kind, counts }) => [kind, sum(counts)])).toEqual([
      ['crash', 1],
      ['lost', 1],
      ['throttled', 1],
    ]);
  });

  /** Forty answers each third, by kind so many minutes. */
  function drifting(first: readonly number[], last: readonly number[]) {
    const told = fold();
    let counter = 0;
    const ask = (at: number, minutes: number, kind: string): void => {
      counter += 1;
      tell(told, at, kind, counter, counter);
      hear(told, at + minutes * MINUTE_MS, counter);
    };
    for (const [start, minutes] of [
      [0, first],
      [33, last],
    ] as const)
      for (let i = 0; i < 40; i++)
        for (const [kind, each] of minutes.entries())
          ask(hour(start) + i * 12 * MINUTE_MS, each, `kind ${kind}`);
    return told.result(END).partners[0]!;
  }

  test('drifts where the same question takes longer, not where one answer took for ever', () => {
    expect(drifting([2, 10], [2, 10]).answerDrift).toBe(0);
    expect(drifting([2, 5], [4, 10]).answerDrift).toBeCloseTo(1, 0);
    expect(drifting([10, 10], [5, 5]).answerDrift).toBeCloseTo(-0.5, 0);
    const { first, last } = drifting([2], [4]);
    expect([first.sent, last.sent]).toEqual([40, 40]);
    expect(last.answerMsP50! / first.answerMsP50!).toBeCloseTo(2, 0);
  });

  test('is no drift where there are other questions, and unknown where there are few', () => {
    const more = fold();
    let counter = 0;
    for (const [start, slow, fast] of [
      [0, 12, 40],
      [33, 40, 12],
    ] as const)
      for (const [kind, count, minutes] of [
        ['slow', slow, 10],
        ['fast', fast, 1],
      ] as const)
        for (let i = 0; i < count; i++) {
          counter += 1;
          tell(more, hour(start) + i * MINUTE_MS, kind, counter, counter);
          hear(more, hour(start) + (i + minutes) * MINUTE_MS, counter);
        }
    const [partner] = more.result(END).partners;
    expect(partner!.answerDrift).toBe(0);
    expect(partner!.last.answerMsP50! > 5 * partner!.first.answerMsP50!).toBe(true);
    expect(fold().result(END).partners).toEqual([]);
  });
});

describe('whatever the run', () => {
  /** An order an hour for so many days, each there after two days. */
  function steady(days: number): Happening[] {
    return Array.from({ length: days * 24 }, (_, i): Happening[] => [
      ...released(i + 1, i, { customer: 1, promise: i + 72, units: 1 }, 100, 1),
      ...issued((i + 1) * 8, (i + 1) * 8, i % 3, [i, i + 1, i + 2, i + 4], {
        units: 1,
        grams: 1,
        valueMinor: 1,
      }),
      [i + 48, 'shipmentDelivered', 'shipment', (i + 1) * 8, 1, hour(i + 48), 0],
      [i + 50, 'orderDone', 'order', i + 1, 1, 1, 0],
    ]).flat();
  }

  test('there are at most so many slots, and all orders are in them', () => {
    const short = seriesOf(steady(10), hour(13 * 24), { ordersUntil: hour(10 * 24) });
    const long = seriesOf(steady(300), hour(303 * 24), { ordersUntil: hour(300 * 24) });
    for (const { slots } of [short, long]) expect(slots).toBeLessThanOrEqual(SLOTS_MAX);
    expect(JSON.stringify(long).length).toBeLessThan(100_000);
    expect(sum(long.orders.released)).toBe(300 * 24);
    expect(long.slotMs).toBe(24 * HOUR_MS);
    // 48 hours each, one an hour: 48 in process.
    expect(long.orders.inProcess[100]).toBeCloseTo(48, 3);
  });

  test('slots grow where orders go on for longer than was thought', () => {
    const thought = seriesOf(steady(60), hour(63 * 24), { ordersUntil: hour(60 * 24) });
    const longer = seriesOf(steady(60), hour(63 * 24), { ordersUntil: hour(24) });
    expect(longer.slotMs).toBe(6 * HOUR_MS);
    expect(thought.slotMs).toBe(longer.slotMs);
    expect(longer.orders).toEqual(thought.orders);
    expect(longer.stages).toEqual(thought.stages);
  });

  test('a few orders that take for ever make nothing coarser', () => {
    const stuck: Happening = [8000, 'orderDone', 'order', 5, 1, 0, 0];
    const story = steady(9).filter(
      ([, event, , key]) =>
        !(event === 'orderDone' && key === 5) && !(event === 'shipmentDelivered' && key === 40),
    );
    const { slotMs, slots } = seriesOf([...story, stuck], hour(8001), { ordersUntil: hour(9 * 24) });
    expect(slotMs).toBe(HOUR_MS);
    expect(slots).toBeLessThan(12 * 24);
  });

  test('a run in which nothing happens has series of nothing', () => {
    const idle = seriesOf([], hour(48));
    expect(idle.slots).toBe(48);
    expect(sum(idle.orders.inProcess)).toBe(0);
    expect(tellFold(new OverTimeFold(SERIES_FACTS), []).result(START).slots).toBeLessThanOrEqual(1);
  });
});
