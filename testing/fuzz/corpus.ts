/**
 * Inputs that once broke a parser, in `testing/fuzz/corpus/<parser>/`: a file each, its bytes as they are. What is long only because
 * something comes again and again is a `.parts.json`: a list of texts, and of `[text, times]`.
 */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface KeptInput {
  readonly name: string;
  readonly bytes: Uint8Array;
}

type Part = string | readonly [text: string, times: number];

const CORPUS = fileURLToPath(new URL('corpus/', import.meta.url));
const PARTS = '.parts.json';

/** By name. */
export function keptInputs(parser: string): readonly KeptInput[] {
  const folder = join(CORPUS, parser);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name));
      return { name, bytes: name.endsWith(PARTS) ? together(JSON.parse(bytes.toString()) as Part[]) : bytes };
    });
}

/** Keeps an input that broke the parser. @returns the file */
export function keep(parser: string, bytes: Uint8Array): string {
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  mkdirSync(join(CORPUS, parser), { recursive: true });
  const path = join(CORPUS, parser, `found-${digest}`);
  writeFileSync(path, bytes);
  return path;
}

function together(parts: readonly Part[]): Uint8Array {
  return Buffer.from(
    parts.map((part) => (typeof part === 'string' ? part : part[0].repeat(part[1]))).join(''),
  );
}
