/**
 * The world that a recorded run took place in, and its actors, made again from its command.
 *
 * 1. Scenario, data and parts must be as they were: else its numbers would be given other names.
 */
import type { OutboundRunReport } from '#reports/outbound/outbound-report';
import { readRunJson } from '#reports/recording/run-json';
import { recordedAnswers } from '#scenarios/host/answer-source';
import { isRecorded } from '#scenarios/schema/outbound/scenario';
import { inCases, processActors } from '#scenarios/twin/core-parts';
import { worldInPhase } from '#scenarios/world/outbound/phases/in-phase';
import { UserError } from '../../exit-codes.ts';
import { recordedArm } from '../../policies.ts';
import { type Prepared, prepareScenario } from '../../scenario-options.ts';
import { splitCommand } from '../../split-command.ts';
import type { RecordedCore } from './canonical-documents.ts';
import { type WrittenPlace, worldContext } from './world-context.ts';

/** @param data folder of the data files, where it has moved; absent = as it was */
export async function recordedWorld(dir: string, data: string | undefined): Promise<Prepared> {
  const { reproduce, scenario } = reportIn(dir);
  const again = splitCommand(reproduce);
  const prepared = await prepareScenario({ ...again, data: data ?? again.data });
  if (prepared.digest === scenario.digest) return prepared;
  throw new UserError(
    `${dir} was made from scenario ${scenario.digest}, this is ${prepared.digest}: the scenario, its data, a part of your own or Dray has changed. Run it again: ${reproduce}`,
  );
}

function reportIn(dir: string): OutboundRunReport {
  try {
    return readRunJson(dir);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(`--format canonical needs to know how the run was made: ${why}`);
  }
}

/** The core of one of its arms. */
export function recordedCore(dir: string, arm: string, prepared: Prepared): RecordedCore {
  const { scenario, world, parts } = prepared;
  const policies = recordedArm(scenario, arm, '', recordedAnswers([]), parts);
  if (policies === null) throw new UserError(`there is no policy "${arm}" any more`);
  // What a user's own process says has no document.
  const { ownProcesses: _own, ...ours } = worldInPhase(world, policies.phase ?? world.phase);
  return {
    dir,
    actors: inCases(processActors(ours), ours),
    context: worldContext(world, placesOf(prepared)),
  };
}

/** A data set says neither where its ports lie nor by which clocks. */
function placesOf({ scenario }: Prepared): readonly WrittenPlace[] {
  return isRecorded(scenario) ? [] : scenario.network.places;
}
