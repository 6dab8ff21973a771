/**
 * A third party that arranges the freight of a scenario: nobody else makes, offers or books its loads, its tariff covers them, and nothing is
 * asked of a load before it leaves that only its carrier's booking could answer. What contradicts it is said with both places.
 */
import { behaviourOf } from '../../../world/outbound/systems/behaviour.ts';
import type { Findings, Path } from '../../findings.ts';
import { type Located, placeOf } from '../../located.ts';
import { profileOf } from '../../own-parts.ts';
import { weightGrams } from '../../units.ts';
import type { TariffSection } from '../network.ts';
import { isInPhase } from '../policies.ts';
import type { Activity } from '../responsibilities.ts';
import type { OutboundScenario } from '../scenario.ts';
import type { FreightSection } from '../three-pl.ts';

const FREIGHT: Path = ['systems', 'threePl', 'freight'];
const ITS_OWN: readonly Activity[] = ['consolidate', 'tender', 'book'];

export function checkFreight(scenario: OutboundScenario, tree: Located, found: Findings): void {
  const freight = scenario.systems.threePl?.freight;
  if (freight === undefined) return;
  const at = placeText(tree, FREIGHT);
  checkOwners(scenario, at, found);
  checkBuilt(scenario, at, found);
  checkTariffs(scenario, freight, found);
  const { carriers } = scenario.network;
  if (carriers.some(({ name }) => name === freight.carrier))
    found.report(
      [...FREIGHT, 'carrier'],
      `"${freight.carrier}" is one of \`network.carriers\`, which drive for the third party. Give it a name of its own`,
    );
}

/** `file:line:column` of the value at a path; of an option, its name. */
function placeText(tree: Located, path: Path): string {
  const { file, line, column } = placeOf(tree, path);
  return line === 0 ? file : `${file}:${line}:${column}`;
}

/** Two who make loads, tender or book. */
function checkOwners(scenario: OutboundScenario, at: string, found: Findings): void {
  const { responsibilities, systems } = scenario;
  for (const activity of ITS_OWN)
    if (responsibilities?.[activity] !== undefined)
      found.report(
        ['responsibilities', activity],
        `two ${activity}: ${responsibilities[activity]} does here, and the third party by \`systems.threePl.freight\` at ${at}. Take one of them out`,
      );
  for (const section of ['tendering', 'consolidation'] as const)
    if (systems.tms[section] !== undefined)
      found.report(
        ['systems', 'tms', section],
        `TMS has its ${section} here, and the third party arranges all freight at ${at}. Take one of them out`,
      );
  if (systems.threePl!.nodes !== undefined)
    found.report(
      ['systems', 'threePl', 'nodes'],
      `not built: freight is arranged at ${at} for all nodes, and here only some of them are handed over. Take \`nodes\` out, or \`freight\``,
    );
}

/** What would have to be known of a load before it leaves, or asked of another carrier. */
function checkBuilt(scenario: OutboundScenario, at: string, found: Findings): void {
  const { limits, network, policies, responsibilities, systems, replenishment } = scenario;
  const notBuilt = (path: Path, what: string): void =>
    found.report(
      path,
      `not built: ${what}, and a third party arranges the freight at ${at}. Take one of them out`,
    );
  if (responsibilities?.rate !== undefined && responsibilities.rate !== 'tms')
    notBuilt(['responsibilities', 'rate'], 'bills are audited by the tariff that TMS has');
  if (limits.rerouteMax !== undefined)
    notBuilt(['limits', 'rerouteMax'], 'a load that changes carriers is tendered by the orchestrator');
  if (systems.customs !== undefined)
    notBuilt(['systems', 'customs'], 'a load is declared by the orchestrator before its truck is called');
  if (systems.telematics !== undefined)
    notBuilt(['systems', 'telematics'], 'devices are followed of carriers that the orchestrator has booked');
  if ((network.products.exportControlled ?? 0) > 0)
    notBuilt(
      ['network', 'products', 'exportControlled'],
      'papers of controlled goods are asked for before they leave',
    );
  if (replenishment?.routes !== undefined)
    notBuilt(['replenishment', 'routes'], 'stores are driven to by the fleet');
  const countries = new Set(
    network.places.filter(({ demand = 0 }) => demand > 0).map(({ country }) => country),
  );
  for (const { place } of network.nodes)
    countries.add(network.places.find(({ name }) => name === place)!.country);
  if (countries.size > 1)
    notBuilt(['network', 'places'], 'goods cross borders, with papers of the orchestrator');
  policies.forEach((policy, i) => {
    if (isInPhase(policy)) notBuilt(['policies', i], `the phase "${policy.phase}" has ways to each carrier`);
  });
}

/** Every load has a price, and dangerous goods somebody who drives them: else they would be offered for ever. */
function checkTariffs(
  scenario: OutboundScenario,
  { tariffs, profile, carrier }: FreightSection,
  found: Findings,
): void {
  const { carriers, maxLoadWeight, products, tariffs: bought } = scenario.network;
  const most = weightGrams(maxLoadWeight);
  const agreed = coveredGrams(tariffs);
  if (agreed < most)
    found.report(
      [...FREIGHT, 'tariffs'],
      `nothing is agreed for a load over ${agreed / 1000} kg; a load has up to ${maxLoadWeight}. Widen a tariff`,
    );
  if ((products.dangerous ?? 0) === 0) return;
  if (!profileOf(scenario, profile).dangerousGoods)
    found.report(
      [...FREIGHT, 'profile'],
      `products are dangerous, and "${carrier}" (${profile}) takes none: nothing would be agreed for them. Give it another profile`,
    );
  const takes = new Set(
    carriers.filter((each) => behaviourOf(scenario, each).dangerousGoods).map(({ name: taker }) => taker),
  );
  const driven = coveredGrams(bought.filter((each) => takes.has(each.carrier)));
  if (driven < most)
    found.report(
      ['network', 'tariffs'],
      `products are dangerous, and no carrier that takes them drives a load over ${driven / 1000} kg for the third party; a load has up to ${maxLoadWeight}. Widen a tariff`,
    );
}

/** From nothing up to this, without a gap. */
function coveredGrams(bands: readonly Pick<TariffSection, 'minWeight' | 'maxWeight'>[]): number {
  const grams = bands
    .map(({ minWeight, maxWeight }) => [weightGrams(minWeight), weightGrams(maxWeight)] as const)
    .toSorted(([x], [y]) => x - y);
  let covered = 0;
  for (const [from, to] of grams) if (from <= covered) covered = Math.max(covered, to);
  return covered;
}
