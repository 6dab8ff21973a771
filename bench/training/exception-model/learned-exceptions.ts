/** The library's learnt model of exceptions: what it is trained on, and what came of it. */
import { readFileSync } from 'node:fs';
import { namesForAll } from '#scenarios/schema/outbound/point-places';
import { isRecorded } from '#scenarios/schema/outbound/scenario';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { libraryScenario } from '../../throughput/library/library-scenario.ts';
import { type ExploredException, exploredExceptions } from './explored-exceptions.ts';
import { remedyFile } from './remedy-file.ts';
import { learnRemedies, type RemedyFit } from './remedy-model.ts';

export interface LearnedExceptions extends RemedyFit {
  readonly name: string;
  readonly training: Training;
  /** Exceptions that it is trained on. */
  readonly cases: number;
}

interface Training {
  readonly scenario: string;
  readonly overlays: readonly string[];
  readonly set: readonly string[];
  /** The rule of thumb that explores. */
  readonly policy: string;
  readonly floor: number;
  /** Disjoint from those that anything is judged on: scenarios and comparisons begin at 1. */
  readonly seeds: readonly number[];
  /** What an order that misses its promise counts for beside its cost, minor units. Source: assumption. */
  readonly lateMinor: number;
}

export const LEARNED_EXCEPTIONS_FILE = new URL('./learned-exceptions.json', import.meta.url);

const TRAINING: Training = {
  scenario: 'b2b-distributor',
  overlays: ['lean-desk', 'exceptions-as-cases'],
  set: ['demand.days=3'],
  policy: 'routine-first',
  // Of the two or three answers that there mostly are.
  floor: 0.25,
  seeds: Array.from({ length: 21 }, (_, i) => 9001 + i),
  lateMinor: 4000,
};

export async function trainExceptions(onProgress: (line: string) => void): Promise<LearnedExceptions> {
  const runs: (readonly ExploredException[])[] = [];
  for (const seed of TRAINING.seeds) {
    runs.push(await exploredRun(TRAINING, seed));
    onProgress(`seed ${seed}: ${runs.at(-1)!.length} exceptions`);
  }
  return fittedTo(TRAINING, runs);
}

function fittedTo(training: Training, runs: readonly (readonly ExploredException[])[]): LearnedExceptions {
  const fit = learnRemedies(runs, training.lateMinor);
  return { name: 'learned-exceptions', training, cases: runs.flat().length, ...fit };
}

function exploredRun(
  { scenario: name, overlays, set, policy, floor }: Training,
  seed: number,
): Promise<readonly ExploredException[]> {
  const scenario = libraryScenario(name, set, overlays);
  if (isRecorded(scenario)) throw new Error(`${name} reads its orders from files`);
  const policies = {
    ...outboundPolicies({ exception: policy }, { sourcing: 'cheapest-in-stock', ...namesForAll(scenario) }),
    exploration: { point: 'exception' as const, floor },
  };
  return exploredExceptions(buildOutboundWorld(scenario, seed), policies, seed);
}

/** As it was trained last. */
export function learnedExceptions(): LearnedExceptions {
  return JSON.parse(readFileSync(LEARNED_EXCEPTIONS_FILE, 'utf8')) as LearnedExceptions;
}

/** Bytes of the ONNX file. */
export function learnedExceptionsFile({ name, effects }: LearnedExceptions): Uint8Array {
  return remedyFile(name, effects);
}
