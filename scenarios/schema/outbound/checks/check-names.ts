/**
 * Names of an outbound scenario: what is used is defined, nothing is defined twice, money is in one currency. And nobody sends a dead
 * letter again when its receiver has forgotten what it was about.
 */
import {
  DEAD_LETTER_ANSWERS,
  DEAD_LETTER_ROLE,
  RESENDS_MAX,
} from '#orchestrator/middleware/outbound-message';
import { DAY_MS } from '#sim/shifts/civil';
import { drawnMs } from '../../../world/draws.ts';
import { KEPT_MS } from '../../../world/outbound/settings.ts';
import { upperQuantile } from '../../../world/upper-quantile.ts';
import type { Findings, Path } from '../../findings.ts';
import { durationText, MONEY_PATTERN } from '../../units.ts';
import type { AnyOutboundScenario, OutboundScenario } from '../scenario.ts';
import { CARE_ROLES, COLD_ROLES, INBOUND_ROLES, STORE_ROLES, TASKS } from '../tasks.ts';
import { checkTeams, tasksOf } from './check-people.ts';
import { checkGuide } from './check-routing-guide.ts';

/** Of a dead letter: it dies once more than it can be sent again, and all of that must be within what partners remember. */
const RESEND_MS_MAX = KEPT_MS / (RESENDS_MAX + 1);
/** Share of the drawn answers that may take longer: a run has few dead letters. Source: assumption. */
const LATE_TAIL = 1e-6;

export function checkNames(scenario: OutboundScenario, found: Findings): void {
  checkNetwork(scenario, found);
  checkEmissions(scenario, found);
  checkPeople(scenario, found);
  checkCurrency(scenario, scenario.currency, [], found);
}

/** A mode without a factor would count as one that emits nothing. */
function checkEmissions({ network, costs }: OutboundScenario, found: Findings): void {
  const missing = new Set(network.tariffs.map(({ mode }) => mode));
  for (const mode of Object.keys(costs.co2eKgPerTonneKm) as (typeof network.tariffs)[number]['mode'][])
    missing.delete(mode);
  for (const mode of missing)
    found.report(
      ['costs', 'co2eKgPerTonneKm'],
      `no factor for ${mode}, which tariffs go by: add "${mode}: <kg CO2e a tonne-kilometre>"`,
    );
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
  checkGuide(network, found);
  const countries = [...new Set(network.places.map(({ country }) => country))];
  network.licences.forEach(({ country }, i) => {
    if (!countries.includes(country))
      found.report(
        ['network', 'licences', i, 'country'],
        `no place is in "${country}": the licence is for nobody. Places are in ${countries.join(', ')}`,
      );
  });
}

export function checkPeople(scenario: AnyOutboundScenario, found: Findings): void {
  const { people } = scenario;
  const roles = people.map(({ role }) => role);
  found.unique(['people'], 'role', roles, 'role');
  const tasks = tasksOf(scenario);
  people.forEach(({ role, answers = {} }, i) => {
    const kinds = tasks.get(role)?.kinds;
    found.oneOf(['people', i, 'role'], 'role', role, [...tasks.keys()]);
    if (kinds === undefined) return;
    for (const kind of Object.keys(answers)) {
      found.oneOf(['people', i, 'answers', kind], `task of ${role}`, kind, kinds);
    }
  });
  checkTeams(scenario, found);
  const trouble = troubleOf(scenario);
  if (trouble !== null) checkResends(people, found);
  const inbound = 'inbound' in scenario && scenario.inbound !== undefined;
  const care = 'crm' in scenario.systems && scenario.systems.crm !== undefined;
  const stores = 'replenishment' in scenario && scenario.replenishment !== undefined;
  const cold = 'telematics' in scenario.systems && scenario.systems.telematics?.coldChain !== undefined;
  for (const role of Object.keys(TASKS)) {
    if (roles.includes(role) || (!inbound && INBOUND_ROLES.has(role))) continue;
    if (!care && CARE_ROLES.has(role)) continue;
    if (!stores && STORE_ROLES.has(role)) continue;
    if (!cold && COLD_ROLES.has(role)) continue;
    if (role !== DEAD_LETTER_ROLE)
      found.warn(['people'], `nobody is "${role}": such tasks stay open for ever. Add the role`);
    else if (trouble !== null)
      found.warn(
        ['people'],
        `nobody is "${role}", and ${trouble}: messages that are given up (dead letters) stay so for ever. Add the role`,
      );
  }
}

/** What a partner does by business key it does again when it has forgotten the key. */
function checkResends(people: AnyOutboundScenario['people'], found: Findings): void {
  people.forEach(({ role, answer, answers, kinds }, i) => {
    const given = kinds?.deadLetter?.answer ?? answers?.deadLetter;
    if (role !== DEAD_LETTER_ROLE || given !== DEAD_LETTER_ANSWERS.resend) return;
    if (answer === undefined) {
      found.warn(
        ['people', i],
        `dead letters are sent again when "${role}" comes to them: where its queue makes that more than ${durationText(RESEND_MS_MAX)}, ` +
          'partners do twice what they have forgotten',
      );
      return;
    }
    const latestMs = upperQuantile(drawnMs(answer), LATE_TAIL);
    if (latestMs <= RESEND_MS_MAX) return;
    found.report(
      ['people', i, 'answer'],
      `dead letters are sent again after up to ${durationText(latestMs)}, ${RESENDS_MAX} times each: partners remember what is over for ` +
        `${KEPT_MS / DAY_MS} d, and what comes later they do twice. At most ${durationText(RESEND_MS_MAX)} can be here, but for one draw in a million`,
    );
  });
}

/** Why messages may be given up; null = nothing can happen to them. */
function troubleOf({ faults, network }: AnyOutboundScenario): string | null {
  if (faults?.bySeed !== undefined || (faults?.written?.length ?? 0) > 0) return 'there are faults';
  const wired = network?.carriers.find(({ x12, rest, files }) => (x12 ?? rest ?? files) !== undefined);
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
