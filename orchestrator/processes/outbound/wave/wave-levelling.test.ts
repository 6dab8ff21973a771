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
const DAY_MS = 24 * HOUR_MS;
const FIRST = instant(MONDAY + 10 * HOUR_MS);
const SECOND = instant(MONDAY + 14 * HOUR_MS);
const CUTOFF = MONDAY + 17 * HOUR_MS;
const OTHER = TEST_KEY - 1;

/** Nodes of five lines a wave, at ten and two; goods must be staged by five. The last is under test, the one before may help. */
interface Changes {
  readonly levels?: boolean;
  readonly nodes?: number;
  /** Of the node under test. */
  readonly waves?: readonly number[];
  readonly wavesElsewhere?: readonly number[];
  readonly cutoffsElsewhere?: readonly number[];
}
function network(changes: Changes = {}): Network {
  const small = smallNetwork();
  const lane = small.lanes[0]!;
  const { nodes: length = TEST_KEY + 1, waves = small.nodes[0]!.waves } = changes;
  return {
    ...small,
    nodes: Array.from({ length }, (_, no) => ({
      ...small.nodes[0]!,
      no,
      waves: no < OTHER ? [] : no === TEST_KEY ? waves : (changes.wavesElsewhere ?? small.nodes[0]!.waves),
      linesPerWave: no === TEST_KEY ? 5 : 8,
    })),
    lanes: Array.from({ length }, (_, no) => ({
      ...lane,
      no,
      node: no,
      cutoffs: no === TEST_KEY ? lane.cutoffs : (changes.cutoffsElsewhere ?? lane.cutoffs),
    })),
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

describe('the question', () => {
  const HOURS_14 = 14 * HOUR_MS;
  /** After the wave at ten, by a plan that has these changes. */
  const question = (changes: Changes, waiting: readonly WavePlanInput[] = seven) => {
    const { effects } = given(wavePlanActor(network(changes)), waiting).when(ring, FIRST);
    return asked(effects)[0] as { readonly options: readonly WorkloadOption[] } | undefined;
  };
  const moves = (capacityLines: number, ...portions: number[]): readonly WorkloadOption[] => [
    { action: 'stay' },
    ...portions.map((lines) => ({ action: 'move' as const, node: OTHER, lines, capacityLines })),
  ];

  test('says what waits, what of it is behind and until when, and shows the plans of all others', () => {
    expect(question({})).toEqual({
      ask: 'workload',
      attempt: 1,
      context: { node: TEST_KEY, waitingLines: 10, behindLines: 6, deadlineAt: CUTOFF },
      options: moves(8, 6, 3, 2),
      views: [0, 1, 2, 3, 4, 5, 6].map((no) => [WAVE_PLAN, no]),
    });
  });

  test('goes to the last cut-off of what is behind', () => {
    const tomorrow = CUTOFF + DAY_MS;
    // Monday at two, Tuesday at ten: behind. Tuesday at two: in time. Wednesday: behind.
    const cutoffs = [CUTOFF, CUTOFF, CUTOFF, tomorrow, tomorrow];
    const waiting = cutoffs.map((stagedBy, i) => join(i + 1, 5, ELSEWHERE, stagedBy));
    expect(question({}, waiting)).toMatchObject({
      context: { waitingLines: 20, behindLines: 10, deadlineAt: tomorrow },
      options: moves(8, 10, 5, 3),
    });
  });

  test('names a portion once: of one line there is one', () => {
    const waiting = [join(1, 5), join(2, 5), join(3, 1)];
    expect(question({}, waiting)?.options).toEqual(moves(8, 1));
  });

  test('counts a wave at the very cut-off as in time, here and there', () => {
    expect(
      question({ waves: [FIRST, CUTOFF, CUTOFF + DAY_MS], wavesElsewhere: [SECOND, CUTOFF] }),
    ).toMatchObject({
      context: { behindLines: 6 },
      options: moves(16, 6, 3, 2),
    });
    expect(question({ waves: [FIRST, CUTOFF + 1, CUTOFF + 2] })).toMatchObject({
      context: { behindLines: 10 },
    });
  });

  test.for([
    ['one wave before the cut-off', { wavesElsewhere: [MONDAY + HOURS_14] }, 8],
    ['no timetable: it takes one load of lines at any time', { wavesElsewhere: [] }, 8],
    ['its last wave gone', { wavesElsewhere: [FIRST] }, null],
    ['its waves after the cut-off', { wavesElsewhere: [CUTOFF + 1] }, null],
    ['a cut-off before the one they would make here', { cutoffsElsewhere: [CUTOFF + DAY_MS - 1] }, 24],
    ['a cut-off no sooner than that', { cutoffsElsewhere: [CUTOFF + DAY_MS] }, null],
    ['no cut-off', { cutoffsElsewhere: [] }, null],
  ] as const)('of a node with %s', ([, changes, capacityLines]) => {
    expect(question(changes)?.options).toEqual(
      capacityLines === null ? undefined : moves(capacityLines, 6, 3, 2),
    );
  });

  test('of a network with more nodes than bits names the ones that bits stand for', () => {
    const nodes = { nodes: OTHER + 33 };
    const named = (others: number) =>
      question(
        nodes,
        seven.map((_, i) => join(i + 1, 2, others)),
      )!.options.flatMap((option) => ('node' in option ? [option.node] : []));
    expect(named(1 << 30)).toEqual([30, 30, 30]);
    // 32 further on has the same bit.
    expect(named(ELSEWHERE)).toEqual([OTHER, OTHER, OTHER]);
  });

  test('comes after the answer to what the wave takes, where that is asked', () => {
    const actor = given(wavePlanActor({ ...network(), sequencesWaves: true }), seven);
    expect(asked(actor.when(ring, FIRST).effects)).toMatchObject([{ ask: 'wave-sequence' }]);
    const none = { point: 'wave-sequence', policy: 'p', fallback: null, option: null } as const;
    const { effects } = actor.when(input('decided', none, 1, 1), FIRST);
    expect(asked(effects)).toMatchObject([{ ask: 'workload', context: { behindLines: 6 } }]);
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

  test('to move takes all of it where all is behind: then no wave is waited for', () => {
    const elsewhere = wavePlanActor(network({ wavesElsewhere: [CUTOFF] }));
    const actor = given(elsewhere, seven.slice(0, 4));
    actor.when(ring, FIRST);
    actor.when(join(8), FIRST);
    actor.when(ring, SECOND);
    const { effects, state } = actor.when(decided(move(8)), SECOND);
    expect(told(effects)).toEqual([['reassignShipment', 8]]);
    expect(effects).toContainEqual({ cancel: 0 });
    expect(state).toMatchObject({ status: 'idle', shipments: [] });
  });

  test('to move leaves out what is too large for the rest of it, and what the other node does not keep', () => {
    const waiting = [join(1, 5), join(2, 5), join(3, 2), join(4, 1, 0), join(5, 3), join(6, 1)];
    const { effects } = given(plan, [...waiting, ring]).when(decided(move(3)), FIRST);
    expect(told(effects)).toEqual([
      ['reassignShipment', 6],
      ['reassignShipment', 3],
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
  const many = Array.from({ length: 40 }, (_, no) => ({ ...first!, no }));
  expect(otherNodes({ ...small, nodes: many }, 0, 0, [0])).toBe(2 ** 31 - 2);
});

test('a plan of before this was asked about goes on with nothing that could move', () => {
  const { asked: _asked, others: _others, ...before } = given(plan, [join(1)]).when(join(2)).state;
  expect(withLevelling(before)).toMatchObject({ asked: 0, shipments: [1, 2], others: [0, 0] });
  expect(WAVE_PLAN).not.toBe(SHIPMENT);
});
