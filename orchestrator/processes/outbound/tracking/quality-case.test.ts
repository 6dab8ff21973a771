/** A quality case: released by rule or decided by a person, its goods handed on with what was decided, whatever comes first. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { LADING_EXCEPTION } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { LOAD, SHIPMENT } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import type { QualityInput } from './inputs.ts';
import { qualityCaseActor } from './quality-case.ts';
import { QUALITY_ESCALATION } from './quality-case-state.ts';

const MINUTE_MS = 60_000;
const telematics = {
  connected: [true],
  missedMax: 2,
  toleratedMs: 15 * MINUTE_MS,
  decideWithinMs: 240 * MINUTE_MS,
};
const actor = qualityCaseActor({ ...smallNetwork(), telematics });

const COLD = TEST_KEY;
const OTHER = TEST_KEY + 8;
const open = (outsideMs = 30 * MINUTE_MS, late = 0): QualityInput =>
  input('openQualityCase', { cold: [COLD], outsideMs, peakTenths: 45 }, late, TEST_NOW);
const arrived = (condition: number = CONDITION.good): QualityInput =>
  input('goodsArrived', { shipments: [COLD, OTHER], conditions: [condition, CONDITION.good] }, TEST_NOW, 3);
const lost: QualityInput = input('goodsLost', null);
const tooLate: QualityInput = input('tooLate', null);
const answered = (answer: number, no = 1): QualityInput => input('taskAnswered', null, answer, no);
const rang: QualityInput = input('timer', null, QUALITY_ESCALATION);
const RELEASE = 0;
const REFUSE = 1;

const told = (shipment: number, condition: number) => ({
  tell: 'stopDelivered',
  type: SHIPMENT,
  key: shipment,
  a: TEST_NOW,
  b: condition,
});

describe('a quality case', () => {
  test('is a task of the quality desk, and its load hands over nothing before', () => {
    expect(given(actor).when(open())).toMatchObject({
      state: { status: 'open' },
      effects: [
        { event: 'qualityCaseOpened', n: 1, a: TEST_NOW, b: 45 },
        { tell: 'goodsQuarantined', type: LOAD, key: TEST_KEY },
        { timer: QUALITY_ESCALATION, at: TEST_NOW + 240 * MINUTE_MS },
        { task: 'temperatureExcursion', role: 'quality-desk' },
      ],
    });
  });

  test('of goods that were out for no longer than is tolerated is released by rule', () => {
    expect(given(actor).when(open(15 * MINUTE_MS))).toMatchObject({
      finished: true,
      effects: [{ event: 'qualityCaseOpened' }, { event: 'qualityDecided', a: RELEASE, b: 0 }],
    });
  });

  test.each([
    ['released', RELEASE, CONDITION.good],
    ['refused', REFUSE, CONDITION.damaged],
  ])(
    'that is %s says so to its shipments, decided before they arrive or after',
    (_what, answer, condition) => {
      const handedOn = [told(COLD, condition), told(OTHER, CONDITION.good)];
      const after = given(actor, [open(), arrived()]).when(answered(answer));
      expect(after.effects.slice(-2)).toMatchObject(handedOn);
      const before = given(actor, [open(), answered(answer)]).when(arrived());
      expect(before.effects).toMatchObject(handedOn);
      expect([after.finished, before.finished]).toEqual([true, true]);
    },
  );

  test('says of what was lost or damaged on the way what the carrier says', () => {
    const { effects } = given(actor, [open(), answered(REFUSE)]).when(arrived(CONDITION.lost));
    expect(effects).toMatchObject([told(COLD, CONDITION.lost), told(OTHER, CONDITION.good)]);
  });

  test('goes to the supervisor, once, whose answer counts as well', () => {
    expect(given(actor, [open()]).when(rang).effects).toMatchObject([
      { task: 'taskUnanswered', role: 'supervisor' },
    ]);
    expect(given(actor, [open(), rang]).when(rang).effects).toEqual([]);
    expect(given(actor, [open(), rang]).when(answered(REFUSE, 2)).state).toMatchObject({ decided: REFUSE });
  });

  test('that is answered twice is decided as it was first', () => {
    const { state, effects } = given(actor, [open(), rang, answered(REFUSE, 2)]).when(answered(RELEASE, 1));
    expect(state.decided).toBe(REFUSE);
    expect(effects).toMatchObject([{ audit: 'inputNotExpected' }]);
    expect(given(actor, [open()]).when(answered(REFUSE, 7)).state.decided).toBe(-1);
  });

  test('that is heard of after the delivery is decided on for the record', () => {
    const late = given(actor).when(open(undefined, 1));
    expect(late.effects).not.toContainEqual(expect.objectContaining({ tell: 'goodsQuarantined' }));
    for (const before of [[open(undefined, 1)], [open(), tooLate]])
      expect(given(actor, before).when(answered(REFUSE))).toMatchObject({
        finished: true,
        effects: [{ cancel: QUALITY_ESCALATION }, { event: 'qualityDecided', a: REFUSE, b: 1 }],
      });
    expect(given(actor, [open(), answered(REFUSE)]).when(tooLate).finished).toBe(true);
  });

  test('of goods that are lost is over when its task is answered', () => {
    expect(given(actor, [open()]).when(lost)).toMatchObject({ finished: false, effects: [] });
    expect(given(actor, [open(), lost]).when(answered(RELEASE)).finished).toBe(true);
    expect(given(actor, [open(), answered(RELEASE)]).when(lost).finished).toBe(true);
  });

  test('notes what it does not expect', () => {
    expect(given(actor, [open(), lost]).when(arrived()).effects).toMatchObject([
      { audit: 'inputNotExpected' },
    ]);
    expect(() => actor.migrate({}, 0)).toThrow(/quality case state of version 0/);
  });
});

test('units that differ are handed on as the proof says, but of goods that are refused as a whole', () => {
  const exceptions = [{ line: 0, kind: LADING_EXCEPTION.short, units: 2 }];
  const differing: QualityInput = input(
    'goodsArrived',
    {
      shipments: [COLD, OTHER],
      conditions: [CONDITION.good, CONDITION.good],
      exceptions: [exceptions, exceptions],
    },
    TEST_NOW,
    3,
  );
  const arrivedSo = [open(), differing];
  expect(given(actor, arrivedSo).when(answered(RELEASE)).effects).toMatchObject([
    {},
    {},
    { ...told(COLD, CONDITION.good), body: { exceptions } },
    { ...told(OTHER, CONDITION.good), body: { exceptions } },
  ]);
  const refused = given(actor, arrivedSo).when(answered(REFUSE)).effects.slice(-2);
  expect(refused).toEqual([
    told(COLD, CONDITION.damaged),
    { ...told(OTHER, CONDITION.good), body: { exceptions } },
  ]);
});

describe('what the quality desk says', () => {
  test('is heard once, by the number of its task', () => {
    for (const no of [0, -1, 2])
      expect(given(actor, [open()]).when(answered(REFUSE, no))).toMatchObject({
        state: { status: 'open', decided: -1 },
        effects: [{ audit: 'inputNotExpected' }],
      });
    expect(given(actor, [open()]).when(answered(REFUSE)).effects).toEqual([
      { cancel: QUALITY_ESCALATION },
      { event: 'qualityDecided', n: 1, a: REFUSE, b: 1 },
    ]);
  });

  test('is waited for: until then what has arrived is handed on to nobody', () => {
    expect(given(actor, [open()]).when(arrived())).toMatchObject({
      state: { status: 'arrived' },
      effects: [],
      finished: false,
    });
  });

  test('first counts, whatever it was', () => {
    for (const [first, then] of [
      [RELEASE, REFUSE],
      [REFUSE, RELEASE],
    ] as const)
      expect(given(actor, [open(), rang, answered(first)]).when(answered(then, 2))).toMatchObject({
        state: { decided: first },
        effects: [{ audit: 'inputNotExpected' }],
      });
  });

  test('releases, unless it refuses', () => {
    for (const answer of [RELEASE, 7])
      expect(given(actor, [open()]).when(answered(answer)).state.decided).toBe(RELEASE);
  });

  test('refuses what needs its temperature, and nothing else that came with it', () => {
    const both: QualityInput = input(
      'openQualityCase',
      { cold: [COLD, OTHER], outsideMs: 30 * MINUTE_MS, peakTenths: 45 },
      0,
      TEST_NOW,
    );
    expect(given(actor, [both, arrived()]).when(answered(REFUSE)).effects.slice(-2)).toMatchObject([
      told(COLD, CONDITION.damaged),
      told(OTHER, CONDITION.damaged),
    ]);
    expect(
      given(actor, [open(), arrived(CONDITION.refused)])
        .when(answered(REFUSE))
        .effects.slice(-2),
    ).toMatchObject([told(COLD, CONDITION.refused), told(OTHER, CONDITION.good)]);
  });
});

test('of version 1 it is taken over, with its task or without, escalated or not', () => {
  for (const history of [[open()], [open(), rang], [open(), arrived()], [open(), answered(REFUSE)]]) {
    const { state } = given(actor, history.slice(0, -1)).when(history.at(-1)!);
    const { openTask: _o, escalated: _e, ...old } = state;
    expect(actor.migrate(old, 1)).toEqual(state);
  }
});

test('its task is due in time, by the first minute that is not tolerated', () => {
  const { effects } = given(actor).when(open(15 * MINUTE_MS + 1));
  expect(effects.slice(-2)).toEqual([
    { timer: QUALITY_ESCALATION, at: TEST_NOW + 240 * MINUTE_MS },
    { task: 'temperatureExcursion', role: 'quality-desk', no: 1, dueAt: TEST_NOW + 240 * MINUTE_MS },
  ]);
  expect(given(actor, [open()]).when(rang).effects).toEqual([
    { task: 'taskUnanswered', role: 'supervisor', no: 2, dueAt: null },
  ]);
});
