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
 * 4. What was taken over from a snapshot is the snapshot's, which is never written to, until it is asked for to be written to
 *    (`own`): a branch pays for the actors that it touches, and beside for a list of keys.
 */
import { AssertionError } from '#sim/assert';
import { IntMap } from '#sim/int-map';
import { copyJson } from './copy-json.ts';

const EMPTY = -1;
const SPARSE = 4;
/** Keys made of an order's number hold it above this many bits. */
const ORDER_SHIFT = 3;
/** Of an actor, what still is in the snapshot: only its state; or state, figures and timers. */
const [NOTHING, STATE, ALL] = [0, 1, 2];
/** No timer set. */
export const NO_TIMER = -1;

/** Keys are integers in 0..2^31-1. */
export function isActorKey(key: number): boolean {
  return Number.isInteger(key) && key >= 0 && key <= 0x7fffffff;
}

/** The ring as it lies. Nobody writes to it any more: who loads it is lent it. */
export interface ActorStoreSnapshot {
  /** Living actors. */
  readonly size: number;
  /** By slot. */
  readonly keys: Int32Array;
  /** By slot, undefined where nobody lives. */
  readonly states: readonly unknown[];
  readonly inputs: Uint32Array;
  readonly steppedAt: Float64Array;
  /** Timers an actor had when this was saved: an upgrade may add some at the end. */
  readonly timersPerActor: number;
  readonly timers: Float64Array;
  readonly shift: number;
  readonly displaced: Int32Array;
}

type Lent = Pick<ActorStoreSnapshot, 'states' | 'inputs' | 'steppedAt' | 'timers'>;

export class ActorStore {
  readonly timersPerActor: number;
  /** Living actors. */
  size = 0;
  keys = new Int32Array(0);
  /** Inputs stepped so far: the version of the state. For who has asked `own` for the slot, as the next two. */
  inputs = new Uint32Array(0);
  /** Virtual time of the last step: how old the state is as a view. */
  steppedAt = new Float64Array(0);
  /** Calendar handles, `timersPerActor` a slot. */
  timers = new Float64Array(0);
  private states: unknown[] = [];
  private readonly name: string;
  private lent: Lent | null = null;
  /** What of each slot is to be taken from `lent`. */
  private borrowed = new Uint8Array(0);
  private mask = 0;
  /** Bits of a key that its slot does not show: those that hardly any living key uses. */
  private shift = 0;
  /** Keys that lie in a slot of another key -> that slot. */
  private readonly displaced = new IntMap();

  constructor(name: string, timersPerActor: number, capacity = 64) {
    this.name = name;
    this.timersPerActor = timersPerActor;
    this.makeArrays(capacity);
  }

  /** Slot of a living actor, or -1. Slots move when the ring grows: never keep one across `create`. */
  find(key: number): number {
    const slot = (key >>> this.shift) & this.mask;
    if (this.keys[slot] === key) return slot;
    return this.displaced.size === 0 ? -1 : this.displaced.get(key, -1);
  }

  /** The state, for reading. */
  read(slot: number): unknown {
    return this.borrowed[slot] === ALL ? this.lent!.states[slot] : this.states[slot];
  }

  /** The state, for writing; from now on its figures may be read and written, too. */
  own(slot: number): unknown {
    if (this.borrowed[slot] !== NOTHING) {
      this.takeFigures(slot);
      this.replace(slot, copyJson(this.states[slot]));
    }
    return this.states[slot];
  }

  /** As `own`, where another state takes the place of the one there. */
  replace(slot: number, state: unknown): void {
    this.takeFigures(slot);
    this.states[slot] = state;
    this.borrowed[slot] = NOTHING;
  }

  /** Every state makes place for another. */
  replaceAll(change: (state: unknown) => unknown): void {
    for (let slot = 0; slot < this.keys.length; slot++)
      if (this.keys[slot] !== EMPTY) this.replace(slot, change(this.read(slot)));
  }

  /** Inputs stepped so far, and the virtual time of the last one. */
  versionOf(slot: number): number {
    return this.borrowed[slot] === ALL ? this.lent!.inputs[slot]! : this.inputs[slot]!;
  }

  steppedAtOf(slot: number): number {
    return this.borrowed[slot] === ALL ? this.lent!.steppedAt[slot]! : this.steppedAt[slot]!;
  }

  /** The timer has rung: it is set no longer. */
  forgetTimer(slot: number, id: number): void {
    this.takeFigures(slot);
    this.timers[slot * this.timersPerActor + id] = NO_TIMER;
  }

  /** Of what a snapshot lends, only the state still is its own. */
  private takeFigures(slot: number): void {
    if (this.borrowed[slot] !== ALL) return;
    const { states, inputs, steppedAt, timers } = this.lent!;
    this.borrowed[slot] = STATE;
    this.states[slot] = states[slot];
    this.inputs[slot] = inputs[slot]!;
    this.steppedAt[slot] = steppedAt[slot]!;
    this.copyTimers(timers, slot, this.timers, slot);
  }

  create(key: number, state: unknown): number {
    if (!isActorKey(key)) {
      throw new AssertionError(`key of ${this.name} must be an integer in 0..2^31-1, got ${key}`);
    }
    while (this.keys[this.home(key)] !== EMPTY && this.keys.length < SPARSE * (this.size + 1)) this.grow();
    const slot = this.place(key);
    this.states[slot] = state;
    this.borrowed[slot] = NOTHING;
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
    this.borrowed[slot] = NOTHING;
    this.size -= 1;
  }

  /** Visits the living actors, in no order. */
  each(visit: (key: number, state: unknown) => void): void {
    for (let slot = 0; slot < this.keys.length; slot++) {
      const key = this.keys[slot]!;
      if (key !== EMPTY) visit(key, this.read(slot));
    }
  }

  /** Living actors in ascending order of key. */
  sortedKeys(): number[] {
    return Array.from(this.keys.filter((key) => key !== EMPTY).sort());
  }

  save(): ActorStoreSnapshot {
    return {
      size: this.size,
      keys: this.keys.slice(),
      states: this.savedStates(),
      ...this.savedFigures(),
      timersPerActor: this.timersPerActor,
      shift: this.shift,
      displaced: this.displaced.save(),
    };
  }

  private savedStates(): unknown[] {
    return this.states.map((own, slot) => {
      const state = this.borrowed[slot] === ALL ? this.lent!.states[slot] : own;
      return state === undefined || this.borrowed[slot] !== NOTHING ? state : this.copyOf(state, slot);
    });
  }

  private savedFigures(): Pick<ActorStoreSnapshot, 'inputs' | 'steppedAt' | 'timers'> {
    const [inputs, steppedAt, timers] = [this.inputs.slice(), this.steppedAt.slice(), this.timers.slice()];
    if (this.lent !== null)
      for (let slot = 0; slot < this.borrowed.length; slot++)
        if (this.borrowed[slot] === ALL) {
          inputs[slot] = this.lent.inputs[slot]!;
          steppedAt[slot] = this.lent.steppedAt[slot]!;
          this.copyTimers(this.lent.timers, slot, timers, slot);
        }
    return { inputs, steppedAt, timers };
  }

  private copyOf(state: unknown, slot: number): unknown {
    try {
      return copyJson(state);
    } catch {
      return copyJson(state, `${this.name} ${this.keys[slot]}`);
    }
  }

  /** Copies nothing but who lives where: the rest is taken from the snapshot as it is needed. */
  load(saved: ActorStoreSnapshot): void {
    const { keys, states, inputs, steppedAt, shift, size } = saved;
    this.lent = { states, inputs, steppedAt, timers: this.timersOf(saved) };
    if (keys.length !== this.keys.length) this.makeArrays(keys.length);
    // What another run has left here would not be freed else.
    else this.states.fill(undefined);
    this.keys.set(keys);
    this.borrowed.fill(ALL);
    this.shift = shift;
    this.displaced.load(saved.displaced);
    this.size = size;
  }

  private timersOf({ keys, timers, timersPerActor: had }: ActorStoreSnapshot): Float64Array {
    const has = this.timersPerActor;
    if (had > has) {
      throw new AssertionError(
        `${this.name} had ${had} timers and has ${has}: timers can be added, not taken away`,
      );
    }
    if (had === has) return timers;
    const more = new Float64Array(keys.length * has).fill(NO_TIMER);
    for (let i = 0; i < timers.length; i++) more[Math.floor(i / had) * has + (i % had)] = timers[i]!;
    return more;
  }

  /** Empty. What of them matters is written when an actor gets its slot. */
  private makeArrays(capacity: number): void {
    this.mask = capacity - 1;
    this.keys = new Int32Array(capacity).fill(EMPTY);
    this.states = new Array<unknown>(capacity).fill(undefined);
    this.inputs = new Uint32Array(capacity);
    this.steppedAt = new Float64Array(capacity);
    this.timers = new Float64Array(capacity * this.timersPerActor);
    this.borrowed = new Uint8Array(capacity);
  }

  private grow(): void {
    const { keys, borrowed, inputs, steppedAt, timers } = this;
    for (let slot = 0; slot < keys.length; slot++) if (keys[slot] !== EMPTY) this.takeFigures(slot);
    this.lent = null;
    const { states } = this;
    this.shift = shiftFor(keys);
    this.makeArrays(keys.length * 2);
    this.displaced.clear();
    for (let from = 0; from < keys.length; from++) {
      const living = keys[from]!;
      if (living === EMPTY) continue;
      const to = this.place(living);
      this.states[to] = states[from];
      this.borrowed[to] = borrowed[from]!;
      this.inputs[to] = inputs[from]!;
      this.steppedAt[to] = steppedAt[from]!;
      this.copyTimers(timers, from, this.timers, to);
    }
  }

  private copyTimers(from: Float64Array, fromSlot: number, to: Float64Array, toSlot: number): void {
    const per = this.timersPerActor;
    for (let t = 0; t < per; t++) to[toSlot * per + t] = from[fromSlot * per + t]!;
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
