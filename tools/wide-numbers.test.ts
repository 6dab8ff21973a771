/**
 * Messages, states of actors and records that were made with integers, with instants and with fractions in one field have one hidden
 * class: the engine itself is asked, in a process of its own. Without `wideNumbers` it answers that they have several.
 */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** Makes some by `make(small integer)` and `make(instant)`, long enough for an engine to forget what nobody keeps. */
function haveOneShape(make: string): string {
  const script = `
    import { envelope } from '#orchestrator/contracts/envelope';
    import { wideNumbers } from '#orchestrator/contracts/wide-numbers';
    const wide = wideNumbers();
    const make = ${make};
    const before = make(1);
    let last = before;
    for (let i = 0; i < 200_000; i++) last = make(i % 3 === 0 ? i : 1_700_000_000_000.5 + i);
    gc();
    const after = make(2);
    console.log(%HaveSameMap(before, after) && %HaveSameMap(last, after));
  `;
  const flags = ['--allow-natives-syntax', '--expose-gc', '--conditions=dray-source', '--input-type=module'];
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, '-e', script], { encoding: 'utf8' });
  return stdout.trim() || stderr;
}

test.each([
  ['a message', '(n) => envelope("orderReleased", 1, n, 0, 0, n, n, n, n, n, null)'],
  ['what is made wide', '(n) => wide({ key: n, at: n, share: n, name: "x" })'],
])('%s', (_what, make) => {
  expect(haveOneShape(make)).toBe('true');
});

test('what is not made wide has several', () => {
  expect(haveOneShape('(n) => ({ key: n, at: n, share: n, name: "x" })')).toBe('false');
});
