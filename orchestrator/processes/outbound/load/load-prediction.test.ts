/** A load that is predicted late: when it is asked about, what follows, and when a prediction counts no longer. */
import { describe, expect, test } from 'vitest';
import { questionIn } from '#testing/core/collecting-out';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { MILESTONE } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { instant } from '../../../model/instant.ts';
import { type LoadInput, SHIPMENT } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { CARRIER_RECORD } from '../tracking/inputs.ts';
import { DAY_MS, milestone, onTheRoad, pod } from './load.fixture.ts';
import { loadActor } from './load.ts';

const LATE_BY = 2 * DAY_MS;
const limits = { ...LIMITS, expediteMinorMax: 5_000 };
const actor = loadActor({ ...smallNetwork({ limits }), predictsDelays: { lateByMs: LATE_BY } });
const PROMISE = TEST_NOW + 3 * DAY_MS;

const predicted = (says: 'on-time' | 'late', attempt = 1): LoadInput =>
  input(
    'decided',
    { point: 'delay-prediction', policy: 'p', fallback: null, option: { says, carrier: 0 } },
    says === 'late' ? 1 : 0,
    attempt,
  );
const underWay = milestone(MILESTONE.inTransit);
const asks = (attempt: number, of: number) =>
  expect.objectContaining({
    ask: 'delay-prediction',
    attempt,
    context: expect.objectContaining({ milestone: of, carrier: 0, promisedAt: PROMISE }),
    views: [[CARRIER_RECORD, 0]],
  });
const asked = (history: readonly LoadInput[], last: LoadInput, of = actor) =>
  given(of, history)
    .when(last)
    .effects.filter((effect) => 'ask' in effect);

describe('it is asked', () => {
  test('at the first news of the start, and once for each kind of news under way', () => {
    const start = milestone(MILESTONE.pickedUp);
    expect(asked(onTheRoad, start)).toEqual([asks(1, MILESTONE.departed)]);
    expect(asked([...onTheRoad, start], milestone(MILESTONE.departed))).toEqual([]);
    expect(asked([...onTheRoad, start], underWay)).toEqual([asks(2, MILESTONE.inTransit)]);
    expect(asked([...onTheRoad, start, underWay], underWay)).toEqual([]);
    expect(asked([...onTheRoad, underWay], milestone(MILESTONE.arrivedAtTerminal))).toEqual([
      asks(2, MILESTONE.arrivedAtTerminal),
    ]);
    expect(asked(onTheRoad, milestone(MILESTONE.outForDelivery))).toEqual([]);
  });

  test('no more once the carrier says that it is late', () => {
    const late = milestone(MILESTONE.delayed, PROMISE + 1);
    expect(asked([...onTheRoad, late], underWay)).toEqual([]);
  });

  test('never where nobody wants to know', () => {
    expect(asked(onTheRoad, underWay, loadActor(smallNetwork({ limits })))).toEqual([]);
  });
});

describe('the question', () => {
  const said = (code: number, occurredAt: number): LoadInput =>
    input('milestoneReported', { rawCode: 'X6', occurredAt, estimatedAt: null }, code, 0);
  const HOUR_MS = 3_600_000;

  test('is of where it is, since when it has been under way, and what was planned', () => {
    const later = instant(TEST_NOW + HOUR_MS);
    const { effects } = given(actor, onTheRoad).when(underWay, later);
    expect(effects.find((each) => 'ask' in each)).toEqual({
      ask: 'delay-prediction',
      attempt: 1,
      context: {
        lane: 1,
        carrier: 0,
        shipments: 1,
        valueMinor: 90_000,
        milestone: MILESTONE.inTransit,
        passedAt: TEST_NOW,
        departedAt: TEST_NOW,
        plannedAt: TEST_NOW + 2 * DAY_MS,
        estimatedAt: TEST_NOW + 2 * DAY_MS,
        promisedAt: PROMISE,
      },
      options: [
        { says: 'on-time', carrier: 0 },
        { says: 'late', carrier: 0 },
      ],
      views: [[CARRIER_RECORD, 0]],
    });
  });

  test('knows a milestone as passed when it was, not before it left and not after now', () => {
    const passed = (occurredAt: number) => {
      const now = instant(TEST_NOW + HOUR_MS);
      const { state, effects } = given(actor, onTheRoad).when(said(MILESTONE.inTransit, occurredAt), now);
      const context = questionIn(effects).context as { readonly passedAt: number };
      expect(state.passed).toEqual([MILESTONE.inTransit, context.passedAt - TEST_NOW]);
      return context.passedAt - TEST_NOW;
    };
    expect([-5, 0, 5, HOUR_MS, HOUR_MS + 5].map((ms) => passed(TEST_NOW + ms))).toEqual([
      0,
      0,
      5,
      HOUR_MS,
      HOUR_MS,
    ]);
  });

  test('is asked of each kind under way once, whatever comes between', () => {
    const terminal = milestone(MILESTONE.arrivedAtTerminal);
    const both = [...onTheRoad, underWay, terminal];
    expect(asked(both, underWay)).toEqual([]);
    expect(asked(both, terminal)).toEqual([]);
    expect(given(actor, both.slice(0, -1)).when(terminal).state.passed).toEqual([
      MILESTONE.inTransit,
      0,
      MILESTONE.arrivedAtTerminal,
      0,
    ]);
  });
});

describe('predicted late', () => {
  const foretold = PROMISE + LATE_BY;
  const history = [...onTheRoad, underWay];

  test('customers hear of the risk, and what to do about it is decided, as if the carrier had said so', () => {
    const { effects, state } = given(actor, history).when(predicted('late'));
    expect(effects).toEqual([
      { event: 'loadPredictedLate', n: 1, a: foretold, b: PROMISE },
      { event: 'loadAtRisk', n: 1, a: foretold, b: PROMISE },
      expect.objectContaining({ tell: 'deliveryAtRisk', type: SHIPMENT, key: TEST_KEY, a: foretold }),
      expect.objectContaining({
        ask: 'delay-response',
        attempt: 1,
        context: expect.objectContaining({ estimatedAt: foretold }),
      }),
    ]);
    expect(state.estimatedAt).toBeLessThan(PROMISE);
  });

  test('is expected no sooner than its carrier says, late or not', () => {
    const beyond = PROMISE + LATE_BY + 9;
    const patient = { ...limits, slaRiskMs: 30 * DAY_MS };
    const calm = loadActor({ ...smallNetwork({ limits: patient }), predictsDelays: { lateByMs: LATE_BY } });
    const known = [...onTheRoad, milestone(MILESTONE.delayed, beyond), underWay];
    expect(given(calm, known).when(predicted('late')).state.foretoldAt).toBe(beyond);
  });

  test('is no news of a load that is there', () => {
    const there = [...history, pod(CONDITION.good)];
    expect(given(actor, there).when(predicted('late')).state.foretoldAt).toBe(0);
  });

  test('on time changes nothing', () => {
    expect(given(actor, history).when(predicted('on-time')).effects).toEqual([]);
  });

  test('an answer to an earlier question counts no more, nor one that comes when the risk is known', () => {
    const later = [...history, milestone(MILESTONE.arrivedAtTerminal)];
    const note = { audit: 'predictionTooLate', detail: 'prediction 1 of 2' };
    expect(given(actor, later).when(predicted('late', 1)).effects).toEqual([note]);
    const known = [...history, milestone(MILESTONE.delayed, PROMISE + 1)];
    expect(given(actor, known).when(predicted('late', 1)).effects).toEqual([
      { ...note, detail: 'prediction 1 of 1' },
    ]);
  });

  test('counts until the carrier says how late it is: then customers hear of that', () => {
    const told = [...history, predicted('late')];
    const estimate = foretold + limits.noticeStepMs;
    const { state, effects } = given(actor, told).when(milestone(MILESTONE.delayed, estimate));
    expect(state).toMatchObject({ foretoldAt: 0, estimatedAt: estimate });
    expect(effects).toContainEqual(expect.objectContaining({ tell: 'deliveryAtRisk', a: estimate }));
  });
});

describe('the record of its carrier', () => {
  const record = (history: readonly LoadInput[]) =>
    given(actor, history)
      .when(pod(CONDITION.good))
      .effects.filter((effect) => 'type' in effect && effect.type === CARRIER_RECORD);

  test('hears how late it came against plan, and when it was where', () => {
    expect(record([...onTheRoad, underWay])).toEqual([
      {
        tell: 'loadArrived',
        type: CARRIER_RECORD,
        key: 0,
        a: -DAY_MS,
        b: DAY_MS,
        body: { passed: [MILESTONE.inTransit, 0] },
      },
    ]);
  });

  test('hears of one of which nothing was reported under way; nothing of one that customs kept, or whose departure is not known', () => {
    expect(record(onTheRoad)).toMatchObject([{ a: -DAY_MS, b: DAY_MS, body: { passed: [] } }]);
    expect(record([...onTheRoad, input('entryHeld', null, TEST_NOW, 5)])).toEqual([]);
    const unknown = loadActor(smallNetwork({ limits }));
    expect(
      given(unknown, [...onTheRoad, underWay])
        .when(pod(CONDITION.good))
        .effects.filter((effect) => 'type' in effect && effect.type === CARRIER_RECORD),
    ).toEqual([]);
  });

  test('hears nothing of one for which speed was bought', () => {
    const speed: LoadInput = input(
      'decided',
      {
        point: 'delay-response',
        policy: 'p',
        fallback: null,
        option: { action: 'expedite', costMinor: 100, onward: null },
      },
      1,
      1,
    );
    expect(record([...onTheRoad, underWay, predicted('late'), speed])).toEqual([]);
  });
});

test('a load of before delays were predicted goes on, and nothing is asked about it', () => {
  const { state } = given(actor, onTheRoad.slice(0, -1)).when(onTheRoad.at(-1)!);
  const { departedAt: _d, plannedAt: _p, passed: _s, predictions: _q, foretoldAt: _f, ...old } = state;
  expect(actor.migrate(old, 7)).toEqual({ ...state, departedAt: -1, plannedAt: 0 });
});
