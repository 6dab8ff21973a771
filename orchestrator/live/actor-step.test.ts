/** One step of a live actor, as a value: what a server is not needed for, and what no run can be made to wait for. */
import { describe, expect, test } from 'vitest';
import { CORE_SENDER, type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { Actor } from '#orchestrator/core/actor';
import { ORDER, SHIPMENT } from '#orchestrator/core/actor-types';
import { LANES_PER_PARTNER, laneKey, OUTBOUND_MESSAGE, PARTNER_LANE } from '#orchestrator/middleware/inputs';
import { middlewareActors } from '#orchestrator/middleware/middleware';
import { DEFAULT_PARTNER_POLICY } from '#orchestrator/middleware/policy';
import { CONTRACT_ACTORS, type CounterState } from '#testing/core/host-contract-actors';
import { type ActorRecord, type LivingActor, ringTimer, type StepResult, stepActor } from './actor-step.ts';
import type { Ring } from './live-out.ts';
import { actorSender, firstCounter, isLiveKey, isLivePartner } from './message-number.ts';

const counter = CONTRACT_ACTORS[0]! as Actor<CounterState>;
const KEY = 7;
const NOON = 1_800_000_000_000;
const HORIZON_MS = 1000;

function input(kind: string, a = 0): Envelope {
  return envelope(kind, PARTNER, 2, 0, 0, 2, 1, KEY, a, 0, null);
}

function step(record: ActorRecord | null, message: Envelope, clock = NOON, actor: Actor = counter as Actor) {
  return stepActor(actor, KEY, record, message, clock, HORIZON_MS);
}

function stepped(result: StepResult): Extract<StepResult, { result: 'stepped' }> {
  if (result.result !== 'stepped') throw new Error(`not stepped: ${JSON.stringify(result)}`);
  return result;
}

/** A living counter, `open`ed and then given these. */
function living(...messages: readonly Envelope[]): LivingActor {
  let { record } = stepped(step(null, input('open')));
  for (const message of messages) ({ record } = stepped(step(record, message)));
  return record as LivingActor;
}

function ringOf(result: StepResult): Ring {
  const effect = stepped(result).effects.find((each) => each.effect === 'ring');
  if (effect?.effect !== 'ring') throw new Error('no timer was set');
  return effect.ring;
}

const ring = (record: ActorRecord, timer: Ring, clock: number): StepResult =>
  ringTimer(counter as Actor, KEY, record, timer, clock);

describe('a step', () => {
  test('changes nothing of what it was given', () => {
    const before = living();
    const copy = structuredClone(before);
    expect((stepped(step(before, input('add', 5))).record as LivingActor).state).toMatchObject({ count: 5 });
    expect(before).toEqual(copy);
  });

  test.each(['failAfterEffects', 'postNothing'])(
    'that throws (%s) gives the message back and nothing else',
    (kind) => {
      expect(step(living(), input(kind))).toEqual({
        result: 'parked',
        message: input(kind),
        error: expect.any(String),
      });
    },
  );

  test('numbers what it sends, each number once', () => {
    const first = stepped(step(living(), input('sendTwice', 3)));
    const second = stepped(step(first.record, input('tellTwice', 3)));
    const sent = [...first.effects, ...second.effects].map((each) =>
      'message' in each ? [each.message.sender, each.message.counter - NOON] : [],
    );
    const sender = actorSender(counter.type, KEY);
    expect(sent).toEqual([1, 2, 3, 4].map((n) => [sender, n]));
  });

  test('never runs at an earlier time than the one before', () => {
    const late = stepped(step(living(), input('add', 1), NOON + 50)).record;
    expect(stepped(step(late, input('add', 1), NOON + 10)).at).toBe(NOON + 50);
  });

  test('of newer code takes the state along', () => {
    const next: Actor<CounterState> = {
      ...counter,
      version: 2,
      migrate: (old, from) => ({ ...(old as CounterState), count: (old as CounterState).count + 100 * from }),
    };
    const { record } = stepped(step(living(input('add', 5)), input('add', 1), NOON, next as Actor));
    expect(record).toMatchObject({ version: 2, state: { count: 106 } });
  });
});

describe('a message to a partner', () => {
  const lane = middlewareActors(() => DEFAULT_PARTNER_POLICY).find(({ type }) => type === PARTNER_LANE)!;
  const [PARTNER_NO, BUSINESS_KEY] = [7, 21];
  const KEY_OF_LANE = laneKey(PARTNER_NO, BUSINESS_KEY);
  /** As the actor sends it: an order and a shipment that were made at the same instant number theirs alike. */
  const sent = (type: number, counter: number, a = 1): Envelope =>
    envelope(
      'requestStatus',
      type,
      3,
      PARTNER,
      PARTNER_NO,
      actorSender(type, 3),
      counter,
      BUSINESS_KEY,
      a,
      0,
      null,
    );
  const take = (record: ActorRecord | null, message: Envelope): StepResult =>
    stepActor(lane, KEY_OF_LANE, record, message, NOON, HORIZON_MS);
  const transmitted = (result: StepResult): Envelope[] =>
    stepped(result).effects.flatMap((each) => (each.effect === 'transmit' ? [each.message] : []));
  const acknowledged = (counter: number): Envelope =>
    envelope(
      'acknowledged',
      PARTNER,
      PARTNER_NO,
      PARTNER_LANE,
      KEY_OF_LANE,
      PARTNER_NO,
      counter,
      BUSINESS_KEY,
      counter,
      200,
      null,
    );

  test('is numbered by its lane, the same when it is stepped again', () => {
    const [first] = transmitted(take(null, sent(ORDER, NOON + 1)));
    expect(first).toMatchObject({ sender: CORE_SENDER, fromType: ORDER, fromKey: 3, key: BUSINESS_KEY });
    expect(transmitted(take(null, sent(ORDER, NOON + 1)))).toEqual([first]);
  });

  test('is no other one that its sender has given the same number: each waits for its own acknowledgement', () => {
    const one = stepped(take(null, sent(ORDER, NOON + 1)));
    const two = stepped(take(one.record, sent(SHIPMENT, NOON + 1, 2)));
    const [first] = transmitted(one);
    // Behind the first of its key.
    expect(transmitted(two)).toEqual([]);
    const after = take(two.record, acknowledged(first!.counter));
    expect(transmitted(after)).toMatchObject([{ fromType: SHIPMENT, a: 2 }]);
    expect(transmitted(after)[0]!.counter).toBeGreaterThan(first!.counter);
  });

  test('in trouble has a key that no other lane gives', () => {
    const counterIn = (key: number): number => firstCounter(PARTNER_LANE, key, NOON);
    const last = 4094 * LANES_PER_PARTNER - 1;
    for (const key of [LANES_PER_PARTNER, KEY_OF_LANE, last]) {
      expect(counterIn(key + 1) - counterIn(key)).toBe(2 ** 37);
      expect(isLiveKey(OUTBOUND_MESSAGE, counterIn(key) + 1)).toBe(true);
      expect(isLiveKey(ORDER, counterIn(key) + 1)).toBe(false);
    }
    expect([1, 4094, 4095, 0, 1.5].map(isLivePartner)).toEqual([true, true, false, false, false]);
    expect(Number.isSafeInteger(actorSender(OUTBOUND_MESSAGE, counterIn(last) + 2 ** 37))).toBe(true);
  });

  test('to somebody who is no partner is not sent', () => {
    const reckless: Actor = {
      ...lane,
      type: ORDER as Actor['type'],
      creates: ['go'],
      step: (_d, _i, _n, out) => out.send(5000, 'requestStatus', 1, 1, 0, null),
    };
    expect(step(null, input('go'), NOON, reckless)).toMatchObject({
      result: 'parked',
      error: expect.stringContaining('5000'),
    });
  });
});

describe('a finished actor', () => {
  const finished = stepped(step(living(), input('close'))).record;

  test('is remembered for the claims horizon', () => {
    expect(finished).toEqual({ status: 'finished', at: NOON });
    expect(step(finished, input('open'), NOON + HORIZON_MS)).toEqual({
      result: 'withoutActor',
      finished: true,
    });
  });

  test('needs no answer to a task any more', () => {
    expect(step(finished, input('taskAnswered'))).toEqual({ result: 'nothing' });
  });

  test('comes back after it, and uses no number again', () => {
    const { record } = stepped(step(finished, input('open'), NOON + HORIZON_MS + 1));
    expect((record as LivingActor).counter).toBeGreaterThan(living(input('sendTwice', 1)).counter);
  });
});

describe('a timer', () => {
  const set = step(living(), input('setTimer', 30));
  const { record } = stepped(set);
  const timer = ringOf(set);

  test('rings once, as an input', () => {
    const rung = stepped(ring(record, timer, NOON + 30)).record;
    expect(rung).toMatchObject({ state: { rings: 1 }, timers: {} });
    expect(ring(rung, timer, NOON + 31)).toEqual({ result: 'nothing' });
  });

  test.each(['cancelTimer', 'setTimer', 'close'])('rings unheard after %s', (kind) => {
    const after = stepped(step(record, input(kind, 500))).record;
    expect(ring(after, timer, NOON + 30)).toEqual({ result: 'nothing' });
  });

  test('waits where this clock is behind', () => {
    expect(ring(record, timer, NOON + 28)).toEqual({ result: 'tooEarly', inMs: 2 });
  });
});
