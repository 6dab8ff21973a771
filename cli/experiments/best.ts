/** `dray best`: which of several policies costs least, by the sequential procedure KN. */
import { join } from 'node:path';
import { selectDesign } from '#bench/comparison/selection';
import { TooFewPairs } from '#bench/comparison/sequential';
import type { SelectionReport } from '#reports/comparison/selection-report';
import { renderSelection } from '#reports/comparison/selection-summary';
import { nameOfPolicy } from '#scenarios/schema/outbound/policies';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { folderName } from '../run/run-parts.ts';
import { loadChecked } from '../scenario-options.ts';
import { DiskFiles } from '../source-files.ts';
import { versions } from '../version.ts';
import { type DesignWords, decisionOf, designOfPolicy, SOURCING } from './design-words.ts';
import {
  assumed,
  brokenReplication,
  type Design,
  describeDesign,
  type ExperimentWords,
  withReplicator,
} from './experiment.ts';
import { experimentCommand, shareText } from './experiment-command.ts';
import { checkReports, tellResult } from './experiment-result.ts';

export interface BestWords extends Omit<DesignWords, 'arm' | 'policy'>, ExperimentWords {
  /** Who is in the running; none = all policies of the scenario. */
  readonly policy?: readonly string[] | undefined;
  readonly decision?: string | undefined;
  readonly indifference?: number | undefined;
}

/** A difference of less is none to act on. Source: experiment protocol, 7. */
const INDIFFERENCE = 0.01;
const CONFIDENCE = 0.95;

export async function best(typed: BestWords): Promise<ExitCode> {
  const words = { ...typed, decision: decisionOf(typed.decision) };
  checkReports(words);
  const { indifference = INDIFFERENCE, workers, quiet } = words;
  const designs: Design[] = [];
  for (const name of await namesOf(words))
    designs.push(await describeDesign(designOfPolicy(words, name, words.decision)));
  const [first] = designs as [Design, ...Design[]];
  const { head, seed, currency } = first;
  const out = words.out ?? join('runs', `best-${folderName(head.scenario, seed)}`);
  try {
    const found = await withReplicator({ designs, out, workers, quiet }, (replicator) =>
      selectDesign(
        { designs: designs.map((design) => design.head), indifference, confidence: CONFIDENCE },
        replicator,
      ),
    );
    const report: SelectionReport = {
      format: 1,
      process: 'selection',
      scenario: head.scenario,
      currency,
      confidence: CONFIDENCE,
      indifference,
      ...found,
      ...(head.warmUpMs === undefined ? {} : { warmUpMs: head.warmUpMs }),
      seed,
      reproduce: commandOf(words, seed),
      versions: versions(),
      ...assumed(first),
    };
    return await tell(report, out, words);
  } catch (error) {
    if (!(error instanceof TooFewPairs)) return brokenReplication(error, designs);
    process.stderr.write(`interrupted. The same command goes on from there (${out})\n`);
    return EXIT.interrupted;
  }
}

async function namesOf(words: BestWords): Promise<readonly string[]> {
  const { policy = [], decision = SOURCING } = words;
  const named = [...new Set(policy)];
  const [only] = named;
  if (only !== undefined && named.length === 1) {
    // One that there is none of is told so first.
    await describeDesign(designOfPolicy(words, only, decision));
    throw new UserError(
      `--policy ${only}: the best of one is that one. Name more, or none for all of the scenario`,
    );
  }
  if (named.length > 0) return named;
  if (decision !== SOURCING)
    throw new UserError(`--decision ${decision}: name its policies with --policy, once each`);
  const { scenario } = await loadChecked({ ...words, policy: [] }, new DiskFiles(words.data ?? null));
  const names = scenario.policies.map(nameOfPolicy);
  if (names.length > 1) return names;
  throw new UserError(`${words.ref}: has one policy, ${names[0]}. Name more with --policy`);
}

function tell(report: SelectionReport, out: string, words: BestWords): Promise<ExitCode> {
  return tellResult(out, report, renderSelection(report), words);
}

function commandOf(words: BestWords, seed: string | number): string {
  return experimentCommand('best', [words.ref], {
    '--policy': words.policy,
    '--decision': words.decision,
    '--indifference': shareText(words.indifference),
    '--data': words.data,
    '--seed': seed,
    '--with': words.with,
    '--set': words.set,
    '--until': words.until,
    '--allow-host': words.allowHost,
  });
}
