/** What a node's waves do not get to in time, and what of it goes elsewhere: who is asked when, with which options, and what is done. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY } from '#testing/core/given';
import type { WorkloadOption } from '../../../decisions/workload.ts';
import { instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { SHIPMENT, WAVE_PLAN, type WavePlanInput } from '../inputs.ts';
import { MONDAY, smallNetwork } from '../network.fixture.ts';
import { otherNodes } from './wave-levelling.ts';
import { wavePlanActor } from './wave-plan.ts';
import { withLevelling } from './wave-state.ts';

const HOUR_MS = 3_600_000;
const FIRST = instant(MONDAY + 10 * HOUR_MS);
const SECOND = instant(MONDAY + 14 * HOUR_MS);
const CUTOFF = MONDAY + 17 * HOUR_MS;
const OTHER = TEST_KEY - 1;

/** Nodes of five lines a wave, at ten and two; goods must be staged by five. The last is under test, the one before may help. */
function network(changes: { readonly linesElsewhere?: number; readonly levels?: boolean } = {}): Network {
  const small = smallNetwork();
  const lane = small.lanes[0]!;
  return {
    ...small,
    nodes: Array.from({ length: TEST_KEY + 1 }, (_, no) => ({
      ...small.nodes[0]!,
      no,
      waves: no < OTHER ? [] : small.nodes[0]!.waves,
      linesPerWave: no === TEST_KEY ? 5 : (changes.linesElsewhere ?? 8),
    })),
    lanes: Array.from({ length: TEST_KEY + 1 }, (_, no) => ({ ...lane, no, node: no })),
    ...(changes.levels === false ? {} : { levelsWorkload: true as const }),
  };
}

const plan = wavePlanActor(network());
const ELSEWHERE = 1 << OTHER;
const join = (shipment: number, lines = 2, others = ELSEWHERE, stagedBy = CUTOFF): WavePlanInput =>
  input('joinWave', { lines, priority: 1, others }, shipment, stagedBy);
const ring: WavePlanInput = input('timer', null, 0);
const decided = (option: WorkloadOption | null): WavePlanInput =>
  input('decided', { point: 'workload', policy: 'p', fallback: null, option }, 1, 1);
const move = (lines: number): WorkloadOption => ({ action: 'move', node: OTHER, lines, capacityLines: 8 });
/** Two go with a wave: now, at two o'clock, and three wait for tomorrow. */
const seven = [1, 2, 3, 4, 5, 6, 7].map((shipment) => join(shipment));
const asked = (effects: readonly object[]) => effects.filter((effect) => 'ask' in effect);
const told = (effects: readonly object[]) =>
  effects.flatMap((effect) => ('tell' in effect ? [[effect.tell, (effect as { key?: number }).key]] : []));

describe('it is asked', () => {
  test('after a wave that leaves more than the next ones release by the cut-off', () => {
    const { effects, state } = given(plan, seven).when(ring, FIRST);
    expect(asked(effects)).toHaveLength(1);
    expect(asked(effects)[0]).toMatchObject({ ask: 'workload', attempt: 1 });
    expect(state.asked).toBe(1);
  });

  test('not where the next waves get to all of it, at the last wave of the day, or where nobody levels', () => {
    expect(asked(given(plan, seven.slice(0, 4)).when(ring, FIRST).effects)).toEqual([]);
    const silent = wavePlanActor(network({ levels: false }));
    expect(asked(given(silent, seven).when(ring, FIRST).effects)).toEqual([]);
    // No wave of another node comes before the cut-off either.
    expect(asked(given(plan, [...seven, ring]).when(ring, SECOND).effects)).toEqual([]);
  });

  test('not where none of it could be sent from elsewhere', () => {
    const bound = [1, 2, 3, 4, 5, 6, 7].map((shipment) => join(shipment, 2, 0));
    expect(asked(given(plan, bound).when(ring, FIRST).effects)).toEqual([]);
  });
});

describe('what is decided', () => {
  const behind = [...seven, ring];

  test('to move goes, the least urgent first, as much as was said; the rest is released in its turn', () => {
    const { effects, state } = given(plan, behind).when(decided(move(4)), FIRST);
    expect(told(effects)).toEqual([
      ['reassignShipment', 7],
      ['reassignShipment', 6],
    ]);
    expect(state.shipments).toEqual([3, 4, 5]);
    expect(told(given(plan, behind).when(decided(move(2)), FIRST).effects)).toEqual([
      ['reassignShipment', 7],
    ]);
  });

  test('to stay, or nothing, changes nothing', () => {
    for (const option of [{ action: 'stay' } as const, null])
      expect(given(plan, behind).when(decided(option), FIRST).effects).toEqual([]);
  });

  test('too late, when all has been released, changes nothing', () => {
    const over = given(plan, [...behind, ring, ring, ring]).when(decided(move(4)), SECOND);
    expect(told(over.effects)).toEqual([]);
  });
});

test('who could send it instead: who keeps all of it and may serve the customer, and not where it is', () => {
  const small = smallNetwork();
  const [first, second] = small.nodes;
  const nodes = [
    first!,
    second!,
    { ...first!, no: 2, products: new Set([0]) },
    { ...first!, no: 3, customers: new Set([9]) },
  ];
  expect(otherNodes({ ...small, nodes }, 0, 0, [0])).toBe(0b0110);
  expect(otherNodes({ ...small, nodes }, 0, 0, [0, 1])).toBe(0b0010);
  expect(otherNodes({ ...small, nodes }, 1, 9, [0])).toBe(0b1101);
});

test('a plan of before this was asked about goes on with nothing that could move', () => {
  const { asked: _asked, others: _others, ...before } = given(plan, [join(1)]).when(join(2)).state;
  expect(withLevelling(before)).toMatchObject({ asked: 0, shipments: [1, 2], others: [0, 0] });
  expect(WAVE_PLAN).not.toBe(SHIPMENT);
});
