/** Experiments for a comment on a pull request: the verdict first, its figures in a table, the command; names do nothing. */
import { describe, expect, test } from 'vitest';
import {
  across,
  comparison,
  HOSTILE,
  PLAIN,
  selection,
  sensitivity,
  several,
  sweep,
  warmUp,
} from '../html/experiments/planted.fixture.ts';
import { failingCase } from '../html/qa/failure-case.fixture.ts';
import { renderExperimentMarkdown } from './experiment-markdown.ts';
import { renderFailureMarkdown } from './failure-markdown.ts';
import { type FoundFailures, renderFailuresMarkdown } from './failures-markdown.ts';

const ALL = [comparison, several, across, selection, sweep, sensitivity, warmUp];

/** Without what is code. */
const outside = (markdown: string): string =>
  markdown.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '').replace(/(`+)[^\n]*?[^`]\1(?!`)/g, '');

describe('an experiment', () => {
  test('a comparison opens with its verdict, and has a row a metric', () => {
    const report = comparison(PLAIN);
    const text = renderExperimentMarkdown(report, 'as printed');
    expect(text).toMatch(new RegExp(`^### \\S+ Dray: ${report.verdict}\n`));
    const rows = text
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(2);
    expect(rows).toHaveLength(1 + report.guardrails.length);
    expect(text).toContain(`\`\`\`text\n${report.reproduce}\n\`\`\``);
  });

  test('several candidates, and several scenarios: a row each with its verdict', () => {
    const candidates = several(PLAIN).candidates;
    const text = renderExperimentMarkdown(several(PLAIN), 'as printed');
    for (const { design, verdict } of candidates)
      expect(text).toMatch(new RegExp(`\\| \`${design.policy}\` \\| \\S+ ${verdict} \\|`));
    for (const { report, verdict } of across(PLAIN).scenarios)
      expect(renderExperimentMarkdown(across(PLAIN), '')).toMatch(
        new RegExp(`\\| \`${report.baseline.scenario}\` \\| \\S+ ${verdict} \\|`),
      );
  });

  test('one without a verdict opens with what it is, in words', () => {
    expect(renderExperimentMarkdown(selection(PLAIN), '')).toMatch(/^### Dray: best of several policies\n/);
    expect(renderExperimentMarkdown(sweep(PLAIN), '')).toMatch(/^### Dray: sweep\n/);
  });

  test.each(ALL)('%o: as it prints, and again; nothing of a name is HTML, a link or a mention', (made) => {
    const text = renderExperimentMarkdown(made(HOSTILE), 'as printed ```` @team');
    expect(text).toMatch(/^### /);
    expect(outside(text)).not.toMatch(/<(?!\/?(?:details|summary)>)|@team|(?<!\\)\]\(/);
  });
});

describe('a search', () => {
  const found: FoundFailures = {
    scenario: '<b>mine</b>',
    seed: 5,
    runs: 40,
    complete: true,
    failures: [],
    reproduce: 'dray search mine --seed 5',
  };

  test('that found nothing says in how many runs', () => {
    expect(renderFailuresMarkdown(found)).toMatch(
      /^### ✅ [\s\S]*\*\*Every invariant held\*\* in 40 runs of `<b>mine<\/b>`, seeds 5 to 44\./,
    );
    expect(renderFailuresMarkdown({ ...found, complete: false })).toMatch(/^### ⚠️ /);
  });

  test('that found something: a row and the commands of each, the most in all counted', () => {
    const failure = {
      invariant: 'rules-win',
      place: 'a|b',
      count: 3,
      seed: 7,
      message: '<img src=x>',
      again: ['dray run x'],
    };
    const text = renderFailuresMarkdown({ ...found, failures: Array(25).fill(failure) });
    expect(text).toMatch(/^### ❌ /);
    expect(text).toContain('**25 distinct failures**');
    expect(text).toContain('| `rules-win` | a\\|b | &lt;img src=x&gt; | 3 | 7 |');
    expect(text.match(/dray run x/g)).toHaveLength(20);
    expect(text).toContain('5 more stand in search.json.');
  });
});

describe('a failing case', () => {
  const failing = failingCase();

  test('opens with what breaks, says what it takes and what to type', () => {
    const lines = renderFailureMarkdown(failing).split('\n');
    expect(lines[0]).toBe('### ❌ Dray: Breaks rules-win, reduced from: a week');
    expect(lines[2]).toMatch(
      /^\*\*Breaks `rules-win`\*\* at event 17, .*sourced while held\. Without `fault#1` every invariant holds\.$/,
    );
    expect(lines).toContain(
      '| `fault#1` | call-lost, partner TMS | needed: without it every invariant holds |',
    );
    expect(lines.join('\n')).toContain('```text\ndray replay FAIL-rules-win-00c0ffee.scenario.yaml\n```');
  });

  test('that holds now says so, and asks of no event what it would be without; of a hundred it shows some', () => {
    const held = renderFailureMarkdown({ ...failing, run: failing.beside!.run });
    expect(held).toMatch(/^### ✅[\s\S]*\*\*Holds now\*\*: `rules-win` \(order, at orderSourced\)/);
    expect(held).toContain('| Event | What it is |');
    const [event] = failing.events as readonly [(typeof failing.events)[number]];
    const many = renderFailureMarkdown({ ...failing, events: Array(100).fill(event) });
    expect(many.match(/^\| `order#7`/gm)).toHaveLength(20);
    expect(many).toContain('\nand 80 more.\n');
  });
});
