/** What a scenario says twice must agree: names that are used exist, bounds are in order, currencies are one. */

import { suggestion } from '#sim/nearest';
import { type BoundUnit, boundValue } from './bounds.ts';
import { type Located, placeOf } from './located.ts';
import type { Scenario } from './scenario.ts';
import type { Problem } from './source-files.ts';
import { MONEY_PATTERN, weightGrams } from './units.ts';

/** Names that live outside the scenario file. */
export interface KnownNames {
  readonly policies: readonly string[];
  /** Every KPI with its unit. */
  readonly kpis: Readonly<Record<string, BoundUnit>>;
}

export function checkNames(scenario: Scenario, tree: Located, known: KnownNames): Problem[] {
  const problems: Problem[] = [];
  const report = (path: readonly PropertyKey[], message: string): void => {
    problems.push({ ...placeOf(tree, path), message });
  };
  const oneOf = (
    path: readonly PropertyKey[],
    what: string,
    name: string,
    names: readonly string[],
  ): void => {
    if (!names.includes(name)) report(path, `unknown ${what}: "${name}".${suggestion(name, names)}`);
  };
  const unique = (path: readonly PropertyKey[], what: string, names: readonly string[]): void => {
    names.forEach((name, i) => {
      if (names.indexOf(name) !== i) report([...path, i], `${what} "${name}" is there twice`);
    });
  };

  scenario.policies.forEach((policy, i) => {
    oneOf(['policies', i], 'policy', policy, known.policies);
  });
  unique(['policies'], 'policy', scenario.policies);
  scenario.thresholds?.forEach((threshold, i) => {
    oneOf(['thresholds', i, 'kpi'], 'KPI', threshold.kpi, Object.keys(known.kpis));
    const unit = known.kpis[threshold.kpi];
    for (const side of ['atLeast', 'atMost'] as const) {
      const bound = threshold[side];
      if (bound === undefined || unit === undefined) continue;
      const value = boundValue(bound, unit, scenario.currency);
      if (typeof value === 'string')
        report(['thresholds', i, side], `${JSON.stringify(bound)} ${value} (${threshold.kpi})`);
    }
    if (threshold.policy !== undefined)
      oneOf(['thresholds', i, 'policy'], 'policy of this scenario', threshold.policy, scenario.policies);
  });
  scenario.systems.carriers.lateness.forEach((line, i) => {
    if (line.late + line.early > 1)
      report(
        ['systems', 'carriers', 'lateness', i],
        `late ${line.late} + early ${line.early} is more than 1`,
      );
  });

  const { network, demand } = scenario;
  if (demand.kind === 'file') {
    if (network !== undefined)
      report(
        ['network'],
        `network can't be given with demand from a file: the files bring theirs. Remove it`,
      );
    return problems;
  }
  if (demand.hourWeights.every((weight) => weight === 0))
    report(['demand', 'hourWeights'], 'all hours have weight 0: no order would ever come');
  if (demand.weekdayWeights?.every((weight) => weight === 0))
    report(['demand', 'weekdayWeights'], 'all weekdays have weight 0: no order would ever come');
  if (network === undefined) {
    report([], 'network is missing: generated demand needs plants, carriers and rates');
    return problems;
  }
  unique(['network', 'ports'], 'port', network.ports);
  unique(['network', 'carriers'], 'carrier', network.carriers);
  unique(
    ['network', 'plants'],
    'plant',
    network.plants.map((plant) => plant.name),
  );
  oneOf(['network', 'destination'], 'port', network.destination, network.ports);
  const currency = (path: readonly PropertyKey[], text: string): void => {
    const code = MONEY_PATTERN.exec(text)?.[2];
    if (code !== scenario.currency)
      report(path, `"${text}" is not in ${scenario.currency}, the currency of this scenario`);
  };
  network.plants.forEach((plant, i) => {
    plant.ports.forEach((port, p) => {
      oneOf(['network', 'plants', i, 'ports', p], 'port', port, network.ports);
    });
    currency(['network', 'plants', i, 'costPerUnit'], plant.costPerUnit);
  });
  network.rates.forEach((rate, i) => {
    const path = ['network', 'rates', i];
    oneOf([...path, 'carrier'], 'carrier', rate.carrier, network.carriers);
    oneOf([...path, 'from'], 'port', rate.from, network.ports);
    if (weightGrams(rate.minWeight) > weightGrams(rate.maxWeight))
      report([...path, 'minWeight'], `minWeight ${rate.minWeight} is more than maxWeight ${rate.maxWeight}`);
    currency([...path, 'minimumCharge'], rate.minimumCharge);
    currency([...path, 'ratePerKg'], rate.ratePerKg);
  });
  return problems;
}
