/** What policies learned while the run went on. */
import { learnedRows } from '../../outbound/learned-words.ts';
import type { OutboundRunReport } from '../../outbound/outbound-report.ts';
import { html, type Markup } from '../markup.ts';
import { row, table } from './tables.ts';

/** null = no arm has a policy that learns. */
export function learned({ arms }: OutboundRunReport): Markup | null {
  const [heads, ...rows] = learnedRows(arms);
  if (heads === undefined) return null;
  const cells = rows.map(([arm, ...rest]) => row(arm!, rest));
  return html`<section id="learned">
<h2>What policies learned</h2>
<p>A policy that learns is told what came of its decisions when that is known, weeks after some of them; what it was told of too late it did not decide by.</p>
${table('Told of their decisions, and what was made of it', ['Arm', ...heads.slice(1)], cells)}
</section>
`;
}
