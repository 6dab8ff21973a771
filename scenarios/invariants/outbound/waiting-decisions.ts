/**
 * What is decided about work that waits, against what is then done: how urgent an order is, what a wave takes, and which node sends it.
 *
 * 1. decision-audited: an order is ranked, a wave released in a sequence, and a shipment sent from elsewhere, as the last decision on
 *    record says. Of a sequence, what has left meanwhile is left out; nothing else is taken in its place. Its answer may come after that
 *    of a later wave, once: then it counts for nothing.
 */
import type { OrderPriorityOption } from '#orchestrator/decisions/order-priority';
import type { WaveSequenceContext, WaveSequenceOption } from '#orchestrator/decisions/wave-sequence';
import type { WorkloadOption } from '#orchestrator/decisions/workload';
import type { Ask } from '../../host/ports.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { ORDER_FIELD as O, type OpenBooks } from './books.ts';
import { AUDITED, decidedOnce } from './decided-once.ts';
import { NONE } from './figures.ts';
import { violated } from './part.ts';

interface DecidedSequence {
  readonly attempt: number;
  readonly wave: number;
  readonly shipmentsMax: number;
  /** Earlier ones whose answers have not come. */
  readonly open: readonly number[];
}

export interface SavedWaiting {
  readonly moves: ReadonlyMap<number, number>;
  readonly sequences: ReadonlyMap<number, DecidedSequence>;
}

export class WaitingDecisions {
  private readonly books: OpenBooks;
  private readonly names: OutboundWorld['names'];
  /** By node: where the last decision about its workload has it go. */
  private moves = new Map<number, number>();
  /** By node: the last decision about the sequence of its waves. */
  private sequences = new Map<number, DecidedSequence>();

  constructor(books: OpenBooks, names: OutboundWorld['names']) {
    this.books = books;
    this.names = names;
  }

  rank({ entityKey: order, attempt }: Ask, option: OrderPriorityOption | null): void {
    const { orders } = this.books;
    const at = orders.at(order);
    if (at === NONE) return;
    const { values } = orders;
    decidedOnce('order', order, 'rank', values[at + O.rank] === NONE ? 0 : attempt, attempt);
    values[at + O.rank] = option?.rank ?? NONE;
  }

  ranked(order: number, rank: number): void {
    const { orders } = this.books;
    const at = orders.at(order);
    if (at === NONE || orders.values[at + O.rank] === rank) return;
    violated(AUDITED, `order ${order}: ranked ${rank}; on record is ${orders.values[at + O.rank]}`);
  }

  sequence({ entityKey: node, attempt, context }: Ask, option: WaveSequenceOption | null): void {
    const last = this.sequences.get(node);
    if (last?.open.includes(attempt)) {
      this.sequences.set(node, { ...last, open: last.open.filter((each) => each !== attempt) });
      return;
    }
    const before = last?.attempt ?? 0;
    decidedOnce('wave plan', node, 'sequence', before, attempt);
    const skipped = Array.from({ length: attempt - before - 1 }, (_, i) => before + 1 + i);
    const { wave } = context as WaveSequenceContext;
    const open = [...(last?.open ?? []), ...skipped];
    this.sequences.set(node, { attempt, wave, shipmentsMax: option?.shipments.length ?? 0, open });
  }

  sequenced(node: number, n: number, wave: number, shipments: number): void {
    const last = this.sequences.get(node);
    if (last?.attempt === n && last.wave === wave && shipments <= last.shipmentsMax) return;
    const recorded =
      last === undefined ? 'none' : `${last.attempt}, of wave ${last.wave}, with ${last.shipmentsMax}`;
    violated(
      AUDITED,
      `wave ${wave} of ${this.names.nodes[node]}: ${shipments} shipments by sequence ${n}; on record is ${recorded}`,
    );
  }

  workload(node: number, option: WorkloadOption | null): void {
    this.moves.set(node, option?.action === 'move' ? option.node : NONE);
  }

  /** What goes to another node goes there by the last decision of its own. */
  reassigned(shipment: number, to: number, from: number): void {
    if (this.moves.get(from) === to) return;
    const { nodes } = this.names;
    violated(
      AUDITED,
      `shipment ${shipment}: goes from ${nodes[from]} to ${nodes[to]}, and no decision on record says so`,
    );
  }

  save(): SavedWaiting {
    return { moves: new Map(this.moves), sequences: new Map(this.sequences) };
  }

  load({ moves, sequences }: SavedWaiting): void {
    this.moves = new Map(moves);
    this.sequences = new Map(sequences);
  }
}
