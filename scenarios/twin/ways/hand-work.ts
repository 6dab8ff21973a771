/**
 * Work that people do beside the tasks of actors: messages that go by hand, and decisions that are theirs. Each piece is a task of a
 * role, and comes back to whoever gave it when somebody is done with it.
 *
 * 1. Every piece is done in the end: what was forgotten in a tray is come across after `foundAfterMs` and given again; what was done
 *    wrongly comes back and is done once more, `ROUNDS_MAX` times at most.
 * 2. Draws are keyed by what the work is about (kind, actor, key, `about`) and by its round: never by how much work there was.
 * 3. A second answer to the same piece is nobody's business any more.
 * 4. State is plain data, part of every snapshot: one entry for each piece that is not done.
 */
import type { TaskForPerson } from '#orchestrator/contracts/tasks';
import type { Component, HandlerNo, Kernel } from '#sim/kernel';

/** Wrong once more, and it is let pass. Source: assumption. */
const ROUNDS_MAX = 4;
/** Of a task's number: rounds, and what tells pieces of one kind and key apart. */
const ABOUT_SPAN = 0x10000;

export interface Piece {
  /** Who gave it. */
  readonly of: 'way' | 'decision' | 'broker' | 'quarantine' | 'webhook-key';
  readonly role: string;
  readonly kind: string;
  /** Type and key of the actor that it is about. */
  readonly type: number;
  readonly key: number;
  /** Tells pieces of one kind and key apart: a named attempt, never a count. */
  readonly about: number;
  /** Of whoever gave it. Immutable. */
  readonly payload: unknown;
}

interface Open {
  readonly piece: Piece;
  readonly round: number;
}

export interface HandWorkOptions {
  readonly kernel: Kernel;
  readonly foundAfterMs: number;
  /** Gives a task to the people; false = nobody will do it. */
  readonly give: (type: number, key: number, task: TaskForPerson, ref: number) => boolean;
  /** Puts task and answer on record. */
  readonly given: (piece: Piece, no: number) => void;
  readonly answered: (piece: Piece, no: number, answer: number, by: string) => void;
}

export class HandWork implements Component {
  private readonly options: HandWorkOptions;
  private readonly onFound: HandlerNo;
  private readonly done: Partial<Record<Piece['of'], (piece: Piece) => void>> = {};
  private open = new Map<number, Open>();
  private refs = 0;

  constructor(options: HandWorkOptions) {
    this.options = options;
    const { kernel } = options;
    this.onFound = kernel.handler('hand.found', (ref) => this.again(ref));
    kernel.component('hand-work', this);
  }

  /** Who takes pieces back when they are done. Once for each giver, before the first event. */
  whenDone(of: Piece['of'], done: (piece: Piece) => void): void {
    this.done[of] = done;
  }

  add(piece: Piece): void {
    this.refs += 1;
    this.open.set(this.refs, { piece, round: 0 });
    this.giveOut(this.refs, piece, 0);
  }

  /** Somebody has done what was given under `ref`. @param answer 0 = as it should be */
  answered(ref: number, no: number, answer: number, by: string): void {
    const open = this.open.get(ref);
    if (open === undefined || numberOf(open.piece, open.round) !== no) return;
    const { piece, round } = open;
    this.options.answered(piece, no, answer, by);
    if (answer !== 0 && round + 1 < ROUNDS_MAX) {
      this.again(ref);
      return;
    }
    this.open.delete(ref);
    this.done[piece.of]!(piece);
  }

  /** Pieces that are not done. */
  get size(): number {
    return this.open.size;
  }

  /** Whether something about an actor lies with people, and what is sent after it with it. O(pieces that are not done). */
  holds(type: number, key: number): boolean {
    for (const { piece } of this.open.values()) if (piece.type === type && piece.key === key) return true;
    return false;
  }

  save(): { readonly refs: number; readonly open: ReadonlyMap<number, Open> } {
    return { refs: this.refs, open: new Map(this.open) };
  }

  load(saved: unknown): void {
    const { refs, open } = saved as ReturnType<HandWork['save']>;
    this.refs = refs;
    this.open = new Map(open);
  }

  private again(ref: number): void {
    const { piece, round } = this.open.get(ref)!;
    this.open.set(ref, { piece, round: round + 1 });
    this.giveOut(ref, piece, round + 1);
  }

  private giveOut(ref: number, piece: Piece, round: number): void {
    const { kernel, foundAfterMs, give, given } = this.options;
    const { role, kind, type, key } = piece;
    const no = numberOf(piece, round);
    given(piece, no);
    // Due when it comes: mail is not left lying for tasks that are due tomorrow.
    if (give(type, key, { role, kind, no, dueAt: kernel.now }, ref)) return;
    kernel.schedule(this.onFound, kernel.now + Math.max(1, foundAfterMs), ref);
  }
}

/** From 1. */
function numberOf({ about }: Piece, round: number): number {
  return round * ABOUT_SPAN + (((about % ABOUT_SPAN) + ABOUT_SPAN) % ABOUT_SPAN) + 1;
}

/** What tells messages of one kind and key apart: their two integers, whatever those are. */
export function aboutOf(a: number, b: number): number {
  return (Math.imul(a | 0, 0x9e3779b1) ^ Math.imul(b | 0, 0x85ebca6b)) >>> 16;
}
