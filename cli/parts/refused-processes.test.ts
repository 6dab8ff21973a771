/** Processes of a user's own that are refused: what one may not do is planted in an example, and must be told with file and line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Ran } from '#testing/outside/command-line';
import { EXAMPLES, PartsDesk } from './parts-desk.fixture.ts';

const parts = new PartsDesk();
afterAll(() => parts.leave());

/** A process that says `warm` of each load that leaves; with other words in its place. */
function processFile(name: string, ...edits: readonly (readonly [from: string, to: string])[]): string {
  const text = readFileSync(join(EXAMPLES, 'cold-store.ts'), 'utf8').replace(
    "name: 'cold-store'",
    `name: '${name}'`,
  );
  const edited = edits.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`cold-store.ts holds no ${from}`);
    return before.replace(from, to);
  }, text);
  return parts.write(`${name}.ts`, edited);
}

function runWith(...files: readonly string[]): Promise<Ran> {
  return parts.run('--set', `processes=[${files.join(',')}]`, '--set', 'thresholds=[]');
}

describe('a process of ones own that does what it may not is told where', () => {
  test.each<[string, [string, string], RegExp]>([
    [
      'counts outside of its state',
      ['draft.status = next;', 'draft.status = next; (draft as { n?: number }).n = calls += 1;'],
      /step on "loadTooWarm" came to .*remembers something outside of its state/,
    ],
    [
      'throws in a step',
      ['draft.status = next;', "throw new Error('no power');"],
      /step threw Error: no power/,
    ],
    [
      'says what it has not listed',
      ["kind: 'loadTooWarm', key }", "kind: 'loadHot', key }"],
      /says "loadHot", which is none of system\.says \(loadTooWarm\)/,
    ],
    [
      'wakes in the past',
      ["says: [{ kind: 'loadTooWarm', key }]", 'wakes: [{ key, at: 5 }]'],
      /wakes for key \d+ at 5: .* from now/,
    ],
    [
      'writes to what it was given',
      ["if (luck.unit('warm')", "initial.alarms += 1;\n      if (luck.unit('warm')"],
      /changes what it was given/,
    ],
    [
      'sends what another of ours takes',
      ["out.send(OWN_SYSTEM, 'resetLogger',", "out.send(1, 'bookLoad',"],
      /^bad-sends-what-another-of-ours-takes\.ts:50:\d+: process ".*": step threw Error: send of "bookLoad": ERP does not take it: TMS does\. Send it to TMS/,
    ],
    [
      'gives a task to whom it has not named',
      ["role: 'exception-desk', kind", "role: 'planner', kind"],
      /bad-gives-a-task-to-whom-it-has-not-named\.ts:52:\d+: .*task "coldChain" for "planner" is not in actor\.tasks/,
    ],
    [
      'calls a figure as we call one',
      ["out.kpi('coldAlarms'", "out.kpi('otif'"],
      /bad-calls-a-figure-as-we-call-one\.ts:53:\d+: .*kpi "otif" is one of ours/,
    ],
    [
      'takes a message of ours',
      ["takes: ['resetLogger']", "takes: ['bookLoad']"],
      /"bookLoad" is a message of ours/,
    ],
    [
      'says a message of ours',
      ["says: ['loadTooWarm']", "says: ['orderReleased']"],
      /"orderReleased" is a message of ours|makes an actor/,
    ],
    [
      'has an actor that nothing makes',
      ["creates: ['loadTooWarm']", 'creates: []'],
      /nothing that the system says \(loadTooWarm\) makes an actor/,
    ],
  ])('%s', async (name, edit, message) => {
    const above: [string, string] = ['const table', 'let calls = 0;\nconst table'];
    const given: [string, string] = [
      'onEvent({ alarms, reset }',
      'onEvent(initial: { alarms: number; reset: number }',
    ];
    const body: [string, string] = [
      'initial.alarms += 1;',
      'initial.alarms += 1; const { alarms, reset } = initial;',
    ];
    const edits = name.startsWith('writes') ? [edit, given, body] : [edit, above];
    const { code, stderr } = await runWith(processFile(`bad-${name.replaceAll(' ', '-')}`, ...edits));
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/bad-[a-z-]+\.ts:\d+/);
    expect(code).toBe(2);
  });

  test('two that share a name of theirs are told apart by line', async () => {
    const { code, stderr } = await runWith(processFile('one'), processFile('two'));
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/"two\.ts" and "one\.ts" both have "Cold Store Loggers"/),
    ]);
  });

  test('a policy among processes is told where it belongs', async () => {
    parts.policyFile('misplaced', 'return 0;');
    expect((await runWith('misplaced.ts')).stderr).toMatch(
      /"misplaced\.ts" is a policy for "sourcing", and a process is needed here/,
    );
  });
});
