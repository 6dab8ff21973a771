/** What a reviewer reads of a run: verdict, thresholds, figures side by side, the command; and that a name of a scenario does nothing there. */
import { describe, expect, test } from 'vitest';
import { FIVE_ORDERS } from '../kpis/outbound/story.fixture.ts';
import { reportOf, sampleArm, sampleReport } from '../outbound/sample.fixture.ts';
import { renderRunMarkdown } from './run-markdown.ts';

const text = renderRunMarkdown(sampleReport());

describe('a run in Markdown', () => {
  test('opens with the verdict, and says at once that a threshold was missed', () => {
    const lines = text.split('\n');
    expect(lines[0]).toBe('### ❌ Dray: Sample of DC North');
    expect(lines[2]).toMatch(/^\*\*cheap came out better than dear: 60\.00 USD an order cheaper .*\*\*$/);
    expect(text).toContain(
      '| ❌ missed | Shipments delivered on time | `cheap` | 66.7 % | at least 90.0 % |',
    );
    expect(text).toContain('| ✅ kept | Orders released | `cheap` | 5 | at most 9 |');
  });

  test('shows the candidate against the baseline, with what is better and what is worse', () => {
    expect(text).toContain('| KPI | `cheap` (baseline) | `dear` | Difference |');
    expect(text).toContain('| Landed cost per order shipped, USD | 128.64 | 188.64 | \\+46.6 % worse |');
    expect(text).toContain("```text\ndray run sample --seed 1 --with 'DC North'\n```");
  });

  test('is good where everything was kept, and undecided where the run was interrupted', () => {
    const arm = sampleArm('cheap', 'DC', FIVE_ORDERS);
    const kept = { ...reportOf([arm]), thresholds: [] };
    expect(renderRunMarkdown(kept)).toMatch(/^### ✅/);
    const stopped = { ...kept, end: 'interrupted' as const, arms: [{ ...arm, end: 'interrupted' as const }] };
    expect(renderRunMarkdown(stopped)).toMatch(/^### ⚠️[\s\S]*- `cheap` was interrupted/);
  });

  test('of no policy, and of a run that broke an invariant: says so, and judges no threshold', () => {
    expect(renderRunMarkdown({ ...reportOf([]), thresholds: [] })).toContain('**Nothing was run.**');
    const report = sampleReport();
    const broken = { ...report.arms[0]!, end: 'violated' as const, violation: 'invariant x violated: y' };
    const violated = renderRunMarkdown({ ...report, end: 'violated', arms: [broken] });
    expect(violated).toMatch(/^### ❌/);
    expect(violated).toContain('⚠️ not judged');
    expect(violated).not.toContain('✅ kept');
    // Before any figure it says that none counts, and figures stand folded away under that.
    const [before, after] = violated.split('\n| KPI |');
    expect(before).toMatch(/- `cheap` was stopped .*no figure counts\n/);
    expect(before).toMatch(
      /<details><summary>These figures do not count: cheap was stopped by an invariant that did not hold\.<\/summary>\n$/,
    );
    expect(after).toMatch(/\|\n\n<\/details>\n\n/);
    expect(renderRunMarkdown(report)).not.toContain('do not count');
  });

  test('trusts no name of the scenario', () => {
    const page = renderRunMarkdown(sampleReport('<img src=x onerror=1> |@team| [x](http://e.com) `'));
    const shown = page.replace(/```text[\s\S]*?\n```/, '');
    expect(shown).not.toMatch(/<img|@team|(?<!\\)\]\(|http:\/\//);
    const tables = page.split('\n').filter((line) => line.startsWith('|'));
    for (const line of tables) expect([4, 5, 6]).toContain(line.match(/(?<!\\)\|/g)!.length);
  });
});
