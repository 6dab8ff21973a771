/**
 * What of a process map is drawn: the courses that most lives take, whole; then what is most frequent, up to a share of all steps.
 *
 * 1. A step is drawn with the way to it and on from it, so that no event hangs in the air. No more events than `nodesMax` beyond the main
 *    courses: what is left out is in the table, and its share is told. So is an order's step past all that its shipments do meanwhile.
 * 2. What repeats at once is told at its event, not as an edge.
 * 3. Events stand in the order of the main courses, each other one behind the one that it mostly follows: so it is known which way is
 *    forward, and a way back is drawn as one.
 */
import type { LifeKind, ProcessEdge, ProcessMap } from '../../aggregates/process-map/process-map.ts';

export interface ShownNode {
  readonly event: string;
  readonly of: LifeKind;
  readonly count: number;
  /** How often it followed upon itself, and how long after; null = never. */
  readonly again: ProcessEdge | null;
  /** It is on the course that most lives take. */
  readonly isMain: boolean;
}

export interface ShownEdge {
  readonly from: string;
  readonly to: string;
  readonly of: LifeKind;
  readonly count: number;
  readonly medianMs: number | null;
  readonly isMain: boolean;
}

export interface ShownMap {
  readonly nodes: readonly ShownNode[];
  readonly edges: readonly ShownEdge[];
  /** Of all steps from one event to another, 0..1. */
  readonly share: number;
}

/** How much is to be shown. */
export interface Limits {
  /** Of the steps of each kind of life, 0..1. */
  readonly share: number;
  readonly nodesMax: number;
}

type Step = ShownEdge;

/** Of the lives of its kind. */
const TAKEN_MIN = 0.01;

export function shownOf(map: ProcessMap, { share, nodesMax }: Limits): ShownMap {
  const steps = stepsOf(map);
  const drawable = steps.filter((step) => step.isMain || !isBridge(step, steps));
  const picked = new Set(steps.filter(({ isMain }) => isMain));
  const nodes = new Set([...picked].flatMap(({ from, to }) => [from, to]));
  for (const step of byFrequency(map, drawable)) {
    const own = ({ of }: Step): boolean => of === step.of;
    if (picked.has(step) || ratio([...picked].filter(own), drawable.filter(own)) >= share) continue;
    const way = detour(step, drawable, nodes);
    const more = new Set(way.flatMap(({ from, to }) => [from, to]).filter((event) => !nodes.has(event)));
    if (nodes.size + more.size > nodesMax) continue;
    for (const event of more) nodes.add(event);
    for (const each of way) picked.add(each);
  }
  const order = modelOrder(map, [...picked]);
  const edges = [...picked].sort((x, y) => order.indexOf(x.from) - order.indexOf(y.from));
  return { nodes: order.map((event) => nodeOf(map, event, edges)), edges, share: ratio(edges, steps) };
}

/** From one event to another. */
function stepsOf(map: ProcessMap): Step[] {
  const isMain = mainSteps(map);
  return map.edges.flatMap(({ from, to, of, count, medianMs }) =>
    from === null || to === null || from === to
      ? []
      : [{ from, to, of, count, medianMs, isMain: isMain(from, to, of) }],
  );
}

/** An order's step past all that its shipments do meanwhile, from where they leave it to where they join it. */
function isBridge({ of, from, to }: Step, steps: readonly Step[]): boolean {
  const ofParts = steps.filter((step) => step.of === 'shipment');
  return (
    of === 'order' && ofParts.some((step) => step.from === from) && ofParts.some((step) => step.to === to)
  );
}

/** By how many of its kind of life take it, as there are fewer loads than shipments; what next to none takes is left out. */
function byFrequency({ edges }: ProcessMap, steps: readonly Step[]): Step[] {
  const lives = (kind: LifeKind): number =>
    edges.reduce((sum, { of, from, count }) => (of === kind && from === null ? sum + count : sum), 0);
  const all = { order: lives('order'), shipment: lives('shipment'), load: lives('load') };
  const taken = ({ of, count }: Step): number => count / Math.max(1, all[of]);
  return steps.filter((step) => taken(step) >= TAKEN_MIN).sort((x, y) => taken(y) - taken(x));
}

/** The step, and the most frequent ways by which what it leads to is come to and goes on, until something that is drawn already. */
function detour(step: Step, steps: readonly Step[], drawn: ReadonlySet<string>): Step[] {
  const way = new Set([step]);
  const met = new Set<string>();
  const ahead = [step.from, step.to];
  for (let event = ahead.pop(); event !== undefined; event = ahead.pop()) {
    if (drawn.has(event) || met.has(event)) continue;
    met.add(event);
    for (const end of ['from', 'to'] as const) {
      const best = mostFrequent(steps.filter((each) => each[end] === event));
      if (best === null) continue;
      way.add(best);
      ahead.push(best.from, best.to);
    }
  }
  return [...way];
}

function mostFrequent(steps: readonly Step[]): Step | null {
  return steps.reduce<Step | null>((x, y) => (x === null || y.count > x.count ? y : x), null);
}

const countOf = (steps: readonly Step[]): number => steps.reduce((sum, { count }) => sum + count, 0);

function ratio(part: readonly Step[], whole: readonly Step[]): number {
  const all = countOf(whole);
  return all === 0 ? 1 : countOf(part) / all;
}

/** Whether a step is on the course that most cases, or most loads, take. */
function mainSteps({ cases, loads }: ProcessMap): (from: string, to: string, of: LifeKind) => boolean {
  const pairs = (events: readonly string[] = []): Set<string> =>
    new Set(events.slice(1).map((to, i) => JSON.stringify([events[i], to])));
  const [ofCases, ofLoads] = [pairs(cases.top[0]?.events), pairs(loads.top[0]?.events)];
  return (from, to, of) => (of === 'load' ? ofLoads : ofCases).has(JSON.stringify([from, to]));
}

/** Every event of `steps` once. */
function modelOrder(map: ProcessMap, steps: readonly Step[]): string[] {
  const { cases, loads } = map;
  const there = new Set(steps.flatMap(({ from, to }) => [from, to]));
  const ofCases = cases.top[0]?.events ?? likely(map, ['order', 'shipment']);
  const ofLoads = loads.top[0]?.events ?? likely(map, ['load']);
  const order = merged(ofCases, ofLoads).filter((event) => there.has(event));
  const byCount = [...steps].sort((x, y) => y.count - x.count);
  for (let left = there.size - order.length; left > 0; left--) {
    const next = byCount.find(({ from, to }) => order.includes(from) && !order.includes(to));
    // Something that nothing drawn leads to: it begins by itself.
    if (next === undefined) order.unshift([...there].find((event) => !order.includes(event))!);
    else order.splice(order.indexOf(next.from) + 1, 0, next.to);
  }
  return order;
}

/** A course where none is over yet: from where most begin, always on by the most frequent step. */
function likely({ edges }: ProcessMap, kinds: readonly LifeKind[]): string[] {
  const course: string[] = [];
  const steps = edges.filter(({ of }) => kinds.includes(of));
  for (let at: string | null = null; ; ) {
    const ways: ProcessEdge[] = steps.filter(
      ({ from, to }) => from === at && to !== null && !course.includes(to),
    );
    const best = ways.reduce<ProcessEdge | null>((x, y) => (x === null || y.count > x.count ? y : x), null);
    if (best === null) return course;
    at = best.to;
    course.push(best.to!);
  }
}

/** Two courses in one order that is right for both, but where they contradict each other: there the first is right. */
function merged(first: readonly string[], second: readonly string[]): string[] {
  const order: string[] = [];
  let at = 0;
  for (const event of first) {
    const meets = second.indexOf(event, at);
    if (meets >= 0) {
      order.push(...second.slice(at, meets));
      at = meets + 1;
    }
    order.push(event);
  }
  return [...new Set([...order, ...second.slice(at)])];
}

function nodeOf({ activities, edges }: ProcessMap, event: string, shown: readonly Step[]): ShownNode {
  const known = activities.find((each) => each.event === event);
  const of = known?.of ?? 'order';
  const again = edges.find(({ from, to, of: kind }) => from === event && to === event && kind === of) ?? null;
  const isMain = shown.some(({ from, to, isMain: main }) => main && (from === event || to === event));
  return { event, of, count: known?.count ?? 0, again, isMain };
}
