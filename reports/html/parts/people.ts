/** Where touch time is measured: what tasks took of people, how busy each team was, and how long tasks lay in its tray. */
import type { RoleWork } from '../../kpis/outbound/people-kpis.ts';
import { words } from '../../outbound/figures.ts';
import type { OutboundArmReport } from '../../outbound/outbound-report.ts';
import { count, duration, share } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { groupTable } from './tables.ts';

/** null = nobody's work is measured, or nobody had any. */
export function peopleTable(arms: readonly OutboundArmReport[]): Markup | null {
  const asked = arms.flatMap(({ people }) => people.filter(({ given }) => given > 0));
  const names = [...new Set(asked.map(({ role }) => role))].sort();
  if (names.length === 0) return null;
  const of = (arm: OutboundArmReport, no: number): RoleWork | undefined =>
    arm.people.find(({ role }) => role === names[no]);
  const groups = names.map((name, no) => ({ no, name: words(name) }));
  return html`${groupTable(
    'Work of people: tasks done, and how long they lay in the tray until somebody began',
    'Role',
    arms,
    () => groups,
    [
      { title: 'Heads', cell: (arm, no) => count(of(arm, no)?.staff ?? null) },
      { title: 'Done', cell: (arm, no) => count(of(arm, no)?.handled ?? null) },
      { title: 'Touch time', cell: (arm, no) => duration(of(arm, no)?.touchMs ?? null) },
      { title: 'Of it an order', cell: (arm, no) => duration(of(arm, no)?.touchMsPerOrder ?? null) },
      { title: 'Busy', cell: (arm, no) => share(of(arm, no)?.busyShare ?? null) },
      { title: 'In the tray, median', cell: (arm, no) => duration(of(arm, no)?.trayMsP50 ?? null) },
      { title: '95th percentile', cell: (arm, no) => duration(of(arm, no)?.trayMsP95 ?? null) },
      { title: 'Answered wrongly', cell: (arm, no) => count(of(arm, no)?.mistaken ?? null) },
      { title: 'Done twice', cell: (arm, no) => count(of(arm, no)?.repeated ?? null) },
      { title: 'Never answered', cell: (arm, no) => count(of(arm, no)?.open ?? null) },
    ],
  )}
<p class="soft">Busy: work done while orders came in, over the hours for which heads were there. A role without heads has no limit. A wrong answer, a
second one, and one that comes when the matter is over cost their time all the same.</p>`;
}
