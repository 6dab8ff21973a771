/**
 * A scenario's text as a file of another folder says it: what it names relative to itself (parts of the user's own, models, scenarios that
 * it extends) is named from there.
 *
 * 1. Nothing else changes: every other byte, comments included, stays as it was written.
 */
import { existsSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { parseDocument, type Scalar, visit } from 'yaml';
import { PART_FILE } from '#scenarios/schema/own-parts';

/** What names a file and is no part: it has a folder, or the ending of a model or of a scenario. */
const OTHER_FILE = /[/\\]|\.(?:onnx|ya?ml)$/;

export interface MovedText {
  readonly text: string;
  /** Files that it names, as seen from there. */
  readonly files: readonly string[];
}

/** @param from the file as it is @param to folder that it goes to */
export function movedText(text: string, from: string, to: string): MovedText {
  const found: { readonly start: number; readonly end: number; readonly path: string }[] = [];
  visit(parseDocument(text), {
    Scalar(key, { value, range }: Scalar) {
      if (key === 'key' || range == null || !isWay(value, from)) return;
      found.push({ start: range[0], end: range[1], path: wayTo(value, from, to) });
    },
  });
  return {
    text: found.reduceRight(
      (left, { start, end, path }) => `${left.slice(0, start)}${quoted(path)}${left.slice(end)}`,
      text,
    ),
    files: [...new Set(found.map(({ path }) => path))],
  };
}

function isWay(value: unknown, from: string): value is string {
  if (typeof value !== 'string' || /^(?:\/|[a-z]:[\\/])/i.test(value)) return false;
  return (PART_FILE.test(value) || OTHER_FILE.test(value)) && existsSync(resolve(dirname(from), value));
}

function wayTo(value: string, from: string, to: string): string {
  const way = relative(resolve(to), resolve(dirname(from), value))
    .split(sep)
    .join('/');
  return way.startsWith('.') ? way : `./${way}`;
}

/** Plain where YAML reads it as that. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : JSON.stringify(path);
}
