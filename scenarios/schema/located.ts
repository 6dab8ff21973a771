/**
 * YAML values that remember where they stand, so that a problem found after merging several files still has its place.
 *
 * 1. An alias is the value it stands for, at the place of its anchor; `<<: *anchor` takes over what a map does not say itself.
 * 2. A key that is given twice in one file, an unknown tag, too many aliases: problems, never guesses.
 * 3. The cost grows with the text, never with its square: the library would look through the whole text for each alias, and through the
 *    whole map for each key.
 */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLParseError,
  type YAMLWarning,
} from 'yaml';
import { NO_TEXT, noTextAt, type Problem } from './source-files.ts';

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface LocatedMap {
  readonly kind: 'map';
  readonly place: Place;
  readonly entries: Map<string, LocatedEntry>;
}

export type Located =
  | LocatedMap
  | { readonly kind: 'list'; readonly place: Place; readonly items: readonly Located[] }
  | { readonly kind: 'scalar'; readonly place: Place; readonly value: unknown };

export interface LocatedEntry {
  readonly keyPlace: Place;
  readonly node: Located;
}

/** Aliases may stand for at most so many nodes: a few lines of YAML can otherwise fill the memory. */
const NODES_MAX = 200_000;

/** The key of YAML 1.1 that takes over another map. */
const TAKE_OVER = '<<';
/** Nesting that no scenario has. */
const DEPTH_MAX = 64;
/** Of a text that is none: most of them follow from the first. */
const FAULTS_MAX = 100;
const TOO_DEEP = `nested deeper than ${DEPTH_MAX} levels, or an alias that holds itself`;

/** Thrown inside this file only. */
class Unresolved extends Error {
  readonly place: Place;

  constructor(anchor: string, place: Place) {
    super(`*${anchor} stands for nothing: there is no &${anchor} above it`);
    this.place = place;
  }
}

function wordsFor({ code, message }: YAMLParseError | YAMLWarning): string {
  if (code === 'MULTIPLE_DOCS') return 'the file holds several documents (---): one scenario a file';
  if (code === 'BAD_ALIAS' && message.startsWith('Alias cannot be an empty'))
    return '* stands for an anchor here, and none is named: as a text it is in quotes, "*"';
  if (code === 'TAB_AS_INDENT') return 'lines are indented by a tab: YAML takes spaces only';
  return message.split('\n')[0]!;
}

function givenTwice(key: string): string {
  return `${/^[\w-]{1,80}/.exec(key)?.[0] ?? 'a key'} is given twice in this map: nobody can tell which one counts. Take one out`;
}

/** The library went down as deep as it could. */
function isOverflow({ message }: YAMLParseError | YAMLWarning): boolean {
  return /call stack|Stack overflow/.test(message);
}

/** What each alias stands for: the last anchor of its name above it. */
function anchoredIn(document: Document): ReadonlyMap<Alias, Node> {
  const last = new Map<string, Node>();
  const anchored = new Map<Alias, Node>();
  visit(document, {
    Alias: (_, alias) => {
      const node = last.get(alias.source);
      if (node !== undefined) anchored.set(alias, node);
    },
    Value: (_, node) => {
      if (node.anchor !== undefined) last.set(node.anchor, node);
    },
  });
  return anchored;
}

/** Parses a text; the tree, or the problems. `fixed` places everything at one spot (an option of the command line). */
export function parseLocated(file: string, text: string, fixed?: Place): Located | readonly Problem[] {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    uniqueKeys: false,
    stringKeys: true,
    // Each would be given a picture of its line, found by going through the text.
    prettyErrors: false,
  });
  const placeAt = (offset: number): Place => {
    if (fixed !== undefined) return fixed;
    const { line, col } = counter.linePos(offset);
    return { file, line, column: col };
  };
  // Anything else that is wrong with it follows from that.
  const strange = noTextAt(text);
  if (strange >= 0) return [{ ...placeAt(strange), message: NO_TEXT }];
  // A warning is of a tag that nobody knows: what it stands for would be a guess.
  const faults = [...document.errors, ...document.warnings];
  if (faults.some(isOverflow)) return [{ ...placeAt(faults[0]!.pos[0]), message: TOO_DEEP }];
  if (faults.length > 0)
    return faults
      .slice(0, FAULTS_MAX)
      .map((fault) => ({ ...placeAt(fault.pos[0]), message: wordsFor(fault) }));
  const anchored = anchoredIn(document);
  const twice = new Map<number, Problem>();
  let nodes = 0;
  const convert = (node: Node | null, fallback: number, depth = 0): Located => {
    nodes += 1;
    if (nodes > NODES_MAX) throw new Error('the file is too large, or its aliases stand for too much');
    if (depth > DEPTH_MAX) throw new Error(TOO_DEEP);
    const offset = node?.range?.[0] ?? fallback;
    const place = placeAt(offset);
    if (isAlias(node)) {
      const value = anchored.get(node);
      if (value === undefined) throw new Unresolved(node.source, place);
      return convert(value, offset, depth + 1);
    }
    if (isMap(node)) {
      const entries = new Map<string, LocatedEntry>();
      const taken: Located[] = [];
      const names = new Set<string>();
      for (const pair of node.items) {
        const key = pair.key as Node | null;
        const keyOffset = key?.range?.[0] ?? offset;
        const name = isScalar(key) ? String(key.value) : '';
        if (names.has(name)) twice.set(keyOffset, { ...placeAt(keyOffset), message: givenTwice(name) });
        names.add(name);
        const value = convert(pair.value as Node | null, keyOffset, depth + 1);
        if (name === TAKE_OVER && value.kind === 'map') taken.push(value);
        else entries.set(name, { keyPlace: placeAt(keyOffset), node: value });
      }
      return taken.reduce<LocatedMap>(takeOver, { kind: 'map', place, entries });
    }
    if (isSeq(node))
      return {
        kind: 'list',
        place,
        items: node.items.map((item) => convert(item as Node | null, offset, depth + 1)),
      };
    return { kind: 'scalar', place, value: isScalar(node) ? node.value : null };
  };
  try {
    const tree = convert(document.contents as Node | null, 0);
    return twice.size === 0 ? tree : [...twice.values()].slice(0, FAULTS_MAX);
  } catch (error) {
    if (error instanceof Unresolved) return [{ ...error.place, message: error.message }];
    return [{ file, line: 1, column: 1, message: error instanceof Error ? error.message : String(error) }];
  }
}

/** Entries of another map, where there are none of their own. As YAML 1.1 has it: a key that is there stays as it is, whole. */
function takeOver(own: LocatedMap, from: Located): LocatedMap {
  if (from.kind !== 'map') return own;
  return { ...own, entries: new Map([...from.entries, ...own.entries]) };
}

/** Plain value of a tree. */
export function plain(node: Located): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plain(entry.node)]));
}

/** Where the value at a path stands; the nearest place above it where it is missing. */
export function placeOf(node: Located, path: readonly PropertyKey[]): Place {
  let at = node;
  for (const step of path) {
    const next =
      at.kind === 'map'
        ? at.entries.get(String(step))?.node
        : at.kind === 'list'
          ? at.items[Number(step)]
          : undefined;
    if (next === undefined) return at.place;
    at = next;
  }
  return at.place;
}

/** Where a key stands in the map at a path. */
export function keyPlaceOf(node: Located, path: readonly PropertyKey[], key: string): Place {
  let at: Located | undefined = node;
  for (const step of path) {
    at =
      at.kind === 'map'
        ? at.entries.get(String(step))?.node
        : at.kind === 'list'
          ? at.items[Number(step)]
          : undefined;
    if (at === undefined) break;
  }
  return (at?.kind === 'map' ? at.entries.get(key)?.keyPlace : undefined) ?? placeOf(node, path);
}
