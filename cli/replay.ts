/**
 * `dray replay`: runs a recorded run again and says whether it is the same, in every byte of every table; or, with the file of a
 * violation, runs again to that event and says whether it is the same place.
 */
import { statSync } from 'node:fs';
import { readRunJson } from '#reports/recording/run-json';
import type { RunReport } from '#reports/run-report';
import type { Fidelity } from '#scenarios/twin/channels/channels';
import { type ExitCode, UserError } from './exit-codes.ts';
import { fidelityOf } from './fidelity.ts';
import { replayOutbound } from './replay-outbound.ts';
import { replayViolation } from './replay-violation.ts';
import { type Prepared, type PreparedOutbound, prepareScenario } from './scenario-options.ts';
import { splitCommand } from './split-command.ts';
import { readViolation } from './violation-file.ts';

export interface ReplayWords {
  readonly data?: string | undefined;
}

/** @param place folder of a run, or a violation file */
export async function replay(place: string, words: ReplayWords): Promise<ExitCode> {
  if (isFile(place)) {
    const violation = readViolation(place);
    return replayViolation(
      place,
      outbound(preparedAgain(place, violation, words), place),
      fidelity(violation),
      violation,
    );
  }
  const report = readRecorded(place);
  return replayOutbound(place, outbound(preparedAgain(place, report, words), place), fidelity(report));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function readRecorded(dir: string): RunReport {
  try {
    return readRunJson(dir);
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}

/** The scenario as it was; throws `UserError` where it is another one now. */
function preparedAgain(
  place: string,
  { reproduce, scenario }: Pick<RunReport, 'reproduce'> & { readonly scenario: { readonly digest: string } },
  words: ReplayWords,
): Prepared | PreparedOutbound {
  const again = splitCommand(reproduce);
  const prepared = prepareScenario({ ...again, data: words.data ?? again.data });
  if (prepared.digest === scenario.digest) return prepared;
  throw new UserError(
    `${place} was made from scenario ${scenario.digest}, this is ${prepared.digest}: the scenario or its data has changed`,
  );
}

function fidelity({ reproduce }: Pick<RunReport, 'reproduce'>): Fidelity {
  return fidelityOf(splitCommand(reproduce).fidelity);
}

function outbound(prepared: Prepared | PreparedOutbound, place: string): PreparedOutbound {
  if (prepared.process === 'outbound') return prepared;
  throw new UserError(`${place}: only runs of the outbound process can be replayed`);
}
