/**
 * What the format can't say by itself of a scenario that reads a data set: names that exist, figures that fit together. What
 * depends on the data is looked at when it is read.
 */

import { checkThresholds } from '../../check-thresholds.ts';
import { Findings } from '../../findings.ts';
import type { KnownNames } from '../../known-names.ts';
import type { Located } from '../../located.ts';
import { nameOfPolicy } from '../policies.ts';
import type { RecordedScenario } from '../scenario.ts';
import { checkRecordedBehaviour } from './check-behaviour.ts';
import { checkBeyondByMode } from './check-beyond.ts';
import { checkBroker } from './check-broker.ts';
import { checkCases } from './check-cases.ts';
import { checkFaults } from './check-faults.ts';
import { checkDistributions } from './check-figures.ts';
import { checkGateway } from './check-gateway.ts';
import { checkGovernance } from './check-governance.ts';
import { checkCurrency, checkPeople } from './check-names.ts';
import { checkOwn } from './check-own.ts';
import { checkPolicies } from './check-policies.ts';
import { checkWarmUp } from './check-warm-up.ts';

export function checkRecorded(scenario: RecordedScenario, tree: Located, known: KnownNames): Findings {
  const found = new Findings(tree);
  const { thresholds = [], policies, currency } = scenario;
  checkPeople(scenario, found);
  checkPolicies(scenario, tree, known, found);
  checkCurrency(scenario, currency, [], found);
  checkThresholds(thresholds, policies.map(nameOfPolicy), known.kpis, currency, found);
  checkDistributions(scenario, [], found);
  checkLateness(scenario, found);
  checkBeyondByMode(scenario, found);
  checkEmissions(scenario, found);
  checkRecordedBehaviour(scenario, found);
  checkWarmUp(scenario, found);
  checkFaults(scenario, found);
  checkOwn(scenario, found);
  checkBroker(scenario, found);
  checkCases(scenario, found);
  checkGovernance(scenario, known, found);
  checkGateway(scenario, found);
  return found;
}

/** A factor without a haul says nothing, and the other way round. */
function checkEmissions({ costs: { emissions } }: RecordedScenario, found: Findings): void {
  if (emissions === undefined) return;
  const sections = [
    ['co2eKgPerTonneKm', 'kmByMode'],
    ['kmByMode', 'co2eKgPerTonneKm'],
  ] as const;
  for (const [has, lacks] of sections)
    for (const mode of Object.keys(emissions[has]))
      if (!(mode in emissions[lacks]))
        found.report(
          ['costs', 'emissions', has, mode],
          `${lacks} says nothing of ${mode}: emissions are the product of both. Give both, or take it out`,
        );
}

function checkLateness({ carriers }: RecordedScenario, found: Findings): void {
  const { lateness } = carriers;
  const path = ['carriers', 'lateness'];
  found.unique(
    path,
    'mode',
    lateness.map(({ mode }) => mode),
    'mode',
  );
  lateness.forEach(({ late, early }, i) => {
    if (late + early > 1) found.report([...path, i], `late ${late} + early ${early} is more than 1`);
  });
}
