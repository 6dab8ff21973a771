/** From a reduction to its file: told, written, and what is written read again and run, since it is the file that people will have. */
import type { Failure } from '#scenarios/schema/outbound/failure';
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { Finding } from '../search/finding.ts';
import { Attempts, type Failing } from './attempts.ts';
import { type FailCase, failText, idOf } from './fail-file.ts';
import type { Reduced } from './reduce.ts';
import { Story } from './story.ts';

export interface ReducedFile {
  readonly id: string;
  readonly text: string;
  readonly story: string;
}

/**
 * @param failing what it was reduced from
 * @param said version of Dray, the command that found it, and what that laid over the scenario
 * @param asWritten how a file in its place says the scenario: with other paths
 */
export async function reducedFile(
  failing: Failing,
  reduced: Extract<Reduced, { readonly kind: 'reduced' }>,
  said: { readonly dray: string; readonly foundBy?: string; readonly laid?: readonly string[] },
  asWritten: OutboundScenario = reduced.scenario,
): Promise<ReducedFile> {
  const { scenario, seed, policy, fidelity } = failing;
  const { finding, eventsBefore, eventsAfter } = reduced;
  const id = idOf(scenario, seed, policy, finding, said.laid);
  const story = await storyOf({ ...failing, scenario: reduced.scenario }, finding);
  const failure: Failure = {
    invariant: finding.invariant,
    place: finding.place,
    story,
    ...(said.foundBy === undefined ? {} : { foundBy: said.foundBy }),
    ...(fidelity === undefined || fidelity.kind === 'objects' ? {} : { fidelity: 'wire' }),
    dray: said.dray,
  };
  const fail: FailCase = { scenario: asWritten, seed, finding, failure, eventsBefore, eventsAfter };
  return { id, text: failText(id, fail), story };
}

/** Runs it once more, and listens. */
async function storyOf(failing: Failing, finding: Finding): Promise<string> {
  const story = new Story();
  await new Attempts(failing).outcomeOf(failing.scenario, { recorder: story.ears });
  return story.tell(finding);
}
