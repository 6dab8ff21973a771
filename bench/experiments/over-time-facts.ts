/** What the series over time need to know of a world: see `OverTimeFacts`. */
import type { OverTimeFacts } from '#reports/aggregates/over-time/over-time-fold';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { WorkingCalendar } from '#sim/shifts/working-calendar';

type FaultWindow = OverTimeFacts['faultWindows'][number];

/** More would be a grey wall. Source: assumption. */
const WINDOWS_MAX = 200;

export function overTimeFacts(world: OutboundWorld): OverTimeFacts {
  const { startAt, warmUpMs, people } = world;
  const teams = new Map(
    people.flatMap(({ role, team }) => (team === undefined ? [] : [[role, hoursOf(team)] as const])),
  );
  return {
    startAt,
    ordersUntil: lastOrderAt(world),
    warmUpUntil: warmUpMs === undefined ? null : startAt + warmUpMs,
    nodePaidMs: (node, from, until) => nodePaidMs(world, node, from, until),
    rolePaidMs: (role, from, until) => teams.get(role)?.(from, until) ?? null,
    faultWindows: faultWindows(world),
  };
}

function lastOrderAt({ demand, startAt }: OutboundWorld): number {
  if (demand.kind === 'generated') return demand.settings.endAt;
  return demand.orders.reduce((latest, { releaseAt }) => Math.max(latest, releaseAt), startAt);
}

type Team = NonNullable<OutboundWorld['people'][number]['team']>;

/** Hours of all heads of a team between two instants. */
function hoursOf({ staff, hours }: Team): (from: number, until: number) => number {
  if (hours === null) return (from, until) => staff * (until - from);
  const calendar = new WorkingCalendar(hours);
  return (from, until) => staff * calendar.workingBetween(from, until);
}

function nodePaidMs({ wms }: OutboundWorld, node: number, from: number, until: number): number | null {
  const work = wms.nodes[node]?.work;
  if (work?.kind !== 'stations') return null;
  const stations = [work.pick, work.pack, work.stage, work.load].filter((station) => station !== null);
  if (stations.length === 0) return null;
  return stations.reduce((ms, { workers, shifts }) => ms + workers * openMs(shifts, from, until), 0);
}

/** @param shifts sorted; empty = always open */
function openMs(shifts: readonly (readonly [number, number])[], from: number, until: number): number {
  if (shifts.length === 0) return until - from;
  let ms = 0;
  for (const [open, close] of shifts) {
    if (open >= until) break;
    ms += Math.max(0, Math.min(close, until) - Math.max(open, from));
  }
  return ms;
}

function faultWindows({ faults, endAt }: OutboundWorld): FaultWindow[] {
  const { messages, outages, crashes, steps, clocks } = faults;
  const windows: FaultWindow[] = [
    ...[...outages, ...messages].map(({ kind, partner, fromAt, untilAt }) => ({
      kind,
      partner,
      fromAt,
      untilAt,
    })),
    ...crashes
      .filter(({ outageMs }) => outageMs > 0)
      .map(({ kind, at, outageMs }) => ({ kind, partner: null, fromAt: at, untilAt: at + outageMs })),
    ...[...steps, ...clocks].map(({ kind, fromAt, untilAt }) => ({ kind, partner: null, fromAt, untilAt })),
  ];
  return windows
    .slice(0, WINDOWS_MAX)
    .map((window) => ({ ...window, untilAt: Math.min(window.untilAt, endAt) }));
}
