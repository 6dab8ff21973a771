/** Messages that leave in another order than they were said, while one is in trouble, too often or too soon are each named; right ones are not. */
import { describe, expect, test } from 'vitest';
import type { Envelope } from '#orchestrator/contracts/envelope';
import { PARTNER_LANE } from '#orchestrator/core/actor-types';
import type { CoreEnd } from '../../twin/core-end.ts';
import { MessagePace } from './message-pace.ts';
import { MessageRules } from './messages.ts';
import type { CoreStates } from './part.ts';

const NOW = Date.UTC(2026, 2, 2);

function message(counter: number): Envelope {
  return {
    kind: 'reserveStock',
    fromType: 9,
    fromKey: 72,
    toType: 2,
    toKey: 2,
    sender: 0,
    counter,
    key: 72,
    a: 0,
    b: 0,
    body: null,
  } as unknown as Envelope;
}

interface Lane {
  readonly staged?: readonly number[];
  readonly troubled?: number;
}

/** A core whose lane holds this, and whose message in trouble has failed so often. */
function paceOf(lane: Lane, failures = 0, isDown = false, lastStatus = 429): MessagePace {
  return new MessagePace(() => laneOf(lane, failures, isDown, lastStatus));
}

function laneOf({ staged = [], troubled }: Lane, failures = 0, isDown = false, lastStatus = 429): CoreStates {
  const lane = {
    staged: { 72: staged.map((counter) => ({ counter, message: message(counter) })) },
    troubled: troubled === undefined ? {} : { 72: troubled },
  };
  const core = {
    state: (type: unknown) => (type === PARTNER_LANE ? lane : { failures, lastStatus }),
    isDown,
  };
  return core as unknown as CoreStates;
}

describe('in-order', () => {
  test('what was said first goes first', () => {
    expect(() => paceOf({ staged: [8, 9] }).transmitted(message(7), 1, NOW)).not.toThrow();
  });

  test('... or is named', () => {
    expect(() => paceOf({ staged: [6, 9] }).transmitted(message(7), 1, NOW)).toThrow(
      /in-order.*reserveStock 7 about 72 leaves for partner 2 before reserveStock 6/,
    );
  });

  test('nothing goes past a message in trouble', () => {
    expect(() => paceOf({ troubled: 5 }).transmitted(message(7), 1, NOW)).toThrow(
      /while message 5 .* is in trouble/,
    );
  });
});

describe('bounded', () => {
  test('as many failures as are allowed, and one more', () => {
    expect(() => paceOf({}, 40).transmitted(message(7), 41, NOW)).not.toThrow();
    expect(() => paceOf({}, 41).transmitted(message(7), 42, NOW)).toThrow(
      /attempt 42 .* after 41 failures, 40 are allowed/,
    );
  });

  test('a Retry-After is waited for, once it was heard', () => {
    const pace = paceOf({});
    pace.answered(message(7), 429, 60_000, NOW);
    const copy = paceOf({});
    copy.load(pace.save());
    expect(() => pace.transmitted(message(7), 2, NOW + 60_000)).not.toThrow();
    expect(() => copy.transmitted(message(7), 2, NOW + 59_999)).toThrow(
      /does not want to be asked again for 1 ms/,
    );
  });

  test('what finds the core down was not heard', () => {
    const pace = paceOf({}, 0, true);
    pace.answered(message(7), 429, 60_000, NOW);
    expect(() => pace.transmitted(message(7), 2, NOW + 1)).not.toThrow();
  });

  test('what the core has not come to yet was not heard either', () => {
    const pace = paceOf({}, 0, false, 503);
    pace.answered(message(7), 429, 60_000, NOW);
    expect(() => pace.transmitted(message(7), 2, NOW + 1)).not.toThrow();
  });

  test('nothing is kept of what is over', () => {
    const pace = paceOf({});
    pace.answered(message(7), 429, 60_000, NOW);
    pace.answered(message(8), 429, 10, NOW);
    pace.answered(message(7), 200, null, NOW + 1);
    pace.daily(NOW + 10);
    expect(pace.save().size).toBe(0);
  });
});

describe('in front of ways', () => {
  const handedOn: number[] = [];
  const rules = new MessageRules(() => laneOf({ troubled: 5 }));
  const wire = { transmit: ({ counter }: Envelope) => void handedOn.push(counter) };
  const end: CoreEnd = { receive: () => 'taken', acknowledge: () => {} };
  rules.between(end, wire, () => NOW);
  const leaves = rules.leavingFor(wire);

  test('the core is held to its pace as a message leaves it', () => {
    expect(() => leaves.transmit(message(7), 1, 'shipment')).toThrow(/in-order.*while message 5/);
  });

  test('and not as a file hands it on later', () => {
    rules.transmit(message(7), 1, 'shipment');
    expect(handedOn).toEqual([7]);
  });
});
