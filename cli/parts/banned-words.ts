/** What no trap sees of a part, and its text shows: words of the language that differ from machine to machine. */
import { readFileSync } from 'node:fs';
import { codeOnly } from './code-only.ts';
import { faultAt } from './guard.ts';
import type { GuardedPart } from './guarded-part.ts';
import { HERE, POWER } from './reasons.ts';

const BANNED: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\*\*/, POWER],
  [/\bimport\s*\.\s*meta\s*\.\s*(?:url|dirname|filename|resolve)\b/, HERE],
];

/** Throws `PartFault` at the first of them. */
export function refuseBannedWords(part: GuardedPart): void {
  for (const file of part.files) if (/\.[cm]?[jt]s$/.test(file)) refuseIn(file, part);
}

function refuseIn(file: string, part: GuardedPart): void {
  const code = codeOnly(readFileSync(file, 'utf8'));
  for (const [pattern, why] of BANNED) {
    const found = pattern.exec(code);
    if (found === null) continue;
    const before = code.slice(0, found.index).split('\n');
    const place = { file, line: before.length, column: before.at(-1)!.length + 1 };
    throw faultAt(place, part, `${found[0].replace(/\s/g, '')} ${why}`);
  }
}
