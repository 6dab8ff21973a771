/**
 * What every page of an experiment has around its pictures: the verdict first, then the way to the rest; at the end what it takes for granted, and how to
 * get it again.
 *
 * 1. Drawn from the result alone: the same result gives the same bytes.
 */
import type { Versions } from '../../../run-head.ts';
import { groupsRest } from '../../../text/format.ts';
import { html, type Markup } from '../../markup.ts';
import { pageShell } from '../../shell.ts';

export interface Section {
  readonly id: string;
  readonly title: string;
  /** null = there is nothing to say: the section is left out. */
  readonly body: Markup | null;
}

export type Mood = 'good' | 'bad' | 'open';

export interface ExperimentPage {
  /** `Comparison`, `Sweep`. */
  readonly kind: string;
  /** Names of what was run. */
  readonly scenario: string;
  readonly heading: string;
  /** In a word, and what that says. */
  readonly verdict: { readonly word: string; readonly mood: Mood; readonly sentence: string };
  /** Below the verdict: a term and what is to be said of it. */
  readonly facts: readonly (readonly [term: string, said: string | Markup])[];
  readonly sections: readonly Section[];
  readonly seed: string;
  readonly result: {
    readonly reproduce: string;
    readonly versions: Versions;
    readonly assumptions?: readonly string[];
  };
}

const MOODS: Readonly<Record<Mood, string>> = { good: 'good', bad: 'bad', open: '' };

export function experimentPage(page: ExperimentPage): string {
  const { kind, scenario, heading, verdict, facts, seed, result } = page;
  const sections = [...page.sections, assumptions(result.assumptions), again(page)].filter(
    ({ body }) => body !== null,
  );
  return pageShell({
    title: `${kind}: ${heading}`,
    name: `${kind.toLowerCase().replaceAll(' ', '-')}-${scenario}`,
    dray: result.versions.dray,
    body: html`<header>
<p class="soft">Dray ${kind.toLowerCase()} · ${scenario} · seed ${seed}</p>
<h1>${heading}</h1>
<p class="verdict"><strong class="${MOODS[verdict.mood]}">${verdict.word}</strong> ${verdict.sentence}</p>
<dl class="short">${facts.map(
      ([term, said]) => html`<dt>${term}</dt><dd>${said}</dd>
`,
    )}</dl>
</header>
<nav aria-label="Contents">${sections.map(({ id, title }) => html`<a href="#${id}">${title}</a> `)}</nav>
${sections.map(
  ({ id, title, body }) => html`<section id="${id}">
<h2>${title}</h2>
${body}
</section>
`,
)}`,
  });
}

/** Said of an older result, too: it is not that there are none. */
function assumptions(said: readonly string[] | undefined): Section {
  const known =
    said === undefined
      ? html`<p class="soft">The result does not say what its scenario takes for granted: it was made by an older version.</p>`
      : said.length === 0
        ? html`<p>Every parameter of the scenario has a source.</p>`
        : html`<p>${groupsRest(said.length)} on an assumption, at least in part. Every figure above is as good as these;
<code>dray sensitivity</code> says which of them move a verdict.</p>
<details><summary>What is assumed</summary>
<ul>${said.map(
            (each) => html`<li>${each}</li>
`,
          )}</ul></details>`;
  return { id: 'ground', title: 'What this rests on', body: known };
}

function again({ seed, result: { reproduce, versions } }: ExperimentPage): Section {
  const facts = [
    ['seed', seed],
    ['versions', `dray ${versions.dray}, Node ${versions.node}, V8 ${versions.v8}`],
  ] as const;
  return {
    id: 'again',
    title: 'Run it again',
    body: html`<p>The same command gives the same result. What has been run already is kept beside this page, and not run again.</p>
<pre tabindex="0"><code>${reproduce}</code></pre>
<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`,
  };
}

export function figure(picture: Markup, caption: string): Markup {
  return html`<figure>${picture}<figcaption>${caption}</figcaption></figure>
`;
}

/** A figure stays on one line. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

/** Lines of text; one that goes on below, indented, becomes a list of its own. */
export function lines(said: readonly string[]): Markup {
  const items = said.map((text) => {
    const [first, ...below] = text.split('\n').map((line) => line.trim());
    return html`<li>${first!}${below.length === 0 ? null : html`<ul>${below.map((line) => html`<li>${line}</li>`)}</ul>`}</li>
`;
  });
  return html`<ul>${items}</ul>`;
}
