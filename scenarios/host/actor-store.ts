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
 */
import { AssertionError } from '#sim/assert';
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

export interface ActorStoreSnapshot {
  readonly keys: readonly number[];
  readonly states: readonly unknown[];
  readonly inputs: readonly number[];
  readonly steppedAt: readonly number[];
  /** Timers an actor had when this was saved: an upgrade may add some at the end. */
  readonly timersPerActor: number;
  readonly timers: readonly number[];
}

export class ActorStore {
  readonly timersPerActor: number;
  /** Living actors. */
  size = 0;
  keys: Int32Array;
  states: unknown[];
  /** Inputs stepped so far: the version of the state. */
  inputs: Uint32Array;
  /** Virtual time of the last step: how old the state is as a view. */
  steppedAt: Float64Array;
  /** Calendar handles, `timersPerActor` a slot. */
  timers: Float64Array;
  private readonly name: string;
  private mask: number;
  /** Bits of a key that its slot does not show: those that hardly any living key uses. */
  private shift = 0;
  /** Keys that lie in a slot of another key -> that slot. */
  private readonly displaced = new Map<number, number>();

  constructor(name: string, timersPerActor: number, capacity = 64) {
    this.name = name;
    this.timersPerActor = timersPerActor;
    this.mask = capacity - 1;
    this.keys = new Int32Array(capacity).fill(EMPTY);
    this.states = new Array<unknown>(capacity).fill(undefined);
    this.inputs = new Uint32Array(capacity);
    this.steppedAt = new Float64Array(capacity);
    this.timers = new Float64Array(capacity * timersPerActor).fill(NO_TIMER);
  }

  /** Slot of a living actor, or -1. Slots move when the ring grows: never keep one across `create`. */
  find(key: number): number {
    const slot = (key >>> this.shift) & this.mask;
    if (this.keys[slot] === key) return slot;
    return this.displaced.size === 0 ? -1 : (this.displaced.get(key) ?? -1);
  }

  create(key: number, state: unknown): number {
    if (!isActorKey(key)) {
      throw new AssertionError(`key of ${this.name} must be an integer in 0..2^31-1, got ${key}`);
    }
    while (this.keys[this.home(key)] !== EMPTY && this.keys.length < SPARSE * (this.size + 1)) this.grow();
    const slot = this.place(key);
    this.states[slot] = state;
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
    return Array.from(this.keys.filter((key) => key !== EMPTY)).sort((a, b) => a - b);
  }

  save(): ActorStoreSnapshot {
    const keys = this.sortedKeys();
    const slots = keys.map((key) => this.find(key));
    const per = this.timersPerActor;
    return {
      keys,
      states: slots.map((slot) => copyJson(this.states[slot], `${this.name} ${this.keys[slot]}`)),
      inputs: slots.map((slot) => this.inputs[slot]!),
      steppedAt: slots.map((slot) => this.steppedAt[slot]!),
      timersPerActor: per,
      timers: slots.flatMap((slot) => [...this.timers.subarray(slot * per, (slot + 1) * per)]),
    };
  }

  load(saved: ActorStoreSnapshot): void {
    if (saved.timersPerActor > this.timersPerActor) {
      throw new AssertionError(
        `${this.name} had ${saved.timersPerActor} timers and has ${this.timersPerActor}: timers can be added, not taken away`,
      );
    }
    this.keys.fill(EMPTY);
    this.states.fill(undefined);
    this.displaced.clear();
    this.size = 0;
    saved.keys.forEach((key, i) => {
      const slot = this.create(key, copyJson(saved.states[i]));
      this.inputs[slot] = saved.inputs[i]!;
      this.steppedAt[slot] = saved.steppedAt[i]!;
      for (let t = 0; t < saved.timersPerActor; t++) {
        this.timers[slot * this.timersPerActor + t] = saved.timers[i * saved.timersPerActor + t]!;
      }
    });
  }

  private grow(): void {
    const old = { keys: this.keys, states: this.states, inputs: this.inputs, steppedAt: this.steppedAt };
    const timers = this.timers;
    const capacity = this.keys.length * 2;
    const per = this.timersPerActor;
    this.mask = capacity - 1;
    this.shift = shiftFor(old.keys);
    this.keys = new Int32Array(capacity).fill(EMPTY);
    this.states = new Array<unknown>(capacity).fill(undefined);
    this.inputs = new Uint32Array(capacity);
    this.steppedAt = new Float64Array(capacity);
    this.timers = new Float64Array(capacity * per).fill(NO_TIMER);
    this.displaced.clear();
    for (let from = 0; from < old.keys.length; from++) {
      const living = old.keys[from]!;
      if (living === EMPTY) continue;
      const to = this.place(living);
      this.states[to] = old.states[from];
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
