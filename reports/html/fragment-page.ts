/**
 * What there is of a run that never ended, or whose `run.json` can't be read: how far it came, and what of its recording is whole.
 *
 * 1. It says that there is no result, and no figure on it is one.
 */

import { words } from '../outbound/figures.ts';
import { count, instant } from '../text/format.ts';
import { html, type Markup } from './markup.ts';
import { row, table } from './parts/tables.ts';
import { pageShell } from './shell.ts';

export interface FragmentArm {
  readonly policy: string;
  readonly tables: readonly {
    readonly table: string;
    readonly rows: number;
    readonly problem: string | null;
  }[];
  readonly events: readonly (readonly [event: string, count: number])[];
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

export interface RunFragment {
  /** Of the scenario, or of the folder. */
  readonly name: string;
  /** Why there is no report of the whole run. */
  readonly why: string;
  /** What `run.json` says of it, as far as it can be read. */
  readonly said: readonly (readonly [what: string, value: string])[];
  /** The command that runs it; null = nobody knows. */
  readonly reproduce: string | null;
  readonly arms: readonly FragmentArm[];
  readonly missing: readonly string[];
}

/** @param dray version that makes the page */
export function renderFragmentPage(fragment: RunFragment, dray: string): string {
  const { name, why, said, reproduce, arms, missing } = fragment;
  return pageShell({
    title: `${name}: a run that is not whole`,
    name,
    dray,
    body: html`<header>
<p class="soft">Dray rehearsal · ${name}</p>
<h1>${name}: a run that is not whole</h1>
<p class="verdict"><strong>There is no result of this run.</strong> ${why}</p>
<dl>${said.map(([what, value]) => html`<dt>${what}</dt><dd>${value}</dd>`)}</dl>
</header>
<section id="missing">
<h2>What is missing</h2>
<ul>${missing.map((each) => html`<li>${each}</li>`)}</ul>
</section>
${
  arms.length === 0
    ? null
    : html`<section id="so-far">
<h2>How far it came</h2>
<p>Counted in the recording, as far as that is whole. None of it is a figure of a run that has ended.</p>
${arms.map(armPart)}
</section>`
}
${
  reproduce === null
    ? null
    : html`<section id="again">
<h2>Run it again</h2>
<pre tabindex="0"><code>${reproduce}</code></pre>
</section>`
}`,
  });
}

function armPart({ policy, tables, events, firstAt, lastAt }: FragmentArm): Markup {
  const span =
    firstAt === null || lastAt === null
      ? 'no business event can be read'
      : `business events from ${instant(firstAt)} to ${instant(lastAt)}`;
  const most = events.toSorted(([x, a], [y, b]) => b - a || (x < y ? -1 : 1));
  return html`<h3>${policy}</h3>
<p>${span}</p>
${table(
  `Recording of ${policy}`,
  ['Table', 'Rows that can be read', html`<span class="left">State</span>`],
  tables.map(({ table: name, rows, problem }) =>
    row(name, [
      count(rows),
      problem === null
        ? html`<span class="good">whole</span>`
        : html`<span class="bad">not whole:</span> ${problem}`,
    ]),
  ),
  'wrap',
)}
${
  most.length === 0
    ? null
    : html`<details><summary>Business events so far</summary>
${table(
  `Business events of ${policy}`,
  ['Event', 'How often'],
  most.map(([event, times]) => row(words(event), [count(times)])),
)}
</details>`
}`;
}
