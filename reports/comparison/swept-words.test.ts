/** A sweep says in a line which thresholds are missed where, and what is open: the same in the terminal, in Markdown and on its page. */
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { renderExperimentPage } from '../html/experiments/experiment-page.ts';
import { HOSTILE, PLAIN, sweep } from '../html/experiments/planted.fixture.ts';
import { renderExperimentMarkdown } from '../markdown/experiment-markdown.ts';
import type { SweepReport, SweptThreshold } from './sweep-report.ts';
import { renderSweep } from './sweep-summary.ts';
import { thresholdWords } from './swept-words.ts';

type Judged = SweptThreshold['judged'];

/** A point for each, with the one threshold judged so. */
function swept(judged: readonly Judged[], names = PLAIN): SweepReport {
  const points = judged.map((each, i) => ({
    values: [String(i)],
    kpis: [{ kpi: 'otif' as const, mean: 0.9, halfWidth: 0.01 }],
    thresholds: [
      { kpi: 'otif' as const, bound: 'at least 90.0 %', mean: 0.9, halfWidth: 0.01, judged: each },
    ],
  }));
  return sweep(names, { points, knees: [] });
}

describe('thresholds of a sweep', () => {
  test.each<[Judged[], string]>([
    [['kept', 'kept'], 'Every threshold is kept at every point.'],
    [['missed', 'kept'], 'Thresholds missed: On time in full (at least 90.0 %) at platform.workers = 0.'],
    [['missed', 'missed'], 'Thresholds missed: On time in full (at least 90.0 %) at every point.'],
    [
      ['kept', 'open'],
      'No threshold is missed. Not to be told from these replications: On time in full (at least 90.0 %) at platform.workers = 1.',
    ],
    [
      ['missed', 'missed', 'missed', 'missed', 'missed', 'kept'],
      'Thresholds missed: On time in full (at least 90.0 %) at platform.workers = 0; platform.workers = 1; platform.workers = 2 and 2 more.',
    ],
  ])('judged %j', (judged, said) => {
    expect(thresholdWords(swept(judged))).toBe(said);
  });

  test('are said in the terminal, in Markdown and on the page', () => {
    const report = swept(['missed', 'kept', 'open']);
    const said = thresholdWords(report)!;
    const text = renderSweep(report);
    expect(text).toContain(said);
    expect(renderExperimentMarkdown(report, text)).toContain(said);
    const { document } = parseHTML(renderExperimentPage(report));
    expect(document.querySelector('header')!.textContent).toContain(said);
  });

  test('where none is asked for, or an older result judged none, nothing is said', () => {
    expect(thresholdWords(sweep())).toBeNull();
    expect(renderSweep(sweep())).not.toMatch(/threshold/i);
    expect(renderExperimentPage(sweep())).not.toMatch(/<dt>Thresholds/);
    expect(renderExperimentPage(swept(['missed'], HOSTILE))).not.toContain('<img');
  });
});
