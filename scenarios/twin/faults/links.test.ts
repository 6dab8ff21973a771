/**
 * Links keep the order in which a partner sent, also when the core refuses for a while and across a copy; another
 * partner is not held up. What the core transmits arrives and is answered, unless a fault plan says otherwise.
 */
import { describe, expect, test } from 'vitest';
import { type MockContext, MockSystem } from '#mock-systems/mock-system';
import { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { ERP, WMS } from '#orchestrator/contracts/partners';
import { Kernel } from '#sim/kernel';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import type { EventFate, FaultPlan, PartnerFaults } from './fate.ts';
import { Links } from './links.ts';

/** Says what the test has it say, and takes one kind of command. */
class Desk extends MockSystem<null> {
  protected state = null;

  constructor(context: MockContext, partner: number) {
    super(context, partner, `desk-${partner}`);
    this.on('requestStatus', () => {});
  }

  protected saveState(): null {
    return null;
  }

  protected loadState(): void {}
}

interface Rig {
  readonly kernel: Kernel;
  readonly mocks: readonly Desk[];
  readonly got: [partner: number, counter: number, at: number][];
  readonly answers: [
    counter: number,
    attempt: number,
    status: number,
    retryAfterMs: number | null,
    at: number,
  ][];
  readonly links: Links;
  /** Messages on record, and when they arrive by it. */
  readonly recorded: [counter: number, arrivesAt: number][];
  down: boolean;
}

function rig(faults: FaultPlan | null = null, partnerFaults: PartnerFaults | null = null): Rig {
  const kernel = new Kernel();
  const recorded: Rig['recorded'] = [];
  const recorder: Recorder = {
    ...nullRecorder,
    message: (_sentAt, dueAt, _kind, _from, _fromKey, _to, _toKey, _sender, counter) =>
      recorded.push([counter, dueAt]),
  };
  const links = new Links(kernel, 2_000, recorder, faults, partnerFaults);
  const context = { kernel, log: { business: () => {} } };
  const mocks = [new Desk(context, ERP), new Desk(context, WMS)];
  for (const mock of mocks) links.connect(mock);
  const under: Rig = { kernel, mocks, got: [], answers: [], links, recorded, down: false };
  links.connectCore({
    receive: (message) => {
      if (under.down && message.fromKey === mocks[0]!.partner) return 'refused';
      under.got.push([message.fromKey, message.counter, kernel.now]);
      return 'taken';
    },
    acknowledge: (message, attempt, status, retryAfterMs) =>
      under.answers.push([message.counter, attempt, status, retryAfterMs, kernel.now]),
  });
  return under;
}

function say(mock: Desk, counter: number): void {
  const message: Envelope = envelope(
    'invoicePaid',
    PARTNER,
    mock.partner,
    0,
    0,
    mock.partner,
    counter,
    1,
    0,
    0,
    null,
  );
  mock.output.next(message);
}

test('what was refused comes first when the core is back; what came behind it waits', () => {
  const under = rig();
  const [erp, wms] = under.mocks as [Desk, Desk];
  under.down = true;
  say(erp, 1);
  under.kernel.run({ until: 2_500 });
  say(erp, 2);
  say(wms, 1);
  under.kernel.run({ until: 30_000 });
  expect(under.got).toEqual([[wms.partner, 1, 4_500]]);
  const copy = rig();
  copy.kernel.restore(structuredClone(under.kernel.snapshot()));
  for (const each of [under, copy]) {
    each.down = false;
    each.got.length = 0;
    say(each.mocks[0]!, 3);
    each.kernel.run();
    // Sent again a minute after the refusal; the third, newer, came while the others still waited.
    expect(each.got.map(([, counter]) => counter)).toEqual([1, 2, 3]);
    expect(each.got[0]![2]).toBe(62_000);
  }
});

describe('a transmission', () => {
  const order = (counter: number): Envelope =>
    envelope('requestStatus', 8, 1, PARTNER, WMS, 0, counter, counter, 0, 0, null);

  function transmitted(under: Rig, counter: number, attempts: readonly number[] = [1]): void {
    for (const attempt of attempts) under.links.transmit(order(counter), attempt, 'partner-lane');
    under.kernel.run();
  }

  test('is answered one latency after it arrives; a repeat is answered "already done"', () => {
    const under = rig();
    transmitted(under, 5, [1, 2]);
    expect(under.answers).toEqual([
      [5, 1, 200, null, 4_000],
      [5, 2, 409, null, 4_000],
    ]);
  });

  test.each([
    [{ kind: 'lost' }, []],
    [{ kind: 'answerLost' }, []],
    [
      { kind: 'duplicated', afterMs: 500 },
      [
        [5, 1, 200, null, 4_000],
        [5, 1, 409, null, 4_500],
      ],
    ],
    [{ kind: 'delayed', byMs: 10_000 }, [[5, 1, 200, null, 14_000]]],
    [{ kind: 'rejected', status: 429, retryAfterMs: 9_000 }, [[5, 1, 429, 9_000, 4_000]]],
    [{ kind: 'rejected', status: 503, retryAfterMs: null }, [[5, 1, 503, null, 4_000]]],
  ] as const)('of which a fault plan says %j', (fate, answers) => {
    const under = rig(() => fate);
    transmitted(under, 5);
    expect(under.answers).toEqual(answers);
    // Whether the partner has done it shows when it comes again.
    const again = rig((_message, attempt) => (attempt === 1 ? fate : null));
    transmitted(again, 5);
    again.answers.length = 0;
    transmitted(again, 5, [2]);
    const done = fate.kind !== 'lost' && fate.kind !== 'rejected';
    expect(again.answers.map(([, , status]) => status)).toEqual([done ? 409 : 200]);
  });
});

describe('messages of a partner that faults befall', () => {
  /** The first message, at its first attempt. */
  const first = (fate: EventFate): PartnerFaults => ({
    fateOf: ({ counter }, attempt) => (counter === 1 && attempt === 1 ? fate : null),
    outageFrom: () => null,
    outageTo: () => null,
  });

  test.each<[EventFate, [counter: number, at: number][]]>([
    [
      { kind: 'lost', fault: 'event-lost' },
      [
        [2, 2_000],
        [1, 62_000],
      ],
    ],
    [
      { kind: 'duplicated', afterMs: 500, fault: 'event-duplicated' },
      [
        [1, 2_000],
        [2, 2_000],
        [1, 2_500],
      ],
    ],
    [
      { kind: 'delayed', byMs: 5_000, fault: 'event-delayed' },
      [
        [1, 7_000],
        [2, 7_000],
      ],
    ],
    [
      { kind: 'reordered', byMs: 5_000, fault: 'event-reordered' },
      [
        [2, 2_000],
        [1, 7_000],
      ],
    ],
  ])('%j', (fate, arrivals) => {
    const under = rig(null, first(fate));
    say(under.mocks[0]!, 1);
    say(under.mocks[0]!, 2);
    under.kernel.run();
    expect(under.got.map(([, counter, at]) => [counter, at])).toEqual(arrivals);
    // On record with when they arrive, late or not; of one that comes twice, with the first time.
    for (const [counter, at] of fate.kind === 'lost' ? arrivals.slice(1) : arrivals.slice(0, 2))
      expect(under.recorded).toContainEqual([counter, at]);
  });

  test('a transmission that is late is on record with when it arrives', () => {
    const under = rig(() => ({ kind: 'delayed', byMs: 10_000 }));
    under.links.transmit(
      envelope('requestStatus', 8, 1, PARTNER, WMS, 0, 5, 5, 0, 0, null),
      1,
      'partner-lane',
    );
    expect(under.recorded).toEqual([[5, 12_000]]);
  });

  test('in an outage: they come when it is over, in order; another partner is not held up', () => {
    const under = rig(null, {
      fateOf: () => null,
      outageFrom: (partner, now) => (partner === ERP && now < 100_000 ? 'outage' : null),
      outageTo: () => null,
    });
    for (const counter of [1, 2]) for (const mock of under.mocks) say(mock, counter);
    under.kernel.run();
    expect(under.got).toEqual([
      [WMS, 1, 2_000],
      [WMS, 2, 2_000],
      [ERP, 1, 122_000],
      [ERP, 2, 122_000],
    ]);
  });
});
