/** Sequences of what waits: places under each rule, and what would come of them, on plans written down here. */
import { describe, expect, test } from 'vitest';
import { STARVING_MS, type WaveSequenceOption } from '../../../decisions/wave-sequence.ts';
import { instant } from '../../../model/instant.ts';
import type { NodeMaster } from '../../../model/network.ts';
import { MONDAY, smallNetwork } from '../network.fixture.ts';
import { fitting, sequencesOf } from './wave-rules.ts';
import { initialWavePlan, insert, type WavePlanState } from './wave-state.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Waves of five lines at ten and two, Monday to Friday; goods leave at five. */
const network = smallNetwork();
const node = network.nodes[0]!;
const WAVE = 0;
const NOW = MONDAY + 10 * HOUR_MS;
const CUTOFF = MONDAY + 17 * HOUR_MS;

interface Waits {
  readonly no: number;
  readonly lines?: number;
  readonly priority?: number;
  readonly stagedBy?: number;
  readonly leaveBy?: number;
  readonly valueMinor?: number;
  readonly joinedAt?: number;
}

function planOf(...all: readonly Waits[]): WavePlanState {
  const draft = initialWavePlan();
  for (const each of all) {
    const { no, lines = 1, priority = 1, stagedBy = CUTOFF } = each;
    const { leaveBy = CUTOFF, valueMinor = 100, joinedAt = NOW } = each;
    insert(draft, no, stagedBy, priority, lines, 0, { leaveBy, valueMinor, joinedAt });
  }
  return draft;
}

interface At {
  readonly node?: NodeMaster;
  readonly cutoffs?: readonly number[];
  readonly wave?: number;
  readonly now?: number;
}

function by(rule: string, draft: WavePlanState, at: At = {}): WaveSequenceOption {
  const where = at.cutoffs === undefined ? network : smallNetwork({ cutoffs: at.cutoffs });
  const options = sequencesOf(where, at.node ?? node, draft, at.wave ?? WAVE, instant(at.now ?? NOW));
  return options.find((option) => option.rule === rule)!;
}
/** All in one wave, so that a sequence is seen whole. */
const wide = { ...node, linesPerWave: 99 };
const placesBy = (rule: string, draft: WavePlanState): readonly number[] =>
  by(rule, draft, { node: wide }).shipments;

test('how much fits: up to the lines of a wave and not one more, from where one stands; at least one', () => {
  for (const [lines, from, expected] of [
    [[2, 3, 1], 0, 2],
    [[2, 4, 1], 0, 1],
    [[9, 1], 0, 1],
    [[9, 1, 4], 1, 2],
    [[], 0, 0],
  ] as const)
    expect(fitting(lines, from, 5)).toBe(expected);
});

describe('places', () => {
  /** Every order of joining and of keys leads to the same. */
  const turns = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  const inEachTurn = (all: readonly Omit<Waits, 'no'>[], rule: string): readonly (readonly number[])[] =>
    turns.map((turn) => {
      const waits = turn.map((place, i) => ({ no: i + 1, ...all[place]! }));
      return placesBy(rule, planOf(...waits)).map((no) => turn[no - 1]!);
    });

  test.for([
    ['savable-first', [{ leaveBy: NOW }, { leaveBy: NOW + 1 }, { leaveBy: NOW - 1 }]],
    ['earliest-promise', [{ leaveBy: NOW - 1 }, { leaveBy: NOW }, { leaveBy: NOW + 1 }]],
    ['first-in-first-out', [{ joinedAt: 1 }, { joinedAt: 2 }, { joinedAt: 3 }]],
    ['largest-first', [{ lines: 3 }, { lines: 2 }, { lines: 1 }]],
    // What leaves at the next cut-off or never, then what may leave later, then what is lost, whatever it is worth.
    [
      'value-at-risk',
      [{ leaveBy: CUTOFF }, { leaveBy: CUTOFF + 1, valueMinor: 900 }, { leaveBy: NOW - 1, valueMinor: 999 }],
    ],
    [
      'value-at-risk',
      [{ leaveBy: NOW }, { leaveBy: CUTOFF + 1, valueMinor: 900 }, { leaveBy: NOW - 1, valueMinor: 999 }],
    ],
    // By value for each line of work, not by value.
    [
      'value-at-risk',
      [
        { valueMinor: 90, lines: 3 },
        { valueMinor: 100, lines: 4 },
        { valueMinor: 20, lines: 1 },
      ],
    ],
    // The one that is lost comes last among its equals, but before one of less priority.
    ['priority-first', [{ priority: 0 }, { priority: 0, leaveBy: NOW - 1 }, { priority: 1, leaveBy: NOW }]],
  ] as const)('by %s, in whatever order they came', ([rule, all]) => {
    for (const places of inEachTurn(all, rule)) expect(places).toEqual([0, 1, 2]);
  });

  test('of equals are those of the plan, which goes by cut-off, whoever came first', () => {
    const equals = planOf(
      { no: 4, stagedBy: CUTOFF },
      { no: 1, stagedBy: CUTOFF + DAY_MS },
      { no: 9, stagedBy: CUTOFF - DAY_MS },
    );
    const rules = sequencesOf(network, wide, equals, WAVE, instant(NOW));
    for (const { shipments } of rules) expect(shipments).toEqual([9, 4, 1]);
    const older = planOf({ no: 1, joinedAt: 2 }, { no: 2, joinedAt: 1 });
    expect(placesBy('earliest-cutoff', older)).toEqual([1, 2]);
    expect(placesBy('first-in-first-out', older)).toEqual([2, 1]);
  });
});

describe('what would come of it', () => {
  const two = { lines: 5, leaveBy: CUTOFF };

  test('a wave at the very cut-off is in time; one after it is not', () => {
    const cutoffAtTwo = { stagedBy: MONDAY + 14 * HOUR_MS };
    const draft = planOf({ no: 1, ...two, ...cutoffAtTwo }, { no: 2, ...two, ...cutoffAtTwo });
    expect(by('earliest-cutoff', draft)).toMatchObject({ pastCutoff: 0, pastPromise: 0 });
    const three = planOf({ no: 1, ...two }, { no: 2, ...two }, { no: 3, ...two });
    expect(by('earliest-cutoff', three)).toMatchObject({
      pastCutoff: 1,
      pastPromise: 1,
      lateHours: 24,
      lateMinor: 100,
    });
  });

  test('each is held against its own cut-off; one that is over counts as the next', () => {
    const draft = (stagedBy: number) =>
      planOf({ no: 1, ...two }, { no: 2, ...two }, { no: 3, ...two, stagedBy, priority: 2 });
    // The third is released on Tuesday at ten.
    const later = by('priority-first', draft(CUTOFF + DAY_MS));
    expect(later.pastCutoff).toBe(0);
    const now = by(
      'priority-first',
      planOf({ no: 1, ...two }, { no: 2, ...two, stagedBy: NOW, priority: 2 }),
    );
    expect(now.pastCutoff).toBe(1);
    const over = by('priority-first', planOf({ no: 1, ...two }, { no: 2, ...two, stagedBy: 1, priority: 2 }));
    expect(over.pastCutoff).toBe(0);
  });

  test('a wave that is late itself releases when it does, not when it should have', () => {
    const late = { now: CUTOFF + HOUR_MS };
    const draft = planOf({ no: 1, leaveBy: CUTOFF });
    expect(by('earliest-cutoff', draft, late)).toMatchObject({ pastPromise: 1, lateHours: 24 });
  });

  test('hours are begun ones, of each; goods count in full', () => {
    const draft = planOf(
      { no: 1, leaveBy: CUTOFF - 1, valueMinor: 7 },
      { no: 2, leaveBy: CUTOFF - HOUR_MS, valueMinor: 20 },
      { no: 3, leaveBy: CUTOFF, valueMinor: 500 },
    );
    expect(by('earliest-cutoff', draft)).toMatchObject({ pastPromise: 2, lateHours: 2, lateMinor: 27 });
  });

  test('without cut-offs a shipment leaves when it is released', () => {
    const draft = planOf({ no: 1, lines: 5, leaveBy: NOW }, { no: 2, lines: 5, leaveBy: NOW });
    expect(by('earliest-cutoff', draft, { cutoffs: [] })).toMatchObject({ pastPromise: 1, lateHours: 4 });
  });

  test('after the timetable the rest goes with its last wave', () => {
    const last = node.waves.length - 1;
    const now = node.waves[last]!;
    const friday = CUTOFF + 4 * DAY_MS;
    const draft = planOf(
      { no: 1, lines: 5, leaveBy: friday },
      { no: 2, lines: 5, leaveBy: friday - 2 * HOUR_MS },
      { no: 3, lines: 5, leaveBy: friday },
    );
    expect(by('earliest-cutoff', draft, { wave: last, now })).toMatchObject({
      shipments: [1],
      pastPromise: 1,
      lateHours: 2,
    });
  });
});

describe('who is passed over', () => {
  const starves = { lines: 5, joinedAt: NOW - STARVING_MS };
  const young = { lines: 3, joinedAt: NOW - STARVING_MS + 1 };
  const passed = (...all: readonly Waits[]): number => by('earliest-cutoff', planOf(...all)).passedOver;

  test('waits for days to the millisecond and is left, while somebody younger goes, at whatever place', () => {
    expect(passed({ no: 1, ...young }, { no: 2, ...starves })).toBe(1);
    expect(passed({ no: 1, ...starves, lines: 2 }, { no: 2, ...young }, { no: 3, ...starves })).toBe(1);
    expect(passed({ no: 1, ...young }, { no: 2, ...starves }, { no: 3, ...starves })).toBe(2);
  });

  test('is nobody where all who go have waited as long, or all who are left have not', () => {
    expect(passed({ no: 1, ...starves }, { no: 2, ...starves })).toBe(0);
    expect(passed({ no: 1, ...starves }, { no: 2, ...starves }, { no: 3, ...young })).toBe(0);
    expect(passed({ no: 1, ...young }, { no: 2, ...young })).toBe(0);
  });
});
