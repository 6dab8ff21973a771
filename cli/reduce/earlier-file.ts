/** The file of an earlier reduction of the same case: where it is the smaller one, and still breaks what it broke, it stays. */
import { existsSync } from 'node:fs';
import { isRecorded, type OutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { OwnParts } from '#scenarios/schema/own-parts';
import { Attempts, type Failing } from '#testing/reducer/attempts';
import { drawnIn, exogenousEvents } from '#testing/reducer/exogenous';
import { prepareScenario } from '../scenario-options.ts';

export interface EarlierFile {
  readonly scenario: OutboundScenario;
  readonly seed: string | number;
  readonly parts: OwnParts;
  /** From outside. */
  readonly events: number;
  readonly story: string;
}

/** null = there is none, or none that is read and written down: nothing is lost with it. */
export async function earlierFile(path: string): Promise<EarlierFile | null> {
  if (!existsSync(path)) return null;
  try {
    const { scenario, seed, parts } = await prepareScenario({ ref: path });
    if (isRecorded(scenario) || scenario.failure === undefined || drawnIn(scenario) !== null) return null;
    const { story } = scenario.failure;
    return { scenario, seed, parts, events: exogenousEvents(scenario).length, story };
  } catch {
    return null;
  }
}

/** Whether it has fewer events than this one, which may still be drawn. */
export function isSmaller({ events }: EarlierFile, than: OutboundScenario): boolean {
  return drawnIn(than) !== null || events < exogenousEvents(than).length;
}

/** Whether it breaks what is reduced, by the code of today. */
export async function stillBreaks(
  { scenario, seed, parts }: EarlierFile,
  failing: Failing & { readonly finding: { readonly invariant: string; readonly place: string } },
): Promise<boolean> {
  const { finding } = await new Attempts({ ...failing, scenario, seed, parts }).outcomeOf(scenario);
  const { invariant, place } = failing.finding;
  return finding !== null && finding.invariant === invariant && finding.place === place;
}
