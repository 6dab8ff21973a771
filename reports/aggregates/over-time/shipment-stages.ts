/**
 * At which stage shipments are, in all and by node, slot by slot.
 *
 * 1. Memory: a number or two for each shipment that has not arrived, beside the slots.
 * 2. What is reserved again after it was released begins anew.
 * 3. What work a shipment took is told in one sum when it leaves, or is released. Most of it was done by when it was packed: there it counts;
 *    of one that never was, when it is told. So a shipment that waits for its truck over midnight is yesterday's work, as it was.
 */
import type { FlowStage, Level, NodeOverTime } from './over-time.ts';
import { Queue } from './queue.ts';
import { type Covered, rounded, SumSeries } from './series.ts';
import type { SlotClock } from './slot-clock.ts';

export const STAGE = { pick: 0, pack: 1, dock: 2, road: 3 } as const;
const STAGES = 4;
/** The road is no node's. */
const STAGES_OF_NODE = 3;

interface Node {
  readonly queues: readonly Queue[];
  readonly worked: SumSeries;
}

export class ShipmentStages {
  private readonly clock: SlotClock;
  /** Node x stages + stage, by shipment. */
  private readonly at = new Map<number, number>();
  /** When shipments were packed whose work has not been told. */
  private readonly packedAt = new Map<number, number>();
  private readonly nodes: (Node | undefined)[] = [];
  private readonly road: Queue;

  constructor(clock: SlotClock) {
    this.clock = clock;
    this.road = new Queue(clock);
  }

  reserve(now: number, key: number, node: number): void {
    this.leave(now, key);
    this.at.set(key, node * STAGES + STAGE.pick);
    this.queueOf(node, STAGE.pick).enter(now);
  }

  /** To a later stage. */
  move(now: number, key: number, next: number): void {
    const place = this.at.get(key);
    if (place === undefined) return;
    const stage = place % STAGES;
    const node = (place - stage) / STAGES;
    this.at.set(key, place - stage + next);
    this.queueOf(node, stage).leave(now);
    this.queueOf(node, next).enter(now);
    if (next === STAGE.dock) this.packedAt.set(key, now);
  }

  /** It has arrived. @returns whether it was anywhere */
  arrive(now: number, key: number): boolean {
    // Of a place where no work is told.
    this.packedAt.delete(key);
    return this.leave(now, key);
  }

  /** It was stopped. @returns whether it was anywhere */
  leave(now: number, key: number): boolean {
    const place = this.at.get(key);
    if (place === undefined) return false;
    const stage = place % STAGES;
    this.at.delete(key);
    this.queueOf((place - stage) / STAGES, stage).leave(now);
    return true;
  }

  /** Work on a shipment, ms; told when it leaves or is released. */
  work(now: number, key: number, node: number, ms: number): void {
    this.ofNode(node).worked.addAt(this.packedAt.get(key) ?? now, ms);
    this.packedAt.delete(key);
  }

  /** Shipments on the road. */
  *onTheRoad(): Generator<number> {
    for (const [key, place] of this.at) if (place % STAGES === STAGE.road) yield key;
  }

  /** @param paidMs hours of workers of a node, slot by slot; null = it has no stations */
  nodeSeries(covered: Covered, paidMs: (node: number) => readonly number[] | null): NodeOverTime[] {
    return this.nodes.flatMap((node, no) => {
      if (node === undefined) return [];
      const [pick, pack, dock] = node.queues.map((queue) => queue.result(covered)) as [Level, Level, Level];
      return [{ no, pick, pack, dock, workedMs: node.worked.first(covered.slots), paidMs: paidMs(no) }];
    });
  }

  /** Of all nodes. */
  stages(
    covered: Covered,
    nodes: readonly NodeOverTime[],
  ): Readonly<Record<Exclude<FlowStage, 'source'>, Level>> {
    const of = (stage: 'pick' | 'pack' | 'dock'): Level => ({
      mean: summed(
        covered.slots,
        nodes.map((node) => node[stage].mean),
      ),
      entered: summed(
        covered.slots,
        nodes.map((node) => node[stage].entered),
      ),
    });
    return { pick: of('pick'), pack: of('pack'), dock: of('dock'), road: this.road.result(covered) };
  }

  private queueOf(node: number, stage: number): Queue {
    return stage === STAGE.road ? this.road : this.ofNode(node).queues[stage]!;
  }

  private ofNode(no: number): Node {
    const known = this.nodes[no];
    if (known !== undefined) return known;
    const node: Node = {
      queues: Array.from({ length: STAGES_OF_NODE }, () => new Queue(this.clock)),
      worked: new SumSeries(this.clock),
    };
    this.nodes[no] = node;
    return node;
  }
}

/** List by list, slot by slot. */
function summed(slots: number, lists: readonly (readonly number[])[]): number[] {
  return Array.from({ length: slots }, (_, slot) =>
    rounded(lists.reduce((sum, list) => sum + list[slot]!, 0)),
  );
}
