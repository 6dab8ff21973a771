/**
 * Statistics of single observations: lead times, costs, queue waits.
 *
 * 1. One pass, six numbers, whatever the count. The state is plain data.
 * 2. Mean and variance are free of the cancellation that sums of squares suffer from.
 * 3. A NaN or an infinity is refused at once: it would hide in every figure that follows.
 *
 * Source: Welford, Technometrics 4 (1962) 419-420; merging by Chan, Golub and LeVeque, Stanford STAN-CS-79-773.
 */
import { AssertionError } from '../assert.ts';
import type { Component } from '../kernel.ts';

export interface TallyState {
  count: number;
  mean: number;
  /** Sum of the squared deviations from the mean. */
  squares: number;
  sum: number;
  /** 0 while there are no observations. */
  min: number;
  max: number;
}

export class Tally implements Component {
  /** For messages. */
  readonly name: string;
  private state: TallyState = { count: 0, mean: 0, squares: 0, sum: 0, min: 0, max: 0 };

  constructor(name: string) {
    this.name = name;
  }

  add(value: number): void {
    // False for NaN and the infinities alike.
    if (!(value - value === 0)) throw new AssertionError(`tally "${this.name}": observation is ${value}`);
    // -0 becomes 0: a state that went through JSON is to be the same.
    const x = value + 0;
    const state = this.state;
    if (state.count === 0) {
      state.min = x;
      state.max = x;
    } else if (x < state.min) state.min = x;
    else if (x > state.max) state.max = x;
    state.count += 1;
    state.sum += x;
    const delta = x - state.mean;
    state.mean += delta / state.count;
    state.squares += delta * (x - state.mean);
  }

  get count(): number {
    return this.state.count;
  }

  get sum(): number {
    return this.state.sum;
  }

  /** NaN while there are no observations; so are `min` and `max`. */
  get mean(): number {
    return this.state.count === 0 ? NaN : this.state.mean;
  }

  /** Sample variance, divisor count - 1. NaN below two observations. */
  get variance(): number {
    return this.state.count < 2 ? NaN : this.state.squares / (this.state.count - 1);
  }

  get standardDeviation(): number {
    return Math.sqrt(this.variance);
  }

  get min(): number {
    return this.state.count === 0 ? NaN : this.state.min;
  }

  get max(): number {
    return this.state.count === 0 ? NaN : this.state.max;
  }

  /** Takes in all observations of another tally, which stays as it is. The order of merging shows in the last bits. */
  merge(other: Tally): void {
    const a = this.state;
    const b = other.state;
    if (b.count === 0) return;
    if (a.count === 0) {
      this.state = { ...b };
      return;
    }
    const count = a.count + b.count;
    const delta = b.mean - a.mean;
    this.state = {
      count,
      mean: a.mean + delta * (b.count / count),
      squares: a.squares + b.squares + delta * delta * a.count * (b.count / count),
      sum: a.sum + b.sum,
      min: a.min < b.min ? a.min : b.min,
      max: a.max > b.max ? a.max : b.max,
    };
  }

  /** Forgets all observations: at the end of a warm-up. */
  reset(): void {
    this.state = { count: 0, mean: 0, squares: 0, sum: 0, min: 0, max: 0 };
  }

  save(): TallyState {
    return { ...this.state };
  }

  load(state: unknown): void {
    this.state = { ...(state as TallyState) };
  }
}
