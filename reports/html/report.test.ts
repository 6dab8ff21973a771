/** The report must open from disk by itself, tell what the run says, and trust no name. */
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { OrderOutcomes } from '../kpis/order-outcomes.ts';
import { sampleRun } from '../sample-run.ts';
import { renderHtml } from './report.ts';

const text = renderHtml(sampleRun());
const { document } = parseHTML(text);

describe('the HTML report', () => {
  test('fetches nothing', () => {
    const links = text.replaceAll('http://www.w3.org/', '').match(/https?:|src=|href=|@import|url\(/g);
    expect(links).toBeNull();
    expect(document.querySelectorAll('script, link, iframe')).toHaveLength(0);
  });

  test('opens with the verdict and the thresholds', () => {
    const header = document.querySelector('header')!;
    expect(header.textContent).toContain('fastest-feasible cost 38.7 % more');
    expect([...header.querySelectorAll('li')].map((li) => li.textContent)).toEqual([
      expect.stringMatching(/^missed · On time.*60\.0 %, asked for: at least 75\.0 %$/),
      expect.stringMatching(/^met · Infeasible.*: 1, asked for: at most 1$/),
    ]);
  });

  test('shows every KPI of every policy', () => {
    const rows = [...document.querySelector('table')!.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    );
    expect(rows).toHaveLength(Object.keys(sampleRun().report.arms[0]!.kpis).length);
    expect(rows).toContainEqual(['Freight cost, rated', '65.00', '109.00', '+67.7 %']);
    expect(rows).toContainEqual(['Planned without a freight price', '1', '0', '-100.0 %']);
  });

  test('draws three labelled pictures that say something', () => {
    const pictures = [...document.querySelectorAll('figure svg')];
    expect(pictures.map((svg) => svg.getAttribute('role'))).toEqual(['img', 'img', 'img']);
    for (const svg of pictures) expect(svg.getAttribute('aria-label')).toMatch(/by policy/);
    expect(pictures[2]!.querySelectorAll('rect').length).toBeGreaterThanOrEqual(5);
    expect(text).not.toContain('NaN');
  });

  test('says what it rests on and how to run it again', () => {
    expect(text).toContain('7 rows read = 6 orders + 1 rejects');
    expect(text).toContain('rejects.csv');
    expect(text).toContain('promise: within');
    expect(document.querySelector('pre')!.textContent).toBe('dray run sample --seed 1');
  });

  test('trusts no name of the data', () => {
    const hostile = renderHtml(sampleRun(`<script>alert("1")</script> & 'more'`));
    expect(hostile).not.toContain('<script>');
    expect(hostile).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;more&#39;');
    expect(parseHTML(hostile).document.querySelectorAll('script')).toHaveLength(0);
  });

  test('is the same for the same run', () => {
    expect(renderHtml(sampleRun())).toBe(text);
  });

  test('a run without any order still has its report', () => {
    const { report, outcomes } = sampleRun();
    const empty = new Map([...outcomes.keys()].map((policy) => [policy, new OrderOutcomes()]));
    expect(renderHtml({ report, outcomes: empty })).toContain('</html>');
  });

  test('every table has a caption and heads, one h1', () => {
    for (const table of document.querySelectorAll('table')) {
      expect(table.querySelector('caption')).not.toBeNull();
      for (const th of table.querySelectorAll('th')) expect(th.getAttribute('scope')).not.toBeNull();
    }
    expect(document.querySelectorAll('h1')).toHaveLength(1);
  });
});
