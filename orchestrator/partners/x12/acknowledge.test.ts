/**
 * What must hold: the 997 says for each set what was wrong and where, and the group's outcome follows from its sets'.
 * Shown by groups with known faults, and by reading the answer back as its receiver would.
 */
import { describe, expect, it } from 'vitest';
import { interchangeOf } from '#testing/arbitraries/x12-arbitraries';
import type { X12Interchange, X12Set } from '../../contracts/x12-interchange.ts';
import { acknowledge } from './acknowledge.ts';
import { acknowledgementFromX12 } from './acknowledgement/mapper.ts';
import { decode, encode } from './codec.ts';

function answerOf(control: string, action: string | null): X12Set {
  const answer = { scac: 'CARR', shipmentId: 'LOAD17', date: '20261126', action };
  return {
    id: '990',
    control,
    payload: { answer, identifications: [], charges: [], events: [], remarks: [] },
  };
}

function textOf(...sets: X12Set[]): string {
  const base = interchangeOf(sets[0]!);
  const interchange: X12Interchange = { ...base, groups: [{ ...base.groups[0]!, sets }] };
  const result = encode(interchange, 'CARR');
  if (!result.ok) throw new Error(result.issues[0]!.text);
  return result.value;
}

function acknowledged(text: string) {
  const received = decode(text, 'CARR');
  if (!received.ok) throw new Error(received.issues[0]!.text);
  return acknowledge(received.value[0]!)[0]!;
}

describe('acknowledge', () => {
  const two = textOf(answerOf('0001', 'A'), answerOf('0002', 'D'));

  it('accepts', () => {
    expect(acknowledged(two)).toEqual({
      group: { functionalId: 'GF', control: 1 },
      sets: [
        {
          set: { id: '990', control: '0001' },
          errors: [],
          outcome: { code: 'A', error1: null, error2: null },
        },
        {
          set: { id: '990', control: '0002' },
          errors: [],
          outcome: { code: 'A', error1: null, error2: null },
        },
      ],
      outcome: { code: 'A', included: 2, received: 2, accepted: 2, error1: null, error2: null },
    });
  });

  it('accepts with errors: an unknown code, a wrong count', () => {
    const it = acknowledged(two.replace('*A~', '*Q~').replace('SE*3*0002', 'SE*8*0002'));
    expect(it.outcome).toMatchObject({ code: 'E', accepted: 2 });
    expect(it.sets[0]).toEqual({
      set: { id: '990', control: '0001' },
      errors: [
        {
          segment: { id: 'B1', position: 2, loop: null, code: '8' },
          elements: [{ position: 4, component: null, reference: null, code: '7', copy: 'Q' }],
        },
      ],
      outcome: { code: 'E', error1: '5', error2: null },
    });
    expect(it.sets[1]!.outcome).toEqual({ code: 'E', error1: '4', error2: null });
  });

  it('accepts in part: a bad date in one of two', () => {
    const it = acknowledged(two.replace('*20261126*A', '*20261326*A'));
    expect(it.outcome).toEqual({
      code: 'P',
      included: 2,
      received: 2,
      accepted: 1,
      error1: null,
      error2: null,
    });
    expect(it.sets[0]!.outcome.code).toBe('R');
    expect(it.sets[0]!.errors[0]!.elements[0]).toMatchObject({ position: 3, code: '8', copy: '20261326' });
  });

  it.each([
    ['a mandatory element is absent', 'B1*CARR*LOAD17*', 'B1*CARR**', [['B1', '8', '1']]],
    ['a mandatory segment is absent', 'B1*CARR*LOAD17*20261126*A~\n', '', [['B1', '3', undefined]]],
  ])('rejects: %s', (_name, from, to, errors) => {
    const it = acknowledged(textOf(answerOf('0001', 'A')).replace(from, to));
    expect(it.outcome).toMatchObject({ code: 'R', accepted: 0 });
    expect(
      it.sets[0]!.errors.map(({ segment, elements }) => [segment.id, segment.code, elements[0]?.code]),
    ).toEqual(errors);
  });

  it('rejects a set that it does not read, and one that is not closed', () => {
    expect(acknowledged(two.replaceAll('ST*990*0002', 'ST*856*0002')).sets[1]!.outcome).toEqual({
      code: 'R',
      error1: '1',
      error2: null,
    });
    expect(acknowledged(two.replace('SE*3*0001~\n', '')).sets[0]!.outcome).toEqual({
      code: 'R',
      error1: '2',
      error2: null,
    });
  });

  it('repeats control numbers as they came, also those that are too long', () => {
    const it = acknowledged(
      two.replaceAll(/(GS.*|GE.*)\*1(\*X|~)/g, '$1*9876543210$2').replaceAll('0001', '0000000001'),
    );
    expect([it.group.control, it.sets[0]!.set.control]).toEqual([9_876_543_210, '0000000001']);
    const answer = encode(interchangeOf({ id: '997', control: '0001', payload: it }), 'CARR');
    expect(answer.issues).toEqual([]);
  });

  it('says what is wrong with the group', () => {
    expect(acknowledged(two.replace('GE*2*1', 'GE*3*9')).outcome).toEqual({
      code: 'E',
      included: 3,
      received: 2,
      accepted: 2,
      error1: '5',
      error2: '4',
    });
  });

  it('reads as its receiver would', () => {
    const it = acknowledgementFromX12(acknowledged(two.replace('*20261126*A', '*20261326*A')));
    expect(it).toEqual({
      functionalId: 'GF',
      groupControl: 1,
      accepted: false,
      outcome: 'partiallyAccepted',
      sets: [
        { setId: '990', control: '0001', outcome: 'rejected' },
        { setId: '990', control: '0002', outcome: 'accepted' },
      ],
      errors: [
        {
          setId: '990',
          control: '0001',
          segment: 'B1',
          position: 2,
          element: 3,
          code: '8',
          value: '20261326',
        },
      ],
    });
  });
});
