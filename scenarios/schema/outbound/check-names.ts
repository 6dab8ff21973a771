/** Names of an outbound scenario: what is used is defined, nothing is defined twice, money is in one currency. */
import { DEAD_LETTER_ROLE } from '#orchestrator/middleware/outbound-message';
import type { Findings, Path } from '../findings.ts';
import { MONEY_PATTERN } from '../units.ts';
import type { AnyOutboundScenario, OutboundScenario } from './scenario.ts';
import { TASKS } from './tasks.ts';

export function checkNames(scenario: OutboundScenario, found: Findings): void {
  checkNetwork(scenario, found);
  checkPeople(scenario, found);
  checkCurrency(scenario, scenario.currency, [], found);
}

function checkNetwork({ network }: OutboundScenario, found: Findings): void {
  const namesOf = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name);
  const places = namesOf(network.places);
  const carriers = namesOf(network.carriers);
  found.unique(['network', 'places'], 'place', places, 'name');
  found.unique(['network', 'nodes'], 'node', namesOf(network.nodes), 'name');
  found.unique(['network', 'carriers'], 'carrier', carriers, 'name');
  found.unique(['network', 'customers', 'classes'], 'class', namesOf(network.customers.classes), 'name');
  found.unique(
    ['network', 'accessorials'],
    'charge',
    network.accessorials.map(({ code }) => code),
    'code',
  );
  network.nodes.forEach(({ place }, i) => {
    found.oneOf(['network', 'nodes', i, 'place'], 'place', place, places);
  });
  network.tariffs.forEach(({ carrier }, i) => {
    found.oneOf(['network', 'tariffs', i, 'carrier'], 'carrier', carrier, carriers);
  });
  checkGuide(network.routingGuide, carriers, new Set(network.tariffs.map(({ carrier }) => carrier)), found);
  const countries = [...new Set(network.places.map(({ country }) => country))];
  network.licences.forEach(({ country }, i) => {
    if (!countries.includes(country))
      found.report(
        ['network', 'licences', i, 'country'],
        `no place is in "${country}": the licence is for nobody. Places are in ${countries.join(', ')}`,
      );
  });
}

/** The guide is gone through from the top, and again when it is used up: a carrier that comes twice is a circle in it. */
function checkGuide(
  guide: readonly string[],
  carriers: readonly string[],
  withTariff: ReadonlySet<string>,
  found: Findings,
): void {
  guide.forEach((carrier, i) => {
    const path = ['network', 'routingGuide', i];
    found.oneOf(path, 'carrier', carrier, carriers);
    if (guide.indexOf(carrier) !== i)
      found.report(
        path,
        `routing goes in a circle: ${guide.slice(guide.indexOf(carrier), i + 1).join(' -> ')}. Name a carrier once; a guide that is used up starts over by itself`,
      );
    else if (carriers.includes(carrier) && !withTariff.has(carrier))
      found.report(path, `"${carrier}" has no tariff, so it can't be asked. Give it one, or take it out`);
  });
}

export function checkPeople(scenario: AnyOutboundScenario, found: Findings): void {
  const { people } = scenario;
  const roles = people.map(({ role }) => role);
  found.unique(['people'], 'role', roles, 'role');
  people.forEach(({ role, answers = {} }, i) => {
    const kinds = Object.hasOwn(TASKS, role) ? TASKS[role]! : undefined;
    found.oneOf(['people', i, 'role'], 'role', role, Object.keys(TASKS));
    if (kinds === undefined) return;
    for (const kind of Object.keys(answers)) {
      found.oneOf(['people', i, 'answers', kind], `task of ${role}`, kind, kinds);
    }
  });
  const trouble = troubleOf(scenario);
  for (const role of Object.keys(TASKS)) {
    if (roles.includes(role)) continue;
    if (role !== DEAD_LETTER_ROLE)
      found.warn(['people'], `nobody is "${role}": such tasks stay open for ever. Add the role`);
    else if (trouble !== null)
      found.warn(
        ['people'],
        `nobody is "${role}", and ${trouble}: messages that are given up (dead letters) stay so for ever. Add the role`,
      );
  }
}

/** Why messages may be given up; null = nothing can happen to them. */
function troubleOf({ faults, network }: AnyOutboundScenario): string | null {
  if (faults?.bySeed !== undefined || (faults?.written?.length ?? 0) > 0) return 'there are faults';
  const wired = network?.carriers.find(({ x12, rest }) => x12 !== undefined || rest !== undefined);
  return wired === undefined ? null : `"${wired.name}" has a line of its own`;
}

/** Keys whose texts are words, whatever they look like. */
const WORDS: ReadonlySet<string> = new Set(['name', 'title', 'story', 'source', 'service', 'thresholds']);

export function checkCurrency(value: unknown, currency: string, path: Path, found: Findings): void {
  if (typeof value === 'string') {
    const code = MONEY_PATTERN.exec(value)?.[2];
    if (code !== undefined && code !== currency)
      found.report(path, `"${value}" is not in ${currency}, the currency of this scenario`);
    return;
  }
  if (value === null || typeof value !== 'object') return;
  for (const [key, each] of Object.entries(value)) {
    if (!WORDS.has(key)) checkCurrency(each, currency, [...path, key], found);
  }
}
