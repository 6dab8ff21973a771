/** Who reads it must not look for the bottleneck in the wrong house: the orchestrator is named first where it is one, and only then. */
import { describe, expect, test } from 'vitest';
import type { RoleWork } from '../kpis/outbound/people-kpis.ts';
import { FIVE_ORDERS } from '../kpis/outbound/story.fixture.ts';
import { bottleneckOf } from './bottleneck.ts';
import { sampleArm } from './sample.fixture.ts';

const arm = sampleArm('cheap', 'DC', FIVE_ORDERS);

describe('what held orders up', () => {
  test('names the longest stage before the road, and the fullest warehouse', () => {
    const long = { ...arm, stages: arm.stages.map((each) => ({ ...each, meanMs: 3_600_000 })) };
    const pick = long.stages.map((each) => (each.stage === 'pick' ? { ...each, meanMs: 7_200_000 } : each));
    const road = pick.map((each) => (each.stage === 'road' ? { ...each, meanMs: 9e9 } : each));
    const nodeWork = [0.2, 0.9, null].map((loadShare, no) => ({
      ...arm.nodeWork[0]!,
      no,
      name: `DC ${no}`,
      loadShare,
    }));
    expect(bottleneckOf({ ...long, stages: road, nodeWork })).toBe(
      'before the road, the longest stage is "reservation to picked", 2.0 h on average; the fullest warehouse is DC 1, ' +
        "with work for 90.0 % of its workers' hours; the orchestrator kept up.",
    );
  });

  test('begins with the orchestrator where no worker was free', () => {
    const platform = { ...arm.platform, fullHours: 17, waitedMsMean: 480_000, waitedMsMax: 13_680_000 };
    expect(bottleneckOf({ ...arm, platform })).toMatch(
      /^the orchestrator did not keep up: no worker was free in 17 hours, and inputs waited 8 min on average, 3\.8 h at most; before the road/,
    );
    expect(bottleneckOf({ ...arm, platform: { ...platform, fullHours: 1 } })).toContain('in 1 hour, and');
  });

  test('names the fullest team of people where one is full', () => {
    const team = (role: string, staff: number | null, busyShare: number | null): RoleWork => ({
      role,
      staff,
      given: 10,
      handled: 10,
      repeated: 0,
      mistaken: 0,
      open: 0,
      touchMs: 7_200_000,
      touchMsPerOrder: 1_440_000,
      busyShare,
      trayMsP50: 21_600_000,
      trayMsP95: 172_800_000,
    });
    const people = [
      team('credit-clerk', 1, 0.85),
      team('planner', 2, 0.95),
      team('supervisor', 1, 0.3),
      team('integration-desk', null, null),
    ];
    expect(bottleneckOf({ ...arm, people })).toContain(
      '; of the people, the fullest are "planner" (2), busy for 95.0 % of their hours: ' +
        'a task lay in the tray for 6.0 h at the median, 2.0 d at the 95th percentile; the orchestrator kept up.',
    );
    expect(bottleneckOf({ ...arm, people: people.slice(2) })).not.toContain('people');
  });

  test('says so where nothing arrived', () => {
    expect(bottleneckOf(sampleArm('idle', 'DC', []))).toMatch(/^nothing arrived; /);
  });
});
