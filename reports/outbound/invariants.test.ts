/** The list is that of the code: every invariant that can be violated is on it, and none that can't. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { INVARIANTS } from './invariants.ts';

const FOLDER = fileURLToPath(new URL('../../scenarios/invariants/outbound/', import.meta.url));

/** What a file names as violated, by itself, by a constant of its own, or by one that another exports. */
function violatedIn(source: string, exported: ReadonlyMap<string, string>): string[] {
  const constants = new Map(exported);
  for (const [, constant, name] of source.matchAll(/const ([A-Z_]+) = '([a-z-]+)'/g))
    constants.set(constant!, name!);
  const calls = source.matchAll(/(?:violated|new InvariantViolation)\(\s*(?:'([a-z-]+)'|([A-Z_]+)\b)/g);
  return [...calls].map(([, name, constant]) => name ?? constants.get(constant!)!);
}

test('the invariants named in reports are those that are checked', () => {
  const files = readdirSync(FOLDER).filter((name) => /^[a-z-]+\.ts$/.test(name));
  const sources = files.map((name) => readFileSync(FOLDER + name, 'utf8'));
  const exported = new Map(
    sources
      .flatMap((source) => [...source.matchAll(/export const ([A-Z_]+) = '([a-z-]+)'/g)])
      .map(([, constant, name]) => [constant!, name!]),
  );
  const checked = new Set(sources.flatMap((source) => violatedIn(source, exported)));
  expect([...checked].sort()).toEqual(INVARIANTS.map(([name]) => name).toSorted());
});
