/** Systems of a user's own that let something come to nothing, named where a run can't end: what waits most likely waits for them. */
import type { OwnFront, Swallowed } from '#mock-systems/own-front';
import { InvariantViolation } from '../invariants/invariant-violation.ts';

/** Runs the checks of a run's end; what they throw says, too, of what nothing came. */
export function namingSilence(fronts: readonly OwnFront[], check: () => void): void {
  try {
    check();
  } catch (error) {
    const silent = fronts.flatMap((front) => front.nothingCame().map((each) => wordsOf(front, each)));
    if (!(error instanceof InvariantViolation) || silent.length === 0) throw error;
    throw new InvariantViolation(error.invariant, `${error.what}. ${silent.join('. ')}`);
  }
}

function wordsOf({ conduct }: OwnFront, { kind, by, times, key }: Swallowed): string {
  const { name, system, placeOf } = conduct;
  const place = placeOf === undefined ? '' : `${placeOf(kind)}: `;
  const whose = by === 'core' ? 'the core said to it' : `the ${system} behind it said`;
  return `${place}${name}: nothing came at once of ${kind}, which ${whose}: ${times} x, of ${key} first`;
}
