/**
 * Where the next wave comes first, the answer about the one before comes out of turn: that is right, once, and counts for nothing. Shown by
 * decisions as they go on record.
 */
import { expect, test } from 'vitest';
import type { WaveSequenceContext, WaveSequenceOption } from '#orchestrator/decisions/wave-sequence';
import { dividedDistributor } from '#testing/worlds/divided-world';
import type { Ask } from '../../host/ports.ts';
import { OpenBooks } from './books.ts';
import { WaitingDecisions } from './waiting-decisions.ts';

const NODE = 0;
const { names } = dividedDistributor({});
const book = (): WaitingDecisions => new WaitingDecisions(new OpenBooks(), names);

/** Of two shipments. */
const OPTION: WaveSequenceOption = {
  rule: 'earliest-cutoff',
  shipments: [1, 2],
  lines: 2,
  pastCutoff: 0,
  pastPromise: 0,
  lateHours: 0,
  lateMinor: 0,
  passedOver: 0,
};

/** The question about a wave, which is that of the same number. */
function asked(attempt: number): Ask {
  const context: WaveSequenceContext = {
    node: NODE,
    wave: attempt,
    waitingShipments: 3,
    waitingLines: 3,
    capacityLines: 2,
    cutoffAt: 0,
    wavesToCutoff: 1,
    overnightShipments: 0,
  };
  const about = { entityType: 'wave-plan', entityKey: NODE, now: 0, views: [] };
  return { point: 'wave-sequence', attempt, ...about, context, options: [OPTION] };
}

test('an answer that comes after a later one counts for nothing: what is released is by the later', () => {
  const waiting = book();
  for (const attempt of [1, 4, 2]) waiting.sequence(asked(attempt), OPTION);
  waiting.sequenced(NODE, 4, 4, 2);
  expect(() => waiting.sequenced(NODE, 2, 2, 2)).toThrow(/by sequence 2; on record is 4, of wave 4, with 2/);
});

test.each([
  ['the last again', [1, 1]],
  ['an earlier one again', [1, 3, 1]],
  ['one out of turn twice', [1, 3, 2, 2]],
])('%s is not right', (_what, attempts) => {
  const waiting = book();
  for (const attempt of attempts.slice(0, -1)) waiting.sequence(asked(attempt), OPTION);
  expect(() => waiting.sequence(asked(attempts.at(-1)!), OPTION)).toThrow(/is on record after sequence/);
});

test('a copy knows which have not come, and shares nothing', () => {
  const [waiting, copy] = [book(), book()];
  waiting.sequence(asked(2), OPTION);
  copy.load(waiting.save());
  copy.sequence(asked(1), OPTION);
  waiting.sequence(asked(1), OPTION);
  expect(() => copy.sequence(asked(1), OPTION)).toThrow(/is on record after sequence/);
});
