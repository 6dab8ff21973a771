/** The consolidation: who travels together, and what comes around the cut-off. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, givenState, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import type { Instant } from '../../../model/instant.ts';
import { type ConsolidationInput, LOAD, type LoadedShipment, SHIPMENT } from '../inputs.ts';
import { INSTRUCTED, MONDAY, smallNetwork } from '../network.fixture.ts';
import { CONSOLIDATION_TABLE, consolidationActor, loadsOf } from './consolidation.ts';

/** TEST_KEY is cut-off 1 of lane 3. */
const INDEX = 1;
const CUTOFF = MONDAY + (24 + 17) * 3_600_000;
const DAY_MS = 86_400_000;
const consolidation = consolidationActor(smallNetwork());

const member = (shipment: number, changes: Partial<LoadedShipment> = {}): LoadedShipment => ({
  shipment,
  customer: 0,
  destination: 21,
  promisedAt: 0,
  weightGrams: 400_000,
  handlingUnits: 1,
  dangerous: false,
  documents: false,
  valueMinor: 1,
  products: [],
  units: [],
  instructed: null,
  planned: { carrier: 0, service: 0, transitDays: 2 },
  ...changes,
});
const join = (shipment: number, changes: Partial<LoadedShipment> = {}): ConsolidationInput =>
  input('joinLoad', member(shipment, changes), 3, INDEX);
const leave = (shipment: number): ConsolidationInput => input('leaveLoad', null, shipment);
const askToLeave = (shipment: number): ConsolidationInput => input('leaveLoad', null, shipment, 1);
const leftLoad = (shipment: number, done: number): Effect => ({
  tell: 'leftLoad',
  type: SHIPMENT,
  key: shipment,
  a: done,
  b: 0,
});
const ring: ConsolidationInput = input('timer', null, 0);

const formed = (...shipments: LoadedShipment[]): Effect => ({
  tell: 'formLoad',
  type: LOAD,
  key: shipments[0]!.shipment,
  a: 0,
  b: 0,
  body: { lane: 3, node: 1, cutoff: INDEX, shipments },
});
const joined = (shipment: number, load: number): Effect => ({
  tell: 'joinedLoad',
  type: SHIPMENT,
  key: shipment,
  a: load,
  b: INDEX,
});

describe('until the cut-off', () => {
  test('the first shipment sets the timer, the others join', () => {
    expect(given(consolidation).when(join(30)).effects).toEqual([{ timer: 0, at: CUTOFF }]);
    expect(given(consolidation, [join(30)]).when(join(20))).toMatchObject({ effects: [], finished: false });
  });

  test('who joins twice travels once; who leaves does not travel', () => {
    const history = [join(30), join(30), join(20), leave(20), leave(99)];
    expect(given(consolidation, history).when(ring).effects).toEqual([
      formed(member(30)),
      joined(30, 30),
      { timer: 0, at: TEST_NOW + DAY_MS },
    ]);
  });

  test('who asks whether it may leave hears that it has', () => {
    expect(given(consolidation, [join(30), join(20)]).when(askToLeave(20)).effects).toEqual([
      leftLoad(20, 1),
    ]);
    expect(given(consolidation, [join(30), join(20), askToLeave(20)]).when(ring).effects).toContainEqual(
      formed(member(30)),
    );
    // Of nobody here it knows nothing.
    expect(given(consolidation, [join(30)]).when(askToLeave(20)).effects).toEqual([leftLoad(20, 0)]);
  });

  test('with nobody left, nothing is formed', () => {
    expect(given(consolidation, [join(30), leave(30)]).when(ring).effects).toEqual([
      { timer: 0, at: TEST_NOW + DAY_MS },
    ]);
  });
});

test('at the cut-off it forms loads by ascending key, cut by weight, dangerous goods apart, prescribed ones alone', () => {
  const instructed = INSTRUCTED;
  const history = [
    join(50),
    join(10),
    join(40, { dangerous: true }),
    join(30),
    join(20, { instructed }),
    join(60, { dangerous: true }),
  ];
  const { state, effects } = given(consolidation, history).when(ring);
  expect(effects.filter((effect) => 'tell' in effect && effect.tell === 'formLoad')).toEqual([
    formed(member(10), member(30)),
    formed(member(20, { instructed })),
    formed(member(40, { dangerous: true }), member(60, { dangerous: true })),
    formed(member(50)),
  ]);
  expect(effects).toContainEqual(joined(30, 10));
  expect(state).toMatchObject({ status: 'formed', members: [] });
});

describe('after the cut-off', () => {
  const history = [join(10), join(30), ring];
  test('who leaves is taken out of its load; a stranger is nobody', () => {
    expect(given(consolidation, history).when(leave(30)).effects).toEqual([
      { tell: 'leaveLoad', type: LOAD, key: 10, a: 30, b: 0 },
    ]);
    expect(given(consolidation, history).when(leave(10)).effects).toMatchObject([{ key: 10, a: 10 }]);
    expect(given(consolidation, history).when(leave(99)).effects).toEqual([]);
  });

  test('who joins is told to take the next', () => {
    expect(given(consolidation, history).when(join(50)).effects).toEqual([joined(50, -1)]);
  });

  test('it ends a while later', () => {
    expect(given(consolidation, history).when(ring)).toMatchObject({ effects: [], finished: true });
  });

  test('a consolidation that is asked for too late forms nothing', () => {
    const late = given(consolidation).when(join(50), (CUTOFF + 1) as Instant);
    expect(late.effects).toEqual([{ timer: 0, at: CUTOFF + 1 + DAY_MS }, joined(50, -1)]);
    expect(late.state.status).toBe('formed');
    expect(given(consolidation).when(join(50), CUTOFF as Instant).state.status).toBe('collecting');
  });
});

test('what the table does not know is noted and changes nothing', () => {
  for (const each of [leave(1), ring]) {
    const { state, effects } = givenState(consolidation, consolidation.initial(TEST_KEY)).when(each);
    expect(CONSOLIDATION_TABLE.next('new', each.kind)).toBeNull();
    expect(effects).toEqual([{ audit: 'inputNotExpected', detail: `${each.kind} in status new` }]);
    expect(state).toEqual(consolidation.initial(TEST_KEY));
  }
});

test('what weighs just as much as may go is one load, what weighs more is two', () => {
  const [first, second] = [member(10, { weightGrams: 60 }), member(20, { weightGrams: 40 })];
  expect(loadsOf([first, second], 100)).toEqual([[first, second]]);
  expect(loadsOf([first, second], 99)).toEqual([[first], [second]]);
});

const anyMember = fc
  .record({
    shipment: fc.nat({ max: 500 }),
    weightGrams: fc.integer({ min: 1, max: 120 }),
    dangerous: fc.boolean(),
    prescribed: fc.boolean(),
  })
  .map(({ prescribed, shipment, ...rest }) =>
    member(shipment, { ...rest, instructed: prescribed ? INSTRUCTED : null }),
  );

test('each shipment is in one load, no load is too heavy for more than one, mixes goods, or is out of order', () => {
  const members = fc.uniqueArray(anyMember, { maxLength: 40, selector: ({ shipment }) => shipment });
  fc.assert(
    fc.property(members, (all) => {
      const loads = loadsOf(all, 100);
      const keys = loads.flat().map(({ shipment }) => shipment);
      expect(keys.toSorted((a, b) => a - b)).toEqual(
        all.map(({ shipment }) => shipment).toSorted((a, b) => a - b),
      );
      for (const load of loads) {
        const weight = load.reduce((sum, { weightGrams }) => sum + weightGrams, 0);
        if (load.length === 1) continue;
        expect(weight).toBeLessThanOrEqual(100);
        expect(new Set(load.map(({ dangerous }) => dangerous)).size).toBe(1);
        expect(load.every(({ instructed }) => instructed === null)).toBe(true);
        expect(load.every(({ shipment }, i) => i === 0 || shipment > load[i - 1]!.shipment)).toBe(true);
      }
      const firsts = loads.map((load) => load[0]!.shipment);
      expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
    }),
  );
});

test('after the cut-off, who asks whether it may leave stays in its load', () => {
  expect(given(consolidation, [join(30), ring]).when(askToLeave(30)).effects).toEqual([leftLoad(30, 0)]);
  expect(given(consolidation, [join(30), ring]).when(leave(30)).effects).toMatchObject([
    { tell: 'leaveLoad' },
  ]);
});
