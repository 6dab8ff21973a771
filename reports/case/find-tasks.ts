/** Work for people about an order: given, worked on, answered. */
import type { BodyDecoder } from '../recording/bodies/decoder.ts';
import { duration, instant } from '../text/format.ts';
import type { Entries } from './entries.ts';
import { aboutOrder } from './find-events.ts';
import type { Found } from './find-parts.ts';
import { type Cells, TableCells } from './table-cells.ts';

export interface OwnTasks {
  readonly given: number;
  readonly open: number;
}

export function findTasks(
  dir: string,
  decoder: BodyDecoder | null,
  { parts }: Found,
  entries: Entries,
): OwnTasks {
  let given = 0;
  let answered = 0;
  const table = new TableCells(dir, 'tasks', decoder);
  table.look(aboutOrder(parts), (cells) => {
    if (!parts.has(cells.text('entityType'), cells.number('entityKey'))) return;
    const state = cells.text('state');
    if (state === 'open') given += 1;
    if (state === 'answered') answered += 1;
    entries.add({
      at: cells.number('now'),
      kind: 'task',
      system: 'people',
      aboutType: cells.text('entityType'),
      aboutKey: cells.number('entityKey'),
      name: state === 'answered' ? 'task answered' : cells.text('kind'),
      detail: taskWords(cells, state),
      table: 'tasks',
      row: cells.no,
    });
  });
  entries.trouble(table.trouble);
  return { given, open: Math.max(0, given - answered) };
}

function taskWords(cells: Cells, state: string): string {
  const body = cells.body('body');
  const said = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  const dueAt = cells.numberOrNull('dueAt');
  const role = cells.text('role');
  if (state === 'answered') return `${role}, answer ${said.answer ?? 'unknown'}`;
  if (state === 'handled')
    return `${role}, handled: ${duration(Number(said.touchMs ?? 0))} of work, ${duration(Number(said.trayMs ?? 0))} in the tray`;
  const detail = typeof said.detail === 'string' && said.detail !== '' ? `: ${said.detail}` : '';
  return `${role}${detail}${dueAt === null ? '' : `, due ${instant(dueAt)}`}`;
}
