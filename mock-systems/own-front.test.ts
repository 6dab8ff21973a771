/**
 * What stands before a system: asked by message, a bench of one clerk behind it. What it says and hands on comes when it says, its luck is that
 * of what a message is about, repeats do not reach it, and what ours throws at what was handed on may be said in other words.
 */
import { describe, expect, test } from 'vitest';
import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { WMS } from '#orchestrator/contracts/partners';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { linesInto } from './bench.fixture.ts';
import { MockSystem } from './mock-system.ts';
import { type FrontConduct, OwnFront } from './own-front.ts';

class Clerk extends MockSystem<null> {
  readonly lines: string[];

  constructor(kernel: Kernel, lines: string[]) {
    super({ kernel, log: linesInto(lines) }, WMS, 'CLERK');
    this.lines = lines;
    this.on('cancelShipment', ({ key, a }) => {
      lines.push(`${kernel.now} ours took ${key}`);
      this.send('shipmentReleased', key, a, 1, null);
      lines.push(`${kernel.now} ours is done with ${key}`);
    });
    this.output.subscribe(({ kind, key, b }) => lines.push(`${kernel.now} core heard ${kind} ${key} ${b}`));
  }

  protected saveState(): null {
    return null;
  }

  protected loadState(): void {}
}

function bench(conduct: Partial<FrontConduct>) {
  const kernel = new Kernel({ start: 0 });
  const lines: string[] = [];
  const clerk = new Clerk(kernel, lines);
  const whole: FrontConduct = {
    system: 'wms',
    name: 'Mine',
    initial: null,
    answers: {},
    replies: {},
    hears: [],
    writes: {},
    ...conduct,
  };
  const context = { kernel, log: linesInto(lines) };
  const front = clerk.putBefore((behind) => new OwnFront(context, new Random(5), behind, whole));
  const cancel = (counter: number, key: number, a = 0) =>
    clerk.take(envelope('cancelShipment', 0, 0, PARTNER, WMS, CORE_SENDER, counter, key, a, 0, null));
  return { kernel, lines, front, cancel };
}

test('what it lets come to nothing is counted by kind, those of the core first; and so it is in a copy', () => {
  const { kernel, front, cancel } = bench({
    answers: { cancelShipment: (_state, asked) => (asked.key === 8 ? { passes: [asked] } : {}) },
    replies: { shipmentReleased: () => ({ state: 'heard' }) },
  });
  for (const [i, key] of [8, 9, 10].entries()) cancel(i + 1, key);
  const came = [
    { kind: 'cancelShipment', by: 'core', times: 2, key: 9 },
    { kind: 'shipmentReleased', by: 'ours', times: 1, key: 8 },
  ];
  expect(front.nothingCame()).toEqual(came);
  const before = kernel.snapshot();
  cancel(4, 11);
  expect(front.nothingCame()[0]).toEqual({ ...came[0], times: 3 });
  kernel.restore(before);
  expect(front.nothingCame()).toEqual(came);
});

test('what it hands on, says and writes comes when it says', () => {
  const { kernel, lines, cancel } = bench({
    writes: { reservationReleased: 'shipment' },
    answers: {
      cancelShipment: (_state, asked) => ({
        passes: [{ ...asked, afterMs: 7 }],
        says: [
          { kind: 'shipmentReleased', key: 8, a: 0, b: 0, body: null, afterMs: 3 },
          { kind: 'shipmentReleased', key: 9, a: 0, b: 0, body: null },
        ],
        writes: [{ event: 'reservationReleased', key: 8, a: 2 }],
      }),
    },
  });
  cancel(1, 8);
  expect(lines).toEqual(['WMS.reservationReleased shipment 8#1(2,0)', '0 core heard shipmentReleased 9 0']);
  kernel.run();
  expect(lines.slice(2)).toEqual([
    '3 core heard shipmentReleased 8 0',
    '7 ours took 8',
    '7 core heard shipmentReleased 8 1',
    '7 ours is done with 8',
  ]);
});

test('what it hands on when ours has spoken comes when ours is done', () => {
  const { kernel, lines, cancel } = bench({
    replies: {
      shipmentReleased: (_state, { key }) =>
        key > 8 ? {} : { passes: [{ kind: 'cancelShipment', key: 9, a: 0, b: 0, body: null }] },
    },
  });
  cancel(1, 8);
  kernel.run();
  expect(lines).toEqual(['0 ours took 8', '0 ours is done with 8', '0 ours took 9', '0 ours is done with 9']);
});

test('luck is that of the key and of its `a`, however often it is asked', () => {
  const drawn: number[] = [];
  const { cancel } = bench({
    answers: {
      cancelShipment: (_state, _asked, _now, luck) => {
        drawn.push(luck.unit('lost'));
        return {};
      },
    },
  });
  for (const [i, [key, a]] of [[8, 0] as const, [8, 0] as const, [8, 1] as const, [9, 0] as const].entries())
    cancel(i + 1, key, a);
  expect(drawn[1]).toBe(drawn[0]);
  expect(new Set(drawn).size).toBe(3);
});

test('a repeat does not reach it', () => {
  let asked = 0;
  const { cancel } = bench({
    answers: {
      cancelShipment: () => {
        asked += 1;
        return {};
      },
    },
  });
  expect([cancel(1, 8), cancel(1, 8), cancel(2, 8)]).toEqual([200, 409, 200]);
  expect(asked).toBe(2);
});

describe('what ours throws at what was handed on', () => {
  const passes: FrontConduct['answers'] = {
    cancelShipment: (_state, asked) => ({ passes: [{ ...asked, kind: 'offerTender' }] }),
  };

  test('is thrown', () => {
    expect(() => bench({ answers: passes }).cancel(1, 8)).toThrow('CLERK does not understand "offerTender"');
  });

  test('or what is said of it in its place', () => {
    const refused: FrontConduct['refused'] = ({ kind }, error) =>
      new Error(`${kind}: ${(error as Error).name}`);
    expect(() => bench({ answers: passes, refused }).cancel(1, 8)).toThrow('offerTender: AssertionError');
    expect(() => bench({ answers: passes, refused: () => null }).cancel(1, 8)).toThrow('does not understand');
  });
});
