/** What reading the records of a partner's file has in common. A record that lacks something is no message, and says why. */
import type { FileCell, FileRecord } from '../../contracts/exchange-files.ts';

/** The two ends of a line, by their names in files. */
export interface FilesEnds {
  readonly mailbox: string;
  readonly shipper: string;
}

export type ReadRecord<Message> =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly reason: string };

/** Thrown while a record is read; `readOrWhy` says it. */
export class Unclear extends Error {}

export function readOrWhy<Message>({ type, number }: FileRecord, read: () => Message): ReadRecord<Message> {
  try {
    return { ok: true, message: read() };
  } catch (error) {
    if (error instanceof Unclear) return { ok: false, reason: `${type} ${number}: ${error.message}` };
    throw error;
  }
}

export function whole(cells: readonly FileCell[], at: number): number {
  const cell = cells[at];
  if (typeof cell !== 'number') throw new Unclear(`cell ${at + 1} is empty, or no number`);
  return cell;
}
