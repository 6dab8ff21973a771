/**
 * A point that a search must sometimes reach.
 *
 * 1. A probe looks at what is on record, and changes nothing.
 * 2. One that a scenario has no place for is none of its probes.
 */
import type { Moment, ProbeHistory } from './probe-history.ts';

export interface Probe {
  readonly name: string;
  /** As a sentence. */
  readonly about: string;
  /** What it looks up at. */
  readonly on: readonly string[];
  /** Section without which it can't be reached; absent = every scenario. */
  readonly needs?: string;
  /** Absent = whenever one of `on` is on record. */
  readonly reached?: (now: Moment, past: ProbeHistory) => boolean;
}
