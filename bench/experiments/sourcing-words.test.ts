/** What is told of how nodes are chosen is true of who chooses them: the policy's words, the model's, or ERP's where it allocates. */
import { expect, test } from 'vitest';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { outboundFacts } from '#scenarios/world/outbound/facts';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { sourcingWords } from './sourcing-words.ts';

function wordsOf(overlays: readonly string[]): {
  readonly policy: string;
  readonly facts: readonly string[];
} {
  const scenario = outboundScenario(loadFrom('quickstart', {}, { with: overlays }));
  const world = buildOutboundWorld(scenario, 1);
  const policies = outboundPolicies({ sourcing: world.policies[0]! }, world.decidedBy);
  const facts = outboundFacts(scenario, world).filter(([heading]) => heading === 'owners');
  return { policy: sourcingWords(policies, world), facts: facts.map(([, said]) => said) };
}

test('where the orchestrator allocates, the policy says how', () => {
  expect(wordsOf([])).toEqual({ policy: expect.stringMatching(/^least freight plus handling/), facts: [] });
});

test('where ERP allocates, no policy is said to', () => {
  expect(wordsOf(['erp-allocates'])).toEqual({
    policy: expect.stringMatching(/^ERP says which node sends an order.*no policy is asked$/),
    facts: ['allocate (which node sends an order) by erp'],
  });
});

test('what else others own is a fact of the scenario, too', () => {
  const { policy, facts } = wordsOf(['tms-tenders']);
  expect(policy).toMatch(/^least freight/);
  expect(facts).toEqual([expect.stringMatching(/^tender \(which carrier .*\) by tms; book .* by tms$/)]);
});
