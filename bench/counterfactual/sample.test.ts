/**
 * A sampled decision is one that the candidate would make otherwise, and its advantage is what a branch of the baseline's run says it is;
 * where the two decide alike there is none.
 */
import { beforeAll, expect, test } from 'vitest';
import { POINTS } from '#orchestrator/decisions/points';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { modelArm, modelOf, thumbArm, tyingWorld } from '#testing/runs/model-run';
import { Branches, type BranchOutcome } from './branches.ts';
import { findDecisions } from './find-decisions.ts';
import { MeasuredTwin } from './measured-twin.ts';
import { pointsApart, Rival } from './rival.ts';
import { type SamplePlan, sampledDecision } from './sample.ts';

const run = { world: tyingWorld(), policies: thumbArm('cheapest-in-stock'), seed: 1 };
const FASTEST = thumbArm('fastest-feasible');
let asked: Record<string, number> = {};
beforeAll(() => {
  const { twin } = new MeasuredTwin(run, {
    onDecision: (_now, point) => {
      asked = { ...asked, [point]: (asked[point] ?? 0) + 1 };
    },
  });
  twin.start();
  twin.run();
});

function planOf(more: Partial<SamplePlan> = {}): SamplePlan {
  return { ...run, candidate: FASTEST, asked, ...more };
}

test('it is the candidate’s choice, tried in the run of the baseline', async () => {
  const sampled = await sampledDecision(planOf());
  expect(sampled).not.toBeNull();
  const { no, baseline, candidate, advantageMinor } = sampled!;
  expect(candidate).not.toBe(baseline);
  for await (const found of findDecisions(run, (row) => row === no)) {
    const { context, options, views, chosen } = found.decision;
    expect(chosen).toBe(baseline);
    expect(
      POINTS.sourcing.policies
        .find(({ name }) => name === 'fastest-feasible')!
        .recommend(context as never, options as never, views),
    ).toBe(candidate);
    const { outcomes } = await new Branches(run, { kind: 'closed' }).tried(found, [candidate, baseline]);
    const cost = (option: number): number => (outcomes.get(option) as BranchOutcome).costMinor;
    expect(advantageMinor).toBe(cost(baseline) - cost(candidate));
    return;
  }
  throw new Error('the decision is not there');
});

test('the place in the run is drawn by the seed, and the same seed draws the same', async () => {
  const places = new Set<number>();
  for (const seed of [1, 2]) {
    const plan = planOf({ seed });
    const [one, again] = [await sampledDecision(plan), await sampledDecision(plan)];
    expect(again).toEqual(one);
    if (one !== null) places.add(one.no);
  }
  expect(places.size).toBeGreaterThan(1);
});

test('where nobody decides otherwise there is none', async () => {
  expect(await sampledDecision(planOf({ candidate: thumbArm('cheapest-in-stock') }))).toBeNull();
  expect(await sampledDecision(planOf({ asked: { sourcing: 1e9 } }))).toBeNull();
});

test('a model as candidate is asked behind the gate, through its promises', async () => {
  const sampled = await sampledDecision(planOf({ candidate: modelArm(modelOf()) }));
  expect(sampled!.candidate).not.toBe(sampled!.baseline);
  const lost = modelArm(modelOf(() => ({ scores: [] })));
  // What it says is of no use: its baseline decides, which is that of the run.
  expect(await sampledDecision(planOf({ candidate: lost }))).toBeNull();
});

test('the rival of a run itself chooses what the run has chosen', async () => {
  const policies = outboundPolicies({ sourcing: 'fastest-feasible' });
  const plan = { ...run, policies };
  const rival = new Rival(plan, policies);
  let seen = 0;
  for await (const { decision } of findDecisions(plan, (no) => no % 9 === 0)) {
    seen += 1;
    expect(await rival.choiceAt(decision)).toBe(decision.chosen);
  }
  expect(seen).toBeGreaterThan(3);
});

test('points apart are those that others decide', () => {
  expect([...pointsApart(run.policies, FASTEST)]).toEqual(['sourcing']);
  expect([...pointsApart(run.policies, modelArm(modelOf()))]).toEqual(['sourcing']);
  expect([...pointsApart(FASTEST, FASTEST)]).toEqual([]);
});
