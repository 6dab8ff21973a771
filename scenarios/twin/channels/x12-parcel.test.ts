/** Damage is stated by reference and done in bytes; each side's own codec finds in the bytes what was stated. */
import { describe, expect, test } from 'vitest';
import { ediCodec } from '#mock-systems/wire/x12/codec';
import type { X12Interchange, X12Set } from '#orchestrator/contracts/x12-interchange';
import { interchangeOf } from '#testing/arbitraries/x12-arbitraries';
import { coreCodec, type Damage, packingSide } from './x12-parcel.ts';

const answer = (control: string): X12Set => ({
  id: '990',
  control,
  payload: {
    answer: { scac: 'HERN', shipmentId: '72', date: null, action: 'A' },
    identifications: [{ qualifier: 'TN', value: '1', description: null }],
    charges: [],
    events: [],
    remarks: [],
  },
});

const base = interchangeOf(answer('000000001'));
const interchange: X12Interchange = {
  ...base,
  groups: [{ ...base.groups[0]!, functionalId: 'GF', sets: ['000000001', '000000002'].map(answer) }],
};
const LINES = [
  ['the core', coreCodec('HERN')],
  ['the carrier', ediCodec],
] as const;

describe.each(LINES)('read by %s', (_name, reader) => {
  const objects = packingSide('objects', null);
  const verdicts = (damage: Damage | null, form: 'objects' | 'wire') => {
    const [from, to] =
      form === 'objects' ? [objects, objects] : [packingSide('wire', ediCodec), packingSide('wire', reader)];
    const reading = to.unpack(from.pack(interchange, damage));
    if (reading === null) return null;
    return {
      sets: reading.interchange.groups.flatMap(({ sets }) => sets),
      said: reading.acknowledgements.map(({ group, outcome, sets }) => [
        group,
        outcome.code,
        sets.map(({ set, outcome: of }) => [set, of.code]).sort(),
      ]),
    };
  };

  test.each<readonly [string, Damage | null]>([
    ['nothing is damaged', null],
    ['the first set is', { kind: 'set', control: '000000001' }],
    ['the second set is', { kind: 'set', control: '000000002' }],
    ['all of it is', { kind: 'whole' }],
  ])('%s: bytes say what the reference says', (_what, damage) => {
    expect(verdicts(damage, 'wire')).toEqual(verdicts(damage, 'objects'));
  });

  test('one damaged set is rejected, and the other taken', () => {
    const { sets, said } = verdicts({ kind: 'set', control: '000000002' }, 'wire')!;
    expect(sets).toEqual([answer('000000001')]);
    expect(said[0]![1]).toBe('P');
  });
});

test('a side without codec says what it wants of bytes', () => {
  const parcel = packingSide('wire', ediCodec).pack(interchange, null);
  expect(() => packingSide('objects', null).unpack(parcel)).toThrow(/needs the codecs of the carriers/);
});
