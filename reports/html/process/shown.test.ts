/** What is drawn must be the main courses whole, then the most frequent, never more than there is room for; and its share must be told as it is. */
import { describe, expect, test } from 'vitest';
import { mapOf, plainOrder, type Told, tenderedTwice } from '../../aggregates/process-map/story.fixture.ts';
import { shownOf } from './shown.ts';

const ALL = { share: 1, nodesMax: 100 };

/** 27 of the lives have an event more, 9 of these one more, and so on. */
const varied: Told[] = Array.from({ length: 40 }, (_, i) => [
  ...plainOrder(i + 1, i),
  ...Array.from({ length: 4 }, (_unused, k): Told[] =>
    i < 27 / 3 ** k ? [[i + 2 + k / 10, `noted${k}`, 'order', i + 1]] : [],
  ).flat(),
])
  .flat()
  .sort(([x], [y]) => x - y);

const ways = (shown: ReturnType<typeof shownOf>): string[] =>
  shown.edges.map(({ from, to }) => `${from} > ${to}`);

describe('what is drawn', () => {
  test('is the main courses alone where nothing more is wanted, in their order', () => {
    const map = mapOf([...plainOrder(1, 0), ...plainOrder(2, 1), ...tenderedTwice(3, 2)]);
    const { nodes, edges } = shownOf(map, { share: 0, nodesMax: 0 });
    expect(edges.every(({ isMain }) => isMain)).toBe(true);
    const order = nodes.map(({ event }) => event);
    for (const course of [map.cases.top[0]!.events, map.loads.top[0]!.events])
      expect(order.filter((event) => course.includes(event))).toEqual(course);
  });

  test('has a way back as one: from what comes later to what came before', () => {
    const map = mapOf([...plainOrder(1, 0), ...plainOrder(2, 1), ...tenderedTwice(3, 2)]);
    const shown = shownOf(map, ALL);
    expect(ways(shown)).toContain('tenderOffered > tenderExpired');
    expect(ways(shown)).toContain('tenderExpired > tenderOffered');
    const order = shown.nodes.map(({ event }) => event);
    const back = shown.edges.filter(({ from, to }) => order.indexOf(from) > order.indexOf(to));
    expect(back.map(({ from, to }) => `${from} > ${to}`)).toEqual(['tenderExpired > tenderOffered']);
  });

  test('knows which way is forward where nothing is over yet, too', () => {
    const begun = [1, 2, 3].flatMap((order) => plainOrder(order, order).slice(0, 14));
    const map = mapOf(begun);
    expect([map.cases.top, map.loads.top]).toEqual([[], []]);
    const { nodes, edges } = shownOf(map, ALL);
    const order = nodes.map(({ event }) => event);
    for (const { from, to } of edges) expect(order.indexOf(from), from).toBeLessThan(order.indexOf(to));
  });

  test('leaves out what an order does past all that its shipments do meanwhile, and what next to none does', () => {
    const hundred = Array.from({ length: 150 }, (_, i) => plainOrder(i + 1, i)).flat();
    const map = mapOf([...hundred, ...tenderedTwice(999, 0)]);
    expect(ways(shownOf(map, ALL))).not.toContain('orderSourced > orderDone');
    expect(shownOf(map, ALL).nodes.map(({ event }) => event)).not.toContain('tenderExpired');
  });

  test('takes what is most frequent first, with no event that hangs in the air, and no more than there is room for', () => {
    const map = mapOf(varied);
    const main = shownOf(map, { share: 0, nodesMax: 0 }).nodes.length;
    for (let more = 0; more <= 5; more++) {
      const { nodes, edges } = shownOf(map, { share: 1, nodesMax: main + more });
      expect(nodes.length).toBeLessThanOrEqual(main + more);
      const noted = nodes.map(({ event }) => event).filter((event) => event.startsWith('noted'));
      expect(noted.sort()).toEqual(noted.map((_, k) => `noted${k}`));
      if (more > 0) expect(noted.length).toBeGreaterThan(0);
      for (const event of noted) {
        expect(
          edges.some(({ to }) => to === event),
          event,
        ).toBe(true);
        expect(
          edges.some(({ from }) => from === event),
          event,
        ).toBe(true);
      }
    }
  });

  test('is told with its share of all steps, and stops where that is as wanted', () => {
    const map = mapOf(varied);
    const steps = map.edges.filter(({ from, to }) => from !== null && to !== null && from !== to);
    const sum = (counts: readonly { readonly count: number }[]): number =>
      counts.reduce((all, { count }) => all + count, 0);
    const few = shownOf(map, { share: 0.95, nodesMax: 100 });
    const all = shownOf(map, ALL);
    expect(few.share).toBeCloseTo(sum(few.edges) / sum(steps), 12);
    expect(few.edges.length).toBeLessThan(all.edges.length);
    expect(few.share).toBeLessThan(all.share);
  });

  test('tells what repeats at once at its event', () => {
    const map = mapOf([
      ...plainOrder(1, 0),
      [50, 'milestone', 'load', 8, 3],
      [70, 'milestone', 'load', 8, 5],
    ]);
    const { nodes, edges } = shownOf(map, ALL);
    const reported = nodes.find(({ event }) => event === 'milestoneReported')!;
    expect(reported.again).toMatchObject({ count: 1, medianMs: 20 * 60_000 });
    expect(edges.some(({ from, to }) => from === to)).toBe(false);
  });
});
