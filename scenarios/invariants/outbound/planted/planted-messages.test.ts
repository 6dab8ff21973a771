/** A small day of the distributor in which messages go wrong where nobody should let them: the run stops there, and names it. */
import { describe, expect, test } from 'vitest';
import type { Envelope } from '#orchestrator/contracts/envelope';
import { WMS } from '#orchestrator/contracts/partners';
import { OUTBOUND_MESSAGE } from '#orchestrator/middleware/inputs';
import {
  expectCaught,
  type Inside,
  type Plant,
  replaced,
  SMALL_DAY,
  violationOf,
} from '#testing/worlds/outbound-plants';
import type { FaultPlan } from '../../../twin/faults/fate.ts';
import type { OutboundTwin } from '../../../twin/outbound-twin.ts';

/** Each message to WMS comes twice, the second so late that nobody remembers it who remembers badly. */
const TWICE: FaultPlan = ({ toKey }) => (toKey === WMS ? { kind: 'duplicated', afterMs: 90_000 } : null);
/** ERP wants none of the messages of this kind. */
const REFUSED: FaultPlan = ({ kind }) =>
  kind === 'reportBackorder' ? { kind: 'rejected', status: 422, retryAfterMs: null } : null;

test('without a plant neither copies nor refusals stop it', () => {
  expect(violationOf(() => {}, SMALL_DAY, { faults: TWICE })).toBe(null);
});

describe('between the core and a partner', () => {
  test.each<[string, string, RegExp, Plant, FaultPlan?]>([
    [
      'a WMS that does again what it did',
      'applied-once',
      /WMS was given \d+ messages to do, the core sent it \d+/,
      ({ systems }) => {
        (systems.wms as Inside).seen.note = () => true;
      },
      TWICE,
    ],
    [
      'an ERP that says it has taken what it has not',
      'applied-once',
      /the core sent ERP \d+ messages, 0 of which are dead letters; it was given \d+ to do, and not each once/,
      ({ systems }) => onceIn(systems.erp, 'take', 'reportBackorder', () => 200),
    ],
    [
      'a core that says it has taken what it has not',
      'applied-once',
      /the core took \d+ messages of partners, \d+ were stepped or put aside at the end/,
      ({ host }) => onceIn(host, 'receive', 'milestoneReported', () => 'taken'),
    ],
    [
      'a core that steps a message twice',
      'applied-once',
      /the core applied \d+ messages of partners, it took \d+/,
      (twin) => {
        const { host } = twin as Inside;
        onceIn(host, 'receive', 'milestoneReported', (right, message) => {
          host.workers.arrive(host.options.routes.get(message.kind), message.key, message);
          return right(message);
        });
      },
    ],
    [
      'a message that a carrier has sent and nobody brings',
      'applied-once',
      /sent messages 1 to \d+; the core took \d+ of its messages, and not each of these once/,
      ({ systems }) => onceIn((systems.carriers[0] as Inside).output, 'next', 'milestoneReported', () => {}),
    ],
    [
      'a core that goes by a message it knows already',
      'duplicate-changes-nothing',
      /milestoneReported \d+ of partner \d+ about \d+ was answered "repeat", and the core has gone on by it/,
      (twin) => {
        sayTwice(twin);
        const { host } = twin as Inside;
        replaced(host, 'receive', (right, message: Envelope) => {
          const receipt = right(message);
          if (receipt === 'repeat' && message.kind === 'milestoneReported')
            host.stepper.step(host.options.routes.get(message.kind), message.key, message);
          return receipt;
        });
      },
    ],
  ])('%s: %s', (_what, invariant, message, plant, faults) => {
    expectCaught(invariant, message, plant, SMALL_DAY, faults === undefined ? {} : { faults });
  });

  test('a wire that says everything twice is none of their business', () => {
    expect(violationOf(sayTwice)).toBe(null);
  });
});

describe('dead letters', () => {
  test('one that nobody gets a ticket for', () => {
    expectCaught(
      'applied-once',
      /outbound message \d+ is dead and has no ticket/,
      ({ host }) =>
        replaced((host as Inside).out, 'task', (right, task) => {
          if (task.kind !== 'deadLetter') right(task);
        }),
      SMALL_DAY,
      { faults: REFUSED },
    );
  });

  test('one that somebody gets two tickets for', () => {
    expectCaught(
      'applied-once',
      /outbound message \d+: ticket 1; it has died 1 times and has 1 tickets for that, each death has one ticket/,
      ({ host }) =>
        replaced((host as Inside).out, 'task', (right, task) => {
          right(task);
          if (task.kind === 'deadLetter') right(task);
        }),
      SMALL_DAY,
      { faults: REFUSED },
    );
  });

  test('one that is dropped, and nobody has said so', () => {
    expectCaught(
      'authority-kept',
      /outbound message \d+: deadLetter\w+ 1, and no person has answered/,
      (twin, saboteur) => {
        saboteur.act = (event, letter) => {
          if (event === 'messageDeadLettered')
            (twin.kernel as Inside).schedule(forged, twin.kernel.now + 1, letter);
        };
        const forged = twin.kernel.handler('test.forged', (letter) =>
          twin.host.answerTask(OUTBOUND_MESSAGE as never, letter, 1, 0, 'nobody'),
        );
      },
      SMALL_DAY,
      { faults: REFUSED },
    );
  });
});

/** The first message of a kind that a method is given goes another way. */
function onceIn(
  object: Inside,
  method: string,
  kind: string,
  other: (right: Inside, ...args: Inside[]) => unknown,
): void {
  let done = false;
  replaced(object, method, (right, first, ...rest) => {
    if (done || (first.kind ?? first) !== kind) return right(first, ...rest);
    done = true;
    return other(right, first, ...rest);
  });
}

/** What partners say comes to the core twice. */
function sayTwice(twin: OutboundTwin): void {
  replaced((twin as Inside).invariants.messages, 'receive', (right, message: Envelope) => {
    const receipt = right(message);
    if (receipt === 'taken') right(message);
    return receipt;
  });
}
