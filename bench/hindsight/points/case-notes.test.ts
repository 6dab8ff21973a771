/**
 * Exceptions are held against what was planted: a load that was lost, a bill that was too high, what a person answers who does not err. No answer of a run
 * betters the least of its own, and a run that answers rightly comes to it.
 */
import { describe, expect, test } from 'vitest';
import type { ExceptionContext } from '#orchestrator/decisions/exception';
import { EXCEPTION } from '#orchestrator/processes/exceptions/classes';
import { remediesFor } from '#orchestrator/processes/exceptions/remedies';
import { nullRecorder } from '#scenarios/recording/recorder';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { Random } from '#sim/random/random';
import { decisionCells } from '#testing/runs/decision-cells';
import { smallCare } from '#testing/worlds/care-world';
import { runOutboundArms } from '../../experiments/outbound-arms.ts';
import { labelOf } from './case-labels.ts';
import { CaseNotes } from './case-notes.ts';

async function ran(policy: string) {
  const overlays = ['lean-desk', 'exceptions-as-cases'];
  const world = smallCare({ days: 3, ordersPerDay: 80, overlays, set: [`cases.policy=${policy}`] });
  const notes = new CaseNotes(world, new Random(1));
  const recorder = Object.assign(Object.create(nullRecorder), notes.hears);
  const policies = [outboundPolicies({ sourcing: world.policies[0]! }, world.decidedBy)];
  const [arm] = await runOutboundArms({ world, policies, seed: 1, recorderFor: () => recorder });
  return { cases: notes.answered(arm!.end === 'empty'), facts: await notes.facts(arm!) };
}

describe('exceptions of a run', async () => {
  const [person, routine] = [await ran('to-person'), await ran('routine-first')];

  test('take no less work than the least of each', () => {
    for (const { cases } of [person, routine]) {
      expect(cases.length).toBeGreaterThan(20);
      for (const { came, least } of cases) expect(came).toBeGreaterThanOrEqual(least);
    }
  });

  test('given to a person take work that a remedy would have saved; by routine most are answered as a person would have', () => {
    expect(person.facts!.right!.answers).toBeLessThan(person.facts!.right!.of / 2);
    expect(routine.facts!.right!.answers).toBeGreaterThan(routine.facts!.right!.of / 2);
    expect(person.facts!.came - person.facts!.bound).toBeGreaterThan(
      routine.facts!.came - routine.facts!.bound,
    );
  });

  test('that a remedy answered rightly cost nothing, and one that nobody may answer costs its least at least', () => {
    for (const { chosen, label, came } of routine.cases)
      if (chosen === label.option && chosen > 0) expect(came).toBe(0);
  });
});

test('waiting for a load that is lost costs what a person’s least work on it comes to; for one that is not, nothing', () => {
  const notes = new CaseNotes(smallCare({ overlays: ['lean-desk', 'exceptions-as-cases'] }), new Random(1));
  const options = remediesFor('noNews');
  const chosen = options.findIndex(({ remedy }) => remedy === 'wait');
  for (const key of [1, 2])
    notes.hears.decision!(
      ...decisionCells({
        ...{ point: 'exception', options, chosen },
        context: { ...about('noNews'), exception: EXCEPTION.noNews, key },
      }),
    );
  notes.hears.business!(0, 'loadLost', 'carriers', 'load', 2, 1, 0, 0);
  const [there, lost] = notes.answered(true);
  expect([there!.came, there!.least]).toEqual([0, 0]);
  expect(lost!.label).toEqual({ answer: 1, option: options.findIndex(({ remedy }) => remedy === 'person') });
  expect(lost!.came).toBe(lost!.least);
  expect(lost!.came).toBeGreaterThan(0);
});

const about = (task: string): ExceptionContext => ({
  ...{ exception: 0, severity: 0, task, round: 1, stakeMinor: 0, type: 14, key: 1, no: 1 },
});

describe('the right answer', () => {
  const known = { lost: false, billed: true, overbilled: null };
  const right = (task: string, load: Parameters<typeof labelOf>[3], usual = 0) => {
    const options = remediesFor(task);
    const { option, answer } = labelOf(about(task), options, usual, load);
    return [options[option]!.remedy, answer];
  };

  test('is what the load’s carrier knows', () => {
    expect(right('noNews', known)).toEqual(['wait', 0]);
    expect(right('noNews', { ...known, lost: true })).toEqual(['person', 1]);
    expect(right('noBill', known)).toEqual(['ask-again', 0]);
    expect(right('noBill', { ...known, billed: false })).toEqual(['person', 1]);
    expect(right('disputedBill', { ...known, overbilled: true }, 1)).toEqual(['pay-agreed', 0]);
    expect(right('disputedBill', { ...known, overbilled: false })).toEqual(['person', 1]);
  });

  test('is what a person answers who does not err, where nobody knows more; and a person’s, where it gives something up', () => {
    expect(right('disputedBill', known, 1)).toEqual(['person', 1]);
    expect(right('loadWithoutCarrier', known)).toEqual(['tender-again', 0]);
    expect(right('loadWithoutCarrier', known, 1)).toEqual(['source-again', 1]);
    expect(right('discrepancy', null, 1)).toEqual(['person', 1]);
  });
});
