/** The library's learnt models of cost: what they are trained on, and what came of it. */
import { readFileSync } from 'node:fs';
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINTS } from '#orchestrator/decisions/points';
import { namesForAll } from '#scenarios/schema/outbound/point-places';
import { isRecorded } from '#scenarios/schema/outbound/scenario';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { libraryScenario } from '../../throughput/library/library-scenario.ts';
import { learnCosts, weightsOf } from './cost-model.ts';
import { type LoggedCase, loggedRun } from './logged-cases.ts';
import { type SteppedWeights, steppedFile } from './stepped-file.ts';

export interface LearnedModel {
  readonly point: DecisionPoint;
  readonly name: string;
  readonly training: Training;
  readonly ridge: number;
  readonly cases: number;
  /** By column of the point. */
  readonly columns: readonly string[];
  readonly weights: SteppedWeights;
}

interface Training {
  readonly scenario: string;
  /** The rule of thumb that explores. */
  readonly policy: string;
  readonly floor: number;
  /** Disjoint from those that anything is judged on: scenarios and comparisons begin at 1. */
  readonly seeds: readonly number[];
  /** What an order that misses its promise counts for beside its cost, minor units. Source: assumption. */
  readonly lateMinor: number;
}

export const LEARNED_FILE = new URL('./learned-models.json', import.meta.url);

const SEEDS = [9001, 9002, 9003, 9004, 9005, 9006, 9007, 9008];
const common = { scenario: 'spare-parts-global', policy: 'cheapest-in-time', seeds: SEEDS };

const PLANS: readonly (Pick<LearnedModel, 'point' | 'name'> & { readonly training: Training })[] = [
  // Some 30 options a question: a third of the decisions go aside.
  { point: 'sourcing', name: 'learned-sourcing', training: { ...common, floor: 0.015, lateMinor: 4000 } },
  { point: 'carrier', name: 'learned-carrier', training: { ...common, floor: 0.1, lateMinor: 25_000 } },
];

export async function trainAll(onProgress: (line: string) => void): Promise<readonly LearnedModel[]> {
  const models: LearnedModel[] = [];
  for (const plan of PLANS) {
    const [model] = await trained(plan, [plan.training.lateMinor], onProgress);
    models.push(model!);
  }
  return models;
}

/** The model of that name by each of these prices of a missed promise, of the same runs. */
export function trainedByPrices(
  name: string,
  prices: readonly number[],
  onProgress: (line: string) => void,
): Promise<readonly LearnedModel[]> {
  return trained(PLANS.find((plan) => plan.name === name)!, prices, onProgress);
}

async function trained(
  { point, name, training }: (typeof PLANS)[number],
  prices: readonly number[],
  onProgress: (line: string) => void,
): Promise<readonly LearnedModel[]> {
  const runs: (readonly LoggedCase[])[] = [];
  for (const seed of training.seeds) {
    runs.push(await exploredRun(point, training, seed));
    onProgress(`${name}: seed ${seed}, ${runs.at(-1)!.length} decisions`);
  }
  return prices.map((lateMinor) => {
    const model = learnCosts(point, runs, lateMinor);
    return {
      ...{ point, name, training: { ...training, lateMinor }, ridge: model.ridge },
      cases: runs.flat().length,
      columns: POINTS[point].features.columns.map((column) => column.name),
      weights: weightsOf(model),
    };
  });
}

async function exploredRun(
  point: DecisionPoint,
  { scenario: name, policy, floor }: Training,
  seed: number,
): Promise<readonly LoggedCase[]> {
  const scenario = libraryScenario(name);
  if (isRecorded(scenario)) throw new Error(`${name} reads its orders from files`);
  const world = buildOutboundWorld(scenario, seed);
  const policies = {
    ...outboundPolicies({ [point]: policy }, { sourcing: 'cheapest-in-time', ...namesForAll(scenario) }),
    exploration: { point, floor },
  };
  return (await loggedRun({ world, policies, point, seed })).cases;
}

/** As they were trained last. */
export function learnedModels(): readonly LearnedModel[] {
  return JSON.parse(readFileSync(LEARNED_FILE, 'utf8')) as readonly LearnedModel[];
}

/** Bytes of the ONNX file. */
export function learnedFile({ point, name, weights }: LearnedModel): Uint8Array {
  return steppedFile(point, name, weights);
}
