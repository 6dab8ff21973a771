/** `dray adopt`: a failing case becomes a regression: it moves to the folder whose files the tests run. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { runTrial } from '#testing/search/trial';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { openPolicies } from '../policies.ts';
import { fidelityOf } from '../run/fidelity.ts';
import { prepareScenario } from '../scenario-options.ts';
import { checkInvariant } from '../search/search-words.ts';
import { writeAside } from './write-aside.ts';

/** Dray's own, and that of anybody else. */
const OURS = join('scenarios', 'regressions');
const FOLDER = 'regressions';

export interface AdoptWords {
  readonly to?: string | undefined;
}

export async function adopt(path: string, words: AdoptWords): Promise<ExitCode> {
  const { scenario, seed, files, parts } = await prepareScenario({ ref: path });
  const { failure } = scenario;
  if (failure === undefined)
    throw new UserError(
      `${path} has no \`failure\` section: it is no failing case. \`dray reduce ${path}\` makes one of it where it breaks something`,
    );
  checkInvariant(failure.invariant, `${path}: failure.invariant`);
  const folder = words.to ?? (existsSync(OURS) ? OURS : FOLDER);
  const target = join(folder, basename(path));
  const text = readFileSync(path, 'utf8');
  if (resolve(target) === resolve(path)) throw new UserError(`${path} is in ${folder} already`);
  if (existsSync(target) && readFileSync(target, 'utf8') !== text)
    throw new UserError(
      `${target} is there already, and says something else. Take it away, or name another folder with --to`,
    );
  if (parts.size > 0)
    throw new UserError(
      `${path} names files relative to itself, and would not find them from ${folder}. Reduce it into that folder: dray reduce ... --out ${folder}`,
    );
  const { policies, close } = await openPolicies(scenario, files, parts);
  const { finding } = await runTrial({
    scenario,
    files,
    seed,
    policies: policies[0]!,
    fidelity: fidelityOf(failure.fidelity),
  }).finally(close);
  writeAside(target, text);
  rmSync(path);
  const now =
    finding === null
      ? `${failure.invariant} holds in it now`
      : `it still breaks ${finding.invariant}: the tests of ${folder} fail until that is mended`;
  process.stdout.write(`${target}\n${now}\n`);
  return EXIT.done;
}
