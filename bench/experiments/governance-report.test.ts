/** Time in modes up to the end of the orders, and from what was wrong to when it was noticed and stopped; of who is not governed as well. */
import { expect, test } from 'vitest';
import { Governor } from '#orchestrator/decisions/governance/governor';
import { usualStages } from '#orchestrator/decisions/governance/mode-plan';
import type { OversightReport } from '#scenarios/twin/deciders/governance/oversight';
import { governanceReport } from './governance-report.ts';

const rollout = { mode: 'active', canaryShare: 0.5, salt: 'm' } as const;
const tally = { obeyed: 1, extraMinor: 2, misread: 3, misreadDearer: 4, misreadExtraMinor: 5 };

function seen(wrongFrom: number | null): OversightReport {
  const governor = new Governor({ stages: usualStages(rollout), first: 3, monitors: [], columns: ['a'] });
  const order = (at: number, what: 'step-down' | 'kill' | 'promote') =>
    governor.order(at, { do: what, by: 'planner', reason: 'so' });
  const notes = [governor.begin(100), order(150, 'step-down'), order(180, 'kill'), order(300, 'promote')];
  return { model: 'm', point: 'carrier', governor, notes, tally, wrongFrom, rollout };
}

test('time in each mode ends where the orders end; stopped is a shadow or off', () => {
  const report = governanceReport(seen(140), 100, 200);
  expect(report.modeMs).toEqual({ active: 50, canary: 30, off: 20, shadow: 0 });
  expect([report.stoppedAfterMs, report.noticedAfterMs, report.notes]).toEqual([40, null, 4]);
});

test('who decides nothing from before on has stopped at once; who is let decide later has not', () => {
  expect(governanceReport(seen(250), 100, 400).stoppedAfterMs).toBe(0);
  const again = seen(140);
  const notes = [310, 320].map((at) => again.governor!.order(at, { do: 'promote', by: 'p', reason: 'so' }));
  expect(notes.at(-1)!.to).toBe('active');
  const all = { ...again, notes: [...again.notes, ...notes] };
  expect(governanceReport(all, 100, 400).stoppedAfterMs).toBe(null);
});

test('notes that are on record count, those that nobody kept as well', () => {
  const all = seen(140);
  expect(governanceReport({ ...all, notes: all.notes.slice(0, 2) }, 100, 200).notes).toBe(4);
});

test('nothing was wrong: there is nothing to notice', () => {
  expect(governanceReport(seen(null), 100, 200)).toMatchObject({
    stoppedAfterMs: null,
    wrongFrom: null,
    ...tally,
  });
});

test('who is not governed is all the time what it is said to be', () => {
  const report = governanceReport({ ...seen(140), governor: null, notes: [] }, 100, 200);
  expect(report).toMatchObject({
    governed: false,
    notes: 0,
    modeMs: { active: 100, off: 0 },
    stoppedAfterMs: null,
  });
});
