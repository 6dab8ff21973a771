/** Waves that not all fits into: who is asked when, with which sequences, what is released by the answer, and what where it does not come. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CollectingOut, type Effect } from '#testing/core/collecting-out';
import { given, input, TEST_KEY } from '#testing/core/given';
import type { WaveSequenceContext, WaveSequenceOption } from '../../../decisions/wave-sequence.ts';
import { instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import type { WavePlanInput } from '../inputs.ts';
import { MONDAY, smallNetwork } from '../network.fixture.ts';
import { wavePlanActor } from './wave-plan.ts';
import { fitting } from './wave-rules.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const small = smallNetwork();
const { waves } = small.nodes[0]!;
const [FIRST, SECOND, THIRD] = waves.map(instant);
const CUTOFF = MONDAY + 17 * HOUR_MS;

/** Five lines a wave at ten and two; goods leave at five. The last node is under test. */
const network: Network = {
  ...small,
  nodes: Array.from({ length: TEST_KEY + 1 }, (_, no) => ({ ...small.nodes[0]!, no })),
  lanes: Array.from({ length: TEST_KEY + 1 }, (_, no) => ({ ...small.lanes[0]!, no, node: no })),
  sequencesWaves: true,
};
const plan = wavePlanActor(network);

interface Waits {
  readonly lines?: number;
  readonly priority?: number;
  readonly stagedBy?: number;
  readonly leaveBy?: number;
  readonly valueMinor?: number;
}
const join = (shipment: number, waits: Waits = {}): WavePlanInput => {
  const { lines = 2, priority = 1, stagedBy = CUTOFF, leaveBy = CUTOFF, valueMinor = 100 } = waits;
  return input('joinWave', { lines, priority, due: { leaveBy, valueMinor } }, shipment, stagedBy);
};
const leave = (shipment: number): WavePlanInput => input('leaveWave', null, shipment);
const hurry = (shipment: number, wantedBy: number): WavePlanInput =>
  input('hurryWave', { priority: 1 }, shipment, wantedBy);
const ring: WavePlanInput = input('timer', null, 0);
const said = (option: WaveSequenceOption | null, attempt = 1): WavePlanInput =>
  input('decided', { point: 'wave-sequence', policy: 'p', fallback: null, option }, attempt, attempt);

interface Question {
  readonly ask: string;
  readonly attempt: number;
  readonly context: WaveSequenceContext;
  readonly options: readonly WaveSequenceOption[];
}
const questions = (effects: readonly Effect[]): readonly Question[] =>
  effects.flatMap((each) => {
    if (!('ask' in each)) return [];
    const { ask, attempt, context, options } = each;
    return [
      {
        ask,
        attempt,
        context: context as WaveSequenceContext,
        options: options as readonly WaveSequenceOption[],
      },
    ];
  });
const sent = (effects: readonly Effect[]): readonly unknown[] =>
  effects.flatMap((each) =>
    'send' in each ? [[each.b, (each.body as { shipments: number[] }).shipments]] : [],
  );
const option = (...shipments: number[]): WaveSequenceOption => ({
  rule: 'value-at-risk',
  shipments,
  lines: 2 * shipments.length,
  pastCutoff: 0,
  pastPromise: 0,
  lateHours: 0,
  lateMinor: 0,
  passedOver: 0,
});
/** Three of two lines: two fit. */
const three = [join(1), join(2), join(3)];
const LAST = instant(MONDAY + 4 * DAY_MS + 14 * HOUR_MS);

describe('it is asked', () => {
  test('at a wave that not all fits into, and the wave waits; the timer is set for the next', () => {
    const { state, effects } = given(plan, three).when(ring, FIRST!);
    expect(sent(effects)).toEqual([]);
    expect(questions(effects)).toMatchObject([
      {
        ask: 'wave-sequence',
        attempt: 1,
        context: {
          node: TEST_KEY,
          wave: 0,
          waitingShipments: 3,
          waitingLines: 6,
          capacityLines: 5,
          cutoffAt: CUTOFF,
          wavesToCutoff: 2,
          overnightShipments: 0,
        },
      },
    ]);
    expect(effects).toContainEqual({ timer: 0, at: SECOND });
    expect(effects).toContainEqual(expect.objectContaining({ ask: 'wave-sequence', views: [] }));
    expect(state).toMatchObject({ shipments: [1, 2, 3], openWave: 0 });
  });

  test('with the waves until the cut-off, one at the very cut-off among them, and with who waits for a day', () => {
    const context = (cutoffs: readonly number[], at = FIRST!): WaveSequenceContext => {
      const lanes = network.lanes.map((lane) => ({ ...lane, cutoffs }));
      const actor = given(wavePlanActor({ ...network, lanes }));
      actor.when(join(1), instant(at - DAY_MS));
      actor.when(join(2), instant(at - DAY_MS + 1));
      actor.when(join(3, { lines: 4 }), at);
      // The waves of the days before have not rung.
      return questions(actor.when(ring, at).effects)[0]!.context;
    };
    expect(context([SECOND!])).toMatchObject({ cutoffAt: SECOND, wavesToCutoff: 2, overnightShipments: 1 });
    expect(context([SECOND! - 1])).toMatchObject({ cutoffAt: SECOND! - 1, wavesToCutoff: 1 });
    expect(context([FIRST!])).toMatchObject({ cutoffAt: FIRST, wavesToCutoff: 1 });
    // Without one it leaves at once.
    expect(context([])).toMatchObject({ cutoffAt: FIRST, wavesToCutoff: 1 });
  });

  test('not where all of it fits, where one alone is more than a wave, or where nobody puts waves in sequence', () => {
    expect(sent(given(plan, [join(1), join(2)]).when(ring, FIRST!).effects)).toEqual([[0, [1, 2]]]);
    const exactly = [join(1), join(2, { lines: 3 })];
    expect(sent(given(plan, exactly).when(ring, FIRST!).effects)).toEqual([[0, [1, 2]]]);
    expect(sent(given(plan, [join(1, { lines: 9 })]).when(ring, FIRST!).effects)).toEqual([[0, [1]]]);
    const { sequencesWaves: _, ...silent } = network;
    const { effects, state } = given(wavePlanActor(silent), three).when(ring, FIRST!);
    expect(questions(effects)).toEqual([]);
    expect(sent(effects)).toEqual([[0, [1, 2]]]);
    expect(state.terms).toEqual([]);
  });
});

describe('the sequences', () => {
  const late = CUTOFF - DAY_MS;
  const waiting = [
    join(1, { stagedBy: late, leaveBy: late, valueMinor: 5000, lines: 1 }),
    join(2, { leaveBy: CUTOFF + DAY_MS, valueMinor: 9000, lines: 3 }),
    join(3, { leaveBy: CUTOFF, valueMinor: 300, lines: 3 }),
    join(4, { leaveBy: CUTOFF, valueMinor: 200, lines: 1, priority: 2 }),
  ];
  const made = (inputs: readonly WavePlanInput[] = waiting) => {
    const actor = given(plan);
    for (const each of inputs) actor.when(each, instant(FIRST! + 1));
    const [question] = questions(actor.when(ring, SECOND!).effects);
    return Object.fromEntries(question!.options.map((each) => [each.rule, each]));
  };

  test('are by cut-off, by arrival, by promise, by what can be kept, by value at risk, and by size', () => {
    const firsts = Object.entries(made()).map(([rule, { shipments }]) => [rule, shipments]);
    expect(firsts).toEqual([
      ['earliest-cutoff', [1, 2]],
      ['first-in-first-out', [1, 2]],
      ['earliest-promise', [1, 3, 4]],
      ['savable-first', [3, 4]],
      ['priority-first', [3]],
      ['value-at-risk', [4, 3]],
      ['largest-first', [2]],
    ]);
  });

  test('say what would be late if the waves to come went by the same rule', () => {
    const sequences = made();
    // The next wave is tomorrow's: what is not in this one leaves a day later.
    expect(sequences['earliest-cutoff']).toMatchObject({ pastCutoff: 2, pastPromise: 3, lateHours: 72 });
    expect(sequences['earliest-cutoff']!.lateMinor).toBe(5500);
    expect(sequences['earliest-promise']).toMatchObject({ pastCutoff: 1, pastPromise: 1, lateHours: 24 });
    expect(sequences['savable-first']).toMatchObject({ pastPromise: 1, lateHours: 48, lateMinor: 5000 });
  });

  test('say who has waited for days and would be left', () => {
    for (const { passedOver } of Object.values(made())) expect(passedOver).toBe(0);
    const actor = given(plan, waiting.slice(0, 1));
    actor.when(join(2), instant(MONDAY + 6 * DAY_MS));
    actor.when(join(3, { lines: 5, stagedBy: 1, leaveBy: 1 }), instant(MONDAY + 6 * DAY_MS));
    const [question] = questions(actor.when(ring, instant(MONDAY + 6 * DAY_MS)).effects);
    const passed = question!.options.map(({ rule, passedOver }) => [rule, passedOver]);
    expect(Object.fromEntries(passed)).toMatchObject({ 'first-in-first-out': 0, 'largest-first': 1 });
  });

  test('take who is in a hurry as wanted by then', () => {
    const promises = made([...waiting, hurry(2, CUTOFF - DAY_MS)])['earliest-promise']!;
    expect(promises.shipments).toEqual([1, 2]);
  });

  test('hold everything that waits once, and a wave no more than fits', () => {
    const waits = fc.record({
      lines: fc.integer({ min: 1, max: 8 }),
      priority: fc.integer({ min: 0, max: 2 }),
      stagedBy: fc.integer({ min: 0, max: 3 }).map((day) => CUTOFF + (day - 1) * DAY_MS),
      leaveBy: fc.integer({ min: 0, max: 3 }).map((day) => CUTOFF + (day - 1) * DAY_MS),
      valueMinor: fc.integer({ min: 0, max: 1000 }),
    });
    fc.assert(
      fc.property(fc.array(waits, { minLength: 2, maxLength: 12 }), (all) => {
        const inputs = all.map((each, i) => join(i + 1, each));
        const out = new CollectingOut(FIRST!);
        const state = plan.initial(TEST_KEY);
        for (const each of inputs) plan.step(state, each, FIRST!, out);
        plan.step(state, ring, FIRST!, out);
        for (const { options } of questions(out.effects))
          for (const { shipments, lines, pastPromise } of options) {
            const sizes = shipments.map((no) => all[no - 1]!.lines);
            expect(new Set(shipments).size).toBe(shipments.length);
            expect(lines).toBe(sizes.reduce((sum, size) => sum + size, 0));
            expect(fitting(sizes, 0, 5)).toBe(shipments.length);
            expect(pastPromise).toBeLessThanOrEqual(all.length);
          }
      }),
    );
  });
});

describe('the answer', () => {
  test('is what the wave takes, in its order; the rest waits as before', () => {
    const actor = given(plan, three);
    actor.when(ring, FIRST!);
    const { state, effects } = actor.when(said(option(3, 1)), FIRST!);
    expect(sent(effects)).toEqual([[0, [3, 1]]]);
    expect(effects).toContainEqual({ event: 'waveSequenced', n: 1, a: 0, b: 2 });
    expect(state).toMatchObject({ shipments: [2], openWave: -1 });
    expect(state.terms).toHaveLength(1);
  });

  test('that nobody could give releases what is due first', () => {
    const actor = given(plan, three);
    actor.when(ring, FIRST!);
    expect(sent(actor.when(said(null), FIRST!).effects)).toEqual([[0, [1, 2]]]);
  });

  test('leaves out who has left; of a sequence that all have left there is nothing to release', () => {
    const actor = given(plan, three);
    actor.when(ring, FIRST!);
    actor.when(leave(3), FIRST!);
    expect(sent(actor.when(said(option(3, 1)), FIRST!).effects)).toEqual([[0, [1]]]);
    const none = given(plan, three);
    none.when(ring, FIRST!);
    none.when(leave(3), FIRST!);
    expect(sent(none.when(said(option(3)), FIRST!).effects)).toEqual([]);
  });

  test('is not waited for beyond the next wave: then the one before goes by cut-off, and the answer counts for nothing', () => {
    const actor = given(plan, [...three, join(4), join(5)]);
    actor.when(ring, FIRST!);
    const { effects } = actor.when(ring, SECOND!);
    expect(sent(effects)).toEqual([[0, [1, 2]]]);
    expect(questions(effects)).toMatchObject([{ attempt: 2, context: { waitingShipments: 3, wave: 1 } }]);
    expect(actor.when(said(option(5, 4)), SECOND!).effects).toMatchObject([{ audit: 'sequenceTooLate' }]);
    expect(sent(actor.when(said(option(5, 4), 2), SECOND!).effects)).toEqual([[1, [5, 4]]]);
  });

  test('and where that leaves nothing, the next wave is empty and nobody is asked', () => {
    const actor = given(plan, [join(1), join(2, { lines: 9 })]);
    actor.when(ring, FIRST!);
    actor.when(leave(2), FIRST!);
    const { state, effects } = actor.when(ring, SECOND!);
    expect(sent(effects)).toEqual([[0, [1]]]);
    expect(state).toMatchObject({ status: 'idle', openWave: -1 });
  });

  test('to a wave that all have left counts for nothing, whoever has joined since', () => {
    const actor = given(plan, three);
    actor.when(ring, FIRST!);
    for (const shipment of [1, 2, 3]) actor.when(leave(shipment), FIRST!);
    actor.when(join(9), FIRST!);
    expect(actor.when(said(option(1, 2)), FIRST!).effects).toMatchObject([{ audit: 'sequenceTooLate' }]);
    expect(sent(actor.when(ring, SECOND!).effects)).toEqual([[1, [9]]]);
  });

  test('is waited for where the only wave is the first', () => {
    const nodes = network.nodes.map((node) => ({ ...node, waves: [FIRST!] }));
    const actor = given(wavePlanActor({ ...network, nodes }), three);
    expect(sent(actor.when(ring, FIRST!).effects)).toEqual([]);
    expect(sent(actor.when(said(option(3, 1)), FIRST!).effects)).toEqual([
      [0, [3, 1]],
      [1, [2]],
    ]);
  });

  test('is waited for after the last wave; then the rest goes at once, one by one', () => {
    const actor = given(plan);
    for (const each of three) actor.when(each, instant(LAST - 1));
    expect(questions(actor.when(ring, LAST).effects)).toHaveLength(1);
    expect(sent(actor.when(join(4), LAST).effects)).toEqual([]);
    const answered = actor.when(said(option(3, 1)), LAST);
    expect(sent(answered.effects)).toEqual([
      [waves.length - 1, [3, 1]],
      [waves.length, [2]],
      [waves.length + 1, [4]],
    ]);
  });
});

test('a plan of before goes on: what waits is due at its cut-off where waves are put in sequence', () => {
  const { terms: _terms, sequenced: _sequenced, openWave: _openWave, ...before } = plan.initial(TEST_KEY);
  const waits = { ...before, shipments: [4], stagedBy: [CUTOFF], priorities: [1], lines: [2], others: [0] };
  expect(plan.migrate(waits, 3)).toMatchObject({
    terms: [{ leaveBy: CUTOFF, valueMinor: 0 }],
    sequenced: 0,
    openWave: -1,
  });
  const { sequencesWaves: _, ...silent } = network;
  expect(wavePlanActor(silent).migrate(waits, 3).terms).toEqual([]);
  expect(THIRD).toBe(waves[2]);
});
