/** `dray compare`: two policies in a scenario, or two designs, on common random numbers, until the answer is narrow enough. */
import { join } from 'node:path';
import { compareDesigns, UnpairedOrders } from '#bench/comparison/comparison';
import { PAIRS_MIN, PAIRS_MOST, TooFewPairs } from '#bench/comparison/sequential';
import type { Judged } from '#bench/comparison/verdict';
import type { ComparisonReport } from '#reports/comparison/comparison-report';
import { renderComparison } from '#reports/comparison/summary';
import { nameOfPolicy } from '#scenarios/schema/outbound/policies';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { folderName } from '../run/run-parts.ts';
import { loadChecked, type ScenarioWords } from '../scenario-options.ts';
import { DiskFiles } from '../source-files.ts';
import { versions } from '../version.ts';
import { offPolicyOf } from './compare-off-policy.ts';
import { checkCounterfactuals, counterfactualsOf } from './compare-sample.ts';
import { configuredOf } from './configured-differently.ts';
import { designOfPolicy, SOURCING } from './design-words.ts';
import {
  assumed,
  brokenReplication,
  type Design,
  describeDesign,
  type ExperimentWords,
  withReplicator,
} from './experiment.ts';
import { experimentCommand, shareText } from './experiment-command.ts';
import { tellResult } from './experiment-result.ts';
import { goingOnWords } from './going-on-words.ts';

export interface CompareWords extends Omit<ScenarioWords, 'ref' | 'policy'>, ExperimentWords {
  /** One scenario, or two. */
  readonly refs: readonly string[];
  readonly baseline?: string | undefined;
  readonly candidate?: string | undefined;
  /** More than one: all against the baseline. */
  readonly candidates?: readonly string[] | undefined;
  /** Each scenario is compared in, not with the others. */
  readonly across?: boolean | undefined;
  readonly decision?: string | undefined;
  readonly until?: string | undefined;
  readonly replications?: number | undefined;
  /** False = no bounds in hindsight; absent = where both are of one scenario. */
  readonly bounds?: boolean | undefined;
  /** Single decisions to try both ways; absent = a few. */
  readonly counterfactuals?: number | undefined;
  /** Of the primary metric, as a part of the baseline. */
  readonly halfWidth?: number | undefined;
}

/** Of all intervals together. Source: experiment protocol. */
export const CONFIDENCE = 0.95;

export async function compare(words: CompareWords): Promise<ExitCode> {
  const designs = await designsOf(words);
  const [baseline] = designs;
  const out = words.out ?? join('runs', `compare-${folderName(baseline.head.scenario, baseline.seed)}`);
  return ended(designs, out, async () => tell(await comparisonOf(words, designs, out), out, words));
}

/** Runs a comparison of two designs; throws what `ended` understands. */
export function comparisonOf(
  words: CompareWords,
  designs: readonly [Design, Design],
  out: string,
): Promise<ComparisonReport> {
  const { workers, quiet } = words;
  return withReplicator({ designs, out, workers, quiet }, async (replicator, hands) => {
    const onGoingOn = (judged: Judged, pairs: number): void =>
      hands.progress.line(goingOnWords(judged, pairs, words.halfWidth));
    const plan = { ...planOf(words, designs), onGoingOn };
    const report = await compareDesigns(plan, headOf(words, designs[0]), replicator);
    const sampled = await counterfactualsOf(report, words.counterfactuals, designs, hands);
    const logged = await offPolicyOf(report, designs, hands);
    return { ...report, ...sampled, ...logged, ...configuredOf(designs), ...assumed(designs[0]) };
  });
}

/** Before anything has run: throws `UserError` for numbers that nothing can be said from. */
export function checkNumbers({ replications, counterfactuals }: CompareWords): void {
  checkCounterfactuals(counterfactuals);
  if (replications === undefined || replications >= PAIRS_MIN) return;
  throw new UserError(
    `--replications ${replications}: too few pairs for an interval that can be trusted. Give ${PAIRS_MIN} or more: with ${PAIRS_MIN} it also says how many would make every interval narrow enough, and without --replications it runs as many (${PAIRS_MOST} at most)`,
  );
}

/** What a comparison ends with, whichever way it ends. */
export async function ended(
  designs: readonly Design[],
  out: string,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UnpairedOrders) throw new UserError(error.message);
    if (!(error instanceof TooFewPairs)) return brokenReplication(error, designs);
    process.stderr.write(`${error.message}. The same command goes on from there (${out})\n`);
    return EXIT.interrupted;
  }
}

function planOf(
  { replications, halfWidth }: CompareWords,
  [baseline, candidate]: readonly [Design, Design],
): Parameters<typeof compareDesigns>[0] {
  return {
    baseline: baseline.head,
    candidate: candidate.head,
    same: baseline.identity === candidate.identity,
    confidence: CONFIDENCE,
    ...(replications === undefined ? {} : { replications }),
    ...(halfWidth === undefined ? {} : { halfWidth }),
  };
}

export function headOf(
  words: CompareWords,
  { seed, currency }: Design,
): Parameters<typeof compareDesigns>[1] {
  const decision = words.decision ?? null;
  return { decision, currency, seed, reproduce: commandOf(words, seed), versions: versions() };
}

async function tell(report: ComparisonReport, out: string, words: CompareWords): Promise<ExitCode> {
  const told = await tellResult(out, report, renderComparison(report), words);
  const end = endOf(report);
  return end === EXIT.done ? told : end;
}

/** Whether all was done that was to be, single decisions included. */
export function endOf({
  stopped,
  counterfactuals,
}: Pick<ComparisonReport, 'stopped' | 'counterfactuals'>): ExitCode {
  const cutOff = stopped === 'interrupted' || counterfactuals?.interrupted === true;
  return cutOff ? EXIT.interrupted : EXIT.done;
}

/** Baseline and candidate; throws `UserError`. */
export async function designsOf(words: CompareWords): Promise<readonly [Design, Design]> {
  const { refs } = words;
  const [first, second = first] = refs as readonly [string, string?];
  if (refs.length > 2)
    throw new UserError(
      `dray compare takes one scenario, or two: ${refs.length} were given. To compare two policies in each of them: --across`,
    );
  const [baseline, candidate] = first === second ? await policiesOf(words, first) : bothAsNamed(words);
  const hindsight = words.bounds !== false && first === second;
  const asked = { ...words, ref: first, hindsight };
  const before = await describeDesign(designOfPolicy(asked, baseline, words.decision, '--baseline'));
  // Pairs have the seeds of the baseline, whatever the second scenario says.
  const shared = { ...asked, ref: second, seed: String(before.seed) };
  const after = await describeDesign(designOfPolicy(shared, candidate, words.decision, '--candidate'));
  if (before.head.warmUpMs !== after.head.warmUpMs)
    throw new UserError(
      `${second}: its warmUp is another than that of ${first}, and so it would count other orders. Give both the same`,
    );
  return [before, after];
}

type Names = readonly [baseline: string | undefined, candidate: string | undefined];

function bothAsNamed({ baseline, candidate }: CompareWords): Names {
  return [baseline, candidate];
}

/** Where nothing is said: the scenario's first two policies, if it has just two. */
async function policiesOf(words: CompareWords, ref: string): Promise<Names> {
  const { baseline, candidate, decision = SOURCING } = words;
  if (baseline !== undefined && candidate !== undefined) return [baseline, candidate];
  if (decision !== SOURCING)
    throw new UserError(`--decision ${decision}: name two policies of it with --baseline and --candidate`);
  const { scenario } = await loadChecked({ ...words, ref }, new DiskFiles(words.data ?? null));
  const names = scenario.policies.map(nameOfPolicy);
  if (candidate !== undefined) return [names[0], candidate];
  const others = names.filter((name) => name !== baseline);
  const [one, other] = baseline === undefined ? names : [baseline, ...others];
  if (
    other !== undefined &&
    (baseline === undefined ? names : others).length === (baseline === undefined ? 2 : 1)
  )
    return [one, other];
  throw new UserError(
    `${ref}: which of its policies? It has ${names.join(', ')}. Name two with --baseline and --candidate`,
  );
}

export function commandOf(words: CompareWords, seed: string | number | undefined): string {
  return experimentCommand('compare', words.refs, {
    '--baseline': words.baseline,
    '--candidate': words.candidates ?? words.candidate,
    '--across': words.across,
    '--decision': words.decision,
    '--data': words.data,
    '--seed': seed,
    '--with': words.with,
    '--set': words.set,
    '--until': words.until,
    '--allow-host': words.allowHost,
    '--no-bounds': words.bounds === false,
    '--counterfactuals': words.counterfactuals,
    '--replications': words.replications,
    '--half-width': shareText(words.halfWidth),
  });
}
