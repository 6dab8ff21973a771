/**
 * The page of one order's life across systems: one file that opens from disk.
 *
 * 1. Names come from scenarios and are escaped; what would turn a line around is shown as a replacement.
 * 2. Pictures show; the table below them has every line, in words.
 */
import { asPrinted } from '../case/as-printed.ts';
import { instantsOf, lifeOverTime, STEPS_ABREAST, stepByStep } from '../case/case-pictures.ts';
import { caseTitle, clock, OTHER_POTS, saidWords, summaryRows, systemWords } from '../case/case-text.ts';
import type { CaseEntry, CaseMoney, CaseView } from '../case/case-view.ts';
import { lanesOf, MARKS } from '../case/lanes.ts';
import { POT_TITLES, words } from '../outbound/figures.ts';
import { count, duration, instant, money } from '../text/format.ts';
import { html, type Markup } from './markup.ts';
import { row, table } from './parts/tables.ts';
import { pageShell } from './shell.ts';

/** Rows of steps that are drawn; the table has the rest. */
const STEP_ROWS_MAX = 8;
/** A gap at the end that takes more of the axis than this is left out of the first picture. */
const TAIL_SHARE = 0.4;
const DAY_CHARS = 10;

export function renderCasePage(given: CaseView, dray: string): string {
  const view = asPrinted(given);
  const { scenario, seed, arm, entries, money: ledger, summary, gaps } = view;
  const title = caseTitle(view);
  return pageShell({
    title: `${title}: ${scenario}, seed ${seed}`,
    name: `${scenario}-case-${view.order}`,
    dray,
    body: html`<header>
<p class="soft">Dray rehearsal · ${scenario} · seed ${String(seed)} · ${arm}</p>
<h1>${title}</h1>
<dl>${summaryRows(summary, ledger.currency).map(([what, value]) => html`<dt>${what}</dt><dd>${value}</dd>`)}</dl>
${gaps.length === 0 ? null : html`<p class="bad">Not all of it could be read:</p><ul>${gaps.map((gap) => html`<li>${gap}</li>`)}</ul>`}
</header>
<nav aria-label="Contents"><a href="#life">Over time</a> <a href="#steps">Step by step</a> <a href="#money">Money</a> <a href="#lines">Every line</a></nav>
${entries.length === 0 ? null : html`${life(view)}${steps(view)}`}
${moneyOf(ledger)}
${lines(entries)}`,
  });
}

function key(entries: readonly CaseEntry[]): Markup {
  const there = MARKS.filter(({ kind }) => entries.some((entry) => entry.kind === kind));
  const items = there.map(
    ({ title, color, sign }) =>
      html`<li><span aria-hidden="true" style="color:${color}">${sign}</span> ${title}</li>`,
  );
  const message = entries.some(({ kind }) => kind === 'message') ? html`<li>line: message</li>` : null;
  const hollow = entries.some(({ kind, shared }) => shared && kind !== 'message')
    ? html`<li>hollow: shared with other orders</li>`
    : null;
  return html`<ul class="key">${items}${message}${hollow}</ul>`;
}

function life({ entries, summary, order }: CaseView): Markup {
  const shown = withoutTail(entries);
  const left = entries.length - shown.length;
  const tail =
    left === 0
      ? ''
      : ` ${count(left)} later ${left === 1 ? 'line is' : 'lines are'} not in it: they come ${duration(entries.at(-1)!.at - shown.at(-1)!.at)} after its end at the most.`;
  const says = `Order ${order}: what happened on which system, over time`;
  return html`<section id="life">
<h2>Over time</h2>
${key(shown)}
<figure>${lifeOverTime(says, shown, lanesOf(shown), summary.promisedAt)}
<figcaption>A lane a system; a line between two is a message from one to the other.${tail}</figcaption></figure>
</section>
`;
}

/** A bill is paid a month later: on an axis of that length nothing else could be told apart. */
function withoutTail(entries: readonly CaseEntry[]): readonly CaseEntry[] {
  let shown = entries;
  for (;;) {
    const span = shown.at(-1)!.at - shown[0]!.at;
    const at = shown.findLastIndex((entry, i) => i > 0 && entry.at - shown[i - 1]!.at > span * TAIL_SHARE);
    // Of what is left there must be enough to be a picture of the order's life.
    if (at < shown.length / 2 || at < 1) return shown;
    shown = shown.slice(0, at);
  }
}

function steps({ entries, order }: CaseView): Markup {
  const instants = instantsOf(entries);
  const lanes = lanesOf(entries);
  const rows: Markup[] = [];
  for (let from = 0; from < instants.length && rows.length < STEP_ROWS_MAX; from += STEPS_ABREAST) {
    const some = instants.slice(from, from + STEPS_ABREAST);
    const before = from === 0 ? null : instants[from - 1]![0]!.at;
    const to = from + some.length;
    const says = `Order ${order}: steps ${from + 1} to ${to} of ${instants.length}, who told whom`;
    rows.push(html`<figure>${stepByStep(says, some, lanes, before)}
<figcaption>Steps ${from + 1} to ${to} of ${instants.length}, from ${instant(some[0]![0]!.at)} to ${instant(some.at(-1)![0]!.at)}</figcaption></figure>
`);
  }
  const drawn = Math.min(instants.length, STEP_ROWS_MAX * STEPS_ABREAST);
  const rest =
    drawn === instants.length
      ? null
      : html`<p>${count(instants.length - drawn)} later steps are not drawn.</p>`;
  return html`<section id="steps">
<h2>Step by step</h2>
<p>Each instant at which something happened is as wide as any other; arrows are messages. Where more than an hour lies between two, it is written above.</p>
${key(entries)}
${rows}${rest}
</section>
`;
}

function moneyOf({ currency, postings, pots, billedMinor }: CaseMoney): Markup {
  const heads = ['Posted', 'Posting', 'About', 'Debit', 'Credit', 'Amount', 'Own part', 'Cost so far'];
  const rows = postings.map(({ at, posting, about, debit, credit, amountMinor, ownMinor, costMinor }) =>
    row(instant(at), [
      words(posting),
      words(about),
      words(debit),
      words(credit),
      money(amountMinor),
      money(ownMinor),
      money(costMinor),
    ]),
  );
  const potRows = pots.map(({ pot, landedMinor, ledgerMinor, why }) =>
    row(POT_TITLES[pot], [money(landedMinor), ledgerMinor === null ? '–' : money(ledgerMinor), why ?? '']),
  );
  return html`<section id="money">
<h2>Money</h2>
${postings.length === 0 ? html`<p>Nothing is posted about it.</p>` : table(`Postings to the ledger, ${currency}. Own part: this order's, by weight where a load is shared`, heads, rows)}
<p>Billed to its customer: ${money(billedMinor)} ${currency}.</p>
${potRows.length === 0 ? null : table(`Landed cost that is the order's own, ${currency}`, ['Pot', 'Landed cost', 'By the ledger', 'Why they differ'], potRows, 'wrap')}
<p class="soft">${OTHER_POTS}</p>
</section>
`;
}

function lines(entries: readonly CaseEntry[]): Markup {
  let day = '';
  const rows = entries.map((entry) => {
    const today = new Date(entry.at).toISOString().slice(0, DAY_CHARS);
    const head =
      today === day
        ? null
        : html`<tr><th scope="rowgroup" colspan="5"><strong>${today}</strong></th></tr>
`;
    day = today;
    const about = html`${words(entry.about)}${entry.shared ? html` <span class="soft">(shared)</span>` : null}`;
    const kind = entry.kind === 'decision' ? `decision ${entry.row}` : entry.kind;
    const system = html`<span style="white-space:nowrap">${systemWords(entry)}</span>`;
    const said = html`<span style="display:inline-block;min-width:16rem;overflow-wrap:anywhere">${saidWords(entry)}</span>`;
    return html`${head}${row(clock(entry.at), [system, kind, about, said])}`;
  });
  return html`<section id="lines">
<h2>Every line</h2>
${table('All that is on record of the order, in time', ['Time (UTC)', 'System', 'Kind', 'About', 'What'], rows, 'wrap whole')}
<p class="soft">Why a decision was made, and what each alternative would have brought: <code>dray explain RUN --arm POLICY --decision N</code>, with the number beside it.</p>
</section>
`;
}
