/** Which model belongs to which case. */
import type { Entry } from '../model.ts';
import { INVENTORY } from './inventory.ts';
import { QUEUES } from './queues.ts';

const ENTRIES: Readonly<Record<string, Entry>> = { ...QUEUES, ...INVENTORY };

/** Null: nobody has written a model, nor why there is none. */
export function entryOf(id: string): Entry | null {
  return Object.hasOwn(ENTRIES, id) ? ENTRIES[id]! : null;
}

/** Ids with an entry: a misspelt one would have no case. */
export function idsWithEntry(): readonly string[] {
  return Object.keys(ENTRIES);
}
