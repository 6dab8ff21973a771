/**
 * One table of `npm run bench`, and what its rows are made with.
 *
 * 1. Every repetition is a process of its own; ours and the peer's take turns, so that a slow minute hits both.
 * 2. A ratio is that of a pair; what is printed is the median of the pairs. Times are CPU time, medians.
 * 3. Where two sides do the same work their results are compared: a fast wrong answer is an error.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './measure.ts';
import type { Row } from './table.ts';

export interface BenchOptions {
  readonly repetitions: number;
  /** The compiled peer of HOLD; null where there is no g++. */
  readonly peer: string | null;
}

export interface Section {
  readonly name: string;
  readonly title: string;
  /** How often where nobody says; absent = 5. */
  readonly repetitions?: number;
  /** Too long to be run unasked. */
  readonly onlyWhenNamed?: true;
  run(options: BenchOptions): readonly Row[];
}

/** One measurement of one side. */
export interface Sample {
  /** The smaller the better. */
  readonly value: number;
  /** What the work came to; both sides must agree to about 1e-9. Left out where they can't. */
  readonly check?: number;
}

export interface Contest {
  readonly work: string;
  /** Words for a value, with its unit. */
  readonly words: (value: number) => string;
  readonly ours: () => Sample;
  readonly peer: () => Sample;
  /** Peer / ours must be at least this; null = no target. */
  readonly target: number | null;
}

/** Runs ours and the peer's in turns: both medians, and the median ratio peer / ours. */
export function contestRow(repetitions: number, { work, words, ours, peer, target }: Contest): Row {
  const pairs = Array.from({ length: repetitions }, (_, i) => {
    if (i % 2 === 0) return { a: ours(), b: peer() };
    const b = peer();
    return { a: ours(), b };
  });
  for (const { a, b } of pairs) agree(work, a.check, b.check);
  const ratio = median(pairs.map(({ a, b }) => b.value / a.value));
  return {
    work,
    ours: words(median(pairs.map(({ a }) => a.value))),
    peer: words(median(pairs.map(({ b }) => b.value))),
    result: `${ratio.toFixed(2)} x`,
    target: target === null ? '' : `>= ${target} x`,
    met: target === null ? null : ratio >= target,
  };
}

function agree(work: string, x: number | undefined, y: number | undefined): void {
  if (x === undefined || y === undefined) return;
  if (!(Math.abs(x - y) <= 1e-9 * Math.abs(x))) throw new Error(`${work}: the two sides differ: ${x}, ${y}`);
}

/** A row without a peer, held against a bound of its own. */
export function figureRow(work: string, words: string, bound: Pick<Row, 'target' | 'met'> | null): Row {
  return {
    work,
    ours: words,
    peer: '–',
    result: words,
    target: bound?.target ?? '',
    met: bound?.met ?? null,
  };
}

/**
 * Runs `work` with the environment of a child that strips no types: what the published form needs. Its first child fills the
 * cache.
 */
export function withCompileCache<T>(work: (env: Readonly<Record<string, string>>) => T): T {
  const cache = mkdtempSync(join(tmpdir(), 'dray-bench-cache-'));
  try {
    return work({ NODE_COMPILE_CACHE: cache });
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

/** A value measured again and again. */
export function repeated<T>(repetitions: number, once: () => T): T[] {
  return Array.from({ length: repetitions }, once);
}

/** 1000 as `1k`, 1,000,000 as `1M`. */
export function sizeWords(n: number): string {
  if (n >= 1_000_000) return `${n / 1_000_000}M`;
  return n >= 1000 ? `${n / 1000}k` : String(n);
}

export function nsWords(ns: number): string {
  return `${ns.toFixed(0)} ns`;
}
