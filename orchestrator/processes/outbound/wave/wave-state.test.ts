/**
 * The table of what waits: its columns stay in step, whoever joins, leaves, hurries or is released, by a property over every input;
 * and what becomes of plans of older versions.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CollectingOut } from '#testing/core/collecting-out';
import { input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import type { Network } from '../../../model/network.ts';
import type { WavePlanInput } from '../inputs.ts';
import { MONDAY, smallNetwork } from '../network.fixture.ts';
import { wavePlanActor } from './wave-plan.ts';
import type { WavePlanState } from './wave-state.ts';

const CUTOFF = MONDAY + 17 * 3_600_000;
const small = smallNetwork();
const plain: Network = {
  ...small,
  nodes: Array.from({ length: TEST_KEY + 1 }, (_, no) => ({ ...small.nodes[0]!, no })),
  lanes: Array.from({ length: TEST_KEY + 1 }, (_, no) => ({ ...small.lanes[0]!, no, node: no })),
};
const sequencing: Network = { ...plain, sequencesWaves: true };
const peoples: Network = {
  ...plain,
  responsibilities: {
    allocate: 'orchestrator',
    wave: 'people',
    tender: 'orchestrator',
    book: 'orchestrator',
    placingMs: 0,
  },
};

/** What is known of a shipment is reckoned from its number, so that a row that mixes two is seen. */
const linesOf = (shipment: number): number => 1 + (shipment % 4);
const join = (shipment: number): WavePlanInput => {
  const due = { leaveBy: CUTOFF + shipment, valueMinor: 100 * shipment };
  const body = { lines: linesOf(shipment), priority: shipment % 3, others: 1000 + shipment, due };
  return input('joinWave', body, shipment, CUTOFF + (shipment % 5));
};
const leave = (shipment: number): WavePlanInput => input('leaveWave', null, shipment);
/** To a priority, and perhaps to an instant, of its own. */
const hurry = (shipment: number): WavePlanInput =>
  input('hurryWave', { priority: 50 + shipment }, shipment, shipment % 2 === 0 ? MONDAY + shipment : 0);
const ring: WavePlanInput = input('timer', null, 0);

function rowsAreWhole(state: WavePlanState, asks: boolean): void {
  const { shipments, lines, others, priorities, stagedBy, terms } = state;
  expect(lines).toEqual(shipments.map(linesOf));
  expect(others).toEqual(shipments.map((shipment) => 1000 + shipment));
  const hurried = priorities.map((priority) => priority >= 50);
  expect(priorities).toEqual(shipments.map((no, i) => (hurried[i] ? 50 + no : no % 3)));
  const sooner = (no: number, i: number): boolean => hurried[i]! && no % 2 === 0;
  expect(stagedBy).toEqual(shipments.map((no, i) => (sooner(no, i) ? MONDAY + no : CUTOFF + (no % 5))));
  const due = shipments.map((no, i) => ({
    leaveBy: sooner(no, i) ? MONDAY + no : CUTOFF + no,
    valueMinor: 100 * no,
    joinedAt: TEST_NOW,
  }));
  expect(terms).toEqual(asks ? due : []);
}

describe('columns of the table', () => {
  const shipment = fc.integer({ min: 1, max: 20 });
  const step = fc.oneof(
    { weight: 4, arbitrary: shipment.map(join) },
    shipment.map(leave),
    shipment.map(hurry),
    fc.constant(ring),
    // Of the sequence that was asked about last: nothing, or what is not first.
    fc.constant('as-due' as const),
    fc.constant('from-behind' as const),
    fc.constant('desk' as const),
  );
  type Step = WavePlanInput | 'as-due' | 'from-behind' | 'desk';

  const inputOf = (each: Step, { shipments, sequenced, openTask }: WavePlanState): WavePlanInput => {
    if (typeof each === 'object') return each;
    if (each === 'desk') return input('taskAnswered', null, 1, openTask);
    const option = each === 'as-due' ? null : { rule: 'value-at-risk', shipments: shipments.slice(-2) };
    const body = { point: 'wave-sequence', policy: 'p', fallback: null, option } as const;
    return input('decided', body, sequenced, sequenced);
  };

  test.for([
    ['released as due', plain],
    ['put in sequence', sequencing],
    ['released by a desk', peoples],
  ] as const)('stay in step where waves are %s', ([, network]) => {
    const actor = wavePlanActor(network);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const state = actor.initial(TEST_KEY);
        for (const each of steps) {
          actor.step(state, inputOf(each, state), TEST_NOW, new CollectingOut(TEST_NOW));
          rowsAreWhole(state, network === sequencing);
        }
      }),
    );
  });

  test('are empty in a new plan, and its own', () => {
    const actor = wavePlanActor(sequencing);
    const one = actor.initial(TEST_KEY);
    actor.step(one, join(1), TEST_NOW, new CollectingOut(TEST_NOW));
    rowsAreWhole(actor.initial(TEST_KEY), true);
    expect(actor.initial(TEST_KEY)).toMatchObject({
      shipments: [],
      stagedBy: [],
      priorities: [],
      listed: [],
    });
  });
});

describe('a plan of version', () => {
  const actor = wavePlanActor(sequencing);
  const now: WavePlanState = {
    ...actor.initial(TEST_KEY),
    status: 'waiting',
    next: 1,
    last: 0,
    asked: 3,
    shipments: [4],
    stagedBy: [CUTOFF],
    priorities: [1],
    lines: [2],
    others: [8],
    terms: [{ leaveBy: CUTOFF, valueMinor: 0, joinedAt: CUTOFF }],
    listed: [4],
    listedWave: 0,
    openTask: 2,
    tasks: 2,
    escalated: true,
  };
  const { terms: _terms, sequenced: _sequenced, openWave: _openWave, ...third } = now;
  const { listed: _l, listedWave: _w, openTask: _o, tasks: _t, escalated: _e, ...second } = third;
  const { asked: _asked, others: _others, ...first } = second;
  const noList = { listed: [], listedWave: -1, openTask: 0, tasks: 0, escalated: false };

  test('3, 2 or 1 keeps what it had, and gets what it could not have', () => {
    expect(actor.migrate(third, 3)).toEqual(now);
    expect(actor.migrate(second, 2)).toEqual({ ...now, ...noList });
    expect(actor.migrate(first, 1)).toEqual({ ...now, ...noList, asked: 0, others: [0] });
  });

  test('that nobody knows is refused by its number', () => {
    expect(() => actor.migrate(now, 9)).toThrow('wave-plan state of version 9 is unknown');
  });

  test('4 counts in the outcome with its waves and with who waits, and never finishes', () => {
    const numbers: number[] = [];
    const sink = { number: (n: number) => numbers.push(n), name: () => expect.unreachable() };
    actor.outcome({ ...now, extra: 5, shipments: [4, 9] }, sink);
    expect(numbers).toEqual([0, 5, 4, 9]);
    expect(actor.finished(now)).toBe(false);
  });
});
