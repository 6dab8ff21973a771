/**
 * Faults that hit messages of an order or steps of its actors, and what the core noted about it.
 *
 * 1. A fault of an interchange or a file, which holds many messages, is no order's.
 */
import { words as wordsOf } from '../outbound/figures.ts';
import type { BodyDecoder } from '../recording/bodies/decoder.ts';
import type { Entries } from './entries.ts';
import { aboutOrder } from './find-events.ts';
import type { About, OwnMessages } from './find-messages.ts';
import type { Found } from './find-parts.ts';
import { keysAmong } from './scan/keys.ts';
import { type Pair, TableCells } from './table-cells.ts';

/** Whom a fault hit, of whatever kind it was. */
const BY_WHOM: Pair = { name: 'kind', number: 'entityKey' };

export function findFaults(
  dir: string,
  decoder: BodyDecoder | null,
  found: Found,
  messages: OwnMessages,
  entries: Entries,
): void {
  const keys = keysAmong(new Set([...found.parts.allKeys(), ...messages.keys]));
  const table = new TableCells(dir, 'faults', decoder);
  table.look([{ pair: BY_WHOM, keysOf: () => keys }], (cells) => {
    const key = cells.numberOrNull('entityKey');
    const detail = cells.body('detail');
    if (key === null || typeof detail !== 'object' || detail === null) return;
    const { kind, actor, attempt } = detail as Readonly<Record<string, unknown>>;
    if (typeof kind !== 'string') return;
    const at = cells.number('time');
    const about =
      typeof actor === 'string' ? stepped(actor, key, found) : hitMessage(at, kind, key, found, messages);
    if (about === null) return;
    entries.add({
      at,
      kind: 'fault',
      system: 'core',
      aboutType: about.aboutType,
      aboutKey: about.aboutKey,
      name: cells.text('kind'),
      detail: `${cells.text('place')}: ${wordsOf(kind)}${typeof attempt === 'number' && attempt > 1 ? `, attempt ${attempt}` : ''}`,
      table: 'faults',
      row: cells.no,
    });
  });
  entries.trouble(table.trouble);
}

/** A fault that befell an actor in the middle of a step. */
function stepped(aboutType: string, aboutKey: number, { parts }: Found): About | null {
  return parts.has(aboutType, aboutKey) ? { aboutType, aboutKey } : null;
}

/** A fault names kind and business key of the message that it hit, and mostly its instant. */
function hitMessage(
  at: number,
  kind: string,
  key: number,
  { parts, actorsOfKind }: Found,
  { sent, kinds }: OwnMessages,
): About | null {
  const hit = sent.get(`${at}|${kind}|${key}`);
  if (hit !== undefined) return hit;
  const [aboutType, ...more] = actorsOfKind.get(kind) ?? [];
  if (aboutType === undefined) return kinds.get(`${kind}|${key}`) ?? null;
  return more.length === 0 && parts.has(aboutType, key) ? { aboutType, aboutKey: key } : null;
}

export function findNotes(dir: string, { parts }: Found, entries: Entries): void {
  const table = new TableCells(dir, 'audit', null);
  table.look(aboutOrder(parts), (cells) => {
    if (!parts.has(cells.text('entityType'), cells.number('entityKey'))) return;
    entries.add({
      at: cells.number('now'),
      kind: 'note',
      system: 'core',
      aboutType: cells.text('entityType'),
      aboutKey: cells.number('entityKey'),
      name: cells.text('subject'),
      detail: cells.text('detail'),
      table: 'audit',
      row: cells.no,
    });
  });
  entries.trouble(table.trouble);
}
