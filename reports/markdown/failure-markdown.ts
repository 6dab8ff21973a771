/** A failing case for a comment on a pull request: does it break, its story, what comes from outside, and what to type. */
import type { CaseEvent, FailureCase } from '../html/qa/failure-case.ts';
import { count, instant } from '../text/format.ts';
import { fenced, inCode, inText, markdownTable } from './escape.ts';

/** Events shown; the page has them all. */
const SHOWN_MAX = 20;

export function renderFailureMarkdown(failing: FailureCase): string {
  const { title, story, seed, policy, dray, file, run, commands } = failing;
  return `${[
    `### ${run.finding === null ? '✅' : '❌'} Dray: ${inText(title)}`,
    verdict(failing),
    inText(story),
    ...(failing.events.length === 0 ? [] : [events(failing)]),
    `Failing case ${inCode(file)}, seed ${inCode(seed)}, ${inCode(policy)}; written by Dray ${inText(dray)}.`,
    `<details><summary>Run it again</summary>\n\n${fenced(commands.map(([command]) => command).join('\n'))}\n\n</details>`,
  ].join('\n\n')}\n`;
}

function verdict({ invariant, place, run, beside }: FailureCase): string {
  const { finding, events: took } = run;
  if (finding === null)
    return `**Holds now**: ${inCode(invariant)} (${inText(place)}) is not broken any more; ${count(took)} events.`;
  const isSame = finding.invariant === invariant && finding.place === place;
  const what = isSame
    ? `**Breaks ${inCode(invariant)}**`
    : `**Breaks ${inCode(finding.invariant)}** (${inText(finding.place)}) instead of ${inCode(invariant)} (${inText(place)})`;
  const without =
    beside !== null && beside.run.finding === null
      ? ` Without ${beside.without.map(inCode).join(', ')} every invariant holds.`
      : '';
  return `${what} at event ${count(finding.event)}, ${instant(finding.at)}: ${inText(finding.message)}.${without}`;
}

const RESULTS: Readonly<Record<CaseEvent['without'], string>> = {
  holds: 'needed: without it every invariant holds',
  breaks: 'it breaks all the same',
  other: 'something else breaks',
  untried: 'not tried',
};

/** Of a case that holds nobody asks what it is without one. */
function events({ events: all, run }: FailureCase): string {
  const isBroken = run.finding !== null;
  const rows = all
    .slice(0, SHOWN_MAX)
    .map(({ name, sentence, without }) => [
      inCode(name),
      inText(sentence),
      ...(isBroken ? [RESULTS[without]] : []),
    ]);
  const head = ['Event', 'What it is', ...(isBroken ? ['Without it'] : [])];
  const table = markdownTable([head, ...rows], head.length);
  return all.length <= SHOWN_MAX ? table : `${table}\n\nand ${count(all.length - SHOWN_MAX)} more.`;
}
