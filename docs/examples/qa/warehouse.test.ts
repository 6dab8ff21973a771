/** What must hold of our warehouse before anything goes live. */
import { expect, runScenario, test } from 'dray/testing';

const WAREHOUSE = 'warehouse.scenario.yaml';

test.scenario(WAREHOUSE, (run) => {
  expect(run).toSatisfyInvariants();
  expect(run).toReachTerminalStates();
  expect(run).toMeetThreshold('otif', '>= 0.6');
  expect(run).toMeetThreshold('cycleTimeP95', '<= 10 d');
  expect(run).toMeetThreshold('landedCostPerOrder', '< 120 USD');
});

// The first carrier is out for three days, under five seeds.
test.scenario(WAREHOUSE, { with: ['carrier-outage'], seeds: [1, 2, 3, 4, 5] }, (run) => {
  expect(run).toSatisfyInvariants();
  expect(run).toReachTerminalStates();
});

// A change that nobody meant to make shows here; one that was meant gets a new digest.
test.scenario(WAREHOUSE, { title: 'the outcome is as it was' }, (run) => {
  expect(run).toHaveDigest({ outcomeDigest: 'e3eeec24b96babc3' });
});

test('our policy is better than the cheapest way', async () => {
  const ours = await runScenario(WAREHOUSE, { policy: './ground-if-in-time.ts' });
  await expect(ours).toBeatBaseline('cheapest-feasible', { pairs: 20 });
});
