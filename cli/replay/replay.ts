/**
 * `dray replay`: runs a recorded run again and says whether it is the same, in every byte of every table; or, with the file of a
 * violation, runs again to that event and says whether it is the same place; or, with a failing case, says whether it still fails.
 */
import { existsSync, statSync } from 'node:fs';
import type { OutboundRunReport } from '#reports/outbound/outbound-report';
import { readRunJson } from '#reports/recording/run-json';
import { SCENARIOS } from '#scenarios/library/index';
import type { Fidelity } from '#scenarios/twin/channels/channels';
import { type ExitCode, UserError } from '../exit-codes.ts';
import { fidelityFor } from '../run/fidelity.ts';
import { readViolation, type ViolationFile } from '../run/violation-file.ts';
import { type Prepared, prepareScenario } from '../scenario-options.ts';
import { splitCommand } from '../split-command.ts';
import { type FailureWords, replayFailure } from './replay-failure.ts';
import { replayRun } from './replay-run.ts';
import { replayViolation } from './replay-violation.ts';

export interface ReplayWords extends FailureWords {
  readonly data?: string | undefined;
}

const SCENARIO = /\.ya?ml$/;

/** @param place folder of a run, or a violation file, or that of a failing case */
export async function replay(place: string, words: ReplayWords): Promise<ExitCode> {
  if (SCENARIO.test(place)) return replayFailure(place, words);
  refuseFailureWords(place, words);
  if (isFile(place)) {
    const violation = readViolation(place);
    const prepared = await preparedAgain(place, violation, words);
    return replayViolation(place, prepared, fidelity(violation, prepared), violation);
  }
  refuseScenario(place);
  const report = readRecorded(place);
  const prepared = await preparedAgain(place, report, words);
  return replayRun(place, prepared, fidelity(report, prepared), report);
}

/** What only failing cases have. */
function refuseFailureWords(place: string, { to, state, without, report, out }: ReplayWords): void {
  const asked = [
    ...(to === undefined ? [] : ['--to']),
    ...(state === undefined ? [] : ['--state']),
    ...(without === undefined || without.length === 0 ? [] : ['--without']),
    ...(report === undefined || report.length === 0 ? [] : ['--report']),
    ...(out === undefined ? [] : ['--out']),
  ];
  if (asked.length > 0)
    throw new UserError(
      `${asked.join(', ')}: only for a failing case (FAIL-....scenario.yaml), and ${place} is none. dray reduce makes one of it`,
    );
}

/** Named as `dray run` takes it. */
function refuseScenario(place: string): void {
  if (existsSync(place) || !SCENARIOS.some((name) => name === place)) return;
  throw new UserError(
    `${place} is a scenario, which \`dray run ${place} --out DIR\` runs. What is run again is that folder, its violation.json, or a FAIL-....scenario.yaml`,
  );
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function readRecorded(dir: string): OutboundRunReport {
  try {
    return readRunJson(dir);
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}

/** The scenario as it was; throws `UserError` where it is another one now. */
async function preparedAgain(
  place: string,
  { reproduce, scenario }: Pick<ViolationFile, 'reproduce' | 'scenario'>,
  words: ReplayWords,
): Promise<Prepared> {
  if (typeof reproduce !== 'string' || typeof scenario?.digest !== 'string')
    throw new UserError(`${place} does not say of which scenario it is and how to run it: it was changed`);
  const again = splitCommand(reproduce);
  const prepared = await prepareScenario({ ...again, data: words.data ?? again.data });
  if (prepared.digest === scenario.digest) return prepared;
  throw new UserError(
    `${place} was made from scenario ${scenario.digest}, this is ${prepared.digest}: the scenario or its data has changed`,
  );
}

function fidelity({ reproduce }: Pick<ViolationFile, 'reproduce'>, { scenario }: Prepared): Fidelity {
  return fidelityFor(splitCommand(reproduce).fidelity, scenario);
}
