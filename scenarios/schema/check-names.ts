/** What a scenario says twice must agree: names that are used exist, bounds are in order, currencies are one. */

import { suggestion } from '#sim/nearest';
import { MODELS } from '../library/index.ts';
import type { BoundUnit } from './bounds.ts';
import { checkThresholds } from './check-thresholds.ts';
import { Findings, type Path } from './findings.ts';
import type { Located } from './located.ts';
import { namesModelFile } from './outbound/policies.ts';
import { type ModelPolicyEntry, nameOfPolicy, type Scenario } from './scenario.ts';
import type { Problem } from './source-files.ts';
import { MONEY_PATTERN, weightGrams } from './units.ts';

/** Names that live outside the scenario file. */
export interface KnownNames {
  readonly policies: readonly string[];
  /** Every KPI with its unit. */
  readonly kpis: Readonly<Record<string, BoundUnit>>;
  /** Those of the full outbound process; left out = none. */
  readonly outboundKpis?: Readonly<Record<string, BoundUnit>>;
}

/** Names of the first, thin process. */
export function checkNames(scenario: Scenario, tree: Located, known: KnownNames): Problem[] {
  const found = new Findings(tree);
  const report = (path: Path, message: string): void => found.report(path, message);
  const oneOf = (path: Path, what: string, name: string, names: readonly string[]): void =>
    found.oneOf(path, what, name, names);
  const { problems } = found;

  const arms = scenario.policies.map(nameOfPolicy);
  scenario.policies.forEach((policy, i) => {
    if (typeof policy === 'string') oneOf(['policies', i], 'policy', policy, known.policies);
    else checkModel(policy, known.policies, (key, message) => report(['policies', i, key], message));
  });
  found.unique(['policies'], 'policy', arms);
  checkThresholds(scenario.thresholds ?? [], arms, known.kpis, scenario.currency, found);
  scenario.systems.carriers.lateness.forEach((line, i) => {
    if (line.late + line.early > 1)
      report(
        ['systems', 'carriers', 'lateness', i],
        `late ${line.late} + early ${line.early} is more than 1`,
      );
  });

  const { network, demand } = scenario;
  if (demand.hourWeights.every((weight) => weight === 0))
    report(['demand', 'hourWeights'], 'all hours have weight 0: no order would ever come');
  if (demand.weekdayWeights?.every((weight) => weight === 0))
    report(['demand', 'weekdayWeights'], 'all weekdays have weight 0: no order would ever come');
  if (network === undefined) {
    report([], 'network is missing: generated demand needs plants, carriers and rates');
    return problems;
  }
  found.unique(['network', 'ports'], 'port', network.ports);
  found.unique(['network', 'carriers'], 'carrier', network.carriers);
  found.unique(
    ['network', 'plants'],
    'plant',
    network.plants.map((plant) => plant.name),
  );
  oneOf(['network', 'destination'], 'port', network.destination, network.ports);
  const currency = (path: Path, text: string): void => {
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

/** A model's name in the library, its baseline, and what goes with its mode. Whether the file is a model shows when it runs. */
function checkModel(
  policy: ModelPolicyEntry,
  thumbs: readonly string[],
  report: (key: keyof ModelPolicyEntry, message: string) => void,
): void {
  const { name, model, baseline, mode, canaryShare, beyondLimits, personTakes } = policy;
  const models: readonly string[] = MODELS;
  if (!namesModelFile(model) && !models.includes(model))
    report(
      'model',
      `unknown model: "${model}".${suggestion(model, models)} A file is named with its ending, .onnx`,
    );
  if (!thumbs.includes(baseline))
    report('baseline', `unknown rule of thumb: "${baseline}".${suggestion(baseline, thumbs)}`);
  if (thumbs.includes(name)) report('name', `"${name}" is a rule of thumb: call the model otherwise`);
  if ((mode === 'canary') !== (canaryShare !== undefined))
    report('mode', `canaryShare and mode canary go together; the mode is ${mode}`);
  if ((beyondLimits === 'person') !== (personTakes !== undefined))
    report('name', 'personTakes and beyondLimits person go together');
}
