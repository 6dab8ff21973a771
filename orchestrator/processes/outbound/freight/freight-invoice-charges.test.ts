/**
 * What a bill is compared with, charge by charge: detention, speed, codes in several lines, and the former carrier of a
 * load. Read each test as given inputs, when an input, then these effects; whatever lines a bill has, no more is paid than
 * was agreed and is tolerated.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { given, input } from '#testing/core/given';
import type { FreightInvoiceInput } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { billed, CARRIER, expectBill, noBill, pays, right } from './freight-invoice.fixture.ts';
import { freightInvoiceActor } from './freight-invoice.ts';

const actor = freightInvoiceActor(smallNetwork());

describe('detention', () => {
  const contract: FreightInvoiceInput = input('expectCharge', { code: 'DTL' }, 250);
  const expected = [expectBill(), contract];
  const billedFor = (minor: number) =>
    billed([
      ['400', 900],
      ['FUE', 100],
      ['DTL', minor],
    ]);

  test('that the contract allows is paid, more is disputed by its code', () => {
    expect(given(actor, expected).when(billedFor(250)).effects).toContainEqual(pays(1_250));
    expect(given(actor, expected).when(billedFor(256)).effects).toContainEqual(
      expect.objectContaining({ send: 'disputeInvoice', a: 1_250, body: { codes: ['DTL'] } }),
    );
  });

  test('that is not billed is not paid, and the accrual for it is taken back', () => {
    expect(given(actor, expected).when(right).effects).toEqual(
      expect.arrayContaining([{ post: 'freightOverAccrued', amountMinor: 250 }, pays(1_000)]),
    );
  });

  test('heard of after the bill changes nothing', () => {
    expect(given(actor, [expectBill(), right]).when(contract)).toMatchObject({
      state: { agreedMinor: 1_000 },
      effects: [{ audit: 'inputNotExpected' }],
    });
  });
});

test('what is agreed on later is expected, too', () => {
  const speed: FreightInvoiceInput = input('expectCharge', { code: 'EXP' }, 5_000);
  expect(given(actor, [expectBill()]).when(speed).effects).toEqual([
    { post: 'freightAccrued', amountMinor: 5_000 },
  ]);
  const bill = billed([
    ['400', 900],
    ['FUE', 100],
    ['EXP', 5_000],
  ]);
  expect(given(actor, [expectBill(), speed]).when(bill).effects).toContainEqual(pays(6_000));
});

test('one code in several lines, or agreed to several times, is compared as a whole', () => {
  const detention = (minor: number): FreightInvoiceInput => input('expectCharge', { code: 'DTL' }, minor);
  const history = [expectBill(), detention(100), detention(150)];
  const lines = (last: number) =>
    billed([
      ['400', 500],
      ['DTL', 125],
      ['FUE', 100],
      ['400', 400],
      ['DTL', last],
    ]);
  expect(given(actor, history).when(lines(125)).effects).toContainEqual(pays(1_250));
  expect(given(actor, history).when(lines(131)).effects).toContainEqual(
    expect.objectContaining({ send: 'disputeInvoice', a: 1_250, body: { codes: ['DTL'] } }),
  );
});

test('whatever lines a bill has, no more is paid without dispute than was agreed and is tolerated', () => {
  const code = fc.constantFrom('400', 'FUE', 'DTL', 'EXP');
  const minor = fc.oneof(fc.constantFrom(0, 50, 100, 900), fc.integer({ min: -500, max: 2_000 }));
  const agreedMinor = fc.integer({ min: 0, max: 500 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(code, agreedMinor), { maxLength: 4 }),
      fc.array(fc.tuple(code, minor), { maxLength: 8 }),
      (expected, lines) => {
        const agreed = new Map([
          ['400', 900],
          ['FUE', 100],
        ]);
        for (const [each, more] of expected) agreed.set(each, (agreed.get(each) ?? 0) + more);
        const charges = expected.map(([each, more]) => input('expectCharge', { code: each }, more));
        const history = [expectBill(), ...(charges as FreightInvoiceInput[])];
        const { effects } = given(actor, history).when(billed(lines));
        const paid = effects.find((effect) => 'send' in effect && effect.send === 'payInvoice');
        const most = (of: number): number => of * (1 + LIMITS.invoiceTolerance);
        const total = lines.reduce((sum, [, each]) => sum + each, 0);
        const within = [...new Set(lines.map(([each]) => each))].every(
          (each) =>
            lines.reduce((sum, [of, line]) => (of === each ? sum + line : sum), 0) <=
            most(agreed.get(each) ?? 0),
        );
        expect(paid !== undefined).toBe(within);
        if (paid === undefined) return;
        expect(paid).toMatchObject({ a: total });
        expect(total).toBeLessThanOrEqual(most([...agreed.values()].reduce((sum, each) => sum + each, 0)));
      },
    ),
  );
});

describe('a load that another carrier is to fetch under way', () => {
  const onward = { ...expectBill(2_400), b: 2 } as FreightInvoiceInput;
  const detention: FreightInvoiceInput = input('expectCharge', { code: 'DTL' }, 250);
  const former: FreightInvoiceInput = input('expectFormerBill', null, 0, CARRIER);

  test('and that never comes: the former one is paid as was agreed with it, detention and all', () => {
    const history = [expectBill(), detention, onward];
    expect(given(actor, history).when(former)).toMatchObject({
      state: { status: 'expected', carrier: CARRIER, agreedMinor: 1_250, codes: ['400', 'FUE', 'DTL'] },
      effects: [
        { post: 'freightOverAccrued', amountMinor: 2_400 },
        { post: 'freightAccrued', amountMinor: 1_250 },
      ],
    });
    const bill = billed([
      ['400', 900],
      ['FUE', 100],
      ['DTL', 250],
    ]);
    expect(given(actor, [...history, former]).when(bill).effects).toContainEqual(pays(1_250));
    expect(given(actor, history).when(bill).effects).toEqual([
      expect.objectContaining({ audit: 'billNotExpected' }),
    ]);
  });

  test('is billed by nobody before where nobody was booked before, nor twice', () => {
    for (const history of [[expectBill()], [expectBill(), noBill, onward], [expectBill(), onward, former]])
      expect(given(actor, history).when(former).effects).toEqual([
        expect.objectContaining({ audit: 'inputNotExpected' }),
      ]);
  });
});
