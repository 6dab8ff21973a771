/**
 * What is not right is written nowhere: a document that its schema refuses ends the export with its line and what it was made of, and what stood
 * under the name before stays. A recording whose inputs are not one after the other, or that its actors can't take, is told as changed.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { CanonicalDocument } from '#orchestrator/canonical/schemas';
import { exceptionCaseActor } from '#orchestrator/processes/outbound/exception-case';
import { ExportError, writeAside } from '#reports/export/aside-file';
import type { RecordedInput } from '#reports/export/canonical/recorded-inputs';
import { UnreadableRecording } from '#reports/export/recorded-batches';
import { Desk } from '#testing/outside/command-line';
import type { PlacedDocument } from './canonical-documents.ts';
import { FoldedActors } from './folded-actors.ts';
import { HeardOut } from './heard-out.ts';
import { writeDocuments } from './write-documents.ts';

const desk = new Desk();
afterAll(() => desk.clear());

function claim(minor: number): PlacedDocument {
  const document: CanonicalDocument = {
    canonical: 'claim',
    version: 1,
    shipment: 'SO-1/0',
    load: 'load SO-1/0',
    carrier: 'Heron',
    status: 'filed',
    claimed: { minor, currency: 'USD' },
    credited: { minor: 0, currency: 'USD' },
  };
  return { document, place: `inputs, row ${Math.ceil(minor)}` };
}

describe('documents', () => {
  test('are a line each, and counted by kind', async () => {
    const path = desk.file('right.jsonl');
    let counts: ReadonlyMap<string, number> = new Map();
    await writeAside(path, (file) => {
      counts = writeDocuments([claim(1), claim(2)], file);
    });
    expect([...counts]).toEqual([['claim', 2]]);
    const lines = readFileSync(path, 'utf8').split('\n');
    expect(lines.map((line) => (line === '' ? null : JSON.parse(line).claimed.minor))).toEqual([1, 2, null]);
  });

  test('of which one is wrong are not written: its line, its field and its place are told', async () => {
    const path = desk.file('wrong.jsonl');
    writeFileSync(path, 'before');
    // Enough to have been written in part already.
    const many = Array.from({ length: 1000 }, (_, n) => claim(n));
    const writing = writeAside(path, (file) => {
      writeDocuments([...many, claim(16.5)], file);
    });
    await expect(writing).rejects.toThrow(ExportError);
    await expect(writing).rejects.toThrow(
      /wrong\.jsonl: line 1001 would be no right claim: claimed\.minor: .* \(made of inputs, row 17\)$/,
    );
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(desk.path)).not.toContain('wrong.jsonl.part');
  });
});

describe('actors that take their inputs again', () => {
  const input: RecordedInput = {
    row: 1,
    now: 1_772_500_000_000,
    actorType: 'exception-case',
    actorKey: 7,
    n: 1,
    kind: 'inputWithoutActor',
    fromType: 'partner',
    fromKey: 101,
    sender: 101,
    counter: 1,
    key: 7,
    a: 14,
    b: 1,
    body: { kind: 'milestoneReported' },
  };
  const actors = () => new FoldedActors([exceptionCaseActor({ taskEscalationMs: 1 })], new HeardOut());

  test('come to what they knew; what has not finished is left', () => {
    const folded = actors();
    folded.step(input);
    const { state, isFinished } = folded.step({ ...input, row: 2, n: 2 });
    expect(isFinished).toBe(false);
    expect(state).toMatchObject({ status: 'open', openings: 1, count: 2 });
    expect([...folded.left('exception-case')].map(({ key }) => key)).toEqual([7]);
  });

  test.each([
    [
      'an input is missing',
      { row: 9, n: 3 },
      /inputs, row 9: it is input 3 of exception-case 7, of which 1 were there/,
    ],
    ['an input is there twice', { row: 9, n: 1 }, /row 9: it is input 1 .* of which 1 were there/],
    [
      'nobody can take it',
      { row: 9, n: 2, body: null },
      /row 9: exception-case 7 can't take "inputWithoutActor"/,
    ],
  ])('%s: the recording was changed', (_what, change, message) => {
    const folded = actors();
    folded.step(input);
    const taken = (): unknown => {
      try {
        return folded.step({ ...input, ...change });
      } catch (error) {
        return error;
      }
    };
    const error = taken();
    expect(error).toBeInstanceOf(UnreadableRecording);
    expect(String(error)).toMatch(message);
  });
});
