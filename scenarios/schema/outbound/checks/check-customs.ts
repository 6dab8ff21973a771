/** What the format of `systems.customs` can't say by itself: its countries are crossed into, its desk opens, its exams fit. */

import { nearestZone } from '#sim/shifts/nearest-zone';
import { zoneNames } from '#sim/shifts/zone-data';
import { spanOf } from '../../../world/outbound/systems/warehouses.ts';
import { calendarOf, shiftsOf } from '../../../world/outbound/timetable.ts';
import type { Findings, Path } from '../../findings.ts';
import { moneyMinor } from '../../units.ts';
import type { RegimeSection } from '../customs.ts';
import type { OutboundScenario } from '../scenario.ts';

export function checkCustoms(scenario: OutboundScenario, found: Findings): void {
  const { customs } = scenario.systems;
  if (customs === undefined) return;
  const path = ['systems', 'customs', 'countries'];
  found.unique(
    path,
    'customs of country',
    customs.countries.map(({ country }) => country),
    'country',
  );
  customs.countries.forEach((regime, i) => {
    checkCountry(scenario, regime, [...path, i], found);
    checkExams(regime, [...path, i], found);
    checkDesk(scenario, regime, [...path, i], found);
  });
}

function checkCountry(
  { network }: OutboundScenario,
  { country }: RegimeSection,
  path: Path,
  found: Findings,
): void {
  const countryOf = new Map(network.places.map((place) => [place.name, place.country]));
  const countries = [...new Set(countryOf.values())];
  if (!countries.includes(country)) {
    found.report(
      [...path, 'country'],
      `no place is in "${country}": its customs have nothing to do. Places are in ${countries.join(', ')}`,
    );
    return;
  }
  const abroad = network.nodes.some(({ place }) => countryOf.get(place) !== country);
  if (!abroad)
    found.report(
      [...path, 'country'],
      `every node is in "${country}": nothing crosses its border. Take it out, or add a node abroad`,
    );
}

function checkExams({ exams, tightening = [] }: RegimeSection, path: Path, found: Findings): void {
  found.unique(
    [...path, 'exams'],
    'exam',
    exams.map(({ kind }) => kind),
    'kind',
  );
  found.unique(
    [...path, 'tightening'],
    'tightening',
    tightening.map(({ from }) => from),
    'from',
  );
  const sum = exams.reduce((all, { share }) => all + share, 0);
  const factor = Math.max(1, ...tightening.map((each) => each.factor));
  if (sum * factor > 1)
    found.report(
      [...path, 'exams'],
      `${Number((sum * factor).toFixed(6))} of all loads would be examined at the tightest: no more than 1 can be. Lower shares or factor`,
    );
  exams.forEach(({ feeFrom, feeTo }, i) => {
    if (moneyMinor(feeFrom) > moneyMinor(feeTo))
      found.report(
        [...path, 'exams', i, 'feeFrom'],
        `${feeFrom} is more than feeTo, ${feeTo}. Change the two`,
      );
  });
}

function checkDesk(
  scenario: OutboundScenario,
  { zone, hours, country }: RegimeSection,
  path: Path,
  found: Findings,
): void {
  const zones = zoneNames();
  if (!zones.includes(zone)) {
    const near = nearestZone(zone, zones);
    const wayOut =
      near === undefined ? 'Give an IANA name, such as "Europe/Berlin"' : `Did you mean "${near}"?`;
    found.report([...path, 'zone'], `unknown time zone: "${zone}". ${wayOut}`);
    return;
  }
  if (hours === undefined) return;
  if (hours.from === hours.to) {
    found.report(
      [...path, 'hours'],
      `they begin and end at ${hours.from}: never open. Write "00:00" to "24:00" for a whole day`,
    );
    return;
  }
  const { startAt, endAt } = spanOf(scenario);
  if (shiftsOf(calendarOf(hours, zone, country), startAt, endAt).length === 0)
    found.report(
      [...path, 'hours'],
      'never open in the run: its days are holidays, or do not come. Change days or holidays',
    );
}
