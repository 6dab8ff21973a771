/**
 * What experiments over replications share: designs from words, processes to run them in, a folder that an interrupted one goes on from.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { RESULT_FORMAT } from '#bench/comparison/design-result';
import { NothingShipped } from '#bench/comparison/metrics';
import { ReplicationBroken, Replicator } from '#bench/comparison/replicator';
import { sourcingWords } from '#bench/experiments/sourcing-words';
import type { DesignHead } from '#reports/comparison/comparison-report';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { Exploration } from '#scenarios/twin/deciders/exploring';
import { assumedIn } from '#scenarios/world/outbound/assumed';
import { EXIT, type ExitCode, reason, UserError } from '../exit-codes.ts';
import { makeFolder } from '../out-folder.ts';
import { Progress } from '../progress.ts';
import { commandOf } from '../run/run-parts.ts';
import { prepareScenario } from '../scenario-options.ts';
import { keysOf, refuseSecretsIn } from '../secret-leaks.ts';
import { stopOnSignals } from '../stop-on-signals.ts';
import { versions } from '../version.ts';
import { DesignProcess } from './design-process.ts';
import { type DesignWords, openDesign } from './design-words.ts';
import { ResultFile } from './result-file.ts';

/** What every experiment over replications takes beside its designs. */
export interface ExperimentWords {
  readonly workers?: number | undefined;
  readonly out?: string | undefined;
  readonly json?: boolean | undefined;
  /** Reports to write; none said = `html`. */
  readonly report?: readonly string[] | undefined;
  readonly quiet?: boolean | undefined;
}

export interface Design {
  readonly words: DesignWords;
  readonly head: DesignHead;
  /** What it is, whatever it was called: results are known by it. */
  readonly identity: string;
  readonly seed: string | number;
  readonly currency: string;
  readonly scenario: AnyOutboundScenario;
  /** How its arm explores; absent = it does not. */
  readonly exploration?: Exploration;
  /** Whether a model answers in it. */
  readonly modelled: boolean;
}

/** Checks a design as a run would, and says what it is. Throws `UserError`. */
export async function describeDesign(words: DesignWords): Promise<Design> {
  const { arm, armOption, until } = words;
  const policy = arm === undefined ? [] : [arm];
  const { scenario, seed, world, digest } = await prepareScenario({
    ...words,
    policy,
    policyOption: armOption,
  });
  const reproduce = commandOf({ ...words, policy }, seedsFrom(seed)(0));
  refuseSecretsIn({ command: reproduce }, keysOf(scenario));
  const { policies, close } = await openDesign(words);
  await close();
  const { name, model, by, exploration } = policies;
  const kept = (['hindsight', 'pilot'] as const).filter((what) => words[what] === true);
  const facts = [digest, name, model?.modelDigest, until, versions().dray, RESULT_FORMAT, ...kept];
  return {
    words,
    head: {
      scenario: scenario.name,
      digest,
      policy: name,
      summary: model?.summary ?? sourcingWords({ by }, world),
      ...(world.warmUpMs === undefined ? {} : { warmUpMs: world.warmUpMs }),
      reproduce,
    },
    identity: createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16),
    seed,
    currency: world.currency,
    scenario,
    ...(exploration === undefined ? {} : { exploration }),
    modelled: model !== undefined,
  };
}

/** What a result says of what it takes for granted. */
export function assumed({ scenario }: Design): { readonly assumptions: readonly string[] } {
  return { assumptions: assumedIn(scenario) };
}

/** Of replication n: 7, 8, 9 ... of a whole number, else `name/0`, `name/1` ... */
export function seedsFrom(seed: string | number): (replication: number) => string | number {
  return (replication) => (typeof seed === 'number' ? seed + replication : `${seed}/${replication}`);
}

export interface ReplicatorPlan {
  readonly designs: readonly Design[];
  readonly out: string;
  readonly workers: number | undefined;
  readonly quiet: boolean | undefined;
}

/** What work may use beside the replicator, while that rests. */
export interface Hands {
  readonly lanes: readonly DesignProcess[];
  readonly progress: Progress;
  readonly shouldStop: () => boolean;
}

/** Opens processes and folder, and closes them whatever `work` comes to. Ctrl-C lets what runs end, and nothing new begin. */
export async function withReplicator<Result>(
  { designs, out, workers, quiet }: ReplicatorPlan,
  work: (replicator: Replicator, hands: Hands) => Promise<Result>,
): Promise<Result> {
  const seedOf = seedsFrom(designs[0]!.seed);
  const count = lanesOf(workers);
  openFolder(out);
  const identities = designs.map(({ identity }) => identity);
  const store = new ResultFile(join(out, 'replications.jsonl'), identities, seedOf);
  // Before the processes, which take a while to start.
  const signals = stopOnSignals();
  const lanes = Array.from({ length: count }, () => {
    return new DesignProcess((task) => ({
      words: designs[task.design]!.words,
      seed: seedOf(task.replication),
    }));
  });
  const progress = new Progress(process.stderr, { quiet: quiet === true });
  const replicator = new Replicator(lanes, store, {
    onDone: (done, of) => progress.share(done / of, `${done} of ${of} replications`),
    shouldStop: signals.asked,
  });
  try {
    if (await replicator.stillHolds(designs.length))
      return await work(replicator, { lanes, progress, shouldStop: signals.asked });
    throw new UserError(
      `--out ${out}: the results in it were made by other code, or do not repeat themselves. Name another folder, or remove it`,
    );
  } finally {
    progress.clear();
    signals.release();
    for (const lane of lanes) lane.close();
  }
}

/** What an invariant that broke in a replication ends with; runs too short to say anything are the user's to mend; anything else is thrown on. */
export function brokenReplication(error: unknown, designs: readonly Design[]): ExitCode {
  if (error instanceof NothingShipped) throw new UserError(error.message);
  if (!(error instanceof ReplicationBroken)) throw error;
  const { words } = designs[error.task.design]!;
  const policy = words.arm === undefined ? [] : [words.arm];
  process.stderr.write(
    `an invariant broke: ${error.message}\nto look at it: ${commandOf({ ...words, policy }, error.result.seed)}\n`,
  );
  return EXIT.violated;
}

/** So many to a processor; more would only make each other wait. */
const LANES_A_PROCESSOR = 4;

function lanesOf(workers: number | undefined): number {
  const processors = availableParallelism();
  const most = LANES_A_PROCESSOR * processors;
  if (workers === undefined || workers <= most) return workers ?? processors;
  throw new UserError(
    `--workers ${workers}: this machine has ${processors} ${processors === 1 ? 'processor' : 'processors'}, and more than ${most} processes would only make each other wait`,
  );
}

function openFolder(out: string): void {
  // The page of an experiment would take the place of that one's.
  for (const [file, what] of [
    ['run.json', 'a run'],
    ['search.json', 'a search'],
  ] as const)
    if (existsSync(join(out, file)))
      throw new UserError(`--out ${out}: the folder holds ${what}. Name another folder`);
  try {
    makeFolder(resolve(out));
  } catch (error) {
    throw new UserError(`--out ${out}: can't write there (${reason(error)}). Name another folder with --out`);
  }
}
