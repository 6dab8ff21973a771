/**
 * Statistics of a value over virtual time: queue length, stock, workers busy.
 *
 * 1. The value is constant between updates; its integral is exact while values, times and the
 *    integral are whole numbers below 2^53.
 * 2. Time never runs backwards; a value is finite. Both are asserted, naming the statistic.
 * 3. `min` and `max` count every value set since the reset, also one held for no time.
 * 4. Reading at `now` changes nothing. The state is plain data.
 */
import { AssertionError } from '../assert.ts';
import type { Component } from '../kernel.ts';

export interface TimeWeightedState {
  /** Since when it is measured. */
  start: number;
  /** Time of the last update. */
  last: number;
  value: number;
  /** Of value over time, from `start` to `last`. */
  integral: number;
  min: number;
  max: number;
}

export class TimeWeighted implements Component {
  /** For messages. */
  readonly name: string;
  private state: TimeWeightedState;

  /** @param now the time from which it is measured */
  constructor(name: string, now: number, value = 0) {
    this.name = name;
    this.state = { start: now, last: now, value, integral: 0, min: value, max: value };
    if (!Number.isFinite(now)) throw new AssertionError(this.badTime(now));
    this.checkValue(value, now);
  }

  /** The value since the last update. */
  get value(): number {
    return this.state.value;
  }

  get min(): number {
    return this.state.min;
  }

  get max(): number {
    return this.state.max;
  }

  /** From `now` on the value is `value`. */
  update(now: number, value: number): void {
    this.checkTime(now);
    this.checkValue(value, now);
    const state = this.state;
    state.integral += state.value * (now - state.last);
    state.last = now;
    state.value = value;
    if (value < state.min) state.min = value;
    else if (value > state.max) state.max = value;
  }

  /** From `now` on the value is `delta` more. */
  add(now: number, delta: number): void {
    this.update(now, this.state.value + delta);
  }

  /** Of value over time since the start or the last reset, in value x time unit. */
  integral(now: number): number {
    this.checkTime(now);
    const state = this.state;
    return state.integral + state.value * (now - state.last);
  }

  /** Average over time since the start or the last reset; the value itself while no time has passed. */
  mean(now: number): number {
    const elapsed = now - this.state.start;
    const integral = this.integral(now);
    return elapsed === 0 ? this.state.value : integral / elapsed;
  }

  /** Measures from `now` on, keeping the value: at the end of a warm-up. */
  reset(now: number): void {
    this.checkTime(now);
    const { value } = this.state;
    this.state = { start: now, last: now, value, integral: 0, min: value, max: value };
  }

  save(): TimeWeightedState {
    return { ...this.state };
  }

  load(state: unknown): void {
    this.state = { ...(state as TimeWeightedState) };
  }

  private checkTime(now: number): void {
    // Written so that NaN fails.
    if (!(now >= this.state.last && now < Infinity)) throw new AssertionError(this.badTime(now));
  }

  private badTime(now: number): string {
    if (!Number.isFinite(now)) return `"${this.name}": not a finite time: ${now}`;
    return `"${this.name}": time runs backwards, from ${this.state.last} to ${now}`;
  }

  private checkValue(value: number, now: number): void {
    if (!(value - value === 0)) throw new AssertionError(`"${this.name}": value is ${value} at time ${now}`);
  }
}
