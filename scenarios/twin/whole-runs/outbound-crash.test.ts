/**
 * The orchestrator dies, at any step: before a step commits, after it has and before anything it sent has arrived, and between
 * any two of its effects. Without an outage the business digest is that of the run without a crash; with one, every invariant
 * holds (the twin watches them and throws), every order comes to its end and nothing is left over.
 */
import { describe, expect, test } from 'vitest';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { OUTBOUND_MESSAGE } from '#orchestrator/middleware/inputs';
import type { KernelSnapshot } from '#sim/kernel';
import { long } from '#testing/properties/properties';
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
