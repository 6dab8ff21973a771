/** Zones, calendars and dates of an outbound scenario: they exist, something is open, and they lie in the run. */
import { DAY_MS, formatDate } from '#sim/shifts/civil';
import { nearestZone } from '#sim/shifts/nearest-zone';
import { zoneNames } from '#sim/shifts/zone-data';
import { hoursOf, type Span, spanOf } from '../../../world/outbound/systems/warehouses.ts';
import { calendarOf, dateMs, shiftsOf, timetable } from '../../../world/outbound/timetable.ts';
import type { Findings, Path } from '../../findings.ts';
import { durationMs } from '../../units.ts';
import type { Hours } from '../common.ts';
import type { NodeSection } from '../network.ts';
import type { OutboundScenario } from '../scenario.ts';

export function checkTimes(scenario: OutboundScenario, found: Findings): void {
  const { network, demand } = scenario;
  const zones = zoneNames();
  network.places.forEach(({ zone }, i) => {
    checkZone(['network', 'places', i, 'zone'], zone, zones, found);
  });
  checkZone(['demand', 'zone'], demand.zone, zones, found);
  const { history } = demand;
  if (history?.zone !== undefined) checkZone(['demand', 'history', 'zone'], history.zone, zones, found);
  checkPeaks(scenario, found);
  const span = spanOf(scenario);
  const never = neverIn(scenario, found);
  network.nodes.forEach((node, i) => {
    const zone = network.places.find(({ name }) => name === node.place)?.zone;
    if (zone !== undefined && zones.includes(zone))
      checkHours(node, zone, span, ['network', 'nodes', i], never, found);
  });
}

type Report = (path: Path, message: string) => void;

/** Of what never comes in the run: where the run ends before the demand does, that is why. */
function neverIn({ horizon, demand: { days } }: OutboundScenario, found: Findings): Report {
  if (durationMs(horizon) >= days * DAY_MS) return (path, message) => found.report(path, message);
  const why = `the horizon of ${horizon} is shorter than the ${days} days of demand, and over before every node has opened and sent something`;
  return () => found.report(['horizon'], `${why}. Give it more than ${days} d, or lower demand.days`);
}

function checkZone(path: Path, zone: string, zones: readonly string[], found: Findings): void {
  if (zones.includes(zone)) return;
  const near = nearestZone(zone, zones);
  const wayOut =
    near === undefined ? 'Give an IANA name, such as "Europe/Berlin"' : `Did you mean "${near}"?`;
  found.report(path, `unknown time zone: "${zone}". ${wayOut}`);
}

function checkPeaks(scenario: OutboundScenario, found: Findings): void {
  const { peaks = [], days } = scenario.demand;
  const startAt = Date.parse(scenario.start);
  const endAt = startAt + days * DAY_MS;
  peaks.forEach(({ from, to }, i) => {
    const path = ['demand', 'peaks', i];
    if (from >= to) found.report(path, `it ends on ${to}, and begins on ${from}. Put the dates in order`);
    else if (dateMs(to) <= startAt || dateMs(from) >= endAt)
      found.warn(path, `${from} to ${to} is outside of the days with demand: it does nothing`);
    const other = peaks.findIndex((each) => each.from < to && from < each.to);
    if (other < i && other >= 0)
      found.report(
        path,
        `it overlaps the peak from ${peaks[other]!.from}. Write what they have in common once`,
      );
  });
}

function checkHours(
  node: NodeSection,
  zone: string,
  span: Span,
  path: Path,
  never: Report,
  found: Findings,
): void {
  const hours = hoursOf(node);
  if (hours !== undefined && !opensOnce(hours, zone, span, [...path, 'work', 'hours'], never, found)) return;
  const calendar = calendarOf(hours, zone, node.name);
  for (const what of ['waves', 'cutoffs'] as const) {
    const times = node[what] ?? [];
    found.unique([...path, what], what === 'waves' ? 'wave' : 'cut-off', times);
    times.forEach((time, i) => {
      if (timetable([time], zone, calendar, span.startAt, span.until).length > 0) return;
      const open =
        hours === undefined ? 'in the run' : `while "${node.name}" works (${hours.from} to ${hours.to})`;
      never([...path, what, i], `"${time}" never comes ${open}: nothing would leave. Move it`);
    });
  }
}

/** @returns whether the hours are right, and open at some time of the run */
function opensOnce(
  hours: Hours,
  zone: string,
  span: Span,
  path: Path,
  never: Report,
  found: Findings,
): boolean {
  const { days, from, to, holidays = [] } = hours;
  found.unique([...path, 'days'], 'day', days);
  if (from === to) {
    found.report(path, `they begin and end at ${from}: never open. Write "00:00" to "24:00" for a whole day`);
    return false;
  }
  if (shiftsOf(calendarOf(hours, zone, 'hours'), span.startAt, span.until).length === 0) {
    never(path, 'never open in the run: its days are holidays, or do not come. Change days or holidays');
    return false;
  }
  const first = formatDate(Math.floor(span.startAt / 86_400_000) - 1);
  const last = formatDate(Math.ceil(span.until / 86_400_000));
  const outside = holidays.filter((holiday) => holiday < first || holiday > last);
  if (outside.length > 0)
    found.warn(
      [...path, 'holidays'],
      `${outside.join(', ')}: outside of the days worked in the run, no effect`,
    );
  return true;
}
