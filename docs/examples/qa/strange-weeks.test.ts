/** Weeks that nobody thought of: what holds in ours must hold in all of them. */
import { expect, runScenario, test } from 'dray/testing';
import { scenarios } from 'dray/testing/arbitraries';
import fc from 'fast-check';

test('no week breaks an invariant', async () => {
  await fc.assert(
    fc.asyncProperty(scenarios({ ordersMost: 15 }), async (scenario) => {
      expect(await runScenario(scenario)).toSatisfyInvariants();
    }),
    { numRuns: 15, seed: 7 },
  );
});

test('when only people differ from quickstart, everything still comes to its end', async () => {
  const weeks = scenarios({ ordersMost: 10, parts: ['humanBehaviour', 'demand'] });
  await fc.assert(
    fc.asyncProperty(weeks, async (scenario) => {
      expect(await runScenario(scenario)).toReachTerminalStates();
    }),
    { numRuns: 10, seed: 7 },
  );
});
