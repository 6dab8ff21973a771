/**
 * Whole runs in the phases of an orchestration programme, with all invariants on: alike when repeated, copied at any instant or
 * crashed at any step; and where orchestration has come all the way, the run that knows no phases.
 */
import { deserialize, serialize } from 'node:v8';
import { describe, expect, test } from 'vitest';
import { eventCounts } from '#testing/worlds/partner-world';
import { PHASE_NAMES, phaseTwin, smallProgramme, twinWithoutPhase } from '#testing/worlds/phase-world';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import type { Fate } from '../faults/fate.ts';
import type { OutboundTwin } from '../outbound-twin.ts';

const MINUTE_MS = 60_000;
const small = smallProgramme();

function ended(twin: OutboundTwin): OutboundTwin {
  expect(twin.run()).toBe('empty');
  return twin;
}

function ran(twin: OutboundTwin): OutboundTwin {
  twin.start();
  return ended(twin);
}

/** Rows of tasks and decisions as they go on record. */
function recording(): {
  readonly recorder: Recorder;
  readonly tasks: string[];
  readonly decisions: string[];
} {
  const tasks: string[] = [];
  const decisions: string[] = [];
  const recorder: Recorder = Object.assign(Object.create(nullRecorder), {
    task: (...[, role, , , kind, , state]: Parameters<Recorder['task']>) =>
      tasks.push(`${state} ${role} ${kind}`),
    decision: (...args: Parameters<Recorder['decision']>) =>
      decisions.push(`${args[1]} ${args[7]} ${args[20]}`),
  });
  return { recorder, tasks, decisions };
}

test.each(PHASE_NAMES)('%s ends with nothing open, and alike when repeated', (phase) => {
  const first = ran(phaseTwin(small, phase));
  expect(ran(phaseTwin(small, phase)).digests()).toEqual(first.digests());
  expect(Object.values(first.openWork()).every((count) => count === 0)).toBe(true);
});

test('optimised is the run that knows no phases, event by event', () => {
  expect(ran(phaseTwin(small, 'optimised')).digests()).toEqual(ran(twinWithoutPhase(small)).digests());
});

test('every phase has the same orders, and none is the run of another', () => {
  const runs = PHASE_NAMES.map((phase) => {
    const counts = eventCounts();
    const twin = ran(phaseTwin(small, phase, { watchers: [counts] }));
    return { released: new Map(counts.sorted()).get('orderReleased'), digest: twin.digests().businessDigest };
  });
  expect(new Set(runs.map(({ released }) => released)).size).toBe(1);
  expect(new Set(runs.map(({ digest }) => digest)).size).toBe(PHASE_NAMES.length);
});

test('customers are told of delays from visibility on', () => {
  const told = PHASE_NAMES.map((phase) => {
    const counts = eventCounts();
    ran(phaseTwin(small, phase, { watchers: [counts] }));
    return new Map(counts.sorted()).get('customerNotified') ?? 0;
  });
  expect(told[0]).toBe(0);
  for (const count of told.slice(1)) expect(count).toBeGreaterThan(0);
});

describe('what people do', () => {
  const heard = Object.fromEntries(
    PHASE_NAMES.map((phase) => {
      const heard = recording();
      ran(phaseTwin(small, phase, { recorder: heard.recorder }));
      return [phase, heard] as const;
    }),
  );
  const count = (phase: string, list: 'tasks' | 'decisions', row: string): number =>
    heard[phase]![list].filter((each) => each === row).length;

  test('as it is, each mail with a carrier is a piece of work; each piece of work counts', () => {
    const given = count('as-is', 'tasks', 'open transport-desk offerTender');
    expect(given).toBeGreaterThan(20);
    expect(count('as-is', 'tasks', 'handled transport-desk offerTender')).toBeGreaterThanOrEqual(given - 2);
    expect(count('visibility', 'tasks', 'open transport-desk offerTender')).toBeGreaterThan(20);
    expect(count('visibility', 'tasks', 'open transport-desk tenderAccepted')).toBe(0);
    expect(count('workflow', 'tasks', 'open transport-desk offerTender')).toBe(0);
  });

  test('in workflow each decision is a task, in recommendations its confirmation, then nothing', () => {
    const sourced = heard.workflow!.decisions.filter((row) => row.startsWith('sourcing person')).length;
    expect(sourced).toBeGreaterThan(50);
    expect(count('workflow', 'tasks', 'handled order-desk decideSourcing')).toBeGreaterThanOrEqual(sourced);
    expect(count('recommendations', 'tasks', 'handled order-desk confirmSourcing')).toBeGreaterThan(50);
    expect(heard.optimised!.tasks.filter((row) => row.includes('Sourcing'))).toEqual([]);
  });

  test('about one recommendation in ten is not followed, and says so on record', () => {
    const asked = heard.recommendations!.decisions.filter((row) => row.startsWith('sourcing confirm'));
    const overridden = asked.filter((row) => row === 'sourcing confirm person').length;
    // Where the rule of thumb says the same, nobody has been overruled.
    expect(overridden).toBeGreaterThan(0.02 * asked.length);
    expect(overridden).toBeLessThan(0.15 * asked.length);
    expect(new Set(heard['as-is']!.decisions.map((row) => row.split(' ').slice(1).join(' ')))).toEqual(
      new Set(['active null']),
    );
  });
});

describe.each(['as-is', 'recommendations'])('%s', (phase) => {
  const straight = ran(phaseTwin(small, phase));
  const { events } = straight.kernel;
  const shares = [7, 23, 41, 66, 90];
  const at = (percent: number): OutboundTwin => {
    const twin = phaseTwin(small, phase);
    twin.start();
    twin.run({ events: Math.floor((events * percent) / 100) });
    return twin;
  };

  test.each(shares)(
    'a copy made after %i percent of the events goes on as the run never stopped',
    (percent) => {
      const source = at(percent);
      const copy = deserialize(serialize(source.snapshot()));
      const branch = phaseTwin(small, phase);
      branch.restore(copy);
      expect(ended(branch).digests()).toEqual(straight.digests());
      expect(ended(source).digests()).toEqual(straight.digests());
    },
  );

  test.each(shares)('a crash after %i percent without an outage changes no business', (percent) => {
    const twin = at(percent);
    twin.host.crash();
    twin.host.restart();
    expect(ended(twin).digests().businessDigest).toBe(straight.digests().businessDigest);
  });

  test.each(shares)('an outage of an hour after %i percent is got over', (percent) => {
    const twin = at(percent);
    twin.host.crash();
    twin.run({ until: twin.kernel.now + 60 * MINUTE_MS });
    twin.host.restart();
    ended(twin);
    expect(twin.openWork()).toEqual(straight.openWork());
  });
});

test('as it is, on a line that loses messages and answers: all comes to its end', () => {
  const faults = ({ counter }: { readonly counter: number }, attempt: number): Fate | null => {
    const percent = (Math.imul(counter, 0x9e3779b1) ^ Math.imul(attempt, 0x85ebca6b)) >>> 8;
    if (percent % 100 < 5) return { kind: 'lost' };
    if (percent % 100 < 10) return { kind: 'answerLost' };
    if (percent % 100 < 13) return { kind: 'duplicated', afterMs: MINUTE_MS };
    return percent % 100 < 16 ? { kind: 'rejected', status: 503, retryAfterMs: null } : null;
  };
  const twin = ran(phaseTwin(small, 'as-is', { faults: faults as never }));
  expect(twin.openWork().orders).toBe(0);
});

test('as it is, with faults of all kinds on both sides', () => {
  const faulty = smallProgramme(['faults={ bySeed: { intensity: 0.02, heal: 5 d }, source: assumption }']);
  expect(ran(phaseTwin(faulty, 'as-is')).openWork().orders).toBe(0);
});

test('a phase for the whole scenario is that of an arm', () => {
  const whole = smallProgramme(['phase=as-is', 'policies=[home-node]']);
  const { name: _name, phase: _phase, ...policies } = phaseTwin(small, 'optimised').policies;
  const home = phaseTwin(small, 'as-is').policies.by.sourcing;
  const twin = phaseTwin(whole, 'as-is', {
    policies: { ...policies, name: 'home-node', by: { ...policies.by, sourcing: home }, said: ['sourcing'] },
  });
  expect(ran(twin).digests()).toEqual(ran(phaseTwin(small, 'as-is')).digests());
});

test('a run can not go on in another phase', () => {
  const twin = phaseTwin(small, 'workflow');
  twin.start();
  twin.run({ events: 1000 });
  const copy = twin.snapshot();
  const other = phaseTwin(small, 'optimised');
  expect(() => twin.restore(copy, other.policies)).toThrow(
    `a run in phase "workflow" can't go on in phase "optimised": its messages are on other ways`,
  );
});
