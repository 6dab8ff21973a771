/** Whether people were the bottleneck, and what each team did, for the terminal. */
import type { RoleWork } from '../kpis/outbound/people-kpis.ts';
import { count, duration, share } from '../text/format.ts';
import { words } from './figures.ts';
import type { OutboundArmReport } from './outbound-report.ts';

/** From here on a team is named: a queue of few heads is long before all of them are always busy. Source: assumption. */
const FULL_SHARE = 0.8;

/** null = no team was so busy. */
export function fullestTeam(people: readonly RoleWork[]): string | null {
  let fullest: RoleWork | null = null;
  for (const team of people) {
    if (team.busyShare === null || team.busyShare < FULL_SHARE) continue;
    if (fullest === null || team.busyShare > fullest.busyShare!) fullest = team;
  }
  if (fullest === null) return null;
  const { role, staff, busyShare, trayMsP50, trayMsP95 } = fullest;
  return (
    `of the people, the fullest are "${words(role)}" (${count(staff)}), busy for ${share(busyShare)} of their hours: ` +
    `a task lay in the tray for ${duration(trayMsP50)} at the median, ${duration(trayMsP95)} at the 95th percentile`
  );
}

/** Rows of a table with a head; none = nobody's work is measured. */
export function peopleRows(arms: readonly OutboundArmReport[]): readonly (readonly string[])[] {
  const rows = arms.flatMap(({ policy, people }) =>
    people.filter(({ given }) => given > 0).map((work) => [`${words(work.role)}, ${policy}`, ...cells(work)]),
  );
  if (rows.length === 0) return [];
  const head = [
    '',
    'heads',
    'done',
    'touch time',
    'an order',
    'busy',
    'in tray',
    '95th p.',
    'wrong',
    'twice',
    'open',
  ];
  return [head, ...rows];
}

function cells(work: RoleWork): string[] {
  const { staff, handled, touchMs, touchMsPerOrder, busyShare, trayMsP50, trayMsP95 } = work;
  return [
    count(staff),
    count(handled),
    duration(touchMs),
    duration(touchMsPerOrder),
    share(busyShare),
    duration(trayMsP50),
    duration(trayMsP95),
    count(work.mistaken),
    count(work.repeated),
    count(work.open),
  ];
}
