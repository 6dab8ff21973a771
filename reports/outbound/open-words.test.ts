/** What is open at the end is said once an arm, and each kind of task once, with its age and how many of it were escalated. */
import { expect, test } from 'vitest';
import { FIVE_ORDERS } from '../kpis/outbound/story.fixture.ts';
import { openInShort, openLines } from './open-words.ts';
import { reportOf, sampleArm } from './sample.fixture.ts';
import { renderOutboundSummary } from './summary.ts';

const arm = sampleArm('cheap', 'DC', FIVE_ORDERS);
const [task] = arm.openTasks!;

test('matters, then tasks by kind', () => {
  expect(openLines(arm)).toEqual([
    'cheap: orders 1',
    'cheap, task "disputed bill": 3 with freight auditor, 2 of them escalated, the oldest for 41.0 d (freight-invoice 17)',
  ]);
  const passedOn = { ...arm, openTasks: [{ ...task!, escalated: 3 }] };
  expect(openLines(passedOn)[1]).toContain('3 with freight auditor, all escalated, the oldest');
  expect(renderOutboundSummary(reportOf([arm]))).toContain(
    'Open at the end\n  cheap: orders 1\n  cheap, task "disputed bill": 3',
  );
});

test('in a line', () => {
  expect(openInShort(arm)).toBe('orders 1, tasks of people 3');
  expect(openInShort({ ...arm, open: {} })).toBe('tasks of people 3');
});

test('nothing, and a report that does not say', () => {
  const { openTasks: _none, ...before } = arm;
  for (const silent of [before, { ...arm, openTasks: [] }]) {
    expect(openLines(silent)).toEqual(['cheap: orders 1']);
    expect(openInShort({ ...silent, open: { orders: 0 } })).toBe('nothing');
  }
});
