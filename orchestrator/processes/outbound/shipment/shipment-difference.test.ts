/**
 * A shipment whose proof says other units than left: the bill waits or is credited, by rule or by the claims desk, and what is missing is
 * claimed once. Whatever a proof says, no unit is billed that did not arrive, and none is credited or claimed that had not left.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { runs } from '#testing/properties/properties';
import { LADING_EXCEPTION, type LadingException } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { ERP, WMS } from '../../../contracts/partners.ts';
import type { DifferenceTerms } from '../../../model/network.ts';
import { CLAIM, ORDER, type ShipmentInput } from '../inputs.ts';
import { LIMITS, MONDAY, smallNetwork } from '../network.fixture.ts';
import { N, packed, plan, reserved } from './shipment.fixture.ts';
import { shipmentActor } from './shipment.ts';
import { ESCALATION_TIMER } from './shipment-state.ts';

const RECEIVED: DifferenceTerms = { ruledMinorMax: 1_000, billShipped: false, oversBilled: false };

function under(terms: Partial<DifferenceTerms> = {}) {
  const differences = { ...RECEIVED, ...terms };
  return shipmentActor({ ...smallNetwork(), proof: { copiesMax: 0, waived: false, differences } });
}

const received = under();
const shipped = under({ billShipped: true });
const kept = under({ oversBilled: true });
const plain = shipmentActor(smallNetwork());

const left: readonly ShipmentInput[] = [
  plan({ promisedAt: MONDAY }),
  reserved(10, 4),
  packed(10, 4),
  input('joinedLoad', null, 3, 0),
  input('shipmentBooked', null, 3, 2),
  input('goodsIssued', null, 1, 14),
];
const { short, damaged, over } = LADING_EXCEPTION;
const differing = (...exceptions: LadingException[]): ShipmentInput =>
  input('stopDelivered', { exceptions }, MONDAY, CONDITION.good);
const few = differing({ line: 0, kind: short, units: 2 });
const many = differing({ line: 1, kind: damaged, units: 3 });
const tooMany = differing({ line: 0, kind: over, units: 2 });
const billed = (minor: number): ShipmentInput => input('customerBilled', null, minor);
const credited = (minor: number): ShipmentInput => input('deliveryCredited', null, minor);
const answered = (no = 1): ShipmentInput => input('taskAnswered', null, 0, no);

const reported = (...units: number[]) =>
  expect.objectContaining({
    send: 'reportDelivery',
    partner: ERP,
    key: TEST_KEY,
    b: CONDITION.good,
    body: { lines: [0, 2], units },
  });
const claimed = (condition: number, valueMinor: number) =>
  expect.objectContaining({ tell: 'openClaim', type: CLAIM, a: 3, b: 2, body: { condition, valueMinor } });
const anyClaim = expect.objectContaining({ tell: 'openClaim' });
const anyReport = expect.objectContaining({ send: 'reportDelivery' });
const closed = expect.objectContaining({ tell: 'shipmentClosed' });

describe('where the bill waits', () => {
  test('what is worth no more than the limit is billed as it arrived, by rule', () => {
    const { state, effects } = given(received, left).when(few);
    expect(state).toMatchObject({ status: 'billing', exceptions: [{ line: 0, kind: short, units: 2 }] });
    expect(effects).toMatchObject([
      { tell: 'shipmentDelivered', type: ORDER, key: 0, a: N, body: { arrived: [8, 4], apartMinor: 0 } },
      { event: 'deliveryDiffers', n: 1, a: 1_000, b: 2 },
      { event: 'differenceSettled', n: 1, a: 1_000, b: 0 },
      { send: 'reportDelivery', body: { units: [8, 4] } },
    ]);
  });

  test('beyond it nothing is billed before the claims desk has looked', () => {
    const { state, effects } = given(received, left).when(many);
    expect(state.status).toBe('reconciling');
    expect(effects).toContainEqual(
      expect.objectContaining({ task: 'deliveryDiffers', role: 'claims-desk', no: 1 }),
    );
    expect(effects).toContainEqual(
      expect.objectContaining({ timer: ESCALATION_TIMER, at: TEST_NOW + LIMITS.taskEscalationMs }),
    );
    expect(effects).not.toContainEqual(anyReport);
    const decided = given(received, [...left, many]).when(answered());
    expect(decided.state.status).toBe('billing');
    expect(decided.effects).toMatchObject([
      { cancel: ESCALATION_TIMER },
      { event: 'differenceSettled', a: 2_700, b: 1 },
      { send: 'reportDelivery', body: { units: [10, 1] } },
    ]);
  });

  test('the task is escalated once, and either answer ends it', () => {
    const rang = input('timer', null, ESCALATION_TIMER);
    expect(given(received, [...left, many]).when(rang).effects).toMatchObject([
      { task: 'deliveryDiffers', role: 'supervisor', no: 2 },
    ]);
    for (const no of [1, 2])
      expect(given(received, [...left, many, rang]).when(answered(no)).state.status).toBe('billing');
    expect(given(received, [...left, many]).when(answered(2)).effects).toMatchObject([
      { audit: 'inputNotExpected' },
    ]);
  });

  test('once it is billed what is missing is claimed, and then it is over', () => {
    const { state, effects } = given(received, [...left, few]).when(billed(7_600));
    expect(state).toMatchObject({ status: 'claiming', billedMinor: 7_600 });
    expect(effects).toEqual([claimed(CONDITION.lost, 1_000)]);
    const over = given(received, [...left, few, billed(7_600)]).when(input('claimSettled', null, 400));
    expect(over.finished).toBe(true);
    expect(over.effects).toMatchObject([{ tell: 'shipmentClosed', b: 7_600 }]);
  });

  test('damage alone is claimed as damage', () => {
    const history = [...left, many, answered()];
    expect(given(received, history).when(billed(5_900)).effects).toEqual([claimed(CONDITION.damaged, 2_700)]);
  });
});

describe('where what was shipped is billed', () => {
  test('it is billed at once, and the order hears what will be credited apart', () => {
    const { state, effects } = given(shipped, left).when(many);
    expect(state.status).toBe('billing');
    expect(effects).toMatchObject([
      { tell: 'shipmentDelivered', body: { arrived: [10, 1], apartMinor: 2_700 } },
      { event: 'deliveryDiffers' },
      { send: 'reportDelivery', body: { units: [10, 4] } },
    ]);
  });

  test('then credited by rule, or when the claims desk has looked, once', () => {
    const byRule = given(shipped, [...left, few]).when(billed(8_600));
    expect(byRule.state.status).toBe('crediting');
    expect(byRule.effects).toMatchObject([
      { event: 'differenceSettled', a: 1_000, b: 0 },
      { send: 'creditDelivery', partner: ERP, key: TEST_KEY, a: 1_000 },
    ]);
    const byDesk = given(shipped, [...left, many, billed(8_600)]);
    expect(given(shipped, [...left, many]).when(billed(8_600)).state.status).toBe('reconciling');
    expect(byDesk.when(answered()).effects).toContainEqual(
      expect.objectContaining({ send: 'creditDelivery', a: 2_700 }),
    );
    expect(given(shipped, [...left, few, billed(8_600)]).when(billed(8_600)).effects).toMatchObject([
      { audit: 'inputNotExpected' },
    ]);
  });

  test('the credit is posted, and what is missing is claimed', () => {
    const { state, effects } = given(shipped, [...left, few, billed(8_600)]).when(credited(1_000));
    expect(state).toMatchObject({ status: 'claiming', correctedMinor: 1_000 });
    expect(effects).toEqual([
      expect.objectContaining({ post: 'deliveryCredited', amountMinor: 1_000 }),
      claimed(CONDITION.lost, 1_000),
    ]);
  });
});

test('what is being settled, or credited, has left: its order hears that it is too late to stop', () => {
  const stop: ShipmentInput = input('stopShipment', null, 1);
  for (const [actor, history, status] of [
    [received, [...left, many], 'reconciling'],
    [shipped, [...left, few, billed(8_600)], 'crediting'],
  ] as const)
    expect(given(actor, history).when(stop)).toMatchObject({
      state: { status },
      effects: [{ tell: 'shipmentTooLate', a: N }],
    });
});

test('what is missing is claimed of the very first carrier as of any other', () => {
  const first: readonly ShipmentInput[] = left.map((each) =>
    each.kind === 'shipmentBooked' ? input('shipmentBooked', null, 3, 0) : each,
  );
  expect(given(received, [...first, few]).when(billed(7_600)).effects).toMatchObject([
    { tell: 'openClaim', a: 3, b: 0 },
  ]);
});

test('a credit of nothing is posted nowhere; of whom nobody knows the carrier nothing is claimed', () => {
  const none = given(shipped, [...left, few, billed(8_600)]).when(credited(0));
  expect(none.effects).toEqual([claimed(CONDITION.lost, 1_000)]);
  const uncarried = left.filter(({ kind }) => kind !== 'shipmentBooked');
  const { finished, effects } = given(received, [...uncarried, few]).when(billed(7_600));
  expect(finished).toBe(true);
  expect(effects).toEqual([closed]);
});

test('goods that arrive in no good condition are claimed for as a whole, whatever the proof says of units', () => {
  const lost: ShipmentInput = input(
    'stopDelivered',
    { exceptions: [{ line: 0, kind: short, units: 2 }] },
    MONDAY,
    CONDITION.damaged,
  );
  const { state, effects } = given(received, left).when(lost);
  expect(state.status).toBe('claiming');
  expect(effects).toContainEqual(claimed(CONDITION.damaged, 8_600));
});

describe('what is too many', () => {
  test('goes back by the carrier: the bill is as shipped, nothing is claimed', () => {
    const { effects } = given(received, left).when(tooMany);
    expect(effects).toContainEqual(reported(10, 4));
    expect(effects).not.toContainEqual(expect.objectContaining({ send: 'postOverage' }));
    const { finished, effects: after } = given(received, [...left, tooMany]).when(billed(8_600));
    expect(finished).toBe(true);
    expect(after).toEqual([closed]);
  });

  test('or is kept by the customer: billed, and taken out of the books of WMS', () => {
    const { effects } = given(kept, left).when(tooMany);
    expect(effects).toContainEqual(reported(12, 4));
    expect(effects).toContainEqual(
      expect.objectContaining({
        tell: 'shipmentDelivered',
        body: { deliveredAt: MONDAY, arrived: [12, 4], apartMinor: 1_000 },
      }),
    );
    expect(effects).toContainEqual(
      expect.objectContaining({ send: 'postOverage', partner: WMS, a: 1, b: 2, body: { units: [2, 0] } }),
    );
  });

  test('is counted by line, all of it, and beside what is missing', () => {
    const mixed = differing(
      { line: 0, kind: over, units: 2 },
      { line: 1, kind: over, units: 3 },
      { line: 0, kind: over, units: 1 },
      { line: 1, kind: short, units: 1 },
      { line: 1, kind: damaged, units: 2 },
    );
    const keeping = under({ oversBilled: true, ruledMinorMax: 99_999 });
    const { effects } = given(keeping, left).when(mixed);
    // Over: three at 500 and three at 900; missing: three at 900.
    expect(effects).toMatchObject([
      { tell: 'shipmentDelivered', body: { arrived: [13, 4], apartMinor: 4_200 } },
      { event: 'deliveryDiffers', a: 2_700, b: 9 },
      { event: 'differenceSettled', a: 2_700, b: 0 },
      { send: 'postOverage', b: 6, body: { units: [3, 3] } },
      { send: 'reportDelivery', body: { units: [13, 4] } },
    ]);
    expect(given(keeping, [...left, mixed]).when(billed(8_600)).effects).toEqual([
      claimed(CONDITION.lost, 2_700),
    ]);
    const returned = given(under({ ruledMinorMax: 99_999 }), left).when(mixed).effects;
    expect(returned[0]).toMatchObject({ body: { arrived: [10, 1], apartMinor: 0 } });
  });

  test('and what is missing are worth together what the claims desk looks at', () => {
    const mixed = differing({ line: 0, kind: over, units: 1 }, { line: 0, kind: short, units: 1 });
    expect(given(under({ ruledMinorMax: 1_000 }), left).when(mixed).state.status).toBe('billing');
    expect(given(under({ ruledMinorMax: 999 }), left).when(mixed).state.status).toBe('reconciling');
  });

  test('is none where something is missing, or of a line that there is not', () => {
    const overage = expect.objectContaining({ send: 'postOverage' });
    expect(given(kept, left).when(few).effects).not.toContainEqual(overage);
    const { state, effects } = given(kept, left).when(differing({ line: 5, kind: over, units: 2 }));
    expect(state.exceptions).toEqual([]);
    expect(effects).toContainEqual({
      audit: 'proofDiffersBeyond',
      detail: 'line 5: 2 units, no such line',
    });
  });

  test('where what was shipped is billed there is nothing to credit', () => {
    const { finished, effects } = given(shipped, [...left, tooMany]).when(billed(8_600));
    expect(finished).toBe(true);
    expect(effects).toMatchObject([{ event: 'differenceSettled', a: 0 }, { tell: 'shipmentClosed' }]);
  });
});

describe('a proof that says other units', () => {
  test('counts as shipped where nobody has said what is to be done', () => {
    const { state, effects } = given(plain, left).when(few);
    expect(state.status).toBe('billing');
    expect(effects).toMatchObject([
      { tell: 'shipmentDelivered', body: { deliveredAt: MONDAY } },
      { send: 'reportDelivery', body: { units: [10, 4] } },
    ]);
    expect(given(plain, [...left, few]).when(billed(8_600)).effects).toEqual([closed]);
  });

  test('before the goods issue is kept until that comes', () => {
    const early = [...left.slice(0, -1), few];
    const { state, effects } = given(received, early).when(left.at(-1)!);
    expect(state.status).toBe('billing');
    expect(effects).toContainEqual(reported(8, 4));
  });

  test('beyond what left is cut to that, and noted', () => {
    const wild = differing({ line: 1, kind: short, units: 9 }, { line: 5, kind: short, units: 1 });
    const { state, effects } = given(received, left).when(wild);
    expect(state.exceptions).toEqual([{ line: 1, kind: short, units: 4 }]);
    expect(effects.filter((each) => 'audit' in each)).toHaveLength(2);
  });

  test('a shipment that left before the code knew of such proofs goes on', () => {
    const { exceptions, correctedMinor, ...old } = given(received, left.slice(0, -1)).when(
      left.at(-1)!,
    ).state;
    expect([exceptions, correctedMinor]).toEqual([[], 0]);
    expect(received.migrate(old, 7)).toEqual({ ...old, exceptions: [], correctedMinor: 0 });
  });
});

const anyException: fc.Arbitrary<LadingException> = fc.record({
  line: fc.integer({ min: -1, max: 3 }),
  kind: fc.constantFrom(short, damaged, over),
  units: fc.integer({ min: -2, max: 15 }),
});

test('whatever a proof says: what is billed, and what is not, are together what left', () => {
  fc.assert(
    fc.property(fc.array(anyException, { maxLength: 4 }), fc.boolean(), (said, billShipped) => {
      const actor = under({ billShipped, ruledMinorMax: 1_000_000 });
      const { effects } = given(actor, left).when(differing(...said));
      const report = effects.find((each) => 'send' in each && each.send === 'reportDelivery');
      const units = (report as { body: { units: number[] } }).body.units;
      const differs = effects.find((each) => 'event' in each && each.event === 'deliveryDiffers');
      const missing = differs === undefined ? 0 : (differs as { a: number }).a;
      const value = units[0]! * 500 + units[1]! * 900;
      expect(Math.min(...units)).toBeGreaterThanOrEqual(0);
      expect(value + (billShipped ? 0 : missing)).toBe(8_600);
      expect(missing).toBeLessThanOrEqual(8_600);
      const after = given(actor, [...left, differing(...said)]).when(billed(value));
      if (missing === 0) expect(after.effects).not.toContainEqual(anyClaim);
    }),
    { numRuns: runs(200) },
  );
});
