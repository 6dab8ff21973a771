/**
 * Who or what holds shipments up before the road: how many on average, how long each, and how full it is.
 *
 * 1. While orders come in, warm-up left out. Nothing is in two places at a time, so the shares add up to 1.
 * 2. How long each is Little's law: the mean number over the rate at which they come. Source: Little (1961), Operations Research 9(3).
 * 3. An order counts as one until anything is reserved for it, from then on each of its shipments does.
 */
import type { Level, NodeOverTime, OverTime } from '../aggregates/over-time/over-time.ts';
import type { OutboundArmReport } from './outbound-report.ts';

/** What would make it shorter: more hands, another timetable, or somebody outside. */
export type HolderKind = 'hands' | 'people' | 'timetable' | 'carriers';

export interface Holder {
  readonly kind: HolderKind;
  /** What they wait for: `picking at DC North`. */
  readonly what: string;
  /** Whose work it is: `the workers of DC North`. */
  readonly who: string;
  readonly mean: number;
  /** null = none came, so nothing can be said of one. */
  readonly eachMs: number | null;
  /** Of all that is held before the road. */
  readonly share: number;
  /** Work over paid hours, of all stations of a place; null = it has none, or no limit. */
  readonly busyShare: number | null;
  /** Whose tasks are part of what is waited for; absent = nobody's. */
  readonly desk?: string;
  /** In each third of the time, of whole days: by night less waits. null = it was shorter than three days. */
  readonly thirds: readonly [first: number, middle: number, last: number] | null;
}

type Measured = Pick<Holder, 'mean' | 'eachMs' | 'thirds'>;

/** Slots while orders come in, without warm-up: from, up to, not with. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;

/** Tasks of these are about orders that nothing is reserved for yet, or about loads that can't go: docs/outbound.md. */
const BEFORE_RESERVATION: readonly string[] = ['credit-clerk', 'master-data'];

export function windowOf({ fromAt, slotMs, slots, startAt, warmUpUntil, ordersUntil }: OverTime): Window {
  const slotOf = (at: number): number => Math.min(slots, Math.max(0, Math.floor((at - fromAt) / slotMs)));
  const from = slotOf(Math.max(startAt, warmUpUntil ?? startAt));
  const to = Math.min(slots, slotOf(ordersUntil - 1) + 1);
  return { from: Math.min(from, to), to };
}

/** Slots of a third of a window, whole days of it; 0 = it is too short for thirds. */
export function thirdOf({ slotMs }: Pick<OverTime, 'slotMs'>, { from, to }: Window): number {
  const daySlots = Math.max(1, Math.round(DAY_MS / slotMs));
  return Math.floor((to - from) / daySlots / 3) * daySlots;
}

/** The longest first; none where nothing was held at all. */
export function holdersOf(arm: Pick<OutboundArmReport, 'nodeWork'>, series: OverTime): Holder[] {
  const window = windowOf(series);
  const found = [...sourcing(series, window), ...atNodes(arm, series, window), ...atDock(series, window)];
  const all = found.reduce((sum, { mean }) => sum + mean, 0);
  return found
    .filter(({ mean }) => mean > 0)
    .map((holder) => ({ ...holder, share: holder.mean / all }))
    .sort((x, y) => y.mean - x.mean);
}

/** Tasks of a role that were open, and shipments that they held: means of a window. */
export function tasksOpen({ roles }: OverTime, role: string, { from, to }: Window): TasksOpen {
  const tray = roles.find((each) => each.role === role);
  const meanOf = (level: readonly number[]): number =>
    to <= from ? 0 : sumOf(level, from, to) / (to - from);
  return { tasks: meanOf(tray?.open.mean ?? []), shipments: meanOf(tray?.held ?? []) };
}

interface TasksOpen {
  readonly tasks: number;
  readonly shipments: number;
}

/** Work over paid hours of a node in a window; null = it has no stations, or they were shut. */
export function nodeBusy({ workedMs, paidMs }: NodeOverTime, { from, to }: Window): number | null {
  if (paidMs === null) return null;
  const paid = sumOf(paidMs, from, to);
  return paid === 0 ? null : sumOf(workedMs, from, to) / paid;
}

type Unshared = Omit<Holder, 'share'>;

/** Time of orders, and of it what lies in trays of people. */
function sourcing(series: OverTime, window: Window): Unshared[] {
  const { stages, roles } = series;
  const all = measured(stages.source, series, window);
  const trays = roles.filter(({ role }) => BEFORE_RESERVATION.includes(role));
  const inTrays = trays.map((tray): Unshared => {
    const paid = tray.paidMs === null ? 0 : sumOf(tray.paidMs, window.from, window.to);
    const lies = measured(tray.open, series, window);
    return {
      kind: 'people',
      what: `the ${tray.role.replaceAll('-', ' ')}`,
      who: `the ${tray.role.replaceAll('-', ' ')}`,
      ...lies,
      // What nobody ever answers may outlast its order.
      mean: Math.min(lies.mean, all.mean),
      busyShare: paid === 0 ? null : sumOf(tray.workedMs, window.from, window.to) / paid,
    };
  });
  const rest = inTrays.reduce((mean, each) => Math.max(0, mean - each.mean), all.mean);
  return [
    ...inTrays,
    {
      kind: 'timetable',
      what: 'a choice of node and a reservation',
      who: 'sourcing',
      ...all,
      mean: rest,
      busyShare: null,
    },
  ];
}

function atNodes(
  { nodeWork }: Pick<OutboundArmReport, 'nodeWork'>,
  series: OverTime,
  window: Window,
): Unshared[] {
  return series.nodes.flatMap((node) => {
    const name = nodeWork.find(({ no }) => no === node.no)?.name ?? `node ${node.no}`;
    const busyShare = nodeBusy(node, window);
    const of = (what: string, level: Level): Unshared => ({
      kind: 'hands',
      what: `${what} at ${name}`,
      who: `the workers of ${name}`,
      ...measured(level, series, window),
      busyShare,
    });
    return [of('wave and picking', node.pick), of('packing', node.pack)];
  });
}

/** The dock, by what it is waited for there. */
function atDock(series: OverTime, window: Window): Unshared[] {
  const { stages, loads } = series;
  const of = (kind: HolderKind, what: string, who: string, level: Level): Unshared => ({
    kind,
    what,
    who,
    ...measured(level, series, window),
    busyShare: null,
  });
  const waits = [
    { ...of('carriers', 'a carrier that takes the load', 'the carriers', loads.carrier), desk: 'planner' },
    {
      ...of('timetable', 'papers and the truck that was booked', 'pickup times', loads.truck),
      desk: 'export-desk',
    },
    of('timetable', 'loading and leave to go', 'the dock', loads.loading),
  ];
  const dock = measured(stages.dock, series, window);
  const less = (of: (each: Measured) => number): number =>
    Math.max(
      0,
      waits.reduce((left, wait) => left - of(wait), of(dock)),
    );
  const mean = less((each) => each.mean);
  const third = (no: 0 | 1 | 2): number => less(({ thirds }) => thirds?.[no] ?? 0);
  const cutOff: Unshared = {
    kind: 'timetable',
    what: 'the cut-off of the lane',
    who: 'cut-offs',
    mean,
    eachMs: dock.eachMs === null || dock.mean === 0 ? null : (dock.eachMs * mean) / dock.mean,
    thirds: dock.thirds === null ? null : [third(0), third(1), third(2)],
    busyShare: null,
  };
  return [cutOff, ...waits];
}

function measured({ mean, entered }: Level, series: OverTime, window: Window): Measured {
  const { from, to } = window;
  const slots = to - from;
  const third = thirdOf(series, window);
  const meanOf = (first: number, end: number): number =>
    end <= first ? 0 : sumOf(mean, first, end) / (end - first);
  const came = sumOf(entered, from, to);
  const average = meanOf(from, to);
  return {
    mean: average,
    eachMs: came === 0 ? null : (average * slots * series.slotMs) / came,
    thirds:
      third === 0
        ? null
        : [meanOf(from, from + third), meanOf(from + third, to - third), meanOf(to - third, to)],
  };
}

function sumOf(values: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let slot = from; slot < to; slot++) sum += values[slot] ?? 0;
  return sum;
}
