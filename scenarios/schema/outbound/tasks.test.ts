/** Tasks stand in three places: the process that gives them, the table in docs/outbound.md, and what `people` may name. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ESCALATION } from '#orchestrator/core/open-task';
import { DEAD_LETTER_ROLE } from '#orchestrator/middleware/outbound-message';
import { ANSWERS_OF, TASKS } from './tasks.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SUPERVISOR = 'supervisor';

const PAIR = /role: ('[\w-]+'|DEAD_LETTER_ROLE),\s*kind: '(\w+)'/g;
const GIVEN =
  /(?:out\.task\(|giveTask\(\s*draft,\s*|askToLook\(\s*draft,\s*)\{\s*role(?:: ('[\w-]+'|DEAD_LETTER_ROLE))?,\s*kind(?:: '(\w+)')?,/g;
const CALLS = /out\.task\(|(?<!function )(?:giveTask|askToLook)\((?!draft, question,)/g;
const ESCALATED = /escalateTask\(.*?, out(?:, (kind|'\w+'))?\)/g;

/** `role kind`, as the code writes it; a `kind` that a variable holds is any that its file names. */
function givenByTheCode(): string[] {
  const given = new Set<string>();
  for (const name of globSync('orchestrator/{processes,middleware}/**/*.ts', { cwd: ROOT })) {
    if (name.endsWith('.test.ts')) continue;
    const text = readFileSync(`${ROOT}${name}`, 'utf8');
    const pairs = [...text.matchAll(PAIR)].map(([, role, kind]) => [roleOf(role!), kind!] as const);
    const calls = [...text.matchAll(GIVEN)];
    // A call of another form would be overlooked.
    expect([name, calls.length]).toEqual([name, [...text.matchAll(CALLS)].length]);
    const escalations = [...text.matchAll(ESCALATED)];
    expect([name, escalations.length]).toEqual([name, text.split('escalateTask(').length - 1]);
    for (const [, written = `'${ESCALATION}'`] of escalations)
      for (const kind of written === 'kind' ? pairs.map(([, each]) => each) : [written.slice(1, -1)])
        given.add(`${SUPERVISOR} ${kind}`);
    const gives = calls.length > 0 || text.includes('giveTask(draft, question,');
    for (const [role, kind] of gives ? pairs : []) given.add(`${role} ${kind}`);
    for (const [, role, kind] of calls)
      if (role !== undefined && kind === undefined)
        for (const [, each] of pairs) given.add(`${roleOf(role)} ${each}`);
  }
  return [...given].sort();
}

function roleOf(written: string): string {
  return written === 'DEAD_LETTER_ROLE' ? DEAD_LETTER_ROLE : written.slice(1, -1);
}

/** Whose tasks the supervisor has under their own kind; those of all others have one kind. */
const UNDER_THEIR_KIND: ReadonlySet<string> = new Set([
  'order',
  'shipment',
  'complaint',
  'return',
  'outbound message',
]);

/** `role kind` of the table. */
function writtenInTheDocs(): string[] {
  const rows = readFileSync(`${ROOT}docs/outbound.md`, 'utf8').matchAll(
    /^\| `([\w-]+)` \| `(\w+)` \| ([\w ]+) \|/gm,
  );
  const table = [...rows].filter(([, role]) => role! in TASKS || role!.endsWith('-desk'));
  return [
    ...table.flatMap(([, role, kind, from]) => [
      `${role} ${kind}`,
      ...(UNDER_THEIR_KIND.has(from!) ? [`${SUPERVISOR} ${kind}`] : []),
    ]),
    `${SUPERVISOR} taskUnanswered`,
  ].sort();
}

const known = Object.entries(TASKS)
  .flatMap(([role, kinds]) => kinds.map((kind) => `${role} ${kind}`))
  .sort();

test('what people may answer is what the process asks', () => {
  expect(known).toEqual(givenByTheCode());
});

test('what people may answer is what the docs list', () => {
  expect(known).toEqual(writtenInTheDocs());
});

test('what a wrong answer can be is what the docs list: several answers where they are numbered', () => {
  const table = readFileSync(`${ROOT}docs/outbound.md`, 'utf8');
  for (const [role, kinds] of Object.entries(TASKS)) {
    if (role === SUPERVISOR) continue;
    for (const kind of kinds) {
      const row = new RegExp(`^\\| \`${role}\` \\| \`${kind}\` \\| [^|]+ \\| ([^|]+) \\|$`, 'm').exec(table);
      // The test above names it.
      if (row === null) continue;
      const numbered = [...row[1]!.matchAll(/(?:^|, )(\d) /g)].map(([, index]) => Number(index));
      expect([kind, ANSWERS_OF[kind] ?? 1]).toEqual([kind, Math.max(1, numbered.length)]);
    }
  }
});
