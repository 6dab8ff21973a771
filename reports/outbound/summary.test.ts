/** The summary says first what came out; its costs add up; and it says something whatever became of the run. */
import { describe, expect, test } from 'vitest';
import { FIVE_ORDERS } from '../kpis/outbound/story.fixture.ts';
import { reportOf, sampleArm, sampleReport } from './sample.fixture.ts';
import { renderOutboundSummary } from './summary.ts';

const text = renderOutboundSummary(sampleReport());
const arm = sampleArm('cheap', 'DC', FIVE_ORDERS);

describe('the summary', () => {
  test('opens with the title, a sentence a policy, and the thresholds', () => {
    const [title, compared, first, second, , thresholds, missed, kept] = text.split('\n');
    expect(title).toBe('Sample of DC North');
    expect(compared).toMatch(
      /^cheap came out better than dear: [\d.]+ USD an order cheaper \(-[\d.]+ %\), and as often on time\.$/,
    );
    expect(first).toMatch(
      /^cheap delivered 66\.7 % of its shipments on time, at a landed cost of [\d.]+ USD an order\.$/,
    );
    expect(second).toMatch(/^dear delivered 66\.7 %, at [\d.]+ USD an order \(\+[\d.]+ % against cheap\)\.$/);
    expect(thresholds).toBe('Thresholds');
    expect(missed).toBe('  MISSED Shipments delivered on time of cheap: 66.7 %, asked for: at least 90.0 %');
    expect(kept).toBe('  kept   Orders released of cheap: 5, asked for: at most 9');
  });

  test('the parts of what an order cost add up to it, to a cent a part', () => {
    const [, table = ''] = /What an order cost[^\n]*\n([\s\S]*?)\n\n/.exec(text) ?? [];
    const figures = table
      .split('\n')
      .slice(2)
      .map((line) => Number(/(-?[\d,]+\.\d\d) /.exec(line)![1]!.replaceAll(',', '')));
    const parts = figures.slice(0, -1).reduce((sum, part) => sum + part, 0);
    expect(Math.abs(parts - figures.at(-1)!)).toBeLessThan(0.06);
  });

  test('says what held orders up, what was checked, and what went wrong', () => {
    expect(text).toMatch(/cheap: before the road, the longest stage is "/);
    expect(text).toMatch(/cheap: \d+ invariants, \d+ business events judged: all held; 2 messages given up/);
    const deadLetters = { ...arm.deadLetters, letters: 1 };
    expect(renderOutboundSummary(reportOf([{ ...arm, deadLetters }]))).toContain(
      'all held; 1 message given up',
    );
    expect(text).toContain('cheap: answer lost 2, call lost 3, answer lost on the line 1');
    expect(text).toContain('cheap: orders 1');
  });

  test('names a policy whose every answer somebody else had to give, and none that was only watched', () => {
    const [decision] = arm.decisions;
    const asked = (changes: Partial<typeof decision>) =>
      renderOutboundSummary(
        reportOf([{ ...arm, decisions: [{ ...decision!, policy: 'onnx:m', asked: 4, ...changes }] }]),
      );
    expect(asked({ fellBack: 4 })).toContain(
      'Never followed\n  cheap: onnx:m was asked 4 times about sourcing, and each time another policy or a person had to answer',
    );
    expect(asked({ fellBack: 4, fallbacks: { 'wrong-length': 3, 'model-failed': 1 } })).toContain(
      'had to answer: too few or too many scores 3, the model failed 1\n',
    );
    for (const changes of [{ fellBack: 3 }, { fellBack: 4, mode: 'shadow' }, { asked: 0, fellBack: 0 }])
      expect(asked(changes)).not.toContain('Never followed');
  });

  test('says before the first figure of a run that an invariant stopped that none counts, and judges no threshold', () => {
    const violated = renderOutboundSummary({
      ...sampleReport(),
      end: 'violated',
      arms: [{ ...arm, end: 'violated', violation: 'invariant x violated: y' }],
    });
    const says = 'Note: These figures do not count: cheap was stopped by an invariant that did not hold.';
    expect(violated).toContain(`\n\n${says}\n\nPolicies\n`);
    expect(violated.split('not count')).toHaveLength(2);
    expect(violated).toContain('\n  not judged Shipments delivered on time of cheap: 66.7 %');
    expect(violated).not.toMatch(/MISSED|kept {3}/);
    expect(text).not.toContain('do not count');
  });

  test('compares policies order by order, a single one with nothing', () => {
    expect(text).toContain('Order by order\n  dear: 2 orders that cheap delivered, too, at a price: ');
    expect(renderOutboundSummary(reportOf([arm]))).not.toContain('Order by order');
  });

  test('columns are aligned', () => {
    const lines = text
      .split('\n')
      .filter((line) => /^ {2}(Orders released|Perfect order|On time in full) /.test(line));
    expect(new Set(lines.map(({ length }) => length)).size).toBe(1);
    expect(lines).toHaveLength(3);
  });

  test('is frozen: change it on purpose (`vitest -u`) and say why in the commit', async () => {
    const frozen = text.replaceAll(/\d+ invariants/g, 'n invariants');
    await expect(`${frozen}\n`).toMatchFileSnapshot('summary.golden.txt');
  });

  test('has colour only where it is asked for, and only in headings', () => {
    const csi = '\u001b';
    expect(text).not.toContain(csi);
    const colored = renderOutboundSummary(sampleReport(), { color: true });
    expect(colored).toContain(`${csi}[1mThresholds${csi}[0m`);
    expect(colored.replaceAll(`${csi}[1m`, '').replaceAll(`${csi}[0m`, '')).toBe(text);
  });

  test('one policy alone has no differences', () => {
    const alone = renderOutboundSummary(reportOf([arm]));
    expect(alone).not.toContain('difference');
  });

  test('of no order, of no arm, of an early end: each says so', () => {
    expect(renderOutboundSummary(reportOf([sampleArm('idle', 'DC', [])]))).toMatch(/No order came in/);
    expect(renderOutboundSummary({ ...reportOf([]), thresholds: [] })).toMatch(/Nothing was run/);
    expect(renderOutboundSummary(reportOf([{ ...arm, end: 'interrupted' }]))).toMatch(
      /Note: cheap was interrupted: what was open then counts as open\.$/,
    );
  });
});
