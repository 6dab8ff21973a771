/**
 * Writes `sim/shifts/zone-table.ts` from compiled time zones: TZif files, fat or slim, with the `tzdata.zi` beside them
 * that names the version.
 *
 * 1. Only changes of the offset from UTC since 2000-01-01 are kept, and only as far as the rule in the file's footer
 *    does not give the same ones.
 * 2. Zones that have had the same clocks since then share a line. `sim/shifts/zone-data.ts` says how a line is read.
 * 3. What a line cannot hold (seconds, leap seconds, a rule that contradicts the last transition) stops the tool.
 *
 * Usage: node tools/make-zone-table.ts /usr/share/zoneinfo
 *
 * Source: RFC 9636, "The Time Zone Information Format (TZif)".
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOUR_MS, MINUTE_MS } from '#sim/shifts/civil';
import { type PosixRule, parsePosixRule, ruleTransitions, type Transition } from '#sim/shifts/posix-rule';

/** 2000-01-01T00:00Z. */
const START_MS = 946_684_800_000;
/** Years in which what the rule gives is compared with what is written: slim files may end long before 2000. */
const YEARS = Array.from({ length: 250 }, (_, i) => 1900 + i);
/** The farthest from Greenwich that `time-zone.ts` reckons with. */
const OFFSET_MS_MAX = 15 * HOUR_MS;
/** No zones of their own: copies, and a place-holder. */
const LEFT_OUT = /^(?:posix\/|right\/|localtime$|posixrules$|Factory$)/;
const TARGET = fileURLToPath(new URL('../sim/shifts/zone-table.ts', import.meta.url));

interface Counts {
  readonly utcs: number;
  readonly standards: number;
  readonly leaps: number;
  readonly times: number;
  readonly types: number;
  readonly letters: number;
}

interface ZoneFile {
  /** Every transition of the file; a first one at -Infinity holds what was before. */
  readonly transitions: readonly Transition[];
  /** A POSIX TZ text. */
  readonly footer: string;
}

const HEADER_BYTES = 44;

function readCounts(file: DataView, at: number): Counts {
  const [utcs, standards, leaps, times, types, letters] = [0, 1, 2, 3, 4, 5].map((i) =>
    file.getUint32(at + 20 + 4 * i),
  );
  return {
    utcs: utcs!,
    standards: standards!,
    leaps: leaps!,
    times: times!,
    types: types!,
    letters: letters!,
  };
}

function bodyBytes({ utcs, standards, leaps, times, types, letters }: Counts, timeBytes: number): number {
  return times * (timeBytes + 1) + types * 6 + letters + leaps * (timeBytes + 4) + standards + utcs;
}

/** Reads the second, 64-bit part of a TZif file, and its footer. */
function readZoneFile(bytes: Buffer, name: string): ZoneFile {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const second = HEADER_BYTES + bodyBytes(readCounts(file, 0), 4);
  if (bytes[4] === 0 || bytes.toString('latin1', second, second + 4) !== 'TZif')
    throw new Error(`${name}: no 64-bit part. Take files of version 2 or later`);
  const counts = readCounts(file, second);
  if (counts.leaps > 0) throw new Error(`${name}: counts leap seconds. Take the "posix" files`);
  const times = second + HEADER_BYTES;
  const kinds = times + counts.times * 8;
  const types = kinds + counts.times;
  const offsetMs = (type: number): number => file.getInt32(types + type * 6) * 1_000;
  const transitions: Transition[] = [{ atMs: -Infinity, offsetMs: offsetMs(0) }];
  for (let i = 0; i < counts.times; i++) {
    const atMs = Number(file.getBigInt64(times + i * 8)) * 1_000;
    transitions.push({ atMs, offsetMs: offsetMs(bytes[kinds + i]!) });
  }
  const footer = bytes.toString('latin1', times + bodyBytes(counts, 8)).trim();
  if (footer === '') throw new Error(`${name}: no rule for the time after its last transition`);
  return { transitions, footer };
}

/** Transitions at which the offset changes, written or by the rule; the first says what held at the start. */
function changesSinceStart(
  written: readonly Transition[],
  ofRule: readonly Transition[],
): readonly Transition[] {
  const endMs = written.at(-1)!.atMs;
  const all = [...written, ...ofRule.filter(({ atMs }) => atMs > endMs)];
  const first = all.findLastIndex(({ atMs }) => atMs <= START_MS);
  const changes = [{ atMs: START_MS, offsetMs: all[first]!.offsetMs }];
  for (const each of all.slice(first + 1)) {
    if (each.offsetMs !== changes.at(-1)!.offsetMs) changes.push(each);
  }
  return changes;
}

/** How many of the changes are needed: the rest are as the rule gives them. */
function neededChanges(changes: readonly Transition[], ofRule: readonly Transition[]): number {
  let needed = changes.length;
  for (let i = ofRule.length - 1; needed > 1 && i > 0; i--, needed--) {
    const [given, kept] = [ofRule[i]!, changes[needed - 1]!];
    if (given.atMs !== kept.atMs || given.offsetMs !== kept.offsetMs) break;
    // Without this one, what the rule says between it and the one before would come to life.
    if (ofRule[i - 1]!.atMs > changes[needed - 2]!.atMs) break;
  }
  return needed;
}

/** The changes to write. Fails where the rule does not go on from the last of them. */
function changesToWrite(
  transitions: readonly Transition[],
  rule: PosixRule,
  name: string,
): readonly Transition[] {
  const ofRule = YEARS.flatMap((year) => ruleTransitions(rule, year));
  const changes = changesSinceStart(transitions, ofRule);
  const needed = changes.slice(0, neededChanges(changes, ofRule));
  const last = needed.at(-1)!;
  const given = ofRule.findLast(({ atMs }) => atMs <= last.atMs)?.offsetMs ?? rule.standardMs;
  if (given !== last.offsetMs)
    throw new Error(`${name}: the rule contradicts the transition at ${last.atMs}`);
  return needed;
}

function minutes(ms: number, name: string): number {
  if (ms % MINUTE_MS !== 0) throw new Error(`${name}: ${ms} ms is no whole number of minutes`);
  return ms / MINUTE_MS;
}

/** What a line says after its names. */
function encode({ transitions, footer }: ZoneFile, name: string): string {
  const changes = changesToWrite(transitions, parsePosixRule(footer), name);
  const offsets = changes.map(({ offsetMs }) => {
    if (Math.abs(offsetMs) > OFFSET_MS_MAX)
      throw new Error(`${name}: an offset of ${offsetMs} ms is too far`);
    return minutes(offsetMs, name);
  });
  const texts = changes.slice(1).map(({ atMs }, i) => {
    const offset = offsets[i + 1]!;
    return `${minutes(atMs - changes[i]!.atMs, name).toString(36)}${offset < 0 ? '' : '+'}${offset}`;
  });
  return `${offsets[0]}|${texts.join(' ')}|${footer}`;
}

/** Lines of the table, in the order of their first names. */
function makeLines(folder: string): { readonly lines: readonly string[]; readonly zones: number } {
  const namesByText = new Map<string, string[]>();
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/').replace(/^\//, ''),
    )
    .filter((name) => !LEFT_OUT.test(name));
  let zones = 0;
  for (const name of names.sort()) {
    const bytes = readFileSync(join(folder, name));
    if (bytes.toString('latin1', 0, 4) !== 'TZif') continue;
    const text = encode(readZoneFile(bytes, name), name);
    namesByText.set(text, [...(namesByText.get(text) ?? []), name]);
    zones++;
  }
  return { lines: [...namesByText].map(([text, same]) => `${same.join(' ')}|${text}`), zones };
}

function makeSource(version: string, lines: readonly string[]): string {
  return [
    '/**',
    ' * The clocks of all time zones since 2000. Made by `tools/make-zone-table.ts`: do not edit. `zone-data.ts` says how a',
    ' * line is read.',
    ' *',
    ` * Source: IANA Time Zone Database ${version} (public domain), https://www.iana.org/time-zones.`,
    ' */',
    '',
    '/** The release of the tz database. */',
    `export const TZ_VERSION = '${version}';`,
    '',
    'export const ZONE_TABLE = `',
    ...lines,
    '`;',
    '',
  ].join('\n');
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node tools/make-zone-table.ts /usr/share/zoneinfo');
const version = /^# version (\S+)/.exec(readFileSync(join(folder, 'tzdata.zi'), 'utf8'))?.[1];
if (version === undefined) throw new Error(`${folder}: tzdata.zi names no version`);
const { lines, zones } = makeLines(join(folder));
const source = makeSource(version, lines);
writeFileSync(TARGET, source);
process.stdout.write(`tz ${version}: ${zones} names, ${lines.length} lines, ${source.length} characters\n`);
