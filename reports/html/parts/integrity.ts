/** Why the figures can be believed: what was checked, what was made to go wrong, and what was said between the systems. */

import { faultWords } from '../../outbound/fault-words.ts';
import { words } from '../../outbound/figures.ts';
import { INVARIANTS } from '../../outbound/invariants.ts';
import type { OutboundArmReport, OutboundRunReport } from '../../outbound/outbound-report.ts';
import { count } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { kpisOf } from './kpi-sections.ts';
import { armHeads, groupTable, kpiTable, row, table } from './tables.ts';

export function integrity(report: OutboundRunReport): Markup {
  const { arms } = report;
  return html`<section id="integrity">
<h2>Checks, faults and messages</h2>
${invariants(arms)}
${faults(arms)}
${messages(report)}
${notes(arms)}
</section>`;
}

function invariants(arms: readonly OutboundArmReport[]): Markup {
  const lines = arms.map(({ policy, businessEvents, violation }) =>
    violation === null
      ? html`<li><span class="good">all held</span> · ${policy}: ${count(businessEvents)} business events judged as they were written</li>`
      : html`<li><span class="bad">broken</span> · ${policy}, after ${count(businessEvents)} business events: ${violation}</li>`,
  );
  const held = INVARIANTS.map(([name, what]) => html`<dt>${words(name)}</dt><dd>${what}</dd>`);
  return html`<h3>Invariants</h3>
<ul class="bounds">${lines}</ul>
<details><summary>The ${INVARIANTS.length} invariants checked in every run</summary><dl>${held}</dl></details>`;
}

function faults(arms: readonly OutboundArmReport[]): Markup {
  const names = [
    ...new Set(arms.flatMap((arm) => arm.faultPlaces.map(({ kind, place }) => `${kind}\t${place}`))),
  ].sort();
  if (names.length === 0)
    return html`<h3>Faults</h3><p>None happened: nothing was lost, late, repeated or down.</p>`;
  const rows = names.map((name) => {
    const [kind, place] = name.split('\t') as [string, string];
    const of = (arm: OutboundArmReport): number =>
      arm.faultPlaces.find((fault) => fault.kind === kind && fault.place === place)?.count ?? 0;
    return row(faultWords(kind), [place, ...arms.map((arm) => count(of(arm)))]);
  });
  return html`<h3>Faults that happened</h3>
<p>The scenario makes messages get lost, arrive late or twice, and systems go down; the core has to come through without losing or doubling anything.</p>
${table('Faults by kind and place', ['Fault', html`<span class="left">Where</span>`, ...armHeads(arms)], rows, 'faults')}`;
}

function messages(report: OutboundRunReport): Markup {
  const { arms } = report;
  const names = [...new Set(arms.flatMap(({ traffic }) => traffic.map(({ partner }) => partner)))];
  const of = (arm: OutboundArmReport, no: number) => arm.traffic.find(({ partner }) => partner === names[no]);
  const groups = names.map((name, no) => ({ no, name }));
  const letters = arms.map(({ policy, deadLetters: { letters: dead, resent, dropped } }) =>
    dead === 0
      ? html`<li>${policy}: no message was given up</li>`
      : html`<li>${policy}: ${count(dead)} given up after the last retry (dead letters), each with a task; ${count(resent)} sent again by a person, ${count(dropped)} dropped</li>`,
  );
  return html`<h3>Messages</h3>
<ul>${letters}</ul>
${groupTable(
  'Messages between the core and its partners, every transmission counted',
  'Partner',
  arms,
  () => groups,
  [
    { title: 'To the partner', cell: (arm, no) => count(of(arm, no)?.sent ?? 0) },
    { title: 'From the partner', cell: (arm, no) => count(of(arm, no)?.received ?? 0) },
  ],
)}
${kpiTable('Message KPIs', report, kpisOf('messages'))}`;
}

function notes(arms: readonly OutboundArmReport[]): Markup | null {
  const subjects = [...new Set(arms.flatMap((arm) => Object.keys(arm.notes)))].sort();
  if (subjects.length === 0) return null;
  const rows = subjects.map((subject) =>
    row(
      words(subject),
      arms.map((arm) => count(arm.notes[subject] ?? 0)),
    ),
  );
  return html`<h3>On record</h3>
<p class="soft">What the core noted because it was not as it should be: late, repeated, unknown or unexpected, and handled.</p>
${table('Notes of the core, by subject', ['Subject', ...armHeads(arms)], rows)}`;
}
