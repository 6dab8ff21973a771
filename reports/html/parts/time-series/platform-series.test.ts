/**
 * The orchestrator's pictures must show what was kept of it by the hour: latency with its step, the line, busy workers out of how many; say how wide a
 * point is; and leave out what nothing is known of. Shown on platforms made by hand.
 */
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { AGGREGATES_FORMAT, type ArmAggregates } from '../../../aggregates/aggregates.ts';
import { PlatformHours, type PlatformOverTime } from '../../../aggregates/platform-hours.ts';
import { sampleReport } from '../../../outbound/sample.fixture.ts';
import { renderPage } from '../../page.ts';
import { bottleneck } from '../bottleneck.ts';

const HOUR_MS = 3_600_000;
const report = sampleReport();
const START = report.startAt;

/** In each hour so many steps of a second each; the fifth has as many as its workers can do, and a line. */
function platform(hours: number, { workers = 2, stepped = 360, waitedMs = 0 } = {}): PlatformOverTime {
  const fold = new PlatformHours(START, { workers, stepMs: 1_000 });
  for (let hour = 0; hour < hours; hour++) {
    const full = hour === 5;
    const fromAt = START + hour * HOUR_MS;
    const steps = full ? 3_600 * Math.max(1, workers) : stepped;
    const seen = { stepped: steps, waitedMs: full ? steps * waitedMs : 0, inLine: full ? 40 : 0 };
    fold.add({ fromAt, untilAt: fromAt + HOUR_MS, ...seen });
  }
  return fold.result()!;
}

function sectionOf(...platforms: readonly (PlatformOverTime | undefined)[]) {
  const drawn = report.arms.map(({ policy }, arm): ArmAggregates => {
    const of = platforms[arm];
    return of === undefined ? { policy } : { policy, platform: of };
  });
  return parseHTML(`<main>${bottleneck(report, drawn).text}</main>`).document.querySelector('#bottleneck')!;
}

const captions = (section: ReturnType<typeof sectionOf>): string[] =>
  [...section.querySelectorAll('.pictures figcaption')].map((each) => each.textContent!);

describe('the orchestrator hour by hour', () => {
  test('latency, line, workers and load, each a picture with a text; a point is an hour', () => {
    const section = sectionOf(platform(48, { waitedMs: 250 }), platform(48));
    expect(captions(section)).toEqual([
      'Latency of an input: wait for a worker or its actor, and its step; mean, ms',
      'Inputs in line on the hour, the most',
      'Workers busy, of 2, mean',
      'Inputs stepped, an hour',
    ]);
    expect(section.querySelector('#platform-hours')!.textContent).toContain('a point is an hour');
    for (const svg of section.querySelectorAll('.pictures svg')) {
      expect(svg.getAttribute('role')).toBe('img');
      expect(svg.getAttribute('aria-label')).toMatch(/over time, by policy$/);
      expect(svg.outerHTML).not.toMatch(/NaN|undefined/);
    }
  });

  test('a line goes through what was kept: the full hour stands as high as the axis lets it', () => {
    const [latency, , busy] = sectionOf(platform(48, { waitedMs: 1_000 })).querySelectorAll('.pictures svg');
    for (const svg of [latency!, busy!]) {
      const [path] = svg.querySelectorAll('g[data-mark=line] path, path[data-mark=line]');
      const heights = [...path!.getAttribute('d')!.matchAll(/[ML][\d.]+,([\d.]+)/g)].map(([, y]) =>
        Number(y),
      );
      expect(heights).toHaveLength(48);
      expect(heights.indexOf(Math.min(...heights))).toBe(5);
    }
  });

  test('waits are told in a unit that fits', () => {
    expect(captions(sectionOf(platform(9, { waitedMs: 60_000 })))[0]).toMatch(/mean, minutes$/);
    expect(captions(sectionOf(platform(9, { waitedMs: 9 * HOUR_MS })))[0]).toMatch(/mean, hours$/);
  });

  test('of a long run a point is wider, which is said, and the busiest hour is kept', () => {
    const section = sectionOf(platform(24 * 60));
    expect(section.querySelector('#platform-hours')!.textContent).toContain('a point is 2 hours');
    expect(captions(section)[2]).toBe('Workers busy, of 2, the busiest hour');
    expect(section.querySelector('.pictures')!.getAttribute('class')).toContain('wide');
  });

  test('workers without limit, or with next to nothing to do, make no picture', () => {
    expect(captions(sectionOf(platform(9, { workers: 0 }))).join()).not.toContain('Workers');
    const idle = sectionOf(platform(4, { stepped: 10 }));
    expect(captions(idle).join()).not.toContain('Workers');
    expect(idle.textContent).toContain('Its 2 workers were busy for less than 1.0 % of each hour.');
  });

  test('without hours it is drawn by the day, as far as the report has days', () => {
    expect(sectionOf().querySelector('#platform-hours')).toBeNull();
  });

  test('is in the page of a run', async () => {
    const arms = report.arms.map(({ policy }) => ({ policy, platform: platform(9) }));
    expect(await renderPage(report, { format: AGGREGATES_FORMAT, arms })).toContain('id="platform-hours"');
  });
});
