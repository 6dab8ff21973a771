/** `dray replay`: runs a recorded run again and says whether it is the same; if not, the first event that differs. */
import { join } from 'node:path';
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

/** Runs one arm again; null when it is the same. */
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
  twin.run({ until: arm.endedAt, events: arm.events });
  const { digest, businessDigest, outcomeDigest } = twin.digests();
  if (digest === arm.digest && businessDigest === arm.businessDigest && outcomeDigest === arm.outcomeDigest)
    return null;
  const recorded = readTable(join(dir, arm.policy), 'events').rows as unknown as EventLine[];
  const divergence = firstDivergence(recorded, events);
  const where = divergence === null ? 'same events, other effects or states' : describeDivergence(divergence);
  return `differs (recorded ${arm.digest}, now ${digest}): ${where}`;
}
