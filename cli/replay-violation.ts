/** `dray replay` of a violation: runs its arm again to exactly that event. Is it the same place? */
import { runOutboundArms } from '#bench/experiments/outbound-arms';
import type { ViolationPlace } from '#bench/experiments/violation-place';
import type { Fidelity } from '#scenarios/twin/channels/channels';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { PreparedOutbound } from './scenario-options.ts';
import type { ViolationFile } from './violation-file.ts';

export async function replayViolation(
  { world, seed }: PreparedOutbound,
  fidelity: Fidelity,
  { policy, place, versions, reproduce }: ViolationFile,
): Promise<ExitCode> {
  const [arm] = await runOutboundArms({
    world,
    policies: [policy],
    seed,
    fidelity,
    // One more: an invariant of the end is judged where no event follows.
    eventsMax: place.event + 1,
  });
  const difference = anotherPlace(place, arm!.place);
  process.stdout.write(
    difference === null
      ? `${policy}: same place. ${whereOf(place)}\n`
      : `${policy}: ${difference}\nrecorded by dray ${versions.dray}, node ${versions.node}: ${reproduce}\n`,
  );
  return difference === null ? EXIT.done : EXIT.replayDiffers;
}

function whereOf({ what, event, time, digest }: ViolationPlace): string {
  return `${what} (event ${event}, ${new Date(time).toISOString()}, digest ${digest})`;
}

/** In words; null = the same in everything that is on record. */
export function anotherPlace(recorded: ViolationPlace, now: ViolationPlace | null): string | null {
  if (now === null) return `differs: no invariant is violated any more. On record: ${whereOf(recorded)}`;
  // As a file holds it.
  const again = JSON.parse(JSON.stringify(now)) as ViolationPlace;
  for (const field of ['invariant', 'event', 'time', 'what', 'digest', 'lastBusiness', 'actors'] as const) {
    const [left, right] = [recorded[field], again[field]].map((value) => JSON.stringify(value));
    if (left !== right) return `differs in ${field}: ${left} on record, now ${right}. Now: ${whereOf(again)}`;
  }
  return null;
}
