/**
 * Appointments of trucks that TMS is to keep: there is somebody who needs one, a slot that fits the hours of each dock, and a book that
 * is open far enough for what is asked. What contradicts it is said with both places.
 */
import { DAY_MS, HOUR_MS } from '#sim/shifts/civil';
import { zoneNames } from '#sim/shifts/zone-data';
import { appointedModes, BOOKED_AHEAD } from '../../../world/outbound/systems/appointments.ts';
import { hoursOf, spanOf } from '../../../world/outbound/systems/warehouses.ts';
import { calendarOf, shiftsOf } from '../../../world/outbound/timetable.ts';
import type { Findings, Path } from '../../findings.ts';
import { type Located, placeOf } from '../../located.ts';
import { durationMs } from '../../units.ts';
import type { AppointmentsSection } from '../appointments.ts';
import type { OutboundScenario } from '../scenario.ts';

const SECTION: Path = ['systems', 'tms', 'appointments'];

export function checkAppointments(scenario: OutboundScenario, tree: Located, found: Findings): void {
  const { appointments } = scenario.systems.tms;
  if (appointments === undefined) return;
  checkModes(scenario, appointments, found);
  checkDocks(scenario, appointments, found);
  checkSlots(scenario, appointments, found);
  checkAhead(scenario, appointments, found);
  const freight: Path = ['systems', 'threePl', 'freight'];
  if (scenario.systems.threePl?.freight !== undefined) {
    const { file, line, column } = placeOf(tree, freight);
    found.report(
      SECTION,
      `nobody would ask TMS for one: the third party calls all trucks, at ${line === 0 ? file : `${file}:${line}:${column}`}. Take one of them out`,
    );
  }
}

function checkModes({ network }: OutboundScenario, section: AppointmentsSection, found: Findings): void {
  const { modes } = section;
  const used = new Set<string>(network.tariffs.map(({ mode }) => mode));
  found.unique([...SECTION, 'modes'], 'mode', modes ?? []);
  modes?.forEach((mode, i) => {
    if (!used.has(mode))
      found.report(
        [...SECTION, 'modes', i],
        `no tariff goes by ${mode}: nothing would need an appointment for it. What tariffs go by: ${[...used].join(', ')}`,
      );
  });
  if (modes === undefined && appointedModes(section).every((mode) => !used.has(mode)))
    found.report(
      SECTION,
      'nothing needs an appointment: all tariffs go by PARCEL. Say `modes: [PARCEL]`, or take the section out',
    );
}

function checkDocks(
  { network }: OutboundScenario,
  { docks = [] }: AppointmentsSection,
  found: Findings,
): void {
  const names = network.nodes.map(({ name }) => name);
  found.unique(
    [...SECTION, 'docks'],
    'dock of node',
    docks.map(({ node }) => node),
    'node',
  );
  docks.forEach(({ node }, i) => {
    found.oneOf([...SECTION, 'docks', i, 'node'], 'node', node, names);
  });
}

/** A whole one must fit between an opening and a closing, at each dock that closes. */
function checkSlots(scenario: OutboundScenario, { slot }: AppointmentsSection, found: Findings): void {
  const slotMs = durationMs(slot);
  const { startAt, endAt } = spanOf(scenario);
  if (slotMs > DAY_MS)
    found.report(
      [...SECTION, 'slot'],
      `${slot} is longer than a day. A slot is what one truck at a door takes`,
    );
  for (const section of scenario.network.nodes) {
    const zone = scenario.network.places.find(({ name }) => name === section.place)?.zone;
    const hours = hoursOf(section);
    if (hours === undefined || zone === undefined || !zoneNames().includes(zone)) continue;
    if (hours.from === hours.to) continue;
    const shifts = shiftsOf(calendarOf(hours, zone, section.name), startAt, endAt);
    const longest = shifts.reduce((most, [open, close]) => Math.max(most, close - open), 0);
    if (shifts.length > 0 && longest < slotMs)
      found.report(
        [...SECTION, 'slot'],
        `no slot fits: "${section.name}" is open for ${longest / HOUR_MS} h at a time, and one takes ${slot}. Make it shorter`,
      );
  }
}

/** Of what is asked for, something must lie in it. */
function checkAhead(
  { limits }: OutboundScenario,
  { slot, ahead = BOOKED_AHEAD }: AppointmentsSection,
  found: Findings,
): void {
  const aheadMs = durationMs(ahead);
  const least = Math.max(durationMs(slot), durationMs(limits.pickupLead));
  if (aheadMs < least)
    found.report(
      [...SECTION, 'ahead'],
      `the book is open ${ahead} ahead, and trucks are asked for ${limits.pickupLead} ahead, in slots of ${slot}: it would refuse them. Open it further`,
    );
}
