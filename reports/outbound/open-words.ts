/** What was not closed when a run ended: matters by what they are, and tasks that nobody answered by kind and age. */
import { count, duration } from '../text/format.ts';
import type { OpenTaskReport } from './arm-details.ts';
import { words } from './figures.ts';
import type { OutboundArmReport } from './outbound-report.ts';

/** For a list in the terminal: the matters of each arm, then a line for each kind of task. */
export function openLines({ policy, open, openTasks = [] }: OutboundArmReport): string[] {
  return [
    `${policy}: ${openMatters(open)}`,
    ...openTasks.map((task) => `${policy}, task "${words(task.kind)}": ${taskWords(task)}`),
  ];
}

/** In a line: matters, and how many tasks. */
export function openInShort({ open, openTasks = [] }: OutboundArmReport): string {
  const tasks = openTasks.reduce((sum, task) => sum + task.open, 0);
  return openMatters(tasks === 0 ? open : { ...open, tasksOfPeople: tasks });
}

function openMatters(open: Readonly<Record<string, number>>): string {
  const left = Object.entries(open).filter(([, number]) => number > 0);
  if (left.length === 0) return 'nothing';
  return left.map(([what, number]) => `${words(what)} ${count(number)}`).join(', ');
}

function taskWords({ role, open, escalated, oldestMs, oldest }: OpenTaskReport): string {
  const passedOn = escalated === open ? 'all escalated' : `${count(escalated)} of them escalated`;
  return `${count(open)} with ${words(role)}, ${passedOn}, the oldest for ${duration(oldestMs)} (${oldest})`;
}
