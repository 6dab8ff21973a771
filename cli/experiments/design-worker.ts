/**
 * A process that runs replications of designs, one at a time, as its parent asks: `DesignProcess` is the other end. A process and no thread:
 * a user's own part that never answers can only be stopped from outside of its thread, and one that takes all memory takes this one alone.
 */
import { type DesignResult, runDesign } from '#bench/comparison/design-result';
import type { LoggedPair } from '#bench/comparison/off-policy-of-pairs';
import type { CounterfactualPlan } from '#bench/counterfactual/measured-twin';
import { type SamplePlan, sampledDecision } from '#bench/counterfactual/sample';
import { settleEngine } from '#bench/experiments/engine';
import { loggedRun } from '#bench/training/learning/logged-cases';
import { firsts } from '#bench/training/learning/off-policy-truth';
import type { DecisionPoint } from '#orchestrator/core/out';
import type { SampledDecision } from '#reports/counterfactual/sample-report';
import { isRecorded } from '#scenarios/schema/outbound/scenario';
import { showProblem } from '#scenarios/schema/source-files';
import { inNetwork } from '#scenarios/twin/deciders/decision-rules';
import { buildAnyOutbound } from '#scenarios/world/outbound/build-any';
import { UserError } from '../exit-codes.ts';
import { partFaultIn } from '../parts/guard.ts';
import { untilInstant } from '../until.ts';
import { type DesignWords, openDesign } from './design-words.ts';
import { OpenDesigns } from './open-designs.ts';

export interface DesignQuestion {
  readonly words: DesignWords;
  readonly seed: string | number;
}

/** Asks for one decision in a replication of a design that another one would make otherwise, and what that would be worth. */
export interface SampleQuestion extends DesignQuestion {
  readonly candidate: DesignWords;
  readonly asked: SamplePlan['asked'];
}

/** Asks for the log of a design that explores, with what another one would have done, and for the decisions of that one. */
export interface LogQuestion extends DesignQuestion {
  readonly other: DesignWords;
  readonly point: DecisionPoint;
}

type Question = DesignQuestion | SampleQuestion | LogQuestion;

export type DesignAnswer =
  | { readonly result: DesignResult }
  | { readonly sampled: SampledDecision | null }
  | { readonly logged: LoggedPair }
  | { readonly error: string; readonly blame: 'user' | 'internal' };

const designs = new OpenDesigns(openDesign);

settleEngine();
process.on('message', (question: Question) => {
  void answer(question).then((reply) => process.send!(reply));
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit());
// What asks to stop may reach every process (Ctrl-C in a terminal, `timeout`); the parent ends this one when its replication is done.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

async function answer(question: Question): Promise<DesignAnswer> {
  try {
    if ('other' in question) return { logged: await logOf(question) };
    return 'candidate' in question ? { sampled: await sample(question) } : { result: await run(question) };
  } catch (error) {
    const fault = partFaultIn(error) ?? (error instanceof UserError ? error : null);
    if (fault !== null) return { error: fault.message, blame: 'user' };
    return {
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      blame: 'internal',
    };
  }
}

async function run(question: DesignQuestion): Promise<DesignResult> {
  const { hindsight, pilot } = question.words;
  const { checked, takeFailures } = await designs.designOf(question.words);
  const { scenario } = checked;
  // Those of samples and logs, which asked the same model, are no part of this replication.
  takeFailures();
  const result = await runDesign({
    ...(await runOf(question)),
    ...(isRecorded(scenario) ? {} : { classes: scenario.network.customers.classes.map(({ name }) => name) }),
    bounds: hindsight === true,
    pilot: pilot === true,
  });
  const failures = takeFailures();
  return failures === null ? result : { ...result, failures };
}

async function sample({ candidate, asked, ...question }: SampleQuestion): Promise<SampledDecision | null> {
  const { policies } = await designs.designOf(candidate);
  return await sampledDecision({ ...(await runOf(question)), candidate: policies, asked });
}

async function logOf({ other, point, ...question }: LogQuestion): Promise<LoggedPair> {
  const { world, policies, seed } = await runOf(question);
  const candidate = (await designs.designOf(other)).policies;
  const judged = inNetwork(candidate.by, world.network)[point];
  const log = await loggedRun({ world, policies, point, seed, other: judged });
  const truth = await loggedRun({ world, policies: candidate, point, seed });
  return { log: firsts(log), truth: firsts(truth) };
}

async function runOf({ words, seed }: DesignQuestion): Promise<CounterfactualPlan> {
  const { checked, files, policies } = await designs.designOf(words);
  const built = buildAnyOutbound(checked.scenario, seed, files);
  if (!built.ok) throw new UserError(built.problems.map(showProblem).join('\n'));
  const { world } = built;
  const until = words.until === undefined ? {} : { until: untilInstant(words.until, world.startAt) };
  return { world, policies, seed, ...until };
}
