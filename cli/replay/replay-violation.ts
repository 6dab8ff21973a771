/** `dray replay` of a violation: runs its arm again to exactly that event. Is it the same place? */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runOutboundArms } from '#bench/experiments/outbound-arms';
import type { ViolationPlace } from '#bench/experiments/violation-place';
import { nameOfPolicy } from '#scenarios/schema/outbound/policies';
import type { Fidelity } from '#scenarios/twin/channels/channels';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { type OpenPolicies, openPolicies } from '../policies.ts';
import type { ViolationFile } from '../run/violation-file.ts';
import type { Prepared } from '../scenario-options.ts';
import { armOnRecord } from './recorded-answers.ts';

export async function replayViolation(
  path: string,
  prepared: Prepared,
  fidelity: Fidelity,
  { policy, place, versions, reproduce }: ViolationFile,
): Promise<ExitCode> {
  const { world, seed } = prepared;
  const { policies, close } = await armAt(path, prepared, policy);
  const [arm] = await runOutboundArms({
    world,
    policies,
    seed,
    fidelity,
    // One more: an invariant of the end is judged where no event follows.
    eventsMax: place.event + 1,
  }).finally(close);
  const difference = anotherPlace(place, arm!.place);
  process.stdout.write(
    difference === null
      ? `${policy}: same place. ${whereOf(place)}\n`
      : `${policy}: ${difference}\nrecorded by dray ${versions.dray}, node ${versions.node}: ${reproduce}\n`,
  );
  return difference === null ? EXIT.done : EXIT.replayDiffers;
}

/** The arm; a model answers from the recording beside the file, or by itself where there is none. */
async function armAt(
  path: string,
  { scenario, files, parts }: Prepared,
  policy: string,
): Promise<OpenPolicies> {
  const entries = scenario.policies.filter((entry) => nameOfPolicy(entry) === policy);
  const recorded = join(dirname(path), policy);
  const asksModel = entries.some((entry) => typeof entry !== 'string');
  const arm = asksModel && existsSync(recorded) ? armOnRecord(scenario, policy, recorded, '', parts) : null;
  if (arm === null) return openPolicies({ ...scenario, policies: entries }, files, parts);
  return { policies: [arm], notes: () => [], takeFailures: () => null, close: async () => {} };
}

function whereOf({ what, event, time, digest }: ViolationPlace): string {
  return `${inUtc(what)} (event ${event}, ${new Date(time).toISOString()}, digest ${digest})`;
}

/** What the kernel says of an instant, as every line here says it. */
export function inUtc(text: string): string {
  return text.replace(
    /\bat time (\d{10,15})\b/g,
    (_said, ms: string) => `at ${new Date(Number(ms)).toISOString()}`,
  );
}

/** In words; null = the same in everything that is on record. */
export function anotherPlace(recorded: ViolationPlace, now: ViolationPlace | null): string | null {
  if (now === null) return `differs: no invariant is violated any more. On record: ${whereOf(recorded)}`;
  // As a file holds it.
  const again = JSON.parse(JSON.stringify(now)) as ViolationPlace;
  for (const field of ['invariant', 'event', 'time', 'what', 'digest', 'lastBusiness', 'actors'] as const) {
    const [left, right] = [recorded[field], again[field]].map((value) => JSON.stringify(value));
    if (left === right) continue;
    const [was, is] =
      field === 'time' ? [recorded, again].map(({ time }) => new Date(time).toISOString()) : [left, right];
    return `differs in ${field}: ${was} on record, now ${is}. Now: ${whereOf(again)}`;
  }
  return null;
}
