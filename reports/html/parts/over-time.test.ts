/**
 * The section must be there where a run has kept series and nowhere else; its pictures must shade warm-up, say what they show, and trust
 * no name. The same series give the same bytes.
 */
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { AGGREGATES_FORMAT, type ArmAggregates } from '../../aggregates/aggregates.ts';
import { SERIES_FACTS, tellFold } from '../../aggregates/over-time/over-time.fixture.ts';
import { type OverTimeFacts, OverTimeFold } from '../../aggregates/over-time/over-time-fold.ts';
import { FIVE_ORDERS, hour } from '../../kpis/outbound/story.fixture.ts';
import { sampleReport } from '../../outbound/sample.fixture.ts';
import { renderPage } from '../page.ts';
import { overTime } from './over-time.ts';

const report = sampleReport();
const END = hour(200);

/** Five orders of each policy, with messages, a retry, a dead letter and faults. */
function drawn(facts: Partial<OverTimeFacts> = {}, policies = ['cheap', 'dear']): ArmAggregates[] {
  return policies.map((policy) => ({ policy, overTime: told(facts).result(END) }));
}

/** In the order of time: what was before the first message is told before it. */
function told(facts: Partial<OverTimeFacts>): OverTimeFold {
  const fold = new OverTimeFold({ ...SERIES_FACTS, ...facts });
  tellFold(
    fold,
    FIVE_ORDERS.filter(([hours]) => hours < 1),
  );
  for (const [counter, at] of [
    [1, hour(0.2)],
    [1, hour(0.5)],
    [2, hour(0.6)],
  ] as const)
    fold.message(at, at + 2000, 'requestRating', 'order', 1, 'TMS', 1, counter, 8);
  fold.message(hour(0.7), hour(0.7), 'orderRated', 'TMS', 1, 'core', 0, 1, 8);
  fold.fault(hour(0.8), 'call-lost', 'core to TMS');
  fold.business(hour(0.9), 'messageDeadLettered', 'core', 'outbound-message', 1, 1, 1, 503);
  return tellFold(
    fold,
    FIVE_ORDERS.filter(([hours]) => hours >= 1),
  );
}

const sectionOf = (of = report, arms: readonly ArmAggregates[] = drawn()) =>
  parseHTML(`<main>${overTime(of, arms)?.text ?? ''}</main>`).document.querySelector('section#over-time');

describe('queues, people and faults over time', () => {
  test('are absent without series, and in the page with them', async () => {
    expect(overTime(report, [])).toBeNull();
    expect(overTime(report, [{ policy: 'cheap' }, { policy: 'dear' }])).toBeNull();
    expect(overTime(report, drawn({}, ['somebody else']))).toBeNull();
    expect(await renderPage(report)).not.toContain('id="over-time"');
    const page = await renderPage(report, { format: AGGREGATES_FORMAT, arms: drawn() });
    expect(page).toContain('<section id="over-time">');
    expect(page).toContain('<a href="#over-time">');
  });

  test('are drawn for each matter, each picture with a text and a caption', () => {
    const section = sectionOf()!;
    const heads = [...section.querySelectorAll('h3')].map((head) => head.textContent);
    expect(heads).toEqual([
      'Bottleneck',
      'Work in process',
      'Faults, and what became of orders',
      'Warehouses: queues and labour',
      'Loads and docks',
      'People: tasks that are open',
      'Messages by partner',
    ]);
    const figures = [...section.querySelectorAll('figure')];
    expect(figures.length).toBeGreaterThan(15);
    for (const figure of figures) {
      const picture = figure.querySelector('svg')!;
      expect(picture.getAttribute('role')).toBe('img');
      expect(picture.getAttribute('aria-label')!.length).toBeGreaterThan(10);
      expect(picture.querySelector('title')!.textContent).toBe(picture.getAttribute('aria-label'));
      expect(figure.querySelector('figcaption')!.textContent!.length).toBeGreaterThan(5);
    }
    expect(section.outerHTML).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });

  test('shade warm-up in every picture over time, and say until when; without one there is none', () => {
    const warm = sectionOf(report, drawn({ warmUpUntil: hour(12) }))!;
    expect(warm.textContent).toContain('Shaded: warm-up until 2026-03-02 12:00 UTC');
    const pictures = [...warm.querySelectorAll('figure svg')];
    expect(pictures.length).toBeGreaterThan(15);
    for (const picture of pictures) {
      expect(picture.querySelectorAll('.warm-up rect')).toHaveLength(1);
      expect(picture.textContent).toContain('warm-up');
    }
    const cold = sectionOf()!;
    expect(cold.querySelectorAll('.warm-up rect')).toHaveLength(0);
    expect(cold.textContent).not.toContain('warm-up until');
  });

  test('have an arm a line, with dashes of its own', () => {
    const [released] = sectionOf()!.querySelectorAll('figure svg');
    const lines = [...released!.querySelectorAll('g[stroke^="var(--arm"]')];
    expect(lines.map((line) => line.getAttribute('stroke'))).toEqual(['var(--arm0)', 'var(--arm1)']);
    expect(lines.map((line) => line.getAttribute('stroke-dasharray'))).toEqual([null, '6 3']);
  });

  test('say the bottleneck of each policy, with the evidence', () => {
    const section = sectionOf()!;
    const lines = [...section.querySelectorAll('ul > li')].slice(0, 2).map((line) => line.textContent!);
    expect(lines[0]).toMatch(
      /^cheap: No bottleneck was found in less than three days, .*The next longest wait: /s,
    );
    expect(lines[1]).toMatch(/^dear: /);
    const table = [...section.querySelectorAll('table')].find(
      (each) => each.textContent!.includes('Little') || each.textContent!.includes('Waiting for'),
    )!;
    expect(table.querySelectorAll('tbody tr').length).toBeGreaterThan(4);
    for (const row of table.querySelectorAll('tbody tr')) expect(row.children).toHaveLength(9);
  });

  test('say of a run that was cut that it was, not that its orders were over', () => {
    const cut = { ...report, arms: report.arms.map((arm) => ({ ...arm, end: 'until' as const })) };
    expect(sectionOf()!.textContent).toContain('nearly all orders were over');
    const text = sectionOf(cut)!.textContent;
    expect(text).not.toContain('nearly all orders were over');
    expect(text).toContain('not every policy ran to its end');
  });

  test('give the line under the verdict what they tell of the bottleneck, with the way to it', async () => {
    const page = parseHTML(await renderPage(report, { format: AGGREGATES_FORMAT, arms: drawn() })).document;
    const [link] = page.querySelectorAll('dl.short a');
    expect(page.querySelector(link!.getAttribute('href')!)!.parentElement!.id).toBe('over-time');
    const short = page.querySelector('dl.short > dd')!.textContent;
    const says = [...page.querySelectorAll('#over-time ul > li strong')].map((each) => each.textContent);
    expect(says).toHaveLength(2);
    for (const each of says) expect(short).toContain(each);
  });

  test('show a fault above what became of orders, with the frame of when it was to happen', () => {
    const window = { kind: 'outage', partner: 1, fromAt: hour(5), untilAt: hour(9) };
    const section = sectionOf(report, drawn({ faultWindows: [window] }))!;
    const timeline = section.querySelector('svg[aria-label^="Faults by kind"]')!;
    expect(timeline.textContent).toContain('call lost');
    expect(timeline.textContent).toContain('outage');
    expect(timeline.textContent).toContain('DC North 1');
    expect(
      sectionOf(report, [
        { policy: 'cheap', overTime: tellFold(new OverTimeFold(SERIES_FACTS), FIVE_ORDERS).result(END) },
      ])!.textContent,
    ).toContain('No fault happened in this run.');
  });

  test('mark retries and dead letters of a partner, and tell drift', () => {
    const section = sectionOf()!;
    const strip = section.querySelector('svg[aria-label^="Time to answer"]')!;
    // A dot for the hour with a retry, a cross for the one with a dead letter.
    expect(strip.querySelectorAll('circle')).toHaveLength(1);
    expect(strip.querySelectorAll('g[stroke="var(--ink)"] path')).toHaveLength(1);
    expect(strip.textContent).toContain('DC North 1');
    const drift = [...section.querySelectorAll('table')].find((each) => each.textContent!.includes('Drift'))!;
    expect(drift.querySelectorAll('tbody tr')).toHaveLength(2);
  });

  test('show names as text, however long and whatever they say', () => {
    for (const name of [
      '<img src=x onerror=alert(1)>',
      '=HYPERLINK("http://x")',
      'ن'.repeat(10_000),
      'undefined',
    ]) {
      const section = sectionOf(sampleReport(name))!;
      expect(section.querySelectorAll('img')).toHaveLength(0);
      expect(section.textContent).toContain(name.slice(0, 10));
    }
  });

  test('are the same bytes for the same series', () => {
    expect(overTime(report, drawn())!.text).toBe(overTime(report, drawn())!.text);
  });
});
