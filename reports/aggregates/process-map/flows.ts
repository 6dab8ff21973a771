/** How often a step followed another along the lives of a kind, and how long after: the edges of the map. */
import type { LifeKind, ProcessEdge } from './process-map.ts';
import { SpanHistogram } from './span-histogram.ts';
import { LIFE_KINDS } from './steps.ts';

const MEDIAN = 0.5;
const P90 = 0.9;

/** Of one kind of life. */
export class Flows {
  private readonly kind: LifeKind;
  /** By the step that comes first, then by the one that follows: looked up at every event. */
  private readonly flows: (SpanHistogram | undefined)[][] = [];
  private readonly starts = new Map<number, number>();

  constructor(kind: LifeKind) {
    this.kind = kind;
  }

  start(step: number): void {
    this.starts.set(step, (this.starts.get(step) ?? 0) + 1);
  }

  /** @param ms from the one to the other */
  follow(from: number, to: number, ms: number): void {
    while (this.flows.length <= from) this.flows.push([]);
    const next = this.flows[from]!;
    while (next.length <= to) next.push(undefined);
    let spans = next[to];
    if (spans === undefined) {
      spans = new SpanHistogram();
      next[to] = spans;
    }
    spans.add(ms);
  }

  /** Takes back what was said to have followed. */
  retract(from: number, to: number, ms: number): void {
    this.flows[from]?.[to]?.remove(ms);
  }

  /** @param ends how many lives ended with which step */
  edges(names: readonly string[], ends: ReadonlyMap<number, number>): ProcessEdge[] {
    const edges: ProcessEdge[] = [];
    for (const [step, count] of this.starts) edges.push(this.bare(null, names[step]!, count));
    this.flows.forEach((next, from) => {
      next.forEach((spans, to) => {
        if (spans !== undefined && spans.count > 0) edges.push(this.timed(names[from]!, names[to]!, spans));
      });
    });
    for (const [step, count] of ends) edges.push(this.bare(names[step]!, null, count));
    return edges;
  }

  private timed(from: string, to: string, spans: SpanHistogram): ProcessEdge {
    const [medianMs, p90Ms] = [spans.quantile(MEDIAN), spans.quantile(P90)];
    return { from, to, of: this.kind, count: spans.count, medianMs, p90Ms };
  }

  private bare(from: string | null, to: string | null, count: number): ProcessEdge {
    return { from, to, of: this.kind, count, medianMs: null, p90Ms: null };
  }
}

/** The most frequent first; in an order that does not depend on which was met first. */
export function compareEdges(x: ProcessEdge, y: ProcessEdge): number {
  return (
    LIFE_KINDS.indexOf(x.of) - LIFE_KINDS.indexOf(y.of) ||
    y.count - x.count ||
    compareNames(x.from, y.from) ||
    compareNames(x.to, y.to)
  );
}

export function compareNames(x: string | null, y: string | null): number {
  if (x === y) return 0;
  return (x ?? '') < (y ?? '') ? -1 : 1;
}
