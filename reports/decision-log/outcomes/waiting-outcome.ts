/**
 * What came of a decision on a node's waves: of the shipments that waited there, how many still waited at the deadline.
 *
 * 1. Memory beside what is followed: shipments that wait to be picked.
 */
import type { AskedRows, Collected, OnSettled, OutcomeOf } from './outcome.ts';

function outcome(deadline: string): OutcomeOf {
  return {
    summary: 'the node: what of that which waited still waited at the deadline',
    columns: [
      { name: 'waiting', unit: 'shipments', doc: 'that waited at the node when it was asked', better: null },
      {
        name: 'leftWaiting',
        unit: 'shipments',
        doc: 'of these, neither picked, moved nor released by the deadline',
        better: 'less',
      },
    ],
    reward: 'leftWaiting',
    told: 2,
    reads: (context) => [Number(context.node), Number(context[deadline])],
    collect: (asked, onSettled) => new WaitingOutcomes(asked, onSettled),
  };
}

export const WORKLOAD_OUTCOME = outcome('deadlineAt');
export const WAVE_OUTCOME = outcome('cutoffAt');

class WaitingOutcomes implements Collected {
  private readonly asked: AskedRows;
  private readonly onSettled: OnSettled;
  /** Shipments that wait, by node: which, and since when. */
  private readonly nodes = new Map<number, Map<number, number>>();
  private readonly nodeOf = new Map<number, number>();
  /** Of a row. */
  private figures: Figures = { waiting: [], left: [], known: [] };
  /** Rows of which nothing has been counted yet, from `next` on. */
  private asking: number[] = [];
  private next = 0;
  private readonly open = new Set<number>();

  readonly listeners: Collected['listeners'] = {
    stockReserved: (time, key, _n, node) => this.arrives(time, key, node),
    shipmentPicked: (time, key) => this.leaves(time, key),
    shipmentReassigned: (time, key) => this.leaves(time, key),
    reservationReleased: (time, key) => this.leaves(time, key),
    orderDone: (time) => this.advance(time),
  };

  constructor(asked: AskedRows, onSettled: OnSettled) {
    this.asked = asked;
    this.onSettled = onSettled;
  }

  add(row: number): void {
    const { waiting, left, known } = this.figures;
    waiting[row] = left[row] = known[row] = Number.NaN;
    this.asking.push(row);
  }

  drop(row: number): void {
    this.open.delete(row);
  }

  valuesOf(row: number): readonly number[] {
    return [this.figures.waiting[row]!, this.figures.left[row]!];
  }

  knownAt(row: number): number {
    return this.figures.known[row]!;
  }

  save(): Saved {
    return {
      nodes: [...this.nodes].map(([node, there]) => [node, [...there]] as const),
      asking: this.asking.slice(this.next),
      open: [...this.open],
      figures: copyOf(this.figures),
    };
  }

  load(saved: unknown): void {
    const { nodes, asking, open, figures } = saved as Saved;
    this.nodes.clear();
    this.nodeOf.clear();
    this.open.clear();
    for (const [node, there] of nodes) {
      this.nodes.set(node, new Map(there));
      for (const [shipment] of there) this.nodeOf.set(shipment, node);
    }
    this.asking = asking.slice();
    this.next = 0;
    for (const row of open) this.open.add(row);
    this.figures = copyOf(figures);
  }

  private arrives(time: number, shipment: number, node: number): void {
    this.advance(time);
    let there = this.nodes.get(node);
    if (there === undefined) {
      there = new Map();
      this.nodes.set(node, there);
    }
    there.set(shipment, time);
    this.nodeOf.set(shipment, node);
  }

  private leaves(time: number, shipment: number): void {
    this.advance(time);
    const node = this.nodeOf.get(shipment);
    if (node === undefined) return;
    this.nodeOf.delete(shipment);
    this.nodes.get(node)!.delete(shipment);
  }

  /** To an instant: deadlines that have passed are counted, questions that were put are opened. */
  private advance(time: number): void {
    const { asked, open, asking, figures } = this;
    while (this.next < asking.length && asked.now[asking[this.next]!]! <= time) {
      const row = asking[this.next++]!;
      figures.waiting[row] = this.nodes.get(asked.told(row, 0))?.size ?? 0;
      open.add(row);
    }
    if (this.next > 0 && this.next === asking.length) {
      asking.length = 0;
      this.next = 0;
    }
    for (const row of open) {
      const deadline = asked.told(row, 1);
      if (deadline > time) continue;
      open.delete(row);
      figures.left[row] = this.since(asked.told(row, 0), asked.now[row]!);
      figures.known[row] = Math.max(deadline, asked.now[row]!);
      this.onSettled(row);
    }
  }

  private since(node: number, askedAt: number): number {
    let left = 0;
    for (const at of this.nodes.get(node)?.values() ?? []) if (at <= askedAt) left += 1;
    return left;
  }
}

interface Figures {
  readonly waiting: number[];
  readonly left: number[];
  /** Epoch ms; NaN = not yet. */
  readonly known: number[];
}

interface Saved {
  readonly nodes: readonly (readonly [
    node: number,
    there: readonly (readonly [shipment: number, at: number])[],
  ])[];
  readonly asking: readonly number[];
  readonly open: readonly number[];
  readonly figures: Figures;
}

function copyOf({ waiting, left, known }: Figures): Figures {
  return { waiting: waiting.slice(), left: left.slice(), known: known.slice() };
}
