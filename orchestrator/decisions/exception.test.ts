/** Decision point `exception`: what gives something up is a person's, and the routine is tried twice. */
import { describe, expect, test } from 'vitest';
import { remediesFor } from '../processes/exceptions/remedies.ts';
import { type ExceptionContext, nothingGivenUp, routineFirst, toPerson } from './exception.ts';
import { passGate } from './gate.ts';

const CONTEXT: ExceptionContext = {
  exception: 14,
  severity: 1,
  task: 'noNews',
  round: 1,
  stakeMinor: 100,
  type: 14,
  key: 8,
  no: 1,
};

function remedyOf(task: string, round: number, policy = routineFirst): string | undefined {
  const options = remediesFor(task);
  const context = { ...CONTEXT, task, round };
  const { chosen } = passGate({ context, options, rules: [nothingGivenUp], views: [] }, policy);
  return options[chosen]?.remedy;
}

test('without a say the person has every task', () => {
  for (const task of ['noNews', 'noBill', 'loadWithoutCarrier', 'orderUnanswered'])
    expect(remedyOf(task, 1, toPerson)).toBe('person');
});

describe('the routine', () => {
  test.each([
    ['noNews', 'wait'],
    ['noBill', 'ask-again'],
    ['loadWithoutCarrier', 'tender-again'],
    ['orderUnanswered', 'send-again'],
    ['discrepancy', 'accept'],
  ])('of %s is to %s, twice; then a person looks', (task, remedy) => {
    expect([1, 2, 3].map((round) => remedyOf(task, round))).toEqual([remedy, remedy, 'person']);
  });

  test.each(['claimUnanswered', 'disputedBill'])('of %s there is none that costs nothing', (task) => {
    expect(remedyOf(task, 1)).toBe('person');
  });
});

test('what gives something up is never done, whatever a policy says', () => {
  for (const task of [
    'noRoute',
    'noNews',
    'disputedBill',
    'noBill',
    'claimUnanswered',
    'shortDelivery',
    'discrepancy',
  ]) {
    const options = remediesFor(task);
    const last = { ...toPerson, recommend: () => options.length - 1 };
    expect(remedyOf(task, 1, last)).not.toBe(options.at(-1)!.remedy);
  }
});
