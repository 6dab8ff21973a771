/**
 * KPIs of people: how much their tasks took of them, how busy each team was, how long tasks lay in its tray, and what went wrong.
 *
 * 1. Busy: work done in the period in which orders come in, over the hours that heads were there in it. At most 1, but for what was
 *    begun before it.
 * 2. Open at the end: given, and not answered. What was overtaken by events and never asked again is among it.
 */
import { ratio, Sample } from './measures.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { WORK_FLAG } from './outcomes/touch-work.ts';

/** A team as the scenario has it. */
export interface Roster {
  readonly role: string;
  readonly staff: number;
  /** Hours of all heads in the period in which orders come in, ms. */
  readonly rosteredMs: number;
}

export interface RoleWork {
  readonly role: string;
  /** null = without limit. */
  readonly staff: number | null;
  readonly given: number;
  /** Pieces of work, repeated ones too. */
  readonly handled: number;
  readonly repeated: number;
  readonly mistaken: number;
  readonly open: number;
  readonly touchMs: number;
  readonly touchMsPerOrder: number | null;
  /** Share of the rostered time; null = without limit. */
  readonly busyShare: number | null;
  readonly trayMsP50: number | null;
  readonly trayMsP95: number | null;
}

/**
 * One row for each role whose touch time is measured, by name.
 * @param periodEndAt when the last order may come, epoch ms
 */
export function peopleKpis(
  outcomes: OutboundOutcomes,
  rosters: readonly Roster[],
  periodEndAt: number,
): RoleWork[] {
  const { roles, measured, orders } = outcomes;
  return [...measured].sort().map((role) => {
    const sum = sumsOf(outcomes, role, outcomes.epoch < 0 ? 0 : outcomes.second(periodEndAt));
    const roster = rosters.find((each) => each.role === role);
    const { given, answered } = roles.get(role) ?? { given: 0, answered: 0 };
    return {
      role,
      staff: roster?.staff ?? null,
      given,
      handled: sum.tray.size,
      repeated: sum.repeated,
      mistaken: sum.mistaken,
      open: given - (answered - sum.repeated),
      touchMs: sum.touchMs,
      touchMsPerOrder: ratio(sum.touchMs, orders.size),
      busyShare: roster === undefined ? null : ratio(sum.touchMsInPeriod, roster.rosteredMs),
      trayMsP50: sum.tray.quantile(0.5),
      trayMsP95: sum.tray.quantile(0.95),
    };
  });
}

/** Touch time of all roles for each order; null = it is not measured of any. */
export function touchMsPerOrder({ work, measured, orders }: OutboundOutcomes): number | null {
  if (measured.size === 0) return null;
  let touchMs = 0;
  for (let i = 0; i < work.size; i++) touchMs += work.touchMs[i]!;
  return ratio(touchMs, orders.size);
}

function sumsOf({ work, workedRoles }: OutboundOutcomes, role: string, until: number) {
  const sum = { tray: new Sample(), repeated: 0, mistaken: 0, touchMs: 0, touchMsInPeriod: 0 };
  const no = workedRoles.indexOf(role);
  for (let i = 0; i < work.size; i++) {
    if (work.role[i] !== no) continue;
    sum.tray.add(work.trayMs[i]!);
    sum.touchMs += work.touchMs[i]!;
    if (work.doneAt[i]! <= until) sum.touchMsInPeriod += work.touchMs[i]!;
    const flags = work.flags[i]!;
    if ((flags & WORK_FLAG.repeated) !== 0) sum.repeated += 1;
    if ((flags & WORK_FLAG.mistaken) !== 0) sum.mistaken += 1;
  }
  return sum;
}
