/**
 * Draws of one distribution from one stream, one after another.
 *
 * 1. Draw n is the keyed draw (entity 0, index n): `next` gives what `of(0, n)` gives. Nothing else is drawn.
 * 2. `next` looks ahead, in blocks: several draws at a time cost half of one by one. What has been looked at is not part
 *    of the state, which is the number of draws taken.
 * 3. In a paired comparison, where one arm serves other customers than the other, use `of`: it belongs to the customer.
 */
import { AssertionError } from '../assert.ts';
import type { Component } from '../kernel.ts';
import { describe } from '../options.ts';
import type { RandomStream } from './random.ts';
import type { Sampler } from './sampler.ts';

/** The first block; each next one is twice as long, up to the last. */
const BLOCK_FIRST = 2;
const BLOCK_LAST = 64;

/** Numbers one after another: a function, or draws. */
export type Numbers = (() => number) | { next(): number };

/**
 * As a function.
 * @param what they are, for messages: `gaps of source "truck"`
 */
export function nextOf(numbers: Numbers, what: string): () => number {
  if (typeof numbers === 'function') return numbers;
  if (typeof (numbers as Draws | undefined)?.next === 'function') return () => numbers.next();
  throw new AssertionError(
    `${what} must be draws or a function, got ${describe(numbers)}. For a distribution: sim.draws("a path", { kind: ... })`,
  );
}

export class Draws implements Component {
  readonly sampler: Sampler;
  readonly stream: RandomStream;
  private readonly block = new Float64Array(BLOCK_LAST);
  private at = 0;
  private end = 0;
  /** Index of the draw that follows the block. */
  private index = 0;

  constructor(sampler: Sampler, stream: RandomStream) {
    this.sampler = sampler;
    this.stream = stream;
  }

  /** The next draw. */
  next(): number {
    if (this.at === this.end) this.look();
    const value = this.block[this.at]!;
    this.at += 1;
    return value;
  }

  /**
   * The draw of an entity, whatever else was drawn.
   * @param entity uint32: whose it is
   * @param index uint32: which of its draws
   */
  of(entity: number, index = 0): number {
    return this.sampler.sample(this.stream, entity, index);
  }

  /** The mean of the distribution. */
  get mean(): number {
    return this.sampler.mean;
  }

  save(): number {
    return this.index - (this.end - this.at);
  }

  load(taken: unknown): void {
    this.index = taken as number;
    this.at = 0;
    this.end = 0;
  }

  private look(): void {
    const count = Math.min(BLOCK_LAST, Math.max(BLOCK_FIRST, 2 * this.end));
    const { sampler, stream, block } = this;
    if (sampler.fill !== undefined) sampler.fill(stream, this.index, block, count);
    else for (let i = 0; i < count; i++) block[i] = sampler.sample(stream, 0, this.index + i);
    this.index += count;
    this.at = 0;
    this.end = count;
  }
}
