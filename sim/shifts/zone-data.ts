/**
 * Reads the committed time-zone table (`zone-table.ts`).
 *
 * 1. A line is `names|offset|transitions|rule`: the zones of these names (spaces between) have had the same clocks since
 *    2000-01-01 UTC, whatever was before. Which name is the canonical one is not kept: all are equal here.
 * 2. `offset` holds at 2000-01-01 UTC, in minutes east of Greenwich. A transition is `wait+offset` or `wait-offset`: the
 *    minutes since the one before (the first: since 2000-01-01 UTC) in base 36, and the offset from then on.
 * 3. `rule` is a POSIX TZ text; it holds after the last transition, and agrees with its offset.
 * 4. A line is decoded when its zone is first asked for, and not kept here.
 */
import { MINUTE_MS } from './civil.ts';
import { type PosixRule, parsePosixRule } from './posix-rule.ts';
import { ZONE_TABLE } from './zone-table.ts';

/** 2000-01-01T00:00Z, where the table begins: ms since 1970 in UTC. */
export const TABLE_START_MS = 946_684_800_000;

export interface ZoneData {
  /** Instants at which a new offset begins, rising; the first is the table's start. ms since 1970 in UTC. */
  readonly starts: Float64Array;
  /** offsets[i] holds from starts[i]; ms east of Greenwich. */
  readonly offsets: Float64Array;
  /** What holds after the last of the starts. */
  readonly rule: PosixRule;
}

let lines: Map<string, string> | undefined;

function lineByName(): ReadonlyMap<string, string> {
  if (lines !== undefined) return lines;
  lines = new Map();
  for (const line of ZONE_TABLE.trim().split('\n')) {
    for (const name of line.slice(0, line.indexOf('|')).split(' ')) lines.set(name, line);
  }
  return lines;
}

/** All names of the table, links included, in no order. */
export function zoneNames(): readonly string[] {
  return [...lineByName().keys()];
}

/** What the table says of a zone; undefined when it has no such name. The letters' case counts. */
export function zoneData(name: string): ZoneData | undefined {
  const line = lineByName().get(name);
  if (line === undefined) return undefined;
  const [, offset, transitions, rule] = line.split('|');
  const starts = [TABLE_START_MS];
  const offsets = [Number(offset) * MINUTE_MS];
  for (const transition of transitions!.split(' ')) {
    if (transition === '') continue;
    const sign = transition.search(/[+-]/);
    starts.push(starts.at(-1)! + Number.parseInt(transition.slice(0, sign), 36) * MINUTE_MS);
    offsets.push(Number(transition.slice(sign)) * MINUTE_MS);
  }
  return {
    starts: Float64Array.from(starts),
    offsets: Float64Array.from(offsets),
    rule: parsePosixRule(rule!),
  };
}
