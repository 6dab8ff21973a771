/** What a new project rehearses: a scenario of its own, a policy of its own, and what must hold. */

export const SCENARIO = `# Ours: an ordinary week, with sixty orders so that a run takes seconds. What is not said here is as in quickstart:
# \`npx dray check warehouse.scenario.yaml\` says what that is, \`npx dray list\` what can be named.
extends: quickstart
name: warehouse
title: A week in our warehouse
story: >
  Sixty orders of an ordinary week. Is our own way to choose centre and carrier better than the cheapest one?
demand: { maxOrders: 60 }
# The first policy is the baseline: what is in force today.
policies: [cheapest-feasible, ./ground-if-in-time.ts]
# Gates: a run that misses one ends with exit code 99.
thresholds:
  - { kpi: otif, atLeast: 0.7 }
  - { kpi: landedCostPerOrder, atMost: 120 USD }
  - { kpi: ordersOpen, atMost: 0 }
`;

export const POLICY = `/** Ours: the least money among what arrives a day before the promise; where nothing does, what arrives first. */
import { definePolicy, type SourcingOption } from 'dray/policy';

const DAY_MS = 86_400_000;

function cost({ freightMinor, handlingMinor }: SourcingOption): number {
  return freightMinor === null ? Infinity : freightMinor + handlingMinor;
}

export default definePolicy({
  point: 'sourcing',
  name: 'ground-if-in-time',
  summary: 'least freight plus handling of what arrives a day before the promise; else the first to arrive',
  recommend({ promisedAt }, options) {
    const priced = [...options.keys()].filter((i) => options[i]!.freightMinor !== null);
    const inTime = priced.filter((i) => options[i]!.arrivesAt + DAY_MS <= promisedAt);
    const by = inTime.length === 0 ? ({ arrivesAt }: SourcingOption) => arrivesAt : cost;
    const among = inTime.length === 0 ? priced : inTime;
    return among.reduce((best, i) => (best < 0 || by(options[i]!) < by(options[best]!) ? i : best), -1);
  },
});
`;

export const TEST = `/** What must hold of our warehouse before anything goes live. */
import { expect, test } from 'dray/testing';

const WAREHOUSE = 'warehouse.scenario.yaml';

test.scenario(WAREHOUSE, { policy: './ground-if-in-time.ts' }, (run) => {
  expect(run).toSatisfyInvariants();
  expect(run).toReachTerminalStates();
  expect(run).toMeetThreshold('otif', '>= 0.7');
});

// The first carrier is out for three days, under three seeds.
test.scenario(WAREHOUSE, { with: ['carrier-outage'], seeds: [1, 2, 3] }, (run) => {
  expect(run).toSatisfyInvariants();
  expect(run).toReachTerminalStates();
});
`;
