/** Rules of thumb for carriers' bills, and the hard rule behind them: nothing beyond agreement and tolerance is paid by recommendation. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { type CarrierRecordPicture, EMPTY_RECORD } from './carrier-record.ts';
import { passGate } from './gate.ts';
import {
  duplicateAndOutlier,
  INVOICE_POLICIES,
  type InvoiceContext,
  type InvoiceOption,
  type InvoicePolicy,
  toleranceTable,
  toTheCent,
  withinTolerance,
} from './invoice-anomaly.ts';
import type { View } from './view.ts';

const context: InvoiceContext = {
  carrier: 1,
  billedMinor: 10_000,
  agreedMinor: 10_000,
  charges: [],
  aboveMinor: 0,
  unknownMinor: 0,
  beyondMinor: 0,
  beyondTotalMinor: 0,
  totalOffMinor: 0,
};
const optionsFor = ({ aboveMinor, unknownMinor, totalOffMinor }: InvoiceContext): InvoiceOption[] => {
  const contested = aboveMinor + unknownMinor + totalOffMinor > 0;
  const actions = contested ? (['pay', 'dispute', 'person'] as const) : (['pay', 'person'] as const);
  return actions.map((action) => ({ action, codes: [], carrier: 1 }));
};
const record = (changes: Partial<CarrierRecordPicture>): View => ({
  type: 'carrier-record',
  key: 1,
  ageMs: 0,
  state: { ...EMPTY_RECORD, ...changes },
});
const done = (policy: InvoicePolicy, changes: Partial<InvoiceContext>, ...views: View[]): string => {
  const asked = { ...context, ...changes };
  const options = optionsFor(asked);
  return options[passGate({ context: asked, options, rules: [withinTolerance], views }, policy).chosen]!
    .action;
};

test.each(INVOICE_POLICIES)('$name pays a bill as agreed, and disputes one beyond tolerance', (policy) => {
  expect(done(policy, {})).toBe('pay');
  expect(done(policy, { aboveMinor: 900, beyondMinor: 900, beyondTotalMinor: 700 })).toBe('dispute');
});

test('what is above agreement and within tolerance is paid by the table, disputed to the cent, and disputed where it stands out', () => {
  const small = { aboveMinor: 40 };
  const large = { aboveMinor: 150 };
  expect([done(toleranceTable, small), done(toleranceTable, large)]).toEqual(['pay', 'pay']);
  expect([done(toTheCent, small), done(toTheCent, large)]).toEqual(['dispute', 'dispute']);
  expect([done(duplicateAndOutlier, small), done(duplicateAndOutlier, large)]).toEqual(['pay', 'dispute']);
});

test('where a carrier’s bills are above agreement as a rule, only what is more than that stands out; beyond tolerance a person looks at the usual', () => {
  const usual = record({ usuallyAbove: 30_000 });
  const fuel = { aboveMinor: 180, beyondMinor: 180 };
  expect([done(toleranceTable, fuel, usual), done(duplicateAndOutlier, fuel, usual)]).toEqual([
    'dispute',
    'pay',
  ]);
  expect(done(duplicateAndOutlier, fuel)).toBe('dispute');
  expect(done(duplicateAndOutlier, { ...fuel, aboveMinor: 340, beyondTotalMinor: 140 }, usual)).toBe(
    'person',
  );
  expect(done(duplicateAndOutlier, { ...fuel, aboveMinor: 360, beyondTotalMinor: 160 }, usual)).toBe(
    'dispute',
  );
  expect(done(duplicateAndOutlier, { ...fuel, unknownMinor: 1 }, usual)).toBe('dispute');
});

test('where disputes are lost, or bills come twice, a person looks at what stands out', () => {
  const wrong = { aboveMinor: 900, beyondMinor: 900, beyondTotalMinor: 700 };
  expect(done(duplicateAndOutlier, wrong, record({ bills: 90, disputes: 8, corrected: 1 }))).toBe('person');
  expect(done(duplicateAndOutlier, wrong, record({ bills: 90, disputes: 8, corrected: 2 }))).toBe('dispute');
  expect(done(duplicateAndOutlier, wrong, record({ bills: 31, duplicates: 8 }))).toBe('person');
  expect(done(duplicateAndOutlier, wrong, record({ bills: 32, duplicates: 8 }))).toBe('dispute');
});

test('whoever decides, nothing beyond agreement and tolerance is paid', () => {
  const pays: InvoicePolicy = { name: 'pays', summary: '', recommend: () => 0 };
  const minor = fc.nat({ max: 2_000 });
  fc.assert(
    fc.property(minor, minor, minor, (aboveMinor, beyondTotalMinor, totalOffMinor) => {
      for (const policy of [pays, ...INVOICE_POLICIES]) {
        const action = done(policy, {
          aboveMinor: Math.max(aboveMinor, beyondTotalMinor),
          beyondTotalMinor,
          totalOffMinor,
        });
        expect(action === 'pay' && beyondTotalMinor + totalOffMinor > 0).toBe(false);
      }
    }),
    { numRuns: runs(100) },
  );
});
