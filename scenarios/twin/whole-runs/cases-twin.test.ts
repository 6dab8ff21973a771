/** Some days with exceptions as cases: what the process does is what it does without them, but for tasks that are answered for people. */
import { describe, expect, test } from 'vitest';
import { EXCEPTION, EXCEPTION_NAMES, RESOLVED_BY } from '#orchestrator/processes/exceptions/classes';
import { caseFigures, caseKpis, classesOf } from '#reports/kpis/outbound/case-kpis';
import { OutboundOutcomes } from '#reports/kpis/outbound/outcomes/outcomes';
import { careTwin, smallCare } from '#testing/worlds/care-world';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import type { OutboundTwin } from '../outbound-twin.ts';

const worldOf = (overlays: readonly string[], policy: string) =>
  smallCare({
    days: 3,
    ordersPerDay: 80,
    overlays,
    set: overlays.includes('exceptions-as-cases') ? [`cases.policy=${policy}`] : [],
  });

function ran(overlays: readonly string[], policy = 'to-person') {
  const outcomes = new OutboundOutcomes();
  const recorder: Recorder = { ...nullRecorder, task: (...task) => outcomes.task(...task) };
  const twin: OutboundTwin = careTwin(worldOf(overlays, policy), { watchers: [outcomes], recorder });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { outcomes, twin };
}

const LEAN = ['lean-desk', 'exceptions-as-cases'];
const toPerson = ran(LEAN);
const routine = ran(LEAN, 'routine-first');

test('with a person for every task, orders, loads and money end as without cases', () => {
  const without = ran(['lean-desk']);
  const ends = ({ orders, loads, shipments }: OutboundOutcomes) => [
    orders.size,
    loads.size,
    [...shipments.deliveredAt.slice(0, shipments.size)],
    [...shipments.condition.slice(0, shipments.size)],
    [...loads.settledAt.slice(0, loads.size)],
  ];
  expect(ends(toPerson.outcomes)).toEqual(ends(without.outcomes));
});

test('the same run again gives the same digests; so does one that is copied half-way', () => {
  const whole = routine.twin.digests();
  expect(ran(LEAN, 'routine-first').twin.digests()).toEqual(whole);
  const half = careTwin(worldOf(LEAN, 'routine-first'));
  half.start();
  half.run({ events: 9_000 });
  const snapshot = half.snapshot();
  const copy = careTwin(worldOf(LEAN, 'routine-first'));
  copy.restore(snapshot);
  copy.run();
  expect(copy.digests()).toEqual(whole);
});

function touchMs({ work }: OutboundOutcomes): number {
  return work.touchMs.slice(0, work.size).reduce((sum, each) => sum + each, 0);
}

describe('cases', () => {
  test('are of what goes wrong in these days, and are all over at the end', () => {
    const names = classesOf(toPerson.outcomes.caseBooks).map((no) => EXCEPTION_NAMES[no]);
    expect(names).toEqual(
      expect.arrayContaining(['creditHold', 'shortPick', 'damaged', 'noCarrier', 'delay', 'invoiceMismatch']),
    );
    expect(caseKpis(toPerson.outcomes)).toMatchObject({ casesOpen: 0 });
    // What a load does about its delay is a recommendation of its own; no other is followed.
    for (const exception of classesOf(toPerson.outcomes.caseBooks).filter((no) => no !== EXCEPTION.delay))
      expect(caseFigures(toPerson.outcomes.caseBooks, exception).resolvedBy[RESOLVED_BY.recommendation]).toBe(
        0,
      );
  });

  test('are resolved by recommendation where routine comes first, and then by fewer people', () => {
    const [before, after] = [caseKpis(toPerson.outcomes), caseKpis(routine.outcomes)];
    expect(after.casesByRecommendation!).toBeGreaterThan(0);
    expect(after.casesByPerson!).toBeLessThan(before.casesByPerson!);
  });

  test('leave the planner fewer tasks, and people less to do, where routine comes first', () => {
    const planner = ({ outcomes }: typeof routine) => outcomes.roles.get('planner')?.given ?? 0;
    expect(planner(routine)).toBeLessThan(planner(toPerson));
    expect(touchMs(routine.outcomes)).toBeLessThan(touchMs(toPerson.outcomes));
  });

  test('of loads that nobody takes are over sooner where the planner need not say "again"', () => {
    const of = ({ outcomes }: typeof routine) => caseFigures(outcomes.caseBooks, EXCEPTION.noCarrier);
    expect(of(toPerson).resolvedBy[RESOLVED_BY.person]).toBeGreaterThan(0);
    expect(of(routine).resolution.mean()!).toBeLessThan(of(toPerson).resolution.mean()! / 2);
  });
});
