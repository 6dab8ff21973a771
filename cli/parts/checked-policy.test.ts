/** What a policy of a user's own declares for an answer is handed on, and refused where it is no amount. */
import { expect, test } from 'vitest';
import { checkedPolicy } from './checked-policy.ts';

const part = { title: 'policy "mine"', file: 'mine.ts', files: new Set<string>() };
const checked = (rest: Readonly<Record<string, unknown>>) => {
  const plain = { point: 'carrier', name: 'mine', summary: 'mine', recommend: () => 0, ...rest };
  // As a file of the user's may have it.
  return checkedPolicy(plain as unknown as Parameters<typeof checkedPolicy>[0], part, 'here');
};

test('what an answer costs is handed on; nothing said, nothing there', () => {
  expect(checked({ costPerDecisionMinor: 0.2 })).toMatchObject({ policy: { costPerDecisionMinor: 0.2 } });
  const silent = checked({});
  expect(silent.kind === 'policy' && 'costPerDecisionMinor' in silent.policy).toBe(false);
});

test.each(['0.002 USD', -1, Number.NaN, 1e9])('%s is no such cost', (costPerDecisionMinor) => {
  expect(() => checked({ costPerDecisionMinor })).toThrow(
    /costPerDecisionMinor .*: a number of minor units from 0 to 100000000 is needed/,
  );
});
