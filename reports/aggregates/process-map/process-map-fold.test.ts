/**
 * A process map must say what followed what, how often and how long after: shown by small stories whose graph is known by hand. No
 * count may be multiplied by shipments of an order or on a load, and how lives are interleaved must change nothing.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProcessEdge, ProcessMap } from './process-map.ts';
import { ProcessMapFold } from './process-map-fold.ts';
import { MINUTE_MS, mapOf, plainOrder, type Told, tell, tenderedTwice } from './story.fixture.ts';

/** `order orderReleased > orderSourced 1 x, 60 s` */
function edgesOf({ edges }: ProcessMap, of: string): string[] {
  return edges
    .filter((edge) => edge.of === of)
    .map(({ from, to, count, medianMs }) =>
      `${from ?? '(begins)'} > ${to ?? '(ends)'} ${count} x ${medianMs === null ? '' : medianMs / MINUTE_MS}`.trim(),
    )
    .sort();
}

function edge(
  { edges }: ProcessMap,
  from: string | null,
  to: string | null,
  of: string,
): ProcessEdge | undefined {
  return edges.find((each) => each.from === from && each.to === to && each.of === of);
}

const times = ({ activities }: ProcessMap, event: string): number =>
  activities.find((each) => each.event === event)?.count ?? 0;

describe('a directly-follows graph', () => {
  test('of one order is that order, its shipment and its load, joined where one becomes part of the other', () => {
    const map = mapOf(plainOrder(1, 0));
    expect(edgesOf(map, 'order')).toEqual([
      '(begins) > orderReleased 1 x',
      'orderDone > (ends) 1 x',
      'orderReleased > orderSourced 1 x 1',
      'orderSourced > orderDone 1 x 99',
    ]);
    expect(edgesOf(map, 'shipment')).toEqual([
      '(begins) > orderSourced 1 x',
      'customerBilled > orderDone 1 x 1',
      'goodsIssued > shipmentDelivered 1 x 45',
      'loadFormed > truckArrived 1 x 25',
      'orderDone > (ends) 1 x',
      'orderSourced > stockReserved 1 x 1',
      'shipmentDelivered > customerBilled 1 x 9',
      'shipmentPacked > loadFormed 1 x 5',
      'stockReserved > shipmentPacked 1 x 8',
      'truckArrived > goodsIssued 1 x 5',
    ]);
    expect(edgesOf(map, 'load')).toEqual([
      '(begins) > loadFormed 1 x',
      'freightPaid > (ends) 1 x',
      'loadDelivered > freightPaid 1 x 110',
      'loadDeparted > loadDelivered 1 x 44',
      'loadFormed > tenderOffered 1 x 5',
      'tenderAccepted > truckArrived 1 x 15',
      'tenderOffered > tenderAccepted 1 x 5',
      'truckArrived > loadDeparted 1 x 6',
    ]);
  });

  test('says nothing of what is no step: money, documents, and what belongs to no order', () => {
    const story: Told[] = [
      ...plainOrder(1, 0),
      [1, 'stockAdjusted', 'node', 8],
      [1, 'positionReported', 'trip', 8],
      [1, 'orderValued', 'order', 1],
      [1, 'toString', 'constructor', 1],
    ];
    expect(mapOf(story)).toEqual(mapOf(plainOrder(1, 0)));
  });

  test('counts steps of an order once, however many shipments it comes to', () => {
    const two: Told[] = [
      [0, 'orderReleased', 'order', 1],
      [1, 'orderSourced', 'order', 1, 1],
      [2, 'stockReserved', 'shipment', 8],
      [3, 'orderSourced', 'order', 1, 2],
      [5, 'stockReserved', 'shipment', 9],
      [60, 'customerBilled', 'shipment', 8],
      [70, 'customerBilled', 'shipment', 9],
      [71, 'orderDone', 'order', 1],
    ];
    const map = mapOf(two);
    expect(times(map, 'orderReleased')).toBe(1);
    expect(times(map, 'orderDone')).toBe(1);
    expect(edge(map, 'orderReleased', 'orderSourced', 'order')!.count).toBe(1);
    expect(edge(map, 'orderSourced', 'orderSourced', 'order')!.count).toBe(1);
    // Each shipment begins with its own sourcing, and ends with its order.
    expect(edgesOf(map, 'shipment')).toContain('orderSourced > stockReserved 2 x 1');
    expect(edge(map, 'customerBilled', 'orderDone', 'shipment')!.count).toBe(2);
    expect(map.cases).toMatchObject({ lives: 2, open: 0 });
  });

  test('counts steps of a load once, however many shipments are on it', () => {
    const story: Told[] = [
      ...[8, 16, 24].flatMap((key): Told[] => [
        [0, 'orderReleased', 'order', key / 8],
        [1, 'orderSourced', 'order', key / 8, 1],
        [5, 'shipmentPacked', 'shipment', key],
      ]),
      [15, 'loadFormed', 'load', 8],
      [40, 'truckArrived', 'load', 8],
      ...[8, 16, 24].flatMap((key): Told[] => [
        [45, 'goodsIssued', 'shipment', key],
        [45, 'shipmentLoaded', 'shipment', key, 1, 8],
      ]),
      [50, 'loadDeparted', 'load', 8],
    ];
    const map = mapOf(story);
    expect([times(map, 'loadFormed'), times(map, 'truckArrived'), times(map, 'goodsIssued')]).toEqual([
      1, 1, 3,
    ]);
    expect(edgesOf(map, 'load')).toContain('loadFormed > truckArrived 1 x 25');
    expect(edgesOf(map, 'shipment')).toContain('shipmentPacked > loadFormed 3 x 10');
    expect(edgesOf(map, 'shipment')).toContain('truckArrived > goodsIssued 3 x 5');
    expect(edge(map, 'shipmentPacked', 'goodsIssued', 'shipment')).toBeUndefined();
  });

  test('a shipment that is issued to no load goes straight on, and one of which something was written since skips what was before', () => {
    const [, , , , packed] = plainOrder(1, 0);
    const alone = mapOf([
      packed!,
      [45, 'goodsIssued', 'shipment', 8],
      [50, 'goodsIssuePosted', 'shipment', 8],
    ]);
    expect(edge(alone, 'shipmentPacked', 'goodsIssued', 'shipment')!.count).toBe(1);
    const changed = plainOrder(1, 0);
    changed.splice(8, 0, [22, 'shipmentReassigned', 'shipment', 8]);
    const ofShipment = edgesOf(mapOf(changed), 'shipment');
    expect(ofShipment).toContain('shipmentPacked > shipmentReassigned 1 x 12');
    expect(ofShipment).toContain('shipmentReassigned > truckArrived 1 x 18');
    expect(ofShipment.filter((each) => each.includes('loadFormed'))).toEqual([]);
  });

  test('what goes in at an event comes out of it, for each kind of life', () => {
    const { edges } = mapOf([
      ...plainOrder(1, 0),
      ...tenderedTwice(2, 7),
      ...plainOrder(3, 500).slice(0, 11),
    ]);
    for (const kind of ['order', 'shipment', 'load'])
      for (const event of new Set(edges.flatMap(({ from, to }) => [from, to]))) {
        if (event === null) continue;
        const sum = (end: 'from' | 'to'): number =>
          edges.reduce((all, each) => (each.of === kind && each[end] === event ? all + each.count : all), 0);
        expect(sum('to'), `${kind} ${event}`).toBe(sum('from'));
      }
  });
});

describe('loops', () => {
  test('what repeats at once is an edge from an event to itself, and one step of its course', () => {
    const reports = [2, 3, 5, 4].map((kind, i): Told => [50 + 10 * i, 'milestone', 'load', 8, kind]);
    const map = mapOf([...plainOrder(1, 0), ...reports].sort(([x], [y]) => x - y));
    expect(edgesOf(map, 'load')).toContain('milestoneReported > milestoneReported 3 x 10');
    expect(times(map, 'milestoneReported')).toBe(4);
    expect(map.loads.top[0]!.events.filter((event) => event === 'milestoneReported')).toHaveLength(1);
  });

  test('what is reported of the end is another event than what is reported on the way', () => {
    const map = mapOf([
      [0, 'milestone', 'load', 8, 3],
      [1, 'milestone', 'load', 8, 12],
      // The second report of its kind on the way; and of the end, after a take-over.
      [2, 'milestone', 'load', 8, 3 + 16],
      [3, 'milestone', 'load', 8, 12 + 16 + 64],
    ]);
    expect([times(map, 'milestoneReported'), times(map, 'deliveryReported')]).toEqual([2, 2]);
  });

  test('a way back over another event is an edge each way', () => {
    const map = mapOf(tenderedTwice(1, 0));
    const ofLoad = edgesOf(map, 'load');
    expect(ofLoad).toContain('tenderOffered > tenderExpired 1 x 10');
    expect(ofLoad).toContain('tenderExpired > tenderOffered 1 x 0');
    expect(map.loads.top[0]!.events.slice(0, 5)).toEqual([
      'loadFormed',
      'tenderOffered',
      'tenderExpired',
      'tenderOffered',
      'tenderAccepted',
    ]);
  });
});

describe('courses', () => {
  const story = [...plainOrder(1, 0), ...plainOrder(2, 3), ...tenderedTwice(3, 6)];

  test('the most frequent first, with its share and median time from release to the last event', () => {
    const { cases, loads } = mapOf(story);
    expect(cases).toMatchObject({ lives: 3, open: 0, others: { variants: 0, lives: 0, medianMs: null } });
    expect(cases.top).toHaveLength(1);
    expect(cases.top[0]).toMatchObject({ lives: 3, medianMs: 100 * MINUTE_MS });
    expect(cases.top[0]!.events.slice(0, 3)).toEqual(['orderReleased', 'orderSourced', 'stockReserved']);
    expect(loads.top.map(({ lives }) => lives)).toEqual([2, 1]);
    expect(loads.top[0]!.medianMs).toBe(185 * MINUTE_MS);
  });

  test('an order that no shipment was made of is a case by itself', () => {
    const { cases } = mapOf([
      ...plainOrder(1, 0),
      [0, 'orderReleased', 'order', 9],
      [1, 'orderHeld', 'order', 9],
      [31, 'orderRejected', 'order', 9],
      [31, 'orderDone', 'order', 9],
    ]);
    expect(cases.top.map(({ events, medianMs }) => [events.at(-2), medianMs / MINUTE_MS])).toEqual([
      ['orderRejected', 31],
      ['customerBilled', 100],
    ]);
  });

  test('what is not over is open, and of no course', () => {
    const { cases, loads } = mapOf([...plainOrder(1, 0), ...plainOrder(2, 0).slice(0, 10)]);
    expect([cases.lives, cases.open, loads.lives, loads.open]).toEqual([1, 1, 1, 1]);
  });

  test('twelve are told; the rest together', () => {
    const many = Array.from({ length: 15 }, (_, i): Told[] => [
      [0, 'orderReleased', 'order', i],
      ...Array.from(
        { length: i },
        (_unused, k): Told => [k, k % 2 ? 'orderHurried' : 'orderChanged', 'order', i],
      ),
      [100 + i, 'orderDone', 'order', i],
    ]).flat();
    const { cases } = mapOf(many);
    expect(cases.top).toHaveLength(12);
    expect(cases.others).toMatchObject({ variants: 3, lives: 3, more: false });
    expect(cases.lives).toBe(15);
  });

  test('memory is bounded: a course too many is not told apart, and its steps are counted all the same', () => {
    const fold = new ProcessMapFold({ coursesMax: 4 });
    const map = tell(fold, [...plainOrder(1, 0), ...plainOrder(2, 0)]).result();
    expect(map.edges).toEqual(mapOf([...plainOrder(1, 0), ...plainOrder(2, 0)]).edges);
    expect(map.cases).toMatchObject({ lives: 2, top: [], others: { variants: 1, lives: 2, more: true } });
    expect(map.cases.others.medianMs).toBe(100 * MINUTE_MS);
  });
});

describe('the same map', () => {
  const ended =
    (by: string) =>
    (order: number, at: number): Told[] => [
      [at, 'orderReleased', 'order', order],
      [at + 1, by, 'order', order],
      [at + 2, 'orderDone', 'order', order],
    ];
  const refused = ended('orderRefusedByRule');
  const cancelled = ended('orderCancelled');

  /** Lives in an order of their own, interleaved at will. */
  const interleaved = fc
    .array(
      fc.tuple(
        fc.constantFrom(plainOrder, tenderedTwice, refused, cancelled),
        fc.integer({ min: 0, max: 300 }),
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .chain((kinds) => {
      const stories = kinds.map(([kind, at], i) => kind(i + 1, at));
      const turns = stories.flatMap((story, i) => story.map(() => i));
      return fc.record({
        stories: fc.constant(stories),
        turns: fc.shuffledSubarray(turns, { minLength: turns.length }),
      });
    });

  test('however lives are interleaved', () => {
    fc.assert(
      fc.property(interleaved, ({ stories, turns }) => {
        const at = stories.map(() => 0);
        const mixed = turns.map((i) => stories[i]![at[i]!++]!);
        expect(withoutOrder(mapOf(mixed))).toEqual(withoutOrder(mapOf(stories.flat())));
      }),
    );
  });

  /** Of activities, as many each, the name decides: lists must be equal as they are. */
  const withoutOrder = (map: ProcessMap): string => JSON.stringify(map);

  test('asked for twice, and after it the fold goes on', () => {
    const [first, rest] = [plainOrder(1, 0).slice(0, 10), plainOrder(1, 0).slice(10)];
    const fold = tell(new ProcessMapFold(), first);
    expect(fold.result()).toEqual(fold.result());
    expect(tell(fold, rest).result()).toEqual(mapOf(plainOrder(1, 0)));
  });

  test('its size does not grow with the number of orders', () => {
    const sizeOf = (orders: number): number =>
      JSON.stringify(
        mapOf(
          Array.from({ length: orders }, (_, i) => [
            ...plainOrder(i + 1, i),
            ...tenderedTwice(orders + i + 1, i),
          ]).flat(),
        ),
      ).length;
    // Only figures get longer.
    expect(sizeOf(2000)).toBeLessThan(1.1 * sizeOf(20));
  });
});
