/**
 * `dray adopt`: a failing case becomes a regression: it moves to the folder whose files the tests run.
 *
 * 1. Files that it names relative to itself stay where they are, and are named from there. It is moved only if it is the same case there.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { runTrial, type TrialOutcome } from '#testing/search/trial';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { openPolicies } from '../policies.ts';
import { fidelityFor } from '../run/fidelity.ts';
import { type Prepared, prepareScenario } from '../scenario-options.ts';
import { checkInvariant } from '../search/search-words.ts';
import { movedText } from './moved-files.ts';
import { writeAside } from './write-aside.ts';

/** Dray's own, and that of anybody else. */
const OURS = join('scenarios', 'regressions');
const FOLDER = 'regressions';

export interface AdoptWords {
  readonly to?: string | undefined;
}

export async function adopt(path: string, words: AdoptWords): Promise<ExitCode> {
  const prepared = await prepareScenario({ ref: path });
  const { failure } = prepared.scenario;
  if (failure === undefined)
    throw new UserError(
      `${path} has no \`failure\` section: it is no failing case. \`dray reduce ${path}\` makes one of it where it breaks something`,
    );
  checkInvariant(failure.invariant, `${path}: failure.invariant`);
  const folder = words.to ?? (existsSync(OURS) ? OURS : FOLDER);
  const target = join(folder, basename(path));
  const { text, files: needed } = movedText(readFileSync(path, 'utf8'), path, folder);
  if (resolve(target) === resolve(path)) throw new UserError(`${path} is in ${folder} already`);
  if (existsSync(target) && readFileSync(target, 'utf8') !== text)
    throw new UserError(
      `${target} is there already, and says something else. Take it away, or name another folder with --to`,
    );
  const before = await outcomeOf(prepared);
  const { finding } = before;
  writeAside(target, text);
  await confirmMoved(path, target, before);
  rmSync(path);
  const now =
    finding === null
      ? `${failure.invariant} holds in it now`
      : `it still breaks ${finding.invariant}: the tests of ${folder} fail until that is mended`;
  const needs =
    needed.length === 0 ? '' : `it needs ${needed.join(', ')}, as seen from there: leave that where it is\n`;
  process.stdout.write(`${target}\n${now}\n${needs}`);
  return EXIT.done;
}

async function outcomeOf({ scenario, seed, files, parts }: Prepared): Promise<TrialOutcome> {
  const { policies, close } = await openPolicies(scenario, files, parts);
  return runTrial({
    scenario,
    files,
    seed,
    policies: policies[0]!,
    fidelity: fidelityFor(undefined, scenario),
  }).finally(close);
}

/** What it names must be found from there, and come to the same. */
async function confirmMoved(path: string, target: string, { digests }: TrialOutcome): Promise<void> {
  const why = await differenceAt(target, digests.digest);
  if (why === null) return;
  rmSync(target);
  throw new UserError(
    `${path} is not the same case in ${dirname(target)}: ${why}. ` +
      `Reduce it into that folder: dray reduce ... --out ${dirname(target)}`,
  );
}

/** null = it is the same. */
async function differenceAt(target: string, digest: string): Promise<string | null> {
  try {
    const { digests } = await outcomeOf(await prepareScenario({ ref: target }));
    return digests.digest === digest ? null : 'its run is another one';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
