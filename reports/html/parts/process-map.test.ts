/**
 * The section on the process must show the map that was folded, to everybody, and trust no name: shown on small maps, by what is drawn
 * and what stands in the tables.
 */
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { AGGREGATES_FORMAT, type ArmAggregates } from '../../aggregates/aggregates.ts';
import type { ProcessMap } from '../../aggregates/process-map/process-map.ts';
import { mapOf, plainOrder, type Told, tenderedTwice } from '../../aggregates/process-map/story.fixture.ts';
import { sampleReport } from '../../outbound/sample.fixture.ts';
import { renderPage } from '../page.ts';
import { processMap } from './process-map.ts';

const report = sampleReport();

/** Twenty orders: as they should go, but for so many whose first tender expires, and one that is refused. */
function story(expired: number): Told[] {
  const orders = Array.from({ length: 20 }, (_, i) => (i < expired ? tenderedTwice : plainOrder)(i + 1, i));
  return [
    ...orders.flat(),
    [0, 'orderReleased', 'order', 99],
    [1, 'orderRefusedByRule', 'order', 99],
    [1, 'orderDone', 'order', 99],
  ];
}

const arm = (policy: string, map: ProcessMap): ArmAggregates => ({ policy, processMap: map });
const usual = mapOf(story(5));

async function sectionOf(...arms: ArmAggregates[]) {
  const section = await processMap(report, arms);
  const { document } = parseHTML(`<!doctype html><html><body>${section!.text}</body></html>`);
  return { text: section!.text, document };
}

const { text, document } = await sectionOf(arm('cheap', usual));
const svg = document.querySelector('svg.process-graph')!;

/** Cells of each row under a caption that begins so. */
function rowsOf(page: typeof document, caption: string): string[][] {
  const table = [...page.querySelectorAll('table')].find((each) =>
    each.querySelector('caption')!.textContent.startsWith(caption),
  )!;
  return [...table.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent.trim()),
  );
}

describe('the process map', () => {
  test('is not there without aggregates, or where an arm has none of the process', async () => {
    expect(await processMap(report, [])).toBeNull();
    expect(await processMap(report, [{ policy: 'cheap' }])).toBeNull();
    expect(await renderPage(report)).not.toContain('process-map"');
  });

  test('says so where no order came in', async () => {
    const { document: page } = await sectionOf(arm('cheap', mapOf([])));
    expect(page.querySelector('section')!.textContent).toContain('nothing to draw');
    expect(page.querySelector('svg')).toBeNull();
  });

  test('stands on the page, and in its contents', async () => {
    const whole = await renderPage(report, { format: AGGREGATES_FORMAT, arms: [arm('cheap', usual)] });
    const { document: page } = parseHTML(whole);
    expect(page.querySelector('nav a[href="#process-map"]')!.textContent).toBe('Process map');
    expect(page.querySelector('section#process-map figure svg')).not.toBeNull();
  });

  test('draws events with how often, and steps with how often and how long', () => {
    const boxes = [...svg.querySelectorAll('g')].map((box) =>
      [...box.querySelectorAll('text')].map((line) => line.textContent).join(', '),
    );
    expect(boxes).toContain('order released, order · 21');
    expect(boxes).toContain('tender offered, load · 25');
    expect(boxes).toContain('stock reserved, shipment · 20');
    const labels = [...svg.querySelectorAll('text')].map((line) => line.textContent);
    // Fifteen after 5 min, five after 2, these by their second tender: the first expired.
    expect(labels).toContain('20 · 5 min');
    expect(labels).toContain('5 · 10 min');
  });

  test('tells the course that most take from other ways by its lines, not by colour alone', () => {
    const lines = [...svg.querySelectorAll('path[stroke]')];
    const whole = lines.filter((line) => line.getAttribute('stroke-dasharray') === '');
    const main = usual.cases.top[0]!.events.length - 1 + usual.loads.top[0]!.events.length - 1;
    expect(whole).toHaveLength(main);
    expect(lines.length).toBeGreaterThan(main);
  });

  test('says what it is, in words; no text is too small, and it fits a page', () => {
    expect(svg.getAttribute('aria-label')).toMatch(
      /^Process map by event, policy cheap: 95\.2 % of 21 cases take the most frequent course, in a median time of 1\.\d h$/,
    );
    expect(svg.querySelector('title')!.textContent).toBe(svg.getAttribute('aria-label'));
    expect(svg.closest('figure')!.querySelector('figcaption')!.textContent).toMatch(
      /^Drawn: \d+\.\d % of all/,
    );
    for (const line of svg.querySelectorAll('text'))
      expect(Number(line.getAttribute('font-size') ?? 12)).toBeGreaterThanOrEqual(11);
    expect(Number(svg.getAttribute('width'))).toBeLessThanOrEqual(960);
  });

  test('has every step in a table, drawn or not', () => {
    const rows = rowsOf(document, 'Steps of cheap');
    expect(rows).toHaveLength(usual.edges.length);
    expect(rows).toContainEqual([
      'tender offered',
      'tender expired',
      'each load',
      '5',
      '20.0 %',
      '10 min',
      '10 min',
    ]);
    expect(rows).toContainEqual(['(begins)', 'order released', 'each order', '21', '100.0 %', '–', '–']);
  });

  test('tells courses by what is different in them', () => {
    const cases = rowsOf(document, 'Courses of 21 cases');
    expect(cases.map(([course, share, lives]) => [course!.slice(0, 30), share, lives])).toEqual([
      ['The most frequentorder release', '95.2 %', '20'],
      ['With order refused by rule; wi', '4.8 %', '1'],
    ]);
    expect(rowsOf(document, 'Courses of 20 loads')[1]![0]).toMatch(
      /^With tender expired; tender offered again/,
    );
  });

  test('is the same for the same run', async () => {
    expect((await sectionOf(arm('cheap', mapOf(story(5))))).text).toBe(text);
  });

  test('trusts no name', async () => {
    const hostile = `</title></style></svg><script>alert(1)</script><img src=x onerror=1>"'&`;
    const names = [hostile, 'x'.repeat(10_000), '\u202eevil', '=HYPERLINK("x")', '__proto__'];
    const named = names.flatMap((name, i): Told[] => [
      [i, name, 'order', 1],
      [i + 1, name, 'order', 2],
    ]);
    const map = mapOf([...named, [50, 'orderDone', 'order', 1]]);
    const page = await sectionOf(arm(hostile, map), arm(`${hostile}2`, mapOf(story(1))));
    expect(page.document.querySelectorAll('script, img, [onerror]')).toHaveLength(0);
    expect(page.text).not.toMatch(/<script|<img/);
    expect(page.document.querySelector('section')!.textContent).toContain(hostile);
    const graph = page.document.querySelector('svg.process-graph')!;
    expect(Number(graph.getAttribute('width'))).toBeLessThanOrEqual(960);
    expect(graph.querySelectorAll('g')).toHaveLength(names.length + 1);
  });
});

describe('another policy', () => {
  test('is folded away with a map of its own, and what it does otherwise stands before it', async () => {
    const { document: page } = await sectionOf(arm('cheap', mapOf(story(0))), arm('dear', mapOf(story(15))));
    const pictures = [...page.querySelectorAll('svg.process-graph')];
    expect(pictures).toHaveLength(2);
    expect(pictures.map((each) => each.closest('details') === null)).toEqual([true, false]);
    const rows = rowsOf(page, 'Where dear goes another way');
    // Fifteen of 35 offers expire.
    expect(rows).toContainEqual(['tender offered → tender expired (load)', '0.0 %', '42.9 %', '–', '10 min']);
    expect(rows.some(([step]) => step!.startsWith('order released'))).toBe(false);
  });

  test('that goes the same ways in the same times is said to', async () => {
    const { document: page } = await sectionOf(arm('cheap', usual), arm('dear', usual));
    expect(page.querySelector('section')!.textContent).toContain(
      'dear goes the ways of cheap, in the same times.',
    );
  });

  test('that takes longer for the same ways is told by its median', async () => {
    const slow = story(5).map(
      ([at, event, ...rest]): Told => [event === 'orderDone' ? at + 60 : at, event, ...rest] as Told,
    );
    const { document: page } = await sectionOf(arm('cheap', usual), arm('slow', mapOf(slow)));
    const rows = rowsOf(page, 'Where slow goes');
    expect(rows).toContainEqual([
      'customer billed → order done (shipment)',
      '100.0 %',
      '100.0 %',
      '1 min',
      '1.0 h',
    ]);
  });
});
