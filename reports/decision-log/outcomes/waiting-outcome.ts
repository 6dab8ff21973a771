/**
 * What came of a decision on a node's waves: of the shipments that waited there, how many still waited at the deadline.
 *
 * 1. Memory beside the block: shipments that wait to be picked.
 */
import type { AskedRows, Collected, OutcomeOf } from './outcome.ts';

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
    collect: (asked) => new WaitingOutcomes(asked),
  };
}

export const WORKLOAD_OUTCOME = outcome('deadlineAt');
export const WAVE_OUTCOME = outcome('cutoffAt');

class WaitingOutcomes implements Collected {
  private readonly asked: AskedRows;
  /** Shipments that wait, by node: which, and since when. */
  private readonly nodes = new Map<number, Map<number, number>>();
  private readonly nodeOf = new Map<number, number>();
  private readonly waiting: Float64Array;
  private readonly left: Float64Array;
  private readonly known: Float64Array;
  /** Rows in the order in which they were asked: a model's answer is on record later. */
  private readonly order: Uint32Array;
  /** Of `order`: the next that has not been asked yet. */
  private next = 0;
  private readonly open = new Set<number>();

  readonly listeners: Collected['listeners'] = {
    stockReserved: (time, key, _n, node) => this.arrives(time, key, node),
    shipmentPicked: (time, key) => this.leaves(time, key),
    shipmentReassigned: (time, key) => this.leaves(time, key),
    reservationReleased: (time, key) => this.leaves(time, key),
    orderDone: (time) => this.advance(time),
  };

  constructor(asked: AskedRows) {
    this.asked = asked;
    this.order = Uint32Array.from({ length: asked.size }, (_, row) => row).sort(
      (one, other) => asked.now[one]! - asked.now[other]! || one - other,
    );
    [this.waiting, this.left, this.known] = [0, 1, 2].map(() =>
      new Float64Array(asked.size).fill(Number.NaN),
    ) as [Float64Array, Float64Array, Float64Array];
  }

  valuesOf(row: number): readonly number[] {
    return [this.waiting[row]!, this.left[row]!];
  }

  knownAt(row: number): number {
    return this.known[row]!;
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
    const { asked, open } = this;
    while (this.next < asked.size && asked.now[this.order[this.next]!]! <= time) {
      const row = this.order[this.next++]!;
      this.waiting[row] = this.nodes.get(asked.told(row, 0))?.size ?? 0;
      open.add(row);
    }
    for (const row of open) {
      const deadline = asked.told(row, 1);
      if (deadline > time) continue;
      open.delete(row);
      this.left[row] = this.since(asked.told(row, 0), asked.now[row]!);
      this.known[row] = Math.max(deadline, asked.now[row]!);
    }
  }

  private since(node: number, askedAt: number): number {
    let left = 0;
    for (const at of this.nodes.get(node)?.values() ?? []) if (at <= askedAt) left += 1;
    return left;
  }
}
