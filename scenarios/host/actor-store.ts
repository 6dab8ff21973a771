/**
 * State of all living actors of one type: a dense ring with a key check.
 *
 * 1. Slot of a key = key modulo capacity (of eight times an order's number and a little: of the order's); a collision
 *    between two living keys doubles the ring. Keys that move through a window (order numbers) so need room for the window, not
 *    for the run. Keys that are scattered (messages in trouble) don't make it grow beyond `SPARSE` slots a living actor: they
 *    lie in any free slot, and a map says where.
 * 2. A slot is emptied when its actor finishes; nothing of it stays here.
 * 3. What the host knows of an actor (inputs counted, last step, timers set) lies beside its
 *    state, in typed arrays.
 * 4. A state that was taken over from a snapshot is the snapshot's until it is written to (`own`): a branch pays for the actors
 *    that it touches.
 */
import { AssertionError } from '#sim/assert';
import { refilled } from '#sim/refilled';
import { copyJson } from './copy-json.ts';

const EMPTY = -1;
const SPARSE = 4;
/** Keys made of an order's number hold it above this many bits. */
const ORDER_SHIFT = 3;
/** No timer set. */
export const NO_TIMER = -1;

/** Keys are integers in 0..2^31-1. */
export function isActorKey(key: number): boolean {
  return Number.isInteger(key) && key >= 0 && key <= 0x7fffffff;
}

/** The ring as it lies: to load it is to copy memory. */
export interface ActorStoreSnapshot {
  /** Living actors. */
  readonly size: number;
  /** By slot. */
  readonly keys: Int32Array;
  /** By slot, undefined where nobody lives. Nobody writes to them any more. */
  readonly states: readonly unknown[];
  readonly inputs: Uint32Array;
  readonly steppedAt: Float64Array;
  /** Timers an actor had when this was saved: an upgrade may add some at the end. */
  readonly timersPerActor: number;
  readonly timers: Float64Array;
  readonly shift: number;
  readonly displaced: ReadonlyMap<number, number>;
}

export class ActorStore {
  readonly timersPerActor: number;
  /** Living actors. */
  size = 0;
  keys: Int32Array;
  /** For reading; who writes to one asks `own` for it. */
  states: unknown[];
  /** Inputs stepped so far: the version of the state. */
  inputs: Uint32Array;
  /** Virtual time of the last step: how old the state is as a view. */
  steppedAt: Float64Array;
  /** Calendar handles, `timersPerActor` a slot. */
  timers: Float64Array;
  private readonly name: string;
  /** 1 = the state is a snapshot's. */
  private borrowed: Uint8Array;
  private mask: number;
  /** Bits of a key that its slot does not show: those that hardly any living key uses. */
  private shift = 0;
  /** Keys that lie in a slot of another key -> that slot. */
  private displaced = new Map<number, number>();

  constructor(name: string, timersPerActor: number, capacity = 64) {
    this.name = name;
    this.timersPerActor = timersPerActor;
    this.mask = capacity - 1;
    this.keys = new Int32Array(capacity).fill(EMPTY);
    this.states = new Array<unknown>(capacity).fill(undefined);
    this.inputs = new Uint32Array(capacity);
    this.steppedAt = new Float64Array(capacity);
    this.timers = new Float64Array(capacity * timersPerActor).fill(NO_TIMER);
    this.borrowed = new Uint8Array(capacity);
  }

  /** Slot of a living actor, or -1. Slots move when the ring grows: never keep one across `create`. */
  find(key: number): number {
    const slot = (key >>> this.shift) & this.mask;
    if (this.keys[slot] === key) return slot;
    return this.displaced.size === 0 ? -1 : (this.displaced.get(key) ?? -1);
  }

  /** The state, for writing. */
  own(slot: number): unknown {
    if (this.borrowed[slot] === 1) {
      this.states[slot] = copyJson(this.states[slot]);
      this.borrowed[slot] = 0;
    }
    return this.states[slot];
  }

  replace(slot: number, state: unknown): void {
    this.states[slot] = state;
    this.borrowed[slot] = 0;
  }

  create(key: number, state: unknown): number {
    if (!isActorKey(key)) {
      throw new AssertionError(`key of ${this.name} must be an integer in 0..2^31-1, got ${key}`);
    }
    while (this.keys[this.home(key)] !== EMPTY && this.keys.length < SPARSE * (this.size + 1)) this.grow();
    const slot = this.place(key);
    this.states[slot] = state;
    this.borrowed[slot] = 0;
    this.inputs[slot] = 0;
    const from = slot * this.timersPerActor;
    this.timers.fill(NO_TIMER, from, from + this.timersPerActor);
    this.size += 1;
    return slot;
  }

  private home(key: number): number {
    return (key >>> this.shift) & this.mask;
  }

  /** Gives a key a slot; one is free. */
  private place(key: number): number {
    let slot = this.home(key);
    if (this.keys[slot] !== EMPTY) {
      do slot = (slot + 1) & this.mask;
      while (this.keys[slot] !== EMPTY);
      this.displaced.set(key, slot);
    }
    this.keys[slot] = key;
    return slot;
  }

  drop(slot: number): void {
    if (this.displaced.size > 0) this.displaced.delete(this.keys[slot]!);
    this.keys[slot] = EMPTY;
    this.states[slot] = undefined;
    this.size -= 1;
  }

  /** Living actors in ascending order of key. */
  sortedKeys(): number[] {
    return Array.from(this.keys.filter((key) => key !== EMPTY).sort());
  }

  save(): ActorStoreSnapshot {
    return {
      size: this.size,
      keys: this.keys.slice(),
      states: this.states.map((state, slot) =>
        state === undefined || this.borrowed[slot] === 1 ? state : this.copyOf(state, slot),
      ),
      inputs: this.inputs.slice(),
      steppedAt: this.steppedAt.slice(),
      timersPerActor: this.timersPerActor,
      timers: this.timers.slice(),
      shift: this.shift,
      displaced: new Map(this.displaced),
    };
  }

  private copyOf(state: unknown, slot: number): unknown {
    try {
      return copyJson(state);
    } catch {
      return copyJson(state, `${this.name} ${this.keys[slot]}`);
    }
  }

  load(saved: ActorStoreSnapshot): void {
    const capacity = saved.keys.length;
    this.keys = refilled(this.keys, saved.keys);
    this.states = saved.states.slice();
    this.inputs = refilled(this.inputs, saved.inputs);
    this.steppedAt = refilled(this.steppedAt, saved.steppedAt);
    this.timers = this.timersOf(saved);
    if (this.borrowed.length !== capacity) this.borrowed = new Uint8Array(capacity);
    this.borrowed.fill(1);
    this.mask = capacity - 1;
    this.shift = saved.shift;
    this.displaced = new Map(saved.displaced);
    this.size = saved.size;
  }

  private timersOf({ keys, timers, timersPerActor: had }: ActorStoreSnapshot): Float64Array {
    const has = this.timersPerActor;
    if (had > has) {
      throw new AssertionError(
        `${this.name} had ${had} timers and has ${has}: timers can be added, not taken away`,
      );
    }
    if (had === has) return refilled(this.timers, timers);
    const more = new Float64Array(keys.length * has).fill(NO_TIMER);
    for (let i = 0; i < timers.length; i++) more[Math.floor(i / had) * has + (i % had)] = timers[i]!;
    return more;
  }

  private grow(): void {
    const old = { keys: this.keys, states: this.states, inputs: this.inputs, steppedAt: this.steppedAt };
    const { timers, borrowed } = this;
    const capacity = this.keys.length * 2;
    const per = this.timersPerActor;
    this.mask = capacity - 1;
    this.shift = shiftFor(old.keys);
    this.keys = new Int32Array(capacity).fill(EMPTY);
    this.states = new Array<unknown>(capacity).fill(undefined);
    this.inputs = new Uint32Array(capacity);
    this.steppedAt = new Float64Array(capacity);
    this.timers = new Float64Array(capacity * per).fill(NO_TIMER);
    this.borrowed = new Uint8Array(capacity);
    this.displaced.clear();
    for (let from = 0; from < old.keys.length; from++) {
      const living = old.keys[from]!;
      if (living === EMPTY) continue;
      const to = this.place(living);
      this.states[to] = old.states[from];
      this.borrowed[to] = borrowed[from]!;
      this.inputs[to] = old.inputs[from]!;
      this.steppedAt[to] = old.steppedAt[from]!;
      for (let t = 0; t < per; t++) this.timers[to * per + t] = timers[from * per + t]!;
    }
  }
}

function shiftFor(keys: Int32Array): number {
  let living = 0;
  let using = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (key === EMPTY) continue;
    living += 1;
    if ((key & ((1 << ORDER_SHIFT) - 1)) !== 0) using += 1;
  }
  return 4 * using < living ? ORDER_SHIFT : 0;
}
