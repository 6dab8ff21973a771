/** `dray warmup`: which orders at the beginning of a run are not to be counted, from pilot runs. */
import { join } from 'node:path';
import { NoWarmUp, runPilots } from '#bench/warm-up/warm-up';
import type { WarmUpReport } from '#reports/comparison/warm-up-report';
import { renderWarmUp } from '#reports/comparison/warm-up-summary';
import { exactDuration } from '#scenarios/schema/units';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { folderName } from '../run/run-parts.ts';
import { versions } from '../version.ts';
import type { DesignWords } from './design-words.ts';
import {
  assumed,
  brokenReplication,
  type Design,
  describeDesign,
  type ExperimentWords,
  withReplicator,
} from './experiment.ts';
import { experimentCommand } from './experiment-command.ts';
import { checkReports, tellResult } from './experiment-result.ts';

export interface WarmUpWords extends Omit<DesignWords, 'arm' | 'policy'>, ExperimentWords {
  /** The baseline; absent = the first of the scenario. */
  readonly policy?: string | undefined;
  readonly replications?: number | undefined;
}

const REPLICATIONS = 10;

export async function warmUp(words: WarmUpWords): Promise<ExitCode> {
  checkReports(words);
  const { replications = REPLICATIONS, workers, quiet } = words;
  const { ref, data, seed, until, with: overlays, set, allowHost, policy: arm } = words;
  const asked: DesignWords = { ref, data, seed, until, with: overlays, set, allowHost, arm, pilot: true };
  const plain = await describeDesign(asked);
  // What is compared later must not have been looked at before.
  const design = await describeDesign({ ...asked, seed: `${plain.seed}/pilot` });
  const out = words.out ?? join('runs', `warmup-${folderName(plain.head.scenario, plain.seed)}`);
  try {
    const found = await withReplicator({ designs: [design], out, workers, quiet }, (replicator) =>
      runPilots(replications, replicator),
    );
    const report = reportOf(plain, found, replications, commandOf(words, plain.seed));
    await tellResult(out, report, renderWarmUp(report), words);
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof NoWarmUp)) return brokenReplication(error, [design]);
    if (!error.interrupted) throw new UserError(`${ref}: ${error.message}`);
    process.stderr.write(`${error.message}. The same command goes on from there (${out})\n`);
    return EXIT.interrupted;
  }
}

function reportOf(
  design: Design,
  found: Pick<WarmUpReport, 'warmUpMs' | 'series'>,
  replications: number,
  reproduce: string,
): WarmUpReport {
  const { head, seed, currency } = design;
  const { warmUpMs } = found;
  return {
    format: 1,
    process: 'warm-up',
    scenario: head.scenario,
    policy: head.policy,
    currency,
    replications,
    writtenMs: head.warmUpMs ?? 0,
    setting: warmUpMs === null || warmUpMs === 0 ? null : exactDuration(warmUpMs),
    ...found,
    seed,
    reproduce,
    versions: versions(),
    ...assumed(design),
  };
}

function commandOf(words: WarmUpWords, seed: string | number): string {
  return experimentCommand('warmup', [words.ref], {
    '--policy': words.policy,
    '--replications': words.replications,
    '--data': words.data,
    '--seed': seed,
    '--with': words.with,
    '--set': words.set,
    '--until': words.until,
    '--allow-host': words.allowHost,
  });
}
