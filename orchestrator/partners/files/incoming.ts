/**
 * What the core makes of a partner's file.
 *
 * 1. A file is taken once: a repeat is known by its number, answered as before, and not taken again.
 * 2. Files are taken as they come; a number that was skipped may still come.
 * 3. A record that can't be read, or means nothing, keeps no other from being taken. Only the first is refused by the receipt: that
 *    speaks of what could be read.
 */
import type { Envelope } from '../../contracts/envelope.ts';
import type { FileReading, FileReceipt, FileRecord } from '../../contracts/exchange-files.ts';
import { FROM_ONE, type ReceivedNumbers, receiveControl } from '../x12/control-numbers.ts';
import type { FilesEnds, ReadRecord } from './reading.ts';

export interface IncomingState {
  readonly numbers: ReceivedNumbers;
  /** Those that a repeat may still ask for, the oldest first. */
  readonly receipts: readonly FileReceipt[];
}

export const NOTHING_IN: IncomingState = { numbers: FROM_ONE, receipts: [] };

export interface ReceivedFile {
  readonly state: IncomingState;
  readonly repeat: boolean;
  /** Numbers were skipped. */
  readonly gap: boolean;
  /** It had been skipped, and comes behind a later one. */
  readonly late: boolean;
  readonly messages: readonly Envelope[];
  /** null = none is known any more. */
  readonly receipt: FileReceipt | null;
  /** Why records that could be read mean nothing. */
  readonly aside: readonly string[];
}

/**
 * @param keptMs how long a file may come again: as long is its receipt known. What was refused in a receipt that got lost, and is not given
 * again, is never sent again
 */
export function receiveFile(
  state: IncomingState,
  { file, refused }: FileReading,
  ends: FilesEnds,
  read: (record: FileRecord) => ReadRecord<Envelope>,
  now: number,
  keptMs: number,
): ReceivedFile {
  const { numbers, verdict } = receiveControl(state.numbers, file.number);
  if (verdict.kind === 'duplicate' || verdict.kind === 'invalid') {
    const receipt = state.receipts.find((each) => each.file === file.number) ?? null;
    return { state, repeat: true, gap: false, late: false, messages: [], receipt, aside: [] };
  }
  const messages: Envelope[] = [];
  const aside: string[] = [];
  for (const record of file.records) {
    const each = read(record);
    if (each.ok) messages.push(each.message);
    else aside.push(each.reason);
  }
  const { shipper, mailbox } = ends;
  const receipt: FileReceipt = {
    sender: shipper,
    receiver: mailbox,
    file: file.number,
    at: now,
    taken: file.records.length,
    refused,
  };
  const receipts = [...state.receipts.filter(({ at }) => now - at < keptMs), receipt];
  const gap = verdict.kind === 'gap';
  const late = verdict.kind === 'late';
  return { state: { numbers, receipts }, repeat: false, gap, late, messages, receipt, aside };
}
