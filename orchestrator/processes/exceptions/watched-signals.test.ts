/** What a watched actor notices, shown with an actor that does as it is told: each sign, each end, each word to the right case, once. */
import { describe, expect, test } from 'vitest';
import { CollectingOut } from '#testing/core/collecting-out';
import { given, input, TEST_KEY as KEY, TEST_NOW as NOW } from '#testing/core/given';
import type { Envelope } from '../../contracts/envelope.ts';
import { ERP } from '../../contracts/partners.ts';
import type { Actor, TaskAnsweredInput } from '../../core/actor.ts';
import { CASE, LOAD, ORDER, STOCK_VIEW } from '../../core/actor-types.ts';
import type { ActorTypeNo } from '../../core/address.ts';
import type { HumanTask, Out } from '../../core/out.ts';
import { caseKey, EXCEPTION, RESOLVED_BY } from './classes.ts';
import { STANDS, type WatchedInput } from './inputs.ts';
import type { Watch } from './watch.ts';
import { watched } from './watched.ts';

interface Doing {
  readonly say?: (out: Out) => void;
  /** Exceptions that are open from now on. */
  readonly open?: readonly number[];
  readonly done?: boolean;
}
type DoInput = Envelope<'do', Doing> | (Omit<TaskAnsweredInput, 'body'> & { readonly body: Doing | null });
interface Puppet {
  open: readonly number[];
  done: boolean;
}

const puppet: Actor<Puppet, DoInput> = {
  // It stands where a load would, with inputs of its own.
  type: LOAD as unknown as ActorTypeNo<DoInput>,
  name: 'puppet',
  version: 2,
  creates: ['do'],
  timers: [],
  initial: () => ({ open: [], done: false }),
  migrate: (old, from) => ({ ...(old as Puppet), open: [from] }),
  step: (draft, { body }, _now, out) => {
    draft.open = body?.open ?? draft.open;
    draft.done = body?.done ?? draft.done;
    body?.say?.(out);
  },
  finished: ({ done }) => done,
  outcome: () => undefined,
};

/** An actor that takes what the puppet says: of a type that has a watch, with an input that no real one has. */
const ANYBODY = ORDER as unknown as ActorTypeNo<Envelope<'late', unknown>>;

const { delay, unknownCode, refused, lost } = EXCEPTION;
const WATCH: Watch<Puppet> = {
  type: LOAD,
  rules: [
    {
      exception: delay,
      signals: [
        ['event', 'late', 'a'],
        ['tell', 'late'],
        ['task', 'noNews'],
        ['task', 'creditHold'],
      ],
      over: ({ open }) => !open.includes(delay),
      stakeMinor: () => 500,
      recommends: ({ a }) => a === 9,
    },
    { exception: unknownCode, signals: [['audit', 'odd']], over: ({ open }) => !open.includes(unknownCode) },
    { exception: refused, signals: [['send', 'reportDelivery']], means: (b) => b === 2, over: () => true },
    { exception: lost, signals: [['send', 'reportDelivery']], means: (b) => b === 3, over: () => true },
  ],
};
/** Watched from its first input on. Watches of actors of different state are of one type, as in the product's list. */
const watch = () => watched(puppet, WATCH as unknown as Watch);

const act = (doing: Doing, a = 0): DoInput => input('do', doing, a);
const answered = (doing: Doing | null = null): DoInput => input('taskAnswered', doing, 0, 1);
const late = (a = 0) => act({ open: [delay], say: (out) => out.event('late', 1, a, 0) });
const odd = (...open: readonly number[]) => act({ open, say: (out) => out.audit('odd', 'code XX') });
const taskOf = (kind: string, role = 'planner'): HumanTask => ({
  role,
  kind,
  no: 1,
  dueAt: null,
  detail: '',
});
const asks = (kind: string, role?: string) =>
  act({ open: [delay], say: (out) => out.task(taskOf(kind, role)) });
const toCase = (exception: number) => ({ type: CASE, key: caseKey(KEY, exception) });
const detected = (exception: number, b: number = STANDS.open, a = 0) => ({
  tell: 'exceptionDetected',
  ...toCase(exception),
  a,
  b,
});
const isTold = (effect: object): boolean => 'tell' in effect && 'type' in effect && effect.type === CASE;
const told = (history: readonly (DoInput | WatchedInput)[], last: DoInput | WatchedInput) =>
  given(watch(), history).when(last).effects.filter(isTold);

test('everything that the actor says is passed on as it was said', () => {
  const say = (out: Out): void => {
    out.timer(1, NOW);
    out.cancel(2);
    out.tell(ANYBODY, 3, 'late', 4, 5, { six: 6 });
    out.send(ERP, 'reportDelivery', 3, 4, 2, { units: [1] } as never);
    out.transmit(input('sent', null), 2);
    out.ask({ point: 'carrier', attempt: 1, context: 7, options: [8] }, [
      { type: STOCK_VIEW as never, key: 1 },
    ]);
    out.event('late', 1, NOW - 5, 2);
    out.post('freightAccrued', 12);
    out.kpi('depth', 3, 'messages');
    out.audit('odd', 'why');
    out.task(taskOf('creditHold'));
  };
  const plain = new CollectingOut(NOW);
  say(plain);
  const { effects } = given(watch()).when(act({ say }));
  expect(effects.slice(0, plain.effects.length)).toEqual(plain.effects);
  expect(effects.slice(plain.effects.length).every(isTold)).toBe(true);
});

describe('a case hears of its beginning', () => {
  test.each([
    ['since when', NOW - 5, NOW - 5],
    ['since now, where that has yet to come', NOW + 5, NOW],
    ['since ever', 0, 0],
  ])('%s', (_what, since, occurredAt) => {
    expect(told([], late(since))).toMatchObject([
      { ...detected(delay), body: { type: LOAD, key: KEY, occurredAt, stakeMinor: 500, task: null } },
    ]);
  });

  test('by what is told and by what is audited as well, since now and with nothing at stake', () => {
    const say = (out: Out) => out.tell(ANYBODY, 3, 'late', 4, 5, null);
    expect(told([], act({ open: [delay], say }))).toMatchObject([
      { ...detected(delay), body: { occurredAt: NOW } },
    ]);
    expect(told([], odd(unknownCode))).toMatchObject([
      { ...detected(unknownCode), body: { occurredAt: NOW, stakeMinor: 0 } },
    ]);
  });

  test('by a signal that means it, and by no other', () => {
    const reports = (condition: number) =>
      act({ say: (out) => out.send(ERP, 'reportDelivery', KEY, NOW, condition, { units: [] } as never) });
    expect(told([], reports(2))).toMatchObject([detected(refused, STANDS.over)]);
    expect(told([], reports(3))).toMatchObject([detected(lost, STANDS.over)]);
    expect(told([], reports(0))).toEqual([]);
  });

  test('once, however often it shows while it is open, and again when it comes back', () => {
    expect(told([late()], late())).toEqual([]);
    const twice = act({
      open: [delay],
      say: (out) => {
        out.event('late', 1, 0, 0);
        out.event('late', 2, 0, 0);
      },
    });
    expect(told([], twice)).toMatchObject([detected(delay)]);
    expect(told([late(), act({ open: [] })], late())).toMatchObject([detected(delay)]);
  });

  test('with its end, where both are one step', () => {
    expect(told([], odd())).toMatchObject([detected(unknownCode, STANDS.over)]);
    const last = act({ open: [delay], done: true, say: (out) => out.event('late', 1, 0, 0) });
    expect(told([], last)).toMatchObject([detected(delay, STANDS.finished)]);
  });

  test('as a task where there is one, which says all that the signal beside it does', () => {
    const both = act({
      open: [delay],
      say: (out) => {
        out.event('late', 1, 0, 0);
        out.task(taskOf('creditHold'));
      },
    });
    expect(told([], both)).toMatchObject([{ ...detected(delay), body: { task: taskOf('creditHold') } }]);
  });
});

describe('two matters in one step', () => {
  const both = (open: readonly number[]) =>
    act({
      open,
      say: (out) => {
        out.audit('odd', 'code XX');
        out.task(taskOf('creditHold'));
      },
    });

  test('are two cases, though one of them has a task', () => {
    expect(told([], both([delay, unknownCode]))).toMatchObject([detected(unknownCode), detected(delay)]);
  });

  test('are open and over each for itself', () => {
    const { state } = given(watch(), [late()]).when(both([delay]));
    expect(state.casesOpen).toBe(1);
    expect(told([late(), both([delay])], act({ open: [] }))).toMatchObject([
      { tell: 'exceptionOver', ...toCase(delay), a: 1, b: STANDS.over },
    ]);
  });
});

describe('a task', () => {
  test('that only a person can answer goes to that person at once', () => {
    const { effects } = given(watch()).when(asks('creditHold'));
    expect(effects).toMatchObject([
      { task: 'creditHold' },
      { ...detected(delay), body: { occurredAt: NOW } },
    ]);
  });

  test('that somebody else may answer is kept, each one anew', () => {
    const again = given(watch(), [asks('noNews')]).when(asks('noNews'));
    expect(again.effects).toMatchObject([detected(delay, STANDS.open, 1)]);
    expect(again.state.casesAsked).toBe(2);
  });

  test('that no case is about is given, and no case hears of it', () => {
    expect(given(watch()).when(asks('papersRefused')).effects).toMatchObject([{ task: 'papersRefused' }]);
  });

  test('of the next role goes there, and the case of the last task hears that it was escalated', () => {
    const both = { open: [delay, unknownCode], say: (out: Out) => out.task(taskOf('creditHold')) };
    const open = [late(), odd(delay, unknownCode), act(both)];
    const raised = {
      open: [delay, unknownCode],
      say: (out: Out) => out.task(taskOf('noNews', 'supervisor')),
    };
    expect(given(watch(), open).when(act(raised)).effects).toMatchObject([
      { task: 'noNews', role: 'supervisor' },
      { tell: 'exceptionEscalated', ...toCase(delay), b: STANDS.open },
    ]);
    expect(told([...open, act(raised)], act({}))).toEqual([]);
  });

  test('of nobody’s case raises no other', () => {
    const stranger = { open: [delay], say: (out: Out) => out.task(taskOf('papersRefused')) };
    expect(told([asks('creditHold')], act(stranger))).toEqual([]);
  });

  test('that is released after its matter is over is given to nobody', () => {
    const released: WatchedInput = input('taskReleased', taskOf('noNews'));
    const { effects, state } = given(watch(), [asks('noNews')]).when(released);
    expect(effects).toMatchObject([{ task: 'noNews' }]);
    expect(state.casesAsked).toBe(0);
    expect(given(watch(), [asks('noNews'), act({ open: [] })]).when(released).effects).toEqual([]);
  });
});

describe('an answer', () => {
  const both = [
    odd(unknownCode),
    act({ open: [delay, unknownCode], say: (out) => out.task(taskOf('creditHold')) }),
  ];

  test('of a person is that of the case whose task it was', () => {
    expect(told(both, answered())).toMatchObject([
      { tell: 'exceptionHandled', ...toCase(delay), a: RESOLVED_BY.person, b: STANDS.open },
    ]);
    expect(told(both, answered({ open: [] }))).toMatchObject([
      { tell: 'exceptionHandled', ...toCase(delay), a: RESOLVED_BY.person, b: STANDS.over },
      { tell: 'exceptionOver', ...toCase(unknownCode), a: 1, b: STANDS.over },
    ]);
  });

  test('that nobody waited for is nobody’s', () => {
    expect(told(both, answered({ say: (out) => out.audit('inputNotExpected', '') }))).toEqual([]);
    expect(told(both, answered({ say: (out) => out.audit('somethingElse', '') }))).toHaveLength(1);
  });

  test('that leads to another task is that of the one before', () => {
    const next: Doing = { open: [delay], say: (out) => out.task(taskOf('creditHold')) };
    expect(told([asks('creditHold')], answered(next))).toMatchObject([detected(delay)]);
  });

  test('by a remedy counts for the one who chose it, and ends the waiting', () => {
    const remedy: WatchedInput = input('remedyChosen', { by: RESOLVED_BY.recommendation }, 0, 1);
    const chosen = given(watch(), [asks('noNews')]).when(remedy);
    expect(chosen.state.casesAsked).toBe(0);
    expect(chosen.effects).toMatchObject([
      { tell: 'exceptionHandled', ...toCase(delay), a: RESOLVED_BY.recommendation, b: STANDS.open },
    ]);
  });

  test('by a recommendation counts for the case that it is about, whoever has a task', () => {
    expect(told([late()], act({}, 9))).toMatchObject([
      { tell: 'exceptionHandled', ...toCase(delay), a: RESOLVED_BY.recommendation },
    ]);
    expect(told([late()], act({}, 8))).toEqual([]);
    expect(told([odd(unknownCode)], act({}, 9))).toEqual([]);
    // That comes too late to be taken.
    const late9 = act({ say: (out) => out.audit('inputNotExpected', '') }, 9);
    expect(told([late()], late9)).toEqual([]);
  });
});

describe('the end', () => {
  test('of a matter is told to its case alone, once', () => {
    const history = [late(), odd(delay, unknownCode)];
    const over = act({ open: [unknownCode] });
    expect(told(history, over)).toMatchObject([
      { tell: 'exceptionOver', ...toCase(delay), a: 1, b: STANDS.over },
    ]);
    expect(told([...history, over], act({}))).toEqual([]);
  });

  test('of the actor ends every case that there has been, and no other', () => {
    const history = [late(), act({ open: [] }), odd(unknownCode)];
    expect(told(history, act({ done: true }))).toMatchObject([
      { tell: 'exceptionOver', ...toCase(delay), a: 0, b: STANDS.finished },
      { tell: 'exceptionOver', ...toCase(unknownCode), a: 1, b: STANDS.finished },
    ]);
  });
});

test('state of an older version is carried over, and no case is open of it', () => {
  const notes = { casesOpen: 0, casesKnown: 0, casesAsked: 0, caseOfTask: -1 };
  expect(watch().migrate({ open: [], done: true }, 1)).toEqual({ open: [1], done: true, ...notes });
});
