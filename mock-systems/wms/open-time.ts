/**
 * When a station works: within its shifts, but not while it is broken down. Work that does not end before a shift closes or
 * the station breaks goes on where it stopped when it works again.
 *
 * 1. A breakdown is keyed by its station and number: whatever work there was, it comes when it comes.
 * 2. Nothing is scheduled for shifts and breakdowns: the end of a job is worked out when it begins.
 */
import { compile, type Sampler } from '#sim/random/distributions';
import type { RandomStream } from '#sim/random/random';
import type { BreakdownSettings } from './settings.ts';

type Shifts = readonly (readonly [open: number, close: number])[];

/** Stretches [downAt, upAt) in which a station stands still, one after another. */
export class Breakdowns {
  private readonly upMs: Sampler;
  private readonly downMs: Sampler;
  private readonly ups: RandomStream;
  private readonly downs: RandomStream;
  private readonly station: number;
  private readonly startAt: number;
  private no = 0;
  downAt = 0;
  upAt = 0;

  /** @param station uint32: what the draws are keyed by */
  constructor(
    settings: BreakdownSettings,
    ups: RandomStream,
    downs: RandomStream,
    station: number,
    startAt: number,
  ) {
    this.upMs = compile(settings.upMs);
    this.downMs = compile(settings.downMs);
    this.ups = ups;
    this.downs = downs;
    this.station = station;
    this.startAt = startAt;
    this.first();
  }

  /** Moves on to the first that ends after `at`. */
  skipTo(at: number): void {
    while (this.upAt <= at) this.follow();
  }

  /** Number of the breakdown it stands at, from 1, and its bounds: what `load` takes. */
  save(): readonly [no: number, downAt: number, upAt: number] {
    return [this.no, this.downAt, this.upAt];
  }

  load(saved: readonly [no: number, downAt: number, upAt: number]): void {
    [this.no, this.downAt, this.upAt] = saved;
  }

  private first(): void {
    this.no = 0;
    this.upAt = this.startAt;
    this.follow();
  }

  private follow(): void {
    this.no += 1;
    const { station, no } = this;
    this.downAt = this.upAt + Math.max(1, Math.round(this.upMs.sample(this.ups, station, no)));
    this.upAt = this.downAt + Math.max(1, Math.round(this.downMs.sample(this.downs, station, no)));
  }
}

/**
 * When work begun at `from` is done; Infinity when the shifts end before. O(log shifts + stretches worked through).
 * @param shifts stretches [open, close), sorted; empty = always open
 * @param breakdowns null = none. Stands at the first one after `from` when this returns
 * @param workMs >= 0
 */
export function finishOf(
  shifts: Shifts,
  breakdowns: Breakdowns | null,
  from: number,
  workMs: number,
): number {
  if (breakdowns === null) return throughShifts(shifts, null, from, workMs);
  breakdowns.skipTo(from);
  const here = breakdowns.save();
  const at = throughShifts(shifts, breakdowns, from, workMs);
  // Another worker of the station may begin before this one ends.
  breakdowns.load(here);
  return at;
}

function throughShifts(shifts: Shifts, breakdowns: Breakdowns | null, from: number, workMs: number): number {
  let at = from;
  let leftMs = workMs;
  let shift = shifts.length === 0 ? -1 : firstClosingAfter(shifts, from);
  while (true) {
    let until = Infinity;
    if (shift >= 0) {
      while (shift < shifts.length && shifts[shift]![1] <= at) shift += 1;
      if (shift === shifts.length) return Infinity;
      at = Math.max(at, shifts[shift]![0]);
      until = shifts[shift]![1];
    }
    if (breakdowns !== null) {
      breakdowns.skipTo(at);
      if (breakdowns.downAt <= at) {
        at = breakdowns.upAt;
        continue;
      }
      until = Math.min(until, breakdowns.downAt);
    }
    if (leftMs <= until - at) return at + leftMs;
    leftMs -= until - at;
    at = until;
  }
}

function firstClosingAfter(shifts: Shifts, at: number): number {
  let low = 0;
  let high = shifts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shifts[middle]![1] <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
