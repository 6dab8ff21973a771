/**
 * The bytes of a carrier's EDI desk, by `node-x12`, and the 997s of what it reads.
 *
 * 1. A set that the library or this side cannot read is rejected (R), every other one accepted; a group of which all sets were
 *    accepted is accepted (A), else in part (P), or rejected (R).
 */
import type { EdiCodec } from '#mock-systems/edi/codec';
import type { X12Reading } from '#orchestrator/contracts/x12-interchange';
import type { X12Acknowledgement } from '#orchestrator/contracts/x12-payloads';
import { type RefusedSet, readInterchanges, writeInterchange } from './interchange.ts';

export const ediCodec: EdiCodec = {
  write: (interchange) => bytesOf(writeInterchange(interchange)),
  read: (bytes) => {
    const reading = readInterchanges(textOf(bytes));
    const interchange = reading.ok ? reading.interchanges[0] : undefined;
    if (!reading.ok || interchange === undefined) return null;
    return { interchange, acknowledgements: acknowledgementsOf(interchange, reading.refused) };
  },
};

/** Latin-1: one byte a character. */
function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

function acknowledgementsOf(
  { groups }: X12Reading['interchange'],
  refused: readonly RefusedSet[],
): X12Acknowledgement[] {
  return groups
    .filter(({ functionalId }) => functionalId !== 'FA')
    .map(({ functionalId, control, sets }) => {
      const bad = refused.filter((each) => each.groupControl === control);
      const said = [
        ...sets.map((set) => ({ id: set.id as string, control: set.control, code: 'A' })),
        ...bad.map((set) => ({ id: set.id, control: set.control, code: 'R' })),
      ];
      const code = bad.length === 0 ? 'A' : sets.length === 0 ? 'R' : 'P';
      return {
        group: { functionalId, control },
        sets: said.map((set) => ({
          set: { id: set.id, control: set.control },
          errors: [],
          outcome: { code: set.code, error1: set.code === 'R' ? '5' : null, error2: null },
        })),
        outcome: {
          code,
          included: said.length,
          received: said.length,
          accepted: sets.length,
          error1: null,
          error2: null,
        },
      };
    });
}
