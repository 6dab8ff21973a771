/**
 * What must hold: real files are read, with all that is odd about them reported; the two broken ones say what is wrong.
 * Skipped where the files are missing; nothing of them is copied here but facts.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { X12Set } from '../../contracts/x12-interchange.ts';
import { acknowledge } from './acknowledge.ts';
import { textOfBytes } from './bytes.ts';
import { decode, issuesOf, type ReceivedInterchange } from './codec.ts';
import { invoiceFromX12 } from './invoice/mapper.ts';
import { answerFromX12 } from './response/mapper.ts';
import { statusesFromX12 } from './status/mapper.ts';
import { tenderFromX12 } from './tender/mapper.ts';

const FOLDER = new URL('../../../../shared/data/edi/', import.meta.url);
const PARTNER = 'sample';

function read(name: string) {
  return decode(textOfBytes(readFileSync(new URL(name, FOLDER))), PARTNER);
}

function interchange(name: string): ReceivedInterchange {
  const received = read(name);
  if (!received.ok) throw new Error(received.issues[0]?.text);
  return received.value[0]!;
}

function sets(name: string): X12Set[] {
  return interchange(name).groups.flatMap((group) =>
    group.sets.map(({ result }) => {
      if (!result.ok) throw new Error(result.issues.map((issue) => issue.text).join('\n'));
      return result.value;
    }),
  );
}

type Payload<Id extends X12Set['id']> = Extract<X12Set, { readonly id: Id }>['payload'];

function payload<Id extends X12Set['id']>(name: string, id: Id): Payload<Id> {
  const payloads: unknown[] = sets(name).flatMap((set) => (set.id === id ? [set.payload] : []));
  return payloads[0] as Payload<Id>;
}

describe.skipIf(!existsSync(FOLDER))('real files', () => {
  it.each([
    [
      'x12-204-mercurygate.edi',
      ['sample: 204 178780001 SE-01: there are 38 segments, and it says: "41" (segment 40, byte 1203)'],
    ],
    ['x12-204-stupidedi.edi', []],
    ['x12-210-mercurygate.edi', []],
    ['x12-214-canadapost-19st.txt', []],
    [
      'x12-214-mercurygate.edi',
      ['sample: group QM 82265 GS-08: read as 004010, though it says: "004030" (segment 2, byte 149)'],
    ],
    ['x12-990-mercurygate.edi', []],
    ['x12-997-gtlogistics.edi', []],
    [
      'x12-204-no-ge-trailer.edi',
      ['sample: group SM 000001000 IEA: no GE ends the group before (segment 3, byte 169)'],
    ],
    [
      'x12-204-no-gs-heading.edi',
      [
        'sample: interchange 000011111 GE: GE without a GS (segment 4, byte 185)',
        'sample: interchange 000011111 IEA-01: there are 1 groups, and it says: "2" (segment 5, byte 205)',
      ],
    ],
    [
      'x12-856-ex1.txt',
      ['sample: 856 0001 ST-01: this transaction set is not read: "856" (segment 3, byte 173)'],
    ],
    [
      'x12-940-simplot.txt',
      [
        'sample: interchange IEA: the text ends without a terminator (segment 31, byte 1067)',
        'sample: interchange 398161180 IEA-02: ISA has control number 398161180, and it says: "940001777" (segment 31, byte 1073)',
        'sample: group OW 177818711 GE-02: GS has control number 177818711, and it says: "940001777" (segment 30, byte 1056)',
        'sample: 940 0001 ST-01: this transaction set is not read: "940" (segment 3, byte 172)',
      ],
    ],
  ])('%s: what is odd', (name, texts) => {
    expect(issuesOf(read(name)).map((issue) => issue.text)).toEqual(texts);
  });

  it('x12-945-interamerican.txt, whose GS holds separators of its own, is read as far as it goes', () => {
    const codes = issuesOf(read('x12-945-interamerican.txt')).map((issue) => issue.code);
    expect(codes).toEqual(['versionDiffers', 'controlDiffers', 'setUnsupported']);
  });

  it('a 204: two stops, windows on local clocks, pounds, the charge to the cent', () => {
    const result = tenderFromX12(payload('x12-204-mercurygate.edi', '204'), {
      partner: PARTNER,
      currencyDefault: 'USD',
    });
    expect(result.ok && result.value).toMatchObject({
      purpose: 'original',
      loadKey: '75027674',
      carrierScac: 'SCAC',
      shipperRef: '88756818',
      pickup: {
        placeCode: '1520',
        city: 'RUMFORD',
        state: 'ME',
        postal: '04276',
        earliest: { kind: 'local', date: '20160726', time: '1009' },
        latest: { kind: 'local', date: '20160729', time: '2359' },
      },
      delivery: { city: 'WEST ALLIS', earliest: { kind: 'local', date: '20160727', time: '0001' } },
      // 5472 lb
      weightGrams: 2_482_057,
      handlingUnits: 5472,
      ratedMinor: 55_721,
      currency: 'USD',
      respondBy: null,
    });
  });

  it('a 204 with LD and UL stops, order lines and a deadline in Eastern time', () => {
    const result = tenderFromX12(payload('x12-204-stupidedi.edi', '204'), {
      partner: PARTNER,
      currencyDefault: 'USD',
    });
    expect(result.ok && result.value).toMatchObject({
      loadKey: '12345678',
      equipment: 'trailer',
      respondBy: { kind: 'instant', at: Date.UTC(2022, 7, 22, 15, 20) },
      pickup: { city: 'ATTALLA', earliest: { kind: 'instant', at: Date.UTC(2022, 7, 23, 21, 30) } },
      delivery: { city: 'ORLANDO' },
      ratedMinor: 215_267,
    });
    expect(payload('x12-204-stupidedi.edi', '204').stops.map((stop) => stop.orders.length)).toEqual([2, 2]);
  });

  it('a 990: accepted', () => {
    const result = answerFromX12(payload('x12-990-mercurygate.edi', '990'), {
      partner: PARTNER,
      currency: 'USD',
    });
    expect(result.ok && result.value).toMatchObject({
      loadKey: '75027674',
      answer: 'accepted',
      attempt: null,
    });
  });

  it('a 210: four charges, one a discount, make the total', () => {
    const result = invoiceFromX12(payload('x12-210-mercurygate.edi', '210'), {
      partner: PARTNER,
      currencyDefault: 'USD',
    });
    expect(result.issues).toEqual([]);
    expect(result.ok && result.value).toMatchObject({
      invoiceNo: '09851270',
      loadKey: '75027674',
      totalMinor: 65_940,
      charges: [
        { code: '400', amountMinor: 363_604 },
        { code: 'CUS', amountMinor: 1_500 },
        { code: 'FUE', amountMinor: 2_627 },
        { code: 'DSC', amountMinor: -301_791 },
      ],
      correctionOf: null,
    });
  });

  it('a file of nineteen 214s: zones CS, MT, PT, ET and none', () => {
    const reports = sets('x12-214-canadapost-19st.txt').flatMap((set) => {
      const result = statusesFromX12((set as Extract<X12Set, { id: '214' }>).payload, {
        partner: PARTNER,
        reportedAt: 0,
      });
      return result.ok ? result.value : [];
    });
    expect(reports).toHaveLength(19);
    expect(
      reports.slice(0, 5).map(({ mappedCode, reasonRaw, occurredAt }) => [mappedCode, reasonRaw, occurredAt]),
    ).toEqual([
      ['acknowledged', 'NS', { kind: 'local', date: '20191103', time: '1534' }],
      ['attempted', 'AG', { kind: 'instant', at: Date.UTC(2019, 10, 2, 23, 25) }],
      ['cancelled', 'BT', { kind: 'instant', at: Date.UTC(2019, 10, 3, 0, 52) }],
      ['delivered', 'NS', { kind: 'instant', at: Date.UTC(2019, 10, 2, 22, 48) }],
      ['departed', 'NS', { kind: 'instant', at: Date.UTC(2019, 10, 3, 21, 9) }],
    ]);
  });

  it('the acknowledgements: with errors, accepted, rejected; none for a 997', () => {
    const outcome = (name: string) => acknowledge(interchange(name)).map((each) => each.outcome);
    expect(outcome('x12-204-mercurygate.edi')).toMatchObject([
      { code: 'E', included: 1, received: 1, accepted: 1 },
    ]);
    expect(outcome('x12-214-canadapost-19st.txt')).toMatchObject([{ code: 'A', included: 19, accepted: 19 }]);
    expect(outcome('x12-856-ex1.txt')).toMatchObject([{ code: 'R', received: 1, accepted: 0 }]);
    expect(outcome('x12-204-no-ge-trailer.edi')).toMatchObject([{ code: 'R', error1: '3' }]);
    expect(outcome('x12-997-gtlogistics.edi')).toEqual([]);
  });
});
