/**
 * The twin as an environment: an agent that acts as a model does gets that model's run and its cost to the last minor unit; what became of a
 * decision is told once and late; seed and actions determine everything; a wrong action changes nothing.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { SOURCING_COLUMNS } from '#orchestrator/decisions/points/sourcing';
import { landedCosts } from '#reports/kpis/outbound/landed-cost';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { modelArm, modelOf, scoresOf, thumbArm } from '#testing/runs/model-run';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { runOutboundArms } from '../experiments/outbound-arms.ts';
import { pricesOf } from '../experiments/outbound-report-of-run.ts';
import { DECIDED_POTS } from './cost-meter.ts';
import { DecisionEnvironment, type EnvironmentPlan, type Step } from './decision-environment.ts';

const world = smallDistributor({ ordersPerDay: 25 });
const ofWorld = (given: OutboundWorld, more: Partial<EnvironmentPlan> = {}): DecisionEnvironment =>
  new DecisionEnvironment({
    world: () => given,
    policies: thumbArm(),
    point: 'sourcing',
    optionsMax: 64,
    ...more,
  });

type Act = (step: Step, n: number) => number;

const firstOf: Act = () => 0;
const lastOf: Act = ({ question }) => question!.options - 1;
/** As the model of `testing/model-run.ts`. */
const asModel: Act = ({ question }) => {
  const scores = scoresOf(question!.features, question!.options);
  return scores.indexOf(Math.max(...scores));
};

async function episode(environment: DecisionEnvironment, act: Act, seed = 1): Promise<Step[]> {
  const steps = [await environment.reset(seed)];
  for (let step = steps[0]!; step.question !== null; ) {
    step = await environment.step(act(step, steps.length));
    steps.push(step);
  }
  return steps;
}

const sumOf = (steps: readonly Step[]): number => steps.reduce((sum, { reward }) => sum + reward, 0);

let steps: Step[];
beforeAll(async () => {
  steps = await episode(ofWorld(world), asModel);
});

describe('an agent that acts as a model does', () => {
  test('earns minus the cost of that model’s run, to the last minor unit', async () => {
    const atOnce = { thinking: { kind: 'constant', value: 0 } } as const;
    const [arm] = await runOutboundArms({ world, policies: [modelArm(modelOf(), atOnce)], seed: 1 });
    const { pots } = landedCosts(arm!.outcomes, pricesOf(world, arm!), arm!.endedAt);
    const cost = DECIDED_POTS.reduce((sum, pot) => sum + pots[pot], 0);
    expect(cost).toBeGreaterThan(100_000);
    expect(sumOf(steps)).toBe(-cost);
    expect(steps.at(-1)).toMatchObject({ question: null, terminated: true, truncated: false });
    expect(sumOf(steps.slice(0, -1))).toBeLessThan(0);
  });

  test('another agent earns something else', async () => {
    expect(sumOf(await episode(ofWorld(world), lastOf))).not.toBe(sumOf(steps));
  });
});

test('seed and actions determine every step; an environment is used again', async () => {
  const environment = ofWorld(world);
  const once = await episode(environment, firstOf);
  await environment.reset(1);
  expect(await episode(environment, firstOf)).toEqual(once);
});

describe('what became of a decision', () => {
  test('is told once, later than it was made, and not before', () => {
    const told = new Map<number, number>();
    steps.forEach(({ outcomes, question }, n) => {
      for (const { decision, delayMs } of outcomes) {
        expect(told.has(decision)).toBe(false);
        expect(decision).toBeLessThanOrEqual(n);
        told.set(decision, delayMs);
      }
      if (question !== null) expect(question.decision).toBe(n + 1);
    });
    expect(told.size).toBe(steps.length - 1);
    const delays = [...told.values()].sort((x, y) => x - y);
    expect(delays[0]).toBeGreaterThan(0);
    expect(delays[delays.length >> 1]).toBeGreaterThan(24 * 3_600_000);
  });

  test('adds up over orders to what the run has cost, but for what an order cost that nobody decided about', async () => {
    const byOrder = new Map<number, number>();
    const orderOf = new Map(
      steps.flatMap(({ question }) => (question === null ? [] : [[question.decision, question.entityKey]])),
    );
    for (const { outcomes } of steps)
      for (const { decision, costMinor } of outcomes) byOrder.set(orderOf.get(decision)!, costMinor);
    const sum = [...byOrder.values()].reduce((total, minor) => total + minor, 0);
    expect(Math.abs(sum + sumOf(steps))).toBeLessThan(0.02 * Math.abs(sumOf(steps)));
  });

  test('about loads comes with their freight', async () => {
    const loads = await episode(ofWorld(world, { point: 'carrier' }), firstOf);
    const outcomes = loads.flatMap((step) => step.outcomes);
    expect(outcomes.length).toBe(loads.length - 1);
    expect(outcomes.every(({ costMinor, settled }) => settled && costMinor > 0)).toBe(true);
  });

  test('is told at the end, as it stands, where the episode is cut short', async () => {
    const short = await episode(ofWorld(world, { until: world.startAt + 12 * 3_600_000 }), firstOf);
    expect(short.at(-1)).toMatchObject({ terminated: false, truncated: true });
    expect(short.at(-1)!.outcomes.some(({ settled }) => !settled)).toBe(true);
    expect(short.flatMap((step) => step.outcomes)).toHaveLength(short.length - 1);
  });
});

describe('actions', () => {
  test('that are none change nothing', async () => {
    const environment = ofWorld(world);
    await expect(environment.step(0)).rejects.toThrow('no episode has begun: reset first');
    const { question } = await environment.reset(1);
    const options = question!.options;
    for (const action of [-1, options, 0.5, Number.NaN])
      await expect(environment.step(action)).rejects.toThrow(
        `action ${action}: there are ${options} options, so 0 to ${options - 1} can be chosen`,
      );
    expect(await environment.step(asModel({ ...steps[0]!, question }, 0))).toEqual(steps[1]);
  });

  test('there are no more than can be shown', async () => {
    const environment = ofWorld(world, { optionsMax: 2 });
    const { question } = await environment.reset(1);
    expect(question).toMatchObject({ options: 2 });
    expect(question!.features).toEqual(steps[0]!.question!.features.slice(0, question!.features.length));
    await expect(environment.step(2)).rejects.toThrow('there are 2 options');
  });

  test('after the end there are none', async () => {
    const environment = ofWorld(world, { until: world.startAt });
    expect((await environment.reset(1)).question).toBeNull();
    await expect(environment.step(0)).rejects.toThrow('the episode is over: reset first');
  });
});

test('an agent is shown wrongly what a model would be: the first question, with its freight in another unit', async () => {
  const fault = { point: 'sourcing', column: 'freight', fromAt: 0, untilAt: Infinity, times: 100 } as const;
  const freight = SOURCING_COLUMNS.findIndex(({ name }) => name === 'freight');
  const shown = async (given: OutboundWorld): Promise<number[]> => {
    const { question } = await ofWorld(given).reset(1);
    const { features, options } = question!;
    return Array.from({ length: options }, (_, row) => features[row * SOURCING_COLUMNS.length + freight]!);
  };
  const right = await shown(world);
  expect(Math.max(...right)).toBeGreaterThan(0);
  expect(await shown({ ...world, featureFaults: [fault] })).toEqual(right.map((minor) => minor * 100));
});
