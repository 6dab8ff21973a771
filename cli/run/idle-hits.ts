/** Hits of a scenario's file that hit nothing: said at the end of a run, since the file was written for them to. */
import type { OutboundArm } from '#bench/experiments/outbound-arms';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import { isRecorded } from '#scenarios/schema/outbound/scenario';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { nameOf, sentenceOf } from '#testing/reducer/exogenous';

/** Named in a warning; a file may have thousands. */
const NAMED_MAX = 5;

/** A sentence an arm. Of one that was stopped before its end nothing is known. */
export function idleHits(
  scenario: AnyOutboundScenario,
  { faults }: Pick<OutboundWorld, 'faults'>,
  arms: readonly Pick<OutboundArm, 'policies' | 'end' | 'idleHits'>[],
): readonly string[] {
  if (isRecorded(scenario)) return [];
  const [messages, steps] = [faults.hits.values(), faults.stepHits.values()];
  const written = (scenario.faults?.hits ?? []).map(
    (hit) => [(hit.kind === 'zombie' ? steps : messages).next().value, hit] as const,
  );
  return arms.flatMap(({ policies, end, idleHits: idle }) => {
    if (end !== 'empty' && end !== 'horizon') return [];
    const names = written.flatMap(([made, hit]) => {
      if (made === undefined || !idle.includes(made)) return [];
      const event = { of: 'hit', hit } as const;
      return [`${nameOf(event, scenario)} (${sentenceOf(event)})`];
    });
    const more = names.length - NAMED_MAX;
    if (names.length === 0) return [];
    return [
      `faults.hits: in the run of ${policies.name} nothing was hit by ${names.slice(0, NAMED_MAX).join('; ')}${more > 0 ? ` and ${more} more` : ''}`,
    ];
  });
}
