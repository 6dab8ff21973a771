/**
 * Who speaks and says nothing new of a load: a carrier that repeats what it has reported is taken at its word for a week, and is then as
 * silent as one that keeps quiet. Read each test as a load on the road, what its carrier reports, and what becomes of whoever looks for it.
 */
import { describe, expect, test } from 'vitest';
import { given, givenState, input, TEST_NOW } from '#testing/core/given';
import { MILESTONE } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { instant } from '../../../model/instant.ts';
import type { LoadInput } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { answered, DAY_MS, onTheRoad, rang } from './load.fixture.ts';
import { loadActor } from './load.ts';
import { ESCALATION_TIMER, type LoadState, TRACE_ANSWER, WATCH_TIMER } from './load-state.ts';

const actor = loadActor(smallNetwork());
const HOUR_MS = 3_600_000;
const DUE = TEST_NOW + 2 * DAY_MS;
const LOST_AT = instant(DUE + LIMITS.lostAfterMs);
const WEEK_MS = 7 * DAY_MS;
/** From then on the same again is no answer. */
const WORD_UNTIL = instant(DUE + WEEK_MS);
/** It has been said once: it is on its way, and when it arrives. */
const underWay = [...onTheRoad, reported(MILESTONE.inTransit)];
/** Nobody heard of it when it was due: its carrier was asked as often as it is, then a person. */
const rings = [1, 2, 3].map(() => rang(WATCH_TIMER));
const traced = [...underWay, ...rings];

function reported(
  code: number,
  { estimatedAt = DUE, occurredAt = TEST_NOW }: { estimatedAt?: number | null; occurredAt?: number } = {},
): LoadInput {
  return input('milestoneReported', { rawCode: 'X6', occurredAt, estimatedAt }, code, 0);
}

function stateAfter(history: readonly LoadInput[]): LoadState {
  return given(actor, history.slice(0, -1)).when(history.at(-1)!).state;
}

/** None of it is news: neither the same again, nor the same without its estimate, nor what was before. */
const REPEATS: readonly (readonly [name: string, said: LoadInput])[] = [
  ['the same again', reported(MILESTONE.inTransit)],
  ['the same without an estimate', reported(MILESTONE.inTransit, { estimatedAt: null })],
  ['what was before it', reported(MILESTONE.departed, { occurredAt: TEST_NOW - HOUR_MS })],
];

describe.each(REPEATS)('a carrier that says %s', (_name, said) => {
  test('has answered, for a week after the load was due: it is asked anew, and nobody looks for it', () => {
    for (const at of [TEST_NOW, instant(DUE), instant(WORD_UNTIL - 1)]) {
      const { state, effects } = given(actor, traced).when(said, at);
      expect(state).toMatchObject({ asked: 0, openTask: 0, heardAt: at });
      expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
      expect(effects).toContainEqual({ timer: WATCH_TIMER, at: Math.max(DUE, at) + LIMITS.milestoneGraceMs });
    }
  });

  test('after that is asked no more often, and then a person has the load', () => {
    const asked = given(actor, [...underWay, rang(WATCH_TIMER)]).when(said, WORD_UNTIL);
    expect(asked.effects).toEqual([]);
    expect(asked.state.asked).toBe(1);
    const twice = givenState(actor, asked.state).when(rang(WATCH_TIMER), WORD_UNTIL).state;
    const { state } = givenState(actor, twice).when(said, instant(WORD_UNTIL + 1));
    expect(state.asked).toBe(LIMITS.statusRequestsMax);
    const { effects } = givenState(actor, state).when(rang(WATCH_TIMER), instant(WORD_UNTIL + 2));
    expect(effects).toContainEqual(expect.objectContaining({ task: 'noNews', role: 'track-and-trace' }));
  });

  test('after that ends no search: to wait, or that it is lost, is for the person to say', () => {
    for (const history of [traced, [...traced, rang(ESCALATION_TIMER)]]) {
      const { state, effects } = given(actor, history).when(said, WORD_UNTIL);
      expect(effects).toEqual([]);
      // It is a word all the same: as often as it speaks a person may have it asked after.
      expect(state).toEqual({ ...stateAfter(history), heardAt: WORD_UNTIL, rounds: 0 });
      expect(givenState(actor, state).when(answered(TRACE_ANSWER.lost), WORD_UNTIL).state.status).toBe(
        'closed',
      );
    }
    const { state } = given(actor, traced).when(said, WORD_UNTIL);
    expect(givenState(actor, state).when(answered(TRACE_ANSWER.wait), WORD_UNTIL).state).toMatchObject({
      openTask: 0,
      asked: 0,
    });
  });

  test('has not lost it: the clock begins anew with whatever it says', () => {
    const { state } = given(actor, traced).when(said, instant(LOST_AT - 1));
    const lostAt = instant(LOST_AT - 1 + LIMITS.lostAfterMs);
    const searched = givenState(actor, state);
    expect(searched.when(rang(WATCH_TIMER), LOST_AT).effects).toEqual([{ timer: WATCH_TIMER, at: lostAt }]);
    expect(searched.when(rang(WATCH_TIMER), instant(lostAt - 1)).state.status).toBe('in-transit');
    const once = searched.when(rang(WATCH_TIMER), lostAt);
    expect(once.effects).toContainEqual(expect.objectContaining({ send: 'requestStatus' }));
    const { effects } = givenState(actor, once.state).when(rang(WATCH_TIMER), instant(lostAt + DAY_MS));
    expect(effects).toContainEqual(expect.objectContaining({ tell: 'stopDelivered', b: CONDITION.lost }));
  });
});

test('a carrier that says nothing has lost it after a while, whoever looks for it', () => {
  const { state } = given(actor, traced).when(rang(WATCH_TIMER), LOST_AT);
  const { effects } = givenState(actor, state).when(rang(WATCH_TIMER), LOST_AT);
  expect(effects).toContainEqual(expect.objectContaining({ tell: 'stopDelivered', b: CONDITION.lost }));
});

describe('news', () => {
  const NEWS = [
    reported(MILESTONE.outForDelivery),
    reported(MILESTONE.customsHold),
    reported(MILESTONE.inTransit, { estimatedAt: DUE + HOUR_MS }),
  ];

  test.each(NEWS)(
    'of a later milestone or another estimate ends the search and begins the count anew',
    (said) => {
      const then = instant(DUE + DAY_MS);
      const { state, effects } = given(actor, traced).when(said, then);
      expect(state).toMatchObject({ openTask: 0, asked: 0, heardAt: then });
      expect(effects).toContainEqual({ cancel: ESCALATION_TIMER });
      expect(effects.at(-1)).toEqual({ timer: WATCH_TIMER, at: then + LIMITS.milestoneGraceMs });
    },
  );
});

describe('a carrier that has delivered it and owes the proof', () => {
  const late = instant(DUE + 3 * DAY_MS);
  const delivered = reported(MILESTONE.delivered, { estimatedAt: null, occurredAt: late });
  const there = given(actor, underWay).when(delivered, late).state;
  /** It is asked once, and says again that it has delivered it. */
  const saysAgainAt = (at: number) => {
    const asked = givenState(actor, structuredClone(there));
    asked.when(rang(WATCH_TIMER), instant(at - 1));
    return asked.when(delivered, instant(at));
  };

  test('is taken at its word for a week from when it said so first; then somebody goes after the proof', () => {
    expect(saysAgainAt(late + WEEK_MS - 1).state.asked).toBe(0);
    const { state, effects } = saysAgainAt(late + WEEK_MS);
    expect(state.asked).toBe(1);
    expect(effects).toEqual([]);
  });
});
