/** Which cases somebody means. */
import { suggestion } from '#sim/nearest';
import type { VerificationCase } from './cases.ts';

export type Selection =
  | { readonly ok: true; readonly cases: readonly VerificationCase[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * A word is the id of a case, the beginning of ids up to a hyphen (`lostsales`, `lostsales-poisson`), or the beginning of a
 * word in the name of a group (`jackson`, `erlang b`), in small letters or capitals. No word: all cases. In the order of the
 * file, each once.
 */
export function selectCases(words: readonly string[], cases: readonly VerificationCase[]): Selection {
  const problems: string[] = [];
  const chosen = new Set<VerificationCase>();
  for (const word of words) {
    const meant = meaning(word, cases);
    for (const each of meant) chosen.add(each);
    if (meant.length === 0) problems.push(unknown(word, cases));
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, cases: words.length === 0 ? cases : cases.filter((each) => chosen.has(each)) };
}

function meaning(word: string, cases: readonly VerificationCase[]): readonly VerificationCase[] {
  const exact = cases.filter(({ id }) => id === word);
  if (exact.length > 0 || word === '') return exact;
  const lower = word.toLowerCase();
  return cases.filter(
    ({ id, group }) => id.toLowerCase().startsWith(`${lower}-`) || beginsWord(group.toLowerCase(), lower),
  );
}

function beginsWord(text: string, start: string): boolean {
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
    if (at === 0 || !/[a-z0-9]/.test(text[at - 1]!)) return true;
  }
  return false;
}

function unknown(word: string, cases: readonly VerificationCase[]): string {
  const ids = cases.map(({ id }) => id);
  const near = suggestion(word, ids);
  return `unknown case or group: "${word}".${near === '' ? ` Known cases: ${ids.join(', ')}.` : near}`;
}
