/**
 * A counterfactual is the run itself but for one decision: forced to what was chosen it is the run, event by event, in whatever world and
 * whoever decided; and nothing that is tried on a branch is seen by the run, by its copy, or by another branch.
 */
import { serialize } from 'node:v8';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Decided } from '#scenarios/host/ports';
import { armOf } from '#scenarios/twin/deciders/arm';
import { forcing } from '#scenarios/twin/deciders/forced-decision';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { runs } from '#testing/properties/properties';
import { modelArm, modelOf, tyingWorld } from '#testing/runs/model-run';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { Branches, type BranchOutcome } from './branches.ts';
import { explainedQuestion } from './explained.ts';
import { type FoundDecision, findDecisions } from './find-decisions.ts';
import type { Horizon } from './horizon.ts';
import { type CounterfactualPlan, MeasuredTwin } from './measured-twin.ts';
import { whatIf } from './what-if.ts';

/** When runs are stopped: all orders have long been delivered. */
const STOPPED_MS = 45 * 86_400_000;

function planOf(
  ref: string,
  arm: number,
  set: readonly string[],
  overlays: readonly string[] = [],
): CounterfactualPlan {
  const changes = [...set, 'thresholds=[]'];
  const scenario = outboundScenario(loadFrom(ref, {}, { with: overlays, set: changes }));
  const world = buildOutboundWorld(scenario, 1);
  const policies = armOf(scenario, scenario.policies[arm]!);
  return { world, policies, seed: 1, until: world.startAt + STOPPED_MS };
}

const SMALL = ['demand.maxOrders=25'];
const QUICK = planOf('quickstart', 0, SMALL);
/** A decision of it with many options, none of which a hard rule forbids. */
const SOURCED = 2;
/** A rule of thumb, people who confirm and slip, a model that answers through promises, cases. */
const PLANS: Readonly<Record<string, CounterfactualPlan>> = {
  thumb: QUICK,
  people: planOf('as-is-to-be', 1, SMALL),
  model: { world: tyingWorld(), policies: modelArm(modelOf()), seed: 1 },
  cases: planOf('b2b-distributor', 0, SMALL, ['lean-desk', 'exceptions-as-cases']),
};

async function found(plan: CounterfactualPlan, no: number): Promise<FoundDecision> {
  for await (const each of findDecisions(plan, (row) => row === no)) return each;
  throw new Error(`no decision ${no}`);
}

/** Of the run that nobody branched, to an instant; or to its end. */
async function plainDigest(plan: CounterfactualPlan, until?: number): Promise<string> {
  const { twin, endAt } = new MeasuredTwin(plan);
  twin.start();
  await twin.runQuiescent({ until: until ?? endAt });
  return twin.kernel.digest.hex();
}

function offered(plan: CounterfactualPlan, { decision }: FoundDecision): number[] {
  const { options } = explainedQuestion(plan.world, decision);
  return options.filter(({ removedBy }) => removedBy === null).map(({ no }) => no);
}

const DECIDED: Decided = {
  chosen: 0,
  policy: 'somebody',
  mode: 'active',
  removed: 0,
  score: null,
  confidence: null,
  propensity: null,
  fallback: null,
  latencyMs: 0,
};

const HORIZONS: readonly Horizon[] = [
  { kind: 'closed' },
  { kind: 'for', ms: 30 * 3_600_000 },
  { kind: 'end' },
];

test.each(Object.keys(PLANS))(
  'forced to what was chosen it is the run itself, to the last event: %s',
  async (name) => {
    const plan = PLANS[name]!;
    const whole = await plainDigest(plan);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.constantFrom(...HORIZONS), async (no, horizon) => {
        const at = await found(plan, no);
        const { outcomes, measuredAt } = await new Branches(plan, horizon).tried(at, [at.decision.chosen]);
        const { digest } = outcomes.get(at.decision.chosen) as BranchOutcome;
        expect(digest).toBe(horizon.kind === 'end' ? whole : await plainDigest(plan, measuredAt));
      }),
      { numRuns: runs(2) },
    );
  },
);

test('what is tried changes neither the copy nor what another branch comes to', async () => {
  const at = await found(QUICK, SOURCED);
  const before = serialize(at.before);
  const options = offered(QUICK, at).slice(0, 3);
  expect(options.length).toBe(3);
  const [one, other] = [new Branches(QUICK, { kind: 'closed' }), new Branches(QUICK, { kind: 'closed' })];
  const first = await one.tried(at, options);
  const backwards = await other.tried(at, [...options].reverse());
  expect(new Map([...backwards.outcomes].sort(([x], [y]) => x - y))).toEqual(first.outcomes);
  expect(backwards.measuredAt).toBe(first.measuredAt);
  expect(await one.tried(at, options)).toEqual(first);
  expect(serialize(at.before).equals(before)).toBe(true);
});

test('an alternative is forced, on record as such, and makes a difference that is its own', async () => {
  const at = await found(QUICK, SOURCED);
  const { decision } = at;
  const other = offered(QUICK, at).find((option) => option !== decision.chosen)!;
  const told: unknown[] = [];
  const branch = new MeasuredTwin(QUICK, {
    onDecision: (...cells) => {
      if (cells[20] === 'forced') told.push([cells[1], cells[3], cells[4], cells[10], cells[19]]);
    },
  });
  const { point, entityType, entityKey, attempt } = decision;
  branch.restore(at.before, {
    ...QUICK.policies,
    forced: { point, entityType, entityKey, attempt, option: other },
  });
  await branch.twin.runQuiescent({ until: branch.endAt });
  expect(told).toEqual([[point, entityKey, attempt, other, decision.chosen]]);
  const { outcomes } = await new Branches(QUICK, { kind: 'end' }).tried(at, [decision.chosen, other]);
  const [was, is] = [decision.chosen, other].map((option) => outcomes.get(option) as BranchOutcome);
  expect(is!.digest).toBe(branch.twin.digests().digest);
  expect(is!.digest).not.toBe(was!.digest);
});

test('what a hard rule forbids can not be forced, nor what is no option', async () => {
  const { decision } = await found(QUICK, SOURCED);
  const { world } = QUICK;
  const { network } = world;
  // As if the first node kept none of what there is.
  const nodes = network.nodes.map((node) => (node.no === 0 ? { ...node, products: new Set([-1]) } : node));
  const bare = { ...network, nodes };
  const { options } = explainedQuestion({ ...world, network: bare }, decision);
  const removed = options.filter(({ removedBy }) => removedBy?.rule === 'node-keeps').map(({ no }) => no);
  expect(removed).not.toEqual([]);
  expect(removed.length).toBeLessThan(options.length);
  const decided = { ...DECIDED, chosen: decision.chosen };
  const force = (option: number) =>
    forcing({ ...decision, option }, bare, { decide: () => decided, outside: null }).decide(decision);
  for (const { no, removedBy } of options) {
    if (removedBy !== null) expect(() => force(no)).toThrow('hard rule "node-keeps" forbids it');
    else
      expect(force(no)).toEqual({ ...decided, chosen: no, instead: { by: 'forced', of: decision.chosen } });
  }
  expect(() => force(options.length)).toThrow(`it has options 0 to ${options.length - 1}`);
});

test('what a model was shown wrongly is told as it was shown, and the options as they are', async () => {
  const { decision } = await found(QUICK, SOURCED);
  const fault = {
    point: 'sourcing',
    column: 'freight',
    fromAt: decision.now,
    untilAt: Infinity,
    times: 0.01,
  } as const;
  const [right, wrong] = [[], [fault]].map(
    (featureFaults) => explainedQuestion({ ...QUICK.world, featureFaults }, decision).options,
  );
  expect(right![0]!.features.freight).toBeGreaterThan(100);
  expect(wrong).toEqual(
    right!.map((option) => ({
      ...option,
      features: { ...option.features, freight: Math.round(option.features.freight! / 100) },
    })),
  );
});

test('other futures are the same for all options, and other than that of the run', async () => {
  const at = await found(QUICK, SOURCED);
  const branches = new Branches(QUICK, { kind: 'for', ms: 3 * 86_400_000 });
  const { chosen } = at.decision;
  const digestIn = async (luck?: number): Promise<string> =>
    ((await branches.tried(at, [chosen], luck)).outcomes.get(chosen) as BranchOutcome).digest;
  const [here, one, other, oneAgain] = [
    await digestIn(),
    await digestIn(1),
    await digestIn(2),
    await digestIn(1),
  ];
  expect(new Set([here, one, other]).size).toBe(3);
  expect(oneAgain).toBe(one);
});

test('the advantage of an alternative is paired by future, with an interval over those that the run did not have', async () => {
  const at = await found(QUICK, SOURCED);
  const { chosen } = at.decision;
  const [alternative] = offered(QUICK, at).filter((option) => option !== chosen);
  const horizon: Horizon = { kind: 'closed' };
  const told = await whatIf(QUICK, at, { horizon, luck: 2, alternatives: [alternative!] });
  const branches = new Branches(QUICK, horizon);
  const apart = async (luck?: number): Promise<number> => {
    const { outcomes } = await branches.tried(at, [chosen, alternative!], luck);
    const cost = (option: number): number => (outcomes.get(option) as BranchOutcome).costMinor;
    return cost(alternative!) - cost(chosen);
  };
  const [judged] = told!.alternatives;
  expect(judged!.cost.here).toBe(await apart());
  const others = [await apart(1), await apart(2)];
  expect(judged!.cost.others).toMatchObject({ count: 2 });
  expect(judged!.cost.others!.mean).toBeCloseTo(others.reduce((sum, each) => sum + each, 0) / 2, 9);
  const pots = Object.values(judged!.pots).reduce((sum, each) => sum + each, 0);
  expect(pots).toBe(judged!.cost.here);
});
