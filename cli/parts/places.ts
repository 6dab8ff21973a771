/** Where in a user's part something is: file and line, as the user wrote the path. */
import { readFileSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface CodePlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** `my-policy.ts:12:5`, from where the command was typed if it lies below. */
export function showPlace({ file, line, column }: CodePlace): string {
  const near = relative(process.cwd(), file);
  const shown = near === '' || near.startsWith('..') || isAbsolute(near) ? file : near;
  return `${shown}:${line}:${column}`;
}

const FRAME = /\(?(file:\/\/[^\s)]+):(\d+):(\d+)\)?$/;

/** The innermost place of a stack that lies in one of these files; null = none does. */
export function placeInStack(stack: string, files: ReadonlySet<string>): CodePlace | null {
  for (const line of stack.split('\n')) {
    const found = FRAME.exec(line.trim());
    if (found === null) continue;
    const file = fileURLToPath(found[1]!);
    if (files.has(file)) return { file, line: Number(found[2]), column: Number(found[3]) };
  }
  return null;
}

/** Where a file first writes a word as a key or a function; its first line where it does not. */
export function placeOfWord(file: string, word: string): CodePlace {
  const pattern = new RegExp(`(?<![\\w.'"-])${word}\\b(?=\\s*(?:[(:=,]|$))`);
  const lines = textOf(file).split('\n');
  for (const [i, text] of lines.entries()) {
    if (/^\s*(?:\/\/|\*|\/\*|import\b)/.test(text)) continue;
    const found = pattern.exec(text);
    if (found !== null) return { file, line: i + 1, column: found.index + 1 };
  }
  return { file, line: 1, column: 1 };
}

/** Where one of these files gives what belongs to the language (`Array.prototype`) a property; null = none shows it. */
export function placeOfChange(files: ReadonlySet<string>, owner: string, name: string): CodePlace | null {
  const word = literal(name.replace(/^\[(?:Symbol\.)?(.*)\]$/, '$1'));
  const base = literal(owner.replace(/^globalThis$|\.prototype$/, ''));
  const patterns = [
    new RegExp(`\\b${base}(?:\\.prototype)?\\s*\\.\\s*${word}\\s*[-+*/|&?]{0,2}=(?!=)`),
    new RegExp(`(?<![\\w$])${word}['"\`]?\\s*(?:[(:,\\]]|=(?!=))`),
    new RegExp(`\\b${word}\\b`),
  ];
  for (const pattern of patterns)
    for (const file of files) {
      const found = pattern.exec(textOf(file));
      if (found !== null) return placeAt(file, found.index);
    }
  return null;
}

function literal(text: string): string {
  return text.replace(/[^\w\s]/g, '\\$&');
}

/** Where a text stands in a file, such as the name of what it imports. */
export function placeOfText(file: string, wanted: string): CodePlace {
  return placeAt(file, Math.max(0, textOf(file).indexOf(wanted)));
}

function placeAt(file: string, offset: number): CodePlace {
  const before = textOf(file).slice(0, offset).split('\n');
  return { file, line: before.length, column: before.at(-1)!.length + 1 };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
