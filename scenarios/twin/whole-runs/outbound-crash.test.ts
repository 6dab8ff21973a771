/**
 * The orchestrator dies, at any step: before a step commits, after it has and before anything it sent has arrived, and between
 * any two of its effects. Without an outage the business digest is that of the run without a crash; with one, every invariant
 * holds (the twin watches them and throws), every order comes to its end and nothing is left over. Crashes that do lose something are
 * planted: the comparison must tell each.
 */
import { describe, expect, test } from 'vitest';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { OUTBOUND_MESSAGE } from '#orchestrator/middleware/inputs';
import type { KernelSnapshot } from '#sim/kernel';
import { long } from '#testing/properties/properties';
import { type Inside, replaced } from '#testing/worlds/outbound-plants';
import { roughTwin, roughWorld } from '#testing/worlds/outbound-rough-day';
import type { OutboundTwin } from '../outbound-twin.ts';

const OUTAGE_MS = 600_000;
const EVERY_STEPS = 50;
/** Crashes that are alone in their run: in the long test at every 50th step, here at some of those. */
const ONE_IN = long ? 1 : 6;

const world = roughWorld();

function started(): OutboundTwin {
  const twin = roughTwin(world);
  twin.start();
  return twin;
}

const quiet = started();
quiet.run();
const steps = quiet.host.steps;

/** Copies around the n-th step: when its commit is the next event, and when it has just committed. */
interface Around {
  readonly n: number;
  readonly before: KernelSnapshot;
  readonly after: KernelSnapshot;
}

function copiesAround(everySteps: number): Around[] {
  const twin = started();
  const copies: Around[] = [];
  for (let n = everySteps; n < steps; n += everySteps) {
    while (twin.host.steps < n - 1) twin.run({ events: 1 });
    let before: KernelSnapshot;
    do {
      before = twin.snapshot();
      twin.run({ events: 1 });
    } while (twin.host.steps < n);
    copies.push({ n, before, after: twin.snapshot() });
  }
  return copies;
}

function from(copy: KernelSnapshot): OutboundTwin {
  const twin = roughTwin(world);
  twin.restore(copy);
  return twin;
}

/** Dies and is back at the same instant. */
function blink(twin: OutboundTwin): void {
  twin.host.crash();
  twin.host.restart();
}

function failFor(twin: OutboundTwin, ms: number): void {
  twin.host.crash();
  twin.run({ until: twin.kernel.now + ms });
  twin.host.restart();
}

/** To the end, where the invariants say whether anything is left over. */
function endsWell(twin: OutboundTwin): void {
  expect(twin.run()).toBe('empty');
  expect(twin.openWork()).toEqual(quiet.openWork());
  expect(twin.host.tickets).toEqual([]);
  expect(twin.host.backlog).toBe(0);
  expect(twin.host.keptMessages).toBe(0);
  expect(twin.host.living(OUTBOUND_MESSAGE as ActorTypeNo)).toEqual([]);
}

function expectQuiet(twin: OutboundTwin): void {
  endsWell(twin);
  const { businessDigest, outcomeDigest } = twin.digests();
  expect({ businessDigest, outcomeDigest }).toEqual({
    businessDigest: quiet.digests().businessDigest,
    outcomeDigest: quiet.digests().outcomeDigest,
  });
}

const copies = copiesAround(EVERY_STEPS * ONE_IN);

describe('a crash without an outage', () => {
  test('before each event of the run, so around each commit and between any two effects, is none', () => {
    const twin = started();
    do blink(twin);
    while (twin.run({ events: 1 }) === 'events');
    expectQuiet(twin);
  });

  test(`at every ${EVERY_STEPS}th step of one run is none`, () => {
    const twin = started();
    for (let n = EVERY_STEPS; n < steps; n += EVERY_STEPS) {
      while (twin.host.steps < n) twin.run({ events: 1 });
      blink(twin);
    }
    expectQuiet(twin);
  });

  test.each(copies)('alone, before and after the commit of step $n, is none', ({ before, after }) => {
    for (const copy of [before, after]) {
      const twin = from(copy);
      blink(twin);
      expectQuiet(twin);
    }
  });
});

describe('a crash that is one is told by the comparison:', () => {
  /** The first call after the crash is lost. @param instead what is done in its place */
  const losesFirst = (object: Inside, method: string, instead: (...args: Inside[]) => unknown): void => {
    let lost = false;
    replaced(object, method, (right, ...args) => {
      if (lost) return right(...args);
      lost = true;
      return instead(...args);
    });
  };

  test.each<[string, (twin: OutboundTwin) => void]>([
    ['one that loses a timer', ({ host }) => losesFirst(host, 'ring', () => {})],
    [
      'one after which a timer rings a minute late',
      ({ host, kernel }) => {
        const ring = kernel.handler('planted.ring', (packed, key) => (host as Inside).ring(packed, key));
        losesFirst(host, 'ring', (packed, key) => kernel.schedule(ring, kernel.now + 60_000, packed, key));
      },
    ],
    [
      'one that loses an effect of a step that has committed, and answers for it',
      ({ systems }) => {
        const lostAt = { once: false };
        for (const mock of [systems.erp, systems.wms, systems.tms, ...systems.carriers])
          replaced(mock, 'take', (right, message) => {
            if (lostAt.once) return right(message);
            lostAt.once = true;
            return 200;
          });
      },
    ],
    [
      'one that loses what had not committed',
      ({ host }) => {
        const { workers } = host as Inside;
        losesFirst(workers, 'restart', () => {
          workers.crashedAt = null;
        });
      },
    ],
  ])('%s', (_what, plant) => {
    const [{ before }] = copies as [Around];
    const twin = from(before);
    plant(twin);
    blink(twin);
    expect(() => expectQuiet(twin)).toThrow();
  });
});

test('and by nothing else: the same crash with methods replaced that do what they did', () => {
  const [{ before }] = copies as [Around];
  const twin = from(before);
  replaced(twin.host, 'ring', (right, ...args) => right(...args));
  for (const mock of [twin.systems.erp, twin.systems.wms, twin.systems.tms])
    replaced(mock, 'take', (right, message) => right(message));
  blink(twin);
  expectQuiet(twin);
});

describe('an outage of ten minutes', () => {
  test.each(copies)('before or after the commit of step $n: all ends well', ({ before, after }) => {
    for (const copy of [before, after]) {
      const twin = from(copy);
      failFor(twin, OUTAGE_MS);
      endsWell(twin);
    }
  });

  test('again and again, every 500 steps: all ends well, though later', () => {
    const twin = started();
    while (twin.run({ events: 1 }) === 'events') {
      if (twin.host.steps % 500 === 499) failFor(twin, OUTAGE_MS);
    }
    endsWell(twin);
    expect(twin.digests().businessDigest).not.toBe(quiet.digests().businessDigest);
  });

  test('that never ends is found out', () => {
    const twin = from(copies.at(-1)!.after);
    twin.host.crash();
    expect(() => endsWell(twin)).toThrow();
  });
});
