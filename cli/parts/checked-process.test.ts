/**
 * A process of a user's own as it is taken in: each thing that it may not be, say or keep is planted in one that is right, and must
 * be told in words; the right one is taken.
 */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { SystemConduct } from '#mock-systems/own-system';
import { type Envelope, envelope } from '#orchestrator/contracts/envelope';
import { ERP, TMS, WMS } from '#orchestrator/contracts/partners';
import type { HumanTask } from '#orchestrator/core/out';
import { OWN_SYSTEM, type OwnActor, type OwnOut } from '#orchestrator/core/own-actor';
import { type Instant, instant } from '#orchestrator/model/instant';
import { defineProcess } from '#own-parts/processes';
import type { OwnProcess } from '#scenarios/world/own-process';
import { TEST_KEY } from '#testing/core/given';
import { checkedProcess } from './checked-process.ts';
import { isOurMeasure, isOurSystem } from './process-names.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NOW = instant(1_000);
const PART = { title: 'process "planted"', file: '/nowhere/planted.ts', files: new Set<string>() };
const HEARD = { event: 'loadDeparted', entityType: 'load', key: 4, n: 1, a: 0, b: 0 };
const LUCK = { unit: (): number => 0.5 };
const WARM = envelope('tooWarm', 80, 48, 0, 0, 80, 1, 4, 0, 0, null);
const ALARM: HumanTask = { role: 'exception-desk', kind: 'alarm', no: 1, dueAt: null, detail: 'too warm' };

interface Alarms {
  readonly alarms: number;
}
interface Case {
  steps: number;
  seen: number[];
  at?: unknown;
}
/** What a user writes without types may be anything. */
type Planted = Readonly<Record<string, unknown>>;
type Step = (draft: Case, input: Envelope, now: Instant, out: OwnOut) => void;

const SYSTEM: SystemConduct<Alarms> = {
  name: 'Loggers',
  initial: { alarms: 0 },
  hears: ['loadDeparted'],
  takes: ['reset'],
  says: ['tooWarm'],
  onEvent: () => ({ says: [{ kind: 'tooWarm', key: 4 }] }),
  onMessage: () => ({}),
  onWake: (_state, key, now) => ({ wakes: [{ key, at: now }] }),
};
const ACTOR: OwnActor<Case, Envelope> = {
  name: 'cold-case',
  version: 1,
  creates: ['tooWarm'],
  timers: [],
  tasks: { 'exception-desk': ['alarm'] },
  initial: () => ({ steps: 0, seen: [] }),
  migrate: () => ({ steps: 0, seen: [] }),
  step: (draft) => {
    draft.steps += 1;
  },
  finished: () => false,
  outcome: () => {},
};

function taken(system: Planted = {}, actor: Planted = {}): OwnProcess {
  const definition = { name: 'planted', system: { ...SYSTEM, ...system }, actor: { ...ACTOR, ...actor } };
  const part = checkedProcess(defineProcess(definition), PART);
  return part.kind === 'process' ? part.process : expect.unreachable();
}

/** An emitter that keeps the words of `send`. */
function heardOut(): { readonly out: OwnOut; readonly sent: readonly (readonly unknown[])[] } {
  const sent: (readonly unknown[])[] = [];
  const nothing = (): void => {};
  const out: OwnOut = {
    send: (...words) => sent.push(words),
    timer: nothing,
    cancel: nothing,
    task: nothing,
    kpi: nothing,
    audit: nothing,
  };
  return { out, sent };
}

function stepped(
  step: Step,
  actor: Planted = {},
): { readonly draft: Case; readonly sent: readonly (readonly unknown[])[] } {
  const { actor: own } = taken({}, { step, ...actor });
  const { out, sent } = heardOut();
  const draft: Case = own.initial(TEST_KEY);
  own.step(draft, WARM, NOW, out);
  return { draft, sent };
}

test('a process that is right is taken', () => {
  expect(taken().system.onEvent!({ alarms: 0 }, HEARD, NOW, LUCK)).toEqual({
    says: [{ kind: 'tooWarm', key: 4 }],
  });
  expect(stepped(ACTOR.step).draft).toEqual({ steps: 1, seen: [] });
});

describe('a name that means two things, or nothing, is refused', () => {
  test.each<[string, Planted, Planted, RegExp]>([
    [
      'an event that there is not',
      { hears: ['loadDepartd'] },
      {},
      /no business event "loadDepartd".*"loadDeparted"/,
    ],
    ['an event of the core', { hears: ['orderDone'] }, {}, /"orderDone" is written by the core/],
    ['a system of ours', { name: 'ERP' }, {}, /system\.name "ERP" is a system of ours/],
    [
      'what people call all carriers',
      { name: 'Carriers' },
      {},
      /system\.name "Carriers" is a system of ours/,
    ],
    ['an actor of ours', {}, { name: 'freight-invoice' }, /"freight-invoice" is an actor of ours/],
    ['what a run calls actors of ours', {}, { name: 'freightInvoices' }, /is an actor of ours/],
    ['an input of the house', { says: ['timer'] }, { creates: ['timer'] }, /"timer" is a message of ours/],
    ['what a lane hears', { takes: ['acknowledged'] }, {}, /"acknowledged" is a message of ours/],
    ['what stores say', { says: ['tooWarm', 'shelfReported'] }, {}, /"shelfReported" is a message of ours/],
    [
      'a task of ours',
      {},
      { tasks: { planner: ['noRoute'] } },
      /"noRoute" is a task of ours\. Give it a name of its own/,
    ],
    [
      'a role without kinds',
      {},
      { tasks: { planner: 'look' } },
      /actor\.tasks is \{"planner":"look"\}: roles/,
    ],
    [
      'a state that is no data',
      { initial: { at: new Map() } },
      {},
      /system\.initial\.at is no plain JSON: Map/,
    ],
  ])('%s', (_what, system, actor, message) => {
    expect(() => taken(system, actor)).toThrow(message);
  });

  test('an event that TMS writes where it tenders may be heard', () => {
    expect(() => taken({ hears: ['tenderOffered'] })).not.toThrow();
  });
});

describe('an answer that nobody could keep or send is refused', () => {
  test.each<[string, Planted, RegExp]>([
    ['a slip in a name', { say: [] }, /"say" says nothing here\. Did you mean "says"\?/],
    [
      'a slip in a message',
      { says: [{ kind: 'tooWarm', key: 4, bodi: 1 }] },
      /"bodi" says nothing here\. Did you mean "body"\?/,
    ],
    ['a slip in what it wakes for', { wakes: [{ key: 4, at: 2_000, a: 1 }] }, /"a" says nothing here/],
    ['a message that is none', { says: [null] }, /says holds \{ kind, key \}/],
    ['an instant that is none', { wakes: [null] }, /wakes \{ key, at \}/],
    ['a fraction', { says: [{ kind: 'tooWarm', key: 4, a: 1.5 }] }, /a is 1\.5: a whole number/],
    [
      'a date',
      { says: [{ kind: 'tooWarm', key: 4, body: { at: new Date(5) } }] },
      /body\.at is no plain JSON: Date/,
    ],
    ['a function', { state: { f: () => 1 } }, /state\.f is no plain JSON: function/],
  ])('%s', (_what, answer, message) => {
    const { system } = taken({ onEvent: () => answer });
    expect(() => system.onEvent!({ alarms: 0 }, HEARD, NOW, LUCK)).toThrow(message);
  });

  test('to be woken where nothing wakes', () => {
    const { system } = taken({ onWake: undefined, onEvent: () => ({ wakes: [{ key: 4, at: 2_000 }] }) });
    expect(() => system.onEvent!({ alarms: 0 }, HEARD, NOW, LUCK)).toThrow(/there is no onWake/);
  });

  test('to wake at once for ever', () => {
    const { onWake } = taken().system;
    const wakeFor = (times: number, now: number): void => {
      for (let i = 0; i < times; i++) onWake!({ alarms: 0 }, 4, now, LUCK);
    };
    wakeFor(60_000, NOW);
    wakeFor(60_000, NOW + 1);
    expect(() => wakeFor(60_000, NOW + 1)).toThrow(/onWake was called 100000 times at one instant/);
  });
});

describe('a step that says what nobody takes, or keeps what is no data, is refused', () => {
  test.each<[string, (draft: Case, out: OwnOut) => void, RegExp]>([
    [
      'a kind that its system does not take',
      (_, out) => out.send(OWN_SYSTEM, 'rest', 4, 0, 0, null),
      /system\.takes \(reset\)/,
    ],
    [
      'a partner that it may not speak to',
      (_, out) => out.send(55, 'reset', 4, 0, 0, null),
      /to 55: OWN_SYSTEM, ERP/,
    ],
    [
      'a message that we do not have',
      (_, out) => out.send(WMS, 'reset', 4, 0, 0, null),
      /no message of ours/,
    ],
    [
      'a message that another of ours takes',
      (_, out) => out.send(WMS, 'bookLoad', 4, 0, 0, null),
      /WMS does not take it: TMS does\. Send it to TMS/,
    ],
    [
      'a message that carriers take',
      (_, out) => out.send(TMS, 'offerTender', 4, 0, 0, null),
      /TMS does not take it: carriers do\. An actor of your own can speak to its own system, ERP, WMS and TMS/,
    ],
    [
      'a task for whom it has not named',
      (_, out) => out.task({ ...ALARM, role: 'planner' }),
      /task "alarm" for "planner" is not in actor\.tasks: list it, such as \{ "planner": \["alarm"\] \}/,
    ],
    ['a figure of ours', (_, out) => out.kpi('otif', 1, 'share'), /kpi "otif" is one of ours/],
    ['what we measure', (_, out) => out.kpi('dockToStock', 1, 'ms'), /kpi "dockToStock" is one of ours/],
    ['no number', (_, out) => out.kpi('warm', Number.NaN, 'count'), /kpi "warm" is NaN/],
    ['a date in its state', (draft) => (draft.at = new Date(5)), /state\.at is no plain JSON: Date/],
  ])('%s', (_what, act, message) => {
    expect(() => stepped((draft, _input, _now, out) => act(draft, out))).toThrow(message);
  });

  test('what is sent is no longer the state', () => {
    const { draft, sent } = stepped((state, { key }, _now, out) => {
      out.send(OWN_SYSTEM, 'reset', key, 0, 0, state.seen);
      state.seen.push(key);
    });
    expect([draft.seen, sent[0]?.at(-1)]).toEqual([[4], []]);
  });

  test('nor is one state that of all', () => {
    const shared = { steps: 0, seen: [] };
    const first = stepped(ACTOR.step, { initial: () => shared }).draft;
    expect([first.steps, shared.steps]).toEqual([1, 0]);
  });

  test('a state is not written to by who is asked whether it is over', () => {
    const { actor } = taken({}, { finished: (state: Case) => (state.steps = 9) });
    expect(() => actor.finished({ steps: 1 })).toThrow(/changes what it was given/);
  });
});

test('what is said to who takes it, and given to whom it has named, passes', () => {
  const { sent } = stepped((_draft, { key }, _now, out) => {
    out.send(OWN_SYSTEM, 'reset', key, 0, 0, null);
    out.send(ERP, 'reportSlaRisk', key, 0, 0, null);
    out.task(ALARM);
    out.kpi('coldAlarms', 1, 'count');
  });
  expect(sent.map(([to, kind]) => [to, kind])).toEqual([
    [OWN_SYSTEM, 'reset'],
    [ERP, 'reportSlaRisk'],
  ]);
});

/** What a pattern finds in the code, tests left out. */
function written(files: string, pattern: RegExp): string[] {
  const names = globSync(files, { cwd: ROOT }).filter((name) => !/\.(test|fixture)\.ts$/.test(name));
  return names.flatMap((name) =>
    [...readFileSync(`${ROOT}${name}`, 'utf8').matchAll(pattern)].map(([, found]) => found!),
  );
}

test('every figure that the house measures, and every system that it has, is known as ours', () => {
  const measures = written('{orchestrator,scenarios}/**/*.ts', /\bkpi\((?:now, )?'(\w+)'/g);
  const systems = written('mock-systems/**/*.ts', /super\(context, [A-Z_]+, '([\w-]+)'\)/g);
  expect(measures.filter((name) => !isOurMeasure(name))).toEqual([]);
  expect(systems.filter((name) => !isOurSystem(name))).toEqual([]);
  expect([measures.includes('gateDepth'), systems.includes('STORES')]).toEqual([true, true]);
});
