/**
 * A process of a user's own as it is taken in: each thing that it may not be, say or keep is planted in one that is right, and must
 * be told in words; the right one is taken.
 */
import { describe, expect, test } from 'vitest';
import type { SystemConduct } from '#mock-systems/own-system';
import { envelope } from '#orchestrator/contracts/envelope';
import { WMS } from '#orchestrator/contracts/partners';
import { OWN_SYSTEM, type OwnActor, type OwnOut } from '#orchestrator/core/own-actor';
import { instant } from '#orchestrator/model/instant';
import { defineProcess } from '#own-parts/processes';
import type { OwnProcess } from '#scenarios/world/own-process';
import { checkedProcess } from './checked-process.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a user writes without types may be anything
type Any = any;

const NOW = instant(1_000);
const PART = { title: 'process "planted"', file: '/nowhere/planted.ts', files: new Set<string>() };
const HEARD = { event: 'loadDeparted', entityType: 'load', key: 4, n: 1, a: 0, b: 0 };
const LUCK = { unit: (): number => 0.5 };

const SYSTEM: SystemConduct<Any> = {
  name: 'Loggers',
  initial: { alarms: 0 },
  hears: ['loadDeparted'],
  takes: ['reset'],
  says: ['tooWarm'],
  onEvent: () => ({ says: [{ kind: 'tooWarm', key: 4 }] }),
  onMessage: () => ({}),
  onWake: (_state, key, now) => ({ wakes: [{ key, at: now }] }),
};
const ACTOR: OwnActor<Any, Any> = {
  name: 'cold-case',
  version: 1,
  creates: ['tooWarm'],
  timers: [],
  initial: () => ({ steps: 0, seen: [] }),
  migrate: (old) => old,
  step: (draft) => {
    draft.steps += 1;
  },
  finished: () => false,
  outcome: () => {},
};

function taken(system: Any = {}, actor: Any = {}): OwnProcess {
  const definition = { name: 'planted', system: { ...SYSTEM, ...system }, actor: { ...ACTOR, ...actor } };
  const part = checkedProcess(defineProcess(definition), PART);
  return part.kind === 'process' ? part.process : expect.unreachable();
}

function stepped(step: (draft: Any, input: Any, now: Any, out: OwnOut) => void, actor: Any = {}): Any {
  const sent: unknown[][] = [];
  const { actor: own } = taken({}, { step, ...actor });
  const nothing = (): void => {};
  const out = { send: (...words: unknown[]) => sent.push(words), kpi: nothing } as unknown as OwnOut;
  const draft = own.initial(4 as never) as object;
  own.step(draft, envelope('tooWarm', 80, 48, 0, 0, 80, 1, 4, 0, 0, null), NOW, out);
  return { draft, sent };
}

test('a process that is right is taken', () => {
  expect(taken().system.onEvent!({ alarms: 0 }, HEARD, NOW, LUCK)).toEqual({
    says: [{ kind: 'tooWarm', key: 4 }],
  });
  expect(stepped(ACTOR.step).draft).toEqual({ steps: 1, seen: [] });
});

describe('a name that means two things, or nothing, is refused', () => {
  test.each<[string, Any, Any, RegExp]>([
    [
      'an event that there is not',
      { hears: ['loadDepartd'] },
      {},
      /no business event "loadDepartd".*"loadDeparted"/,
    ],
    ['an event of the core', { hears: ['orderDone'] }, {}, /"orderDone" is written by the core/],
    ['a system of ours', { name: 'ERP' }, {}, /system\.name "ERP" is a system of ours/],
    ['an actor of ours', {}, { name: 'freight-invoice' }, /"freight-invoice" is an actor of ours/],
    ['what a run calls actors of ours', {}, { name: 'freightInvoices' }, /is an actor of ours/],
    ['an input of the house', { says: ['timer'] }, { creates: ['timer'] }, /"timer" is a message of ours/],
    ['what a lane hears', { takes: ['acknowledged'] }, {}, /"acknowledged" is a message of ours/],
    ['what stores say', { says: ['tooWarm', 'shelfReported'] }, {}, /"shelfReported" is a message of ours/],
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
  test.each<[string, Any, RegExp]>([
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
  test.each<[string, (draft: Any, out: OwnOut) => void, RegExp]>([
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
    expect([draft.seen, sent[0]!.at(-1)]).toEqual([[4], []]);
  });

  test('nor is one state that of all', () => {
    const shared = { steps: 0, seen: [] };
    const first = stepped(ACTOR.step, { initial: () => shared }).draft;
    expect([first.steps, shared.steps]).toEqual([1, 0]);
  });

  test('a state is not written to by who is asked whether it is over', () => {
    const { actor } = taken({}, { finished: (state: Any) => (state.steps = 9) });
    expect(() => actor.finished({ steps: 1 })).toThrow(/changes what it was given/);
  });
});
