/** The freight invoice: matched by charge, disputed, paid once, whatever the carrier sends. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { POSTINGS } from '#orchestrator/core/out';
import { given, givenState, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { carrierPartner, ERP } from '../../../contracts/partners.ts';
import { type FreightInvoiceInput, LOAD } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { AUDIT_ANSWER, freightInvoiceActor } from './freight-invoice.ts';
import { BILL_ANSWER, DEADLINE_TIMER, type FreightInvoiceState, TASKS_MAX } from './freight-invoice-state.ts';

const actor = freightInvoiceActor(smallNetwork());
const CARRIER = 1;

const expectBill = (agreed = 1_000): FreightInvoiceInput =>
  input('expectBill', { charges: [['400', agreed - 100] as const, ['FUE', 100] as const] }, agreed, CARRIER);
const due: FreightInvoiceInput = input('billDue', null);
const noBill: FreightInvoiceInput = input('expectNoBill', null, CARRIER);
const billed = (
  charges: readonly (readonly [string, number])[],
  invoice = 77,
  total?: number,
): FreightInvoiceInput =>
  input(
    'freightBilled',
    { invoice, charges: charges.map(([code, amountMinor]) => ({ code, amountMinor })) },
    total ?? charges.reduce((sum, [, minor]) => sum + minor, 0),
    CARRIER,
  );
const right = billed([
  ['400', 900],
  ['FUE', 100],
]);
const detention = billed([
  ['400', 900],
  ['FUE', 100],
  ['DTL', 250],
]);
const corrected = (total: number): FreightInvoiceInput => input('invoiceCorrected', null, total, 77);
const stands: FreightInvoiceInput = input('disputeRejected', null, 1_250, 77);
const paid = (minor: number): FreightInvoiceInput => input('invoicePaid', null, minor, CARRIER);
const answered = (answer: number, no = 1): FreightInvoiceInput => input('taskAnswered', null, answer, no);
const rang: FreightInvoiceInput = input('timer', null, 0);

const pays = (minor: number) => ({ send: 'payInvoice', partner: ERP, key: TEST_KEY, a: minor, b: CARRIER });

describe('a bill as agreed', () => {
  test('is accrued, approved and paid', () => {
    expect(given(actor).when(expectBill()).effects).toEqual([{ post: 'freightAccrued', amountMinor: 1_000 }]);
    expect(given(actor, [expectBill()]).when(right).effects).toEqual([
      { event: 'freightMatched', n: 1, a: 1_000, b: 1 },
      { cancel: DEADLINE_TIMER },
      { post: 'freightApproved', amountMinor: 1_000 },
      pays(1_000),
    ]);
    expect(given(actor, [expectBill(), right]).when(paid(1_000))).toMatchObject({
      finished: true,
      effects: [
        { post: 'freightPaid', amountMinor: 1_000 },
        { tell: 'freightSettled', type: LOAD, key: TEST_KEY, a: 1_000, b: 1_000 },
      ],
    });
  });

  test.each([
    [
      'two hundredths over, by charge',
      [
        ['400', 918],
        ['FUE', 102],
      ],
      1_020,
    ],
    [
      'less than agreed',
      [
        ['400', 700],
        ['FUE', 50],
      ],
      750,
    ],
  ] as const)('is paid as billed: %s', (_name, charges, amount) => {
    expect(given(actor, [expectBill()]).when(billed(charges)).effects).toContainEqual(pays(amount));
  });
});

describe('a bill that does not come', () => {
  const asks = (n: number) => ({
    send: 'requestBill',
    partner: carrierPartner(CARRIER),
    key: TEST_KEY,
    a: n,
    b: CARRIER,
  });
  const again = { timer: DEADLINE_TIMER, at: TEST_NOW + LIMITS.answerGraceMs };
  const silent = [expectBill(), due, rang, rang];
  const task = [...silent, rang];

  test('is asked for a while after delivery, some times; then an auditor has the task', () => {
    expect(given(actor, [expectBill()]).when(due).effects).toEqual([
      { timer: DEADLINE_TIMER, at: TEST_NOW + LIMITS.billGraceMs },
    ]);
    expect(given(actor, [expectBill(), due]).when(rang).effects).toEqual([asks(1), again]);
    expect(given(actor, [expectBill(), due, rang]).when(rang).effects).toEqual([asks(2), again]);
    expect(given(actor, silent).when(rang)).toMatchObject({
      state: { status: 'expected', openTask: 1 },
      effects: [
        { timer: DEADLINE_TIMER, at: TEST_NOW + LIMITS.taskEscalationMs },
        { task: 'noBill', role: 'freight-auditor', no: 1 },
      ],
    });
  });

  test('the answer asks again; nobody answers: a supervisor has it, once', () => {
    expect(given(actor, task).when(answered(0))).toMatchObject({
      state: { openTask: 0 },
      effects: [asks(1), again],
    });
    expect(given(actor, task).when(rang).effects).toEqual([
      expect.objectContaining({ task: 'taskUnanswered', role: 'supervisor', no: 2 }),
    ]);
    expect(given(actor, [...task, rang]).when(rang).effects).toEqual([]);
    for (const no of [1, 2])
      expect(given(actor, [...task, rang]).when(answered(0, no)).effects).toContainEqual(asks(1));
  });

  const writtenOff = {
    state: { status: 'written-off', openTask: 0 },
    finished: true,
    effects: [
      { cancel: DEADLINE_TIMER },
      { post: 'freightOverAccrued', amountMinor: 1_000 },
      { event: 'freightWrittenOff', n: 1, a: 1_000, b: CARRIER },
      { tell: 'freightSettled', type: LOAD, key: TEST_KEY, a: 0, b: 0 },
    ],
  };

  test('an auditor, or whoever it was escalated to, writes it off: nothing is accrued any more, and the load is settled', () => {
    expect(given(actor, task).when(answered(BILL_ANSWER.writeOff))).toMatchObject(writtenOff);
    expect(given(actor, [...task, rang]).when(answered(BILL_ANSWER.writeOff, 2))).toMatchObject(writtenOff);
  });

  test('after so many tasks whatever is answered writes it off; unanswered, the last stays open', () => {
    const rounds = [...task];
    for (let no = 1; no < TASKS_MAX; no++) rounds.push(answered(BILL_ANSWER.askAgain, no), rang, rang);
    const before = given(actor, rounds.slice(0, -1)).when(rounds.at(-1)!);
    expect(before.state).toMatchObject({ status: 'expected', openTask: TASKS_MAX });
    expect(given(actor, rounds).when(answered(BILL_ANSWER.askAgain, TASKS_MAX))).toMatchObject(writtenOff);
    expect(given(actor, [...rounds, rang, rang]).when(rang)).toMatchObject({
      state: { status: 'expected', openTask: TASKS_MAX },
      effects: [],
    });
  });

  test('the bill ends it whenever it comes, and the answer that comes after it decides nothing', () => {
    expect(given(actor, task).when(right).effects).toContainEqual(pays(1_000));
    const disputed = [...task, detention, stands];
    expect(given(actor, disputed).when(answered(AUDIT_ANSWER.payBilled, 1))).toMatchObject({
      state: { status: 'auditing' },
      effects: [{ audit: 'inputNotExpected' }],
    });
    expect(given(actor, disputed).when(answered(AUDIT_ANSWER.payBilled, 2)).effects).toContainEqual(
      pays(1_250),
    );
  });

  test('an answer that nobody waits for changes nothing', () => {
    for (const history of [[expectBill()], silent, [...task, answered(0)]]) {
      const { state } = given(actor, history.slice(0, -1)).when(history.at(-1)!);
      const before: FreightInvoiceState = structuredClone(state);
      expect(given(actor, history).when(answered(1))).toMatchObject({
        state: before,
        effects: [{ audit: 'inputNotExpected' }],
      });
    }
  });

  test('no bill is due before delivery: a new booking waits for that, and a void one no longer ends', () => {
    for (const before of [[expectBill()], [expectBill(), noBill]])
      expect(given(actor, before).when(expectBill(1_300)).effects).toContainEqual({ cancel: DEADLINE_TIMER });
    expect(given(actor, task).when(noBill).state).toMatchObject({ status: 'void', openTask: 0 });
  });
});

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

describe('a bill that differs', () => {
  test.each([
    [
      'a charge over tolerance',
      billed([
        ['400', 919],
        ['FUE', 100],
      ]),
      ['400'],
    ],
    ['a charge that nobody agreed to', detention, ['DTL']],
    [
      'a total that its charges do not make',
      billed(
        [
          ['400', 900],
          ['FUE', 100],
        ],
        77,
        1_001,
      ),
      ['total'],
    ],
    [
      'one charge twice, each time as it was agreed once',
      billed([
        ['400', 900],
        ['400', 900],
        ['FUE', 100],
      ]),
      ['400'],
    ],
    [
      'one charge too high, another too low',
      billed([
        ['400', 850],
        ['FUE', 150],
      ]),
      ['FUE'],
    ],
  ] as const)('is disputed, nothing paid: %s', (_name, bill, codes) => {
    const { state, effects } = given(actor, [expectBill()]).when(bill);
    expect(state.status).toBe('disputed');
    expect(effects).toContainEqual(
      expect.objectContaining({
        send: 'disputeInvoice',
        partner: carrierPartner(CARRIER),
        a: 1_000,
        b: 77,
        body: { codes },
      }),
    );
    expect(effects).not.toContainEqual(expect.objectContaining({ send: 'payInvoice' }));
  });

  test('is paid as corrected, never over what was billed', () => {
    expect(given(actor, [expectBill(), detention]).when(corrected(1_000)).effects).toContainEqual(
      pays(1_000),
    );
    expect(given(actor, [expectBill(), detention]).when(corrected(9_999)).effects).toContainEqual(
      pays(1_250),
    );
  });

  test('goes to an auditor where the carrier insists, or does not answer', () => {
    for (const last of [stands, rang]) {
      const { state, effects } = given(actor, [expectBill(), detention]).when(last);
      expect(state.status).toBe('auditing');
      expect(effects).toContainEqual({
        task: 'disputedBill',
        role: 'freight-auditor',
        no: 1,
        dueAt: TEST_NOW + LIMITS.taskEscalationMs,
      });
    }
  });

  test.each([
    ['pays what is billed', answered(AUDIT_ANSWER.payBilled), 1_250],
    ['pays what was agreed', answered(AUDIT_ANSWER.payAgreed), 1_000],
    ['does not answer: what was agreed', rang, 1_000],
  ] as const)('an auditor %s', (_name, last, amount) => {
    expect(given(actor, [expectBill(), detention, stands]).when(last).effects).toContainEqual(pays(amount));
  });

  // One charge over, another under: 1,000 were agreed, 950 are billed.
  test.each([answered(AUDIT_ANSWER.payAgreed), rang])('is never paid above what it says: %o', (last) => {
    const over = billed([
      ['400', 950],
      ['DTL', 0],
    ]);
    expect(given(actor, [expectBill(), over, stands]).when(last).effects).toContainEqual(pays(950));
  });
});

describe('what must not be paid', () => {
  test('the same invoice again is a duplicate', () => {
    expect(given(actor, [expectBill(), right]).when(right)).toMatchObject({
      state: { status: 'approved' },
      effects: [{ audit: 'duplicateBill' }],
    });
  });

  test('the bill of a carrier that has nothing to bill', () => {
    const other = { ...right, b: 2 } as FreightInvoiceInput;
    expect(given(actor, [expectBill()]).when(other)).toMatchObject({
      state: { status: 'expected' },
      effects: [{ audit: 'billNotExpected' }],
    });
  });

  test('a booking that was called off: the accrual is taken back, a bill is told as unexpected, and time forgets it', () => {
    expect(given(actor, [expectBill()]).when(noBill).effects).toContainEqual({
      post: 'freightOverAccrued',
      amountMinor: 1_000,
    });
    expect(given(actor, [expectBill(), noBill]).when(right).effects).toEqual([
      expect.objectContaining({ audit: 'billNotExpected' }),
    ]);
    expect(given(actor, [expectBill(), noBill]).when(rang).finished).toBe(true);
  });

  test('a load that was tendered again is accrued anew', () => {
    const { state, effects } = given(actor, [expectBill(), noBill]).when(expectBill(1_300));
    expect(state).toMatchObject({ status: 'expected', agreedMinor: 1_300 });
    expect(effects).toContainEqual({ post: 'freightAccrued', amountMinor: 1_300 });
  });
});

describe('whatever comes', () => {
  const anything = fc.oneof(
    fc.constantFrom(right, detention, stands, rang, noBill),
    fc.constantFrom<FreightInvoiceInput>(
      { ...expectBill(2_400), b: 2 } as FreightInvoiceInput,
      input('expectFormerBill', null, 0, CARRIER),
    ),
    fc.integer({ min: 1, max: 3_000 }).map(corrected),
    fc.integer({ min: 0, max: 1 }).map(answered),
    fc.integer({ min: 200, max: 2_000 }).map((minor) => expectBill(minor)),
  );

  test('it asks for one payment at most, and the ledger balances once it is paid', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 25 }), (inputs) => {
        const state = actor.initial(TEST_KEY);
        const accounts = new Map<string, number>();
        const payments: number[] = [];
        const step = (each: FreightInvoiceInput): boolean => {
          const { effects, finished } = givenState(actor, state).when(each);
          for (const effect of effects) {
            if ('send' in effect && effect.send === 'payInvoice') payments.push(effect.a);
            if (!('post' in effect)) continue;
            const [debit, credit] = POSTINGS[effect.post as keyof typeof POSTINGS];
            accounts.set(debit, (accounts.get(debit) ?? 0) + effect.amountMinor);
            accounts.set(credit, (accounts.get(credit) ?? 0) - effect.amountMinor);
          }
          return finished;
        };
        let over = step(expectBill());
        for (const each of inputs) if (!over) over = step(each);
        expect(payments.length).toBeLessThanOrEqual(1);
        if (payments.length === 1) step(paid(payments[0]!));
        if (payments.length === 0 && !over) return;
        expect(accounts.get('freight-accrual') ?? 0).toBe(0);
        expect(accounts.get('accounts-payable') ?? 0).toBe(0);
        expect(accounts.get('freight-expense') ?? 0).toBe(payments[0] ?? 0);
      }),
    );
  });
});
