/**
 * The HTML page of a failing case: does it still break, what happens in it step by step, and beside it the same run without the event that makes
 * the difference.
 *
 * 1. The verdict comes first, then the story, the pictures, the events from outside, the commands.
 * 2. All texts of the scenario are escaped; nothing is fetched (`shell.ts`). The same case gives the same bytes.
 */
import { count, instant } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { row, table } from '../parts/tables.ts';
import { pageShell } from '../shell.ts';
import type { CaseEvent, CaseRun, FailureCase } from './failure-case.ts';
import { layoutOf, stateOf } from './pictures/lane-layout.ts';
import { swimLanes } from './pictures/swim-lanes.ts';
import { isLeftOut, type Row, rowsOf, type Shown } from './shown-steps.ts';

/** Letters of a line below a picture. */
const END_LETTERS = 84;

export function renderFailurePage(failing: FailureCase): string {
  const rows = rowsOf(failing.run, failing.beside?.run ?? null, failing.subject);
  return pageShell({
    title: `${failing.invariant}: ${failing.file}`,
    name: failing.file.replace(/\.scenario\.ya?ml$/, ''),
    dray: failing.dray,
    body: html`${heading(failing)}
${lanes(failing, rows)}
${events(failing)}
${steps(failing, rows)}
${again(failing)}`,
  });
}

function heading(failing: FailureCase): Markup {
  const { file, title, story, seed, policy, foundBy, fidelity, dray } = failing;
  return html`<header>
<p class="soft">Dray failing case · ${file} · seed ${seed} · ${policy}${fidelity === 'wire' ? ' · messages as bytes' : null}</p>
<h1>${title}</h1>
<p class="verdict">${verdict(failing)}</p>
<p>${story}</p>
<p class="soft">Written by dray ${dray}${foundBy === null ? null : html`; found by <code>${foundBy}</code>`}.</p>
</header>`;
}

function verdict({ invariant, place, run, beside }: FailureCase): Markup {
  const { finding, events: took, end } = run;
  if (finding === null)
    return html`<strong class="good">Holds now:</strong> ${invariant} (${place}) is not broken any more; ${count(took)} events, and ${end}.`;
  const isSame = finding.invariant === invariant && finding.place === place;
  const what = isSame
    ? html`<strong class="bad">Breaks ${invariant}</strong>`
    : html`<strong class="bad">Breaks ${finding.invariant}</strong> (${finding.place}) instead of ${invariant} (${place})`;
  const without =
    beside !== null && beside.run.finding === null
      ? html` Without ${namesIn(beside.without)} every invariant holds.`
      : null;
  return html`${what} at event ${count(finding.event)}, ${instant(finding.at)}: ${saidOf(finding.message)}.${without}`;
}

/** Without what is said already. */
function saidOf(message: string): string {
  return message.replace(/^invariant \S+ violated: /, '').replaceAll(/\s+/g, ' ');
}

function lanes(failing: FailureCase, rows: readonly Row[]): Markup {
  const { run, beside } = failing;
  const layout = layoutOf(failing.lanes, rows);
  const drawn = (of: CaseRun, which: 0 | 1, title: string): Markup => {
    const shown = rows.map((pair) => pair[which]);
    const says = `${title}: ${saysOf(of)}`;
    // A picture is as tall as its own last row, not as that of the other.
    const last = shown.findLastIndex((each) => each !== null) + 1;
    const bottom = last === rows.length ? layout.bottom : layout.ys[last]! - 12;
    const own = { ...layout, ys: layout.ys.slice(0, last), bottom };
    return html`<figure><figcaption><strong>${title}</strong></figcaption>
${swimLanes({ says, shown: shown.slice(0, last), layout: own, end: endOf(of) })}</figure>`;
  };
  const one = drawn(run, 0, 'The case');
  const other = beside === null ? null : drawn(beside.run, 1, `Without ${namesIn(beside.without)}`);
  return html`<section id="lanes">
<h2>What happens</h2>
<p class="soft">Time runs down (UTC). A lane is a system, or a type of the core's actors (on grey). Arrows are messages, dashed ones inside the core; a frame is an actor's state before and after; a diamond comes from outside, a bolt is a fault. ${besideWords(failing)}</p>
<div class="pictures">${one}${other}</div>
</section>`;
}

/** Of the events that the run beside it is without. */
const NAMED_MAX = 5;

function namesIn(without: readonly string[]): string {
  const more = without.length - NAMED_MAX;
  return more <= 1 ? without.join(', ') : `${without.slice(0, NAMED_MAX).join(', ')} and ${count(more)} more`;
}

function besideWords({ beside, run }: FailureCase): string {
  if (beside === null)
    return run.finding === null
      ? ''
      : 'No single fault, and nothing that becomes of its orders, is what makes it break: there is no run to stand beside it.';
  return 'What both runs have stands at the same height.';
}

function saysOf({ finding, end, steps: all }: CaseRun): string {
  const how =
    finding === null
      ? `every invariant holds, ${end}`
      : `${finding.invariant} breaks: ${saidOf(finding.message)}`;
  return `${count(all.length)} steps as swim-lanes; ${how}. The steps stand below as a table`;
}

function endOf({ finding, end }: CaseRun): { readonly lines: readonly string[]; readonly isBroken: boolean } {
  const text =
    finding === null
      ? `✓ Every invariant holds: ${end}.`
      : `✗ ${finding.invariant}: ${saidOf(finding.message)}`;
  return { lines: linesOf(text), isBroken: finding !== null };
}

function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').flatMap(pieces)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= END_LETTERS)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length <= 4 ? lines : [...lines.slice(0, 3), `${lines[3]!} …`];
}

/** A word that fits no line. */
function pieces(word: string): string[] {
  return word.length <= END_LETTERS ? [word] : (word.match(new RegExp(`.{1,${END_LETTERS}}`, 'gsu')) ?? []);
}

const RESULTS: Readonly<Record<CaseEvent['without'], Markup>> = {
  holds: html`<strong>needed</strong>: without it every invariant holds`,
  breaks: html`it breaks all the same`,
  other: html`something else breaks`,
  untried: html`<span class="soft">not tried</span>`,
};

/** Of a case that holds it is not asked what it would be without one of them. */
function events({ events: all, run }: FailureCase): Markup {
  const isBroken = run.finding !== null;
  const rows = all.map(({ name, sentence, without }) =>
    row(html`<code>${name}</code>`, [
      html`<span class="text">${cut(sentence)}</span>`,
      ...(isBroken ? [RESULTS[without]] : []),
    ]),
  );
  const left = (text: string): Markup => html`<span class="left">${text}</span>`;
  const listed = isBroken
    ? table(
        'Events from outside, and what the run comes to when one is left out',
        ['Name', left('What it is'), left('Without it')],
        rows,
        'wrap',
      )
    : html`<p class="soft">The case holds: which of them made it break can't be seen any more.</p>
${table('Events from outside', ['Name', left('What it is')], rows, 'wrap')}`;
  return html`<section id="events">
<h2>What comes from outside</h2>
${all.length === 0 ? html`<p>Nothing that is written down: all of it is drawn by the seed.</p>` : listed}
</section>`;
}

/** Names may be of any length. */
const SENTENCE_MAX = 400;

function cut(text: string): string {
  return text.length <= SENTENCE_MAX ? text : `${text.slice(0, SENTENCE_MAX)}…`;
}

function steps({ run, beside }: FailureCase, rows: readonly Row[]): Markup {
  const listed = (which: 0 | 1, caption: string): Markup => {
    const lines = rows.flatMap((pair) => (pair[which] === null ? [] : [stepRow(pair[which])]));
    const heads = [
      'Time (UTC)',
      ...['Where', 'What', 'About', 'State', 'On record'].map(
        (head) => html`<span class="left">${head}</span>`,
      ),
    ];
    return html`<details><summary>${caption}: ${count(lines.length)} of ${count((which === 0 ? run : beside!.run).steps.length)} steps, as a table</summary>
${table(caption, heads, lines, 'wrap')}</details>`;
  };
  return html`<section id="steps">
<h2>The steps in words</h2>
${listed(0, 'The case')}${beside === null ? null : listed(1, `Without ${namesIn(beside.without)}`)}
</section>`;
}

function stepRow(shown: Shown): Markup {
  if (isLeftOut(shown)) return row('…', [`${count(shown.steps)} steps`, shown.mostly, '', '', '']);
  const { at, lane, from, what, about, wrote, outside } = shown;
  const where = from === null || from === lane ? lane : `${from} to ${lane}`;
  const name = outside === null ? '' : `${outside}: `;
  const time = new Date(at).toISOString().slice(0, 23).replace('T', ' ');
  return row(time, [where, cut(`${name}${what}`), about, stateOf(shown), wrote.join(', ')]);
}

function again({ commands }: FailureCase): Markup {
  return html`<section id="again">
<h2>Run it again</h2>
${commands.map(
  ([command, what]) => html`<p class="soft">${what}</p>
<pre>${command}</pre>`,
)}
</section>`;
}
