/**
 * What must hold: the core's codec and the foreign library's agree on every fact of every set, in both directions. Shown
 * by payloads drawn from all that the format can carry. That the check can fail is shown by a codec that is a cent wrong
 * both ways: its own round trip is clean, and only the other side sees it.
 */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { X12Interchange, X12Set } from '#orchestrator/contracts/x12-interchange';
import type { X12FreightInvoice } from '#orchestrator/contracts/x12-payloads';
import * as codec from '#orchestrator/partners/x12/codec';
import { INTERCHANGE, interchangeOf, payloadOf, SET_IDS } from '#testing/arbitraries/x12-arbitraries';
import { runs } from '#testing/properties/properties';
import { readInterchanges, writeInterchange } from './interchange.ts';

type Codec = Pick<typeof codec, 'encode' | 'decode'>;

function coreWrites({ encode }: Codec, interchange: X12Interchange): string {
  const result = encode(interchange, 'CARR');
  if (!result.ok) throw new Error(result.issues.map((issue) => issue.text).join('\n'));
  return result.value;
}

function coreReads({ decode }: Codec, text: string): X12Interchange[] {
  const result = decode(text, 'CARR');
  if (!result.ok) throw new Error(result.issues.map((issue) => issue.text).join('\n'));
  return result.value.map(({ header, groups }) => ({
    ...header,
    groups: groups.map((group) => ({
      ...group.header,
      sets: group.sets.map(({ result: set }) => {
        if (!set.ok) throw new Error(set.issues.map((issue) => issue.text).join('\n'));
        return set.value;
      }),
    })),
  }));
}

function mockReads(text: string): readonly X12Interchange[] {
  const reading = readInterchanges(text);
  if (!reading.ok) throw new Error(reading.reason);
  expect([reading.complaints, reading.refused]).toEqual([[], []]);
  return reading.interchanges;
}

/** The check that everything here is made of. */
function expectAgreement(core: Codec, interchange: X12Interchange): void {
  expect(mockReads(coreWrites(core, interchange))).toEqual([interchange]);
  expect(coreReads(core, writeInterchange(interchange))).toEqual([interchange]);
}

describe('core and library agree', () => {
  it.each(SET_IDS)('on every fact of a %s', (id) => {
    fc.assert(
      fc.property(payloadOf(id), (payload) => {
        expectAgreement(codec, interchangeOf({ id, control: '0001', payload } as X12Set));
      }),
      { numRuns: runs(60) },
    );
  });

  it('on interchanges of several groups', () => {
    fc.assert(
      fc.property(INTERCHANGE, (interchange) => expectAgreement(codec, interchange)),
      { numRuns: runs(40) },
    );
  });

  it('byte for byte on what they write', () => {
    fc.assert(
      fc.property(INTERCHANGE, (interchange) => {
        expect(coreWrites(codec, interchange)).toBe(writeInterchange(interchange));
      }),
      { numRuns: runs(40) },
    );
  });
});

const INVOICE: X12FreightInvoice = {
  invoice: {
    invoiceNo: 'INV7',
    shipmentId: 'LOAD17',
    payment: 'PP',
    date: '20261126',
    netAmountDueMinor: 123456,
    correction: null,
    deliveryDate: null,
    deliveryQualifier: null,
    scac: 'CARR',
  },
  currency: null,
  identifications: [],
  dates: [],
  parties: [],
  lines: [],
  total: null,
};
const INVOICED = interchangeOf({ id: '210', control: '0001', payload: INVOICE });

describe('a planted fault', () => {
  afterEach(() => {
    vi.doUnmock('#orchestrator/partners/x12/decimals');
    vi.resetModules();
  });

  it('of one cent, made in writing and undone in reading, passes the round trip and not the other side', async () => {
    vi.resetModules();
    vi.doMock('#orchestrator/partners/x12/decimals', async (original) => {
      const real = await original<typeof import('#orchestrator/partners/x12/decimals')>();
      // Amounts alone are this large here.
      const isAmount = (value: number) => Math.abs(value) > 100_000;
      return {
        ...real,
        writeInteger: (value: number, digits: number) =>
          real.writeInteger(isAmount(value) ? value + 1 : value, digits),
        readInteger: (text: string) => {
          const value = real.readInteger(text);
          return value !== null && isAmount(value) ? value - 1 : value;
        },
      };
    });
    const wrong = await import('#orchestrator/partners/x12/codec');
    expect(coreReads(wrong, coreWrites(wrong, INVOICED))).toEqual([INVOICED]);
    expect(() => expectAgreement(wrong, INVOICED)).toThrow('to deeply equal');
    const [seen] = mockReads(coreWrites(wrong, INVOICED));
    expect(seen!.groups[0]!.sets[0]!.payload).toMatchObject({ invoice: { netAmountDueMinor: 123457 } });
    expect(() => expectAgreement(codec, INVOICED)).not.toThrow();
  });
});

describe('text that the library cannot read', () => {
  it.each(['', 'ISA', 'hello', '~~~', 'ISA*00*~~~~', 'UNB+UNOA:1+A+B'])('"%s" gives a reason', (text) => {
    expect(readInterchanges(text).ok).toBe(false);
  });

  it('a set that it cannot read is refused, and the others are read', () => {
    const base = interchangeOf({ id: '210', control: '0001', payload: INVOICE });
    const second: X12Set = { id: '210', control: '0002', payload: INVOICE };
    const group = base.groups[0]!;
    const text = writeInterchange({ ...base, groups: [{ ...group, sets: [...group.sets, second] }] });
    const reading = readInterchanges(text.replace('*123456*', '*1234.56*'));
    if (!reading.ok) throw new Error(reading.reason);
    expect(reading.interchanges[0]!.groups[0]!.sets).toEqual([second]);
    expect(reading.refused).toEqual([
      {
        functionalId: 'IM',
        groupControl: 1,
        id: '210',
        control: '0001',
        reason: 'B3-7 is no whole number: "1234.56"',
      },
    ]);
  });

  it('any byte changed: it never throws', () => {
    const text = writeInterchange(INVOICED);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        readInterchanges(text.slice(0, at) + String.fromCharCode(byte) + text.slice(at + 1));
      }),
      { numRuns: runs(200) },
    );
  });
});
