/**
 * What must hold: what the codec writes it reads back as it was; what the format cannot carry is refused; an issue names
 * the place; and no text whatever makes it throw or loop. Shown by properties over payloads drawn from the descriptions,
 * over texts with bytes changed, and by examples.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INTERCHANGE, interchangeOf, payloadOf, SET_IDS } from '#testing/arbitraries/x12-arbitraries';
import { runs } from '#testing/properties/properties';
import type { X12Interchange, X12Set } from '../../contracts/x12-interchange.ts';
import type { X12FreightInvoice } from '../../contracts/x12-payloads.ts';
import { acknowledge } from './acknowledge.ts';
import { bytesOfText, textOfBytes } from './bytes.ts';
import { decode, encode, issuesOf } from './codec.ts';

const PARTNER = 'ACME';

function written(interchange: X12Interchange): string {
  const result = encode(interchange, PARTNER);
  if (!result.ok) throw new Error(result.issues.map((issue) => issue.text).join('\n'));
  return result.value;
}

function readBack(text: string): X12Interchange[] {
  const result = decode(text, PARTNER);
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
    scac: 'ACME',
  },
  currency: { code: 'USD' },
  identifications: [],
  dates: [],
  parties: [],
  lines: [],
  total: null,
};

const INVOICE_SET: X12Set = { id: '210', control: '0001', payload: INVOICE };

describe('round trip', () => {
  it.each(SET_IDS)('decode(encode(x)) is x for %s', (id) => {
    fc.assert(
      fc.property(payloadOf(id), (payload) => {
        const interchange = interchangeOf({ id, control: '0001', payload } as X12Set);
        expect(readBack(written(interchange))).toEqual([interchange]);
      }),
      { numRuns: runs(60) },
    );
  });

  it('holds for interchanges of several groups, also through bytes', () => {
    fc.assert(
      fc.property(INTERCHANGE, (interchange) => {
        const text = textOfBytes(bytesOfText(written(interchange)));
        expect(readBack(text)).toEqual([interchange]);
      }),
      { numRuns: runs(40) },
    );
  });

  it('holds whatever the delimiters, line breaks and padding around it', () => {
    const plain = written(interchangeOf(INVOICE_SET));
    const variants = [
      plain.replaceAll('*', '|'),
      plain.replaceAll('~\n', '\n'),
      plain.replaceAll('~\n', '\r\n'),
      plain.replaceAll('\n', ''),
      plain.replaceAll('~', '\x1C').replaceAll('*', '\x1D'),
      `\uFEFF${plain}`,
      `\u00EF\u00BB\u00BF\r\n ${plain}   \r\n\x1A`,
      plain.replace(/ +\*/g, '*'),
      plain.replaceAll('\n', '\n    '),
      plain.replace(/.{30}/g, '$&\n'),
    ];
    for (const text of variants) expect(readBack(text)[0]!.groups).toEqual(interchangeOf(INVOICE_SET).groups);
  });

  it('reads several interchanges of a text, each with its own delimiters', () => {
    const first = written(interchangeOf(INVOICE_SET, 1));
    const second = written(interchangeOf(INVOICE_SET, 2)).replaceAll('*', '^').replaceAll('~', "'");
    expect(readBack(`${first}${second}`).map((each) => each.control)).toEqual([1, 2]);
  });
});

describe('an interchange that is not closed', () => {
  it('ends where the next one begins, which is read', () => {
    const open = written(interchangeOf(INVOICE_SET, 1)).replace(/IEA.*\n/, '');
    const next = written(interchangeOf(INVOICE_SET, 2)).replaceAll('*', '^');
    const received = decode(`${open}${next}`, PARTNER);
    expect(issuesOf(received).map((issue) => issue.text)).toEqual([
      `ACME: interchange 000000001 GE: no IEA ends the interchange (segment 7, byte ${open.indexOf('GE*')})`,
    ]);
    expect(readBack(`${open}${next}`).map((each) => each.control)).toEqual([1, 2]);
  });
});

describe('what is not carried', () => {
  it('a segment with nothing in it', () => {
    const empty = { value: null, qualifier: null, description: null };
    const lines = [{ line: { number: 1 }, statuses: [], references: [empty], exceptions: [], weights: [] }];
    const shipment = { carrierReference: null, shipmentId: null, scac: 'ACME' };
    const payload = { shipment, references: [], parties: [], routes: [], lines };
    const result = encode(interchangeOf({ id: '214', control: '0001', payload }), PARTNER);
    expect(result.issues.map((issue) => issue.text)).toEqual([
      'ACME: 214 0001 L11: a segment with nothing in it is not carried',
    ]);
  });

  const refused = (changes: Partial<X12FreightInvoice['invoice']>) => {
    const payload = { ...INVOICE, invoice: { ...INVOICE.invoice, ...changes } };
    const result = encode(interchangeOf({ ...INVOICE_SET, payload } as X12Set), PARTNER);
    return result.ok ? [] : result.issues.map((issue) => issue.text);
  };

  it.each([
    [{ invoiceNo: 'A*B' }, 'ACME: 210 0001 B3-02: the delimiter "*" is not carried: "A*B"'],
    [{ invoiceNo: 'A ' }, 'ACME: 210 0001 B3-02: a blank at the end is not carried: "A "'],
    [{ invoiceNo: '' }, 'ACME: 210 0001 B3-02: an empty text is not carried: use null: ""'],
    [
      { invoiceNo: 'Łódź' },
      'ACME: 210 0001 B3-02: a character that is not printable Latin-1 is not carried: "Łódź"',
    ],
    [{ invoiceNo: 'X'.repeat(23) }, `ACME: 210 0001 B3-02: longer than 22: "${'X'.repeat(23)}"`],
    [{ date: '20261301' }, 'ACME: 210 0001 B3-06: not a date CCYYMMDD: "20261301"'],
    [{ netAmountDueMinor: 0.5 }, 'ACME: 210 0001 B3-07: not what the element holds: "0.5"'],
    [{ netAmountDueMinor: 1e12 }, 'ACME: 210 0001 B3-07: longer than 12: "1000000000000"'],
  ])('%j', (changes, text) => {
    expect(refused(changes)).toEqual([text]);
  });
});

describe('what is reported', () => {
  const text = written(interchangeOf(INVOICE_SET));

  it('a number that is none, with partner, message, segment, element and byte', () => {
    const issues = issuesOf(decode(text.replace('*123456', '*1234.56'), PARTNER));
    expect(issues.map((issue) => issue.text)).toEqual([
      'ACME: 210 0001 B3-07: not a whole number (its decimal point is implied): "1234.56" (segment 4, byte 191)',
    ]);
    expect(text.slice(191, 197)).toBe('123456');
    expect(issues[0]).toMatchObject({ severity: 'error', segmentNumber: 4, positionInSet: 2, element: 7 });
  });

  it('an unknown code, and keeps it', () => {
    const result = decode(text.replace('*PP*', '*QQ*'), PARTNER);
    expect(issuesOf(result).map((issue) => [issue.severity, issue.code, issue.value])).toEqual([
      ['warning', 'codeUnknown', 'QQ'],
    ]);
    expect(JSON.stringify(result)).toContain('"payment":"QQ"');
  });

  it.each([
    ['SE*4*0001', 'SE*9*0001', 'countDiffers'],
    ['SE*4*0001', 'SE*4*0002', 'controlDiffers'],
    ['GE*1*1', 'GE*2*1', 'countDiffers'],
    ['GE*1*1', 'GE*1*2', 'controlDiffers'],
    ['IEA*1*', 'IEA*3*', 'countDiffers'],
    ['C3*USD~', 'C3*USD~\nXYZ*1~', 'segmentUnknown'],
    ['C3*USD~', 'C3*USD~\nC3*CAD~', 'segmentRepeated'],
    ['C3*USD~', 'C3*USD*1*CAD*2*5~', 'elementsTooMany'],
  ])('%s as %s, and the set is still read', (from, to, code) => {
    const result = decode(text.replace(from, to), PARTNER);
    expect(issuesOf(result).map((issue) => issue.code)).toContain(code);
    expect(result.ok && result.value[0]!.groups[0]!.sets[0]!.result.ok).toBe(true);
  });

  it.each([
    ['', 'notX12'],
    ['UNB+UNOA:1', 'notX12'],
    ['ISA', 'delimiters'],
    ['ISA*00*', 'delimiters'],
    ['ISAAAAAAAAAAAAAAAAA', 'delimiters'],
  ])('a text that is no interchange: "%s"', (none, code) => {
    const result = decode(none, PARTNER);
    expect([result.ok, ...result.issues.map((issue) => issue.code)]).toEqual([false, code]);
  });
});

describe('hostile text', () => {
  it('any bytes changed, taken out or put in: nothing throws, and the 997 can be sent', () => {
    const change = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 255 }),
      fc.integer({ min: 0, max: 2 }),
    );
    fc.assert(
      fc.property(INTERCHANGE, fc.array(change, { minLength: 1, maxLength: 5 }), (interchange, changes) => {
        answered(changes.reduce(mutated, written(interchange)));
      }),
      { numRuns: runs(300) },
    );
  });

  it('each byte of an invoice by each delimiter, a letter, a blank and nothing', () => {
    const text = written(interchangeOf(INVOICE_SET));
    for (let at = 0; at < text.length; at += 1) {
      for (const by of ['*', '~', '>', '\n', 'A', '7', ' ', ''])
        answered(text.slice(0, at) + by + text.slice(at + 1));
    }
  });

  it('segments in any order', () => {
    const lines = written(interchangeOf(INVOICE_SET)).trim().split('\n');
    fc.assert(
      fc.property(fc.shuffledSubarray(lines.slice(1)), (rest) => answered([lines[0], ...rest].join('\n'))),
      { numRuns: runs(200) },
    );
  });

  it('a long text without delimiters, and one of nothing but delimiters, in linear time', () => {
    const isa = written(interchangeOf(INVOICE_SET)).split('\n')[0]!;
    answered(`${isa}${'x'.repeat(1_000_000)}`);
    answered(`${isa}${'x~'.repeat(500_000)}`);
    answered(`${isa}${'*'.repeat(1_000_000)}`);
    answered(`${isa}${'~'.repeat(1_000_000)}`);
  });
});

function mutated(text: string, [place, byte, how]: readonly [number, number, number]): string {
  const at = Math.min(text.length - 1, Math.floor(place * text.length));
  return (
    text.slice(0, at) + (how === 1 ? '' : String.fromCharCode(byte)) + text.slice(how === 2 ? at : at + 1)
  );
}

/** Decodes, and encodes the acknowledgements. */
function answered(text: string): void {
  const received = decode(text, PARTNER);
  if (!received.ok) return;
  for (const payload of received.value.flatMap(acknowledge)) {
    const answer = encode(interchangeOf({ id: '997', control: '0001', payload }), PARTNER);
    expect(answer.issues.map((issue) => issue.text)).toEqual([]);
  }
}
