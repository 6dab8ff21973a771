/** A watched actor does what it did, tells its case of beginning and end, and waits for what becomes of a task that is kept. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY as KEY, TEST_NOW } from '#testing/core/given';
import { CASE, CLAIM } from '../../core/actor-types.ts';
import { instant } from '../../model/instant.ts';
import { claimActor } from '../outbound/freight/claim.ts';
import type { ClaimInput, StockViewInput } from '../outbound/inputs.ts';
import { LIMITS } from '../outbound/network.fixture.ts';
import { stockViewActor } from '../outbound/stock-view.ts';
import { caseKey, EXCEPTION, RESOLVED_BY } from './classes.ts';
import { STANDS, type WatchedInput } from './inputs.ts';
import { withCases } from './process.ts';
import { OUTBOUND_WATCHES } from './signals.ts';
import { INBOUND_WATCHES, stockWatch } from './signals-inbound.ts';
import { watched } from './watched.ts';

const watchOf = (type: number) => OUTBOUND_WATCHES.find((watch) => watch.type === type)!;
const unwatched = claimActor(LIMITS);
const claim = watched(unwatched, watchOf(CLAIM));

const open: ClaimInput = input('openClaim', { condition: 3, valueMinor: 900 }, 8, 2);
const rang: ClaimInput = input('timer', null, 0);
const answered: ClaimInput = input('taskAnswered', null, 0, 1);
const paid: ClaimInput = input('claimAnswered', null, 900, 2);
const task = {
  role: 'claims-desk',
  kind: 'claimUnanswered',
  no: 1,
  dueAt: instant(TEST_NOW + LIMITS.taskEscalationMs),
  detail: 'carrier 2',
};
const released: WatchedInput = input('taskReleased', task);
const remedy: WatchedInput = input('remedyChosen', { by: RESOLVED_BY.recommendation }, 0, 1);
const to = { type: CASE, key: caseKey(KEY, EXCEPTION.claimSilent) };

describe('a watched actor', () => {
  test('does what it does, where nothing is out of order', () => {
    expect(given(claim).when(open).effects).toEqual(given(unwatched).when(open).effects);
    expect(given(claim, [open]).when(paid).effects).toEqual(given(unwatched, [open]).when(paid).effects);
  });

  test('keeps a task that has remedies, and tells its case', () => {
    const { effects } = given(claim, [open]).when(rang);
    expect(effects).toMatchObject([
      { timer: 1 },
      {
        tell: 'exceptionDetected',
        ...to,
        a: 1,
        b: STANDS.open,
        body: { type: CLAIM, key: KEY, stakeMinor: 900, task },
      },
    ]);
    expect(effects).not.toContainEqual(expect.objectContaining({ task: 'claimUnanswered' }));
  });

  test('gives it to the person when the case says so', () => {
    expect(given(claim, [open, rang]).when(released).effects).toEqual([
      { task: 'claimUnanswered', role: 'claims-desk', no: 1, dueAt: task.dueAt },
    ]);
  });

  test('tells who has answered, and that it is over with it', () => {
    expect(given(claim, [open, rang, released]).when(answered)).toMatchObject({
      finished: true,
      effects: [{}, {}, {}, { tell: 'exceptionHandled', ...to, a: RESOLVED_BY.person, b: STANDS.finished }],
    });
  });

  test('takes a remedy as the answer of a person', () => {
    const { effects, finished } = given(claim, [open, rang]).when(remedy);
    expect(finished).toBe(true);
    expect(effects).toMatchObject([
      { cancel: 0 },
      { cancel: 1 },
      { tell: 'claimSettled', a: 0 },
      { tell: 'exceptionHandled', a: RESOLVED_BY.recommendation, b: STANDS.finished },
    ]);
  });

  test('tells its case when it gives the next role a task', () => {
    const late: ClaimInput = input('timer', null, 1);
    expect(given(claim, [open, rang, released]).when(late).effects).toMatchObject([
      { task: 'taskUnanswered', role: 'supervisor', no: 2 },
      { tell: 'exceptionEscalated', ...to, b: STANDS.open },
    ]);
  });

  test('does not finish while it waits for what becomes of its task; then its case ends with it', () => {
    const over = given(claim, [open, rang]).when(paid);
    expect(over.finished).toBe(false);
    expect(over.effects.at(-1)).toMatchObject({ tell: 'exceptionOver', a: 1, b: STANDS.over });
    expect(given(claim, [open, rang, paid]).when(released)).toMatchObject({
      finished: true,
      // Nobody is given a task about what is over.
      effects: [{ tell: 'exceptionOver', a: 0, b: STANDS.finished }],
    });
  });
});

describe('an actor that asks and is done in the same step', () => {
  /** Asks at once, and nobody needs the answer. */
  const hasty = watched<{ status: string }, ClaimInput>(
    {
      type: unwatched.type,
      name: unwatched.name,
      version: 1,
      creates: unwatched.creates,
      timers: unwatched.timers,
      migrate: () => ({ status: 'new' }),
      outcome: () => {},
      initial: () => ({ status: 'new' }),
      step: (draft, _input, _now, out) => {
        draft.status = 'over';
        out.task(task);
      },
      finished: ({ status }) => status === 'over',
    },
    watchOf(CLAIM),
  );

  test('waits for what becomes of its task, and nobody is given it', () => {
    const asked = given(hasty).when(open);
    expect(asked.finished).toBe(false);
    expect(asked.effects).toMatchObject([{ tell: 'exceptionDetected', ...to, a: 1, b: STANDS.over }]);
    expect(given(hasty, [open]).when(released)).toMatchObject({
      finished: true,
      effects: [{ tell: 'exceptionOver', ...to, a: 0, b: STANDS.finished }],
    });
  });
});

describe('the picture of stock', () => {
  const view = watched(stockViewActor, stockWatch(0.2) as never);
  const counted = (feed: number, available: number): StockViewInput =>
    input('stockCounted', { entries: [{ product: 0, available }] } as never, 0, feed);

  test('has drifted where more than a share of it is missing; more than that is no exception', () => {
    expect(given(view, [counted(1, 100)]).when(counted(2, 79)).effects).toMatchObject([
      {
        tell: 'exceptionDetected',
        key: caseKey(KEY, EXCEPTION.stockDrift),
        b: STANDS.over,
        body: { occurredAt: TEST_NOW, stakeMinor: 0 },
      },
    ]);
    expect(given(view, [counted(1, 100)]).when(counted(2, 80)).effects).toEqual([]);
    expect(given(view, [counted(1, 100)]).when(counted(2, 500)).effects).toEqual([]);
  });

  test('is counted late without being out of order', () => {
    expect(given(view, [counted(2, 100)]).when(counted(1, 5)).effects).toMatchObject([{ audit: 'feedLate' }]);
  });
});

test('each class is of one type of actor, and each type is watched once', () => {
  const all = [...OUTBOUND_WATCHES, ...INBOUND_WATCHES, stockWatch(0.2)];
  const classes = all.flatMap(({ rules }) => rules.map(({ exception }) => exception));
  expect(classes.toSorted((x, y) => x - y)).toEqual(Object.values(EXCEPTION));
  expect(new Set(all.map(({ type }) => type)).size).toBe(all.length);
  for (const { rules } of all) expect(rules.length).toBeLessThan(32);
});

test('who notices nothing is left alone', () => {
  const limits = { highStakeMinor: 1, slaMs: [1, 1, 1, 1], driftShare: 0.2 };
  const stranger = { ...unwatched, type: 63 as typeof unwatched.type };
  const actors = withCases([stranger, unwatched], limits);
  expect(actors.map(({ type }) => type)).toEqual([63, CLAIM, CASE]);
  expect(actors[0]).toBe(stranger);
  expect(actors[1]).not.toBe(unwatched);
});
