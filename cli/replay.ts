/** `dray replay`: runs a recorded run again and says whether it is the same; if not, the first event that differs. */
import { join } from 'node:path';
import { violationIn } from '#bench/experiments/run-policies';
import { NODE_AND_CARRIER_POLICIES } from '#orchestrator/decisions/node-and-carrier';
import { readTable } from '#reports/recording/reader';
import { readRunJson } from '#reports/recording/run-json';
import type { ArmReport } from '#reports/run-report';
import { describeDivergence, type EventLine, firstDivergence } from '#scenarios/recording/first-divergence';
import { nullRecorder } from '#scenarios/recording/recorder';
import { Twin } from '#scenarios/twin/twin';
import type { World } from '#scenarios/world/world';
import { EXIT, type ExitCode, UserError } from './exit-codes.ts';
import { prepare } from './scenario-options.ts';
import { splitCommand } from './split-command.ts';

export function replay(dir: string, words: { readonly data?: string | undefined }): ExitCode {
  const report = readRecorded(dir);
  const again = splitCommand(report.reproduce);
  const prepared = prepare({ ...again, data: words.data ?? again.data });
  if (prepared.digest !== report.scenario.digest) {
    throw new UserError(
      `${dir} was made from scenario ${report.scenario.digest}, this is ${prepared.digest}: the scenario or its data has changed`,
    );
  }
  let code: ExitCode = EXIT.done;
  for (const arm of report.arms) {
    const difference = replayArm(dir, prepared.built.world, prepared.seed, arm);
    if (difference !== null) code = EXIT.replayDiffers;
    process.stdout.write(
      `${arm.policy}: ${difference ?? `same digest ${arm.digest}, ${arm.events} events`}\n`,
    );
  }
  return code;
}

function readRecorded(dir: string): ReturnType<typeof readRunJson> {
  try {
    return readRunJson(dir);
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}

/** Runs one arm again and holds it against `run.json` and its recorded events; null when it is the same. */
function replayArm(dir: string, world: World, seed: string | number, arm: ArmReport): string | null {
  const policy = NODE_AND_CARRIER_POLICIES.find(({ name }) => name === arm.policy);
  if (policy === undefined) return `there is no policy "${arm.policy}" any more`;
  const events: EventLine[] = [];
  const twin = new Twin({
    world,
    policy,
    seed,
    recorder: {
      ...nullRecorder,
      event: (time, handler, priority, a, b) => events.push({ time, handler, priority, a, b }),
    },
  });
  twin.start();
  const violation = runAgain(twin, arm);
  const inRecording = differsInRecording(join(dir, arm.policy), events);
  if (inRecording !== null) return inRecording;
  if (violation !== arm.violation) return `differs: ${violation ?? 'no invariant is violated any more'}`;
  const { digest, businessDigest, outcomeDigest } = twin.digests();
  if (digest === arm.digest && businessDigest === arm.businessDigest && outcomeDigest === arm.outcomeDigest)
    return null;
  return `differs (recorded ${arm.digest}, now ${digest}): same events, other effects or states`;
}

/** To where the arm ended; the violation that it ends with, or null. */
function runAgain(twin: Twin, arm: ArmReport): string | null {
  try {
    twin.run({ until: arm.endedAt, events: arm.events });
    return null;
  } catch (error) {
    const violation = violationIn(error);
    if (violation === null) throw error;
    return violation;
  }
}

/** What the recorded events say otherwise, or null. */
function differsInRecording(folder: string, events: readonly EventLine[]): string | null {
  let table: ReturnType<typeof readTable>;
  try {
    table = readTable(folder, 'events');
  } catch (error) {
    return `the recording can't be read: ${error instanceof Error ? error.message : error}`;
  }
  const recorded = table.rows as unknown as EventLine[];
  const divergence = firstDivergence(recorded, events);
  if (divergence === null) return null;
  if (table.truncated && divergence.left === null)
    return `the recording is cut off after event ${recorded.length} of ${events.length}; up to there it is the same`;
  return `differs: ${describeDivergence(divergence)}`;
}
