/** Names of an outbound scenario: what is used is defined, nothing is defined twice, money is in one currency. */
import { CARRIER_POLICIES } from '#orchestrator/decisions/carrier-choice';
import { DELAY_POLICIES } from '#orchestrator/decisions/delay-response';
import { SOURCING_POLICIES } from '#orchestrator/decisions/sourcing';
import type { Findings, Path } from '../findings.ts';
import { MONEY_PATTERN } from '../units.ts';
import type { OutboundScenario } from './scenario.ts';

/** Whom the process asks, and what: the answer 0 of each kind is what a person says who is not told otherwise. */
const TASKS: Readonly<Record<string, readonly string[]>> = {
  'credit-clerk': ['creditHold'],
  'master-data': ['weightMissing'],
  planner: ['ratingUnanswered', 'noRoute', 'loadWithoutCarrier'],
  'track-and-trace': ['noNews'],
  'freight-auditor': ['disputedBill'],
  'export-desk': ['papersRefused'],
  'claims-desk': ['claimUnanswered'],
  'exception-desk': ['lateInput'],
  'integration-desk': ['deadLetter'],
  supervisor: ['creditHold', 'weightMissing', 'ratingUnanswered', 'noRoute', 'taskUnanswered'],
};
/** Follows the order list, which generated demand has not. */
const AS_RECORDED = 'as-recorded';

export function checkNames(scenario: OutboundScenario, found: Findings): void {
  checkNetwork(scenario, found);
  checkPolicies(scenario, found);
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

function checkPolicies({ policies, carrierPolicy, delayPolicy }: OutboundScenario, found: Findings): void {
  const namesOf = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name);
  const sourcing = namesOf(SOURCING_POLICIES).filter((name) => name !== AS_RECORDED);
  policies.forEach((policy, i) => {
    if (policy === AS_RECORDED)
      found.report(
        ['policies', i],
        `"${policy}" follows an order list; generated orders have none. Take it out`,
      );
    else found.oneOf(['policies', i], 'policy', policy, sourcing);
  });
  found.unique(['policies'], 'policy', policies);
  found.oneOf(['carrierPolicy'], 'policy for carriers', carrierPolicy, namesOf(CARRIER_POLICIES));
  found.oneOf(['delayPolicy'], 'policy for delays', delayPolicy, namesOf(DELAY_POLICIES));
}

function checkPeople({ people }: OutboundScenario, found: Findings): void {
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
  for (const role of Object.keys(TASKS))
    if (role !== 'integration-desk' && !roles.includes(role))
      found.warn(['people'], `nobody is "${role}": such tasks stay open for ever. Add the role`);
}

/** Keys whose texts are words, whatever they look like. */
const WORDS: ReadonlySet<string> = new Set(['name', 'title', 'story', 'source', 'service', 'thresholds']);

function checkCurrency(value: unknown, currency: string, path: Path, found: Findings): void {
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
