/** Papers of a load of several shipments: for whom they are asked, who goes where one may not, and when it is given up. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { TMS } from '../../../contracts/partners.ts';
import { DOCUMENT_REFUSAL } from '../../../contracts/tms.ts';
import { type LoadedShipment, type LoadInput, SHIPMENT, STOP_REASON } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  accepted,
  bookedBy,
  decided,
  form,
  loaded,
  rang,
  rated,
  shipment,
  truckArrived,
} from './load.fixture.ts';
import { loadActor } from './load.ts';
import { ESCALATION_TIMER, WATCH_TIMER } from './load-state.ts';

const actor = loadActor(smallNetwork());
/** Of product 1. */
const licensed = (no: number, units: number, changes: Partial<LoadedShipment> = {}): LoadedShipment =>
  shipment(no, { documents: true, products: [1], units: [units], ...changes });
const booked = (...shipments: readonly LoadedShipment[]): readonly LoadInput[] => [
  form(...shipments),
  rated(),
  decided(0),
  accepted(1, 0),
  bookedBy(0),
];
const refused = (who: number, why: number, unitsLeft = 0): LoadInput =>
  input('documentsRefused', { unitsLeft }, who, why);
const usedUp = (unitsLeft: number): LoadInput => refused(1, DOCUMENT_REFUSAL.licenceUsedUp, unitsLeft);
const givenUp = (effects: readonly object[]): readonly (readonly [key: number, reason: number])[] =>
  effects.flatMap((each) => {
    const { tell, key, a } = each as { readonly tell?: string; readonly key: number; readonly a: number };
    return tell === 'loadGivenUp' ? [[key, a] as const] : [];
  });
const prepares = (effects: readonly object[]) =>
  effects.find((each) => (each as { readonly send?: string }).send === 'prepareDocuments');
const [FIRST, SECOND, THIRD] = [TEST_KEY, 15, 23];

describe('papers', () => {
  test('are asked for those shipments that need them, with all of their goods', () => {
    const history = booked(
      licensed(FIRST, 3, { customer: 1, products: [1, 0], units: [3, 8] }),
      shipment(SECOND, { products: [0], units: [9] }),
      shipment(THIRD, { dangerous: true, products: [2], units: [4] }),
    );
    const { state, effects } = given(actor, history.slice(0, -1)).when(history.at(-1)!);
    expect(prepares(effects)).toEqual({
      send: 'prepareDocuments',
      partner: TMS,
      key: TEST_KEY,
      a: 20,
      b: 0,
      body: { papers: [1, 2, 3], customers: [1, 0], products: [1, 0, 2], units: [3, 8, 4] },
    });
    expect(state).toMatchObject({ status: 'papers', papers: true, papered: 2 });
    expect(effects).toContainEqual({ timer: WATCH_TIMER, at: TEST_NOW + LIMITS.answerGraceMs });
  });

  test('asked for again for fewer may be those for all: what leaves is held against these', () => {
    const leaves: LoadInput = input('leaveLoad', null, SECOND);
    const prepared: LoadInput = input('documentsPrepared', null, FIRST, 7);
    const history = [...booked(licensed(FIRST, 3), licensed(SECOND, 2)), leaves, rang(WATCH_TIMER)];
    const { effects } = given(actor, [...history, prepared, truckArrived]).when(loaded(FIRST));
    expect(effects).toContainEqual(
      expect.objectContaining({ send: 'amendDocuments', a: 1, b: 0, body: { products: [1], units: [3] } }),
    );
  });

  test('that nobody needs are not amended', () => {
    const plain = [...booked(shipment(FIRST), shipment(SECOND)), truckArrived];
    expect(given(actor, plain).when(loaded(FIRST)).effects).not.toContainEqual(
      expect.objectContaining({ send: 'amendDocuments' }),
    );
  });
});

describe('a licence that does not reach for all', () => {
  test.for([
    ['goes as far as it reaches, in turn', [5, 3, 4], 7, [SECOND, THIRD]],
    ['goes to who comes later, where that still fits', [5, 3, 2], 7, [SECOND]],
    ['reaches to the very last unit', [5, 2, 1], 7, [THIRD]],
    ['with nothing left stops all who need it', [1, 1, 0], 0, [FIRST, SECOND]],
  ] as const)('%s', ([, units, unitsLeft, beyond]) => {
    const goods = [FIRST, SECOND, THIRD].map((no, i) => licensed(no, units[i]!));
    const { state, effects } = given(actor, booked(...goods)).when(usedUp(unitsLeft));
    expect(givenUp(effects)).toEqual(beyond.map((no) => [no, STOP_REASON.licenceUsedUp]));
    expect(state).toMatchObject({ status: 'papers', refusals: 1 });
    // Each of these is a task of its own, of its shipment: there is nothing to look at.
    expect(effects).not.toContainEqual(expect.objectContaining({ tell: 'reviewRefusal' }));
    expect(effects[0]).toEqual({ event: 'loadRefusedByRule', n: 1, a: 1, b: DOCUMENT_REFUSAL.licenceUsedUp });
  });

  test('counts all lines of its product, and no other', () => {
    const goods = [
      licensed(FIRST, 0, { products: [1, 0, 1], units: [2, 50, 3] }),
      licensed(SECOND, 0, { products: [0], units: [99] }),
    ];
    expect(givenUp(given(actor, booked(...goods)).when(usedUp(4)).effects)).toEqual([
      [FIRST, STOP_REASON.licenceUsedUp],
    ]);
    // It does reach for all, by now: asked for once more.
    const enough = given(actor, booked(...goods)).when(usedUp(5));
    expect(givenUp(enough.effects)).toEqual([]);
    expect(prepares(enough.effects)).toMatchObject({ body: { products: [1, 0, 1, 0] } });
  });

  test('and for nobody on it gives the load up, its shipments to wait for another', () => {
    const { finished, effects } = given(actor, booked(licensed(FIRST, 5), licensed(SECOND, 6))).when(
      usedUp(4),
    );
    expect(finished).toBe(true);
    expect(effects).toContainEqual({ event: 'loadGivenUp', n: 1, a: STOP_REASON.licenceUsedUp, b: 2 });
    expect(givenUp(effects)).toEqual([FIRST, SECOND].map((no) => [no, STOP_REASON.licenceUsedUp]));
    expect(effects).toContainEqual(expect.objectContaining({ send: 'cancelBooking', partner: TMS }));
  });
});

describe('a refusal', () => {
  test('of a customer stops what goes to it; of a product what has that, whoever it is for', () => {
    const goods = [
      licensed(FIRST, 1, { customer: 1 }),
      licensed(SECOND, 1, { customer: 0, products: [0] }),
      licensed(THIRD, 1, { customer: 0 }),
    ];
    const stopped = (who: number, why: number) =>
      givenUp(given(actor, booked(...goods)).when(refused(who, why)).effects);
    const forGood = STOP_REASON.refusedByRule;
    expect(stopped(1, DOCUMENT_REFUSAL.deniedParty)).toEqual([[FIRST, forGood]]);
    expect(stopped(1, DOCUMENT_REFUSAL.noLicence)).toEqual([
      [FIRST, forGood],
      [THIRD, forGood],
    ]);
    expect(stopped(0, DOCUMENT_REFUSAL.dangerousGoods)).toEqual([[SECOND, forGood]]);
  });

  test('ends the task of who went after the answer', () => {
    const asked = [
      ...booked(licensed(FIRST, 1), shipment(SECOND)),
      ...[1, 2, 3].map(() => rang(WATCH_TIMER)),
    ];
    const { state, effects } = given(actor, asked).when(refused(1, DOCUMENT_REFUSAL.noLicence));
    expect(state).toMatchObject({ openTask: 0, rounds: 0 });
    expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
  });

  test('leaves who needs none to go without, at once', () => {
    const history = booked(licensed(FIRST, 1), shipment(SECOND));
    const { state, effects } = given(actor, history).when(refused(1, DOCUMENT_REFUSAL.noLicence));
    expect(state).toMatchObject({ status: 'dispatched', shipments: [SECOND], papers: false, papered: 0 });
    expect(effects).toContainEqual(expect.objectContaining({ send: 'dispatchTruck' }));
    expect(effects).toContainEqual({
      tell: 'loadGivenUp',
      type: SHIPMENT,
      key: FIRST,
      a: STOP_REASON.refusedByRule,
      b: 0,
    });
  });

  test('for who is not on it is asked for again so many times, then for good', () => {
    const nobody = refused(9, DOCUMENT_REFUSAL.noLicence);
    const actorOf = given(actor, booked(licensed(FIRST, 1)));
    for (let no = 1; no <= 20; no++) {
      const { state, effects } = actorOf.when(nobody);
      expect(state).toMatchObject({ status: 'papers', refusals: no, tasks: 0 });
      expect(prepares(effects)).toBeDefined();
    }
    const { finished, effects } = actorOf.when(nobody);
    expect(finished).toBe(true);
    expect(givenUp(effects)).toEqual([[FIRST, STOP_REASON.refusedByRule]]);
  });
});
