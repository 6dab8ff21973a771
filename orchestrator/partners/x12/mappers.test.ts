/**
 * What must hold: a mapper loses no fact that the format carries, and whatever it makes the codec can write, so that runs
 * by reference and by bytes see the same. Shown by round trips of shapes, by shapes with hostile text, and by examples of
 * what is left out.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interchangeOf } from '#testing/arbitraries/x12-arbitraries';
import { runs } from '#testing/properties/properties';
import type { X12Set } from '../../contracts/x12-interchange.ts';
import type {
  CarrierInvoice,
  StatusReport,
  Tender,
  TenderAnswer,
  TenderStop,
  WhenThere,
} from '../carrier-shapes.ts';
import type { Result } from '../result.ts';
import { encode } from './codec.ts';
import { invoiceFromX12, invoiceToX12 } from './invoice/mapper.ts';
import type { X12Issue } from './issues.ts';
import { answerFromX12, answerToX12 } from './response/mapper.ts';
import { statusesFromX12, statusToX12 } from './status/mapper.ts';
import { milestoneOf } from './status/milestones.ts';
import { tenderFromX12, tenderToX12 } from './tender/mapper.ts';

const OPTIONS = { partner: 'CARR', currencyDefault: 'USD', currency: 'USD', reportedAt: 1_000 };

function value<Value>(result: Result<Value, X12Issue>): Value {
  if (!result.ok) throw new Error(result.issues.map((issue) => issue.text).join('\n'));
  return result.value;
}

function expectWritable(set: X12Set): void {
  expect(encode(interchangeOf(set), 'CARR').issues.map((issue) => issue.text)).toEqual([]);
}

const WORD = fc.stringMatching(/^[A-Za-z0-9]{2,12}$/);
const KEY = fc.stringMatching(/^[A-Z0-9][A-Z0-9-]{0,20}$/);
const NAME = fc.array(WORD, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const WHEN: fc.Arbitrary<WhenThere> = fc.oneof(
  fc.integer({ min: 0, max: 4e10 }).map((n) => ({ kind: 'instant' as const, at: n * 100 })),
  fc.constant({ kind: 'local' as const, date: '20261126', time: '0830' }),
);
const AMOUNT = fc.integer({ min: 0, max: 999_999_999 });
const STOP: fc.Arbitrary<TenderStop> = fc.record({
  placeCode: fc.option(WORD),
  name: NAME,
  city: fc.option(WORD),
  state: fc.option(fc.constantFrom('TX', 'ON')),
  postal: fc.option(fc.constantFrom('78736', 'T0C 1Z0')),
  country: fc.option(fc.constantFrom('US', 'CAN')),
  earliest: fc.option(WHEN),
  latest: fc.option(WHEN),
});
/** Whole units: exact in every currency. */
const TERMS = fc.record({
  freeTimeMs: fc.nat(999_999).map((minutes) => minutes * 60_000),
  perHourMinor: fc.nat(99_999),
});

const TENDER: fc.Arbitrary<Tender> = fc.record({
  purpose: fc.constantFrom('original', 'cancel', 'change', 'replace'),
  loadKey: KEY,
  attempt: fc.option(fc.integer({ min: 1, max: 99 })),
  carrierScac: fc.constantFrom('CARR', 'AB'),
  shipperRef: fc.option(KEY),
  pickup: STOP,
  delivery: STOP,
  weightGrams: fc.option(fc.integer({ min: 0, max: 9_999_999_999 })),
  handlingUnits: fc.option(fc.integer({ min: 0, max: 9_999_999 })),
  equipment: fc.option(fc.constantFrom('dryVan', 'reefer', 'flatbed', 'ZZ')),
  mode: fc.option(fc.constantFrom('AIR', 'GROUND', 'LTL', 'Q')),
  respondBy: fc.option(WHEN),
  ratedMinor: fc.option(AMOUNT),
  currency: fc.constantFrom('USD', 'CAD', 'JPY'),
  detention: fc.option(TERMS),
  hazmat: fc.array(
    fc.record({
      unNumber: fc.constantFrom('UN1090', 'UN1203'),
      hazardClass: fc.constantFrom('3', '2.1'),
      packingGroup: fc.option(fc.constantFrom('I', 'II', 'III')),
      properName: NAME,
    }),
    { maxLength: 3 },
  ),
});

describe('tender', () => {
  it('comes back, and can be written', () => {
    fc.assert(
      fc.property(TENDER, (tender) => {
        const payload = value(tenderToX12(tender, OPTIONS));
        expectWritable({ id: '204', control: '0001', payload });
        expect(value(tenderFromX12(payload, OPTIONS))).toEqual(tender);
      }),
      { numRuns: runs(100) },
    );
  });

  it('whatever the text in it, it is written or refused by the mapper, never by the codec', () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 });
    const wildStop = STOP.chain((stop) =>
      fc
        .record({ name: text, city: text, state: text, postal: text, country: text, placeCode: text })
        .map((wild) => ({ ...stop, ...wild })),
    );
    const wild = fc
      .tuple(
        TENDER,
        wildStop,
        wildStop,
        fc.record({ loadKey: fc.oneof(KEY, text), equipment: text, mode: text, carrierScac: text }),
        text,
      )
      .map(([tender, pickup, delivery, rest, name]) => ({
        ...tender,
        ...rest,
        pickup,
        delivery,
        hazmat: tender.hazmat.map((each) => ({ ...each, properName: name, packingGroup: name })),
      }));
    fc.assert(
      fc.property(wild, (tender) => {
        const result = tenderToX12(tender, OPTIONS);
        if (result.ok) expectWritable({ id: '204', control: '0001', payload: result.value });
        else expect(result.issues.map((issue) => issue.severity)).toContain('error');
      }),
      { numRuns: runs(200) },
    );
  });

  it('with more than two stops is read from the first pickup to the last delivery, and reported', () => {
    const [tender] = fc.sample(TENDER, { numRuns: 1, seed: 1 });
    const payload = value(tenderToX12(tender!, OPTIONS));
    const [pickup, delivery] = payload.stops;
    const between = { ...delivery!, parties: [] };
    const result = tenderFromX12({ ...payload, stops: [pickup!, between, delivery!] }, OPTIONS);
    expect(value(result)).toEqual(tender);
    expect(result.issues.map((issue) => issue.code)).toEqual(['factDiffers']);
  });
});

const ANSWER: fc.Arbitrary<TenderAnswer> = fc
  .record({
    loadKey: KEY.filter((key) => key.length > 1),
    attempt: fc.option(fc.integer({ min: 1, max: 99 })),
    carrierScac: fc.constantFrom('CARR', null),
    answer: fc.constantFrom('accepted', 'declined', 'countered'),
    reason: fc.option(
      fc.oneof(
        fc.constantFrom('EQU', 'X12'),
        fc.array(WORD, { minLength: 2, maxLength: 3 }).map((words) => words.join(' ')),
      ),
    ),
    counterMinor: fc.option(AMOUNT),
    detention: fc.option(TERMS),
  })
  .map((answer) => ({
    ...answer,
    answer: answer.answer as NonNullable<TenderAnswer['answer']>,
    rawCode: { accepted: 'A', declined: 'D', countered: 'C' }[answer.answer]!,
    counterMinor: answer.answer === 'countered' ? answer.counterMinor : null,
    detention: answer.answer === 'countered' ? answer.detention : null,
  }));

describe('answer', () => {
  it('comes back, and can be written', () => {
    fc.assert(
      fc.property(ANSWER, (answer) => {
        const payload = value(answerToX12(answer, OPTIONS));
        expectWritable({ id: '990', control: '0001', payload });
        expect(value(answerFromX12(payload, OPTIONS))).toEqual(answer);
      }),
    );
  });

  it.each(['B', 'Q', null])('code %s answers nothing and is kept', (action) => {
    const answer = { scac: 'CARR', shipmentId: 'LOAD17', date: null, action };
    const result = answerFromX12(
      { answer, identifications: [], charges: [], events: [], remarks: [] },
      OPTIONS,
    );
    expect(value(result)).toMatchObject({ answer: null, rawCode: action });
    expect(result.issues).toHaveLength(1);
  });

  it('an amount finer than a cent is refused, not rounded', () => {
    const answer = { scac: 'CARR', shipmentId: 'LOAD17', date: null, action: 'C' };
    const charges = [{ code: '400', amount: '1234.567' }];
    expect(answerFromX12({ answer, identifications: [], charges, events: [], remarks: [] }, OPTIONS).ok).toBe(
      false,
    );
  });
});

const REPORT: fc.Arbitrary<StatusReport> = fc
  .record({
    loadKey: KEY,
    carrierScac: fc.constantFrom('CARR', 'AB'),
    carrierRef: fc.option(KEY),
    kind: fc.constantFrom('status' as const, 'appointment' as const),
    rawCode: fc.constantFrom('D1', 'AF', 'X3', 'AA', 'AB', 'ZZ', 'AR'),
    reasonRaw: fc.option(fc.constantFrom('NS', 'AM', 'QQ')),
    occurredAt: fc.option(WHEN),
    city: fc.option(WORD),
    state: fc.option(fc.constantFrom('TX', 'ON')),
    country: fc.option(fc.constantFrom('US')),
  })
  .map((report) => ({ ...report, reportedAt: 1_000, mappedCode: milestoneOf(report.kind, report.rawCode) }));

describe('status', () => {
  it('comes back, and can be written', () => {
    fc.assert(
      fc.property(REPORT, (report) => {
        const payload = value(statusToX12(report, OPTIONS));
        expectWritable({ id: '214', control: '0001', payload });
        expect(value(statusesFromX12(payload, OPTIONS))).toEqual([report]);
      }),
    );
  });

  it.each([
    ['status', 'X3', 'pickupArrived'],
    ['status', 'CP', 'loaded'],
    ['status', 'AF', 'departed'],
    ['status', 'X6', 'inTransit'],
    ['status', 'AG', 'deliveryEstimated'],
    ['status', 'X1', 'arrived'],
    ['status', 'AJ', 'outForDelivery'],
    ['status', 'D1', 'delivered'],
    ['status', 'SD', 'delayed'],
    ['status', 'AH', 'attempted'],
    ['status', 'A7', 'refused'],
    ['status', 'A9', 'damaged'],
    ['status', 'PR', 'customsHold'],
    ['status', 'AA', 'pickupEstimated'],
    ['appointment', 'AA', 'pickupAppointed'],
    ['status', 'RL', null],
    ['status', 'QQ', null],
    ['appointment', 'D1', null],
  ] as const)('%s %s is %s', (kind, code, milestone) => {
    expect(milestoneOf(kind, code)).toBe(milestone);
  });
});

const INVOICE: fc.Arbitrary<CarrierInvoice> = fc
  .record({
    loadKey: KEY,
    carrierScac: fc.constantFrom('CARR', null),
    invoiceNo: KEY,
    date: fc.constant('20261126'),
    charges: fc.array(
      fc.record({
        code: fc.constantFrom('400', 'FUE', 'DSC', 'Q9Q'),
        amountMinor: fc.integer({ min: -9_999_999, max: 9_999_999 }),
      }),
      { maxLength: 5 },
    ),
    totalMinor: AMOUNT,
    currency: fc.constantFrom('USD', 'CAD', 'JPY'),
    correctionOf: fc.option(KEY),
    correction: fc.option(
      fc.constantFrom('adjustment' as const, 'balanceDue' as const, 'replacement' as const),
    ),
  })
  .map((invoice) => ({
    ...invoice,
    correctionOf: invoice.correction === null ? null : invoice.correctionOf,
  }));

describe('invoice', () => {
  it('comes back to the cent, and can be written', () => {
    fc.assert(
      fc.property(INVOICE, (invoice) => {
        const payload = value(invoiceToX12(invoice, OPTIONS));
        expectWritable({ id: '210', control: '0001', payload });
        expect(value(invoiceFromX12(payload, OPTIONS))).toEqual(invoice);
      }),
    );
  });

  it('with a total that is not the sum says so', () => {
    const invoice: CarrierInvoice = {
      loadKey: 'LOAD17',
      carrierScac: 'CARR',
      invoiceNo: 'INV7',
      date: '20261126',
      charges: [{ code: '400', amountMinor: 1_000 }],
      totalMinor: 1_001,
      currency: 'USD',
      correctionOf: null,
      correction: null,
    };
    const result = invoiceFromX12(value(invoiceToX12(invoice, OPTIONS)), OPTIONS);
    expect(result.issues.map((issue) => issue.text)).toEqual([
      'CARR: 210 of invoice INV7: the charges make 1000, the invoice says: "1001"',
    ]);
  });
});

describe('facts that are not carried', () => {
  const wildText = fc.string({ unit: 'binary', maxLength: 40 });
  const wildNumber = fc.oneof(fc.double(), fc.integer(), fc.maxSafeInteger());
  const wildWhen: fc.Arbitrary<WhenThere> = fc.oneof(
    wildNumber.map((at) => ({ kind: 'instant' as const, at })),
    fc.record({ kind: fc.constant('local' as const), date: wildText, time: fc.option(wildText) }),
  );

  function expectMapped(result: Result<unknown, X12Issue>, set: (payload: never) => X12Set): void {
    if (result.ok) expectWritable(set(result.value as never));
    else expect(result.issues.map((issue) => issue.severity)).toContain('error');
  }

  it('in an invoice or a status, whatever they are, the mapper refuses or leaves out', () => {
    fc.assert(
      fc.property(
        INVOICE,
        REPORT,
        wildText,
        wildText,
        wildNumber,
        wildWhen,
        (invoice, report, a, b, n, when) => {
          const invoices = [
            { ...invoice, invoiceNo: a },
            { ...invoice, totalMinor: n },
            { ...invoice, date: a },
            { ...invoice, currency: a },
            { ...invoice, charges: [{ code: a, amountMinor: n }] },
          ];
          for (const each of invoices) {
            expectMapped(invoiceToX12(each, OPTIONS), (payload) => ({ id: '210', control: '0001', payload }));
          }
          const reports = [
            { ...report, rawCode: a },
            { ...report, occurredAt: when, carrierScac: b },
            { ...report, city: a, state: b, country: a, reasonRaw: b },
            { ...report, occurredAt: when },
          ];
          for (const each of reports) {
            expectMapped(statusToX12(each, OPTIONS), (payload) => ({ id: '214', control: '0001', payload }));
          }
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it('in an answer or a tender', () => {
    fc.assert(
      fc.property(ANSWER, TENDER, wildText, wildNumber, wildWhen, (answer, tender, a, n, when) => {
        const answers = [
          { ...answer, loadKey: a },
          { ...answer, reason: a },
          { ...answer, counterMinor: n },
          { ...answer, answer: null, rawCode: a },
        ];
        for (const each of answers) {
          expectMapped(answerToX12(each, OPTIONS), (payload) => ({ id: '990', control: '0001', payload }));
        }
        const tenders = [
          { ...tender, weightGrams: n, handlingUnits: n },
          { ...tender, ratedMinor: n },
          { ...tender, respondBy: when },
          { ...tender, pickup: { ...tender.pickup, latest: when } },
          { ...tender, currency: a, shipperRef: a },
        ];
        for (const each of tenders) {
          expectMapped(tenderToX12(each, OPTIONS), (payload) => ({ id: '204', control: '0001', payload }));
        }
      }),
      { numRuns: runs(200) },
    );
  });
});
